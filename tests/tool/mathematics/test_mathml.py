"""LaTeX becomes MathML without SymPy, and what cannot be rendered says where."""

import subprocess
import sys
from xml.etree import ElementTree

import pytest

from musings.mathematics import FormulaError, to_mathml
from tests.tool.mathematics.formulas import FORMULAS, Formula


@pytest.mark.parametrize("formula", FORMULAS, ids=lambda formula: formula.function.__name__)
@pytest.mark.parametrize("display", [True, False])
def test_every_formula_becomes_well_formed_mathml(formula: Formula, display: bool) -> None:
    root = ElementTree.fromstring(to_mathml(formula.latex, display=display))
    assert root.tag == "math"
    assert root.get("display") == ("block" if display else None)


def test_the_latex_stays_as_an_annotation() -> None:
    root = ElementTree.fromstring(to_mathml(r"x < \alpha", display=False))
    annotation = root.find("semantics/annotation")
    assert annotation is not None
    assert annotation.text == r"x < \alpha"
    assert annotation.get("encoding") == "application/x-tex"


def test_a_prime_is_no_exponent() -> None:
    mathml = to_mathml(r"f'(x) = \sigma'(x)^2 + x^{g'(x)}", display=True)
    root = ElementTree.fromstring(mathml)
    assert mathml.count('<mo form="postfix" lspace="0" rspace="0">′</mo></mrow>') == 3
    assert len(root.findall(".//msup")) == 2


@pytest.mark.parametrize(
    ("latex", "line", "column"),
    [
        (r"\frac{1}{", 1, 10),
        ("x\n + \\foo{y}", 2, 4),
        ("\n  \\foo", 2, 3),
        ("x & y", 1, 3),
        (r"x_1_2", 1, 4),
        (r"\left( x", 1, 9),
        (r"\begin{cases} x", 1, 16),
        ("  ", 1, 1),
    ],
)
def test_what_cannot_be_rendered_says_where(latex: str, line: int, column: int) -> None:
    with pytest.raises(FormulaError) as caught:
        to_mathml(latex, display=True)
    assert (caught.value.line, caught.value.column) == (line, column)


def test_rendering_does_not_import_sympy() -> None:
    render = "from musings.mathematics import to_mathml; to_mathml('x', display=True)"
    code = f"import sys; {render}; print('sympy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
