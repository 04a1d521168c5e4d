"""The licences of all that a site passes on to its readers and others have made, with the notices that they ask for."""

from __future__ import annotations

import base64
import hashlib
import json
import sys
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email import message_from_bytes
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any, Final

from musings.core import store
from musings.core.project import Project
from musings.live import served

ADDRESS: Final = "licences.txt"
_BUILD_TOOL: Final = "esbuild"
"""Makes what is served, and is not served itself."""
_RUNTIME: Final = "pyodide"
_FONTS: Final = "@fontsource"
_SHORT: Final = 40
"""Some packages put the whole text where the name of the licence belongs."""
_NOTICES: Final = ("LICEN", "COPYING", "NOTICE")
_THEME: Final = {
    "mkdocs-material": ("assets/javascripts/*", "assets/stylesheets/*", "assets/images/favicon.png"),
    "mkdocs-rss-plugin": ("rss.xsl",),
}
"""What MkDocs' packages put into a site. The scripts hold the notices of what is bundled into them."""
_WITHOUT: Final = {
    "openblas": ("BSD-3-Clause", "https://github.com/OpenMathLib/OpenBLAS/blob/v{version}/LICENSE"),
    _RUNTIME: ("MPL-2.0", "https://github.com/pyodide/pyodide/blob/{version}/LICENSE"),
}
"""Archives that bring no licence along: which it is, and where it stands beside the source."""


@dataclass(frozen=True)
class Part:
    """Something that others have made: which files of the site it is, and under what conditions."""

    name: str
    version: str
    licence: str
    files: tuple[str, ...]
    notice: str
    source: str = "generic"
    """Whence it comes, as addresses of packages name it: `pypi`, `npm`, or neither."""
    digest: tuple[str, str] | None = None
    """The way it was hashed, and the hash of the package, in hexadecimal."""

    def __str__(self) -> str:
        """Return what is told of it."""
        head = f"{self.name} {self.version}\nLicence: {self.licence}\nFiles: {', '.join(self.files)}"
        return f"{'=' * 80}\n{head}\n{'-' * 80}\n{self.notice.strip()}\n"


def text(parts: Iterable[Part], own: str, bill: str) -> str:
    """Return the text of the licences, which begins with the site's own; `bill` is where they are told to programs."""
    told = f"What follows was made by others and is passed on with this site. For programs: {bill}"
    return "\n".join(["Licences", "", own, told, "", *map(str, parts)])


def parts_of(project: Project) -> list[Part]:
    """Return what is passed on, by its names: the theme, what comes from npm, the browser's Python and its packages."""
    return sorted(_parts(project), key=lambda part: part.name.lower())


def _parts(project: Project) -> Iterator[Part]:
    for name, files in _THEME.items():
        if (part := _installed(name, files)) is not None:
            yield part
    yield from _from_npm(project)
    pack = project.pack.relative_to(project.docs).as_posix()
    lock = store.read_json(project.root / "node_modules" / _RUNTIME / "pyodide-lock.json")
    if lock:
        version = str(lock["info"]["version"])
        core = (f"{pack}/{version}/pyodide.*", f"{pack}/{version}/lock-*.json")
        yield Part(
            "Pyodide", version, _WITHOUT[_RUNTIME][0], core, _WITHOUT[_RUNTIME][1].format(version=version), "npm"
        )
        library = (f"{pack}/{version}/python_stdlib.zip",)
        terms = f"{sys.copyright}\n\nhttps://docs.python.org/3/license.html"
        yield Part("Python", str(lock["info"]["python"]), "PSF-2.0", library, terms)
    for path in sorted(project.pack.glob("*/*")):
        file = path.relative_to(project.docs).as_posix()
        if path.suffix == ".whl":
            yield _wheel(path, file)
        elif path.suffix == ".zip" and (known := _WITHOUT.get(path.stem.rpartition("-")[0])):
            name, _, version = path.stem.rpartition("-")
            yield Part(name, version, known[0], (file,), known[1].format(version=version))


def _installed(name: str, files: tuple[str, ...]) -> Part | None:
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return None
    kept = (".dist-info/", "/.icons/material/")  # of its icons, the theme shows these
    notices = [path for path in found.files or () if any(each in str(path) for each in kept) and _is_notice(path.name)]
    notice = "\n\n".join(Path(str(found.locate_file(path))).read_text(encoding="utf-8") for path in notices)
    return Part(name, found.version, _licence(found.metadata, notice), files, notice, "pypi")


def _wheel(path: Path, file: str) -> Part:
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        metadata = next(name for name in names if name.endswith(".dist-info/METADATA"))
        about = message_from_bytes(archive.read(metadata))
        notices = [name for name in names if ".dist-info/" in name and _is_notice(name.rpartition("/")[2])]
        notice = "\n\n".join(archive.read(name).decode("utf-8", errors="replace") for name in notices)
    digest = ("SHA-256", hashlib.sha256(path.read_bytes()).hexdigest())
    return Part(
        str(about["Name"]), str(about["Version"]), _licence(about, notice), (file,), notice, "pypi", digest=digest
    )


def _is_notice(name: str) -> bool:
    return name.upper().startswith(_NOTICES)


def _licence(about: Any, notice: str) -> str:
    """Return the licence that a Python package names: in a word or two, by its classifiers, or by its text."""
    said = about.get("License-Expression") or about.get("License") or ""
    if said and "\n" not in said and len(said) < _SHORT:
        return str(said)
    classified = [each.split(" :: ")[2:] for each in about.get_all("Classifier") or () if each.startswith("License ::")]
    return ", ".join(word for words in classified for word in words[-1:]) or notice.strip().partition("\n")[0]


def _from_npm(project: Project) -> Iterator[Part]:
    """Yield the packages of the fonts, and those from which the pages' modules are bundled, with what these need."""
    known = store.read_json(project.root / "node_modules" / ".package-lock.json").get("packages", {})
    waiting = [f"node_modules/{name}" for name in _wanted() if not name.startswith(_FONTS)]
    bundled: set[str] = set()
    while waiting:
        key = waiting.pop()
        if key in known and key not in bundled:
            bundled.add(key)
            for need in known[key].get("dependencies", {}):
                own = f"{key}/node_modules/{need}"
                waiting.append(own if own in known else f"node_modules/{need}")
    fonts = {f"node_modules/{name}" for name in _wanted() if name.startswith(_FONTS)} & set(known)
    for key in sorted(bundled | fonts):
        files = ("assets/fonts/*",) if key in fonts else (f"{served.FOLDER}.*/vendor/*",)
        folder = project.root / key
        notice = "\n\n".join(
            path.read_text(encoding="utf-8") for path in sorted(folder.iterdir()) if _is_notice(path.name)
        )
        name, about = key.rpartition("node_modules/")[2], known[key]
        yield Part(name, about["version"], about.get("license", ""), files, notice, "npm", digest=_locked(about))


def _locked(about: dict[str, Any]) -> tuple[str, str] | None:
    """Return the hash that npm's lock has of a package."""
    way, _, value = str(about.get("integrity", "")).partition("-")
    return (f"SHA-{way.removeprefix('sha')}", base64.b64decode(value).hex()) if value else None


def _wanted() -> list[str]:
    package = json.loads((served.NPM / "package.json").read_text(encoding="utf-8"))
    return [name for name in package["dependencies"] if name not in {_BUILD_TOOL, _RUNTIME}]
