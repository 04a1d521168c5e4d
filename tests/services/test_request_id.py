"""The id of a request, as it is seen on the wire and in the log of real servers."""

import json
import re
from pathlib import Path

import pytest

from musings.services import Running
from snippets.deployment.contract import PROBLEM_JSON
from tests.services.conftest import Start
from tests.services.wire import BILL, Answer, parse, read_to_the_end, send_part, unasked

SERVICES = ["flask-predict", "falcon-predict", "fastapi-predict", "flask-tasks"]
each = pytest.mark.parametrize("name", SERVICES)


def get(up: Running, path: str, *lines: str) -> Answer:
    """What is answered to a GET with these lines in its head, byte for byte."""
    head = "\r\n".join([f"GET {path} HTTP/1.1", "Host: localhost", "Connection: close", *lines])
    return parse(read_to_the_end(send_part(up, f"{head}\r\n\r\n".encode())))


def post(up: Running, body: bytes, *lines: str) -> Answer:
    """What is answered to a bill with these lines in its head, byte for byte."""
    head = ["POST /predict HTTP/1.1", "Host: localhost", "Connection: close", "Content-Type: application/json"]
    text = "\r\n".join([*head, f"Content-Length: {len(body)}", *lines])
    return parse(read_to_the_end(send_part(up, f"{text}\r\n\r\n".encode() + body)))


def served(name: str) -> str:
    return "/tasks" if name == "flask-tasks" else "/health"


@each
def test_what_the_client_calls_its_request_comes_back_with_every_answer(start: Start, name: str) -> None:
    answer = get(start(name), served(name), "X-Request-ID: till-7.42")
    assert (answer.status, answer.headers["x-request-id"]) == (200, "till-7.42")
    assert "request_id" not in answer.text


@each
@pytest.mark.parametrize(("path", "status"), [("/nowhere", 404), ("/predict", 405), ("/tasks/9", 404)])
def test_a_refusal_says_it_in_its_body_too(start: Start, name: str, path: str, status: int) -> None:
    if (path == "/predict") == (name == "flask-tasks"):
        status = 404
    answer = get(start(name), path, "x-request-id: till-7.42")
    assert (answer.status, answer.type) == (status, PROBLEM_JSON)
    assert (answer.headers["x-request-id"], answer.json["request_id"]) == ("till-7.42", "till-7.42")


@each
def test_who_names_no_request_is_told_no_name(start: Start, name: str) -> None:
    answer = get(start(name), "/nowhere")
    assert "x-request-id" not in answer.headers
    assert answer.json.keys() == {"title", "status", "detail"}


BAD = ["", "two words", "a" * 65, "<b>", "a,b", "\xe9t\xe9", "50%", "a\tb"]


@each
@pytest.mark.parametrize("bad", BAD)
def test_a_name_that_is_not_well_formed_is_passed_over(start: Start, name: str, bad: str) -> None:
    answer = get(start(name), "/nowhere", f"X-Request-ID: {bad}")
    assert (answer.status, answer.headers.get("x-request-id"), answer.json.get("request_id")) == (404, None, None)


@each
def test_of_two_names_neither_is_taken(start: Start, name: str) -> None:
    answer = get(start(name), "/nowhere", "X-Request-ID: one", "X-Request-ID: two")
    assert (answer.status, answer.headers.get("x-request-id")) == (404, None)


# --- the notebook, whose cells see no request but those that the gateway has for them ---------------------------------


def test_the_notebook_gives_a_name_back_with_answers_and_refusals(notebook_service: Running) -> None:
    answer = post(notebook_service, BILL, "X-Request-ID: till-7.42")
    assert (answer.status, answer.headers["x-request-id"]) == (200, "till-7.42")
    assert "request_id" not in answer.text
    answer = post(notebook_service, b"{}", "x-request-id: till-7.43")
    assert (answer.status, answer.type) == (422, PROBLEM_JSON)
    assert (answer.headers["x-request-id"], answer.json["request_id"]) == ("till-7.43", "till-7.43")
    answer = post(notebook_service, b"{}")  # the name before it was another request's
    assert (answer.status, answer.headers.get("x-request-id"), answer.json.get("request_id")) == (422, None, None)


@pytest.mark.parametrize("lines", [*([f"X-Request-ID: {bad}"] for bad in BAD), ["X-Request-ID: a", "X-Request-ID: b"]])
def test_the_notebook_passes_over_a_name_that_is_not_well_formed_and_two(
    notebook_service: Running, lines: list[str]
) -> None:
    answer = post(notebook_service, b"{}", *lines)
    assert (answer.status, answer.headers.get("x-request-id"), answer.json.get("request_id")) == (422, None, None)


def test_what_the_gateway_refuses_before_any_cell_has_no_name(notebook_service: Running) -> None:
    for path, status in (("/nowhere", 404), ("/predict", 405)):
        answer = get(notebook_service, path, "X-Request-ID: till-7.42")
        assert (answer.status, answer.headers.get("x-request-id")) == (status, None)
        assert "till-7.42" not in answer.text


def test_a_body_too_deep_to_be_read_takes_the_name_along(notebook_service: Running) -> None:
    answer = post(notebook_service, b"[" * 900 + b"]" * 900, "X-Request-ID: till-7.42")
    assert answer.status in (400, 422)
    assert answer.json.get("request_id") == answer.headers.get("x-request-id")


def test_a_failure_of_the_notebook_is_named_in_answer_body_and_log(tmp_path: Path) -> None:
    with unasked("notebook-predict", {"MODEL_FILE": str(tmp_path / "missing.skops")}) as up:
        made, own = post(up, BILL), post(up, BILL, "X-Request-ID: till-7.42")
        lines = up.log.splitlines()
    assert re.fullmatch("[0-9a-f]{32}", made.headers["x-request-id"])
    for answer, known in ((made, made.headers["x-request-id"]), (own, "till-7.42")):
        assert (answer.status, answer.type) == (503, PROBLEM_JSON)
        assert answer.json["request_id"] == answer.headers["x-request-id"] == known
        assert [line for line in lines if line.endswith(f"request {known} was answered 503")]


@pytest.mark.parametrize("name", ["flask-predict", "falcon-predict", "fastapi-predict"])
def test_a_failure_is_named_in_answer_body_and_log(name: str, tmp_path: Path) -> None:
    with unasked(name, {"MODEL_FILE": str(tmp_path / "missing.skops")}) as up:
        made = [get(up, "/health") for _ in range(2)]
        own = get(up, "/health", "X-Request-ID: till-7.42")
        lines = up.log.splitlines()
    ids = [answer.headers["x-request-id"] for answer in made]
    assert all(re.fullmatch("[0-9a-f]{32}", each) for each in ids)
    assert ids[0] != ids[1]
    for answer, known in zip([*made, own], [*ids, "till-7.42"], strict=True):
        assert (answer.status, answer.type) == (503, PROBLEM_JSON)
        assert json.loads(answer.text)["request_id"] == answer.headers["x-request-id"] == known
        told = [line for line in lines if line.startswith(f"request {known}: GET '/health' was answered 503 ")]
        assert len(told) == 1
