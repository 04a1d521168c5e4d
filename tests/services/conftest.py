"""Real servers, one of each for the whole session, each on a free port and from a fresh state."""

from collections.abc import Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Protocol

import pytest

from musings.services import Running, running

ROOT = Path(__file__).parents[2]
QUICK = {"READ_TIMEOUT": "2"}  # seconds of silence; the ten of the configuration would be waited for


class Start(Protocol):
    """A function that starts a service, under its usual server unless told otherwise."""

    def __call__(self, name: str, runner: str | None = None) -> Running: ...


@pytest.fixture(scope="session")
def start() -> Iterator[Start]:
    """Start a service at its first use, and keep it until the session ends."""
    with ExitStack() as stack:

        @cache
        def started(name: str, runner: str | None = None) -> Running:
            return stack.enter_context(running(name, runner, root=ROOT, environment=QUICK))

        yield started


@pytest.fixture(scope="session", params=["flask-predict", "falcon-predict", "fastapi-predict", "notebook-predict"])
def predict_service(request: pytest.FixtureRequest, start: Start) -> Running:
    """Each server of the one contract, as its post starts it."""
    return start(request.param)


@pytest.fixture(scope="session")
def own_service(predict_service: Running) -> Running:
    """Each server of the contract whose log and files are its own."""
    return predict_service


@pytest.fixture(scope="session", params=["flask-predict", "falcon-predict"])
def gunicorn_service(request: pytest.FixtureRequest, start: Start) -> Running:
    """The servers of the contract that gunicorn runs."""
    return start(request.param)


@pytest.fixture(scope="session", params=["flask-predict", "falcon-predict", "fastapi-predict"])
def framework_service(request: pytest.FixtureRequest, start: Start) -> Running:
    """The servers of the contract that read a body themselves."""
    return start(request.param)


@pytest.fixture(scope="session")
def notebook_service(start: Start) -> Running:
    """The notebook under Kernel Gateway."""
    return start("notebook-predict")


@pytest.fixture(scope="session")
def bare_service(start: Start) -> Running:
    """The two resources of Part 1, under `flask run`."""
    return start("flask-bare")


@pytest.fixture(scope="session")
def hi_service(start: Start) -> Running:
    """The greeting of Part 2, under gunicorn."""
    return start("falcon-hi")


@pytest.fixture(params=["flask", "gunicorn"])
def tasks_service(request: pytest.FixtureRequest) -> Iterator[Running]:
    """A to-do list nobody has touched, under each server that Part 1 names."""
    with running("flask-tasks", request.param, root=ROOT) as up:
        yield up


@pytest.fixture(scope="session")
def bad_tasks_service(start: Start) -> Running:
    """A to-do list for requests that must not change it."""
    return start("flask-tasks")
