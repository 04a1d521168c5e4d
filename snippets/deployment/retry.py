"""Asking again: what a client does when a server dies under its request."""

import http.client
import random
import time
from collections.abc import Callable
from typing import TypeVar
from urllib.error import HTTPError

Answer = TypeVar("Answer")


# --8<-- [start:retry]
def is_worth_another_try(error: Exception) -> bool:
    """Whether the fault lies with the server (5xx), the network, or the crowd (429); other 4xx would come again.

    >>> is_worth_another_try(ConnectionResetError()), is_worth_another_try(ValueError())
    (True, False)
    """
    status = getattr(error, "code", 500)  # an HTTPError has one, a broken connection none
    return isinstance(error, OSError | http.client.HTTPException) and (status >= 500 or status == 429)


def asked_to_wait(error: Exception) -> float:
    """The seconds that the server asks for in the header `Retry-After`; 0 if it names none."""
    named = error.headers.get("Retry-After", "") if isinstance(error, HTTPError) else ""
    return float(named) if named.isdecimal() else 0.0  # a date may stand there too: that one is passed over


def retry(
    ask: Callable[[], Answer],
    tries: int = 6,
    pause: float = 0.1,
    seconds: float = 30.0,
    sleep: Callable[[float], None] = time.sleep,
    chance: Callable[[], float] = random.random,
) -> Answer:
    """The answer of `ask`, which must be idempotent: what failed is asked again, for so many seconds at most.

    The pauses double, and chance takes up to half of each away.

    >>> answers = iter([ConnectionResetError(), ConnectionResetError(), "Gentoo"])
    >>> def ask():
    ...     answer = next(answers)
    ...     if isinstance(answer, Exception):
    ...         raise answer
    ...     return answer
    >>> retry(ask, sleep=lambda seconds: print(f"wait {seconds} s"), chance=lambda: 1.0)
    wait 0.05 s
    wait 0.1 s
    'Gentoo'
    """
    deadline = time.monotonic() + seconds
    for left in reversed(range(tries)):
        try:
            return ask()
        except Exception as error:
            wait = max(pause * (1 - chance() / 2), asked_to_wait(error))
            if left == 0 or not is_worth_another_try(error) or time.monotonic() + wait > deadline:
                raise
        sleep(wait)
        pause *= 2
    raise ValueError("tries must be at least 1")


# --8<-- [end:retry]
