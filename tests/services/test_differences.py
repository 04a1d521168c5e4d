"""What each server makes of odd requests, sent byte by byte, is what the table in the post says."""

import socket
import ssl
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from musings.services import Running
from snippets.deployment.differences import CASES, Case, ask
from snippets.deployment.production import up
from tests.services.conftest import QUICK, Start

SERVICES = {
    "Flask": "flask-predict",
    "Falcon": "falcon-predict",
    "FastAPI": "fastapi-predict",
    "notebook": "notebook-predict",
    "no framework": "wsgi-plain",
}


def differs(server: str, connect: Callable[[], socket.socket]) -> dict[str, tuple[str, str]]:
    """Where the server does not answer what the post says: what was said, and what came; all are asked at once."""

    def answer(case: Case) -> str:
        with connect() as connection:
            return ask(connection, case)

    with ThreadPoolExecutor(len(CASES)) as pool:
        answers = zip(CASES, pool.map(answer, CASES), strict=True)
    return {case.name: (case.answer(server), came) for case, came in answers if case.answer(server) != came}


def to(service: Running) -> Callable[[], socket.socket]:
    """A way to connect to a service."""
    return lambda: socket.create_connection(("127.0.0.1", service.port))


@pytest.mark.parametrize("server", SERVICES)
def test_a_server_answers_what_the_post_says(start: Start, server: str) -> None:
    assert differs(server, to(start(SERVICES[server]))) == {}


def test_so_does_flask_behind_nginx(tmp_path: Path) -> None:
    with up.serving(tmp_path, environment=QUICK) as servers:
        context = ssl.create_default_context(cafile=str(tmp_path / "tls.crt"))

        def connect() -> socket.socket:
            plain = socket.create_connection(("127.0.0.1", servers.port))
            return context.wrap_socket(plain, server_hostname="localhost")

        assert differs("nginx", connect) == {}
