"""A strict build that replaces the last good site only when it is whole."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from musings.core.failure import Failure
from musings.core.project import Project


def build(project: Project) -> str:
    """Build into a folder of its own and put it in place of the last one; raises `Failure` with that untouched."""
    fresh = project.root / "build" / "site"
    old = project.root / "build" / "site.old"
    target = project.site
    shutil.rmtree(fresh, ignore_errors=True)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(fresh)]
    done = subprocess.run(command, cwd=project.root, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, check=False)
    if done.returncode:
        shutil.rmtree(fresh, ignore_errors=True)
        kept = f"{project.name_of(target)}/ is as it was"
        raise Failure("the site was not built", advice=f"correct what is said above; {kept}")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    fresh.rename(target)
    shutil.rmtree(old, ignore_errors=True)
    return project.name_of(target)


def whole_pages(site: Path) -> Iterator[tuple[str, str]]:
    """Yield address and HTML of each page of a built site that is no list of excerpts."""
    for path in sorted(site.rglob("index.html")):
        html = path.read_text(encoding="utf-8")
        if "md-post--excerpt" not in html:
            yield f"/{path.relative_to(site).as_posix()}".removesuffix("index.html"), html
