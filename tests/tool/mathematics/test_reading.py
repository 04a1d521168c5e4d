"""What cannot be read is an error that says where."""

import pytest

from musings.mathematics import FormulaError, prove
from tests.tool.mathematics import functions as f


@pytest.mark.parametrize(
    ("latex", "line", "column", "message"),
    [
        ("", 1, 1, "the formula is empty"),
        ("f(x) =", 1, 7, "something is missing here"),
        (r"f(x) = \frac{1}{1+e^{-x}", 1, 25, "expected }, found the end"),
        ("f(x) =\n  \\foo{x}", 2, 3, r"\\foo cannot be read here"),
        ("f(x) = σ(x)", 1, 8, "the character 'σ' cannot be read"),
        (r"f(x) = x^12", 1, 10, r"\^12 moves its first digit only"),
        (r"f(x) = 1/2 x", 1, 12, "not clear how far"),
        (r"f(x) = x/2/3", 1, 11, "not clear what is divided"),
        (r"f(x) = \log 2 x", 1, 15, "not clear how far"),
        (r"f(x) = \log x / 2", 1, 15, "not clear what is divided"),
        (r"f(x) = \log(1+e^x)^2", 1, 19, "not clear what this belongs to"),
        (r"f(x) = \tanh^{-1}(x)", 1, 15, "only a power"),
        (r"f(x) = \max(0, x)^2", 1, 18, "not clear what"),
        (r"f(x) = x^2^3", 1, 11, "two exponents"),
        (r"f(x) = e^{x}_{i}_{j}", 1, 17, "two subscripts"),
        (r"f(x) = x - -1", 1, 12, "two signs"),
        (r"f(x) = x 2", 1, 10, "a number straight after"),
        (r"f(x) = \left( x", 1, 16, r"expected \), found the end"),
        (r"f(x) = (x]", 1, 10, r"expected \), found \]"),
        (r"f(x) = |x", 1, 10, r"expected \|, found the end"),
        (r"f(x) = x)", 1, 9, r"\) cannot be read here"),
        (r"f(x) = \sum_{i=1} x_i", 1, 8, "both bounds or none"),
        (r"f(x) = \sum x", 1, 8, "does not say over which index"),
        (r"f(x) = \begin{cases} x & x > 0", 1, 31, r"expected \\end\{cases\}"),
        (r"f(x) = \begin{cases} x & 0 \\ 0 & x > 0 \end{cases}", 1, 28, "expected a comparison"),
        (r"f(x) = \begin{cases} 0 & \text{otherwise} \\ x & x > 0 \end{cases}", 1, 46, "after the one for everything"),
        (r"f(x) = \begin{matrix} 1 \end{matrix}", 1, 8, "cannot be read here"),
        (r"\begin{aligned} f(x) &= x", 1, 1, "not closed"),
        (r"f(x) = x = y \approx z", 1, 14, "nearly equal"),
        (r"f(x) = \max(0, y)", 1, 16, "y is bound to nothing"),
        (r"f(x) = \alpha x", 1, 8, r"\\alpha is bound to nothing"),
        (r"f(x) = x g(x)", 1, 10, "g is bound to nothing"),
        (r"f(x) = \operatorname{nothing}(x)", 1, 8, "the function nothing is bound to nothing"),
        (r"f(x) = \frac{x}{0}", 1, 8, "division by zero"),
        (r"f(x) = \sum_{i=1}^{n} x", 1, 20, "this length is that of no array"),
        (r"f(x) = \sum_i x", 1, 8, "no array is indexed by i"),
        (r"f(x) = x_i", 1, 10, "the index i runs over nothing here"),
        (r"f_i = x_i + x", 1, 13, "stands without an index"),
        (r"f(x, y) = x + y", 1, 6, "has no argument left"),
        ("\\", 1, 1, "backslash"),
    ],
)
def test_the_error_says_where_and_what(latex: str, line: int, column: int, message: str) -> None:
    with pytest.raises(FormulaError, match=message) as caught:
        prove(latex, f.relu)
    assert (caught.value.line, caught.value.column) == (line, column)


@pytest.mark.parametrize(
    "latex",
    [
        r"f(x) = \max(0, x).",
        r"f(x) = \max\left(0, x\right)",
        r"f(x) = \max\{0, x\}",
        r"f(x) = \frac{x + |x|}{2} = \frac12(x + \left\lvert x \right\rvert)",
        r"f(x) = \tfrac{1}{2}\,\bigl(x + \sqrt{x^2}\bigr)",
        r"f(x) = x \cdot \begin{cases} 1, & \text{if } x \geq 0, \\ 0, & \text{if } x < 0. \end{cases}",
        r"f(x) = \begin{cases} x & x > 1 \text{ or } 0 < x \leq 1 \\ 0 & \text{else} \end{cases}",
        r"f(x) = x\,h(x), \qquad \text{where } h(x) = \begin{cases} 1 & x > 0 \\ 0 & \text{otherwise} \end{cases}",
        r"\begin{aligned} f(x) &= \max(0, x) \\ &= \frac{|x| + x}{2} \end{aligned}",
        r"\max(u, 0)",
        r"f(\mathbf{x}) = \max(0, \mathbf{x})",
        r"\operatorname{ReLU}(x) = - \min(0, -x)",
        r"f(x) = \sqrt{\bigl(\max(0, x)\bigr)^2}",
        r"\mathrm{ReLU}(x) = \sqrt[2]{x^{2}} \cdot \begin{cases} 1 & x > 0 \\ 0 & x \le 0 \end{cases}",
    ],
)
def test_the_same_function_is_read_in_many_hands(latex: str) -> None:
    prove(latex, f.relu)
