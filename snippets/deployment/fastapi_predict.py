"""The model behind FastAPI."""

# --8<-- [start:app]
from typing import Annotated

from fastapi import Depends, FastAPI, Request

from snippets.deployment import contract
from snippets.deployment.asgi_body import read_json
from snippets.deployment.fastapi_errors import tell_problems
from snippets.deployment.model import Prediction, penguins

app = FastAPI(openapi_url=None, redirect_slashes=False)  # the contract is written already
tell_problems(app)
Document = Annotated[object, Depends(read_json)]  # read by `async def`, before the function is called


@app.post("/predict")
def predict(document: Document) -> Prediction:
    """The species of one penguin; `def`, not `async def`, has FastAPI call it in a thread."""
    return penguins.predict(contract.parse_row(document))


@app.post("/predict/batch")
def predict_batch(document: Document) -> dict[str, list[Prediction]]:
    """The species of many penguins, in one request."""
    return {"predictions": penguins.predict_many(contract.parse_rows(document))}


# --8<-- [end:app]


async def require_own_origin(request: Request) -> None:
    """No page of another site may change the model."""
    contract.require_own_origin(request.headers.get("Origin"), request.headers.get("Host"))


@app.api_route("/health", methods=["GET", "HEAD"])
def health() -> dict[str, object]:
    """Whether the service can answer; cheap enough to be asked for every second."""
    return penguins.health()


@app.post("/retrain", dependencies=[Depends(require_own_origin)])
def retrain(document: Document) -> dict[str, float]:
    """The model trained anew, with another regularisation."""
    strength = contract.parse_strength(document)
    return {"C": strength, "held_out_accuracy": round(penguins.retrain(strength), 4)}


@app.post("/reset", status_code=204, dependencies=[Depends(require_own_origin)])
def reset() -> None:
    """The model as it was at first."""
    penguins.reset()
