"""How long a writer waits: from the save of a post until `mkdocs serve` gives out its page."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from statistics import median
from typing import Final

from musings.core.failure import Failure
from musings.core.project import Project
from musings.services import free_port

SAVES: Final = 5
PATIENCE: Final = 300.0  # seconds; the first build draws what is out of date
_COPIED: Final = ("docs", "snippets", "plots", "scripts", "tests", "mkdocs.yml")
_SHARED: Final = ("node_modules", ".cache", "build")


def saves(root: Path) -> dict[str, float]:
    """Serve a copy of the site, save its first post some times, and return the median of the seconds waited."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "site"
        copy.mkdir()
        for name in _COPIED:
            path = root / name
            shutil.copytree(path, copy / name) if path.is_dir() else shutil.copy(path, copy / name)
        for name in _SHARED:
            (copy / name).symlink_to(root / name)
        posts = sorted(Project(copy).posts.glob("*.md"))
        if not posts:
            raise Failure("there is no post to save", advice="`musings new` writes one")
        return {"save to page": median(waits(copy, posts[0]))}


def waits(site: Path, post: Path) -> list[float]:
    """Serve a site, save one of its posts some times, and return the seconds waited until each save was shown."""
    port = free_port()
    command = [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", f"127.0.0.1:{port}"]
    server = subprocess.Popen(command, cwd=site, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    try:
        waited = [_wait(post, f"http://127.0.0.1:{port}/", number) for number in range(SAVES + 1)]
    finally:
        server.terminate()
        server.wait()
    return waited[1:]  # the first waits for the first build


def _wait(post: Path, address: str, number: int) -> float:
    """Save the post with a word that was not on it; return the seconds until a page of the site shows it."""
    word = f"saved-{number}-times"
    post.write_text(post.read_text(encoding="utf-8") + f"\n{word}\n", encoding="utf-8")
    start = time.monotonic()
    while time.monotonic() - start < PATIENCE:
        if word in _get(address + post.stem + "/"):
            return time.monotonic() - start
        time.sleep(0.02)
    raise Failure(f"the save of {post.name} is not shown after {PATIENCE:.0f} s", advice="run `mkdocs serve` and look")


def _get(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
            text: str = answer.read().decode()
    except OSError:  # not up yet, or between two builds
        return ""
    return text
