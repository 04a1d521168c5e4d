"""The ledger: the page that lists every claim of the site with what proves it, and a file of the same for programs."""

from __future__ import annotations

import datetime
import json
import platform
import re
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Final

from musings.claims.registry import kinds
from musings.core import modules, store, written
from musings.core.failure import Failure
from musings.core.page import Page
from musings.core.project import Project
from musings.proof.proofs import Proofs
from musings.site.entries import Entry, entries, part, proved, tally

_FRONT: Final = """\
---
title: {title}
description: {description}
search:
  exclude: true
hide:
  - navigation
---
"""
_HEAD: Final = """
# The ledger

This page lists everything on the site that running code can confirm, and how it was confirmed. {state}

What is not run has a reason for it, which its source gives; beside what was recorded stand the day and the machine.

{made}
{{ .musings-ledger }}

Two processors add the same numbers to different last digits. So claims are proved again elsewhere: under other kernels
of linear algebra, other loops, numbers of threads, hash seeds, time zones and locales, and in the Python that a page
runs. The number beside a claim says under how many arithmetics it was proved with the very content shown here, and in
how many seconds; a dash, that the machine which made this page has proved none of it. [All of it for programs]({json}).

| Kind | How many | What proves it |
|---|---:|---|
"""
_WORDS: Final = 60
"""Letters of a claim's text that a row shows."""


def write_ledger(project: Project, entries_of: Callable[[Page], list[Entry]] = entries) -> None:
    """Write the ledger of all pages, where it changed."""
    modules.look_again()
    listed: list[tuple[Page, list[Entry]]] = []
    for page in written.pages(project):
        try:
            found = entries_of(page)
        except Failure:  # a page that cannot be read is reported where pages are examined
            continue
        if found:
            listed.append((page, found))
    listed.sort(key=lambda each: each[0].path)
    proofs = Proofs(project)
    facts = _made(project)
    rows = [_row(project, page, entry, proofs) for page, found in listed for entry in found]
    store.write(project.ledger.with_suffix(".json"), json.dumps({**facts, "claims": rows}, ensure_ascii=False) + "\n")
    store.write(project.ledger, "".join(_ledger(project, listed, proofs, facts)))
    parts = {project.docs / part(page): "".join(_part(page, found, proofs)) for page, found in listed}
    store.write_all(parts, project.ledger.with_suffix("").glob("*.md"))


def place(site: Path, project: Project, address_of: Callable[[str], str]) -> None:
    """Write into the ledger of a built site where on the web each claim stands: pages know it once all are rendered."""
    file = site / project.ledger.with_suffix(".json").relative_to(project.docs)
    if not file.is_file():
        return
    told = store.read_json(file)
    for row in told["claims"]:
        anchor = row.pop("anchor")
        row["place"] = address_of(row["page"]) + (f"#{anchor}" if anchor else "")
    store.write(file, json.dumps(told, ensure_ascii=False) + "\n")


def _made(project: Project) -> dict[str, str]:
    """Return what this very site is made of and with."""
    git = ["git", "rev-parse", "--short=12", "HEAD"]
    try:
        commit = subprocess.run(git, cwd=project.root, capture_output=True, text=True, check=False).stdout.strip()
    except FileNotFoundError:
        commit = ""
    pyodide = store.read_json(project.root / "node_modules" / "pyodide" / "package.json").get("version", "")
    today = datetime.datetime.now(tz=datetime.UTC).date()
    known = {
        "date": f"{today.day} {today:%B %Y}",
        "commit": commit,
        "Python": platform.python_version(),
        "NumPy": version("numpy"),
        "Pyodide": str(pyodide),
    }
    return {name: value for name, value in known.items() if value}


def _row(project: Project, page: Page, entry: Entry, proofs: Proofs) -> dict[str, object]:
    claim = entry.claim
    return {
        "page": project.address_of(page.path),
        "title": _title(page),
        "part": _address(part(page)),
        "line": claim.line,
        "kind": claim.kind,
        "name": claim.name,
        "text": claim.text,
        "anchor": entry.anchor,
        "function": entry.function,
        "code": _address(entry.where),
        "tests": entry.tests,
        "measured": entry.recorded,
        "command": entry.command,
        "proof": entry.key,
        "places": proofs.places(entry.key),
    }


def _ledger(
    project: Project, listed: list[tuple[Page, list[Entry]]], proofs: Proofs, made: dict[str, str]
) -> Iterator[str]:
    every = [entry for _, found in listed for entry in found]
    state = tally(every, proofs, "on this site")
    versions = ", ".join(f"{name} {value}" for name, value in made.items() if name not in {"date", "commit"})
    commit = f" from commit `{made['commit']}`" if "commit" in made else ""
    yield _FRONT.format(title="The ledger", description="Every claim on this site with what proves it.")
    made_on = f"Made on {made['date']}{commit}, with {versions}."
    yield _HEAD.format(state=state, made=made_on, json=project.ledger.with_suffix(".json").name)
    for name, number in sorted(Counter(entry.claim.kind for entry in every).items()):
        yield f"| {name.capitalize()} | {number} | {_sentence(kinds()[name].proved_by)} |\n"
    yield "\n| Page | Claims | Proved as they stand |\n|---|---:|---:|\n"
    for page, found in listed:
        yield f"| [{_title(page)}]({part(page)}) | {len(found)} | {proved(found, proofs)} |\n"


def _part(page: Page, found: list[Entry], proofs: Proofs) -> Iterator[str]:
    """Return the page that lists the claims of one page."""
    project, title = page.project, _title(page)
    name, about = (json.dumps(f"{said} {title}", ensure_ascii=False) for said in ("The ledger of", "Every claim of"))
    yield _FRONT.format(title=name, description=about)
    yield f"\n# The ledger of {title}\n\n{tally(found, proofs, 'on that page')}\n\n"
    yield f"[The page](../{project.address_of(page.path)}) · [all pages](../{project.ledger.name})\n"
    yield "{ .musings-listed }\n"
    if page.name in project.settings.options.uncounted:
        yield "\nIn sentences of this page numbers stand that no claim carries yet.\n"
    for name in sorted({entry.claim.kind for entry in found}):
        of_kind = [entry for entry in found if entry.claim.kind == name]
        yield from _claims_of_kind(name, of_kind, project.address_of(page.path), proofs)


def _claims_of_kind(name: str, found: list[Entry], address: str, proofs: Proofs) -> Iterator[str]:
    yield f"\n## {kinds()[name].counted(len(found)).capitalize()}\n\n"
    yield "| Line | Words | Proof | Arithmetics |\n|---:|---|---|---:|\n"
    for entry in found:
        name = _code(entry.claim.name)
        proof = f"[{name}](../{entry.where})" if entry.where else name
        if entry.tests:
            proof += f" · [its tests](../{entry.tests})"
        places = proofs.places(entry.key)
        under = f"{proofs.arithmetics(entry.key)}, in {min(places.values()):.2f} s" if places else "–"
        if entry.recorded:
            under = f"recorded {entry.recorded}"
        there = f"../{address}#{entry.anchor}" if entry.anchor else f"../{address}"
        words = f"[{_words(entry.claim.text) or 'all of it'}]({there})"
        yield f"| {entry.claim.line} | {words} | {proof} | {under} |\n"


def _address(path: str) -> str:
    """Return where a page of docs/ is read."""
    return re.sub(r"\.md(?=#|$)", "/", path)


def _title(page: Page) -> str:
    return page.title or page.project.address_of(page.path)


def _words(text: str) -> str:
    """Return the beginning of a claim's text as HTML in which Markdown sees nothing of its own."""
    first = next((line.strip() for line in text.split("\n") if line.strip()), "").rstrip(":")  # a link is no heading
    short = first if len(first) <= _WORDS else first[: _WORDS - 1].rstrip() + "…"
    return re.sub(r"[^\w\s.,;-]", lambda sign: f"&#{ord(sign[0])};", short)


def _code(text: str) -> str:
    escaped = text.replace("|", "\\|")
    return f"`` {escaped} ``" if "`" in escaped else f"`{escaped}`"


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:] + "."
