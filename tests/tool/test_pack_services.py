"""What the pack holds for the consoles: packages as they are installed, and the services with their files."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import sys
import zipfile
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import pytest

from musings.live import pack

APP = """\
from importlib.metadata import distribution

import falcon

from snippets.lab import words


def find():
    return distribution("palmerpenguins").locate_file("penguins.csv")
"""
SERVICES = """\
[hello]
source = "snippets/lab/app.py"
app = "snippets.lab.app:app"
port = 8000
ready = "/"
environment = { A = "{port}" }
commands = { gunicorn = "gunicorn snippets.lab.app:app" }

[other]
source = "snippets/lab/other.ipynb"
port = 8001
ready = "/"
commands = { jupyter = "jupyter kernelgateway" }
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site with one service that is a WSGI application, and one that is not."""
    npm = tmp_path / "node_modules" / "pyodide"
    npm.mkdir(parents=True)
    options = "{packages: [falcon, flask], data_packages: [palmerpenguins]}"
    (tmp_path / "mkdocs.yml").write_text(f"plugins: [musings: {options}]\n")
    (npm / "pyodide-lock.json").write_text(json.dumps({"info": {"version": "9.9"}, "packages": {}}))
    for name in pack.CORE:
        (npm / name).write_bytes(name.encode())
    folder = tmp_path / "snippets" / "lab"
    folder.mkdir(parents=True)
    (folder / "app.py").write_text(APP)
    (folder / "words.py").write_text("HELLO = 'hello'\n")
    (folder / "apart.py").write_text("")
    (folder / "services.toml").write_text(SERVICES)
    for place in (folder, folder.parent):
        (place / "__init__.py").touch()
    return tmp_path


def manifest(root: Path) -> dict[str, Any]:
    report = pack.build(root, root / "pack", packages=[])
    assert report.complete, str(report)
    content: dict[str, Any] = json.loads((root / "pack" / "manifest.json").read_text())
    return content


def test_packages_that_the_modules_use_travel_along_with_what_they_need(root: Path) -> None:
    files = manifest(root)["files"]
    assert set(files) == {"falcon", "palmerpenguins"}
    assert files["falcon"] == [f"falcon-{distribution('falcon').version}-py3-none-any.whl"]


def test_packages_that_nothing_uses_stay_away(root: Path) -> None:
    (root / "snippets" / "lab" / "app.py").write_text("app = None\n")
    assert manifest(root)["files"] == {}


def test_what_a_package_needs_comes_along(root: Path) -> None:
    (root / "snippets" / "lab" / "app.py").write_text("import flask\n")
    files = manifest(root)["files"]
    assert set(files) == {"flask", "werkzeug", "jinja2", "markupsafe", "click", "blinker", "itsdangerous"}
    assert set(files["jinja2"][1:]) == {"markupsafe"}


def test_a_module_needs_the_package_whose_files_it_reads(root: Path) -> None:
    assert manifest(root)["imports"]["snippets.lab.app"]["needs"] == ["falcon", "palmerpenguins"]


def test_a_wheel_holds_python_and_data_and_nothing_compiled() -> None:
    with zipfile.ZipFile(io.BytesIO(pack.wheel(distribution("markupsafe")))) as bundle:
        names = bundle.namelist()
    assert "markupsafe/_native.py" in names
    assert not [name for name in names if name.endswith((".so", ".pyc"))]


def test_a_wheel_says_that_it_runs_anywhere() -> None:
    with zipfile.ZipFile(io.BytesIO(pack.wheel(distribution("falcon")))) as bundle:
        name = next(name for name in bundle.namelist() if name.endswith("/WHEEL"))
        assert b"Tag: py3-none-any" in bundle.read(name)


def test_the_entry_in_the_lock_is_that_of_the_file(root: Path) -> None:
    lock = json.loads((root / "pack" / manifest(root)["lock"]).read_text())
    entry = lock["packages"]["falcon"]
    content = (root / "pack" / "9.9" / entry["file_name"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == entry["sha256"]


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a package that is installed for this test alone."""
    place = tmp_path / "packages"
    information = place / "tiny-1.dist-info"
    information.mkdir(parents=True)
    (place / "tiny.py").write_text("x = 1\n")
    digest = base64.urlsafe_b64encode(hashlib.sha256(b"x = 1\n").digest()).decode().rstrip("=")
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: tiny\nVersion: 1\n")
    (information / "RECORD").write_text(f"tiny.py,sha256={digest},6\n")
    monkeypatch.setattr(sys, "path", [str(place), *sys.path])
    return place


def test_a_file_that_was_changed_since_it_was_installed_is_refused(installed: Path) -> None:
    assert pack.wheel(distribution("tiny"))
    (installed / "tiny.py").write_text("x = 2\n")
    with pytest.raises(ValueError, match=r"tiny\.py is not as it was installed"):
        pack.wheel(distribution("tiny"))


def test_a_package_that_is_not_installed_is_missing_and_the_build_goes_on(root: Path) -> None:
    (root / "mkdocs.yml").write_text("plugins: [{musings: {packages: [nowhere]}}]\n")
    (root / "snippets" / "lab" / "app.py").write_text("import nowhere\n")
    report = pack.build(root, root / "pack", packages=[])
    assert any("nowhere is missing" in what for what in report.missing)


def test_a_service_travels_with_the_files_of_its_application(root: Path) -> None:
    services = json.loads((root / "pack" / manifest(root)["services"]).read_text())
    assert set(services) == {"hello"}
    assert list(services["hello"]["files"].items()) == [
        ("snippets/lab/app.py", APP),
        ("snippets/lab/words.py", "HELLO = 'hello'\n"),
    ]
    assert services["hello"]["app"] == "snippets.lab.app:app"
    assert services["hello"]["port"] == 8000
    assert services["hello"]["environment"] == {"A": "{port}"}
    assert services["hello"]["prepare"] == ""


def test_a_site_without_services_has_no_file_of_them(root: Path) -> None:
    (root / "snippets" / "lab" / "services.toml").unlink()
    assert "services" not in manifest(root)
