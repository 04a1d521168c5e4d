"""The pages that nobody writes: each shows a file of snippets/ or plots/ whole, function by function, and its test."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from musings.claims.claim import Taken
from musings.core import fingerprint, modules, store, written
from musings.core.project import GENERATED_PAGES, TEST_ANCHOR, Project
from musings.markdown import code as colouring
from musings.markdown.includes import without_markers
from musings.site import surroundings

_PYTHON = PythonLexer()
_HTML = HtmlFormatter(cssclass="highlight", wrapcode=True)
_CODE = re.compile(r"<!-- code ([0-9a-f]+) -->")


def figure_names(project: Project) -> list[str]:
    """Return what is drawn for the pages of a project: figures, and the plots of catalogues."""
    return sorted({taken.figure for taken in _taken(project) if taken.figure})


def explorer_names(project: Project) -> list[str]:
    """Return the explorers that the pages of a project hold."""
    return sorted({taken.explorer for taken in _taken(project) if taken.explorer})


def _taken(project: Project) -> list[Taken]:
    return [taken for page in written.pages(project) for _, taken in surroundings.taken(page)]


def write_code_pages(project: Project) -> None:
    """Write the page of every file of snippets/ and plots/ under docs/code/, and remove those of files that went.

    The code itself lies coloured in the cache, and is put in when the page has been rendered: see `with_code`.
    """
    texts = {
        project.docs / project.code_page(file): "".join(_page(project, file))
        for file in [*files(project), *_modules(project.plots)]
    }
    store.write_all(texts, (project.docs / GENERATED_PAGES).rglob("*.md"))
    shown = {name for text in texts.values() for name in _CODE.findall(text)}
    for kept in _folder(project).glob("*.html"):
        if kept.stem not in shown:
            kept.unlink()


def files(project: Project) -> list[Path]:
    """Return the files of snippets/ that have a page."""
    return _modules(project.snippets)


def _modules(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*.py") if path.name != "__init__.py")


def _page(project: Project, file: Path) -> Iterator[str]:
    name = project.name_of(file)
    tree = modules.parse(file)
    said = (ast.get_docstring(tree) or "" if tree else "").partition("\n")[0]
    description = json.dumps(f"{name}: {said}" if said else f"{name} and its tests.", ensure_ascii=False)
    yield f"---\ntitle: {name}\ndescription: {description}\nsearch:\n  exclude: true\n---\n\n# `{name}`\n\n"
    for anchor, code in parts(file):
        if anchor:
            yield f"## `{anchor}` {{ #{anchor} }}\n\n"
        yield _placed(project, code)
    tests = modules.tests_of(project, file)
    if tests:
        yield f"## {'Its test' if len(tests) == 1 else 'Its tests'} {{ #{TEST_ANCHOR} }}\n\n"
        for test in tests:
            yield f"`{project.name_of(test)}`\n\n" + _placed(project, test.read_text(encoding="utf-8").strip())


def parts(file: Path) -> Iterator[tuple[str, str]]:
    """Yield a file's code cut before each top-level function and class, with the name of what begins there."""
    text = file.read_text(encoding="utf-8")
    tree = modules.parse(file)
    lines = text.split("\n")
    cuts: list[tuple[int, str]] = [(0, "")]
    for node in tree.body if tree else ():
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            first = min([node.lineno, *(d.lineno for d in node.decorator_list)]) - 1
            while first > cuts[-1][0] and lines[first - 1].startswith("#"):  # comments and markers above belong to it
                first -= 1
            cuts.append((first, node.name))
    for number, (first, name) in enumerate(cuts):
        last = cuts[number + 1][0] if number + 1 < len(cuts) else len(lines)
        code = "\n".join(without_markers(lines[first:last])).strip("\n")
        if code:
            yield name, code


def _placed(project: Project, code: str) -> str:
    """Return the mark of the place of some code, which is coloured once, and not again in every build."""
    name = fingerprint.of_text(f"{_made_by()}\0{code}")[:20]
    path = _folder(project) / f"{name}.html"
    if store.kept(path) is None:
        html = colouring.lighten(highlight(code, _PYTHON, _HTML))
        store.keep(path, html.replace('<div class="highlight">', '<div class="language-py highlight">'))
    return f"<!-- code {name} -->\n\n"


@cache
def _made_by() -> str:
    files = [Path(__file__), Path(colouring.__file__)]
    return fingerprint.of_text("\0".join([fingerprint.of_environment(), *map(fingerprint.of_file, files)]))


def _folder(project: Project) -> Path:
    return project.cache / "code"


def with_code(project: Project, html: str) -> str:
    """Return the HTML of a page with the code in its place."""
    return _CODE.sub(lambda mark: store.require_kept(_folder(project) / f"{mark[1]}.html"), html)
