"""Runs a chosen part of the tests in surroundings made odd on purpose: `python -m tests.odd [PYTEST ARGUMENTS]`.

The checkout is copied to a folder with a space in its name, HOME is another and empty, the locale knows ASCII alone,
the time zone is far away, sets come in another order, the kernels are the plainest, there is one core, and the only
font that the system has is the one that Matplotlib brings. What fails here fails on somebody's machine. Two
parts run side by side, each on a core of its own where the machine has two.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

import matplotlib as mpl

from musings.proof.elsewhere import places
from tests import copies
from tests.copies import ROOT

CHOSEN: Final = (
    (
        "tests/snippets",
        "tests/tool/test_check.py",
        "tests/tool/test_exchange.py",
        "tests/tool/test_figures.py",
        "tests/tool/test_notebook.py",
        "tests/tool/test_pack.py",
        "tests/tool/test_scaffold.py",
        "tests/services/test_first_services.py",
        "tests/services/test_curl.py",
        "tests/services/test_notebook.py",
    ),
    (
        "tests/browser/test_explorers.py::test_an_explorer_moves_nothing_when_it_comes",
        "tests/browser/test_pages.py",
    ),
)
"""Parts of about the same length."""
FONTS: Final = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""
MADE: Final = (".venv", "node_modules", "build", ".cache")
"""What the set-up made: not tracked, and needed."""


def copy(target: Path) -> None:
    """Copy what is tracked or was made from it; what is large and not written to is linked."""
    copies.copy(target)
    for name in MADE:
        if name.startswith(".v") or name == "node_modules":
            (target / name).symlink_to(ROOT / name)
        elif (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, target / name, dirs_exist_ok=True)
    # What a build wrote into docs/ belongs to the files of this very content.
    shutil.copytree(ROOT / "docs", target / "docs", dirs_exist_ok=True)


def environment(folder: Path, root: Path) -> dict[str, str]:
    """Return the odd surroundings."""
    home = folder / "no place like home"
    home.mkdir()
    fonts = folder / "fonts.conf"
    ttf = Path(mpl.get_data_path()) / "fonts" / "ttf"
    fonts.write_text(FONTS.format(fonts=ttf, cache=folder / "fontcache"), encoding="utf-8")
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "MUSINGS_PYODIDE", "CI"}}
    return {
        **kept,
        **places()[0].environment,
        "HOME": str(home),
        "FONTCONFIG_FILE": str(fonts),
        "PYTHONPATH": str(root / "scripts"),
        "NO_MKDOCS_2_WARNING": "1",
        "COLUMNS": "40",
    }


def main(arguments: list[str]) -> int:
    """Run the tests; return the worst of pytest's exit codes."""
    with tempfile.TemporaryDirectory(prefix="odd ") as work:
        folder = Path(work)
        root = folder / "a site"
        root.mkdir()
        copy(root)
        surroundings = environment(folder, root)
        cores = sorted(os.sched_getaffinity(0))
        running: list[subprocess.Popen[bytes]] = []
        for number, chosen in enumerate([arguments] if arguments else CHOSEN):
            one_core = ["taskset", "--cpu-list", str(cores[number % len(cores)])] if shutil.which("taskset") else []
            command = [str(root / ".venv" / "bin" / "python"), "-m", "pytest", "--quiet", *chosen]
            running.append(subprocess.Popen([*one_core, *command], cwd=root, env=surroundings))
        return max(each.wait() for each in running)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
