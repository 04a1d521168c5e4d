"""What a result depends on, as one hash: its text, the files it is made from, what is installed."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from musings.core import modules, store
from musings.core.project import Project

INSTALLED: Final = "site-packages"
"""The name of a folder that holds what is installed."""
_IDLE: Final = (".pyc", ".pyi", ".svg")


@lru_cache(maxsize=8192)
def _hash(path: Path, _stamp: tuple[int, int]) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def of_file(path: Path) -> str:
    """Return the SHA-256 of a file's bytes; read again only when its time or size changed."""
    return _hash(path, store.stamp(path))


@cache
def of_environment() -> str:
    """Return a hash of Python and of everything installed, as it was when this process first asked.

    Code edited where it is installed keeps its version, so the files themselves count: by time and size, since to read
    them all takes as long as a small proof. What nothing runs, Python's own copies, type stubs and icons, does not.
    """
    folders = [Path(folder) for folder in sys.path if Path(folder).name == INSTALLED and Path(folder).is_dir()]
    found = hashlib.sha256(sys.version.encode())
    for folder in sorted(set(folders)):
        for name, stamp in sorted(_installed(str(folder), len(str(folder)))):
            found.update(f"{name} {stamp}\n".encode(errors="surrogateescape"))
    return found.hexdigest()


def _installed(folder: str, root: int) -> Iterator[tuple[str, tuple[int, int]]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name != "__pycache__":
                    yield from _installed(entry.path, root)
            elif not entry.name.endswith(_IDLE):
                status = entry.stat(follow_symlinks=False)
                yield entry.path[root:], (status.st_mtime_ns, status.st_size)


def tool_files() -> list[Path]:
    """Return this tool's own files, which every proof depends on; what a page brings along proves nothing."""
    tool = Path(__file__).parents[1]
    files = sorted(path for path in tool.rglob("*") if path.suffix in {".mjs", ".py"})
    return [path for path in files if path.relative_to(tool).parts[:2] != ("live", "browser")]


@cache
def of_tool() -> str:
    """Return a hash of this tool's own files, as they were when this process first asked."""
    return of_text("\0".join(map(of_file, tool_files())))


def of_text(text: str) -> str:
    """Return the SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


@modules.until_looked_again
def _of_files(project: Project, files: frozenset[Path]) -> str:
    return of_text("\0".join(sorted(_line(project, path) for path in files)))


@modules.until_looked_again
def _line(project: Project, path: Path) -> str:
    """Return what a file adds to a result: most results rest on the same files."""
    return f"{project.name_of(path)} {of_file(path) if path.exists() else ''}"


def of(project: Project, texts: Iterable[str], files: Iterable[Path]) -> str:
    """Return one hash of all that is given and of the environment; the files count as they were last looked at."""
    return of_text("\0".join([of_environment(), *texts, _of_files(project, frozenset(files))]))
