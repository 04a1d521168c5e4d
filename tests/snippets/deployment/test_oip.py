"""The Open Inference Protocol over the model: what its specification wants in each answer, and what is refused."""

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from werkzeug.test import Client

from snippets.deployment import contract, falcon_predict_app, flask_predict, oip
from snippets.deployment.model import Model, penguins
from snippets.deployment.oip_wsgi import app, with_protocol

pytestmark = pytest.mark.usefixtures("model")

# What <https://github.com/kserve/open-inference-protocol> says in its open_inference_rest.yaml, as JSON Schema.
TEXT = {"type": "string"}
SHAPE = {"type": "array", "items": {"type": "integer"}}


def needs(**properties: object) -> dict[str, object]:
    return {"type": "object", "properties": properties, "required": list(properties)}


def many(items: object) -> dict[str, object]:
    return {"type": "array", "items": items}


TENSOR = {"name": TEXT, "datatype": TEXT, "shape": SHAPE}
VALUE = {"type": ["number", "string", "boolean"]}
SERVER = needs(name=TEXT, version=TEXT, extensions=many(TEXT))
MODEL = needs(
    name=TEXT, platform=TEXT, versions=many(TEXT), inputs=many(needs(**TENSOR)), outputs=many(needs(**TENSOR))
)
INFERENCE = needs(model_name=TEXT, model_version=TEXT, outputs=many(needs(**TENSOR, data=many(VALUE))))
WRONG = needs(error=TEXT)

BILLS = {"name": "bills", "datatype": "FP64", "shape": [2, 2], "data": [61.1, 17.3, 39.1, 18.7]}


def get(path: str) -> tuple[int, Any]:
    answer = Client(app).get(path)
    return answer.status_code, answer.json


def infer(document: object, version: str = "") -> tuple[int, Any]:
    answer = Client(app).post(f"/v2/models/penguins{version}/infer", json=document)
    jsonschema_rs.validate(INFERENCE if answer.status_code == 200 else WRONG, answer.json)
    return answer.status_code, answer.json


def test_it_says_that_it_lives_and_is_ready() -> None:
    assert get("/v2/health/live") == get("/v2/health/ready") == (200, {"live": True})
    assert get("/v2/models/penguins/ready") == (200, {"name": "penguins", "ready": True})


def test_without_a_model_it_lives_and_is_not_ready(tmp_path: Path) -> None:
    none = Model(tmp_path / "none.skops")
    asked = ["/v2/health/live", "/v2/health/ready", "/v2/models/penguins/ready", "/v2/models/penguins"]
    answers = [oip.answer("GET", path, dict, none) for path in asked]
    assert [status for status, _, _ in answers] == [200, 503, 503, 503]
    for _, body, _ in answers[1:]:
        jsonschema_rs.validate(WRONG, body)


def test_server_and_model_describe_themselves() -> None:
    for path in ("/v2", "/v2/"):
        jsonschema_rs.validate(SERVER, get(path)[1])
    status, told = get("/v2/models/penguins")
    jsonschema_rs.validate(MODEL, told)
    assert (status, told["versions"]) == (200, [penguins.served()[1]])


@pytest.mark.parametrize("data", [BILLS["data"], [[61.1, 17.3], [39.1, 18.7]]], ids=["flat", "nested"])
def test_it_infers_what_the_contract_predicts(data: object) -> None:
    status, told = infer({"id": "42", "inputs": [{**BILLS, "data": data}]})
    species, chances = told["outputs"]
    expected = penguins.predict_many([(61.1, 17.3), (39.1, 18.7)])
    assert (status, told["id"], told["model_version"]) == (200, "42", penguins.served()[1])
    assert (species["shape"], species["data"]) == ([2], [each["species"] for each in expected])
    assert chances["shape"] == [2, 3]
    assert chances["data"] == [chance for each in expected for chance in dict(each)["probabilities"].values()]  # type: ignore[attr-defined]


def test_one_output_may_be_asked_for() -> None:
    (only,) = infer({"inputs": [BILLS], "outputs": [{"name": "species"}]})[1]["outputs"]
    assert only["name"] == "species"


def test_the_version_that_is_served_may_be_named_and_no_other() -> None:
    version = penguins.served()[1]
    assert infer({"inputs": [BILLS]}, f"/versions/{version}")[0] == 200
    assert get(f"/v2/models/penguins/versions/{version}")[0] == 200
    assert infer({"inputs": [BILLS]}, "/versions/1")[0] == 404
    assert get("/v2/health/versions/1/live")[0] == 404


def test_another_model_that_comes_meanwhile_is_asked_once_more(monkeypatch: pytest.MonkeyPatch) -> None:
    versions = iter("abbb")
    monkeypatch.setattr(penguins, "served", lambda: (None, next(versions)))
    monkeypatch.setattr(penguins, "predict_many", lambda rows: [{"species": "new"}])
    assert oip.predicted([(61.1, 17.3)], penguins) == ([{"species": "new"}], "b")


@pytest.mark.parametrize(
    "document",
    [
        [],
        {},
        {"inputs": []},
        {"inputs": [BILLS, BILLS]},
        {"inputs": [{**BILLS, "name": "beaks"}]},
        {"inputs": [{**BILLS, "datatype": "BYTES"}]},
        {"inputs": [{**BILLS, "shape": [2, 3]}]},
        {"inputs": [{**BILLS, "shape": [3, 2]}]},
        {"inputs": [{**BILLS, "shape": [0, 2], "data": []}]},
        {"inputs": [{**BILLS, "shape": [contract.MAX_ROWS + 1, 2], "data": [1.0, 1.0] * (contract.MAX_ROWS + 1)}]},
        {"inputs": [{**BILLS, "data": "61.1"}]},
        {"inputs": [{**BILLS, "data": ["61.1", "17.3", 39.1, 18.7]}]},
        {"inputs": [{**BILLS, "data": [True, 17.3, 39.1, 18.7]}]},
        {"inputs": [{**BILLS, "data": [61.1, -17.3, 39.1, 18.7]}]},
        {"inputs": [BILLS], "outputs": "species"},
        {"inputs": [BILLS], "outputs": [{"name": "colour"}]},
        {"inputs": [BILLS], "id": 42},
    ],
)
def test_what_it_cannot_answer_is_the_clients_fault_in_the_protocols_form(document: object) -> None:
    status, told = infer(document)
    assert status == 400
    assert told["error"]


def test_other_verbs_and_paths_are_refused_and_head_is_answered() -> None:
    client = Client(app)
    answer = client.get("/v2/models/penguins/infer")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    answer = client.post("/v2/health/live")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")
    assert get("/v2/models/whales")[0] == get("/v2/nothing")[0] == 404
    answer = client.head("/v2", headers={"X-Request-ID": "till-7.42"})
    assert (answer.status_code, answer.data, answer.headers["X-Request-ID"]) == (200, b"", "till-7.42")


def test_a_failure_tells_nothing_of_its_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(penguins, "served", None)
    answer = Client(app).get("/v2/health/ready")
    assert answer.status_code == 500
    assert answer.headers["X-Request-ID"]
    assert "NoneType" not in answer.text
    jsonschema_rs.validate(WRONG, answer.json)


@pytest.mark.parametrize("served", [flask_predict.app, falcon_predict_app.app], ids=["Flask", "Falcon"])
def test_what_the_framework_serves_is_served_as_before(served: Any) -> None:
    client = Client(with_protocol(served))
    assert client.post("/predict", json={"X1": 61.1, "X2": 17.3}).json == penguins.predict((61.1, 17.3))
    assert json.loads(client.get("/v2").text)["name"] == "penguins"
    assert client.get("/v22").status_code == 404
