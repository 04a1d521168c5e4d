"""What gunicorn, uvicorn and the frameworks behind them add to the contract: what no notebook can promise."""

import time
from pathlib import Path

import pytest

from musings.services import Running, running
from snippets.deployment import gunicorn_conf
from snippets.deployment.contract import PROBLEM_JSON
from tests.services.conftest import Start
from tests.services.test_contract import BAD, Bad
from tests.services.wire import BILL, JSON, ask, send_part

ROOT = Path(__file__).parents[2]
FRAMEWORKS = ("flask-predict", "falcon-predict", "fastapi-predict")
HEAD = b"POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 28\r\n\r\n"


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        (b'{"X1": 61.1, "X1": 61.1, "X2": 17.3}', 400, "X1"),
        (b'{"X1": "\xff", "X2": 17.3}', 400, None),
        ('{"X1": 61.1, "X2": 17.3}'.encode("utf-16"), 400, None),
        (b'"{}"', 422, None),
        *((b"[" * depth + b"]" * depth, 422, None) for depth in (500, 900)),
    ],
    ids=["duplicate-keys", "bad-UTF-8", "UTF-16", "text-alone", "500-deep", "900-deep"],
)
def test_bodies_that_kernel_gateway_cannot_tell_are_refused(
    framework_service: Running, body: bytes, status: int, field: str | None
) -> None:
    answer = ask(framework_service, "POST", "/predict", body, JSON)
    assert (answer.status, answer.type) == (status, PROBLEM_JSON)
    assert answer.json.get("field") == field


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.name.replace(" ", "-"))
def test_the_frameworks_refuse_in_the_same_bytes(start: Start, bad: Bad) -> None:
    headers = {"Content-Type": bad.content_type} if bad.content_type else {}
    answers = [ask(start(name), "POST", "/predict", bad.body, headers) for name in FRAMEWORKS]
    assert len({answer.text for answer in answers}) == 1


@pytest.mark.parametrize(("method", "path"), [("GET", "/predict"), ("PUT", "/predict/batch"), ("GET", "/nowhere")])
def test_the_frameworks_turn_away_in_the_same_bytes(start: Start, method: str, path: str) -> None:
    answers = [ask(start(name), method, path) for name in FRAMEWORKS]
    assert answers[0].status in (404, 405)
    assert len({answer.text for answer in answers}) == 1


def test_half_sent_requests_cost_others_nothing_while_threads_are_left(framework_service: Running) -> None:
    stuck = [send_part(framework_service, HEAD) for _ in range(gunicorn_conf.threads - 2)]
    started = time.monotonic()
    answer = ask(framework_service, "POST", "/predict", BILL, JSON)
    seconds = time.monotonic() - started
    for connection in stuck:
        connection.close()
    assert answer.status == 200
    assert seconds < 1.5  # READ_TIMEOUT is 2: nobody was waited for


def test_more_half_sent_requests_than_threads_give_way_in_time(framework_service: Running) -> None:
    stuck = [send_part(framework_service, HEAD) for _ in range(gunicorn_conf.threads + 4)]
    answer = ask(framework_service, "POST", "/predict", BILL, JSON)
    for connection in stuck:
        connection.close()
    assert answer.status == 200


def test_no_worker_was_lost(gunicorn_service: Running) -> None:
    assert gunicorn_service.log.count("Booting worker") == 1
    assert "Error handling request" not in gunicorn_service.log


def test_two_processes_share_one_retrained_model() -> None:
    with running("falcon-predict", "gunicorn", root=ROOT, environment={"WEB_CONCURRENCY": "2"}) as up:
        before = {ask(up, "POST", "/predict", BILL, JSON).text for _ in range(12)}
        ask(up, "POST", "/retrain", b'{"C": 0.1}', JSON)
        after = {ask(up, "POST", "/predict", BILL, JSON).text for _ in range(12)}
    assert (len(before), len(after)) == (1, 1)
    assert before != after
