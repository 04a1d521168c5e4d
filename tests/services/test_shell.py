"""The console's shell, in CPython: what a line holds around curl, as `shell.toml` has it, in part against real bash."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest

from musings.live.browser.console import curl
from tests.services.test_curl import Desk

CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("shell.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["lines"][-1])
def test_a_line_shows_what_it_must(case: dict[str, Any]) -> None:
    desk = Desk("flask-tasks")
    shown = [desk.ask(line) for line in case["lines"]][-1]
    assert shown == case.get("text", shown)
    assert [words for words in case.get("has", []) if words not in shown] == []
    assert [words for words in case.get("not", []) if words in shown] == []
    assert desk.result["exit"] == case.get("code", 0)


def test_a_real_shell_shows_the_same(tmp_path: Path) -> None:
    asked = [case for case in CASES if case.get("bash")]
    assert len(asked) > 10
    for case in asked:
        (line,) = case["lines"]
        done = subprocess.run(
            ["bash", "-c", line], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )
        assert (done.stdout, done.returncode) == (case["text"], case.get("code", 0)), line


def test_every_option_of_real_curl_is_there_or_told_as_absent() -> None:
    listed = subprocess.run(["curl", "--help", "all"], capture_output=True, text=True, check=True).stdout
    real = dict(re.findall(r"^ +(?:-\S, )?--([\w.-]+)()", listed, re.MULTILINE))
    assert len(real) > 200
    assert [name for name in real if name not in curl.BY_LONG and name not in curl.ABSENT] == []
