"""One contract, many servers: each is asked the same, and answers the same."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest

from musings.services import Running
from snippets.deployment.contract import MAX_BODY, MAX_ROWS, PROBLEM_JSON
from snippets.deployment.model import alone
from tests.services.wire import BILL, JSON, ask

PREDICTION = {"species": "Gentoo", "probabilities": {"Adelie": 0.0, "Chinstrap": 0.1885, "Gentoo": 0.8115}}


@dataclass(frozen=True)
class Bad:
    """A complete request that must be refused: how, and with which field named."""

    name: str
    body: bytes
    status: int
    field: str | None = None
    content_type: str | None = "application/json"


BAD = [
    Bad("no body", b"", 400),
    Bad("not JSON", b"X1=61.1", 400),
    Bad("cut-off JSON", b'{"X1": 61.1, "X2"', 400),
    Bad("wrong content type", BILL, 415, content_type="text/plain"),
    Bad("form", b"X1=61.1&X2=17.3", 415, content_type="application/x-www-form-urlencoded"),
    Bad("no content type", BILL, 415, content_type=None),
    Bad("array", b"[61.1, 17.3]", 422),
    Bad("number alone", b"61.1", 422),
    Bad("null alone", b"null", 422),
    Bad("missing field", b'{"X1": 61.1}', 422, "X2"),
    Bad("extra field", b'{"X1": 61.1, "X2": 17.3, "X3": 1}', 422, "X3"),
    Bad("extra field of half a character", b'{"X1": 61.1, "X2": 17.3, "\\ud800": 1}', 422, "\ud800"),
    Bad("text that is no number", b'{"X1": "long", "X2": 17.3}', 422, "X1"),
    Bad("empty text", b'{"X1": "", "X2": 17.3}', 422, "X1"),
    Bad("text with a line end", b'{"X1": "61.1\\n", "X2": 17.3}', 422, "X1"),
    Bad("text nan", b'{"X1": "nan", "X2": 17.3}', 422, "X1"),
    Bad("text infinity", b'{"X1": 61.1, "X2": "Infinity"}', 422, "X2"),
    Bad("digits of another script", '{"X1": "٦١", "X2": 17.3}'.encode(), 422, "X1"),
    Bad("NaN", b'{"X1": NaN, "X2": 17.3}', 422, "X1"),
    Bad("infinity", b'{"X1": 61.1, "X2": -Infinity}', 422, "X2"),
    Bad("null", b'{"X1": null, "X2": 17.3}', 422, "X1"),
    Bad("true", b'{"X1": true, "X2": 17.3}', 422, "X1"),
    Bad("nested object", b'{"X1": {"mm": 61.1}, "X2": 17.3}', 422, "X1"),
    Bad("nested array", b'{"X1": 61.1, "X2": [17.3]}', 422, "X2"),
    Bad("deep nesting", b"[" * 30_000, 400),
    Bad("negative number", b'{"X1": -1, "X2": 17.3}', 422, "X1"),
    Bad("number out of range", b'{"X1": 1e300, "X2": 17.3}', 422, "X1"),
    Bad("number beyond floats", b'{"X1": 1e999, "X2": 17.3}', 422, "X1"),
    Bad("number of 5000 digits", b'{"X1": ' + b"9" * 5000 + b', "X2": 17.3}', 422, "X1"),
    Bad("body over the limit", b'{"X1": "' + b"1" * MAX_BODY + b'", "X2": 17.3}', 413),
]


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.name.replace(" ", "-"))
def test_a_bad_request_is_told_what_is_wrong_and_the_next_one_is_served(predict_service: Running, bad: Bad) -> None:
    headers = {"Content-Type": bad.content_type} if bad.content_type else {}
    answer = ask(predict_service, "POST", "/predict", bad.body, headers)
    assert (answer.status, answer.type, answer.json["status"]) == (bad.status, PROBLEM_JSON, bad.status)
    assert answer.json["detail"]
    assert answer.json.get("field") == bad.field
    assert ask(predict_service, "POST", "/predict", BILL, JSON).json == PREDICTION


@pytest.mark.parametrize("body", [BILL, b'{"X1": 61.1, "X2": 17.3}', b' {"X2":"17.30","X1":6.11e1}\r\n'])
def test_numbers_and_strings_that_hold_numbers_are_the_same(predict_service: Running, body: bytes) -> None:
    answer = ask(predict_service, "POST", "/predict", body, JSON)
    assert (answer.status, answer.type) == (200, "application/json")
    assert answer.json == PREDICTION


def test_the_content_type_may_name_its_encoding(predict_service: Running) -> None:
    headers = {"Content-Type": "Application/JSON; charset=utf-8"}
    assert ask(predict_service, "POST", "/predict", BILL, headers).json == PREDICTION


def test_a_batch_is_answered_row_by_row(predict_service: Running) -> None:
    body = b'{"rows": [{"X1": 39.1, "X2": 18.7}, {"X1": "61.1", "X2": "17.3"}]}'
    predictions = ask(predict_service, "POST", "/predict/batch", body, JSON).json["predictions"]
    assert [prediction["species"] for prediction in predictions] == ["Adelie", "Gentoo"]
    assert predictions[1] == PREDICTION


def test_a_full_batch_is_served(predict_service: Running) -> None:
    body = json.dumps({"rows": [{"X1": "61.100", "X2": "17.300"}] * MAX_ROWS}).encode()
    answer = ask(predict_service, "POST", "/predict/batch", body, JSON)
    assert answer.json == {"predictions": [PREDICTION] * MAX_ROWS}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (b'{"rows": []}', "rows"),
        (b'{"rows": {"X1": 1, "X2": 2}}', "rows"),
        (b'{"rows": [{"X1": 1, "X2": 2}, {"X1": 1}]}', "rows[1].X2"),
        (b'{"rows": [{"X1": 1, "X2": NaN}]}', "rows[0].X2"),
        (b'{"rows": [7]}', "rows[0]"),
        (b'{"rows": [' + b'{"X1":1,"X2":2},' * MAX_ROWS + b'{"X1":1,"X2":2}]}', "rows"),
    ],
    ids=["empty", "object", "missing", "NaN", "number", "too-many"],
)
def test_a_bad_batch_is_told_which_row_and_field(predict_service: Running, body: bytes, field: str) -> None:
    answer = ask(predict_service, "POST", "/predict/batch", body, JSON)
    assert (answer.status, answer.json["field"]) == (422, field)


def test_retraining_changes_the_answers_and_resetting_brings_them_back(predict_service: Running) -> None:
    retrained = ask(predict_service, "POST", "/retrain", b'{"C": 0.1}', JSON).json
    changed = ask(predict_service, "POST", "/predict", BILL, JSON).json
    reset = ask(predict_service, "POST", "/reset")
    assert retrained["C"] == 0.1
    assert 0.8 < retrained["held_out_accuracy"] < 1
    assert changed["probabilities"] != PREDICTION["probabilities"]
    assert (reset.status, reset.text) == (204, "")
    assert ask(predict_service, "POST", "/predict", BILL, JSON).json == PREDICTION


@pytest.mark.parametrize("body", [b'{"C": 0}', b'{"C": "0.1"}', b'{"C": 1e9}', b'{"C": NaN}'])
def test_a_setting_that_cannot_be_trained_with_is_refused(predict_service: Running, body: bytes) -> None:
    answer = ask(predict_service, "POST", "/retrain", body, JSON)
    assert (answer.status, answer.json["field"]) == (422, "C")


def test_a_setting_that_makes_a_poor_model_is_refused_and_the_model_stays(predict_service: Running) -> None:
    answer = ask(predict_service, "POST", "/retrain", b'{"C": 0.001}', JSON)
    assert (answer.status, answer.type, answer.json["field"]) == (409, PROBLEM_JSON, "C")
    assert "only 68% of the held-out penguins" in answer.json["detail"]
    assert ask(predict_service, "POST", "/predict", BILL, JSON).json == PREDICTION


@pytest.mark.parametrize(("path", "body"), [("/retrain", b'{"C": 1}'), ("/reset", None)])
def test_the_model_is_changed_by_one_at_a_time(predict_service: Running, path: str, body: bytes | None) -> None:
    with alone(predict_service.log_file.parent):  # as another process of the service would
        answer = ask(predict_service, "POST", path, body, JSON)
        assert ask(predict_service, "POST", "/predict", BILL, JSON).json == PREDICTION
    assert (answer.status, answer.type) == (409, PROBLEM_JSON)
    assert "is being trained" in answer.json["detail"]
    assert ask(predict_service, "POST", path, body, JSON).status in (200, 204)


@pytest.mark.parametrize(("path", "body"), [("/retrain", b'{"C": 0.1}'), ("/reset", None)])
@pytest.mark.parametrize("origin", ["https://example.org", "http://localhost:1", "null"])
def test_a_page_of_another_site_does_not_change_the_model(
    predict_service: Running, path: str, body: bytes | None, origin: str
) -> None:
    answer = ask(predict_service, "POST", path, body, JSON | {"Origin": origin})
    assert (answer.status, answer.type) == (403, PROBLEM_JSON)
    assert ask(predict_service, "POST", "/predict", BILL, JSON).json == PREDICTION


def test_a_page_of_the_services_own_may(predict_service: Running) -> None:
    own = {"Origin": f"http://127.0.0.1:{predict_service.port}"}
    assert ask(predict_service, "POST", "/reset", headers=own).status == 204


def test_health_needs_no_body(predict_service: Running) -> None:
    answer = ask(predict_service, "GET", "/health")
    assert (answer.status, answer.json["status"]) == (200, "ok")


def test_many_requests_at_once_are_all_answered(predict_service: Running) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: ask(predict_service, "POST", "/predict", BILL, JSON), range(24)))
    assert [answer.json for answer in answers] == [PREDICTION] * 24
