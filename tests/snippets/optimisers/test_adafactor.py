import numpy as np
import pytest

from snippets.optimisers import Adafactor
from snippets.optimisers.adafactor import adafactor_update, root_mean_square

RNG = np.random.default_rng(0)
ROWS, COLUMNS = RNG.uniform(0.5, 3.0, (3, 1)), RNG.uniform(0.5, 3.0, 4)


def unclipped(gradient: np.ndarray) -> np.ndarray:
    """The gradient divided by the roots of what is told of its squares."""
    parameters = np.ones_like(gradient)
    moved = adafactor_update(parameters, gradient, 0.0, 0.0, step=1, learning_rate=1.0, clip=np.inf)
    return np.asarray(parameters - moved.parameters)


def test_squares_that_are_a_row_times_a_column_are_told_exactly() -> None:
    signs = RNG.choice([-1.0, 1.0], (3, 4))
    np.testing.assert_allclose(unclipped(signs * ROWS * COLUMNS), signs, rtol=1e-12)


def test_other_squares_are_not() -> None:
    assert np.ptp(np.abs(unclipped(np.array([[1.0, 2.0], [2.0, 1.0]])))) > 0.5


def test_a_vector_is_told_exactly() -> None:
    gradient = np.array([3.0, -0.01, 500.0])
    np.testing.assert_allclose(unclipped(gradient), [1.0, -1.0, 1.0], rtol=1e-12)


def test_a_matrix_keeps_one_number_a_row_and_one_a_column() -> None:
    adafactor = Adafactor()
    adafactor.step(np.ones((3, 4)), np.ones((3, 4)))
    assert (np.shape(adafactor.row_squares), np.shape(adafactor.column_squares)) == ((3,), (4,))
    assert np.sum(adafactor.row_squares) == pytest.approx(np.sum(adafactor.column_squares))


def test_two_steps_by_hand() -> None:
    # One parameter of 2, κ = 1: β₂ = ½. Moves 4/√16 = 1 and 2/√((16 + 4)/2) = 2/√10, each times the parameter's size.
    adafactor, theta = Adafactor(0.1, decay=1.0), np.array([2.0])
    theta = adafactor.step(theta, np.array([4.0]))
    assert theta.item() == pytest.approx(2.0 - 0.1 * 2.0)
    assert adafactor.step(theta, np.array([2.0])).item() == pytest.approx(1.8 - 0.1 * 1.8 * 2.0 / np.sqrt(10.0))


def test_a_step_is_a_share_of_the_parameters_size() -> None:
    gradient = RNG.normal(size=(3, 4))
    small, large = (Adafactor().step(np.full((3, 4), size), gradient) - size for size in (1.0, 100.0))
    np.testing.assert_allclose(large, 100.0 * small, rtol=1e-9)


def test_parameters_of_zero_can_leave_it() -> None:
    moved = Adafactor(0.01, least_size=0.001).step(np.zeros(2), np.array([1.0, -1.0]))
    np.testing.assert_allclose(moved, [-1e-5, 1e-5])


def test_a_sudden_gradient_is_clipped() -> None:
    adafactor = Adafactor(1.0)
    for _ in range(100):
        adafactor.step(np.ones(4), np.full(4, 0.01))
    moved = 1.0 - adafactor.step(np.ones(4), np.array([100.0, 0.01, 0.01, 0.01]))
    assert root_mean_square(moved) == pytest.approx(101**-0.5)  # of length one, times the falling rate
