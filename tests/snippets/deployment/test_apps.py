"""The applications asked in this process, for what a real client can hardly bring about."""

import io
import json

import pytest
from falcon import Request, testing
from flask.testing import FlaskClient

from snippets.deployment import (
    contract,
    falcon_predict_app,
    falcon_predict_resources,
    flask_bare,
    flask_predict,
    flask_tasks,
)
from snippets.deployment.body import read_json
from snippets.deployment.contract import Problem
from snippets.deployment.falcon_predict_resources import read_body

BODY = json.dumps({"X1": 48.0, "X2": 14.0}).encode()


@pytest.fixture
def tasks() -> FlaskClient:
    return flask_tasks.app.test_client()


@pytest.mark.parametrize(("path", "words"), [("/1", "the first resource"), ("/2", "the second")])
def test_the_bare_app_answers_for_each_resource(path: str, words: str) -> None:
    assert words in flask_bare.app.test_client().get(path).text


def test_a_task_needs_a_title(tasks: FlaskClient) -> None:
    answer = tasks.post("/tasks", json={"done": True})
    assert answer.status_code == 422
    assert "title" in answer.text


def test_a_task_is_an_object(tasks: FlaskClient) -> None:
    assert tasks.post("/tasks", json=["Read a book"]).status_code == 422


def test_brackets_without_end_are_refused(tasks: FlaskClient) -> None:
    answer = tasks.post("/tasks", data="[" * 10_000, content_type="application/json")
    assert answer.status_code == 400
    assert "nested too deeply" in answer.text


def test_a_failure_of_the_to_do_list_is_told_without_its_inside_and_logged_with_it(
    tasks: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(flask_tasks, "tasks", None)
    answer = tasks.get("/tasks")
    assert (answer.status_code, answer.mimetype) == (500, contract.PROBLEM_JSON)
    assert "The service failed" in answer.get_json(force=True)["detail"]
    assert "NoneType" not in answer.text
    assert f"request {answer.headers['X-Request-ID']}: GET '/tasks' was answered 500" in caplog.messages[0]
    assert "NoneType" in caplog.text


def test_a_failure_of_falcons_service_is_told_without_its_inside_and_logged_with_it(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(falcon_predict_resources, "penguins", None)
    answer = testing.simulate_get(falcon_predict_app.app, "/health")
    assert (answer.status_code, answer.headers["content-type"]) == (500, contract.PROBLEM_JSON)
    assert answer.json["request_id"] == answer.headers["x-request-id"]
    assert "NoneType" not in answer.text
    assert f"request {answer.headers['x-request-id']}: GET '/health' was answered 500" in caplog.messages[0]
    assert "NoneType" in caplog.text


def test_what_a_framework_refuses_for_reasons_of_its_own_is_told_in_its_words() -> None:
    assert contract.problem_of(400, "GET", "/", "The host is none.").detail == "The host is none."
    assert contract.problem_of(400, "GET", "/").detail == "The request is refused."


def test_flask_refuses_a_body_that_ends_early() -> None:
    with flask_predict.app.test_request_context("/predict", method="POST", content_type="application/json") as context:
        context.request.environ |= {"wsgi.input": io.BytesIO(BODY), "CONTENT_LENGTH": str(len(BODY) + 9)}
        answer = flask_predict.app.full_dispatch_request()
    assert answer.status_code == 408


class Garbled(io.BytesIO):
    """Chunks that are none."""

    def read(self, *_: object) -> bytes:
        raise ValueError


@pytest.mark.parametrize(("stream", "status"), [(Garbled(), 400), (io.BytesIO(b"[1, "), 400)])
def test_chunks_are_read_until_they_end_or_make_no_sense(stream: io.BytesIO, status: int) -> None:
    environ = {"wsgi.input": stream, "HTTP_TRANSFER_ENCODING": "chunked", "CONTENT_TYPE": "application/json"}
    with pytest.raises(Problem) as refused:
        read_json(environ, None)
    assert refused.value.status == status


class Silent(io.BytesIO):
    """A client that says no more."""

    def read(self, *_: object) -> bytes:
        raise TimeoutError


def falcon_request(body: io.BytesIO, length: int) -> Request:
    environ = testing.create_environ("/predict", method="POST", headers={"Content-Type": "application/json"})
    return Request(environ | {"wsgi.input": body, "CONTENT_LENGTH": str(length)})


def test_falcon_reads_a_whole_body() -> None:
    assert read_body(falcon_request(io.BytesIO(BODY), len(BODY))) == {"X1": 48.0, "X2": 14.0}


@pytest.mark.parametrize(
    ("body", "length", "status"),
    [
        (io.BytesIO(BODY), len(BODY) + 9, 408),
        (Silent(), len(BODY), 408),
        (io.BytesIO(), contract.MAX_BODY + 1, 413),
    ],
)
def test_falcon_refuses_a_body_that_is_not_whole(body: io.BytesIO, length: int, status: int) -> None:
    with pytest.raises(Problem) as refused:
        read_body(falcon_request(body, length))
    assert refused.value.status == status
