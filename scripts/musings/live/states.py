"""The states that links open explorers in, held to the fields that the explorer's own script declares."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any, Final

from musings.core.failure import Failure, NotHere
from musings.core.project import Project
from musings.live import explorers, served

_SCRIPT: Final = Path(__file__).with_suffix(".mjs")
_SECONDS: Final = 60


def require_taken(project: Project, name: str, state: str) -> None:
    """Raise `Failure` unless an explorer takes each part of a state, and takes it as it is written.

    A reader's explorer passes over what it cannot read and moves a value to the nearest that it has: the address is
    anybody's. A link of the site's own that it would read so leads elsewhere than its writer meant.
    """
    if not state:
        return
    for refused in _refused(project, name, state):
        part, taken = refused["part"], refused.get("as")
        known = ", ".join(refused.get("known", ()))
        raise Failure(
            f"the explorer {name} " + (f"takes this as {taken}" if taken else "does not take this part of the state"),
            expected=f"a field of {known}" if known else taken,
            got=part,
            advice=f"correct it: {project.name_of(explorers.script(project, name))} declares the fields",
        )


def _refused(project: Project, name: str, state: str) -> list[dict[str, Any]]:
    """Ask the script itself, with the first view that it would get."""
    first = json.loads(explorers.views(project, name)[0])
    with tempfile.TemporaryDirectory(prefix="musings-") as made:
        folder = _as_served(project, name, Path(made).resolve() / "live")
        try:
            done = subprocess.run(
                ["node", "--preserve-symlinks", str(_SCRIPT), str(folder), name],
                input=json.dumps({"first": first, "state": state}),
                capture_output=True,
                text=True,
                encoding="utf-8",
                timeout=_SECONDS,
                check=False,
            )
        except OSError:
            raise NotHere("there is no node, which reads an explorer's fields") from None
    if done.returncode:
        raise Failure(
            f"the fields of the explorer {name} cannot be read",
            got="\n".join(line for line in done.stderr.splitlines() if "Error" in line) or done.stderr,
            advice=f"correct {project.name_of(explorers.script(project, name))}",
        )
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def _as_served(project: Project, name: str, folder: Path) -> Path:
    """Put together what a page would import: the tool's modules, the site's explorer, what comes from npm."""
    vendor = project.docs / served.FOLDER / "vendor"
    if not vendor.is_dir():
        raise NotHere("the pages' modules from npm are not there: `musings prepare`")
    shutil.copytree(served.BROWSER, folder, ignore=shutil.ignore_patterns("*.py", "*.css", "__pycache__"))
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    (folder / "vendor").symlink_to(vendor)
    for path in explorers.script(project, name).parent.glob("*.js"):  # and what it imports from beside it
        shutil.copy(path, folder / explorers.PACKAGE)
    return folder
