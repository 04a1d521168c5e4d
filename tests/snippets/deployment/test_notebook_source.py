"""The notebook read as a file: what the post shows of it."""

import pytest

from snippets.deployment.notebook import cell, code_cells, function


def test_every_code_cell_is_found() -> None:
    assert cell("# POST /predict") in code_cells()
    assert len(code_cells()) == 14


def test_a_function_is_shown_whole() -> None:
    assert function("answer").startswith("def answer(serve, status=200):")
    assert function("answer").endswith("print(text)")


def test_a_function_that_no_cell_defines_is_an_error() -> None:
    with pytest.raises(ValueError, match="no cell defines nothing"):
        function("nothing")


def test_each_endpoint_that_can_refuse_has_a_cell_that_says_so() -> None:
    posts = [source.partition("\n")[0] for source in code_cells() if source.startswith("# POST")]
    assert all(cell(line.replace("# ", "# ResponseInfo ")) for line in posts)
