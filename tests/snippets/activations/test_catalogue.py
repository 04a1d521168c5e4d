"""What holds for every activation, and the proof of what the catalogue says about each."""

from math import inf

import mpmath
import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from sklearn.neural_network._base import ACTIVATIONS

import snippets.activations
from snippets.activations import CATALOGUE, SELU_ALPHA, SELU_SCALE, Activation

FLOATS = (np.float16, np.float32, np.float64)
DIGITS = 300  # enough for 1 + erf(−30/√2), which is 10⁻¹⁹⁷
GRID = np.linspace(-20.0, 20.0, 40_001)
FEW_EXAMPLES = settings(max_examples=25, deadline=None)

every = pytest.mark.parametrize("activation", CATALOGUE.values(), ids=CATALOGUE)
every_float = pytest.mark.parametrize("dtype", FLOATS)

elementwise = [activation for activation in CATALOGUE.values() if not activation.rowwise]
every_elementwise = pytest.mark.parametrize("activation", elementwise, ids=lambda activation: activation.name)

# The curves as papers write them, for SymPy: the oracle of values, slopes and costs.
FORMULAS = {
    "softmax": "exp(x) / (exp(x) + exp(0))",
    "sigmoid": "1 / (1 + exp(-x))",
    "tanh": "tanh(x)",
    "relu": "Max(0, x)",
    "softplus": "log(1 + exp(x))",
    "hard_sigmoid": "Max(0, Min(1, x/6 + 1/2))",
    "keras_hard_sigmoid": "Max(0, Min(1, x/5 + 1/2))",
    "linear": "x",
    "leaky_relu": "Piecewise((x, x > 0), (x/100, True))",
    "elu": "Piecewise((x, x > 0), (exp(x) - 1, True))",
    "selu": f"{SELU_SCALE!r} * Piecewise((x, x > 0), ({SELU_ALPHA!r} * (exp(x) - 1), True))",
    "gelu": "x * (1 + erf(x / sqrt(2))) / 2",
    "gelu_tanh": "x * (1 + tanh(sqrt(2 / pi) * (x + Rational(44715, 1000000) * x**3))) / 2",
    "silu": "x / (1 + exp(-x))",
    "mish": "x * tanh(log(1 + exp(x)))",
    "softsign": "x / (1 + Abs(x))",
    "hard_tanh": "Max(-1, Min(1, x))",
    "hard_swish": "x * Max(0, Min(1, x/6 + 1/2))",
    "log_softmax": "x - log(exp(x) + exp(0))",
}
x = sympy.Symbol("x", real=True)

# Limits of the curve at −∞ and +∞, then of its slope.
LIMITS = {
    "softmax": (0, 1, 0, 0),
    "sigmoid": (0, 1, 0, 0),
    "tanh": (-1, 1, 0, 0),
    "relu": (0, inf, 0, 1),
    "softplus": (0, inf, 0, 1),
    "hard_sigmoid": (0, 1, 0, 0),
    "keras_hard_sigmoid": (0, 1, 0, 0),
    "linear": (-inf, inf, 1, 1),
    "leaky_relu": (-inf, inf, 0.01, 1),
    "elu": (-1, inf, 0, 1),
    "selu": (-1.7580993408473766, inf, 0, 1.0507009873554805),
    "gelu": (0, inf, 0, 1),
    "gelu_tanh": (0, inf, 0, 1),
    "silu": (0, inf, 0, 1),
    "mish": (0, inf, 0, 1),
    "softsign": (-1, 1, 0, 0),
    "hard_tanh": (-1, 1, 0, 0),
    "hard_swish": (0, inf, 0, 1),
    "log_softmax": (-inf, 0, 1, 0),
}


def formula(activation: Activation) -> sympy.Expr:
    return sympy.sympify(FORMULAS[activation.name], locals={"x": x})


def away_from_kinks(activation: Activation, inputs: np.ndarray, distance: float) -> np.ndarray:
    return inputs[np.all([np.abs(inputs - kink) > distance for kink in (*activation.kinks, inf)], axis=0)]


def smallest_error(activation: Activation) -> float:
    """Absolute error allowed: next to none, but for a whole row the rounding of a sum near 1."""
    return 1e-15 if activation.rowwise else 1e-300


# What every function and derivative promises


def test_every_function_with_a_derivative_is_in_the_catalogue() -> None:
    names = snippets.activations.__all__
    assert sorted(CATALOGUE) == [name for name in names if {f"{name}_derivative", f"{name}_jacobian"} & set(names)]


@every
def test_the_derivative_is_named_after_its_function(activation: Activation) -> None:
    suffix = "_jacobian" if activation.rowwise else "_derivative"
    assert activation.derivative.__name__ == activation.name + suffix


@every
@FEW_EXAMPLES
@given(shape=array_shapes(min_dims=1, min_side=1, max_dims=4, max_side=4))
def test_the_shape_is_kept(activation: Activation, shape: tuple[int, ...]) -> None:
    assert activation.function(np.ones(shape)).shape == shape
    assert activation.derivative(np.ones(shape)).shape == ((*shape, shape[-1]) if activation.rowwise else shape)


@every_elementwise
@pytest.mark.parametrize("shape", [(), (0,), (2, 0)])
def test_a_number_and_an_empty_array_are_taken_too(activation: Activation, shape: tuple[int, ...]) -> None:
    assert np.shape(activation.function(np.ones(shape))) == shape
    assert np.shape(activation.derivative(np.ones(shape))) == shape


@every_elementwise
def test_a_plain_number_gives_a_number(activation: Activation) -> None:
    assert isinstance(activation.function(0.5), np.float64)
    assert isinstance(activation.derivative(0.5), np.float64)


@every
@every_float
def test_the_float_type_is_kept(activation: Activation, dtype: type[np.floating]) -> None:
    inputs = np.array([-2.0, 0.0, 3.0], dtype)
    assert activation.function(inputs).dtype == dtype
    assert activation.derivative(inputs).dtype == dtype


@every
@pytest.mark.parametrize("dtype", [np.int8, np.int64, np.bool_])
def test_integers_become_double_precision(activation: Activation, dtype: type[np.generic]) -> None:
    inputs = np.array([0, 1, 1], dtype)
    assert activation.function(inputs).dtype == np.float64
    assert activation.function(inputs).tolist() == activation.function(inputs.astype(np.float64)).tolist()
    assert activation.derivative(inputs).tolist() == activation.derivative(inputs.astype(np.float64)).tolist()


@every
def test_complex_numbers_are_refused(activation: Activation) -> None:
    with pytest.raises(TypeError, match="real numbers"):
        activation.function([1j, 2j])
    with pytest.raises(TypeError, match="real numbers"):
        activation.derivative([1j, 2j])


@every
@every_float
def test_nan_in_gives_nan_out(activation: Activation, dtype: type[np.floating]) -> None:
    inputs = np.array([np.nan, np.nan], dtype)
    assert np.isnan(activation.curve(inputs)).all()
    assert np.isnan(activation.slope(inputs)).all()


@every_elementwise
def test_nan_leaves_its_neighbours_alone(activation: Activation) -> None:
    assert np.isnan(activation.function([1.0, np.nan, -1.0])).tolist() == [False, True, False]
    assert np.isnan(activation.derivative([1.0, np.nan, -1.0])).tolist() == [False, True, False]


@every
def test_the_input_is_left_as_it_was(activation: Activation) -> None:
    inputs = np.array([-np.inf, -1.0, 0.0, 2.0])
    activation.function(inputs)[...] = 7.0
    activation.derivative(inputs)[...] = 7.0
    assert inputs.tolist() == [-np.inf, -1.0, 0.0, 2.0]


@every_elementwise
@FEW_EXAMPLES
@given(inputs=arrays(np.float64, 5, elements=st.floats(-1e4, 1e4)))
def test_each_element_is_treated_alone(activation: Activation, inputs: np.ndarray) -> None:
    alone = [activation.function(element) for element in inputs]
    np.testing.assert_allclose(activation.function(inputs), alone, rtol=1e-13, atol=1e-300)


@every
@every_float
@FEW_EXAMPLES
@given(inputs=arrays(np.float64, 5, elements=st.floats(-1e4, 1e4)))
def test_values_and_slopes_are_finite_far_out(
    activation: Activation, dtype: type[np.floating], inputs: np.ndarray
) -> None:
    assert np.isfinite(activation.curve(inputs.astype(dtype))).all()
    assert np.isfinite(activation.slope(inputs.astype(dtype))).all()


@every
@every_float
def test_infinity_gives_the_limit(activation: Activation, dtype: type[np.floating]) -> None:
    ends = np.array([-inf, inf], dtype)
    found = [*activation.curve(ends), *activation.slope(ends)]
    np.testing.assert_allclose(found, LIMITS[activation.name], rtol=2 * np.finfo(dtype).eps)


@every
@every_float
def test_single_and_half_precision_agree_with_double(activation: Activation, dtype: type[np.floating]) -> None:
    inputs = np.linspace(-8.0, 8.0, 129)
    tolerance = 16 * np.finfo(dtype).eps
    np.testing.assert_allclose(activation.curve(inputs.astype(dtype)), activation.curve(inputs), tolerance, tolerance)
    np.testing.assert_allclose(activation.slope(inputs.astype(dtype)), activation.slope(inputs), tolerance, tolerance)


# Values and slopes against the formulas


@every
def test_values_agree_with_the_formula_in_many_digits(activation: Activation) -> None:
    inputs = np.array([-45.0, -12.0, -2.7, -1.0, -1e-9, 0.0, 1e-9, 0.3, 1.0, 2.9, 7.0, 30.0])
    with mpmath.workdps(DIGITS):
        expected = [float(sympy.lambdify(x, formula(activation), "mpmath")(mpmath.mpf(value))) for value in inputs]
    np.testing.assert_allclose(activation.curve(inputs), expected, rtol=2e-13, atol=smallest_error(activation))


@every
def test_slopes_agree_with_the_derived_formula_in_many_digits(activation: Activation) -> None:
    inputs = np.array([-30.0, -12.0, -2.7, -0.9, -1e-9, 1e-9, 0.3, 0.9, 2.4, 2.9, 7.0, 30.0])
    derived = sympy.diff(formula(activation), x)
    with mpmath.workdps(DIGITS):
        expected = [float(sympy.lambdify(x, derived, "mpmath")(mpmath.mpf(value))) for value in inputs]
    np.testing.assert_allclose(activation.slope(inputs), expected, rtol=2e-12, atol=smallest_error(activation))


@every
def test_slopes_agree_with_central_differences(activation: Activation) -> None:
    # Away from 0 too: there ELU and softsign are smooth, but their slope bends.
    inputs, step = away_from_kinks(activation, GRID[np.abs(GRID) > 1e-4], 1e-4), 1e-5
    differences = (activation.curve(inputs + step) - activation.curve(inputs - step)) / (2 * step)
    np.testing.assert_allclose(activation.slope(inputs), differences, atol=1e-9)


@pytest.mark.parametrize("name", ["relu", "softplus", "gelu", "gelu_tanh", "silu", "hard_swish"])
@FEW_EXAMPLES
@given(value=st.floats(-1e4, 1e4))
def test_a_relative_of_relu_minus_its_mirror_image_is_the_identity(name: str, value: float) -> None:
    function = CATALOGUE[name].function
    np.testing.assert_allclose(function(value) - function(-value), value, rtol=1e-14, atol=1e-15)


@pytest.mark.parametrize("name", ["tanh", "softsign", "hard_tanh"])
@FEW_EXAMPLES
@given(value=st.floats(-1e4, 1e4))
def test_a_squashing_function_about_zero_is_odd_and_its_slope_even(name: str, value: float) -> None:
    activation = CATALOGUE[name]
    assert activation.function(-value) == -activation.function(value)
    assert activation.derivative(-value) == activation.derivative(value)


# What the catalogue says of each


@every
@FEW_EXAMPLES
@given(inputs=arrays(np.float64, 50, elements=st.floats(-1e4, 1e4)))
def test_no_output_leaves_the_range(activation: Activation, inputs: np.ndarray) -> None:
    outputs = activation.curve(inputs)
    assert (outputs >= activation.lower - 1e-15).all()
    assert (outputs <= activation.upper).all()


@every
def test_the_range_is_no_wider_than_the_outputs(activation: Activation) -> None:
    outputs = activation.curve(np.concatenate([GRID, [-1e9, 1e9]]))
    assert outputs.min() < -1e6 if activation.lower == -inf else outputs.min() - activation.lower < 1e-7
    assert outputs.max() > 1e6 if activation.upper == inf else activation.upper - outputs.max() < 1e-7


@every
def test_a_bound_is_reached_within_a_moderate_input_exactly_where_stated(activation: Activation) -> None:
    outputs = activation.curve(np.linspace(-5.0, 5.0, 10_001))
    assert bool(outputs.min() - activation.lower < 1e-7) is activation.lower_reached
    assert bool(activation.upper - outputs.max() < 1e-7) is activation.upper_reached


@every
def test_zero_centred_means_zero_at_zero_and_both_signs(activation: Activation) -> None:
    outputs = activation.curve(GRID)
    assert bool(activation.curve(0.0) == 0 and outputs.min() < 0 < outputs.max()) is activation.zero_centred


@every
def test_monotone_means_that_no_step_goes_down(activation: Activation) -> None:
    assert bool((np.diff(activation.curve(GRID)) >= -1e-15).all()) is activation.monotone


@every
def test_saturation_means_that_the_slope_vanishes(activation: Activation) -> None:
    left, right = np.abs(activation.slope([-1e4, 1e4])) < 1e-6
    assert bool(left) is activation.saturates_left
    assert bool(right) is activation.saturates_right


@every
def test_the_slope_jumps_at_the_kinks(activation: Activation) -> None:
    kinks = np.array(activation.kinks)
    jumps = activation.slope(kinks + 1e-9) - activation.slope(kinks - 1e-9)
    assert (np.abs(jumps) > 0.1).all()
    assert activation.smooth is (len(kinks) == 0)


@every
def test_the_slope_jumps_nowhere_else(activation: Activation) -> None:
    middles = away_from_kinks(activation, (GRID[1:] + GRID[:-1]) / 2, 1e-3)
    jumps = activation.slope(middles + 5e-4) - activation.slope(middles - 5e-4)
    assert (np.abs(jumps) < 0.01).all()


@every
def test_the_slope_at_a_kink_is_that_of_its_outer_side_and_at_0_that_of_the_left(activation: Activation) -> None:
    for kink in activation.kinks:
        sides = activation.slope([kink - 1e-9, kink + 1e-9])
        assert activation.slope(kink) == pytest.approx(sides[0] if kink <= 0 else sides[1])


@every
def test_the_cost_counts_the_transcendental_functions_of_the_formula(activation: Activation) -> None:
    kinds = (sympy.exp, sympy.log, sympy.tanh, sympy.erf)
    assert len(formula(activation).atoms(*kinds)) == activation.transcendentals


@every
def test_the_year_is_that_of_the_paper(activation: Activation) -> None:
    assert activation.paper.endswith(str(activation.year))


@every
def test_framework_names_are_whole(activation: Activation) -> None:
    assert activation.pytorch is None or activation.pytorch.startswith("torch.nn.")
    assert activation.keras is None or activation.keras.startswith("keras.activations.")
    assert activation.jax is None or activation.jax.startswith("jax.nn.")


@pytest.mark.parametrize("framework", ["label", "pytorch", "keras", "jax", "sklearn"])
def test_no_name_stands_for_two_activations(framework: str) -> None:
    names = [name for activation in CATALOGUE.values() if (name := getattr(activation, framework))]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("activation", [a for a in CATALOGUE.values() if a.sklearn], ids=lambda a: a.name)
def test_scikit_learn_computes_the_same_under_its_name(activation: Activation) -> None:
    outputs = np.linspace(-3.0, 3.0, 13)
    ACTIVATIONS[activation.sklearn](outputs)  # in place
    np.testing.assert_allclose(outputs, activation.function(np.linspace(-3.0, 3.0, 13)), atol=1e-15)
