"""The corners of HTTP, asked in raw bytes: what each server of the series answers, and where they differ."""

import gzip
import io
import os
import re
import socket
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPResponse
from typing import Any, cast

from snippets.deployment.contract import JSON, MAX_BODY, PROBLEM_JSON

BILL = b'{"X1": 61.1, "X2": 17.3}'
PATIENCE = 12.0  # seconds of silence after which a server is said to wait; nginx has ten


# --8<-- [start:bytes]
def head(*lines: str) -> bytes:
    r"""The head of a request, as it goes over the wire.

    >>> head("GET /health HTTP/1.0")
    b'GET /health HTTP/1.0\r\n\r\n'
    """
    return "".join(f"{line}\r\n" for line in (*lines, "")).encode()


def bare(asked: str, *more: str) -> bytes:
    """A request without a body."""
    return head(f"{asked} HTTP/1.1", "Host: localhost", "Connection: close", *more)


def bill(body: bytes, *sized: str, path: str = "/predict", kind: str = JSON) -> bytes:
    """A bill that is posted: with its length, unless it is told how the body comes."""
    lines = sized or (f"Content-Length: {len(body)}",)
    return bare(f"POST {path}", f"Content-Type: {kind}", *lines) + body


def chunk(body: bytes) -> bytes:
    r"""One chunk: its length in hexadecimal digits, and then what it holds.

    >>> chunk(b"seventeen letters")
    b'11\r\nseventeen letters\r\n'
    """
    return b"%x\r\n%s\r\n" % (len(body), body)


# --8<-- [end:bytes]


def stays(request: bytes) -> bytes:
    """The same request from a client that has more to ask."""
    return request.replace(b"Connection: close\r\n", b"")


def without(request: bytes, line: str) -> bytes:
    """The same request without a line of its head."""
    return request.replace(f"{line}\r\n".encode(), b"")


CONTRACT = ("Flask", "Falcon", "FastAPI", "notebook", "Ray Serve", "nginx")  # nginx: before Flask
SERVERS = (*CONTRACT, "no framework")


@dataclass(frozen=True)
class Case:
    """What is sent, what the servers answer, in the order of `SERVERS`, and what the client does meanwhile."""

    name: str
    request: bytes
    answers: str  # one stands for all
    then: str = "listens"  # or "hangs up": it has no more to send

    def answer(self, server: str) -> str:
        """What this server answers.

        >>> Case("half a body", b"", "408 | 408 | closed | closed | closed | closed | 200").answer("Falcon")
        '408'
        """
        answers = self.answers.split(" | ")
        return answers[SERVERS.index(server)] if len(answers) > 1 else answers[0]


CHUNKED = "Transfer-Encoding: chunked"
LENGTH = f"Content-Length: {len(BILL)}"
TOO_LONG = f"Content-Length: {MAX_BODY + 1}"
LAST = chunk(b"")
ZIPPED = gzip.compress(BILL, mtime=0)

CASES = [
    Case("a bill", bill(BILL), "200"),
    Case("a bill that comes in chunks", bill(chunk(BILL[:9]) + chunk(BILL[9:]) + LAST, CHUNKED), "200"),
    Case(
        "`GET /predict`",
        bare("GET /predict"),
        "405 (OPTIONS, POST) | 405 (OPTIONS, POST) | 405 (POST) | 405 empty | 405 (POST) | 405 (OPTIONS, POST) | 200",
    ),
    Case("`HEAD /health`", bare("HEAD /health"), "200 | 200 | 200 | 405 | 200 | 200 | 200"),
    Case(
        "`OPTIONS /predict`",
        bare("OPTIONS /predict"),
        "200 (OPTIONS, POST) empty | 200 (POST) empty | 405 (POST) | 200 empty | 405 (POST)"
        " | 200 (OPTIONS, POST) empty | 200",
    ),
    Case(
        "`BREW /predict`",
        bare("BREW /predict"),
        "405 (OPTIONS, POST) | 400 | 405 (POST) | 405 JSON | 400 text | 405 (OPTIONS, POST) | 200",
    ),
    Case("`GET /nowhere`", bare("GET /nowhere"), "404 | 404 | 404 | 404 JSON | 404 | 404 | 200"),
    Case("`POST /predict/`", bill(BILL, path="/predict/"), "404 | 404 | 404 | 404 JSON | 404 | 404 | 200"),
    Case(
        "`POST http://localhost/predict`",
        bill(BILL, path="http://localhost/predict"),
        "200 | 200 | 404 | 404 HTML | 200 | 200 | 200",
    ),
    Case(
        "a letter of the path in hexadecimal digits",
        bill(BILL, path="/%70redict"),
        "200 | 200 | 200 | 404 JSON | 200 | 200 | 200",
    ),
    Case(
        "a chunk whose length is no number",
        bill(b"zz\r\n" + BILL + b"\r\n" + LAST, CHUNKED),
        "400 | 400 | 400 text | 400 empty | 400 text | 400 | 200",
    ),
    Case(
        "a chunk that is longer than it says",
        bill(b"9\r\n" + BILL + b"\r\n" + LAST, CHUNKED),
        "400 | 400 | 400 text | 400 empty | 400 text | 400 | 200",
    ),
    Case(
        "a chunk with a note beside its length",
        bill(b"18;a=b\r\n" + BILL + b"\r\n" + LAST, CHUNKED),
        "200 | 200 | 200 | 400 empty | 200 | 200 | 200",
    ),
    Case(
        "some chunks, and the client hangs up",
        bill(chunk(BILL), CHUNKED),
        "408 | 408 | closed | closed | closed | closed | 200",
        "hangs up",
    ),
    Case("some chunks, and silence", bill(chunk(BILL), CHUNKED), "408 | 408 | 408 | waits | 408 text | closed | 200"),
    Case(
        "half a body, and the client hangs up",
        bill(BILL, "Content-Length: 50"),
        "408 | 408 | closed | closed | closed | closed | 200",
        "hangs up",
    ),
    Case(
        "half a body, and silence",
        bill(BILL, "Content-Length: 50"),
        "408 | 408 | 408 | waits | 408 text | closed | 200",
    ),
    Case("half a head, and the client hangs up", bill(BILL)[:50], "closed", "hangs up"),
    Case("half a head, and silence", bill(BILL)[:50], "closed | closed | waits | waits | waits | closed | closed"),
    Case("a body that is too long", bill(b" " * MAX_BODY + BILL), "413 | 413 | 413 | 413 | 413 | 413 | 200"),
    Case(
        "a body that is too long, in chunks",
        bill(chunk(b'{"X1": "') + chunk(b"1" * 1024) * 64 + chunk(b'", "X2": 17.3}') + LAST, CHUNKED),
        "413 | 413 | 413 | 413 | 413 | 413 | 200",
    ),
    Case(
        "a body that is too long, in chunks, spaces mostly",
        bill(chunk(b" " * 1024) * 64 + chunk(BILL) + LAST, CHUNKED),
        "413 | 413 | 413 | 200 | 413 | 413 | 200",
    ),
    Case(
        "a body that is said to be too long, and silence",
        bill(b"", TOO_LONG),
        "413 | 413 | 413 | waits | 408 text | 413 | 200",
    ),
    Case("`Expect: 100-continue`", bill(BILL, LENGTH, "Expect: 100-continue"), "100 → 200"),
    Case(
        "`Expect`, for a body that is too long, and silence",
        bill(b"", TOO_LONG, "Expect: 100-continue"),
        "100 → 413 | 100 → 413 | 413 | 100 | 100 → 408 text | 413 | 100 → 200",
    ),
    Case("`Expect: tea`", bill(BILL, LENGTH, "Expect: tea"), "417 HTML | 417 HTML | 200 | 200 | 200 | 200 | 417 HTML"),
    Case(
        "`Content-Encoding: gzip`",
        bill(ZIPPED, f"Content-Length: {len(ZIPPED)}", "Content-Encoding: gzip"),
        "400 | 400 | 400 | 200 empty | 400 | 400 | 200",
    ),
    Case("a body in UTF-8, as `charset` says", bill(BILL, kind="application/json; charset=utf-8"), "200"),
    Case(
        "a body in UTF-16, as `charset` says",
        bill(BILL.decode().encode("utf-16"), kind="application/json; charset=utf-16"),
        "400 | 400 | 400 | 200 empty | 400 | 400 | 200",
    ),
    Case(
        "bytes that are not UTF-8", bill(b'{"X1": "\xff", "X2": 17.3}'), "400 | 400 | 400 | 200 empty | 400 | 400 | 200"
    ),
    Case("X1 given twice", bill(b'{"X1": 1, "X1": 61.1, "X2": 17.3}'), "400 | 400 | 400 | 200 | 400 | 400 | 200"),
    Case(
        "no `Content-Type`",
        without(bill(BILL), "Content-Type: application/json"),
        "415 | 415 | 415 | 415 | 415 | 415 | 200",
    ),
    Case(
        "two different `Content-Type`",
        bill(BILL, LENGTH, "Content-Type: text/plain"),
        "400 HTML | 400 HTML | 200 | 415 | 200 | 400 HTML | 400 HTML",
    ),
    Case("no body", bill(b""), "400 | 400 | 400 | 400 | 400 | 400 | 200"),
    Case("two requests at once", stays(bill(BILL)) + bill(BILL), "200 → 200"),
    Case(
        "two requests at once, the first of them bad",
        stays(bill(b"{}")) + bill(BILL),
        "422 → 200 | 422 → 200 | 422 → 200 | 422 → 200 | 422 → 200 | 422 → 200 | 200 → 200",
    ),
    Case("`HTTP/1.0`", head("GET /health HTTP/1.0"), "200"),
    Case(
        "`HTTP/2.0`",
        head("GET /health HTTP/2.0", "Host: localhost", "Connection: close"),
        "400 HTML | 400 HTML | 200 | 400 empty | 200 | 505 | 400 HTML",
    ),
    Case(
        "no `Host`",
        without(bare("GET /health"), "Host: localhost"),
        "200 | 200 | 400 text | 400 empty | 200 | 400 | 200",
    ),
    Case(
        "two different `Content-Length`",
        bill(BILL, LENGTH, "Content-Length: 23"),
        "400 HTML | 400 HTML | 400 text | 400 empty | 400 text | 400 | 400 HTML",
    ),
    Case(
        "both `Content-Length` and chunks",
        bill(chunk(BILL) + LAST, CHUNKED, "Content-Length: 5"),
        "400 HTML | 400 HTML | 400 | 400 empty | 400 text | 400 | 400 HTML",
    ),
    Case(
        "a negative `Content-Length`",
        bill(BILL, "Content-Length: -1"),
        "400 HTML | 400 HTML | 400 text | 400 empty | 400 text | 400 | 400 HTML",
    ),
    Case("a header called `SCRIPT_NAME`", bare("GET /health", "SCRIPT_NAME: /x"), "200"),
    Case(
        "lines that end in LF alone",
        bare("GET /health").replace(b"\r\n", b"\n"),
        "400 HTML | 400 HTML | 200 | 200 | 400 text | 200 | 400 HTML",
    ),
    Case(
        "an address of 3,000 letters",
        bare("GET /health?" + "a" * 3000),
        "414 HTML | 414 HTML | 200 | 200 | 200 | 414 | 414 HTML",
    ),
    Case(
        "a header of 5,000 letters",
        bare("GET /health", "X-Long: " + "a" * 5000),
        "431 HTML | 431 HTML | 200 | 200 | 200 | 400 | 431 HTML",
    ),
]


def is_alike(case: Case, servers: tuple[str, ...]) -> bool:
    """Whether these servers answer with the same statuses, in whatever form.

    >>> is_alike(Case("no verb", b"", "400 | 400 | 400 text | 400 empty | 400 text | 400 HTML | 200"), CONTRACT)
    True
    """
    return len({re.sub(r" [^→\d].*?(?=$| →)", "", case.answer(server)) for server in servers}) == 1


FORMS = {"text/html": "HTML", "text/plain": "text", JSON: "JSON"}


class _Sent(io.BytesIO):
    """What a server has sent, for a reader of answers that asks for a socket and closes it after each."""

    def makefile(self, *_: object) -> "_Sent":
        return self

    def close(self) -> None:
        pass


def told(sent: bytes, method: str = "POST") -> str:
    r"""All the answers in what a server has sent, in words: status, what it allows, and which form a refusal has.

    >>> told(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 405 Oh\r\nAllow: POST, GET\r\nContent-Length: 0\r\n\r\n")
    '100 → 405 (GET, POST) empty'
    """
    answers = []
    if sent.startswith(b"HTTP/1.1 100 "):
        answers.append("100")
        sent = sent.partition(b"\r\n\r\n")[2]
    stream = _Sent(sent)
    while stream.tell() < len(sent):
        response = HTTPResponse(cast(Any, stream), method=method)
        response.begin()
        answers.append(_in_words(response, response.read(), method))
    return " → ".join(answers)


def _in_words(response: HTTPResponse, body: bytes, method: str) -> str:
    """One answer."""
    words = [str(response.status)]
    if allowed := response.getheader("Allow"):  # Flask keeps the verbs in a set
        words.append(f"({', '.join(sorted(allowed.replace(' ', '').split(',')))})")
    form = response.getheader("Content-Type", "").partition(";")[0]
    if method == "HEAD":
        return " ".join(words)
    if not body:
        words.append("empty")
    elif response.status >= 400 and form != PROBLEM_JSON:
        words.append(FORMS.get(form, form))
    return " ".join(words)


def ask(connection: socket.socket, case: Case, patience: float = PATIENCE) -> str:
    """Send a case over a fresh connection, and say what comes of it until the server closes or patience ends."""
    connection.settimeout(patience)
    sent, end = b"", "closed"
    with suppress(BrokenPipeError, ConnectionResetError):  # it may have heard enough
        connection.sendall(case.request)
        if case.then == "hangs up":
            with socket.socket(fileno=os.dup(connection.fileno())) as wire:  # below TLS, if there is any
                wire.shutdown(socket.SHUT_WR)
    try:
        with suppress(ConnectionResetError):  # it does not want to read the rest
            while part := connection.recv(65536):
                sent += part
    except TimeoutError:
        end = "waits"
    return told(sent, case.request.partition(b" ")[0].decode()) or end
