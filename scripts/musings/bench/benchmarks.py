"""What the snippets measure: every `benchmarks.toml` under `snippets/` names commands that measure and print a report.

An entry has a `title`, a `command`, and may name a program that the command `needs`, with the `advice` how to get it.
One whose numbers are printed names the `record` that they are printed from, and the file that it leaves, `again`.
Nothing here knows any of them by name.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Benchmark:
    """One entry of a `benchmarks.toml`."""

    name: str
    title: str
    command: str
    needs: str | None = None
    advice: str = ""
    record: str = ""
    again: str = ""


def discover(root: Path) -> dict[str, Benchmark]:
    """Return all benchmarks of the repository at `root`, by name."""
    return {
        name: Benchmark(name, **entry)
        for path in sorted((root / "snippets").glob("**/benchmarks.toml"))
        for name, entry in tomllib.loads(path.read_text(encoding="utf-8")).items()
    }


def run(benchmark: Benchmark, root: Path) -> str:
    """Return what the command printed, or a sentence that says why there is nothing to print."""
    if benchmark.needs and shutil.which(benchmark.needs) is None:
        return f"Not measured, since {benchmark.needs} is not installed ({benchmark.advice})."
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])
    done = subprocess.run(
        shlex.split(benchmark.command), cwd=root, env={**os.environ, "PATH": path}, stdout=subprocess.PIPE, text=True
    )
    if done.returncode:
        return f"Not measured: `{benchmark.command}` failed with {done.returncode}."
    return done.stdout.rstrip("\n")
