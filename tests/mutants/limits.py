"""A mutant may run for ever: the processor's time is limited, for each test and each claim anew."""

from __future__ import annotations

import resource
import time
from typing import Final

SECONDS: Final = 120
"""As long as a test may take by the clock."""


def begin() -> None:
    """Give what is done next its time; the system ends a process that needs more."""
    resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + SECONDS, resource.RLIM_INFINITY))


class EachTest:
    """What pytest calls before each test."""

    def pytest_runtest_setup(self) -> None:
        """Give it its time."""
        begin()
