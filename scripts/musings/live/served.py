"""What the tool gives to a page: modules, styles, and the Python of the worker. A site serves them as they are."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Final

from musings.core import fingerprint, store
from musings.core.project import Project

BROWSER: Final = Path(__file__).parent / "browser"
"""A folder a concern: page, cell, console, explorers, and python, the worker that all of them ask."""
FOLDER: Final = "assets/live"
"""Where a site serves them; a site's own explorers lie among them, in `explorers/`."""
STYLES: Final = (f"{FOLDER}/page/claims.css", f"{FOLDER}/cell/live.css")
FACES: Final = f"{FOLDER}/page/fonts.css"
"""The style sheet of the fonts, for a site that has them."""
SCRIPT: Final = f"{FOLDER}/page/main.js"

SERVICE_WORKER: Final = Path(__file__).with_name("sw.js")
"""Keeps what was read, and isolates pages; a site has it at its root."""

NPM: Final = Path(__file__).parent / "npm"
"""`package.json` names what a site takes from npm, `bundle.mjs` makes of it what pages can load."""

_TOOL: Final = Path(__file__).parents[1]
_SHARED: Final = ("core/failure.py", "markdown/answers.py", "markdown/includes.py")
"""What the worker's Python takes from the rest of the tool."""


def files() -> dict[str, Path]:
    """Return what a page may fetch, by its address in the site."""
    found = (path for path in sorted(BROWSER.rglob("*")) if path.suffix in {".css", ".js", ".json"})
    return {f"{FOLDER}/{path.relative_to(BROWSER).as_posix()}": path for path in found}


def python() -> dict[str, Path]:
    """Return the worker's Python, by its place under the folder that the worker imports from."""
    found = [*sorted(BROWSER.rglob("*.py")), *(_TOOL / name for name in _SHARED)]
    return {path.relative_to(_TOOL.parent).as_posix(): path for path in found}


def bundle(project: Project) -> str:
    """Make the modules that come from npm, unless they are there; return a complaint, or nothing."""
    modules, script = project.root / "node_modules", NPM / "bundle.mjs"
    if not (modules / "esbuild").is_dir():
        return ""  # the page says what is missing to a reader who asks for it
    folder, made_of = project.docs / FOLDER / "vendor", project.cache / "vendor"
    rests_on = [script, *(path for path in [modules / ".package-lock.json"] if path.is_file())]
    key = fingerprint.of_text("\0".join(map(fingerprint.of_file, rests_on)))
    if store.read_json(made_of) == {"key": key, **_files(folder)}:
        return ""
    command = ["node", str(script), str(project.root), str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return "the pages' modules could not be bundled: there is no node; install Node 20 or later"
    if done.returncode:
        return f"the pages' modules could not be bundled: {done.stderr.strip()}"
    store.write_json(made_of, {"key": key, **_files(folder)})
    return ""


def _files(folder: Path) -> dict[str, str]:
    """Return the files of a folder as they are; none where there is no such folder."""
    return {path.name: fingerprint.of_file(path) for path in folder.glob("*") if path.is_file()}
