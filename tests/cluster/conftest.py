"""A real Ray Serve, one for the whole session, on a free port and from a fresh state."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from musings.services import Running, running

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def ray_service() -> Iterator[Running]:
    """Two replicas on a Ray of this machine, as the post starts them."""
    with running("ray-predict", root=ROOT, environment={"READ_TIMEOUT": "5"}) as up:
        yield up


@pytest.fixture(scope="session")
def predict_service(ray_service: Running) -> Running:
    """What the tests of the contract ask; here it is Ray."""
    return ray_service


@pytest.fixture(scope="session")
def framework_service(ray_service: Running) -> Running:
    """What any server is asked that reads a body itself; here it is Ray."""
    return ray_service
