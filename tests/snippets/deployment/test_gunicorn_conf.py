"""The configuration holds only settings that gunicorn knows, with the values that its comments argue for."""

import importlib
import inspect
import socket
import struct
from types import SimpleNamespace

import pytest
from gunicorn.config import Config

from snippets.deployment import gunicorn_conf


def test_gunicorn_knows_every_setting() -> None:
    config = Config()
    for name, value in vars(gunicorn_conf).items():
        if name.islower() and not name.startswith("_") and not inspect.ismodule(value):
            config.set(name, value)
    assert config.worker_class_str == "gthread"
    assert config.workers == 1


def test_the_number_of_processes_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setenv("WEB_CONCURRENCY", "3")
        assert importlib.reload(gunicorn_conf).workers == 3
    assert importlib.reload(gunicorn_conf).workers == 1


def test_an_accepted_connection_gives_up_after_the_silence_set_on_its_listener() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        gunicorn_conf.when_ready(SimpleNamespace(LISTENERS=[SimpleNamespace(sock=listener)]))
        with socket.create_connection(listener.getsockname()):
            accepted, _ = listener.accept()
            with accepted:
                limit = accepted.getsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, 16)
    assert struct.unpack("ll", limit) == (gunicorn_conf.READ_TIMEOUT, 0)
