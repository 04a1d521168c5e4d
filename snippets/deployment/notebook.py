"""The notebook that is a service, read as what it is: a file with cells."""

import ast
import json
from pathlib import Path

NOTEBOOK = Path(__file__).parent / "notebook_service.ipynb"


def code_cells() -> list[str]:
    """The source of each code cell."""
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


def cell(first_line: str) -> str:
    """The cell that begins with this line.

    >>> print(cell("# ResponseInfo POST /predict"))
    # ResponseInfo POST /predict
    print(json.dumps(info))
    """
    return next(source for source in code_cells() if source.partition("\n")[0] == first_line)


def function(name: str) -> str:
    """The source of a function that some cell defines."""
    for source in code_cells():
        for node in ast.parse(source).body:
            if isinstance(node, ast.FunctionDef) and node.name == name:
                return ast.get_source_segment(source, node) or ""
    raise ValueError(f"no cell defines {name}")
