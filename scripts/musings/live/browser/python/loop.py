"""asyncio inside a worker, as in a console: Python's own event loop, which waits by sleeping.

Pyodide's loop is the browser's. It always runs, and to wait for it needs a switch of stacks that not every browser can
make, so `asyncio.run` would end in an error. A cell has no sockets and no threads: nothing but time is waited for.
"""

import asyncio
import sys
import time
from collections.abc import Callable
from typing import Any


class Loop(asyncio.BaseEventLoop):
    """Python's loop with nothing to watch but the clock."""

    def __init__(self) -> None:
        """Be one's own selector, which the base asks between two steps."""
        super().__init__()
        self._selector = self

    def select(self, timeout: float | None) -> list[Any]:
        """Sleep until the next step is due; where none will ever be, until the cell is stopped."""
        time.sleep(timeout or 0.0)
        while timeout is None:
            time.sleep(1.0)
        return []

    def run_in_executor(  # type: ignore[override]
        self, executor: Any, func: Callable[..., Any], *args: Any
    ) -> asyncio.Future[Any]:
        """Call at once: there are no threads."""
        future = self.create_future()
        try:
            future.set_result(func(*args))
        except Exception as error:
            future.set_exception(error)
        return future

    def _process_events(self, events: list[Any]) -> None:
        """Do nothing: there are none."""

    def _write_to_self(self) -> None:
        """Do nothing: nobody calls from another thread, and a signal ends the sleep."""


class _Policy(asyncio.DefaultEventLoopPolicy):
    """Runs coroutines on this loop; outside of a run the browser's own stays, on which its promises are kept."""

    _loop_factory = Loop

    def __init__(self, browsers: asyncio.AbstractEventLoop) -> None:
        super().__init__()
        self._browsers = browsers

    def get_event_loop(self) -> asyncio.AbstractEventLoop:
        return self._browsers


def _aside(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Tell the browser's console what came of a promise: the cell that made it is over, another may be writing."""
    print(context["message"], context.get("exception", ""), file=sys.__stderr__)


def take_over() -> None:
    """Put this loop in the place of Pyodide's."""
    browsers = asyncio.get_event_loop()
    browsers.set_exception_handler(_aside)
    asyncio._set_running_loop(None)
    asyncio.set_event_loop_policy(_Policy(browsers))
    asyncio.run = asyncio.runners.run


PIECE = 0.05


def listen() -> None:
    """Have `time.sleep` look up now and then, to see whether it is to stop: Python itself does not while it sleeps."""
    sleep_on = time.sleep

    def sleep(seconds: float) -> None:
        end = time.monotonic() + float(seconds)
        while (left := end - time.monotonic()) > PIECE:
            sleep_on(PIECE)
            for _ in range(200):  # between so many steps Python looks at what it is told
                pass
        sleep_on(min(seconds, max(left, 0.0)))

    sleep.__doc__ = sleep_on.__doc__
    time.sleep = sleep  # type: ignore[assignment]
