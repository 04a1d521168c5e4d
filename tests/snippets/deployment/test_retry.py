"""What is asked again, and what is not."""

import http.client
import random
from email.message import Message
from urllib.error import HTTPError

import pytest

from snippets.deployment.retry import is_worth_another_try, retry


def http_error(status: int, **headers: str) -> HTTPError:
    said = Message()
    for name, value in headers.items():
        said[name.replace("_", "-")] = value
    return HTTPError("http://localhost", status, "", said, None)


def pauses(error: Exception, tries: int = 4, seconds: float = 1e6, chance: float = 0.0) -> list[float]:
    """How long a client waits before each further try, if all of them fail in this way."""
    found: list[float] = []

    def ask() -> None:
        raise error

    with pytest.raises(type(error)):
        retry(ask, tries=tries, pause=1.0, seconds=seconds, sleep=found.append, chance=lambda: chance)
    return found


@pytest.mark.parametrize(
    "error",
    [http_error(500), http_error(503), http_error(429), ConnectionRefusedError(), http.client.IncompleteRead(b"")],
)
def test_what_the_server_or_the_network_did_is_asked_again(error: Exception) -> None:
    assert is_worth_another_try(error)


@pytest.mark.parametrize("error", [http_error(422), http_error(404), TypeError()])
def test_what_the_client_did_is_not(error: Exception) -> None:
    assert not is_worth_another_try(error)


def test_a_refusal_is_passed_on_at_once() -> None:
    asked = []

    def ask() -> None:
        asked.append(1)
        raise http_error(422)

    with pytest.raises(HTTPError):
        retry(ask, sleep=lambda seconds: pytest.fail(f"it waits {seconds} s"))
    assert len(asked) == 1


def test_the_pauses_double_and_the_last_failure_is_passed_on() -> None:
    assert pauses(ConnectionResetError()) == [1.0, 2.0, 4.0]


def test_chance_takes_up_to_half_of_a_pause_away() -> None:
    assert pauses(ConnectionResetError(), chance=1.0) == [0.5, 1.0, 2.0]
    assert len({tuple(pauses(ConnectionResetError(), chance=random.random())) for _ in range(9)}) == 9


def test_chance_is_used_unless_told_otherwise() -> None:
    found: list[float] = []
    with pytest.raises(ConnectionResetError):
        retry(fail, pause=1.0, sleep=found.append)
    assert all(2.0**n / 2 < pause <= 2.0**n for n, pause in enumerate(found))
    assert [2.0**n for n in range(5)] != found


def fail() -> None:
    raise ConnectionResetError


@pytest.mark.parametrize(
    ("named", "waits"),
    [("3", [3.0, 3.0, 4.0]), ("0", [1.0, 2.0, 4.0]), ("Fri, 31 Dec 1999 23:59:59 GMT", [1.0, 2.0, 4.0])],
)
def test_a_server_that_asks_for_more_time_gets_it(named: str, waits: list[float]) -> None:
    assert pauses(http_error(429, Retry_After=named)) == waits
    assert pauses(http_error(503, Retry_After=named)) == waits


def test_nobody_waits_beyond_the_deadline() -> None:
    assert pauses(ConnectionResetError(), seconds=3.5) == [1.0, 2.0]
    assert pauses(http_error(503, Retry_After="3600"), seconds=60.0) == []


def test_no_try_at_all_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="tries"):
        retry(lambda: 1, tries=0)
