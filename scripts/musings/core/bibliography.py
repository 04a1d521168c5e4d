"""The one bibliography, `docs/references.bib`, read with pybtex and written out for readers."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from html import escape, unescape
from pathlib import Path
from urllib.parse import quote

from pybtex.database import Entry, Person, parse_string
from pybtex.exceptions import PybtexError
from pybtex.richtext import Text

from musings.core import store
from musings.core.failure import Failure
from musings.core.project import Project


@dataclass(frozen=True)
class Reference:
    """One source: its key, its year, and its full entry as HTML."""

    key: str
    year: str
    html: str
    names: str
    """Its authors, or else its editors, as a sentence names them: `Nair and Hinton`, `Rumelhart et al.`"""
    digest: str
    """Another one as soon as anything in the entry is."""

    @property
    def short(self) -> str:
        """As a sentence names it: `Nair and Hinton, 2010`, `Rumelhart et al., 1986`."""
        return ", ".join(part for part in (self.names, self.year) if part)

    def is_named(self, text: str) -> bool:
        """Whether a text is a name of the source: `Nair and Hinton, 2010a` or `Nair and Hinton (2010)`."""
        if not (self.names and self.year):
            return _spelt(text) == _spelt(self.short)
        written = re.fullmatch(r"(?P<names>.+?)(?:, (?P<year>\d{4})[a-z]?| \((?P<told>\d{4})[a-z]?\))", _spelt(text))
        if written is None:
            return False
        names = _spelt(self.names)
        same = written["names"] in {names, names[:1].upper() + names[1:]}  # "Van der …" where a sentence begins
        return same and self.year in {written["year"], written["told"]}


def bibliography(project: Project) -> dict[str, Reference]:
    """Return all entries by their keys; raises `Failure` where the file cannot be read."""
    path = project.bibliography
    if not path.is_file():
        return {}
    return _read(path, project.name_of(path), store.stamp(path))


@lru_cache(maxsize=4)
def _read(path: Path, name: str, _stamp: tuple[int, int]) -> dict[str, Reference]:
    try:
        data = parse_string(path.read_text(encoding="utf-8"), "bibtex")
    except (PybtexError, UnicodeDecodeError) as error:
        raise Failure(f"{name} cannot be read: {error}", advice="correct the BibTeX") from None
    return {key: _reference(key, entry, name) for key, entry in data.entries.items()}


def _reference(key: str, entry: Entry, name: str) -> Reference:
    try:
        return Reference(key, entry.fields.get("year", ""), _format(key, entry), _short(entry), _digest(entry))
    except PybtexError as error:
        raise Failure(f"{name} cannot be read: entry {key}: {error}", advice="correct the LaTeX in it") from None


def _digest(entry: Entry) -> str:
    people = [f"{role}={'; '.join(map(str, persons))}" for role, persons in sorted(entry.persons.items())]
    fields = [f"{field.lower()}={' '.join(value.split())}" for field, value in entry.fields.items()]
    return hashlib.sha256("\n".join(sorted([entry.type, *people, *fields])).encode()).hexdigest()[:24]


def looked_up(project: Project) -> Path:
    """Return the file of the digests that entries had when their sources were looked up."""
    return project.baselines / "sources.json"


def _plain(text: str) -> str:
    return " ".join(str(Text.from_latex(text)).replace("--", "–").split())


def _name(person: Person) -> str:
    given = [_plain(name) for name in [*person.first_names, *person.middle_names]]
    initials = " ".join(f"{name[0]}." for name in given if name)
    last = " ".join(_plain(name) for name in [*person.prelast_names, *person.last_names])
    return f"{initials} {last}".strip()


def _names(people: list[Person]) -> str:
    names = [_name(person) for person in people]
    if names and names[-1].lower() == "others":
        return ", ".join(names[:-1]) + " et al."
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1] if names else ""


def _spelt(text: str) -> str:
    """Return a text with each letter, space and apostrophe in one of the ways to write it."""
    plain = unescape(text).replace("\\&", "and").replace("&", "and").replace("’", "'").replace("‑", "-")
    return " ".join(unicodedata.normalize("NFC", plain).split())


def _short(entry: Entry) -> str:
    people = entry.persons.get("author", []) or entry.persons.get("editor", [])
    names = [" ".join(_plain(name) for name in [*person.prelast_names, *person.last_names]) for person in people]
    if len(names) > 2 or (names and names[-1].lower() == "others"):
        names = [f"{names[0]} et al."]
    return " and ".join(names)


def _format(key: str, entry: Entry) -> str:
    fields = {key.lower(): value for key, value in entry.fields.items()}
    get = lambda key: escape(_plain(fields.get(key, "")))  # noqa: E731 - a name for one lookup
    authors = escape(_names(entry.persons.get("author", []) or entry.persons.get("editor", [])))
    where = (
        get("journal")
        or get("booktitle")
        or get("howpublished")
        or get("publisher")
        or get("institution")
        or get("school")
    )
    volume = get("volume") + (f"({get('number')})" if get("number") else "")
    details = ", ".join(part for part in (f"<i>{where}</i>" if where else "", volume, get("pages")) if part)
    parts = [authors, f"({get('year')})" if get("year") else ""]
    title = f"<b>{get('title')}</b>"
    address = fields.get("url") or (f"https://doi.org/{quote(fields['doi'], safe='/:;()')}" if "doi" in fields else "")
    if not address and (number := re.sub(r"^arXiv:", "", fields.get("eprint", ""))):
        address = f"https://arxiv.org/abs/{number}"
    if address:
        title = f'<a href="{escape(address)}">{title}</a>'
    written = ". ".join(part for part in (" ".join(p for p in parts if p), title, details) if part) + "."
    return written + _kept(key, fields)


def _kept(key: str, fields: dict[str, str]) -> str:
    """Return what a page on the web said and when, since it may say something else, or nothing, by now."""
    if "quote" not in fields:
        return ""
    try:
        day = date.fromisoformat(fields.get("urldate", ""))
    except ValueError:
        raise Failure(
            f"the bibliography's entry {key} quotes what can change, and does not say when it was read",
            expected="urldate = {YYYY-MM-DD}",
            got=fields.get("urldate", "(nothing)"),
            advice="give it the day on which its words were read",
        ) from None
    return f" In a copy read on {day.day} {day:%B %Y}: “{escape(_plain(fields['quote']))}”"
