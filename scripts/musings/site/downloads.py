"""Notebooks to take away: each page with code as one file that runs where nothing of this site is but the file itself.

The text becomes text cells, each example and listing a code cell; the files that they import are written by the first
cells, which a reader can read and change.
"""

from __future__ import annotations

import ast
import base64
import builtins
import doctest
import importlib.metadata
import posixpath
import re
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import nbformat
from sybil.parsers.abstract.doctest import DocTestStringParser

from musings.claims.claim import Claim
from musings.claims.registry import find_claims, kinds
from musings.core import fingerprint, modules, store, written
from musings.core.bibliography import bibliography
from musings.core.failure import Failure
from musings.core.notebook import SUFFIX, normalised, picture, write
from musings.core.notebook_page import NotebookPage
from musings.core.page import Fence, Page
from musings.core.project import Project
from musings.drawing import figures

FOLDER: Final = "assets/downloads"
"""Where in the site the notebooks lie."""

_CODE = frozenset({"example", "listing", "notebook"})
_HEADING = re.compile(r"\A\s*#\s+(?P<title>.+?)[ \t]*(?:\{[^\n]*\})?[ \t]*\n")
_COMMENT = re.compile(r"<!--.*?-->\n?", re.DOTALL)
_OPENING = re.compile(r"^[ \t]*/{3,}[ \t]+(?P<name>[\w-]+)[ \t]*(?:\|[ \t]*(?P<argument>.*?))?[ \t]*$")
_CLOSING = re.compile(r"^[ \t]*/{3,}[ \t]*$")
_OPTION = re.compile(r"^[ ]{4,}\S")
_ATTRIBUTES = re.compile(r"[ \t]*\{:?[ \t]*[.#][^{}\n]*\}[ \t]*$", re.MULTILINE)
_CLAIM_LINK = re.compile(r"""(?<!!)\[(?P<text>[^\[\]]*)\]\((?:fact|cite):[^\s()"]+(?:\s+"[^"]*")?\)""")
_FIGURE = re.compile(r"!\[(?P<alt>[^\[\]]*)\]\(figure:(?P<name>[^\s()]+)\)")
_LINK = re.compile(r"""(?P<before>\]\()(?P<address>[^\s()]+)(?P<after>(?:\s+"[^"]*")?\))""")
_DIRECTIVE = re.compile(r"[ \t]*#[ \t]*doctest:.*$", re.MULTILINE)

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
    shown = [figures.baseline(project, found["name"], "light") for found in _FIGURE.finditer(page.text)]
    beside = [path for path in [*shown, project.bibliography] if path.is_file()]
    inputs = [*modules.closure(project, sources), *beside, Path(__file__)]
    key = fingerprint.of(project, [page.raw, address(project.address_of(page.path))], inputs)
    kept = _folder(project) / f"{key}{SUFFIX}"
    if not kept.is_file():
        store.write(kept, write(notebook(page, address)))
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
        content = kept.read_text(encoding="utf-8")
        yield Download(page, f"{FOLDER}/{own.removesuffix('.md').removesuffix(SUFFIX)}{SUFFIX}", content)
    for kept in set(_folder(project).glob(f"*{SUFFIX}")) - made:
        kept.unlink()


def code_sources(page: Page) -> list[Path] | None:
    """Return the files that a page's own code imports, or None where it has no code."""
    claims = [claim for claim in find_claims(page) if claim.kind in _CODE]
    if not claims:
        return None
    # Of the examples the last one knows what all import.
    last = {claim.kind: claim for claim in claims}
    chosen = [claim for claim in claims if claim.kind == "listing" or claim is last[claim.kind]]
    found = {path for claim in chosen for path in kinds()[claim.kind].sources(claim, page)}
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


def _text(source: str) -> Any:
    return nbformat.v4.new_markdown_cell(source.strip("\n"))  # type: ignore[no-untyped-call]


def _code(source: str, outputs: Iterable[Any] = (), **metadata: Any) -> Any:
    return nbformat.v4.new_code_cell(source.strip("\n"), outputs=list(outputs), metadata=metadata)  # type: ignore[no-untyped-call]


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
        yield _text(intro)
        return
    folders = sorted({path.parent.relative_to(page.project.root).as_posix() for path in files})
    empty = [page.project.name_of(path) for path in files if not path.read_bytes().strip()]
    intro += (
        "\n\n## The files that the code imports\n\nThe next cells write them, into the folder "
        f"{' and '.join(f'`{name}`' for name in sorted({folder.split('/')[0] for folder in folders}))} beside this "
        "notebook. Run them once. To try a change that all later cells see, change a file here, run its cell, restart "
        "the kernel and run the notebook from the top."
    )
    yield _text(intro)
    begin = ["from pathlib import Path", "", f"for folder in {_lines(folders)}:"]
    begin += ["    Path(folder).mkdir(parents=True, exist_ok=True)"]
    if empty:
        begin += [f"for name in {_lines(empty)}:", '    Path(name).write_text("")']
    begin += ["# Show results as Python's prompt does.", "formatters = get_ipython().display_formatter.formatters"]
    begin += ['formatters["text/plain"].pprint = False']
    yield _code("\n".join(begin))
    hidden = {"jupyter": {"source_hidden": True}, "tags": ["hide-input"]}
    for path in files:
        name = page.project.name_of(path)
        if name in empty:
            continue
        data = path.read_bytes()
        try:
            yield _code(f"%%writefile {name}\n{data.decode()}", _printed(f"Writing {name}\n"), **hidden)
        except UnicodeDecodeError:
            packed = base64.b64encode(data).decode()
            yield _code(
                f"import base64\nfrom pathlib import Path\n\nPath({name!r}).write_bytes(base64.b64decode({packed!r}));",
                **hidden,
            )
    yield _text("---")


def _lines(names: list[str]) -> str:
    return "[\n" + "".join(f"    {name!r},\n" for name in names) + "]"


def _printed(text: str) -> list[Any]:
    return [nbformat.v4.new_output("stream", name="stdout", text=text)]  # type: ignore[no-untyped-call]


@cache
def _distributions() -> dict[str, list[str]]:
    return dict(importlib.metadata.packages_distributions())


def _packages(files: list[Path], body: list[Any]) -> list[str]:
    """Return the packages of others that the code imports, in the versions that proved the page."""
    names: set[str] = set()
    for path in files:
        if path.suffix == ".py" and (tree := modules.parse(path)):
            names |= modules.imported_names(tree)
    for cell in body:
        if cell.cell_type == "code":
            try:
                names |= modules.imported_names(ast.parse(cell.source))
            except SyntaxError:
                continue
    roots = {name.split(".")[0] for name in names if name} - set(modules.PACKAGES) - sys.stdlib_module_names
    found = {name for root in roots for name in _distributions().get(root, ())}
    return sorted(f"{name.lower()}=={importlib.metadata.version(name)}" for name in found)


# ---- A post ------------------------------------------------------------------------------------------------------


def _page_cells(page: Page, address: Address) -> Iterator[Any]:
    claims = {claim.mark: claim for claim in find_claims(page) if claim.kind in _CODE}
    front = re.match(r"\A---[ \t]*\n.*?\n---[ \t]*\n", page.text, re.DOTALL)
    at = front.end() if front else 0
    text = ""
    for fence in page.fences:
        text += page.text[at : fence.mark[0]]
        at = fence.mark[1]
        claim = claims.get(fence.mark)
        cells = list(_code_cells(claim, page)) if claim else []
        if not cells:
            text += "\n" + _shown(claim, fence, page) + "\n"
            continue
        yield from _text_cells(text, page, address)
        yield from cells
        text = ""
    yield from _text_cells(text + page.text[at:], page, address)


def _code_cells(claim: Claim, page: Page) -> Iterator[Any]:
    if claim.kind == "example":
        yield from _example_cells(claim, page)
    elif cell := _listing_cell(claim, page):
        yield cell


def _example_cells(claim: Claim, page: Page) -> Iterator[Any]:
    """Yield the statements up to each answer as a cell, since a cell shows its last value alone."""
    waiting: list[str] = []
    for region in DocTestStringParser()(claim.text, page.name):
        statement: doctest.Example = region.parsed
        waiting.append(_DIRECTIVE.sub("", statement.source).rstrip("\n"))
        if statement.want:
            tags = {"tags": ["raises-exception"]} if statement.exc_msg else {}
            yield _code("\n".join(waiting), [_answer(statement)], **tags)
            waiting = []
    if waiting:
        yield _code("\n".join(waiting))


def _answer(statement: doctest.Example) -> Any:
    text = statement.want.replace("<BLANKLINE>", "")
    if statement.exc_msg:
        name, _, value = statement.exc_msg.strip().partition(": ")
        return nbformat.v4.new_output("error", ename=name.rpartition(".")[2], evalue=value, traceback=[])  # type: ignore[no-untyped-call]
    last = ast.parse(statement.source).body[-1]
    prints = not isinstance(last, ast.Expr) or (
        isinstance(last.value, ast.Call) and isinstance(last.value.func, ast.Name) and last.value.func.id == "print"
    )
    if prints:
        return _printed(text)[0]
    return nbformat.v4.new_output("execute_result", data={"text/plain": text.rstrip("\n")})  # type: ignore[no-untyped-call]


def _listed(claim: Claim, page: Page) -> tuple[Path, str]:
    """Return the file of a listing and the part of it that the page shows."""
    from musings.markdown.includes import section

    name, _, part = claim.name.partition(":")
    path = page.project.snippets / name
    text = path.read_text(encoding="utf-8")
    lines = section(text, part, page.project.name_of(path)) if part else text.split("\n")
    return path, "\n".join(line for line in lines if "--8<--" not in line).strip("\n")


def _listing_cell(claim: Claim, page: Page) -> Any | None:
    """Return a listing as a cell that defines what it shows, or None where it is no definition by itself."""
    path, code = _listed(claim, page)
    tree = modules.parse(path) if path.suffix == ".py" else None
    if tree is None or code[:1].isspace():
        return None
    try:
        part = ast.parse(code)
    except SyntaxError:
        return None
    if not _only_defines(part):
        return None
    imports = _imports_for(part, tree, modules.module_name(page.project, path))
    return _code("\n".join([f"# {page.project.name_of(path)}", *imports, *([""] if imports else []), code]))


def _only_defines(part: ast.Module) -> bool:
    """Return whether running the code once more does nothing but define functions, classes and constants."""
    for node in part.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef):
            if any(not isinstance(_function(d), ast.Name) for d in node.decorator_list):  # such as @app.get("/")
                return False
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            if any(isinstance(inner, ast.Call) for inner in ast.walk(node)):
                return False
        elif not (isinstance(node, ast.Import | ast.ImportFrom) or _is_docstring(node)):
            return False
    return not any(isinstance(node, ast.Name) and node.id == "__file__" for node in ast.walk(part))


def _function(decorator: ast.expr) -> ast.expr:
    return decorator.func if isinstance(decorator, ast.Call) else decorator


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _imports_for(part: ast.Module, whole: ast.Module, module: str) -> list[str]:
    """Return the lines that import what a part of a file needs from the rest of it."""
    own = {name for node in part.body for name in _bound(node)}
    used = {node.id for node in ast.walk(part) if isinstance(node, ast.Name)} - own - set(vars(builtins))
    lines: set[str] = set()
    for node in whole.body:
        if isinstance(node, ast.ImportFrom) and node.module == "__future__":
            lines.add(ast.unparse(node))
        elif isinstance(node, ast.Import | ast.ImportFrom):
            wanted = [alias for alias in node.names if (alias.asname or alias.name.split(".")[0]) in used]
            if wanted:
                lines.add(ast.unparse(_narrowed(node, wanted, module)))
        else:
            lines |= {f"from {module} import {name}" for name in _bound(node) if name in used}
    return sorted(lines, key=lambda line: (not line.startswith("from __future__"), line.startswith("from"), line))


def _narrowed(node: ast.Import | ast.ImportFrom, names: list[ast.alias], module: str) -> ast.stmt:
    if isinstance(node, ast.Import):
        return ast.Import(names)
    base = node.module or ""
    if node.level:
        above = ".".join(module.split(".")[: -node.level])
        base = f"{above}.{base}" if base else above
    return ast.ImportFrom(base, names, 0)


def _bound(node: ast.stmt) -> set[str]:
    """Return the names that a statement at the top of a file defines."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef):
        return {node.name}
    if isinstance(node, ast.Import | ast.ImportFrom):
        return {alias.asname or alias.name.split(".")[0] for alias in node.names}
    return {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store)}


def _shown(claim: Claim | None, fence: Fence, page: Page) -> str:
    """Return a fence that is not run as plain Markdown."""
    language = {"py": "python", "pycon": "python"}.get(fence.language, fence.language)
    text = textwrap.dedent(fence.source).strip("\n")
    if claim is not None and claim.kind == "listing":
        path, text = _listed(claim, page)
        text = textwrap.dedent(text)
        if path.suffix == ".py":
            text = f"# {page.project.name_of(path)}\n{text}"
    ticks = "`" * max(3, *(len(run) + 1 for run in re.findall(r"`{3,}", text)), 3)
    return f"{ticks}{language}\n{text}\n{ticks}"


# ---- Text --------------------------------------------------------------------------------------------------------


def _text_cells(text: str, page: Page, address: Address) -> Iterator[Any]:
    plain = re.sub(r"\n{3,}", "\n\n", "\n".join(_without_blocks(_COMMENT.sub("", text).split("\n"), page)))
    attachments: dict[str, Any] = {}

    def figure(match: re.Match[str]) -> str:
        approved = figures.baseline(page.project, match["name"], "light")
        if not approved.is_file():
            return f"({match['alt']})"
        attachments[approved.name] = {"image/png": base64.b64encode(approved.read_bytes()).decode()}
        return f"![{match['alt']}](attachment:{approved.name})"

    def link(match: re.Match[str]) -> str:
        target = match["address"]
        if re.match(r"[a-z][a-z0-9+.-]*:", target):
            return match[0]
        own = page.project.address_of(page.path)
        path, mark, anchor = target.partition("#")
        full = posixpath.normpath(posixpath.join(posixpath.dirname(own), path)) if path else own
        return f"{match['before']}{address(full)}{mark}{anchor}{match['after']}"

    plain = _CLAIM_LINK.sub(lambda match: match["text"], plain)
    plain = _ATTRIBUTES.sub("", _LINK.sub(link, _FIGURE.sub(figure, plain)))
    if plain.strip():
        cell = _text(plain)
        if attachments:
            cell.attachments = attachments
        yield cell


def _without_blocks(lines: list[str], page: Page) -> Iterator[str]:
    """Yield lines with the named blocks, which Jupyter does not know, in plain Markdown."""
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
            if last == "formula":
                yield "$$"
            elif last == "figure-caption":
                yield f"*{' '.join(caption).strip()}*"
                caption = []
            yield ""
        elif match := _OPENING.match(line):
            opened.append(match["name"])
            yield from _opening(match, page)
            options = True
            continue
        elif opened and opened[-1] == "figure-caption":
            caption.append(line.strip())
        else:
            fenced = ticks[1] if ticks else ""
            yield line
        options = False


def _opening(match: re.Match[str], page: Page) -> Iterator[str]:
    name, argument = match["name"], match["argument"] or ""
    if name == "formula":
        yield "$$"
    elif name == "references":
        yield from _references(page)
    elif name not in {"table", "figure-caption", "explorer"}:
        yield f"**{argument or name.capitalize()}**"
        yield ""


def _references(page: Page) -> Iterator[str]:
    entries = bibliography(page.project)
    cited = dict.fromkeys(claim.name for claim in find_claims(page) if claim.kind == "citation")
    for number, key in enumerate((key for key in cited if key in entries), 1):
        yield f"{number}. {entries[key].html}"


# ---- A notebook --------------------------------------------------------------------------------------------------


def _notebook_cells(page: NotebookPage, address: Address) -> Iterator[Any]:
    for cell in page.notebook.cells:
        if cell.cell_type == "markdown":
            yield from _text_cells(cell.source, page, address)
        elif cell.cell_type == "code":
            yield nbformat.from_dict(cell)  # type: ignore[no-untyped-call]


def printed(cell: Any) -> str:
    """Return what a cell has printed and answered, as one text; pictures say nothing."""
    parts = []
    for output in cell.outputs:
        if output.output_type == "stream":
            parts.append(str(output.text))
        elif output.output_type == "error":
            parts.append(f"{output.ename}: {output.evalue}\n")
        elif "text/plain" in output.data and picture(output) is None:
            parts.append(str(output.data["text/plain"]) + "\n")
    return "".join(parts)


__all__ = ["FOLDER", "Download", "code_sources", "downloads", "notebook", "printed"]
