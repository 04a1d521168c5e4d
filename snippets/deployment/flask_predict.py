"""The model behind Flask."""

# --8<-- [start:app]
from flask import Flask, request
from flask.typing import ResponseReturnValue

from snippets.deployment import contract
from snippets.deployment.body import read_json
from snippets.deployment.flask_errors import tell_problems
from snippets.deployment.model import penguins

app = Flask(__name__)
app.json.sort_keys = False  # type: ignore[attr-defined]  # the species first, as the model gives it
tell_problems(app)


@app.post("/predict")
def predict() -> ResponseReturnValue:
    """The species of one penguin."""
    row = contract.parse_row(read_body())
    return penguins.predict(row)


@app.post("/predict/batch")
def predict_batch() -> ResponseReturnValue:
    """The species of many penguins, in one request."""
    rows = contract.parse_rows(read_body())
    return {"predictions": penguins.predict_many(rows)}


def read_body() -> object:
    """The JSON document that the client sent."""
    return read_json(request.environ, request.content_length)


# --8<-- [end:app]


# --8<-- [start:manage]
@app.get("/health")
def health() -> ResponseReturnValue:
    """Whether the service can answer; cheap enough to be asked for every second."""
    return penguins.health()


@app.post("/retrain")
def retrain() -> ResponseReturnValue:
    """The model trained anew, with another regularisation."""
    require_own_origin()
    strength = contract.parse_strength(read_body())
    return {"C": strength, "held_out_accuracy": round(penguins.retrain(strength), 4)}


@app.post("/reset")
def reset() -> ResponseReturnValue:
    """The model as it was at first."""
    require_own_origin()
    penguins.reset()
    return "", 204


def require_own_origin() -> None:
    """No page of another site may change the model."""
    contract.require_own_origin(request.headers.get("Origin"), request.headers.get("Host"))


# --8<-- [end:manage]
