"""How the service tests speak HTTP: whole requests with any body at all, and requests that stop half-way."""

import http.client
import json
import socket
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest import mock

from musings import services
from musings.services import Running

JSON = {"Content-Type": "application/json"}
BILL = b'{"X1": "61.1", "X2": "17.3"}'


@dataclass(frozen=True)
class Answer:
    """What came back: names of headers in lower case."""

    status: int
    headers: Mapping[str, str]
    text: str

    @property
    def json(self) -> Any:
        return json.loads(self.text)

    @property
    def type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]


def ask(
    up: Running,
    method: str,
    path: str,
    body: bytes | Iterable[bytes] | None = None,
    headers: Mapping[str, str] | None = None,
    seconds: float = 20,
) -> Answer:
    """Send one request on a connection of its own."""
    return exchange(http.client.HTTPConnection("127.0.0.1", up.port, timeout=seconds), method, path, body, headers)


def exchange(
    connection: http.client.HTTPConnection,
    method: str,
    path: str,
    body: bytes | Iterable[bytes] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """Send one request on a connection, and close it."""
    try:
        connection.request(method, path, body, dict(headers or {}))
        response = connection.getresponse()
        names = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, names, response.read().decode())
    finally:
        connection.close()


def send_part(up: Running, part: bytes) -> socket.socket:
    """Send some bytes and leave the connection open."""
    connection = socket.create_connection(("127.0.0.1", up.port), timeout=20)
    connection.sendall(part)
    return connection


def read_to_the_end(connection: socket.socket) -> bytes:
    """All that the server sends until it closes."""
    with connection:
        return b"".join(iter(lambda: connection.recv(4096), b""))


def parse(sent: bytes) -> Answer:
    """The answer in what a server has sent."""
    head, _, body = sent.partition(b"\r\n\r\n")
    status, *lines = head.decode().split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return Answer(int(status.split()[1]), headers, body.decode())


def stays_open(connection: socket.socket, seconds: float) -> bool:
    """Whether the server neither answers nor closes for so long."""
    connection.settimeout(seconds)
    started = time.monotonic()
    try:
        connection.recv(1)
    except TimeoutError:
        return time.monotonic() - started >= seconds * 0.9
    return False


@contextmanager
def unasked(name: str, environment: Mapping[str, str] | None = None) -> Iterator[Running]:
    """A service that nobody has asked anything of its model, not even whether it is there."""
    root = Path(__file__).parents[2]
    patient = replace(services.find(name, root), ready="/predict")  # to a GET of it, a 405 is the answer
    with (
        mock.patch.object(services, "find", return_value=patient),
        services.running(name, root=root, environment=environment) as up,
    ):
        yield up
