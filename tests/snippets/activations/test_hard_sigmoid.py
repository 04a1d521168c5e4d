from collections.abc import Callable

import numpy as np
import pytest

from snippets.activations import (
    hard_sigmoid,
    hard_sigmoid_derivative,
    keras_hard_sigmoid,
    keras_hard_sigmoid_derivative,
    sigmoid,
)
from snippets.arrays import Array


def test_todays_definition_reaches_its_bounds_at_three() -> None:
    assert hard_sigmoid([-3.0, 0.0, 3.0]).tolist() == [0.0, 0.5, 1.0]
    assert 0.0 < hard_sigmoid(np.nextafter(-3.0, 0.0)) < hard_sigmoid(2.999) < 1.0


def test_the_definition_of_old_keras_reaches_its_bounds_at_two_and_a_half() -> None:
    assert keras_hard_sigmoid([-2.5, 0.0, 2.5]).tolist() == [0.0, 0.5, 1.0]
    assert 0.0 < keras_hard_sigmoid(-2.499) < keras_hard_sigmoid(2.499) < 1.0


@pytest.mark.parametrize(
    ("derivative", "kink", "slope"),
    [(hard_sigmoid_derivative, 3.0, 1 / 6), (keras_hard_sigmoid_derivative, 2.5, 0.2)],
)
def test_the_slope_is_that_of_the_line_inside_and_zero_from_the_kinks_on(
    derivative: Callable[..., Array], kink: float, slope: float
) -> None:
    just_inside = np.nextafter(kink, 0.0)
    assert derivative([-kink, -just_inside, 0.0, just_inside, kink]).tolist() == [0.0, slope, slope, slope, 0.0]


@pytest.mark.parametrize(("hard", "largest"), [(hard_sigmoid, 0.07), (keras_hard_sigmoid, 0.08)])
def test_both_stay_near_the_sigmoid(hard: Callable[..., Array], largest: float) -> None:
    x = np.linspace(-10.0, 10.0, 2001)
    assert np.abs(hard(x) - sigmoid(x)).max() < largest
