"""What is read from a record is called recorded, bound to it by its hash; it is never called proved."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from musings.bench.moved import moved
from musings.core import reach, records
from musings.core.failure import Failure
from musings.core.project import Project

from .conftest import Site

MEASURED = {
    "date": "2026-01-30",
    "command": "python -m snippets.demo.measure --record",
    "machine": {
        "processor": "Abacus",
        "cores": 2,
        "memory_gigabytes": None,
        "python": "3.11.7",
        "packages": {"numpy": "2.4.6"},
    },
    "rates": [300, 200],
}
READER = """\
import json
from functools import cache
from pathlib import Path

RECORD = Path(__file__).parent / "measured.json"


@cache
def rates():
    return json.loads(RECORD.read_text(encoding="utf-8"))["rates"]
"""
FACTS = """\
from snippets.demo import recorded


def largest_slope():
    return 0.25


def ratio():
    rates, _ = recorded.rates(), None
    return rates[0] / rates[1]


def rates():
    return len(recorded.rates())


def unlike():
    rates = 3
    return rates
"""
TABLES = """\
from snippets.demo.recorded import rates


def values():
    return [{"x": 1, "rate": each} for each in rates()]
"""


def write(site: Site) -> None:
    site.write("snippets/demo/measured.json", json.dumps(MEASURED))
    site.write("snippets/demo/recorded.py", READER)
    site.write("snippets/demo/facts.py", FACTS)


@pytest.fixture(scope="module")
def bound_once(approved: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = Site(tmp_path_factory.mktemp("records") / "site")
    shutil.copytree(approved, site.root)
    write(site)
    site.edit("The largest slope", "Ours is [9×](recorded:demo.ratio) as fast. The largest slope")
    done = site.run("approve")
    assert done.returncode == 0, done.stdout + done.stderr
    return site.root


@pytest.fixture
def measured(bound_once: Path, tmp_path: Path) -> Site:
    """The project with a record of a measurement, and a number read from it, approved."""
    shutil.copytree(bound_once, tmp_path / "site")
    return Site(tmp_path / "site")


@pytest.fixture
def snippets(tmp_path: Path) -> Site:
    """A record and what reads it, and nothing else."""
    site = Site(tmp_path)
    for name in ("snippets/__init__.py", "snippets/demo/__init__.py", "mkdocs.yml"):
        site.write(name, "")
    write(site)
    return site


def bound(site: Site) -> str:
    found = re.search(r"records:\n  demo/measured\.json: (\w{12})\n---\n", site.post.read_text(encoding="utf-8"))
    assert found is not None
    return found[1]


def test_approve_writes_the_number_and_binds_the_record(measured: Site) -> None:
    assert "[2×](recorded:demo.ratio)" in measured.post.read_text(encoding="utf-8")
    assert bound(measured) == records.digest(measured.root / "snippets/demo/measured.json")
    done = measured.check()
    assert done.returncode == 0
    assert "1 recorded," in done.stdout
    assert "nothing to approve" in measured.run("approve").stdout


def test_a_fact_that_reads_a_record_is_refused_and_told_the_right_word(measured: Site) -> None:
    line = measured.edit("(recorded:demo.ratio)", "(fact:demo.ratio)")
    done = measured.check()
    assert done.returncode == 1
    assert f"demo.md:{line}: fact demo.ratio" in done.stdout + done.stderr
    assert "[2×](recorded:demo.ratio)" in done.stdout + done.stderr


def test_a_fact_that_reads_none_is_not_called_recorded(measured: Site) -> None:
    measured.edit("[0.25](fact:", "[0.25](recorded:")
    done = measured.check()
    assert done.returncode == 1
    assert "reads no record" in done.stdout + done.stderr


def test_a_number_that_is_not_the_record_s_is_refused(measured: Site) -> None:
    measured.edit("[2×](recorded:demo.ratio)", "[3×](recorded:demo.ratio)")
    done = measured.check()
    assert done.returncode == 1
    assert "the text is not what the code says" in done.stdout + done.stderr


def test_a_changed_record_is_seen_even_where_no_number_changes(measured: Site) -> None:
    before = bound(measured)
    again = {**MEASURED, "date": "2026-01-31"}
    measured.write("snippets/demo/measured.json", json.dumps(again))
    done = measured.check()
    assert done.returncode == 1
    assert "does not bind the records" in done.stdout + done.stderr
    assert measured.run("approve").returncode == 0
    assert bound(measured) != before


def test_a_record_that_nothing_on_the_page_reads_is_not_bound(measured: Site) -> None:
    measured.edit("Ours is [2×](recorded:demo.ratio) as fast. ", "")
    done = measured.check()
    assert done.returncode == 1
    assert "nothing of the page is read from one" in done.stdout + done.stderr


@pytest.mark.parametrize("without", ["date", "command", "machine"])
def test_a_record_says_when_where_with_what_and_how(snippets: Site, without: str) -> None:
    snippets.write("snippets/demo/measured.json", json.dumps({k: v for k, v in MEASURED.items() if k != without}))
    with pytest.raises(Failure) as failure:
        records.read(Project(snippets.root), snippets.root / "snippets/demo/measured.json")
    assert failure.value.got == f"no '{without}'"


def test_a_page_of_a_record_that_says_too_little_is_refused(measured: Site) -> None:
    measured.write("snippets/demo/measured.json", json.dumps({**MEASURED, "command": ""}))
    done = measured.check()
    assert done.returncode == 1
    assert "command: ''" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_a_record_that_is_no_json_is_told_in_a_sentence(snippets: Site) -> None:
    snippets.write("snippets/demo/measured.json", "{")
    with pytest.raises(Failure, match=r"measured\.json cannot be read"):
        records.read(Project(snippets.root), snippets.root / "snippets/demo/measured.json")


def test_a_table_and_a_figure_of_a_record_bind_it_too(measured: Site) -> None:
    measured.edit("Ours is [2×](recorded:demo.ratio) as fast. ", "")
    measured.write("snippets/demo/tables.py", TABLES)
    assert measured.run("approve").returncode == 0
    bound(measured)
    project = Project(measured.root)
    measured.write("plots/more.py", "from snippets.demo import recorded as r\n\n\ndef bars():\n    return r.rates()\n")
    assert [path.name for path in reach.records(project, "plots.more", "bars")] == ["measured.json"]


def test_the_page_says_recorded_with_the_day_and_the_machine(measured: Site) -> None:
    done = measured.build()
    assert done.returncode == 0, done.stderr
    html = (measured.root / "site" / "a-demonstration" / "index.html").read_text(encoding="utf-8")
    badge = re.search(r'<a class="fact recorded"[^>]*title="([^"]*)"', html)
    assert badge is not None
    assert badge[1] == "Recorded on 30 January 2026 (Abacus, 2 cores), read by ratio()"
    assert "with numpy 2.4.6, Python 3.11.7" in html
    assert "<code>python -m snippets.demo.measure --record</code>" in html
    assert "Recorded on" not in (measured.root / "site" / "index.html").read_text(encoding="utf-8").partition("fact")[0]


def test_the_ledger_counts_it_apart_from_what_was_proved(measured: Site) -> None:
    assert measured.check().returncode == 0
    measured.run("prepare")
    text = (measured.root / "docs" / "ledger.md").read_text(encoding="utf-8")
    rows = json.loads((measured.root / "docs" / "ledger.json").read_text(encoding="utf-8"))["claims"]
    apart = [row for row in rows if row["measured"]]
    assert [(row["name"], row["measured"]) for row in apart] == [("demo.ratio", "30 January 2026, Abacus, 2 cores")]
    assert f"Of {len(rows) - 1} claims on this site all {len(rows) - 1} were proved" in text
    assert "1 more repeats what was measured once" in text
    parts = "".join(path.read_text(encoding="utf-8") for path in (measured.root / "docs" / "ledger").glob("*.md"))
    assert "| recorded 30 January 2026, Abacus, 2 cores |" in parts


def test_measured_again_the_numbers_are_said_to_have_moved(measured: Site, tmp_path: Path) -> None:
    again = tmp_path / "again.json"
    again.write_text(json.dumps({**MEASURED, "rates": [300, 100]}), encoding="utf-8")
    lines = moved(measured.root, measured.root / "snippets/demo/measured.json", again)
    assert [line.split() for line in lines[1:]] == [["2×", "demo.ratio", "1.5", "3", "+100%"]]


SEEN = {
    "named at once": 'def f():\n    return open("measured.json")\n',
    "put together": 'def f(name="measured"):\n    return open(f"{name}.json")\n',
    "by its suffix": 'def f():\n    return Path(__file__).with_suffix(".json")\n',
    "looked for": 'def f():\n    return list(Path(__file__).parent.glob("*.JSON"))\n',
    "through a constant": 'WHERE = "measured.json"\n\n\ndef f():\n    return open(WHERE)\n',
    "at import": 'import json\n\nDATA = json.load(open("measured.json"))\n\n\ndef f():\n    return DATA[0]\n',
    "through a module": "import snippets.demo.recorded\n\n\ndef f():\n    return snippets.demo.recorded.rates()\n",
    "through another name": "from snippets.demo.recorded import rates as seen\n\n\ndef f():\n    return seen()\n",
    "by a relative import": "from .recorded import rates\n\n\ndef f():\n    return rates()\n",
    "with a star": "from snippets.demo.recorded import *\n\n\ndef f():\n    return rates()\n",
    "late": "def f():\n    from snippets.demo import recorded\n    return recorded.rates()\n",
    "handed on": "from snippets.demo import recorded\n\n\ndef f():\n    return len(vars(recorded))\n",
    "by a decorator": "from snippets.demo.recorded import rates\n\n\n@rates\ndef f(rates):\n    return 1\n",
    "by a default": "from snippets.demo.recorded import rates\n\n\ndef f(rates=rates()):\n    return rates\n",
    "in a class": 'class Record:\n    where = "measured.json"\n\n\ndef f():\n    return Record().where\n',
    "under a condition": "if True:\n    from snippets.demo.recorded import rates\n\n\ndef f():\n    return rates()\n",
    "in a comprehension": "from .recorded import rates\n\n\ndef f():\n    return [rate for rate in rates()]\n",
}
UNSEEN = {
    "a local name": "from .recorded import rates\n\n\ndef f():\n    rates = [1]\n    return rates\n",
    "an argument": "from .recorded import rates\n\n\ndef f(rates):\n    return rates\n",
    "another function": 'def g():\n    return "measured.json"\n\n\ndef f():\n    return 1\n',
    "words of a docstring": 'def f():\n    """measured.json"""\n    return 1\n',
    "a kind of content": 'def f():\n    return "application/json"\n',
}


@pytest.mark.parametrize("way", SEEN)
def test_a_record_is_seen_however_it_is_read(snippets: Site, way: str) -> None:
    snippets.write("snippets/demo/way.py", SEEN[way])
    found = reach.records(Project(snippets.root), "snippets.demo.way", "f")
    assert [path.name for path in found] == ["measured.json"]


@pytest.mark.parametrize("way", UNSEEN)
def test_what_reads_no_record_is_not_called_recorded(snippets: Site, way: str) -> None:
    snippets.write("snippets/demo/way.py", UNSEEN[way])
    assert not reach.records(Project(snippets.root), "snippets.demo.way", "f")
