"""Benchmarks are found by their registry, run in the project, and said to be missing where their tool is."""

import json
from pathlib import Path

import pytest

from musings.bench import benchmarks
from musings.bench import run as bench
from musings.bench.benchmarks import discover, run

REGISTRY = """
[count]
title = "Counting"
command = "python -c 'import pathlib; print(pathlib.Path(\\"here\\").read_text())'"

[absent]
title = "Absent"
command = "no-such-tool"
needs = "no-such-tool"
advice = "there is none"

[broken]
title = "Broken"
command = "python -c 'raise SystemExit(3)'"
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "here").write_text("1.4 times as many")
    (tmp_path / "snippets/topic").mkdir(parents=True)
    (tmp_path / "snippets/topic/benchmarks.toml").write_text(REGISTRY)
    return tmp_path


def test_a_registry_is_found_wherever_it_stands_under_the_snippets(site: Path) -> None:
    assert {name: each.title for name, each in discover(site).items()} == {
        "count": "Counting",
        "absent": "Absent",
        "broken": "Broken",
    }


def test_a_site_without_benchmarks_has_none(tmp_path: Path) -> None:
    assert discover(tmp_path) == {}


def test_a_benchmark_runs_in_the_project_and_gives_what_it_prints(site: Path) -> None:
    assert run(discover(site)["count"], site) == "1.4 times as many"


def test_a_benchmark_whose_tool_is_missing_says_so_in_a_sentence(site: Path) -> None:
    assert run(discover(site)["absent"], site) == ("Not measured, since no-such-tool is not installed (there is none).")


def test_a_benchmark_that_fails_says_so_in_a_sentence(site: Path) -> None:
    assert run(discover(site)["broken"], site).endswith("failed with 3.")


def test_one_benchmark_is_run_by_its_name_printed_and_kept(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(site)
    bench.main(["count"])
    assert capsys.readouterr().out == "\nCounting\n1.4 times as many\n"
    assert json.loads((site / "build/bench.json").read_text())["count"]["report"] == ["1.4 times as many"]


def test_an_unknown_name_is_told_the_known_ones(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site)
    with pytest.raises(SystemExit, match="no benchmark 'gone'; there are blogs, count, absent, broken"):
        bench.main(["gone"])


def test_this_site_measures_falcon_against_flask(root: Path) -> None:
    assert "falcon-flask" in benchmarks.discover(root)
