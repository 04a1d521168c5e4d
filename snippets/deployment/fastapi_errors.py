"""How the FastAPI service refuses: what goes wrong is told as problem details, with the request's id if it has one."""

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from snippets.deployment.contract import PROBLEM_JSON, TITLES, Problem, problem_of
from snippets.deployment.request_id import failure, name_answer, request_id


# --8<-- [start:refuse]
async def refuse(request: Request, problem: Problem) -> Response:
    """What the service refuses, and why."""
    body = problem.as_json(request_id(request.scope["environ"], problem.status))
    return Response(body, problem.status, media_type=PROBLEM_JSON)


async def refuse_as_fastapi(request: Request, error: HTTPException) -> Response:
    """What FastAPI refuses (no such path, wrong verb), in the same form."""
    response = await refuse(request, problem_of(error.status_code, request.method, request.scope["path"], error.detail))
    response.headers.update(error.headers or {})  # Allow
    return response


# --8<-- [end:refuse]


def with_request_id(app: ASGIApp) -> ASGIApp:
    """The same application, whose answers carry the request's id, and whose failures are told as the others are."""

    async def named(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":  # the server tells that it starts or stops
            await app(scope, receive, send)
            return
        environ = scope["environ"] = as_environ(scope)

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                name = name_answer(environ, f"{message['status']} {TITLES.get(message['status'], '')}")
                more = [] if name is None else [(b"x-request-id", name.encode())]
                message = {**message, "headers": [*message["headers"], *more]}
            await send(message)

        try:
            await app(scope, receive, answer)
        except Exception as error:
            request = Request(scope, receive)
            await (await refuse(request, failure(environ, error)))(scope, receive, answer)

    return named


def as_environ(scope: Scope) -> dict[str, object]:
    """What WSGI would call the things by which a request is named."""
    names = [value.decode("latin-1") for header, value in scope["headers"] if header == b"x-request-id"]
    return {
        "REQUEST_METHOD": scope["method"],
        "PATH_INFO": scope["path"],
        "HTTP_X_REQUEST_ID": ",".join(names),  # of two, neither is taken
    }


def tell_problems(app: FastAPI) -> None:
    """Have a FastAPI application refuse in this way."""
    app.add_exception_handler(Problem, refuse)  # type: ignore[arg-type]
    app.add_exception_handler(HTTPException, refuse_as_fastapi)  # type: ignore[arg-type]
    app.add_middleware(with_request_id)
