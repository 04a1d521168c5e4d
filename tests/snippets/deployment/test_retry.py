"""What is asked again, and what is not."""

import http.client
from email.message import Message
from urllib.error import HTTPError

import pytest

from snippets.deployment.retry import is_worth_another_try, retry


def http_error(status: int) -> HTTPError:
    return HTTPError("http://localhost", status, "", Message(), None)


@pytest.mark.parametrize(
    "error", [http_error(500), http_error(503), ConnectionRefusedError(), http.client.IncompleteRead(b"")]
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


def test_the_last_failure_is_passed_on() -> None:
    pauses: list[float] = []

    def ask() -> None:
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        retry(ask, tries=4, pause=1.0, sleep=pauses.append)
    assert pauses == [1.0, 2.0, 4.0]


def test_no_try_at_all_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="tries"):
        retry(lambda: 1, tries=0)
