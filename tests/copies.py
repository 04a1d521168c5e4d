"""Copies of the checkout, in which tests may do as they like."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]


def files() -> Iterator[str]:
    """Yield the files of the checkout that git tracks, or would: by their names from its root."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return (name for name in filter(None, names.split("\0")) if (ROOT / name).is_file())


def copy(target: Path) -> None:
    """Copy those files."""
    for name in files():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, target / name)


def copy_made(target: Path, names: Iterable[str]) -> None:
    """Copy what the set-up made and git does not know, as far as it is there."""
    for name in names:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, target / name, dirs_exist_ok=True)
        elif source.is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target / name)
