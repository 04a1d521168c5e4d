"""The index of the search, finished, as Material's own plugin has written it.

Code is found by the names that it defines and uses, and a part of a page by the words that its author has for it under
`found_by` in the front matter: what one looks for is often called by another name than the answer.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any, Final

from musings.core import modules
from musings.core.project import GENERATED_PAGES, Project
from musings.site import code_pages

Entry = dict[str, Any]

_INDEX: Final = "search/search_index.json"
_DOTTED: Final = re.compile(r"(?!self\.|cls\.)[a-zA-Z]\w*(?:\.\w+)+")
_OPENING: Final = 0.25
"""The weight of a page's opening: the theme counts it more than twice what it counts a part."""
_SOURCES: Final = 0.3
"""The weight of a list of references, which holds the words of all titles."""
_CODE: Final = 0.2
"""The weight of a function: who asks for a word of prose and code wants it explained."""
_FILE: Final = 0.02


def finish(site: Path, project: Project, found_by: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """Rewrite the index of a built site, where it has one; yield what is wrong with `found_by`, told by page."""
    path = site / _INDEX
    if not path.is_file():
        return
    index = json.loads(path.read_text(encoding="utf-8"))
    words = {f"{page}#{part}": said.split(", ") for page, parts in found_by.items() for part, said in parts.items()}
    for entry in index["docs"]:
        _weigh(entry)
        if "#" in entry["location"]:  # the page's tags are no answer of each of its parts
            entry["tags"] = words.pop(entry["location"], [])
    index["docs"] += [entry for file in code_pages.files(project) for entry in _code(project, file)]
    path.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    for place in words:
        yield f"found_by in the front matter names a part that the page has not: {place}"


def _weigh(entry: Entry) -> None:
    weight = _OPENING if "#" not in entry["location"] else _SOURCES if entry["location"].endswith("#references") else 1
    if weight != 1:
        entry["boost"] = weight * entry.get("boost", 1)


def _code(project: Project, file: Path) -> Iterator[Entry]:
    address = f"{GENERATED_PAGES}/{file.relative_to(project.snippets).with_suffix('').as_posix()}/"
    tree = modules.parse(file)
    if tree is None:
        return
    yield {"location": address, "title": project.name_of(file), "text": "", "boost": _FILE}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            said = (ast.get_docstring(node) or "").partition("\n")[0]
            text = escape(" ".join([said, *_names(node)]), quote=False)
            yield {"location": f"{address}#{node.name}", "title": node.name, "text": text, "boost": _CODE}


def _names(node: ast.AST) -> list[str]:
    """Return the dotted names that some code uses, and each without what stands before its last dot."""
    written = {ast.unparse(each) for each in ast.walk(node) if isinstance(each, ast.Attribute)}
    dotted = {name for name in written if _DOTTED.fullmatch(name)}
    return sorted(dotted | {name.rpartition(".")[2] for name in dotted})
