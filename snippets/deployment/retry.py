"""Asking again: what a client does when a server dies under its request."""

import http.client
import time
from collections.abc import Callable
from typing import TypeVar

Answer = TypeVar("Answer")


# --8<-- [start:retry]
def is_worth_another_try(error: Exception) -> bool:
    """Whether the fault lies with the server (5xx) or the network; a 4xx would only be refused again.

    >>> is_worth_another_try(ConnectionResetError()), is_worth_another_try(ValueError())
    (True, False)
    """
    status = getattr(error, "code", 500)  # an HTTPError has one, a broken connection none
    return isinstance(error, OSError | http.client.HTTPException) and status >= 500


def retry(
    ask: Callable[[], Answer],
    tries: int = 6,
    pause: float = 0.1,
    sleep: Callable[[float], None] = time.sleep,
) -> Answer:
    """The answer of `ask`, which must be idempotent: failures are asked again, after pauses that double.

    >>> answers = iter([ConnectionResetError(), ConnectionResetError(), "Gentoo"])
    >>> def ask():
    ...     answer = next(answers)
    ...     if isinstance(answer, Exception):
    ...         raise answer
    ...     return answer
    >>> retry(ask, sleep=lambda seconds: print(f"wait {seconds} s"))
    wait 0.1 s
    wait 0.2 s
    'Gentoo'
    """
    for left in reversed(range(tries)):
        try:
            return ask()
        except Exception as error:
            if left == 0 or not is_worth_another_try(error):
                raise
        sleep(pause)
        pause *= 2
    raise ValueError("tries must be at least 1")


# --8<-- [end:retry]
