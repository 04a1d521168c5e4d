"""How the Flask services refuse: what goes wrong is told as problem details, with the request's id if it has one."""

# --8<-- [start:errors]
from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from snippets.deployment.contract import PROBLEM_JSON, Problem, problem_of
from snippets.deployment.request_id import failure, request_id, with_request_id


def refuse(problem: Problem) -> Response:
    """What the service refuses, and why."""
    body = problem.as_json(request_id(request.environ, problem.status))
    return Response(body, problem.status, mimetype=PROBLEM_JSON)


def refuse_as_flask(error: HTTPException) -> Response:
    """What Flask refuses, in the same form; its own pages are HTML, made for people."""
    response = refuse(problem_of(error.code or 500, request.method, request.path, error.description))
    if isinstance(error, MethodNotAllowed):  # Flask keeps the verbs in a set, whose order changes from start to start
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods or []))
    return response


def fail(error: Exception) -> Response:
    """What broke in the service."""
    return refuse(failure(request.environ, error))


def tell_problems(app: Flask) -> None:
    """Have a Flask application refuse in this way."""
    app.register_error_handler(Problem, refuse)
    app.register_error_handler(HTTPException, refuse_as_flask)
    app.register_error_handler(Exception, fail)
    app.wsgi_app = with_request_id(app.wsgi_app)  # type: ignore[assignment, method-assign]


# --8<-- [end:errors]
