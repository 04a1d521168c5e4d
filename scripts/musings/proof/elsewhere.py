"""Other places to prove claims in: other kernels, loops, threads, hash seeds, zones and locales.

Two processors differ in the last digits of a sum: OpenBLAS picks its kernels by processor, NumPy its loops, and both
split the work among threads. A chaotic run turns last digits into first ones. Sets come in the order of the hash seed,
times in the machine's zone. What does not hold in all of these places is not stable enough to print.
"""

from __future__ import annotations

import hashlib
import os
import platform
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from musings.core.arithmetic import arithmetic, heeded

_LOOPS: Final = {"X86_V2": 2, "X86_V3": 3, "X86_V4": 4}
"""NumPy's names of the instructions that its loops are compiled for, by their level."""

_X86: Final = (("Prescott", 2), ("Nehalem", 2), ("Sandybridge", 3), ("Haswell", 3), ("SkylakeX", 4))
"""OpenBLAS' kernels, the plainest first, with the level of instructions that they need."""

_ARM: Final = (("ARMV8", 0), ("CORTEXA57", 0), ("NEOVERSEN1", 0))

_SURROUNDINGS: Final = (
    # Nothing but ASCII is written or read by default here.
    {"TZ": "Asia/Kathmandu", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"TZ": "America/St_Johns", "LC_ALL": "C.UTF-8"},
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "POSIX"},
)


@dataclass(frozen=True)
class Place:
    """Surroundings that a process can be started in, and the arithmetic that it then has."""

    name: str = ""
    environment: Mapping[str, str] = field(default_factory=dict, hash=False)
    arithmetic: str = ""
    """What tells its arithmetic from others, where no process of this Python can be asked."""

    @contextmanager
    def entered(self) -> Iterator[None]:
        """Have processes that are started meanwhile begin here."""
        before = dict(os.environ)
        os.environ.update(self.environment)
        try:
            yield
        finally:
            os.environ.clear()
            os.environ.update(before)

    @property
    def label(self) -> str:
        """What a proof made here is kept under: the arithmetic, the place's name, the variables that code heeds."""
        if self.arithmetic:
            return f"{self.arithmetic} {self.name}"
        found = self._arithmetic if self.name else arithmetic()
        own = [(name, value) for name, value in heeded() if name not in self.environment]
        # As a hash: a value may be a path of this machine, and places are published.
        told = f"environment-{hashlib.sha256(repr(own).encode()).hexdigest()[:8]}" if own else ""
        return " ".join(filter(None, [found, self.name, told]))

    @cached_property
    def _arithmetic(self) -> str:
        command = [sys.executable, "-c", f"from {arithmetic.__module__} import arithmetic; print(arithmetic())"]
        with self.entered():
            return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


HERE: Final = Place(environment={"PYTHONHASHSEED": "0"})
"""This machine as it is; the order of sets alone is fixed, so that the same is found each time."""


def places() -> list[Place]:
    """Return the other places that this machine can offer, the plainest arithmetic first."""
    import numpy as np

    found = np.show_config(mode="dicts")["SIMD Extensions"]
    loops = [*found.get("baseline", []), *found.get("found", [])]
    level = max((_LOOPS.get(name, 0) for name in loops), default=0)
    x86 = platform.machine().lower() in {"x86_64", "amd64"}
    kernels = [(name, needs) for name, needs in (_X86 if x86 else _ARM) if needs <= level]
    return [
        _place(number, kernel, [name for name in found.get("found", []) if _LOOPS.get(name, 9) > needs])
        for number, (kernel, needs) in enumerate(kernels)
    ]


def _place(number: int, kernel: str, without: list[str]) -> Place:
    threads = str(1 + number % 3)
    environment = {
        "OPENBLAS_CORETYPE": kernel,
        "OPENBLAS_NUM_THREADS": threads,
        "OMP_NUM_THREADS": threads,
        "PYTHONHASHSEED": str(number + 1),
        **_SURROUNDINGS[number % len(_SURROUNDINGS)],
    }
    if without:
        environment["NPY_DISABLE_CPU_FEATURES"] = " ".join(without)
    return Place(f"{kernel}, {threads} thread{'' if threads == '1' else 's'}", environment)
