"""What holds for every activation, and the proof of what the catalogue says about each."""

import inspect
from collections.abc import Callable
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
from snippets.activations import CATALOGUE, SELU_ALPHA, SELU_SCALE, ActivationEntry, Parameter
from snippets.activations.properties import largest_slope

FLOATS = (np.float16, np.float32, np.float64)
DIGITS = 300  # enough for 1 + erf(−30/√2), which is 10⁻¹⁹⁷
GRID = np.linspace(-20.0, 20.0, 40_001)
FEW_EXAMPLES = settings(max_examples=25, deadline=None)

every = pytest.mark.parametrize("activation", CATALOGUE.values(), ids=CATALOGUE)
every_float = pytest.mark.parametrize("dtype", FLOATS)


def of_kind(*kinds: str) -> pytest.MarkDecorator:
    chosen = [activation for activation in CATALOGUE.values() if activation.kind in kinds]
    return pytest.mark.parametrize("activation", chosen, ids=lambda activation: activation.name)


every_elementwise = of_kind("element")
every_of_one_array = of_kind("element", "row")
every_gate = of_kind("gate")

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
    "relu6": "Max(0, Min(6, x))",
    "relu_squared": "Max(0, x)**2",
    "prelu": "Piecewise((x, x > 0), (x/4, True))",
    "rrelu": "Piecewise((x, x > 0), (x * Rational(11, 48), True))",
    "celu": "Piecewise((x, x > 0), (exp(x) - 1, True))",
    "swish": "x / (1 + exp(-x))",
    "hard_shrink": "Piecewise((x, Abs(x) > Rational(1, 2)), (0, True))",
    "soft_shrink": "Piecewise((x - 1/S(2), x > 1/S(2)), (x + 1/S(2), x < -1/S(2)), (0, True))",
    "tanh_shrink": "x - tanh(x)",
    "threshold": "Piecewise((x, x > 1), (0, True))",
    "log_sigmoid": "log(1 / (1 + exp(-x)))",
    "squareplus": "(x + sqrt(x**2 + 4)) / 2",
    "sparse_plus": "Piecewise((0, x < -1), ((x + 1)**2 / 4, x < 1), (x, True))",
    "sparse_sigmoid": "Max(0, Min(1, (x + 1) / 2))",
    "exponential": "exp(x)",
    "softmin": "exp(-x) / (exp(-x) + exp(0))",
    "sparsemax": "Max(0, Min(1, (x + 1) / 2))",
    "glu": "x / (1 + exp(-x))",
    "swiglu": "x**2 / (1 + exp(-x))",
    "geglu": "x**2 * (1 + erf(x / sqrt(2))) / 2",
    "reglu": "x * Max(0, x)",
    "maxout": "Max(x, 0)",
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
    "relu6": (0, 6, 0, 0),
    "relu_squared": (0, inf, 0, inf),
    "prelu": (-inf, inf, 0.25, 1),
    "rrelu": (-inf, inf, 11 / 48, 1),
    "celu": (-1, inf, 0, 1),
    "swish": (0, inf, 0, 1),
    "hard_shrink": (-inf, inf, 1, 1),
    "soft_shrink": (-inf, inf, 1, 1),
    "tanh_shrink": (-inf, inf, 1, 1),
    "threshold": (0, inf, 0, 1),
    "log_sigmoid": (-inf, 0, 1, 0),
    "squareplus": (0, inf, 0, 1),
    "sparse_plus": (0, inf, 0, 1),
    "sparse_sigmoid": (0, 1, 0, 0),
    "exponential": (0, inf, 0, inf),
    "softmin": (1, 0, 0, 0),
    "sparsemax": (0, 1, 0, 0),
    "maxout": (0, inf, 0, 1),
}


def formula(activation: ActivationEntry) -> sympy.Expr:
    return sympy.sympify(FORMULAS[activation.name], locals={"x": x})


def away_from_kinks(activation: ActivationEntry, inputs: np.ndarray, distance: float) -> np.ndarray:
    return inputs[np.all([np.abs(inputs - kink) > distance for kink in (*activation.kinks, inf)], axis=0)]


def smallest_error(activation: ActivationEntry) -> float:
    """Absolute error allowed: next to none, but for a whole row the rounding of a sum near 1."""
    return 1e-15 if activation.kind == "row" else 1e-300


# What every function and derivative promises


def test_every_function_with_a_derivative_is_in_the_catalogue() -> None:
    names = snippets.activations.__all__
    slopes = ("derivative", "jacobian", "gradient")
    assert sorted(CATALOGUE) == [name for name in names if {f"{name}_{slope}" for slope in slopes} & set(names)]


@every
def test_the_derivative_is_named_after_its_function(activation: ActivationEntry) -> None:
    suffix = {"element": "derivative", "row": "jacobian"}.get(activation.kind, "gradient")
    assert activation.derivative.__name__ == f"{activation.name}_{suffix}"


@every_of_one_array
@FEW_EXAMPLES
@given(shape=array_shapes(min_dims=1, min_side=1, max_dims=4, max_side=4))
def test_the_shape_is_kept(activation: ActivationEntry, shape: tuple[int, ...]) -> None:
    assert activation.function(np.ones(shape)).shape == shape
    assert activation.derivative(np.ones(shape)).shape == ((*shape, shape[-1]) if activation.rowwise else shape)


@every_gate
def test_a_gate_keeps_the_shape(activation: ActivationEntry) -> None:
    value, gate = np.ones((2, 3)), np.ones((2, 3))
    assert activation.function(value, gate).shape == (2, 3)
    assert [slopes.shape for slopes in activation.derivative(value, gate)] == [(2, 3), (2, 3)]


@every_gate
def test_the_slopes_of_a_gate_agree_with_central_differences(activation: ActivationEntry) -> None:
    value, gate = np.meshgrid(np.linspace(-3.0, 3.0, 7), np.linspace(-3.1, 3.1, 8))
    by_value, by_gate = activation.derivative(value, gate)
    step = 1e-5
    along_value = activation.function(value + step, gate) - activation.function(value - step, gate)
    along_gate = activation.function(value, gate + step) - activation.function(value, gate - step)
    np.testing.assert_allclose(by_value, along_value / (2 * step), atol=1e-9)
    np.testing.assert_allclose(by_gate, along_gate / (2 * step), atol=1e-9)


@every_elementwise
@pytest.mark.parametrize("shape", [(), (0,), (2, 0)])
def test_a_number_and_an_empty_array_are_taken_too(activation: ActivationEntry, shape: tuple[int, ...]) -> None:
    assert np.shape(activation.function(np.ones(shape))) == shape
    assert np.shape(activation.derivative(np.ones(shape))) == shape


@every_elementwise
def test_a_plain_number_gives_a_number(activation: ActivationEntry) -> None:
    assert isinstance(activation.function(0.5), np.float64)
    assert isinstance(activation.derivative(0.5), np.float64)


@every
@every_float
def test_the_float_type_is_kept(activation: ActivationEntry, dtype: type[np.floating]) -> None:
    inputs = np.array([-2.0, 0.0, 3.0], dtype)
    assert activation.curve(inputs).dtype == dtype
    assert activation.slope(inputs).dtype == dtype


@every
@pytest.mark.parametrize("dtype", [np.int8, np.int64, np.bool_])
def test_integers_become_double_precision(activation: ActivationEntry, dtype: type[np.generic]) -> None:
    inputs = np.array([0, 1, 1], dtype)
    assert activation.curve(inputs).dtype == np.float64
    assert activation.curve(inputs).tolist() == activation.curve(inputs.astype(np.float64)).tolist()
    assert activation.slope(inputs).tolist() == activation.slope(inputs.astype(np.float64)).tolist()


@every
def test_complex_numbers_are_refused(activation: ActivationEntry) -> None:
    given = ([1j, 2j],) * (2 if activation.kind == "gate" else 1)
    with pytest.raises(TypeError, match="real numbers"):
        activation.function(*given)
    with pytest.raises(TypeError, match="real numbers"):
        activation.derivative(*given)


@every
@every_float
def test_nan_in_gives_nan_out(activation: ActivationEntry, dtype: type[np.floating]) -> None:
    inputs = np.array([np.nan, np.nan], dtype)
    assert np.isnan(activation.curve(inputs)).all()
    assert np.isnan(activation.slope(inputs)).all()


@every_elementwise
def test_nan_leaves_its_neighbours_alone(activation: ActivationEntry) -> None:
    assert np.isnan(activation.function([1.0, np.nan, -1.0])).tolist() == [False, True, False]
    assert np.isnan(activation.derivative([1.0, np.nan, -1.0])).tolist() == [False, True, False]


@every_of_one_array
def test_the_input_is_left_as_it_was(activation: ActivationEntry) -> None:
    inputs = np.array([-np.inf, -1.0, 0.0, 2.0])
    activation.function(inputs)[...] = 7.0
    activation.derivative(inputs)[...] = 7.0
    assert inputs.tolist() == [-np.inf, -1.0, 0.0, 2.0]


@every_elementwise
@FEW_EXAMPLES
@given(inputs=arrays(np.float64, 5, elements=st.floats(-1e4, 1e4)))
def test_each_element_is_treated_alone(activation: ActivationEntry, inputs: np.ndarray) -> None:
    alone = [activation.function(element) for element in inputs]
    np.testing.assert_allclose(activation.function(inputs), alone, rtol=1e-13, atol=1e-300)


@every
@every_float
@FEW_EXAMPLES
@given(inputs=arrays(np.float64, 5, elements=st.floats(-1e4, 1e4)))
def test_values_and_slopes_are_finite_far_out(
    activation: ActivationEntry, dtype: type[np.floating], inputs: np.ndarray
) -> None:
    # What grows faster than its input may leave the range of a float, and is then infinite, never NaN.
    fast = activation.growth in {"quadratic", "exponential"}
    wrong = np.isnan if fast else lambda values: ~np.isfinite(values)
    with np.errstate(over="ignore"):
        assert not wrong(activation.curve(inputs.astype(dtype))).any()
        assert not wrong(activation.slope(inputs.astype(dtype))).any()


@of_kind("element", "row", "pool")
@every_float
def test_the_largest_numbers_give_finite_ones(activation: ActivationEntry, dtype: type[np.floating]) -> None:
    # Half of the largest, since some slopes exceed 1.
    fast = activation.growth in {"quadratic", "exponential"}
    ends = np.finfo(dtype).max / 2 * np.array([-1, 1], dtype)
    with np.errstate(over="ignore"):
        outputs, slopes = activation.curve(ends), activation.slope(ends)
    assert not np.isnan([*outputs, *slopes]).any()
    assert fast or np.isfinite([*outputs, *slopes]).all()


def test_squareplus_of_the_largest_number_is_that_number() -> None:
    largest = float(np.finfo(np.float64).max)
    assert CATALOGUE["squareplus"].function(largest) == largest


@of_kind("element", "row", "pool")
@every_float
def test_infinity_gives_the_limit(activation: ActivationEntry, dtype: type[np.floating]) -> None:
    ends = np.array([-inf, inf], dtype)
    found = [*activation.curve(ends), *activation.slope(ends)]
    np.testing.assert_allclose(found, LIMITS[activation.name], rtol=2 * float(np.finfo(dtype).eps))


@every
@every_float
def test_single_and_half_precision_agree_with_double(activation: ActivationEntry, dtype: type[np.floating]) -> None:
    # No multiples of ½, where a jump may be: rounding could then take one for the other.
    inputs = np.linspace(-8.0, 8.0, 129) + 1 / 32
    tolerance = 16 * float(np.finfo(dtype).eps)
    np.testing.assert_allclose(activation.curve(inputs.astype(dtype)), activation.curve(inputs), tolerance, tolerance)
    np.testing.assert_allclose(activation.slope(inputs.astype(dtype)), activation.slope(inputs), tolerance, tolerance)


# Values and slopes against the formulas


@every
def test_values_agree_with_the_formula_in_many_digits(activation: ActivationEntry) -> None:
    inputs = np.array([-45.0, -12.0, -2.7, -1.0, -1e-9, 0.0, 1e-9, 0.3, 1.0, 2.9, 7.0, 30.0])
    with mpmath.workdps(DIGITS):
        expected = [float(sympy.lambdify(x, formula(activation), "mpmath")(mpmath.mpf(value))) for value in inputs]
    np.testing.assert_allclose(activation.curve(inputs), expected, rtol=2e-13, atol=smallest_error(activation))


@every
def test_slopes_agree_with_the_derived_formula_in_many_digits(activation: ActivationEntry) -> None:
    inputs = np.array([-30.0, -12.0, -2.7, -0.9, -1e-9, 1e-9, 0.3, 0.9, 2.4, 2.9, 7.0, 30.0])
    derived = sympy.diff(formula(activation), x)
    with mpmath.workdps(DIGITS):
        expected = [float(sympy.lambdify(x, derived, "mpmath")(mpmath.mpf(value))) for value in inputs]
    np.testing.assert_allclose(activation.slope(inputs), expected, rtol=2e-12, atol=smallest_error(activation))


@every
def test_slopes_agree_with_central_differences(activation: ActivationEntry) -> None:
    # Away from 0 and ±1 too: there ELU, softsign and sparse plus are smooth, but their slope bends.
    unbent = GRID[(np.abs(GRID) > 1e-4) & (np.abs(np.abs(GRID) - 1.0) > 1e-4)]
    inputs, step = away_from_kinks(activation, unbent, 1e-4), 1e-5
    differences = (activation.curve(inputs + step) - activation.curve(inputs - step)) / (2 * step)
    np.testing.assert_allclose(activation.slope(inputs), differences, atol=1e-9)


@pytest.mark.parametrize("name", ["relu", "softplus", "squareplus", "sparse_plus", "gelu", "silu", "hard_swish"])
@FEW_EXAMPLES
@given(value=st.floats(-1e4, 1e4))
def test_a_relative_of_relu_minus_its_mirror_image_is_the_identity(name: str, value: float) -> None:
    function = CATALOGUE[name].function
    np.testing.assert_allclose(function(value) - function(-value), value, rtol=1e-14, atol=1e-15)


@pytest.mark.parametrize("name", ["tanh", "softsign", "hard_tanh", "hard_shrink", "soft_shrink", "tanh_shrink"])
@FEW_EXAMPLES
@given(value=st.floats(-1e4, 1e4))
def test_a_function_that_squashes_or_shrinks_about_zero_is_odd_and_its_slope_even(name: str, value: float) -> None:
    activation = CATALOGUE[name]
    assert activation.function(-value) == -activation.function(value)
    assert activation.derivative(-value) == activation.derivative(value)


# What the catalogue says of each


@every
@FEW_EXAMPLES
@given(inputs=arrays(np.float64, 50, elements=st.floats(-1e4, 1e4)))
def test_no_output_leaves_the_range(activation: ActivationEntry, inputs: np.ndarray) -> None:
    outputs = activation.curve(inputs)
    assert (outputs >= activation.lower - 1e-15).all()
    assert (outputs <= activation.upper).all()


@every
def test_the_range_is_no_wider_than_the_outputs(activation: ActivationEntry) -> None:
    outputs = activation.curve(np.concatenate([GRID, [-1e9, 1e9]]))
    assert outputs.min() < -1e6 if activation.lower == -inf else outputs.min() - activation.lower < 1e-7
    assert outputs.max() > 1e6 if activation.upper == inf else activation.upper - outputs.max() < 1e-7


@every
def test_a_bound_is_reached_within_a_moderate_input_exactly_where_stated(activation: ActivationEntry) -> None:
    outputs = activation.curve(np.linspace(-7.0, 7.0, 14_001))
    assert bool(outputs.min() - activation.lower < 1e-7) is activation.lower_reached
    assert bool(activation.upper - outputs.max() < 1e-7) is activation.upper_reached


@every
def test_the_mean_output_is_that_of_many_draws(activation: ActivationEntry) -> None:
    outputs = activation.curve(np.random.default_rng(0).normal(size=200_000))
    assert activation.mean == pytest.approx(outputs.mean(), abs=6.0 * outputs.std() / np.sqrt(len(outputs)))


def test_zero_centred_is_not_the_same_as_zero_at_zero() -> None:
    at_zero = {name for name, each in CATALOGUE.items() if each.kind == "element" and each.curve(0.0) == 0.0}
    centred = {name for name in at_zero if abs(CATALOGUE[name].mean) < 1e-6}
    assert {"relu", "leaky_relu", "elu", "gelu", "silu"} <= at_zero - centred
    assert {"linear", "tanh", "softsign", "hard_tanh", "selu"} <= centred


@every
def test_no_slope_exceeds_the_largest_one_and_some_come_close(activation: ActivationEntry) -> None:
    inputs = np.concatenate([GRID, [-1e4, -1e3, 1e3, 1e4]])
    with np.errstate(over="ignore"):
        steepest = np.abs(activation.slope(inputs)).max()
    told = largest_slope(activation.slope)
    assert steepest > 1e3 if told == inf else told == pytest.approx(steepest, rel=1e-6)
    if activation.name in LIMITS:
        assert told >= max(LIMITS[activation.name][2:]) - 1e-6


@every
def test_monotone_means_that_no_step_goes_down(activation: ActivationEntry) -> None:
    assert bool((np.diff(activation.curve(GRID)) >= -1e-15).all()) is activation.monotone


@every
def test_falling_means_that_no_step_goes_up(activation: ActivationEntry) -> None:
    assert bool((np.diff(activation.curve(GRID)) <= 1e-15).all()) is activation.falling


@every
def test_growth_is_told_by_what_ten_times_the_input_gives(activation: ActivationEntry) -> None:
    near, far = np.abs(activation.curve([[-60.0, 60.0], [-600.0, 600.0]])).max(axis=1)
    limits = {"bounded": (0.0, 1.1), "linear": (9.0, 11.0), "quadratic": (99.0, 101.0), "exponential": (1e9, inf)}
    low, high = limits[activation.growth]
    assert low <= far / near <= high


@every
def test_saturation_means_that_the_slope_vanishes(activation: ActivationEntry) -> None:
    left, right = np.abs(activation.slope([-1e4, 1e4])) < 1e-6
    assert bool(left) is activation.saturates_left
    assert bool(right) is activation.saturates_right


@every
def test_the_slope_jumps_at_the_kinks(activation: ActivationEntry) -> None:
    kinks = np.array(activation.kinks)
    jumps = activation.slope(kinks + 1e-9) - activation.slope(kinks - 1e-9)
    assert (np.abs(jumps) > 0.1).all()
    assert activation.smooth is (len(kinks) == 0)


@every
def test_the_slope_jumps_nowhere_else(activation: ActivationEntry) -> None:
    middles = away_from_kinks(activation, (GRID[1:] + GRID[:-1]) / 2, 1e-3)
    slopes = activation.slope(middles + 5e-4)
    jumps = slopes - activation.slope(middles - 5e-4)
    assert (np.abs(jumps) < 0.01 * np.maximum(1.0, np.abs(slopes))).all()


@every
def test_the_function_jumps_where_stated_and_nowhere_else(activation: ActivationEntry) -> None:
    jumps = np.array(activation.jumps)
    assert (np.abs(activation.curve(jumps + 1e-9) - activation.curve(jumps - 1e-9)) > 0.1).all()
    inputs = np.array([*GRID, *activation.kinks])
    elsewhere = inputs[np.all([np.abs(inputs - jump) > 1e-3 for jump in (*jumps, inf)], axis=0)]
    outputs = activation.curve(elsewhere + 1e-9)
    steps = outputs - activation.curve(elsewhere - 1e-9)
    assert (np.abs(steps) < 1e-6 * np.maximum(1.0, np.abs(outputs))).all()


@of_kind("element", "row")
def test_the_slope_at_a_kink_is_0_if_a_side_is_flat_else_that_of_the_outer_side(
    activation: ActivationEntry,
) -> None:
    for kink in activation.kinks:
        sides = activation.slope([kink - 1e-9, kink + 1e-9])
        outer = sides[0] if kink <= 0 else sides[1]
        assert activation.slope(kink) == pytest.approx(0.0 if 0.0 in sides else outer)


@every
def test_the_cost_counts_the_transcendental_functions_of_the_formula(activation: ActivationEntry) -> None:
    kinds = (sympy.exp, sympy.log, sympy.tanh, sympy.erf)
    assert len(formula(activation).atoms(*kinds)) == activation.transcendentals


@every
def test_the_year_is_that_of_the_paper(activation: ActivationEntry) -> None:
    assert activation.paper.endswith(str(activation.year))


@every
def test_framework_names_are_whole(activation: ActivationEntry) -> None:
    assert activation.pytorch is None or activation.pytorch.startswith("torch.nn.")
    assert activation.keras is None or activation.keras.startswith(("keras.activations.", "keras.layers."))
    assert activation.jax is None or activation.jax.startswith("jax.nn.")


@pytest.mark.parametrize("framework", ["label", "pytorch", "keras", "jax", "sklearn"])
def test_no_name_stands_for_two_activations(framework: str) -> None:
    names = [name for activation in CATALOGUE.values() if (name := getattr(activation, framework))]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("activation", [a for a in CATALOGUE.values() if a.sklearn], ids=lambda a: a.name)
def test_scikit_learn_computes_the_same_under_its_name(activation: ActivationEntry) -> None:
    outputs = np.linspace(-3.0, 3.0, 13)
    ACTIVATIONS[activation.sklearn](outputs)  # in place
    np.testing.assert_allclose(outputs, activation.function(np.linspace(-3.0, 3.0, 13)), atol=1e-15)


# Parameters


@every
def test_a_parameter_has_the_default_of_the_function_and_a_range_around_it(activation: ActivationEntry) -> None:
    known = inspect.signature(activation.function).parameters
    keywords = [name for name, each in known.items() if each.default is not inspect.Parameter.empty]
    assert [parameter.name for parameter in activation.parameters] == keywords
    for parameter in activation.parameters:
        assert parameter.default == known[parameter.name].default
        assert parameter.low <= parameter.default <= parameter.high


@pytest.mark.parametrize(
    ("name", "parameter"), [(name, each) for name, activation in CATALOGUE.items() for each in activation.parameters]
)
def test_curve_and_slope_agree_over_the_range_of_a_parameter(name: str, parameter: Parameter) -> None:
    activation, step = CATALOGUE[name], 1e-5
    inputs = np.linspace(-4.01, 4.01, 40)
    for value in np.linspace(parameter.low, parameter.high, 4):
        given = {parameter.name: float(value)}
        differences = activation.curve(inputs + step, **given) - activation.curve(inputs - step, **given)
        np.testing.assert_allclose(activation.slope(inputs, **given), differences / (2 * step), atol=1e-7)


def test_what_looks_at_one_number_of_several_leaves_the_other_at_zero() -> None:
    assert CATALOGUE["softmax"].curve([-1000.0, 0.0, 1000.0]).tolist() == [0.0, 0.5, 1.0]
    assert CATALOGUE["softmax"].slope([-1000.0, 0.0, 1000.0]).tolist() == [0.0, 0.25, 0.0]
    assert CATALOGUE["maxout"].curve([-1.0, 2.0]).tolist() == [0.0, 2.0]


def test_a_gate_is_given_its_own_number_as_the_value() -> None:
    assert CATALOGUE["swiglu"].curve(2.0) == CATALOGUE["swiglu"].function(2.0, 2.0)


def test_smooth_means_neither_kink_nor_jump() -> None:
    assert [CATALOGUE[name].smooth for name in ("silu", "relu", "hard_shrink")] == [True, False, False]


@every
def test_everything_that_is_told_is_told(activation: ActivationEntry) -> None:
    assert activation.used
    assert activation.weakness
    assert set(activation.properties()) == set(CATALOGUE["relu"].properties())


@pytest.mark.parametrize(
    ("name", "told"),
    [("relu", "0"), ("leaky_relu", "0.01"), ("hard_swish", "0, 1"), ("hard_tanh", "0, 0"), ("maxout", "0.5")],
)
def test_the_slope_at_the_kinks_is_told(name: str, told: str) -> None:
    assert CATALOGUE[name].properties()["Slope at kinks"] == told


FAR = np.array([-1e3, 1e3])
WEAKNESSES: dict[str, Callable[[ActivationEntry], object]] = {
    "sigmoid": lambda e: e.slope(0.0) == 0.25 and (e.slope(FAR) == 0).all(),
    "tanh": lambda e: (e.slope(FAR) == 0).all(),
    "softsign": lambda e: 0.98 < e.function(100.0) < 0.995,
    "hard_tanh": lambda e: (e.slope([-1.01, 1.01]) == 0).all(),
    "hard_sigmoid": lambda e: (e.slope([-3.01, 3.01]) == 0).all(),
    "sparse_sigmoid": lambda e: (e.slope([-1.01, 1.01]) == 0).all() and e.function(-1.01) == 0,
    "relu": lambda e: e.slope(-1e-9) == 0 and (e.function(FAR) >= 0).all(),
    "relu6": lambda e: (e.slope([-0.01, 6.01]) == 0).all(),
    "relu_squared": lambda e: e.function(1e3) == 1e6 and e.slope(1e3) == 2e3,
    "threshold": lambda e: e.jumps == (1.0,) and (e.slope([-5.0, 0.99]) == 0).all(),
    "softplus": lambda e: (e.function(np.linspace(-30.0, 30.0, 61)) > 0).all(),
    "squareplus": lambda e: e.function(-10.0).round(2) == 0.1,
    "sparse_plus": lambda e: (e.slope([-1.01, -50.0]) == 0).all(),
    "silu": lambda e: not e.monotone and e.transcendentals == 1,
    "hard_swish": lambda e: e.slope([3 - 1e-9, 3 + 1e-9]).round(6).tolist() == [1.5, 1.0],
    "mish": lambda e: e.transcendentals == 3,
    "soft_shrink": lambda e: e.function(2.0) == 1.5 and (e.slope([-0.49, 0.49]) == 0).all(),
    "tanh_shrink": lambda e: (e.slope([-0.3, 0.3]) < 0.1).all(),
    "exponential": lambda e: e.function(100.0) > 1e40 and e.function(800.0) == np.inf,
}


@pytest.mark.parametrize("name", WEAKNESSES)
@pytest.mark.filterwarnings("ignore:overflow")
def test_what_is_said_against_it_in_numbers_holds(name: str) -> None:
    assert WEAKNESSES[name](CATALOGUE[name])


def test_properties_in_words() -> None:
    assert CATALOGUE["softmin"].properties() == {
        "Range": "(0, 1)",
        "Mean output": "0.5",
        "Monotone": "falling",
        "Saturates": "both",
        "Kinks": "–",
        "Slope at kinks": "–",
        "Jumps": "–",
        "Largest slope": "0.25",
        "Growth": "bounded",
        "Transcendentals": "1",
    }
