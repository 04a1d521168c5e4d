"""The id of a request: by it a client's complaint, an answer and a line in the log are known to belong together."""

import logging
import re
import uuid
from collections.abc import Callable, Iterable
from typing import Any

from snippets.deployment.contract import Problem, problem_of

log = logging.getLogger(__name__)
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

# --8<-- [start:id]
WELL_FORMED = re.compile(r"[A-Za-z0-9._-]{1,64}")  # it goes into headers and logs: no spaces, no line ends


def request_id(environ: dict[str, Any], status: int) -> str | None:
    """What an answer of this status calls its request: what the client did, or for a failure an id of our own.

    >>> request_id({"HTTP_X_REQUEST_ID": "till-7.42"}, 422)
    'till-7.42'
    >>> request_id({"HTTP_X_REQUEST_ID": "two words"}, 422) is None
    True
    >>> len(request_id({}, 500))
    32
    """
    if "request.id" not in environ:
        given = environ.get("HTTP_X_REQUEST_ID", "")
        environ["request.id"] = given if WELL_FORMED.fullmatch(given) else None
    if environ["request.id"] is None and status >= 500:
        environ["request.id"] = uuid.uuid4().hex
    found: str | None = environ["request.id"]
    return found


def name_answer(environ: dict[str, Any], status: str) -> str | None:
    """What an answer of this status line calls its request; a failure goes into the log under that name."""
    name = request_id(environ, int(status[:3]))
    if status >= "500":
        asked = environ["REQUEST_METHOD"], environ["PATH_INFO"], status
        log.error("request %s: %s %r was answered %s", name, *asked, exc_info=environ.get("request.error"))
    return name


def with_request_id(app: Application) -> Application:
    """The same application, whose answers carry the id as a header, and whose failures carry it into the log."""

    def named(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            name = name_answer(environ, status)
            return start_response(status, headers if name is None else [*headers, ("X-Request-ID", name)], *more)

        return app(environ, start)

    return named


def failure(environ: dict[str, Any], error: Exception) -> Problem:
    """What broke: the log gets the whole of it, the client nothing but the id."""
    environ["request.error"] = error
    return problem_of(500, environ["REQUEST_METHOD"], environ["PATH_INFO"])


# --8<-- [end:id]
