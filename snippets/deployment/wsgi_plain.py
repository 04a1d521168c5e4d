"""A service without a framework: what is left of a request's cost when Flask and Falcon are taken away."""

from collections.abc import Callable, Iterable

BODY = b'{"status": "ok", "model_loads": 1}\n'


# --8<-- [start:app]
def app(_environ: dict[str, object], start_response: Callable[..., object]) -> Iterable[bytes]:
    r"""Answer every request alike: this is all that WSGI asks of an application.

    >>> list(app({}, print))
    200 OK [('Content-Type', 'application/json'), ('Content-Length', '35')]
    [b'{"status": "ok", "model_loads": 1}\n']
    """
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(BODY)))])
    return [BODY]


# --8<-- [end:app]
