"""Experiments: each is run once, whoever asks, and again when anything changed that it rests on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from musings.command.begin import STARTER
from musings.core.experiments import ANEW

ROOT = Path(__file__).resolve().parents[2]
RUNS = "runs.txt"
EXPERIMENT = f'''\
"""Seconds of work."""

import time
from pathlib import Path

import numpy as np

from snippets.demo.helper import ZERO
from snippets.experiment import experiment

HERE = Path(__file__).parent
ELSEWHERE = HERE.parents[1] / "elsewhere.txt"


@experiment
def slow(start, wait=0.03):
    with open(HERE.parents[1] / "{RUNS}", "a") as runs:
        runs.write("run\\n")
    time.sleep(wait)
    more = float((HERE / "beside.csv").read_text()) + float(ELSEWHERE.read_text())
    return {{"sum": np.asarray([start, ZERO]) + more, "lines": np.arange(4.0)[::2]}}


@experiment
def picked(choose):
    return slow(choose((0.25, 9.0)))
'''
ASK = """\
import sys
from pathlib import Path
from musings.core import experiments
from musings.core.project import Project

project = Project(Path.cwd())
project.use()
with experiments.kept(project):
    from snippets.demo.work import picked, slow
    found = {call}
print(found["sum"].tolist(), found["lines"].tolist(), found["lines"].flags.c_contiguous)
"""
FOUND = "[0.25, 0.0] [0.0, 2.0] True"
NOT_KEPT = "[0.25, 0.0] [0.0, 2.0] False"
"""What has been stored lies in one piece in memory; what a run has just returned need not."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site with one experiment, which notes each run of itself."""
    for name, text in {
        "mkdocs.yml": "site_name: Demo\n",
        RUNS: "",
        "elsewhere.txt": "0",
        "snippets/__init__.py": "",
        "snippets/experiment.py": (ROOT / "snippets/experiment.py").read_text(encoding="utf-8"),
        "snippets/demo/__init__.py": "",
        "snippets/demo/beside.csv": "0",
        "snippets/demo/helper.py": "ZERO = 0.0\n",
        "snippets/demo/unrelated.py": "",
        "snippets/demo/work.py": EXPERIMENT,
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def ask(folder: Path, call: str = "slow(0.25)", ask: str = ASK, **environment: str) -> str:
    """What a process that asks for the experiment is told."""
    command = [sys.executable, "-c", ask.replace("{call}", call)]
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def runs(folder: Path) -> int:
    return len((folder / RUNS).read_text().splitlines())


def entry(folder: Path) -> Path:
    (path,) = (folder / ".cache/musings/experiments").iterdir()
    return path


def test_it_runs_once_for_all_processes(folder: Path) -> None:
    assert ask(folder) == ask(folder, "slow(start=0.25)") == ask(folder, "slow(0.25, 0.03)") == FOUND
    assert runs(folder) == 1
    assert ask(folder, "slow(0.5)") != FOUND
    assert runs(folder) == 2


def test_two_that_ask_at_once_run_it_once(folder: Path) -> None:
    command = [sys.executable, "-c", ASK.replace("{call}", "slow(0.25, 1.0)")]
    both = [subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    assert [process.communicate()[0].strip() for process in both] == [FOUND, FOUND]
    assert runs(folder) == 1
    assert entry(folder).suffix != ".lock"


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("snippets/demo/work.py", EXPERIMENT.replace("+ more", "+ more + 0")),
        ("snippets/demo/helper.py", "ZERO = -0.0 + 0\n"),
        ("snippets/demo/beside.csv", "0.0"),
        ("snippets/demo/another.csv", ""),
        ("snippets/__init__.py", "# more\n"),
        ("elsewhere.txt", "0.0"),
    ],
)
def test_it_runs_again_when_what_it_rests_on_changed(folder: Path, file: str, text: str) -> None:
    ask(folder)
    (folder / file).write_text(text, encoding="utf-8")
    assert ask(folder) == ask(folder) == FOUND
    assert runs(folder) == 2


def test_it_does_not_run_again_for_what_it_does_not_rest_on(folder: Path) -> None:
    ask(folder)
    (folder / "snippets/demo/unrelated.py").write_text("MORE = 1\n", encoding="utf-8")
    (folder / "snippets/demo/beside.csv").touch()
    assert ask(folder) == FOUND
    assert runs(folder) == 1


@pytest.mark.parametrize(
    "environment", [{"PYTHONHASHSEED": "1"}, {"OPENBLAS_NUM_THREADS": "2"}, {"TZ": "Asia/Kathmandu"}, {ANEW: "run 2"}]
)
def test_another_arithmetic_or_surrounding_has_its_own(folder: Path, environment: dict[str, str]) -> None:
    ask(folder)
    assert ask(folder, **environment) == ask(folder, **environment) == FOUND
    assert runs(folder) == 2
    ask(folder)
    assert runs(folder) == 2


def test_another_arithmetic_is_told_by_what_it_computes(folder: Path) -> None:
    other = "import musings.core.experiments as kept\nkept.arithmetic = lambda: 'another'\n"
    ask(folder)
    assert ask(folder, ask=other + ASK) == FOUND
    assert runs(folder) == 2


@pytest.mark.parametrize("damage", [b"", b"no\nresult\nat all", b"\x80\x05N.", "cut", "changed", "forged"])
def test_what_is_damaged_is_found_again(folder: Path, damage: bytes | str) -> None:
    ask(folder)
    path = entry(folder)
    whole = path.read_bytes()
    changed = {"cut": whole[:-5], "changed": whole[:-9] + bytes([whole[-9] ^ 1]) + whole[-8:], "forged": whole[1:]}
    path.write_bytes(damage if isinstance(damage, bytes) else changed[damage])
    assert ask(folder) == ask(folder) == FOUND
    assert runs(folder) == 2


def test_the_code_of_its_arguments_counts(folder: Path) -> None:
    choices = folder / "snippets/demo/choices.py"
    choices.write_text("def first(pair):\n    return pair[0]\n", encoding="utf-8")
    call = "(__import__('snippets.demo.choices'), picked(sys.modules['snippets.demo.choices'].first))[1]"
    assert ask(folder, call) == ask(folder, call) == FOUND
    choices.write_text("def first(pair):\n    return pair[1]\n", encoding="utf-8")
    assert ask(folder, call).startswith("[9.0, ")


def test_of_one_experiment_the_last_two_results_are_kept(folder: Path) -> None:
    for zero in ("0.0", "0.0 + 0", "0.0 - 0"):
        (folder / "snippets/demo/helper.py").write_text(f"ZERO = {zero}\n", encoding="utf-8")
        assert ask(folder) == FOUND
    assert len(list((folder / ".cache/musings/experiments").iterdir())) == 2
    (folder / "snippets/demo/helper.py").write_text("ZERO = 0.0 + 0\n", encoding="utf-8")
    assert ask(folder) == FOUND
    assert runs(folder) == 3


def test_what_cannot_be_stored_is_run_by_each(folder: Path) -> None:
    assert ask(folder, "picked(lambda pair: pair[0])") == FOUND
    (folder / "snippets/demo/work.py").write_text(EXPERIMENT.replace('"sum":', '"no": lambda: 1, "sum":'))
    assert ask(folder) == ask(folder) == NOT_KEPT
    assert runs(folder) == 3


def test_what_is_saved_meanwhile_is_not_taken_for_what_ran(folder: Path) -> None:
    late = "    (HERE / 'helper.py').write_text('ZERO = 5.0\\n')\n    time.sleep(wait)\n"
    (folder / "snippets/demo/work.py").write_text(EXPERIMENT.replace("    time.sleep(wait)\n", late))
    assert ask(folder) == NOT_KEPT
    assert ask(folder).startswith("[0.25, 5.0]")


def test_code_that_was_saved_after_it_was_loaded_is_not_taken_for_what_ran(folder: Path) -> None:
    saved = ASK.replace("    found", "    Path('snippets/demo/helper.py').write_text('ZERO = 5.0\\n')\n    found")
    assert ask(folder, ask=saved) == NOT_KEPT
    assert ask(folder).startswith("[0.25, 5.0]")


def test_imports_that_no_line_names_are_not_trusted(folder: Path) -> None:
    dynamic = EXPERIMENT.replace("from snippets.demo.helper import ZERO", "from importlib import import_module")
    dynamic = dynamic.replace("\nHERE =", "\nZERO = import_module('snippets.demo.helper').ZERO\nHERE =")
    (folder / "snippets/demo/work.py").write_text(dynamic)
    assert ask(folder) == NOT_KEPT
    (folder / "snippets/demo/helper.py").write_text("ZERO = 5.0\n")
    assert ask(folder).startswith("[0.25, 5.0]")


def test_a_cache_that_cannot_be_written_costs_only_time(folder: Path) -> None:
    (folder / ".cache").write_text("in the way")
    assert ask(folder) == ask(folder) == FOUND
    assert runs(folder) == 2


def test_a_proof_rests_on_what_its_experiment_read(folder: Path) -> None:
    (folder / "docs/posts").mkdir(parents=True)
    (folder / "docs/posts/demo.md").write_text(
        "---\ndate: 2026-01-31\n---\n\n# Demo\n\nIt is [0.25](fact:demo.quarter).\n", encoding="utf-8"
    )
    (folder / "docs/index.md").write_text("# Demo\n", encoding="utf-8")
    (folder / "snippets/demo/facts.py").write_text(
        "from snippets.demo.work import slow\n\n\ndef quarter():\n    return slow(0.25)['sum'][0]\n", encoding="utf-8"
    )

    def status() -> list[str]:
        command = [sys.executable, "-m", "musings", "check", "--json"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        return [result["status"] for result in json.loads(done.stdout) if result["name"] == "demo.quarter"]

    ask(folder, PYTHONHASHSEED="0")  # as proofs have it
    assert status() == ["proved"]
    assert runs(folder) == 1
    assert status() == ["unchanged"]
    (folder / "elsewhere.txt").write_text("1")
    assert status() == ["failed"]
    assert runs(folder) == 2


def test_in_a_test_that_changes_code_nothing_is_kept(folder: Path) -> None:
    (folder / "conftest.py").write_text(
        "from pathlib import Path\nfrom musings.testing.pytest_plugin import keeper\n"
        "experiments_kept = keeper(Path(__file__).parent)\n"
    )
    (folder / "test_work.py").write_text(
        "from snippets.demo import work\n\n\n"
        "def test_changed(monkeypatch):\n    monkeypatch.setattr(work, 'ZERO', 7.0)\n"
        "    assert work.slow(0.25)['sum'][1] == 7.0\n\n\n"
        "def test_as_it_is():\n    assert work.slow(0.5)['sum'][1] == 0.0\n"
    )
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--import-mode=importlib"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert ask(folder, "slow(0.5)") == "[0.5, 0.0] [0.0, 2.0] True"
    assert runs(folder) == 2
    assert ask(folder) == FOUND
    assert runs(folder) == 3


def test_a_new_site_has_the_same_decorator() -> None:
    assert (STARTER / "snippets/experiment.py").read_text() == (ROOT / "snippets/experiment.py").read_text()
