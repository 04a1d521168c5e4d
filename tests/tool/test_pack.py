"""The pack, from sources made here: no test of these asks the network."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from musings.live import pack

FILES = {"numpy": b"numpy's wheel", "openblas": b"a library", "scipy": b"scipy's wheel"}
DEPENDS = {"numpy": [], "openblas": [], "scipy": ["numpy", "openblas"], "spare": []}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with a runtime of its own, whose packages are in the folder `source`."""
    packages: dict[str, Any] = {}
    for name, depends in DEPENDS.items():
        content = FILES.get(name, b"")
        packages[name] = {
            "depends": depends,
            "file_name": f"{name}-1.whl",
            "imports": [name],
            "name": name,
            "sha256": hashlib.sha256(content).hexdigest(),
        }
    npm = tmp_path / "node_modules" / "pyodide"
    npm.mkdir(parents=True)
    (npm / "pyodide-lock.json").write_text(json.dumps({"info": {"version": "9.9"}, "packages": packages}))
    for name in pack.CORE:
        (npm / name).write_bytes(name.encode())
    (tmp_path / "source").mkdir()
    for name, content in FILES.items():
        (tmp_path / "source" / f"{name}-1.whl").write_bytes(content)
    module = tmp_path / "snippets" / "lab" / "root.py"
    module.parent.mkdir(parents=True)
    module.write_text("import numpy as np\n\n\ndef f():\n    from scipy import optimize\n")
    (module.parent / "__init__.py").write_text("from snippets.lab.root import f\n")
    (tmp_path / "snippets" / "__init__.py").write_text("")
    monkeypatch.setenv("MUSINGS_PYODIDE", str(tmp_path / "source"))
    monkeypatch.setattr(pack, "DISTRIBUTION", (tmp_path / "nowhere").as_uri() + "/{version}/")
    return tmp_path


def build(root: Path) -> pack.Report:
    return pack.build(root, root / "pack", packages=["scipy"])


def manifest(root: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((root / "pack" / "manifest.json").read_text())
    return content


def test_what_is_needed_comes_along_and_nothing_else(root: Path) -> None:
    report = build(root)
    assert report.complete
    present = {path.name for path in (root / "pack" / "9.9").iterdir()}
    assert present == {*pack.CORE, "numpy-1.whl", "openblas-1.whl", "scipy-1.whl", Path(manifest(root)["lock"]).name}


def test_the_lock_names_only_what_is_served(root: Path) -> None:
    build(root)
    lock = json.loads((root / "pack" / manifest(root)["lock"]).read_text())
    assert set(lock["packages"]) == {"numpy", "openblas", "scipy"}


def test_the_interactive_backends_are_left_out() -> None:
    entry = {"depends": ["matplotlib-pyodide"], "file_name": "m.whl"}
    lock = {"info": {"version": "9.9"}, "packages": {"matplotlib": entry, "matplotlib-pyodide": entry}}
    assert pack.trimmed(lock, ["matplotlib"])["packages"] == {"matplotlib": {"depends": [], "file_name": "m.whl"}}


def test_a_second_build_writes_nothing(root: Path) -> None:
    build(root)
    assert build(root).written == []


def test_a_changed_module_changes_the_archives_name_and_removes_the_old_one(root: Path) -> None:
    build(root)
    old = manifest(root)["archive"]
    (root / "snippets" / "lab" / "root.py").write_text("x = 1\n")
    report = build(root)
    assert manifest(root)["archive"] != old
    assert not (root / "pack" / old).exists()
    assert sorted(report.written) == sorted([manifest(root)["archive"], "manifest.json"])


def test_the_archive_is_the_same_whenever_it_is_made(root: Path) -> None:
    first = pack.archive(root / "snippets")
    for path in (root / "snippets").rglob("*"):
        path.touch()
    (root / "snippets" / "__pycache__").mkdir()
    (root / "snippets" / "__pycache__" / "x.pyc").write_bytes(b"x")
    assert pack.archive(root / "snippets") == first


def test_the_archive_holds_the_modules_under_their_packages_name(root: Path) -> None:
    build(root)
    with zipfile.ZipFile(root / "pack" / manifest(root)["archive"]) as bundle:
        assert bundle.namelist() == ["snippets/__init__.py", "snippets/lab/__init__.py", "snippets/lab/root.py"]


def test_a_file_that_differs_from_the_lock_is_refused(root: Path) -> None:
    (root / "source" / "numpy-1.whl").write_bytes(b"another")
    report = build(root)
    assert not (root / "pack" / "9.9" / "numpy-1.whl").exists()
    assert any("numpy-1.whl" in what and "refused" in what and "sha256" in what for what in report.missing)


def test_what_needs_a_missing_package_is_missing_too(root: Path) -> None:
    (root / "source" / "openblas-1.whl").unlink()
    report = build(root)
    assert any("openblas, scipy" in what for what in report.missing)
    assert set(manifest(root)["packages"]) == {"numpy"}


def test_a_later_source_makes_good_what_an_earlier_one_lacks(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "source").rename(root / "distribution")
    (root / "source").mkdir()
    monkeypatch.setattr(pack, "DISTRIBUTION", (root / "distribution").as_uri() + "/")
    assert build(root).complete


def test_what_is_in_the_cache_needs_no_source(root: Path) -> None:
    build(root)
    for path in (root / "source").iterdir():
        path.unlink()
    (root / "pack" / "9.9" / "numpy-1.whl").unlink()
    report = build(root)
    assert report.complete
    assert report.written == ["9.9/numpy-1.whl"]


def test_a_damaged_cache_is_not_served(root: Path) -> None:
    build(root)
    (root / ".cache" / "pyodide" / "9.9" / "numpy-1.whl").write_bytes(b"damaged")
    report = build(root)
    assert report.complete
    assert (root / "pack" / "9.9" / "numpy-1.whl").read_bytes() == FILES["numpy"]


def test_without_any_source_the_build_goes_on_and_says_what_is_missing(root: Path) -> None:
    for path in (root / "source").iterdir():
        path.unlink()
    report = build(root)
    assert any("numpy" in what for what in report.missing)
    assert manifest(root)["missing"] == report.missing


def test_without_npm_packages_the_modules_still_travel(root: Path) -> None:
    (root / "node_modules" / "pyodide" / "pyodide-lock.json").unlink()
    report = build(root)
    assert "Python for the browser is missing" in report.missing[0]
    assert (root / "pack" / manifest(root)["archive"]).is_file()


def test_the_manifest_tells_what_an_import_takes(root: Path) -> None:
    build(root)
    assert manifest(root)["imports"] == {
        "snippets": {},
        "snippets.lab": {"needs": ["numpy"], "names": {"f": "snippets.lab.root"}},
        "snippets.lab.root": {"needs": ["numpy"], "lazy": ["scipy"]},
    }


def test_the_manifest_gives_each_files_size(root: Path) -> None:
    build(root)
    sizes = manifest(root)["sizes"]
    assert sizes["9.9/numpy-1.whl"] == len(FILES["numpy"])


def test_a_relative_import_is_followed(root: Path) -> None:
    (root / "snippets" / "lab" / "__init__.py").write_text("from .root import f\n")
    build(root)
    assert manifest(root)["imports"]["snippets.lab"]["needs"] == ["numpy"]


def test_a_module_that_does_not_parse_stops_nothing(root: Path) -> None:
    (root / "snippets" / "lab" / "bad.py").write_text("def f(:\n")
    assert build(root).complete


def test_an_unknown_package_is_an_error(root: Path) -> None:
    with pytest.raises(ValueError, match="no package 'polars'"):
        pack.build(root, root / "pack", packages=["polars"])
