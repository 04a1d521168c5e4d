"""The slow attack: clients that announce a body and send a byte of it now and then, and whoever else asks."""

import http.client
import socket
import ssl
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from snippets.deployment import gunicorn_conf
from snippets.deployment.production import up
from snippets.experiment import experiment

MANY = 200  # slow clients
PATIENCE = 3.0  # seconds that a proper client waits
BILL = b'{"X1": 61.1, "X2": 17.3}'


# --8<-- [start:attack]
HEAD = b"POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n"


@contextmanager
def slow_clients(port: int, number: int, tls: bool) -> Iterator[list[socket.socket]]:
    """So many clients at once, each of which sends the head of a request, and then a space every half second."""
    with ExitStack() as stack:
        clients = [stack.enter_context(connect(port, tls)) for _ in range(number)]
        for client in clients:
            client.sendall(HEAD)
        over = threading.Event()

        def drip() -> None:
            while not over.wait(0.5):
                for client in clients:
                    client.sendall(b" ")

        dripping = threading.Thread(target=drip)
        dripping.start()
        stack.callback(dripping.join)
        stack.callback(over.set)
        yield clients


def connect(port: int, tls: bool) -> socket.socket:
    """A connection to this machine; over TLS without a look at the certificate, since an attacker does not care."""
    plain = socket.create_connection(("127.0.0.1", port), timeout=10)
    return ssl._create_unverified_context().wrap_socket(plain) if tls else plain


# --8<-- [end:attack]


def is_served(port: int, tls: bool, seconds: float = PATIENCE) -> bool:
    """Whether one who asks properly has an answer before the patience is at an end."""
    connection = http.client.HTTPConnection("localhost", port, timeout=seconds)
    try:
        connection.sock = connect(port, tls)
        connection.sock.settimeout(seconds)
        connection.request("POST", "/predict", BILL, {"Content-Type": "application/json"})
        with connection.getresponse() as answer:
            return answer.status == 200
    except TimeoutError:
        return False
    finally:
        connection.close()


def connections_to(port: int) -> int:
    """How many connections a server of this machine has at its port, as Linux counts them."""
    rows = [line.split() for line in up.told_by_linux("net/tcp").splitlines()[1:]]
    return sum(row[1].endswith(f":{port:04X}") and row[3] == "01" for row in rows)


@experiment
def outcome() -> dict[str, int]:
    """Who is served while slow clients are about: by gunicorn alone, and by nginx with the same gunicorn behind it.

    The numbers of slow clients beside which a proper one is served, and how many of them reach gunicorn.
    """
    threads = gunicorn_conf.threads
    found = {"threads": threads, "slow clients": MANY}
    with tempfile.TemporaryDirectory() as folder, up.serving(Path(folder)) as servers:
        for number in (threads - 1, threads):
            with slow_clients(servers.behind, number, tls=False):
                found[f"served by gunicorn beside {number}"] = int(is_served(servers.behind, tls=False))
            any(is_served(servers.behind, tls=False) for _ in range(20))  # until it has noticed that they are gone
        with slow_clients(servers.port, MANY, tls=True):
            found["served by nginx"] = int(is_served(servers.port, tls=True))
            time.sleep(0.5)  # for the proper client's connections to be gone
            found["connections at nginx"] = connections_to(servers.port)
            found["connections at gunicorn"] = connections_to(servers.behind)
    return found
