"""`musings init`: a site of one's own, with one small post; it serves and proves itself as it stands."""

from __future__ import annotations

import json
import shutil
from importlib.metadata import distribution
from pathlib import Path
from typing import Final

import material

from musings import __version__
from musings.command import scaffold
from musings.core import fresh, store
from musings.core.failure import Failure
from musings.core.project import Project
from musings.live import served

STARTER: Final = Path(__file__).parent / "starter"
"""The files of a new site. What another tool would take for its own here ends with `.in`; `dot.` stands for a dot."""
LANGUAGES: Final = Path(material.__file__).parent / "templates" / "partials" / "languages"


def begin(folder: Path, title: str, language: str = "en") -> list[Path]:
    """Write a new site into an empty folder and approve its post; return the files that a person writes.

    `language` is one of Material's. Raises `Failure`, with nothing written, where the folder holds something.
    """
    if not title.strip():
        raise Failure("a site needs a title", advice='write one: musings init FOLDER --title "Title"')
    if not (LANGUAGES / f"{language}.html").is_file():
        known = ", ".join(sorted(path.stem for path in LANGUAGES.glob("*.html")))
        raise Failure(f"Material does not speak “{language}”", expected=known, advice="choose one of these")
    store.require_empty(folder, hidden=True)
    words = {"{title}": title, "{site_name}": json.dumps(title, ensure_ascii=False), "{language}": language}
    for source in sorted(STARTER.rglob("*")):
        if not source.is_file() or "__pycache__" in source.parts:
            continue
        text = source.read_text(encoding="utf-8")
        for word, meant in words.items():
            text = text.replace(word, meant)
        place = source.relative_to(STARTER)
        store.write(folder / place.parent / place.name.removesuffix(".in").replace("dot.", ".", 1), text)
    shutil.copy2(served.NPM / "package.json", folder / "package.json")
    store.write(folder / "requirements.txt", f"{requirement()}\n")
    project = Project(folder.resolve())
    post = scaffold.create(project, "Squares")
    if complaint := fresh.complaints(project, "approve", []):
        raise Failure(f"the site was written, but its first post cannot be approved:\n{complaint}")
    return [
        *(folder.resolve() / name for name in ("mkdocs.yml", "Makefile", "requirements.txt", "package.json")),
        *post,
    ]


def requirement() -> str:
    """Return what a site installs to have this very tool, from where it was installed here."""
    extras = "musings[live,notebooks,testing]"
    origin = json.loads(distribution("musings").read_text("direct_url.json") or "{}")
    if origin.get("dir_info", {}).get("editable"):
        return f"--editable {Path(origin['url'].removeprefix('file://')).as_posix()}[live,notebooks,testing]"
    return f"{extras} @ {origin['url']}" if origin else f"{extras}=={__version__}"
