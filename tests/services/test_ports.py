"""The ports that the posts name: whoever follows two of them at once needs two."""

import socket
from collections import defaultdict
from pathlib import Path

import pytest

from musings.services import discover
from snippets.deployment.production import up

ROOT = Path(__file__).parents[2]
SITE = 8000  # `make serve`


def test_servers_of_two_kinds_and_the_site_have_different_ports() -> None:
    kinds = defaultdict(set)
    for name, service in discover(ROOT).items():
        kinds[service.port].add(name.partition("-")[0])
    assert SITE not in kinds
    assert [kind for kind in kinds.values() if len(kind) > 1] == []


def test_nginx_and_gunicorn_are_not_started_where_another_program_answers() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other, pytest.raises(SystemExit, match="another program listens"):
        up.main(["--port", str(other.getsockname()[1])])


def test_what_only_linux_counts_is_not_asked_of_another_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(up, "PROC", tmp_path)
    with pytest.raises(RuntimeError, match="net/tcp is Linux's"):
        up.told_by_linux("net/tcp")
