"""How the body of an ASGI request is read: whole, never more than the limit, and in time, or not at all."""

# --8<-- [start:read]
import asyncio
import os

from starlette.requests import ClientDisconnect, Request

from snippets.deployment.contract import MAX_BODY, TOO_LONG, Problem, decode

# Seconds for the whole body: uvicorn itself would wait for its end as long as the client likes.
READ_TIMEOUT = float(os.environ.get("READ_TIMEOUT", "10"))


async def read_json(request: Request) -> object:
    """The JSON document that the client sent."""
    return decode(request.headers.get("Content-Type"), await read_whole(request))


async def read_whole(request: Request) -> bytes:
    """The body of an ASGI request, if all of it came; while it comes, other requests are served."""
    body = b""
    try:
        announced = request.headers.get("Content-Length", "0")
        if "Transfer-Encoding" in request.headers and announced != "0":
            raise Problem(400, "The body has two lengths: its own and that of its chunks.")
        if int(announced) > MAX_BODY:
            raise Problem(413, TOO_LONG)
        async with asyncio.timeout(READ_TIMEOUT):
            async for part in request.stream():
                body += part
                if len(body) > MAX_BODY:
                    raise Problem(413, TOO_LONG)
    except (TimeoutError, ClientDisconnect):
        raise Problem(408, "The body could not be read to its end.") from None
    return body


# --8<-- [end:read]
