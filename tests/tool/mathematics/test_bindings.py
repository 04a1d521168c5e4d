"""A declaration that is wrong is an error, never a pass."""

import pytest

from musings.mathematics import FormulaError, prove
from tests.tool.mathematics import functions as f


@pytest.mark.parametrize(
    ("bind", "message"),
    [
        ({"x": "nothing"}, "nothing of the name 'nothing'"),
        ({"y": "x"}, "the binding of y is not used"),
        ({"x +": "x"}, "cannot be read"),
        ({r"\alpha x": "x"}, "cannot be read|not a symbol"),
        ({"x": "x in (1, 0)"}, r"the domain '\(1, 0\)' cannot be read"),
        ({"x": "3 in (0, 1)"}, "only an argument has a domain"),
        ({"x": "relu(y)"}, "'y' is no argument of relu"),
        ({"x": "nothing(x)"}, "no function of the name 'nothing'"),
        ({"x": "x + 1"}, "cannot be read"),
    ],
)
def test_a_wrong_binding_is_an_error(bind: dict[str, str], message: str) -> None:
    with pytest.raises(FormulaError, match=message):
        prove(r"f(x) = \max(0, x)", f.relu, bind=bind)


def test_a_number_is_not_indexed_like_an_array() -> None:
    with pytest.raises(FormulaError, match=r"takes total\(x\) to have the shape \(4,\), it returns \(\)"):
        prove(r"f(x) = \sum_{i=1}^n s_i", f.total, bind={"s": "total(x)"})


def test_arguments_bind_by_name_before_position() -> None:
    bind = {"q": "q in simplex", "p": "p in simplex"}
    prove(r"D(q, p) = \sum_i p_i \log \frac{p_i}{q_i}", f.kl_divergence, bind=bind)


def test_arguments_bind_by_position() -> None:
    prove(r"H(a, b) = \max(0, 1 - ab)", f.hinge)
    with pytest.raises(FormulaError, match="disagrees"):
        prove(r"H(a, b) = \max(\tau\,(a - b), (\tau - 1)(a - b))", f.quantile)


def test_a_constant_is_found_beside_the_function() -> None:
    prove(r"f(x) = \lambda g(x)", f.selu, bind={r"\lambda": "SCALE", "g": "unscaled_selu"})


def test_a_function_is_found_by_its_name() -> None:
    prove(r"f(x) = x \operatorname{sigmoid}(x)", f.silu)


def test_a_function_is_found_from_its_package() -> None:
    prove(r"f(x) = x\,s(x)", f.silu, bind={"s": "mathematics.functions.sigmoid"})


def test_a_missing_domain_is_asked_for() -> None:
    with pytest.raises(FormulaError) as caught:
        prove(r"L = -\log p", f.surprise, bind={"p": "probability"})
    assert "domain" in str(caught.value.advice)


def test_a_declared_domain_is_kept() -> None:
    prove(r"L = -\log p", f.surprise, bind={"p": "probability in (0, 1]"})


def test_a_set_of_values_is_kept() -> None:
    bind = {"y": "target in {-1, 1}", "s": "prediction"}
    prove(r"L = \begin{cases} \max(0, 1 - s) & y = 1 \\ \max(0, 1 + s) & y = -1 \end{cases}", f.hinge, bind=bind)
