"""How far what pages print from a record moved since: its functions, asked of the record and of what was measured."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from musings.claims.claim import Call
from musings.claims.registry import find_claims, kinds
from musings.core import written
from musings.core.failure import Failure
from musings.core.project import Project

_ASK: Final = """\
import json, sys
from importlib import import_module
found = {}
for module, function in json.load(sys.stdin):
    value = getattr(import_module(module), function)()
    if isinstance(value, (int, float)):
        found[module + "." + function] = float(value)
print(json.dumps(found))
"""


def moved(root: Path, record: Path, again: Path) -> list[str]:
    """Return a line for each number that a page prints from a record: its value there, the new one, and by how much."""
    printed = _printed(Project(root), record)
    calls = list(printed.values())
    before, after = _values(root, calls), _values(root, calls, {record: again})
    lines = [f"{'printed':<14}{'from':<44}{'then':>12}{'now':>12}{'moved':>9}"]
    for text, call in printed.items():
        name = f"{call.module}.{call.function}"
        if name not in before or name not in after:  # no number, but a table
            continue
        old, new = before[name], after[name]
        change = f"{(new - old) / abs(old):+.0%}" if old else "–" if new else "+0%"
        where = call.module.split(".")[1]
        lines.append(f"{text[0]:<14}{f'{where}.{call.function}':<44}{old:>12.4g}{new:>12.4g}{change:>9}")
    return lines


def _printed(project: Project, record: Path) -> dict[tuple[str, str], Call]:
    """Return the calls whose result is read from a record and printed, by their text and the name of the claim."""
    found: dict[tuple[str, str], Call] = {}
    for page in written.pages(project):
        for claim in find_claims(page):
            kind = kinds()[claim.kind]
            try:
                call = kind.call(claim, page) if record in kind.records(claim, page) else None
            except Failure:  # `musings check` tells
                continue
            if call is not None:
                found.setdefault((" ".join(claim.text.split()), claim.name), call)
    return found


def _values(root: Path, calls: Sequence[Call], instead: Mapping[Path, Path] | None = None) -> dict[str, float]:
    """Return what functions give that return a number, in a copy of the snippets with other files in some places."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        shutil.copytree(root / "snippets", copy / "snippets", ignore=shutil.ignore_patterns("__pycache__"))
        for record, again in (instead or {}).items():
            shutil.copy(again, copy / record.relative_to(root))
        done = subprocess.run(
            [sys.executable, "-c", _ASK],
            cwd=copy,
            input=json.dumps([[call.module, call.function] for call in calls]),
            capture_output=True,
            text=True,
        )
    if done.returncode:
        raise Failure("what was measured cannot be read as the record is", got=done.stderr.strip().split("\n")[-1])
    values: dict[str, float] = json.loads(done.stdout)
    return values
