"""Bodies as they come over the wire: cut off, silent, in chunks, in chunks that are none. No bad one is acted on.

What the servers of the model make of such bodies is told in `test_differences.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from musings.services import Running
from snippets.deployment.contract import MAX_BODY, PROBLEM_JSON
from tests.services.conftest import Start
from tests.services.wire import Answer, ask, parse, read_to_the_end, send_part

HEAD = "{line} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n{size}\r\n\r\n"


@dataclass(frozen=True)
class Target:
    """A service under one of its servers, and a request that it would grant."""

    service: str
    runner: str
    line: str
    body: bytes

    def __str__(self) -> str:
        return f"{self.service}-{self.runner}"


BILL = b'{"X1": 61.1, "X2": 17.3}'
DONE = b'{"done":true}'
GUNICORN = [Target("flask-tasks", "gunicorn", "PUT /tasks/2", DONE)]
FLASK_RUN = [
    Target("flask-predict", "flask", "POST /predict", BILL),
    Target("flask-tasks", "flask", "PUT /tasks/2", DONE),
]
over_gunicorn = pytest.mark.parametrize("target", GUNICORN, ids=str)
over_all = pytest.mark.parametrize("target", GUNICORN + FLASK_RUN, ids=str)


def chunked(*parts: bytes) -> bytes:
    """A body in chunks."""
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


@dataclass(frozen=True)
class Wire:
    """A target that is up."""

    target: Target
    up: Running

    def send(self, size: str, body: bytes, end: bool = True) -> Answer:
        """What is answered to a body whose size is announced so; after it the client hangs up, or falls silent."""
        head = HEAD.format(line=self.target.line, size=size).encode()
        connection = send_part(self.up, head + body)
        if end:
            connection.shutdown(1)
        return parse(read_to_the_end(connection))

    def refuses(self, answer: Answer, status: int) -> bool:
        """Whether that was a refusal in the service's own form that left no trace."""
        form = (answer.status, answer.type) == (status, PROBLEM_JSON)
        return form and bool(answer.json["detail"]) and "Traceback" not in self.up.log and self.is_unchanged()

    def is_unchanged(self) -> bool:
        """Whether the to-do list is as it was at first, where there is one."""
        return self.target.service != "flask-tasks" or not ask(self.up, "GET", "/tasks/2").json["done"]


@pytest.fixture
def wire(target: Target, start: Start) -> Wire:
    return Wire(target, start(target.service, target.runner))


def announced(length: int) -> str:
    return f"Content-Length: {length}"


CHUNKS = "Transfer-Encoding: chunked"


@over_all
def test_a_body_that_ends_before_its_length_is_not_acted_on(wire: Wire) -> None:
    assert wire.refuses(wire.send(announced(50), wire.target.body), 408)


@over_gunicorn
def test_a_body_that_falls_silent_is_not_acted_on(wire: Wire) -> None:
    assert wire.refuses(wire.send(announced(50), wire.target.body, end=False), 408)


@over_gunicorn
@pytest.mark.parametrize("end", [True, False], ids=["hung-up", "silent"])
def test_chunks_that_stop_coming_are_not_acted_on(wire: Wire, end: bool) -> None:
    whole_but_for_the_last = chunked(wire.target.body).removesuffix(b"0\r\n\r\n")
    assert wire.refuses(wire.send(CHUNKS, whole_but_for_the_last, end), 408)


MALFORMED: dict[str, Callable[[bytes], bytes]] = {
    "no-hexadecimal-size": lambda body: b"zz\r\n" + body + b"\r\n0\r\n\r\n",
    "negative-size": lambda body: b"-1\r\n" + body + b"\r\n0\r\n\r\n",
    "no-size": lambda body: b"\r\n" + body + b"\r\n0\r\n\r\n",
    "longer-than-its-size": lambda body: b"%x\r\n" % (len(body) - 3) + body + b"\r\n0\r\n\r\n",
}
ONLY_GUNICORN_LOOKS: dict[str, Callable[[bytes], bytes]] = {
    "bad-extension": lambda body: b"%x;=\r\n" % len(body) + body + b"\r\n0\r\n\r\n",
    "bad-trailer": lambda body: b"%x\r\n" % len(body) + body + b"\r\n0\r\nno header\r\n\r\n",
}


@over_all
@pytest.mark.parametrize("malformed", MALFORMED)
def test_chunks_that_are_none_are_the_clients_fault(wire: Wire, malformed: str) -> None:
    answer = wire.send(CHUNKS, MALFORMED[malformed](wire.target.body))
    # The error of Flask's own server does not say whether chunks were wrong or missing.
    assert wire.refuses(answer, 400 if wire.target.runner == "gunicorn" else 408)


@over_gunicorn
@pytest.mark.parametrize("malformed", ONLY_GUNICORN_LOOKS)
def test_so_is_what_stands_around_them(wire: Wire, malformed: str) -> None:
    assert wire.refuses(wire.send(CHUNKS, ONLY_GUNICORN_LOOKS[malformed](wire.target.body)), 400)


@over_all
def test_a_body_over_the_limit_is_refused_in_chunks_too(wire: Wire) -> None:
    assert wire.refuses(wire.send(announced(MAX_BODY + 1), b"", end=False), 413)
    assert wire.refuses(wire.send(CHUNKS, chunked(*[b" " * 1024] * 64, wire.target.body)), 413)


@over_all
def test_of_two_equal_names_neither_wins(wire: Wire) -> None:
    twice = wire.target.body[:-1] + b"," + wire.target.body[1:]
    assert wire.refuses(wire.send(announced(len(twice)), twice), 400)


@over_all
def test_a_request_that_says_nothing_of_its_body_has_none(wire: Wire) -> None:
    assert wire.refuses(wire.send("X-Other: 1", b"", end=False), 400)


@over_all
def test_a_body_of_the_full_length_is_read_whole_in_chunks_too(wire: Wire) -> None:
    padded = b" " * (MAX_BODY - len(wire.target.body)) + wire.target.body
    assert wire.send(announced(len(padded)), padded).status == 200
    assert wire.send(CHUNKS, chunked(padded[:1000], padded[1000:])).status == 200
    if wire.target.service == "flask-tasks":
        assert not wire.is_unchanged()
        ask(wire.up, "PUT", "/tasks/2", b'{"done":false}', {"Content-Type": "application/json"})
