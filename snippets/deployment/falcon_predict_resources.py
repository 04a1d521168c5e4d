"""What the resources of the model behind Falcon do."""

# --8<-- [start:predict]
from falcon import HTTPError, Request, Response

from snippets.deployment import contract
from snippets.deployment.body import read_json
from snippets.deployment.contract import Problem
from snippets.deployment.model import penguins
from snippets.deployment.request_id import failure, request_id


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
    """The JSON document that the client sent."""
    return read_json(req.env, req.content_length)


# --8<-- [end:body]


class Health:
    """Whether the service can answer; cheap enough to be asked for every second."""

    def on_get(self, req: Request, resp: Response) -> None:
        """Answer without asking the model anything."""
        resp.media = penguins.health()

    on_head = on_get  # Falcon leaves the body out


class Retrain:
    """The model trained anew, with another regularisation."""

    def on_post(self, req: Request, resp: Response) -> None:
        """Train, and tell how good the result is."""
        require_own_origin(req)
        strength = contract.parse_strength(read_body(req))
        resp.media = {"C": strength, "held_out_accuracy": round(penguins.retrain(strength), 4)}


class Reset:
    """The model as it was at first."""

    def on_post(self, req: Request, resp: Response) -> None:
        """Forget what was retrained."""
        require_own_origin(req)
        penguins.reset()
        resp.status = 204


def require_own_origin(req: Request) -> None:
    """No page of another site may change the model."""
    contract.require_own_origin(req.get_header("Origin"), req.get_header("Host"))


# --8<-- [start:errors]
def refuse(req: Request, resp: Response, problem: Problem, _params: dict[str, object]) -> None:
    """What the contract refuses, as the contract says it."""
    resp.status = problem.status
    resp.content_type = contract.PROBLEM_JSON
    resp.text = problem.as_json(request_id(req.env, problem.status))


def refuse_as_falcon(req: Request, resp: Response, error: HTTPError) -> None:
    """What Falcon refuses (no such path, wrong verb), in the same form."""
    refuse(req, resp, contract.problem_of(error.status_code, req.method, req.path, error.description), {})


def fail(req: Request, resp: Response, error: Exception, params: dict[str, object]) -> None:
    """What broke in the service."""
    refuse(req, resp, failure(req.env, error), params)


# --8<-- [end:errors]
