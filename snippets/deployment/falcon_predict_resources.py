"""What the resources of the model behind Falcon do."""

# --8<-- [start:predict]
from falcon import HTTPError, Request, Response

from snippets.deployment import contract
from snippets.deployment.contract import Problem
from snippets.deployment.model import penguins


class Predict:
    """The species of one penguin."""

    def on_post(self, req: Request, resp: Response) -> None:
        """Answer one row."""
        row = contract.parse_row(read_body(req))
        resp.media = penguins.predict(row)


class PredictBatch:
    """The species of many penguins, in one request."""

    def on_post(self, req: Request, resp: Response) -> None:
        """Answer all rows, or name the first that is wrong."""
        rows = contract.parse_rows(read_body(req))
        resp.media = {"predictions": penguins.predict_many(rows)}


# --8<-- [end:predict]


# --8<-- [start:body]
def read_body(req: Request) -> object:
    """The JSON document that the client sent; never more than the limit is read."""
    length = req.content_length
    if length is not None and length > contract.MAX_BODY:
        raise Problem(413, f"The body must be at most {contract.MAX_BODY} bytes long.")
    # A body sent in chunks announces no length: one byte over the limit is enough to know.
    chunked = length is None and req.get_header("Transfer-Encoding") is not None
    wanted = contract.MAX_BODY + 1 if chunked else length or 0
    try:
        body = req.stream.read(wanted)
    except OSError:  # silence for longer than READ_TIMEOUT
        body = b""
    if len(body) < (length or 0):
        raise Problem(408, "The body ended before its announced length.")
    return contract.decode(req.content_type, body)


# --8<-- [end:body]


# --8<-- [start:manage]
class Health:
    """A sign of life, cheap enough to be asked for every second."""

    def on_get(self, req: Request, resp: Response) -> None:
        """Answer without touching the model."""
        resp.media = {"status": "ok", "model_loads": penguins.loads}


class Retrain:
    """The model trained anew, with another regularisation."""

    def on_post(self, req: Request, resp: Response) -> None:
        """Train, and tell how good the result is."""
        strength = contract.parse_strength(read_body(req))
        resp.media = {"C": strength, "held_out_accuracy": round(penguins.retrain(strength), 4)}


class Reset:
    """The model as it was at first."""

    def on_post(self, req: Request, resp: Response) -> None:
        """Forget what was retrained."""
        penguins.reset()
        resp.status = 204


# --8<-- [end:manage]


# --8<-- [start:errors]
def refuse(_req: Request, resp: Response, problem: Problem, _params: dict[str, object]) -> None:
    """What the contract refuses, as the contract says it."""
    resp.status = problem.status
    resp.content_type = contract.PROBLEM_JSON
    resp.text = problem.as_json()


def refuse_as_falcon(req: Request, resp: Response, error: HTTPError) -> None:
    """What Falcon refuses (no such path, wrong verb) in the same form."""
    detail = error.description or f"{req.method} {req.path} is not served here."
    refuse(req, resp, Problem(error.status_code, detail), {})


# --8<-- [end:errors]
