"""A site of one's own: made by the wheel alone, in an environment of its own, it serves and proves itself."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from click.testing import CliRunner

from musings.command.cli import main
from musings.services import free_port
from tests.conftest import ROOT

POST = """\
---
date: 2026-11-28
description: Was aus einem Euro wird.
categories: [Geld]
---

# Zinseszins

Ein Euro zu [5 %](setup:zinsen.facts.endwert.p) wird in zehn Jahren zu [1,63](fact:zinsen.endwert "1.62 to 1.63") Euro.

<!-- more -->

/// formula | zinsen.kapital
K(p, n) = (1 + p)^n
///

```py { .live title="snippets/zinsen/kapital.py" }
--8<-- "zinsen/kapital.py:kapital"
```

```pycon { .live }
>>> import numpy as np
>>> from snippets.zinsen.kapital import kapital
>>> kapital(np.array([0.05]), 10).round(2)
array([1.63])
```
"""
KAPITAL = '''\
"""Zinseszins."""

import numpy as np
from numpy.typing import NDArray


# --8<-- [start:kapital]
def kapital(p: NDArray[np.float64], n: float) -> NDArray[np.float64]:
    """Was aus einem Euro zum Zinssatz p, in derselben Form, in n Jahren wird.

    >>> kapital(np.array([0.5, 0.0]), 2)
    array([2.25, 1.  ])
    """
    return (1.0 + p) ** n


# --8<-- [end:kapital]
'''
FACTS = '''\
"""Die Zahlen des Textes."""

import numpy as np

from snippets.zinsen.kapital import kapital


def endwert() -> float:
    """Der Wert nach zehn Jahren zu 5 %."""
    return float(kapital(p=np.array(0.05), n=10))
'''
TEST = """\
import numpy as np

from snippets.zinsen.kapital import kapital


def test_ohne_zinsen_bleibt_es_ein_euro() -> None:
    assert kapital(np.zeros(2), 7).tolist() == [1.0, 1.0]
"""


def run(*command: str, cwd: Path, **environment: str) -> str:
    """Run a command as on a machine that has nothing of this repository; return what it printed."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL", "COV_"))}
    done = subprocess.run(command, cwd=cwd, env={**plain, **environment}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder), cwd=ROOT / "scripts")
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def site(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A German site, made by the wheel in the site's own environment, with a post about money."""
    folder = tmp_path_factory.mktemp("eigene") / "Zahlen und Zinsen"
    run(sys.executable, "-m", "venv", str(folder / ".venv"), cwd=ROOT)
    python = str(folder / ".venv" / "bin" / "python")
    uv = Path(sys.executable).with_name("uv")
    origin = f"musings[live,notebooks,testing] @ {wheel.as_uri()}"
    # The very versions that are tested here, so that a new one of a library is not what fails.
    run(str(uv), "pip", "install", "--quiet", "--python", python, "-c", str(versions(wheel.parent)), origin, cwd=ROOT)
    musings = str(folder / ".venv" / "bin" / "musings")
    run(musings, "init", str(folder), "--title", 'Zahlen "und" Zinsen', "--language", "de", cwd=folder.parent)
    for name, text in {
        "docs/posts/zinseszins.md": POST,
        "snippets/zinsen/__init__.py": '"""Zinsen."""\n\nfrom snippets.zinsen.kapital import kapital\n',
        "snippets/zinsen/kapital.py": KAPITAL,
        "snippets/zinsen/facts.py": FACTS,
        "tests/snippets/zinsen/test_kapital.py": TEST,
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def versions(folder: Path) -> Path:
    """Return the lock without hashes: what is built here has none in it."""
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    path = folder / "versions.txt"
    path.write_text("\n".join(line.rstrip(" \\") for line in lines if "==" in line), encoding="utf-8")
    return path


def test_the_wheel_holds_all_that_a_site_needs(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    browser = ROOT / "scripts" / "musings" / "live" / "browser"
    wanted = {path.relative_to(ROOT / "scripts").as_posix() for path in browser.rglob("*.*") if path.suffix != ".pyc"}
    assert wanted <= names
    assert {"musings/py.typed", "musings/live/npm/package.json", "musings/live/npm/bundle.mjs"} <= names
    assert {"musings/command/starter/mkdocs.yml", "musings/command/starter/dot.gitignore.in"} <= names
    assert "musings/command/starter/nginx.conf" in names
    assert not [name for name in names if "snippets/" in name.replace("command/starter/snippets", "")]
    assert not [name for name in names if name.endswith(".pyc") or "node_modules" in name]


@pytest.mark.timeout(600)
def test_it_proves_itself(site: Path) -> None:
    said = run("make", "test", cwd=site)
    assert "passed" in said
    assert "built: site" in said
    page = (site / "site" / "zinseszins" / "index.html").read_text(encoding="utf-8")
    assert '<html lang="de"' in page
    assert 'class="fact"' in page
    assert re.search(r"live\.\w+/page/main\.js", page)
    ledger = (site / "site" / "ledger.json").read_text(encoding="utf-8")
    assert "zinsen.endwert" in ledger
    (sheet,) = re.findall(r'<link rel="stylesheet" href="../(.+?)">', page)
    styles = (site / "site" / sheet).read_text(encoding="utf-8")
    assert 'slate"] .md-typeset img.figure-light' in styles  # one of the two pictures is shown, not both
    assert ".live-button" in styles
    (editor,) = site.glob("site/assets/live.*/vendor/editor.js")
    version = editor.parts[-3].removeprefix("live.")
    assert '"missing": []' in (site / f"site/assets/pack/manifest.{version}.json").read_text(encoding="utf-8")
    assert version in (site / "site/sw.js").read_text(encoding="utf-8")


@pytest.mark.timeout(600)
def test_a_false_number_fails_there_too(site: Path) -> None:
    post = site / "docs/posts/zinseszins.md"
    good = post.read_text(encoding="utf-8")
    post.write_text(good.replace("array([1.63])", "array([1.64])"), encoding="utf-8")
    try:
        with pytest.raises(AssertionError, match="zinseszins"):
            run("make", "test", cwd=site)
    finally:
        post.write_text(good, encoding="utf-8")


@contextmanager
def served(site: Path, page: str) -> Iterator[str]:
    """Serve the site as `make serve` does, until `page` is there; another process may take the free port first."""
    assert "serve: setup\n\t$(BIN)/mkdocs serve\n" in (site / "Makefile").read_text(encoding="utf-8")
    run("make", "setup", cwd=site)
    for _ in range(3):
        address = f"127.0.0.1:{free_port()}"
        command = [str(site / ".venv/bin/mkdocs"), "serve", "--dev-addr", address]
        with subprocess.Popen(command, cwd=site, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
            try:
                while server.poll() is None:
                    with suppress(OSError), urllib.request.urlopen(f"http://{address}/{page}", timeout=30):
                        yield f"http://{address}"
                        return
                    time.sleep(0.2)
            finally:
                server.terminate()
    raise AssertionError("mkdocs serve ended three times")


@pytest.mark.timeout(600)
def test_it_is_served(site: Path) -> None:
    with served(site, "squares/") as address:
        names = ("page/claims.css", "page/main.js", "cell/cell.js", "python/worker.js", "vendor/editor.js")
        for path in ("squares/", *(f"assets/live/{name}" for name in names)):
            with urllib.request.urlopen(f"{address}/{path}", timeout=30) as answer:
                assert answer.status == 200
                assert path != "squares/" or b'class="fact"' in answer.read()


def test_what_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    done = CliRunner().invoke(main, ["init", str(tmp_path)])
    assert done.exit_code == 1
    assert "is not empty" in done.output
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_language_that_the_theme_lacks_is_told(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["init", str(tmp_path / "site"), "--language", "xx"])
    assert done.exit_code == 1
    assert "does not speak “xx”" in done.output
    assert not (tmp_path / "site").exists()
