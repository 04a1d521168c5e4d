"""What a proof is remembered for: all that it has read, in the state in which it was read, and nothing that is odd."""

from __future__ import annotations

import hashlib
import json
import math
import os
import py_compile
import shutil
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from musings.core import fingerprint, reads, store, written
from musings.core.project import Project
from musings.drawing import figures
from musings.live import explorers, served
from musings.proof.proofs import Proofs
from musings.site import catalogue, notebooks

from .conftest import Site

READS = """\
{imports}


def largest_slope():
    return float({expression})
"""
DATA = "(Path(__file__).parents[2] / 'data')"
PATH = "from pathlib import Path"
OPENED = {
    "a file elsewhere in the site": (PATH, f"({DATA} / 'slope').read_text()"),
    "a file outside of it": (PATH, "(Path(__file__).parents[3] / 'slope').read_text()"),
    "an array": (f"{PATH}\n\nimport numpy as np", f"np.loadtxt({DATA} / 'slope')"),
    "a data base": (
        f"import sqlite3\n{PATH}",
        f"sqlite3.connect({DATA} / 'base').execute('select x from t').fetchone()[0]",
    ),
    "a file read by a module": ("from snippets.other.slope import SLOPE", "SLOPE"),
    "a module named at run time": ("from importlib import import_module", "import_module('snippets.chosen').SLOPE"),
    "the names in a folder": (PATH, f"len(list({DATA}.iterdir())) / 8"),
    "whether there is a file": (f"{PATH}\n\nNONE = {DATA} / 'none'", "NONE.read_text() if at_hand(NONE) else 0.25"),
}
AT_HAND = """

def at_hand(path):
    try:
        return bool(path.read_text())
    except OSError:
        return False
"""


def lay_out(site: Site) -> None:
    """Write what the functions above read."""
    for name in ("data/slope", "../slope"):
        site.write(name, "0.25\n")
    _sql(site, "create table t as select 0.25 as x")
    site.write("snippets/chosen.py", "SLOPE = 0.25\n")
    site.write("snippets/other/__init__.py", "")
    site.write("snippets/other/slope.py", f"{PATH}\n\nSLOPE = float(({DATA} / 'slope').read_text())\n")


def change(site: Site, what: str) -> None:
    """Change what a function above reads, and nothing else."""
    if what == "a data base":
        _sql(site, "update t set x = 0.5")
        return
    other = {"a file outside of it": "../slope", "the names in a folder": "data/third"}
    other |= {"whether there is a file": "data/none", "a module named at run time": "snippets/chosen.py"}
    name = other.get(what, "data/slope")
    site.write(name, "SLOPE = 0.75\n" if name.endswith(".py") else "0.75\n")


def _sql(site: Site, statement: str) -> None:
    with sqlite3.connect(site.root / "data/base") as base:
        base.execute(statement)


def facts_of(site: Site) -> set[str]:
    """What became of the facts."""
    return {result["status"] for result in site.results() if result["kind"] == "fact"}


@pytest.mark.parametrize("what", OPENED)
def test_what_a_proof_has_read_counts(site: Site, what: str) -> None:
    imports, expression = OPENED[what]
    lay_out(site)
    site.write("snippets/demo/facts.py", READS.format(imports=imports, expression=expression) + AT_HAND)
    assert facts_of(site) == {"proved"}
    assert facts_of(site) == {"unchanged"}
    change(site, what)
    assert facts_of(site) == {"failed"}


def test_what_an_earlier_proof_of_the_process_has_read_counts(site: Site) -> None:
    lay_out(site)
    imports = f"from functools import cache\n{PATH}"
    site.write(
        "snippets/demo/facts.py",
        READS.format(imports=imports, expression="slope()")
        + f"\n\n@cache\ndef slope():\n    return ({DATA} / 'slope').read_text()\n"
        + "\n\ndef other_slope():\n    return float(slope())\n",
    )
    site.add("\nIt is [0.25](fact:demo.other_slope).\n")
    assert facts_of(site) == {"proved"}
    change(site, "")
    names = {result["name"] for result in site.results() if result["status"] == "failed"}
    assert names == {"demo.largest_slope", "demo.other_slope"}


def test_what_a_proof_has_made_itself_does_not_count(site: Site) -> None:
    imports = f"import tempfile\n{PATH}"
    site.write(
        "snippets/demo/facts.py",
        READS.format(imports=imports, expression="made()")
        + (
            "\n\ndef made():\n    with tempfile.TemporaryDirectory() as folder:\n"
            "        path = Path(folder) / 'slope'\n        path.write_text('0.25')\n        return path.read_text()\n"
        ),
    )
    assert facts_of(site) == {"proved"}
    assert facts_of(site) == {"unchanged"}


def test_an_edit_of_one_file_leaves_what_does_not_rest_on_it(site: Site) -> None:
    site.check()
    site.write("snippets/demo/tables.py", (site.root / "snippets/demo/tables.py").read_text() + "\nMORE = 1\n")
    again = {result["kind"] for result in site.results() if result["status"] == "proved"}
    assert again == {"table"}


def test_a_snippet_saved_while_it_is_proved_is_not_remembered_as_proved(site: Site) -> None:
    wrong = "def largest_slope():\n    return 0.75\n"
    site.write(
        "snippets/demo/facts.py",
        f"{PATH}\n\n\ndef largest_slope():\n    Path(__file__).write_text({wrong!r})\n    return 0.25\n",
    )
    right = (site.root / "snippets/demo/facts.py").read_text()
    assert facts_of(site) == {"proved"}
    assert (site.root / "snippets/demo/facts.py").read_text() == wrong
    assert facts_of(site) == {"failed"}
    site.write("snippets/demo/facts.py", right)
    assert facts_of(site) == {"proved"}  # nor is what stood there before: it was not there when it had been proved


def test_a_file_changed_after_it_was_read_makes_the_proof_unknown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "data"
    data.write_text("1")
    monkeypatch.setattr(reads, "_watches", {})
    watch = reads.watch(Project(tmp_path))
    code = compile("path.read_text()", str(tmp_path / "snippets" / "x.py"), "exec")
    with watch.proof():
        exec(code, {"path": data})
    assert watch.record([], "") == {"data": hashlib.sha256(b"1").hexdigest()}
    with watch.proof():
        exec(code, {"path": data})
        data.write_text("other")
    assert watch.record([], "") is None


def test_bytecode_of_what_stood_there_before_is_not_run(site: Site) -> None:
    facts_file = site.root / "snippets/demo/facts.py"
    site.write("snippets/demo/facts.py", "def largest_slope():\n    return 0.25\n")
    py_compile.compile(str(facts_file), doraise=True)
    stamp = facts_file.stat()
    site.write("snippets/demo/facts.py", "def largest_slope():\n    return 0.75\n")
    os.utime(facts_file, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))  # saved within the same second
    assert facts_of(site) == {"failed"}


def test_bytecode_without_a_source_is_no_module(site: Site) -> None:
    helper = site.root / "snippets/demo/helper.py"
    py_compile.compile(str(helper), cfile=str(helper.with_suffix(".pyc")), doraise=True)
    helper.unlink()
    assert "No module named 'snippets.demo.helper'" in site.check().stderr


def test_a_proof_writes_no_bytecode_of_the_site(site: Site) -> None:
    site.run("check", PYTHONDONTWRITEBYTECODE="")
    assert not list((site.root / "snippets").rglob("*.pyc"))


def test_installed_code_edited_in_place_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "site-packages" / "package"
    folder.mkdir(parents=True)
    (folder / "code.py").write_text("X = 1\n")
    monkeypatch.setattr(sys, "path", [str(folder.parent)])

    def of_environment() -> str:
        fingerprint.of_environment.cache_clear()
        return fingerprint.of_environment()

    first = of_environment()
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "code.pyc").write_text("")
    assert of_environment() == first
    (folder / "code.py").write_text("X = 22\n")
    second = of_environment()
    assert second != first
    (folder / "data.csv").write_text("1\n")
    assert of_environment() != second
    fingerprint.of_environment.cache_clear()


@pytest.mark.parametrize("command", ["check", "approve", "site"])
def test_nothing_is_proved_without_assertions(site: Site, command: str) -> None:
    done = site.run(command, PYTHONOPTIMIZE="1")
    assert done.returncode == 1
    assert "a Python that leaves assertions out" in done.stderr
    assert "Traceback" not in done.stderr


def _each(data: Any, made_of: Callable[[float, str], Any]) -> Any:
    """The proofs with something else in the place of the seconds and the name of what was read."""
    return data | {
        "proofs": {
            key: {place: made_of(*kept) for place, kept in places.items()} for key, places in data["proofs"].items()
        }
    }


DAMAGES: dict[str, Callable[[Any], Any]] = {
    "nothing": lambda _: None,
    "a list": lambda _: [],
    "a number": lambda _: 1,
    "proofs that are null": lambda data: data | {"proofs": None},
    "proofs that are a list": lambda data: data | {"proofs": list(data["proofs"])},
    "places that are null": lambda data: data | {"proofs": dict.fromkeys(data["proofs"])},
    "a proof that is null": lambda data: _each(data, lambda *_: None),
    "seconds alone": lambda data: _each(data, lambda seconds, _: seconds),
    "seconds that are null": lambda data: _each(data, lambda _, name: [None, name]),
    "seconds that are true": lambda data: _each(data, lambda _, name: [True, name]),
    "seconds that are no number": lambda data: _each(data, lambda _, name: [math.nan, name]),
    "a name that is a list": lambda data: _each(data, lambda seconds, name: [seconds, [name]]),
    "reading that is lost": lambda data: data | {"read": {}},
    "reading that is null": lambda data: data | {"read": dict.fromkeys(data["read"])},
    "reading of another shape": lambda data: data | {"read": {name: {"mkdocs.yml": 1} for name in data["read"]}},
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_no_proof_is_not_taken_for_one(tmp_path: Path, damage: str) -> None:
    def proofs() -> Proofs:
        return Proofs(Project(tmp_path))

    for _ in range(2):
        first = proofs()
        first.add("key", "here", 1.0, {"data": None})
        first.save(["key"])
        assert proofs().places("key") == {"here": 1.0}
        path = tmp_path / ".cache/musings/proofs.json"
        path.write_text(json.dumps(DAMAGES[damage](json.loads(path.read_text()))))
        assert proofs().places("key") == {}
        assert proofs().seconds("key", "here") is None
        assert proofs().arithmetics("key") == 0


def test_a_claim_without_a_key_was_never_proved(tmp_path: Path) -> None:
    proofs = Proofs(Project(tmp_path))
    proofs.add("", "here", 1.0, {})
    proofs.save([""])
    assert Proofs(Project(tmp_path)).places("") == {}


BYTES = (b"\xff\xfe{", b'{"proofs": {"a', b"[" * 100_000, b"", bytes(9), b"null", b"[1]", b'"x"')
ODD: tuple[Any, ...] = (None, 1, "x", [], [1], {"a": None}, {"key": "x", "files": 1}, {"key": "x", "files": [1]}, True)


def test_odd_caches_are_started_anew(site: Site) -> None:
    project = Project(site.root)
    notebook = {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    site.write("docs/notebooks/demo.ipynb", json.dumps(notebook))
    keys = [*(page.name for page in written.pages(project)), "gone", "demo/relu", "proofs", "read"]
    for content in (*BYTES, *(json.dumps(dict.fromkeys(keys, value)).encode() for value in ODD)):
        for name in ("proofs", "figures", "explorers", "notebooks", "catalogue"):
            store.write(project.cache / f"{name}.json", content)
        assert figures.stale(project, ["demo/relu"]) == ["demo/relu"]
        assert explorers.stale(project, []) == catalogue.stale(project) == []
        notebooks.write_pictures(project)
        assert store.read_json(project.cache / "notebooks.json").keys() <= {"docs/notebooks/demo.ipynb"}
        assert Proofs(project).places("gone") == {}


def test_a_cache_that_cannot_be_written_is_told(site: Site) -> None:
    (site.root / ".cache/musings/proofs.json/x").mkdir(parents=True)
    done = site.check()
    assert done.returncode == 0
    assert "what was proved is not remembered" in done.stderr
    assert "proofs.json cannot be written" in done.stderr
    for name in (".cache/musings", ".cache"):
        shutil.rmtree(site.root / ".cache")
        site.write(name, "")
        for command in ("check", "prepare"):
            done = site.run(command)
            assert "Traceback" not in done.stderr
            assert "cannot be written" in done.stderr
        assert done.returncode == 1
        assert_told_by_the_build(site, "cannot be written")
        (site.root / name).unlink()
        (site.root / ".cache").mkdir(exist_ok=True)


def assert_told_by_the_build(site: Site, words: str) -> None:
    done = site.build()
    assert done.returncode == 1
    assert words in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_a_file_that_the_system_refuses_is_told(site: Site) -> None:
    site.write("node_modules/pyodide/pyodide-lock.json", '{"info": {"version": "0.0.1"}, "packages": {}}')
    done = site.run("prepare")
    assert done.returncode == 1
    assert "pyodide.mjs cannot be used: No such file or directory" in done.stderr
    assert "Traceback" not in done.stderr
    assert_told_by_the_build(site, "pyodide.mjs cannot be used: No such file or directory")


def test_what_is_kept_of_a_build_is_not_published_once_it_is_damaged(site: Site) -> None:
    assert site.build().returncode == 0
    pages = [*(site.root / "site").rglob("*.html"), *(site.root / "site").rglob("*.ipynb")]
    right = {page: page.read_bytes() for page in pages}
    cache = site.root / ".cache/musings"
    for damage in (lambda text: text.replace(b"0.0", b"9.0"), lambda text: b"\xff" + text, lambda _: b""):
        for kept in [*cache.glob("code/*.html"), *cache.glob("downloads/*.ipynb")]:
            kept.write_bytes(damage(kept.read_bytes()))
        done = site.build()
        assert done.returncode == 0, done.stdout + done.stderr
        assert {page: page.read_bytes() for page in pages} == right


def test_a_module_from_npm_that_is_damaged_is_made_anew(site: Site) -> None:
    (site.root / "node_modules").symlink_to(Path(__file__).parents[2] / "node_modules")
    project = Project(site.root)
    editor = project.docs / served.FOLDER / "vendor" / "editor.js"
    assert served.bundle(project) == ""
    right, made = editor.read_bytes(), editor.stat().st_mtime_ns
    assert served.bundle(project) == ""
    assert editor.stat().st_mtime_ns == made
    editor.write_bytes(right[: len(right) // 2])
    assert served.bundle(project) == ""
    assert editor.read_bytes() == right
    (project.cache / "vendor").write_bytes(b"\xff")
    assert served.bundle(project) == ""
