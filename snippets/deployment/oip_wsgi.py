"""The Open Inference Protocol beside what a WSGI application serves: the same model, the same process."""

import json
from collections.abc import Callable, Iterable
from typing import Any

from snippets.deployment import flask_predict, oip
from snippets.deployment.body import read_json
from snippets.deployment.contract import JSON, TITLES
from snippets.deployment.request_id import Application, failure, with_request_id


# --8<-- [start:mount]
def with_protocol(app: Application) -> Application:
    """The same application, which answers for the protocol under `/v2` too; Flask, Falcon, or another one."""

    def choose(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        is_own = f"{environ['PATH_INFO']}/".startswith("/v2/")
        return (speak if is_own else app)(environ, start_response)

    return choose


@with_request_id
def speak(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """What the protocol answers."""
    method, length = environ["REQUEST_METHOD"], environ.get("CONTENT_LENGTH")
    asked = "GET" if method == "HEAD" else method
    try:
        status, body, verb = oip.answer(
            asked, environ["PATH_INFO"], lambda: read_json(environ, int(length) if length else None)
        )
    except Exception as error:
        status, body, verb = 500, {"error": failure(environ, error).detail}, ""
    text = json.dumps(body).encode()
    headers = [("Content-Type", JSON), ("Content-Length", str(len(text)))]
    if status == 405:
        headers.append(("Allow", "GET, HEAD" if verb == "GET" else verb))
    start_response(f"{status} {TITLES.get(status, 'OK')}", headers)
    return [] if method == "HEAD" else [text]


app = with_protocol(flask_predict.app)
# --8<-- [end:mount]
