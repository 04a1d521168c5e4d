"""The model behind FastAPI, asked in this process: no other is seen by the measurement of what tests run."""

import asyncio
import json
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.types import Message, Receive, Scope, Send

from snippets.deployment import asgi_body, asgi_slow, facts, fastapi_errors, fastapi_predict
from snippets.deployment.asgi_client import Answer, ask, asked
from snippets.deployment.contract import MAX_BODY, PROBLEM_JSON, Problem
from snippets.deployment.fastapi_bill import by_contract, taken
from snippets.deployment.fastapi_predict import app
from snippets.deployment.fastapi_threads import CLIENTS, most_inside

BILL = b'{"X1": 61.1, "X2": 17.3}'


def post(path: str, body: bytes = b"", **headers: str) -> Answer:
    return asyncio.run(ask(app, "POST", path, body, headers))


def test_it_answers_one_bill_and_many(model: Path) -> None:
    one = post("/predict", BILL)
    many = post("/predict/batch", b'{"rows": [%s, {"X1": 39.1, "X2": 18.7}]}' % BILL)
    assert (one.status, one.headers["content-type"]) == (200, "application/json")
    assert json.loads(one.text)["species"] == "Gentoo"
    assert [each["species"] for each in json.loads(many.text)["predictions"]] == ["Gentoo", "Adelie"]


def test_the_model_is_trained_anew_and_put_back(model: Path) -> None:
    first = model.read_bytes()
    retrained = post("/retrain", b'{"C": 0.1}')
    assert (retrained.status, json.loads(retrained.text)["C"]) == (200, 0.1)
    assert model.read_bytes() != first
    reset = post("/reset")
    assert (reset.status, reset.text) == (204, "")
    assert asyncio.run(ask(app, "HEAD", "/health")).status == 200


@pytest.mark.parametrize("path", ["/retrain", "/reset"])
def test_a_page_of_another_site_is_refused_before_its_body_is_read(model: Path, path: str) -> None:
    assert post(path, b"not JSON", Origin="https://example.org", Host="localhost").status == 403


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/nowhere", 404), ("GET", "/predict", 405)])
def test_what_is_not_served_is_told_as_a_problem_with_the_requests_name(method: str, path: str, status: int) -> None:
    answer = asyncio.run(ask(app, method, path, headers={"X-Request-ID": "till-7.42"}))
    assert (answer.status, answer.headers["content-type"]) == (status, PROBLEM_JSON)
    assert answer.headers["x-request-id"] == json.loads(answer.text)["request_id"] == "till-7.42"
    assert answer.headers.get("allow") == ("POST" if status == 405 else None)


def test_a_failure_is_told_without_its_inside_and_logged_with_it(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(fastapi_predict, "penguins", None)
    answer = asyncio.run(ask(app, "GET", "/health"))
    assert (answer.status, answer.headers["content-type"]) == (500, PROBLEM_JSON)
    assert json.loads(answer.text)["request_id"] == answer.headers["x-request-id"]
    assert "NoneType" not in answer.text
    said = f"request {answer.headers['x-request-id']}: GET '/health' was answered 500 Internal Server Error"
    assert caplog.messages == [said]
    assert "NoneType" in caplog.text


def test_the_servers_start_and_stop_pass_through_unnamed() -> None:
    seen: list[Scope] = []

    async def inner(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope)

    async def nothing(*_: object) -> Message:
        raise AssertionError

    asyncio.run(fastapi_errors.with_request_id(inner)({"type": "lifespan"}, nothing, nothing))  # type: ignore[arg-type]
    assert seen == [{"type": "lifespan"}]


# --- bodies -----------------------------------------------------------------------------------------------------------


async def silence() -> Message:
    await asyncio.Event().wait()
    raise AssertionError


async def hanging_up() -> Message:
    return {"type": "http.disconnect"}


async def endless() -> Message:
    return {"type": "http.request", "body": b" " * 1024, "more_body": True}


@pytest.mark.parametrize(
    ("receive", "headers", "status"),
    [
        (silence, {}, 408),
        (hanging_up, {"content-length": "50"}, 408),
        (endless, {"transfer-encoding": "chunked"}, 413),
        (silence, {"content-length": str(MAX_BODY + 1)}, 413),
        (silence, {"content-length": "5", "transfer-encoding": "chunked"}, 400),
    ],
    ids=["silent", "hung-up", "endless", "announced", "two-lengths"],
)
def test_a_body_that_is_not_whole_is_refused(
    receive: Receive, headers: dict[str, str], status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asgi_body, "READ_TIMEOUT", 0.01)
    lines = [(name.encode(), value.encode()) for name, value in headers.items()]
    with pytest.raises(Problem) as refused:
        asyncio.run(asgi_body.read_whole(Request({"type": "http", "headers": lines}, receive)))
    assert refused.value.status == status


def test_a_body_of_the_full_length_is_read_whole(model: Path) -> None:
    padded = b" " * (MAX_BODY - len(BILL)) + BILL
    assert post("/predict", padded).status == 200
    assert post("/predict", padded + b" ").status == 413


# --- what the post shows of threads and of Pydantic ------------------------------------------------------------------


def test_a_model_has_many_requests_in_hand_in_threads_and_one_in_the_loop() -> None:
    assert most_inside("/def") == CLIENTS
    assert most_inside("/async", patience=0.01) == 1


def test_slow_clients_keep_nobody_else_from_uvicorn() -> None:
    assert asgi_slow.outcome() == {"slow clients": 200, "connections at uvicorn": 200, "served": 1}


def test_the_pool_of_threads_has_an_end() -> None:
    assert facts.pool_threads() == 40


def test_where_a_loop_runs_already_one_may_ask_all_the_same() -> None:
    async def within() -> str:
        return taken('{"X1": 61.1, "X2": 17.3}', "/bill") + str(asked(app, "GET", "/nowhere").status)

    assert asyncio.run(within()) == "61.1404"


def test_infinity_is_a_length_in_one_class_and_a_failure_in_the_other() -> None:
    sent = '{"X1": Infinity, "X2": 17.3}'
    assert (taken(sent, "/bill"), taken(sent, "/strict"), by_contract(sent)) == ("infinity", "500", "422")


def test_who_fails_without_an_answer_is_heard() -> None:
    async def broken(scope: Scope, receive: Receive, send: Send) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        asyncio.run(ask(broken, "GET", "/"))
