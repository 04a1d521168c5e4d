"""A service that was taken away runs where this project is not."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from musings import services
from musings.command.export import export
from musings.core.failure import Failure
from musings.core.project import Project
from tests.exported import SECONDS, environment, up

PROJECT = Project(Path(__file__).resolve().parents[2])


def readme(folder: Path) -> list[str]:
    """Return the commands that the folder's own words tell to type."""
    block = re.search(r"```sh\n(.*?)```", (folder / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert block
    return block[1].strip().split("\n")


def predicted(address: str) -> Any:
    request = urllib.request.Request(
        f"{address}/predict", b'{"X1": "61.1", "X2": "17.3"}', {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=SECONDS) as answer:
        return json.load(answer)


@pytest.mark.parametrize(
    "name", ["flask-predict", "flask-counted", "falcon-predict", "fastapi-predict", "notebook-predict"]
)
def test_it_trains_starts_and_answers(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "taken"
    export(PROJECT, name, folder)
    where = [sys.executable, "-c", "import snippets; print(snippets.__file__)"]
    found = subprocess.run(where, cwd=folder, env=environment(folder), capture_output=True, text=True, check=True)
    assert found.stdout.strip() == str(folder / "snippets" / "__init__.py")
    train = next(line for line in readme(folder) if "train" in line).replace("PATH=.venv/bin:$PATH ", "")
    subprocess.run(["/bin/sh", "-c", train], cwd=folder, env=environment(folder), check=True, timeout=SECONDS)
    with up(folder, "/health") as address:
        assert predicted(address)["species"] == "Gentoo"


def test_what_it_needs_is_installed_as_it_says(tmp_path: Path) -> None:
    folder = tmp_path / "taken"
    export(PROJECT, "flask-bare", folder)
    *install, start, _ = readme(folder)
    assert start == "./run &"
    for line in install:
        subprocess.run(["/bin/sh", "-c", line], cwd=folder, env=environment(folder), check=True, timeout=4 * SECONDS)
    with up(folder, "/1") as address, urllib.request.urlopen(f"{address}/1", timeout=SECONDS) as answer:
        assert answer.status == 200
    installed = {path.name for path in folder.glob(".venv/lib/*/site-packages/*")}
    assert {"flask", "gunicorn"} <= installed
    assert "numpy" not in installed


def test_all_that_a_service_pins_has_hashes_and_what_it_starts_itself_is_there(tmp_path: Path) -> None:
    files = export(PROJECT, "flask-production", tmp_path / "taken")
    names = {path.relative_to(tmp_path / "taken").as_posix() for path in files}
    assert {
        f"snippets/deployment/{name}"
        for name in ("gunicorn_conf.py", "production/penguins.conf", "production/gunicorn_conf.py")
    } <= names
    assert "snippets/deployment/load.py" not in names
    text = (tmp_path / "taken" / "requirements.txt").read_text(encoding="utf-8")
    assert text.count("==") == len(re.findall(r"==[^\n]*\\\n +--hash=sha256:", text))
    assert {"flask", "gunicorn", "prometheus-client", "scikit-learn", "skops"} <= set(
        re.findall(r"^[\w-]+(?===)", text, re.MULTILINE)
    )


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("precious", encoding="utf-8")
    with pytest.raises(Failure, match="is not empty"):
        export(PROJECT, "flask-bare", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]
    with pytest.raises(services.ServiceError, match="there is no service"):
        export(PROJECT, "flask-bear", tmp_path / "taken")
    assert not (tmp_path / "taken").exists()
