from collections.abc import Callable

import numpy as np
import pytest
import scipy.special
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from snippets.activations import (
    log_softmax,
    log_softmax_jacobian,
    naive_softmax,
    shifted,
    sigmoid,
    softmax,
    softmax_jacobian,
)
from snippets.arrays import Array

FEW_EXAMPLES = settings(max_examples=40, deadline=None)

logits_of_any_shape = arrays(
    np.float64, array_shapes(min_dims=1, max_dims=3, max_side=5), elements=st.floats(-1e4, 1e4)
)
moderate_logits = arrays(np.float64, array_shapes(min_dims=1, max_dims=3, max_side=5), elements=st.floats(-20, 20))
temperatures = st.floats(0.05, 50.0)


@FEW_EXAMPLES
@given(logits_of_any_shape, temperatures)
def test_probabilities_are_never_negative_and_sum_to_one(logits: np.ndarray, temperature: float) -> None:
    probabilities = softmax(logits, temperature)
    assert (probabilities >= 0).all()
    np.testing.assert_allclose(probabilities.sum(axis=-1), 1.0, rtol=1e-14)


@FEW_EXAMPLES
@given(moderate_logits, st.integers(-1000, 1000))
def test_a_shift_of_all_logits_changes_nothing(logits: np.ndarray, shift: int) -> None:
    np.testing.assert_allclose(softmax(logits + shift), softmax(logits), rtol=1e-11)


@FEW_EXAMPLES
@given(moderate_logits)
def test_the_order_of_the_logits_is_the_order_of_the_probabilities(logits: np.ndarray) -> None:
    ordered = np.sort(logits, axis=-1)
    assert (np.diff(softmax(ordered), axis=-1) >= 0).all()


@FEW_EXAMPLES
@given(moderate_logits)
def test_exchanging_classes_exchanges_their_probabilities(logits: np.ndarray) -> None:
    np.testing.assert_allclose(softmax(logits[..., ::-1]), softmax(logits)[..., ::-1], rtol=1e-13)


@FEW_EXAMPLES
@given(moderate_logits, temperatures)
def test_the_temperature_divides_the_logits(logits: np.ndarray, temperature: float) -> None:
    np.testing.assert_allclose(softmax(logits, temperature), softmax(logits / temperature), rtol=1e-10, atol=1e-300)


@FEW_EXAMPLES
@given(logits_of_any_shape)
def test_softmax_agrees_with_scipy(logits: np.ndarray) -> None:
    np.testing.assert_allclose(softmax(logits), scipy.special.softmax(logits, axis=-1), rtol=1e-13, atol=1e-300)


@FEW_EXAMPLES
@given(logits_of_any_shape)
def test_log_softmax_agrees_with_scipy(logits: np.ndarray) -> None:
    np.testing.assert_allclose(log_softmax(logits), scipy.special.log_softmax(logits, axis=-1), rtol=1e-13, atol=1e-15)


@FEW_EXAMPLES
@given(moderate_logits)
def test_log_softmax_is_the_logarithm_of_softmax(logits: np.ndarray) -> None:
    np.testing.assert_allclose(log_softmax(logits), np.log(softmax(logits)), rtol=1e-13, atol=1e-14)


@FEW_EXAMPLES
@given(moderate_logits)
def test_the_naive_formula_agrees_where_it_does_not_overflow(logits: np.ndarray) -> None:
    np.testing.assert_allclose(naive_softmax(logits), softmax(logits), rtol=1e-13)


def test_the_naive_formula_overflows_where_softmax_does_not() -> None:
    assert np.isnan(naive_softmax([1000.0, 999.0])).all()
    np.testing.assert_allclose(softmax([1000.0, 999.0]), sigmoid([1.0, -1.0]))


@FEW_EXAMPLES
@given(st.floats(-1e4, 1e4))
def test_of_two_classes_softmax_is_the_sigmoid(logit: float) -> None:
    np.testing.assert_allclose(softmax([logit, 0.0]), sigmoid([logit, -logit]), rtol=1e-13)


def test_a_low_temperature_picks_the_largest_logit() -> None:
    assert softmax([3.0, 1.0, 2.0], temperature=1e-310).tolist() == [1.0, 0.0, 0.0]


def test_a_high_temperature_makes_all_classes_alike() -> None:
    np.testing.assert_allclose(softmax([3.0, 1.0, 2.0], temperature=1e12), 1 / 3)


@pytest.mark.parametrize("temperature", [0.0, -1.0, np.inf, np.nan])
@pytest.mark.parametrize("function", [softmax, softmax_jacobian])
def test_a_temperature_must_be_a_positive_number(function: Callable[..., Array], temperature: float) -> None:
    with pytest.raises(ValueError, match=rf"^temperature must be positive and finite, not {temperature}$"):
        function([1.0, 2.0], temperature)


@pytest.mark.parametrize("function", [shifted, softmax, softmax_jacobian, log_softmax, log_softmax_jacobian])
@pytest.mark.parametrize("logits", [1.0, [], np.ones((3, 0))])
def test_a_row_without_classes_is_refused(function: Callable[..., Array], logits: object) -> None:
    with pytest.raises(ValueError, match=r"^logits must have classes along their last axis, but their shape is \("):
        function(logits)


def test_a_batch_without_rows_is_an_empty_batch() -> None:
    assert softmax(np.ones((0, 3))).shape == (0, 3)
    assert softmax_jacobian(np.ones((0, 3))).shape == (0, 3, 3)


def test_a_masked_class_gets_no_probability() -> None:
    np.testing.assert_allclose(softmax([0.0, -np.inf, 0.0]), [0.5, 0.0, 0.5])
    assert log_softmax([0.0, -np.inf])[1] == -np.inf


def test_an_infinite_logit_takes_all() -> None:
    assert softmax([np.inf, 5.0, -np.inf]).tolist() == [1.0, 0.0, 0.0]


def test_equally_infinite_logits_share() -> None:
    assert softmax([np.inf, np.inf, 0.0]).tolist() == [0.5, 0.5, 0.0]
    assert softmax([-np.inf, -np.inf]).tolist() == [0.5, 0.5]


def test_nan_spoils_its_own_row_and_no_other() -> None:
    assert np.isnan(softmax([[1.0, np.nan], [1.0, 2.0]])).tolist() == [[True, True], [False, False]]


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_logits_at_both_ends_of_a_float_type_do_not_overflow(dtype: type[np.floating]) -> None:
    ends = np.array([np.finfo(dtype).max, np.finfo(dtype).min], dtype)
    assert softmax(ends).tolist() == [1.0, 0.0]
    assert softmax(ends, temperature=0.01).tolist() == [1.0, 0.0]


def test_a_temperature_of_numpy_keeps_the_float_type_of_the_logits() -> None:
    assert softmax(np.zeros(2, np.float32), np.float64(2.0)).dtype == np.float32
    assert softmax_jacobian(np.zeros(2, np.float32), np.float64(2.0)).dtype == np.float32


@FEW_EXAMPLES
@given(logits_of_any_shape, temperatures)
def test_rows_and_columns_of_the_jacobian_sum_to_zero(logits: np.ndarray, temperature: float) -> None:
    jacobian = softmax_jacobian(logits, temperature)
    np.testing.assert_allclose(jacobian.sum(axis=-1), 0.0, atol=1e-14)
    np.testing.assert_allclose(jacobian.sum(axis=-2), 0.0, atol=1e-14)


@FEW_EXAMPLES
@given(logits_of_any_shape)
def test_rows_of_the_logarithms_jacobian_sum_to_zero(logits: np.ndarray) -> None:
    np.testing.assert_allclose(log_softmax_jacobian(logits).sum(axis=-1), 0.0, atol=1e-14)


@FEW_EXAMPLES
@given(moderate_logits, st.floats(0.5, 5.0))
def test_softmax_jacobian_agrees_with_central_differences(logits: np.ndarray, temperature: float) -> None:
    differences = central_differences(lambda rows: softmax(rows, temperature), logits)
    np.testing.assert_allclose(softmax_jacobian(logits, temperature), differences, atol=1e-9)


@FEW_EXAMPLES
@given(moderate_logits)
def test_log_softmax_jacobian_agrees_with_central_differences(logits: np.ndarray) -> None:
    np.testing.assert_allclose(log_softmax_jacobian(logits), central_differences(log_softmax, logits), atol=1e-8)


def test_a_difference_too_large_to_hold_is_minus_infinity() -> None:
    assert shifted([1.7e308, -1.7e308]).tolist() == [0.0, -np.inf]
    assert log_softmax([1.7e308, -1.7e308]).tolist() == [0.0, -np.inf]


def test_shifted_logits_have_their_largest_at_zero() -> None:
    assert shifted([[3.0, 1.0], [-5.0, -4.0]]).tolist() == [[0.0, -2.0], [-1.0, 0.0]]


def central_differences(function: Callable[..., Array], logits: np.ndarray) -> np.ndarray:
    """Jacobian of shape (..., outputs, inputs), one input moved at a time."""
    steps = 1e-5 * np.eye(logits.shape[-1])
    columns = [(function(logits + step) - function(logits - step)) / 2e-5 for step in steps]
    return np.stack(columns, axis=-1)
