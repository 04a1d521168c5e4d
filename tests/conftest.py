"""The real site, built once for all tests that look at it, however many processes and runs there are."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

ROOT = Path(__file__).resolve().parent.parent
BUILT_FOR = "http://127.0.0.1:8000/"
"""The address that the site is built for."""


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a strict build of the site."""
    own = tmp_path_factory.getbasetemp()
    ours = own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own
    shared = Path(os.environ.get("TESTED_SITE") or ours)
    shared.mkdir(parents=True, exist_ok=True)
    site = shared / "site"
    with FileLock(shared / "site.lock"):
        if not site.is_dir():
            command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)]
            environment = {**os.environ, "SITE_URL": BUILT_FOR, "NO_MKDOCS_2_WARNING": "1"}
            done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stdout + done.stderr
    return site
