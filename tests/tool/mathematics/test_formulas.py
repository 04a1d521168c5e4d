"""Every formula of the course is proved, and none of its misprints is."""

import pytest

from musings.mathematics import FormulaError, prove
from tests.tool.mathematics import functions as f
from tests.tool.mathematics.formulas import FORMULAS, Formula
from tests.tool.mathematics.mutations import mutants


def _name(formula: Formula) -> str:
    return f"{formula.function.__name__}-{FORMULAS.index(formula)}"


@pytest.mark.parametrize("formula", FORMULAS, ids=_name)
def test_a_right_formula_is_proved(formula: Formula) -> None:
    prove(formula.latex, formula.function, bind=formula.bind)


@pytest.mark.parametrize("formula", FORMULAS, ids=_name)
def test_every_misprint_is_caught(formula: Formula) -> None:
    passed = []
    for wrong in dict.fromkeys(mutants(formula.latex)):
        try:
            prove(wrong, formula.function, bind=formula.bind)
        except FormulaError:
            continue
        passed.append(wrong)
    assert passed == []


def test_the_misprints_are_many() -> None:
    assert sum(len(set(mutants(formula.latex))) for formula in FORMULAS) > 600


@pytest.mark.parametrize(
    ("latex", "function"),
    [
        (r"f'(x) = \begin{cases} 1 & x \ge 0 \\ 0 & x < 0 \end{cases}", f.relu_derivative),
        (
            r"f'(x) = \begin{cases} \frac{1}{6} & -3 \le x < 3 \\ 0 & \text{otherwise} \end{cases}",
            f.hard_sigmoid_derivative,
        ),
        (r"f'(x) = \begin{cases} 1 & x \ge 0 \\ \alpha & x < 0 \end{cases}", f.leaky_relu_derivative),
        (r"f'(x) = \begin{cases} 1 & -1 < x \le 1 \\ 0 & \text{otherwise} \end{cases}", f.hard_tanh_derivative),
    ],
)
def test_the_convention_at_a_kink_is_compared(latex: str, function: object) -> None:
    with pytest.raises(FormulaError, match="disagrees"):
        prove(latex, function)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "latex",
    [
        r"p_i = \frac{e^{z_i}}{\sum_{j=0}^{C} e^{z_j}}",
        r"p_i = \frac{e^{z_i}}{\sum_{j=2}^{C} e^{z_j}}",
        r"p_i = \frac{e^{z_i}}{\sum_{j=1}^{C-1} e^{z_j}}",
        r"p_i = \frac{e^{z_i}}{\sum_{j=1}^{i} e^{z_j}}",
        r"p_i = \frac{e^{z_i}}{\sum_{j=1}^{4} e^{z_j}}",
        r"p_i = \frac{e^{z_i}}{\sum_{j=1}^{C} e^{z_i}}",
        r"p_i = \frac{e^{z_j}}{\sum_{j=1}^{C} e^{z_j}}",
        r"p_j = \frac{e^{z_i}}{\sum_{j=1}^{C} e^{z_j}}",
        r"p_i = \frac{e^{z_i}}{\sum_{j=1}^{C} e^{z_j}} e^{0.000001}",
        r"p_i = \frac{e^{z_i}}{e^{z_1} + e^{z_2} + e^{z_3}}",
    ],
)
def test_a_softmax_with_a_wrong_index_or_bound_is_caught(latex: str) -> None:
    with pytest.raises(FormulaError):
        prove(latex, f.softmax)


def test_index_names_are_free() -> None:
    prove(r"p_j = \frac{e^{z_j}}{\sum_{i=1}^{K} e^{z_i}}", f.softmax)


def test_the_stable_softmax_is_the_same_softmax() -> None:
    prove(r"p_i = \frac{e^{z_i - \max_k z_k}}{\sum_j e^{z_j - \max_k z_k}}", f.softmax)


def test_a_parameter_is_tried_at_more_than_its_default() -> None:
    with pytest.raises(FormulaError, match=r"alpha = 0\.5"):
        prove(r"f(x) = \begin{cases} x & x > 0 \\ \alpha^2 (e^x - 1) & x \le 0 \end{cases}", f.elu)


def test_a_tiny_parameter_is_tried_where_it_shows() -> None:
    bind = {"m": "m_hat", "v": "v_hat in (0, 9)", r"\eta": "learning_rate", r"\theta'": "returns"}
    with pytest.raises(FormulaError, match="epsilon"):
        prove(r"\theta' = \theta - \eta \frac{m}{\sqrt{v} - \epsilon}", f.update, bind=bind)


def test_a_disagreement_tells_the_point_and_both_values() -> None:
    with pytest.raises(FormulaError) as caught:
        prove(r"\sigma(x) = \frac{1}{1 - e^{-x}}", f.sigmoid)
    error = caught.value
    assert (error.line, error.column) == (1, 13)
    assert error.message == "the formula disagrees with sigmoid at x = 0.5"
    assert error.expected == "the formula gives 2.54149408254"
    assert error.got == "sigmoid gives 0.622459331202"


def test_every_side_of_a_chain_is_proved() -> None:
    with pytest.raises(FormulaError) as caught:
        prove(r"\tanh(x) = \frac{e^x - e^{-x}}{e^x + e^{-x}} = 1 - \frac{1}{e^{2x} + 1}", f.tanh)
    assert caught.value.column == 48


def test_cases_that_overlap_must_agree() -> None:
    with pytest.raises(FormulaError, match="disagrees") as caught:
        prove(r"f(x) = \begin{cases} x & x > 0 \\ 0 & x < 1 \end{cases}", f.relu)
    assert caught.value.advice == "let one case hold, or cases that agree"


def test_a_value_without_a_case_is_caught() -> None:
    with pytest.raises(FormulaError, match="disagrees") as caught:
        prove(r"f(x) = \begin{cases} x & x > 1 \\ 0 & x < 0 \end{cases}", f.relu)
    assert caught.value.expected == "the formula has no value there"


@pytest.mark.parametrize("latex", [r"f(x) = x + \log(0)", r"f(x) = \max(0, x) + 0^{-1}"])
def test_what_is_infinite_everywhere_has_no_value(latex: str) -> None:
    with pytest.raises(FormulaError, match="disagrees") as caught:
        prove(latex, f.relu)
    assert caught.value.expected == "the formula has no value there"


def test_a_formula_must_not_explain_a_function_by_itself() -> None:
    with pytest.raises(FormulaError, match="by the function itself"):
        prove(r"\sigma(x) = \sigma(x)", f.sigmoid)


def test_a_derivative_must_say_that_it_is_one() -> None:
    with pytest.raises(FormulaError, match="tanh_derivative is a derivative"):
        prove(r"\tanh(x) = 1 - \tanh^2(x)", f.tanh_derivative)


def test_a_function_must_not_be_called_a_derivative() -> None:
    with pytest.raises(FormulaError, match="sigmoid is not"):
        prove(r"\sigma'(x) = \frac{1}{1 + e^{-x}}", f.sigmoid)


def test_a_wrong_line_of_a_recurrence_is_caught() -> None:
    latex = r"m_t = \beta_1 m_{t-1} + (1 - \beta_1) g_t, \quad \hat m_t = \frac{m_t}{1 - \beta_1}"
    bind = {"m_{t-1}": "m", "g_t": "gradient", "m_t": "returns.m", r"\hat m_t": "returns[0]"}
    with pytest.raises(FormulaError, match="disagrees with adam"):
        prove(latex, f.adam, bind=bind)


def test_a_function_that_raises_is_told_with_the_point() -> None:
    with pytest.raises(FormulaError, match="raised raises ValueError: no such x") as caught:
        prove("f(x) = x", f.raised)
    assert "domain" in str(caught.value.advice)


def test_a_sum_over_samples_needs_its_indices() -> None:
    with pytest.raises(FormulaError, match=r"mean_squared_error returns \(\)"):
        prove(r"L = (y - \hat y)^2", f.mean_squared_error, bind={"y": "target", r"\hat y": "prediction"})
