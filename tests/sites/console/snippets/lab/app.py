"""A WSGI application with all that a server must know how to pass on, and no framework."""

import logging
import os
from collections.abc import Iterator


def app(environ, start_response):
    """Answer by the path."""
    path = environ["PATH_INFO"]
    body = environ["wsgi.input"].read()
    plain = [("Content-Type", "text/plain; charset=utf-8")]
    if path == "/moved":
        start_response("302 Found", [("Location", "/echo?from=moved"), ("Content-Length", "6")])
        return [b"gone!\n"]
    if path == "/see":
        start_response("303 See Other", [("Location", f"http://{environ['HTTP_HOST']}/echo")])
        return []
    if path == "/kept":
        start_response("307 Temporary Redirect", [("Location", "echo")])
        return []
    if path == "/away":
        start_response("301 Moved Permanently", [("Location", "http://localhost:1/")])
        return []
    if path == "/loop":
        start_response("302 Found", [("Location", "/loop")])
        return []
    if path == "/chunks":
        start_response("200 OK", plain)
        return (f"piece {number}\n".encode() for number in range(3))
    if path == "/empty":
        start_response("204 No Content", [("Content-Length", "4")])
        return [b"lost"]
    if path == "/hop":
        start_response(
            "200 OK", [*plain, ("Connection", "close"), ("Server", "mine"), ("X-Kept", " yes "), ("X-Kept", "too")]
        )
        return [b"ok\n"]
    if path == "/fail":
        raise RuntimeError("on purpose")
    if path == "/half":
        start_response("200 OK", [*plain, ("Content-Length", "100")])
        return half()
    if path == "/bytes":
        start_response("200 OK", [("Content-Length", "4")])
        return [b"more than four"]
    if path == "/talk":
        print("printed by the application")
        logging.getLogger("lab").warning("logged by the application")
        environ["wsgi.errors"].writelines(["told to wsgi.errors\n"])
    names = (
        "REQUEST_METHOD",
        "SCRIPT_NAME",
        "PATH_INFO",
        "QUERY_STRING",
        "CONTENT_TYPE",
        "CONTENT_LENGTH",
        "REMOTE_ADDR",
    )
    more = ("SERVER_NAME", "SERVER_PROTOCOL", "wsgi.url_scheme", "RAW_URI")
    seen = [*names, *more, *sorted(name for name in environ if name.startswith("HTTP_"))]
    text = "".join(f"{name}={environ.get(name)}\n" for name in seen).encode() + body + os.environ["GREETING"].encode()
    start_response("200 OK", [*plain, ("Content-Length", str(len(text)))])
    return [text]


def half() -> Iterator[bytes]:
    """Begin, and fail."""
    yield b"half of it\n"
    raise RuntimeError("half-way")
