"""Commands of this tool in a fresh interpreter, which sees the files as they are now."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable

from musings.core.project import Project


def complaints(project: Project, command: str, names: Iterable[str]) -> str:
    """Run `musings COMMAND NAMES…` for the project; return what it complains of, or nothing where all went well."""
    done = subprocess.run(
        [sys.executable, "-m", "musings", command, *names],
        cwd=project.root,
        capture_output=True,
        text=True,
        check=False,
    )
    if not done.returncode:
        return ""
    return done.stderr.strip() or f"`musings {command}` ended with exit code {done.returncode}"
