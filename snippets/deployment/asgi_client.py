"""A client that calls an ASGI application as uvicorn does, in this process and without a network."""

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from starlette.types import ASGIApp, Message

from snippets.deployment.contract import JSON


@dataclass(frozen=True)
class Answer:
    """What came back: names of headers in lower case."""

    status: int
    headers: Mapping[str, str]
    text: str


# --8<-- [start:ask]
async def ask(
    app: ASGIApp, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None
) -> Answer:
    """Ask an application one thing: it is told what is asked, and reads and writes by two functions.

    >>> import asyncio
    >>> from starlette.responses import PlainTextResponse
    >>> asyncio.run(ask(PlainTextResponse("hello"), "GET", "/")).text
    'hello'
    """
    named = {"content-type": JSON, **(headers or {})}
    scope: dict[str, Any] = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": b"",
        "headers": [(name.lower().encode(), value.encode("latin-1")) for name, value in named.items()],
    }
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    try:
        await app(scope, receive, send)
    except Exception:  # a server writes it into its log
        if not sent:
            raise
    start, *parts = sent
    found = {name.decode(): value.decode("latin-1") for name, value in start["headers"]}
    return Answer(start["status"], found, b"".join(part.get("body", b"") for part in parts).decode())


# --8<-- [end:ask]


def asked(app: ASGIApp, method: str, path: str, body: bytes = b"") -> Answer:
    """The same for those who are no coroutine; in a thread, since a notebook's own has a loop already.

    >>> from starlette.responses import PlainTextResponse
    >>> asked(PlainTextResponse("hello"), "GET", "/").text
    'hello'
    """
    with ThreadPoolExecutor(1) as own:
        return own.submit(asyncio.run, ask(app, method, path, body)).result()
