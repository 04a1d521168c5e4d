"""A Jupyter notebook as a file: reading and writing it, its cells, what they show, and the form in which it is kept."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from copy import deepcopy
from typing import TYPE_CHECKING, Any, Final

from musings.core.failure import Failure

if TYPE_CHECKING:
    import nbformat  # takes a second, and most commands meet no notebook

SUFFIX: Final = ".ipynb"
PICTURES: Final = ("image/svg+xml", "image/png")
"""The kinds of picture that a page can show, the better one first."""

_OPTION = re.compile(r"^#\|[ \t]*(?P<key>[a-z-]+):[ \t]*(?P<value>.*?)[ \t]*$")
_ADDRESS = re.compile(r"\b0x[0-9a-f]{6,}\b")
_KERNEL: Final = {"display_name": "Python 3", "language": "python", "name": "python3"}
_KEPT: Final = frozenset({"alt", "editable", "jupyter", "slideshow", "tags"})
"""What a cell's metadata may say; the rest is what tools note for themselves, such as times of execution."""


def read(text: str) -> nbformat.NotebookNode:
    """Return the notebook in a text; raises `Failure` where there is none that Jupyter would open."""
    import nbformat

    try:
        notebook: nbformat.NotebookNode = nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call]
        nbformat.validate(notebook)
    except (ValueError, KeyError, AttributeError, TypeError, nbformat.ValidationError) as error:
        first = str(error).strip().split("\n")[0]
        raise Failure(f"the file is no notebook: {first}", advice="open it in Jupyter and save it again") from None
    return notebook


def write(notebook: nbformat.NotebookNode) -> str:
    """Return a notebook as the text of its file."""
    import nbformat

    return str(nbformat.writes(notebook, version=4)) + "\n"  # type: ignore[no-untyped-call]


def code_cells(notebook: nbformat.NotebookNode) -> list[tuple[int, Any]]:
    """Return the code cells that hold code, each with the number that Jupyter shows beside it after a clean run."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]
    return list(enumerate(cells, 1))


def options(source: str) -> tuple[list[tuple[str, str]], str]:
    r"""Return the options that open a code cell, `#| key: value` a line, and the code below them.

    >>> options("#| alt: A rising line\nplot()\n")
    ([('alt', 'A rising line')], 'plot()\n')
    """
    found = []
    lines = source.split("\n")
    while lines and (match := _OPTION.match(lines[0])):
        found.append((match["key"], match["value"]))
        del lines[0]
    return found, "\n".join(lines)


def alternatives(cell: Any) -> list[str]:
    """Return the alternative texts of a cell's pictures, in their order."""
    written = cell.metadata.get("alt", [])
    named = [written] if isinstance(written, str) else [str(text) for text in written]
    return named + [value for key, value in options(cell.source)[0] if key == "alt"]


def picture(output: Any) -> tuple[str, str] | None:
    """Return the kind and the data of the picture that an output shows, or None where it shows none."""
    for kind in PICTURES:
        if kind in output.get("data", {}):
            return kind, str(output["data"][kind])
    return None


def normalised(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Return a copy without what changes from run to run and from tool to tool: the form in which it is kept."""
    import nbformat

    clean = deepcopy(notebook)
    clean.nbformat, clean.nbformat_minor = 4, 5
    clean.metadata = nbformat.from_dict({"kernelspec": dict(_KERNEL), "language_info": {"name": "python"}})  # type: ignore[no-untyped-call]
    used: set[str] = set()
    for number, cell in enumerate(clean.cells):
        if not cell.get("id") or cell.id in used:
            cell.id = hashlib.sha256(f"{number}\0{cell.source}".encode()).hexdigest()[:8]
        used.add(cell.id)
        for key in set(cell.metadata) - _KEPT:
            del cell.metadata[key]
        if cell.cell_type == "code":
            cell.execution_count = None
            cell.outputs = [_normalised_output(output) for output in _joined(cell.outputs)]
    for number, cell in code_cells(clean):
        cell.execution_count = number
        for output in cell.outputs:
            if output.output_type == "execute_result":
                output.execution_count = number
    return clean


def _joined(outputs: list[Any]) -> Iterator[Any]:
    """Yield outputs with the pieces of one stream joined: how it was cut depends on the speed of the machine."""
    last = None
    for output in outputs:
        if last is not None and last.output_type == output.output_type == "stream" and last.name == output.name:
            last.text += output.text
            continue
        if last is not None:
            yield last
        last = deepcopy(output)
    if last is not None:
        yield last


def _normalised_output(output: Any) -> Any:
    import nbformat

    output.pop("transient", None)
    if output.output_type == "stream":
        output.text = _ADDRESS.sub("0x…", output.text)
    elif output.output_type == "error":
        output.traceback = [f"{output.ename}: {output.evalue}"]
    else:
        sizes = {kind: size for kind, size in output.metadata.items() if kind in PICTURES}
        output.metadata = nbformat.from_dict(sizes)  # type: ignore[no-untyped-call]
        for kind, data in output.data.items():
            if isinstance(data, str) and kind.startswith("text/"):
                output.data[kind] = _ADDRESS.sub("0x…", data)
            elif isinstance(data, str) and kind.startswith("image/"):
                output.data[kind] = data.strip() + "\n"
    return output


def shown(output: Any) -> str:
    """Return an output as text for a person: what it prints, or in brackets what it is."""
    if output.output_type == "stream":
        mark = "" if output.name == "stdout" else f"[{output.name}] "
        return mark + str(output.text).rstrip("\n")
    if output.output_type == "error":
        return f"{output.ename}: {output.evalue}"
    if found := picture(output):
        return f"[{found[0]}, {hashlib.sha256(found[1].encode()).hexdigest()[:12]}]"
    return str(output.data.get("text/plain", f"[{', '.join(sorted(output.data))}]")).rstrip("\n")


def readable(notebook: nbformat.NotebookNode) -> str:
    """Return a notebook as text whose differences a person can read."""
    parts = []
    number = 0
    for cell in notebook.cells:
        if cell.cell_type == "code":
            number += bool(cell.source.strip())
            parts += [f"In [{number}]:", cell.source.rstrip("\n")]
            if cell.outputs:
                parts += [f"Out [{number}]:", *(shown(output) for output in cell.outputs)]
        else:
            parts.append(cell.source.rstrip("\n"))
        parts.append("")
    return "\n".join(parts)
