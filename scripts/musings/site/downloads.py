"""Notebooks to take away: each page with code as one file that runs where nothing of this site is but the file itself.

The text becomes text cells, each example and listing a code cell; the files that they import are written by the first
cells, which a reader can read and change.
"""

from __future__ import annotations

import ast
import base64
import importlib.metadata
import posixpath
import re
import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import nbformat

from musings.claims.claim import Claim
from musings.claims.registry import find_claims, kinds
from musings.core import fingerprint, modules, store, written
from musings.core.failure import Failure
from musings.core.imports import imported_names
from musings.core.notebook import SUFFIX, normalised, write
from musings.core.notebook_page import NotebookPage
from musings.core.page import Fence, Page
from musings.core.project import Project
from musings.drawing import figures
from musings.markdown import terms
from musings.markdown.links import rewritten
from musings.notebooks import cells

FOLDER: Final = "assets/downloads"
"""Where in the site the notebooks lie."""

_HEADING = re.compile(r"\A\s*#\s+(?P<title>.+?)[ \t]*(?:\{[^\n]*\})?[ \t]*\n")
_COMMENT = re.compile(r"<!--.*?-->\n?", re.DOTALL)
_OPENING = re.compile(r"^[ \t]*/{3,}[ \t]+(?P<name>[\w-]+)[ \t]*(?:\|[ \t]*(?P<argument>.*?))?[ \t]*$")
_CLOSING = re.compile(r"^[ \t]*/{3,}[ \t]*$")
_OPTION = re.compile(r"^[ ]{4,}\S")
_ATTRIBUTES = re.compile(r"[ \t]*\{:?[ \t]*[.#][^{}\n]*\}[ \t]*$", re.MULTILINE)
_LINK = re.compile(r"""(?P<before>\]\()(?P<address>[^\s()]+)(?P<after>(?:\s+"[^"]*")?\))""")
_CAPTION: Final = "figure-caption"
_NOTHING: Final[tuple[Sequence[str], Sequence[str]]] = ((), ())

Address = Callable[[str], str]
"""Returns the address on the web of a file under docs/, with what stands behind a `#` in it."""


@dataclass(frozen=True)
class Download:
    """A notebook that a reader can take away: the page it is made from, its place in the site, its content."""

    page: Page
    path: str
    content: str


def _folder(project: Project) -> Path:
    return project.cache / "downloads"


def kept_file(page: Page, address: Address) -> Path | None:
    """Return the file that holds the notebook of a page, made now or before, or None where the page has no code."""
    sources = code_sources(page)
    if sources is None:
        return None
    project = page.project
    shown = [path for claim in find_claims(page) for path in kinds()[claim.kind].approved(claim, page)]
    beside = [path for path in [*shown, project.bibliography] if path.is_file()]
    inputs = [*modules.closure(project, sources), *beside]
    key = fingerprint.of(project, [fingerprint.of_tool(), page.raw, address(project.address_of(page.path))], inputs)
    kept = _folder(project) / f"{key}{SUFFIX}"
    if store.kept(kept) is None:
        store.keep(kept, write(notebook(page, address)))
    return kept


def downloads(
    project: Project, address: Address, file_of: Callable[[Page, Address], Path | None] = kept_file
) -> Iterator[Download]:
    """Yield the notebook of each page that has code; `file_of` returns the file that holds it."""
    made = set()
    for page in written.pages(project):
        try:
            kept = file_of(page, address)
        except (Failure, OSError, SyntaxError, ValueError):  # told where pages are examined
            continue
        if kept is None:
            continue
        made.add(kept)
        own = project.address_of(page.path)
        content = store.require_kept(kept)
        yield Download(page, f"{FOLDER}/{own.removesuffix('.md').removesuffix(SUFFIX)}{SUFFIX}", content)
    for kept in set(_folder(project).glob(f"*{SUFFIX}")) - made:
        kept.unlink()


def code_sources(page: Page) -> list[Path] | None:
    """Return the files that a page's own code imports, or None where it has no code."""
    claims = [claim for claim in find_claims(page) if kinds()[claim.kind].code]
    if not claims:
        return None
    found = {path for claim in claims for path in kinds()[claim.kind].sources(claim, page)}
    styles = set(figures.style_files(page.project))
    return sorted(path for path in found - styles if path.is_file())


def notebook(page: Page, address: Address) -> nbformat.NotebookNode:
    """Return the notebook of a page."""
    found = nbformat.v4.new_notebook()  # type: ignore[no-untyped-call]
    body = list(_notebook_cells(page, address) if isinstance(page, NotebookPage) else _page_cells(page, address))
    files = _files(page)
    title = ""
    if body and body[0].cell_type == "markdown" and (heading := _HEADING.match(body[0].source)):
        title = heading["title"]
        body[0].source = body[0].source[heading.end() :].lstrip("\n")
    found.cells = [
        *_set_up(page, title or page.path.stem, files, body, address),
        *(cell for cell in body if cell.source.strip()),
    ]
    for number, cell in enumerate(found.cells):
        cell.id = f"cell-{number:03}"
    return normalised(found)


# ---- The files that the code imports -----------------------------------------------------------------------------


def _files(page: Page) -> list[Path]:
    found = modules.closure(page.project, code_sources(page) or [])
    return sorted(path for path in found if path.is_relative_to(page.project.root) and path.suffix != ".pyc")


def _set_up(page: Page, title: str, files: list[Path], body: list[Any], address: Address) -> Iterator[Any]:
    own = address(page.project.address_of(page.path))
    intro = f"# {title}\n\nThis notebook was made from [a page of the site]({own}) and holds all of its code."
    if packages := _packages(files, body):
        intro += (
            "\n\nIt runs in Python 3.11 or later with the packages below; where one is missing, run this in a cell:\n\n"
            f"```\n%pip install {' '.join(packages)}\n```"
        )
    if not files:
        yield cells.text(intro)
        return
    folders = sorted({path.parent.relative_to(page.project.root).as_posix() for path in files})
    empty = [page.project.name_of(path) for path in files if not path.read_bytes().strip()]
    intro += (
        "\n\n## The files that the code imports\n\nThe next cells write them, into the folder "
        f"{' and '.join(f'`{name}`' for name in sorted({folder.split('/')[0] for folder in folders}))} beside this "
        "notebook. Run them once. To try a change that all later cells see, change a file here, run its cell, restart "
        "the kernel and run the notebook from the top."
    )
    yield cells.text(intro)
    begin = ["from pathlib import Path", "", f"for folder in {_lines(folders)}:"]
    begin += ["    Path(folder).mkdir(parents=True, exist_ok=True)"]
    if empty:
        begin += [f"for name in {_lines(empty)}:", '    Path(name).write_text("")']
    begin += ["# Show results as Python's prompt does.", "formatters = get_ipython().display_formatter.formatters"]
    begin += ['formatters["text/plain"].pprint = False']
    yield cells.code("\n".join(begin))
    hidden = {"jupyter": {"source_hidden": True}, "tags": ["hide-input"]}
    for path in files:
        name = page.project.name_of(path)
        if name in empty:
            continue
        data = path.read_bytes()
        try:
            written_out = [cells.stream(f"Writing {name}\n")]
            yield cells.code(f"%%writefile {name}\n{data.decode()}", written_out, **hidden)
        except UnicodeDecodeError:
            packed = base64.b64encode(data).decode()
            yield cells.code(
                f"import base64\nfrom pathlib import Path\n\nPath({name!r}).write_bytes(base64.b64decode({packed!r}));",
                **hidden,
            )
    yield cells.text("---")


def _lines(names: list[str]) -> str:
    return "[\n" + "".join(f"    {name!r},\n" for name in names) + "]"


@cache
def _distributions() -> dict[str, list[str]]:
    return dict(importlib.metadata.packages_distributions())


def _packages(files: list[Path], body: list[Any]) -> list[str]:
    """Return the packages of others that the code imports, in the versions that proved the page."""
    names: set[str] = set()
    for path in files:
        if path.suffix == ".py" and (tree := modules.parse(path)):
            names |= imported_names(tree)
    for cell in body:
        if cell.cell_type == "code":
            try:
                names |= imported_names(ast.parse(cell.source))
            except SyntaxError:
                continue
    roots = {name.split(".")[0] for name in names if name} - set(modules.PACKAGES) - sys.stdlib_module_names
    found = {name for root in roots for name in _distributions().get(root, ())}
    return sorted(f"{name.lower()}=={importlib.metadata.version(name)}" for name in found)


# ---- A post ------------------------------------------------------------------------------------------------------


def _page_cells(page: Page, address: Address) -> Iterator[Any]:
    claims = {claim.mark: claim for claim in find_claims(page)}
    front = re.match(r"\A---[ \t]*\n.*?\n---[ \t]*\n", page.text, re.DOTALL)
    at = front.end() if front else 0
    text = ""
    for fence in page.fences:
        text += page.text[at : fence.mark[0]]
        at = fence.mark[1]
        claim = claims.get(fence.mark)
        code = list(kinds()[claim.kind].cells(claim, page)) if claim else []
        if not code:
            text += "\n" + _shown(claim, fence, page) + "\n"
            continue
        yield from _text_cells(text, page, address)
        yield from code
        text = ""
    yield from _text_cells(text + page.text[at:], page, address)


def _shown(claim: Claim | None, fence: Fence, page: Page) -> str:
    """Return a fence that is not run as plain Markdown."""
    language = {"py": "python", "pycon": "python"}.get(fence.language, fence.language)
    text = kinds()[claim.kind].plain(claim, page) if claim else fence.source
    text = textwrap.dedent(text).strip("\n")
    ticks = "`" * max(3, *(len(run) + 1 for run in re.findall(r"`{3,}", text)), 3)
    return f"{ticks}{language}\n{text}\n{ticks}"


# ---- Text --------------------------------------------------------------------------------------------------------


def _text_cells(text: str, page: Page, address: Address) -> Iterator[Any]:
    plain = re.sub(r"\n{3,}", "\n\n", "\n".join(_without_blocks(_COMMENT.sub("", text).split("\n"), page)))
    attachments: dict[str, Any] = {}

    def image(match: re.Match[str]) -> str:
        approved = figures.baseline(page.project, match["name"], "light")
        if not approved.is_file():
            return f"({match['text']})"
        attachments[approved.name] = {"image/png": base64.b64encode(approved.read_bytes()).decode()}
        return f"![{match['text']}](attachment:{approved.name})"

    def link(match: re.Match[str]) -> str:
        target = match["address"]
        if re.match(r"[a-z][a-z0-9+.-]*:", target):
            return match[0]
        own = page.project.address_of(page.path)
        path, mark, anchor = target.partition("#")
        full = posixpath.normpath(posixpath.join(posixpath.dirname(own), path)) if path else own
        return f"{match['before']}{address(full)}{mark}{anchor}{match['after']}"

    for kind in kinds().values():
        plain = rewritten(plain, kind.link, lambda match: match["text"]) if kind.link else plain
        plain = rewritten(plain, kind.image, image, image=True) if kind.image else plain
    plain = rewritten(plain, terms.SCHEME, lambda match: match["text"])
    plain = _ATTRIBUTES.sub("", _LINK.sub(link, plain))
    if plain.strip():
        cell = cells.text(plain)
        if attachments:
            cell.attachments = attachments
        yield cell


def _without_blocks(lines: list[str], page: Page) -> Iterator[str]:
    """Yield lines with the named blocks, which Jupyter does not know, in plain Markdown."""
    known: dict[str, tuple[Sequence[str], Sequence[str]]] = {}
    opened: list[str] = []
    caption: list[str] = []
    fenced = ""
    options = False
    for line in lines:
        ticks = re.match(r"[ \t]*(`{3,}|~{3,})", line)
        if fenced:
            fenced = "" if ticks and ticks[1].startswith(fenced) and line.strip() == ticks[1] else fenced
            yield line
        elif options and _OPTION.match(line):
            continue
        elif _CLOSING.match(line):
            last = opened.pop() if opened else ""
            yield from known.get(last, _NOTHING)[1]
            if last == _CAPTION:
                yield f"*{' '.join(caption).strip()}*"
                caption = []
            yield ""
        elif match := _OPENING.match(line):
            known = known or {_CAPTION: _NOTHING} | _blocks(page)
            opened.append(match["name"])
            yield from known[match["name"]][0] if match["name"] in known else _headed(match)
            options = True
            continue
        elif opened and opened[-1] == _CAPTION:
            caption.append(line.strip())
        else:
            fenced = ticks[1] if ticks else ""
            yield line
        options = False


def _blocks(page: Page) -> dict[str, tuple[Sequence[str], Sequence[str]]]:
    return {name: plain for kind in kinds().values() for name, plain in kind.blocks(page).items()}


def _headed(match: re.Match[str]) -> list[str]:
    return [f"**{match['argument'] or match['name'].capitalize()}**", ""]


# ---- A notebook --------------------------------------------------------------------------------------------------


def _notebook_cells(page: NotebookPage, address: Address) -> Iterator[Any]:
    for cell in page.notebook.cells:
        if cell.cell_type == "markdown":
            yield from _text_cells(cell.source, page, address)
        elif cell.cell_type == "code":
            yield nbformat.from_dict(cell)  # type: ignore[no-untyped-call]
