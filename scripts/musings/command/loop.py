"""The writer's loop on one post: the site is served, and every save of what the post depends on is proved."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from musings.claims.registry import find_claims, kinds
from musings.core import modules, written
from musings.core.failure import Failure
from musings.core.page import Page
from musings.core.project import Project
from musings.proof import state

_PAUSE: Final = 0.3  # seconds between two looks at the files


def files_of(page: Page) -> frozenset[Path]:
    """Return the files that the claims of a page depend on, the page itself among them."""
    modules.look_again()
    found: set[Path] = {page.path}
    try:
        for claim in find_claims(page):
            found |= modules.closure(page.project, kinds()[claim.kind].sources(claim, page))
    except Failure:  # told by the check itself
        pass
    return frozenset(found)


def stamps(files: frozenset[Path]) -> dict[Path, int]:
    """Return when each file was last written; one that is gone has no stamp."""
    return {path: path.stat().st_mtime_ns for path in files if path.exists()}


def watch(page: Page, prove: Callable[[], object], goes_on: Callable[[], bool]) -> None:
    """Call `prove` at once and after every save of a file that the page depends on, while `goes_on()`."""
    seen: dict[Path, int] = {}
    while goes_on():
        now = stamps(files_of(written.page(page.project, page.path)))
        if now != seen:
            seen = now  # what is saved during the proof is proved after it
            prove()
        time.sleep(_PAUSE)


def serve(project: Project, post: str, address: str | None = None) -> int:
    """Serve the site and prove one post at every save, until Ctrl-C; return the server's exit code."""
    page = written.pages(project, [post])[0]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", state.PAGE: project.address_of(page.path)}
    mkdocs = [sys.executable, "-m", "mkdocs", "serve", *(["--dev-addr", address] if address else [])]
    server = subprocess.Popen(mkdocs, cwd=project.root, env=environment)
    # A fresh interpreter each time: it sees the snippets as they are now.
    command = [sys.executable, "-m", "musings", "check", str(page.path)]

    def prove() -> None:
        subprocess.run(command, cwd=project.root, check=False, env=environment)

    # Who is asked to end has the server end too, as at Ctrl-C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        watch(page, prove, lambda: server.poll() is None)
    except KeyboardInterrupt:
        pass
    finally:
        server.terminate()
        server.wait()
        state.file(project).unlink(missing_ok=True)
    return server.returncode or 0
