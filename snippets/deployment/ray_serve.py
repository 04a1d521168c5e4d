"""The model behind Ray Serve: copies of it, each of which answers in one pass whatever is waiting.

It needs packages that the other servers do without: `make cluster` installs them.
"""
# mypy: disable-error-code="import-not-found, untyped-decorator, attr-defined"

# --8<-- [start:imports]
import asyncio

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.responses import JSONResponse
from ray import serve

from snippets.deployment import contract, model
from snippets.deployment.contract import Problem, Row
from snippets.deployment.model import Prediction
from snippets.deployment.request_id import WELL_FORMED

api = FastAPI(openapi_url=None, redirect_slashes=False)  # the contract is written already
# --8<-- [end:imports]


# --8<-- [start:errors]
async def read_body(request: Request) -> object:
    """The JSON document that the client sent; one byte over the limit is enough to refuse it."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > contract.MAX_BODY:
            break
    return contract.decode(request.headers.get("Content-Type"), body)


def name_of(request: Request) -> str | None:
    """What the client calls its request, or if it does not what Serve does; Serve itself takes any name."""
    given = request.headers.get("X-Request-ID", "")
    return given if WELL_FORMED.fullmatch(given) else None


@api.exception_handler(Problem)
async def refuse(request: Request, problem: Problem) -> Response:
    """What the contract refuses, as the contract says it."""
    return Response(problem.as_json(name_of(request)), problem.status, media_type=contract.PROBLEM_JSON)


@api.exception_handler(404)
@api.exception_handler(405)
async def refuse_as_fastapi(request: Request, error: HTTPException) -> Response:
    """What FastAPI refuses (no such path, wrong verb) in the same form."""
    response = await refuse(request, contract.problem_of(error.status_code, request.method, request.url.path))
    response.headers.update(error.headers or {})
    return response


@api.exception_handler(Exception)
async def fail(request: Request, _error: Exception) -> Response:
    """What broke, in the same form; it is raised once more after that, for Serve to log it."""
    return await refuse(request, contract.problem_of(500, request.method, request.url.path))


# --8<-- [end:errors]


# Before the class, which takes along what is defined when Serve wraps it.
def require_own_origin(request: Request) -> None:
    """No page of another site may change the model."""
    contract.require_own_origin(request.headers.get("Origin"), request.headers.get("Host"))


# --8<-- [start:deployment]
@serve.deployment(num_replicas=2, max_ongoing_requests=64, max_queued_requests=256)
@serve.ingress(api)
class Penguins:
    """One replica: a process of its own, on whichever machine has room for it."""

    def __init__(self) -> None:
        self.penguins = model.penguins  # the class travels to that machine, the model does not
        self.penguins.pipeline()  # read before the first request; until then the replica gets none

    @api.post("/predict")
    async def predict(self, request: Request) -> Response:
        """The species of one penguin."""
        row = contract.parse_row(await read_body(request))
        return JSONResponse(await self.predict_together(row))

    @serve.batch(max_batch_size=64, batch_wait_timeout_s=0.002)
    async def predict_together(self, rows: list[Row]) -> list[Prediction]:
        """Called with one row by each request, run once, in a thread, with all the rows that came together."""
        return await asyncio.to_thread(self.penguins.predict_many, rows)

    @api.post("/predict/batch")
    async def predict_batch(self, request: Request) -> Response:
        """The species of many penguins, in one request."""
        rows = contract.parse_rows(await read_body(request))
        return JSONResponse({"predictions": await asyncio.to_thread(self.penguins.predict_many, rows)})

    # --8<-- [end:deployment]

    @api.api_route("/health", methods=["GET", "HEAD"])
    async def health(self) -> Response:
        """Whether the replica that is asked can answer."""
        return JSONResponse(self.penguins.health())

    @api.post("/retrain")
    async def retrain(self, request: Request) -> Response:
        """The model trained anew, in a thread: the replica goes on answering meanwhile."""
        require_own_origin(request)
        strength = contract.parse_strength(await read_body(request))
        accuracy = await asyncio.to_thread(self.penguins.retrain, strength)
        return JSONResponse({"C": strength, "held_out_accuracy": round(accuracy, 4)})

    @api.post("/reset")
    async def reset(self, request: Request) -> Response:
        """The model as it was at first."""
        require_own_origin(request)
        await asyncio.to_thread(self.penguins.reset)
        return Response(status_code=204)


app = Penguins.bind()
