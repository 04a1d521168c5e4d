"""What a bend costs: the time that it takes, beside that of the sums that it bends.

`python -m snippets.activations.experiments.cost` measures for a few seconds, prints
what it found and keeps it in `build/cost.json`. With `--record` it is kept in
`recorded_cost.json` instead, from which the post takes its numbers.
"""

from __future__ import annotations

import json
import os
import platform
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

from snippets.activations.catalogue import CATALOGUE
from snippets.arrays import Array

RECORD = Path(__file__).parents[1] / "recorded_cost.json"
AGAIN = Path(__file__).parents[3] / "build" / "cost.json"
COMMAND = "python -m snippets.activations.experiments.cost --record"

MEASURED = (
    *("relu", "leaky_relu", "hard_swish", "softsign", "tanh", "sigmoid"),
    *("silu", "softplus", "mish"),
)
WIDTHS = (64, 256, 1024)
"""Units of a layer, and inputs of each unit."""
SAMPLES = 32
ROUNDS = 300


def fastest(works: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Seconds that each piece of work takes, in the round that was disturbed least.

    The pieces take turns, so that a good minute of the machine is good for all.

    >>> numbers = np.ones(10_000)
    >>> times = fastest({"sums": lambda: numbers + numbers}, rounds=2)
    >>> 0.0 < times["sums"] < 1.0
    True
    """
    best = dict.fromkeys(works, float("inf"))
    for _ in range(rounds):
        for name, work in works.items():
            start = perf_counter()
            work()
            best[name] = min(best[name], perf_counter() - start)
    return best


def layer_times(name: str, width: int, rounds: int) -> dict[str, float]:
    """Seconds for the weighted sums of a layer, and for bending them.

    >>> sorted(layer_times("relu", width=8, rounds=1))
    ['bends', 'sums']
    """
    bend, rng = CATALOGUE[name].function, np.random.default_rng(0)
    inputs, weights = rng.normal(size=(SAMPLES, width)), rng.normal(size=(width, width))
    sums: Array = inputs @ weights
    return fastest(
        {"sums": lambda: inputs @ weights, "bends": lambda: bend(sums)}, rounds
    )


def measure(rounds: int = ROUNDS) -> dict[str, Any]:
    """The whole measurement, as it is recorded; times in seconds, on one core.

    >>> sorted(measure(rounds=1))
    ['bends', 'command', 'date', 'layers', 'machine', 'numbers', 'rounds', 'samples']
    """
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    numbers = np.random.default_rng(0).normal(size=SAMPLES * max(WIDTHS))

    def bending(name: str) -> Callable[[], object]:
        return lambda: CATALOGUE[name].function(numbers)

    with threadpool_limits(1):  # NumPy bends on one core, so let it sum on one, too
        bends = fastest({name: bending(name) for name in MEASURED}, rounds)
        layers = {str(width): layer_times("sigmoid", width, rounds) for width in WIDTHS}
    return {
        "date": date.today().isoformat(),
        "command": COMMAND,
        "machine": machine(),
        "rounds": rounds,
        "numbers": len(numbers),
        "samples": SAMPLES,
        "bends": bends,
        "layers": layers,
    }


def machine() -> dict[str, Any]:
    """What the times hold for: they are true of this machine and of this NumPy.

    >>> sorted(machine())
    ['cores', 'memory_gigabytes', 'packages', 'processor', 'python']
    """
    text, memory = "", None
    with suppress(OSError):  # Linux alone has this file
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    with suppress(AttributeError, ValueError):  # neither Windows nor a browser tells
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    found = re.search(r"^model name\s*:\s*(.+)$", text, re.MULTILINE)
    return {
        "processor": found[1].strip() if found else platform.machine() or "unknown",
        "cores": os.cpu_count(),
        "memory_gigabytes": None if memory is None else round(memory),
        "python": platform.python_version(),
        "packages": {"numpy": np.__version__},
    }


@cache
def record() -> dict[str, Any]:
    """The measurement that the post prints.

    >>> record()["numbers"]
    32768
    """
    data: dict[str, Any] = json.loads(RECORD.read_text(encoding="utf-8"))
    return data


def times_relu(name: str, data: Mapping[str, Any]) -> float:
    """How many times as long as ReLU a function takes.

    >>> times_relu("tanh", {"bends": {"relu": 2.0, "tanh": 8.0}})
    4.0
    """
    return float(data["bends"][name] / data["bends"]["relu"])


def sums_over_bends(width: int, data: Mapping[str, Any]) -> float:
    """How many times as long the sums of a layer take as the sigmoid of them.

    >>> sums_over_bends(8, {"layers": {"8": {"sums": 3.0, "bends": 1.0}}})
    3.0
    """
    times = data["layers"][str(width)]
    return float(times["sums"] / times["bends"])


def main(arguments: Sequence[str]) -> None:
    """Measure, print and keep."""
    data = measure()
    place = RECORD if "--record" in arguments else AGAIN
    place.parent.mkdir(exist_ok=True)
    place.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    for name in MEASURED:
        print(f"{name:<12}{times_relu(name, data):>6.1f} times ReLU")
    for width in WIDTHS:
        ratio = sums_over_bends(width, data)
        print(f"{width:>4} units: the sums take {ratio:.2f} times the sigmoid")


if __name__ == "__main__":
    main(sys.argv[1:])
