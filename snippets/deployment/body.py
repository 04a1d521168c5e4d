"""How a request's body is read, whichever framework asks: whole and never more than the limit, or not at all."""

from collections.abc import Mapping
from typing import Any

from snippets.deployment.contract import MAX_BODY, TOO_LONG, Problem, decode


# --8<-- [start:read]
def read_json(environ: Mapping[str, Any], length: int | None) -> object:
    """The JSON document in a body of this announced length; None if none is announced."""
    return decode(environ.get("CONTENT_TYPE"), read_whole(environ, length))


def read_whole(environ: Mapping[str, Any], length: int | None) -> bytes:
    """The body of a WSGI request, if all of it came.

    >>> from io import BytesIO
    >>> read_whole({"wsgi.input": BytesIO(b'{"done": true}')}, length=14)
    b'{"done": true}'
    >>> read_whole({"wsgi.input": BytesIO(b'{"done": true}')}, length=50)
    Traceback (most recent call last):
    snippets.deployment.contract.Problem: The body ended before its announced length.
    """
    # A body sent in chunks announces no length: one byte over the limit is enough to know.
    chunked = length is None and "HTTP_TRANSFER_ENCODING" in environ
    wanted = MAX_BODY + 1 if chunked else length or 0
    if wanted > MAX_BODY and not chunked:
        raise Problem(413, TOO_LONG)
    try:
        body: bytes = environ["wsgi.input"].read(wanted)
    except OSError:  # silence for longer than READ_TIMEOUT, or an end in the middle of a chunk
        raise Problem(408, "The body could not be read to its end.") from None
    except Exception:  # each server has an error of its own for chunks that are none
        raise Problem(400, "The body is not made of chunks as HTTP wants them.") from None
    if not chunked and len(body) < wanted:
        raise Problem(408, "The body ended before its announced length.")
    return body


# --8<-- [end:read]
