"""The model is read lazily, and once, however many ask first."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from tests.services.wire import BILL, JSON, ask, unasked

CLIENTS = 12


@pytest.mark.parametrize("name", ["flask-predict", "falcon-predict", "fastapi-predict"])
def test_the_first_requests_at_once_load_the_model_once(name: str) -> None:
    gate = Barrier(CLIENTS)

    def first(_: int) -> int:
        gate.wait()
        return ask(up, "POST", "/predict", BILL, JSON).status

    with unasked(name) as up, ThreadPoolExecutor(CLIENTS) as pool:
        statuses = list(pool.map(first, range(CLIENTS)))
        loads = ask(up, "GET", "/health").json["model_loads"]
    assert statuses == [200] * CLIENTS
    assert loads == 1
