"""The model is read lazily, and once, however many ask first."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from musings.services import running
from tests.services.wire import BILL, JSON, ask

ROOT = Path(__file__).parents[2]
CLIENTS = 12


@pytest.mark.parametrize("name", ["flask-predict", "falcon-predict"])
def test_the_first_requests_at_once_load_the_model_once(name: str) -> None:
    gate = Barrier(CLIENTS)

    def first(_: int) -> int:
        gate.wait()
        return ask(up, "POST", "/predict", BILL, JSON).status

    with running(name, "gunicorn", root=ROOT) as up, ThreadPoolExecutor(CLIENTS) as pool:
        loads_before = ask(up, "GET", "/health").json["model_loads"]
        statuses = list(pool.map(first, range(CLIENTS)))
        loads_after = ask(up, "GET", "/health").json["model_loads"]
    assert statuses == [200] * CLIENTS
    assert (loads_before, loads_after) == (0, 1)
