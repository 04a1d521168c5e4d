import numpy as np
import pytest

from snippets.activations import SELU_ALPHA, SELU_SCALE, selu, selu_derivative

x = np.linspace(-12.0, 12.0, 240_001)
density = np.exp(-(x**2) / 2) / np.sqrt(2 * np.pi)


def test_a_standard_normal_input_gives_mean_zero_and_variance_one() -> None:
    assert np.trapezoid(selu(x) * density, x) == pytest.approx(0.0, abs=1e-7)
    assert np.trapezoid(selu(x) ** 2 * density, x) == pytest.approx(1.0, abs=1e-7)


def test_selu_bends_towards_minus_the_product_of_its_constants() -> None:
    assert selu(-100.0) == -SELU_SCALE * SELU_ALPHA


def test_the_slope_at_the_kink_is_that_of_the_left() -> None:
    assert selu_derivative(0.0) == SELU_SCALE * SELU_ALPHA
    assert selu_derivative(1e-300) == SELU_SCALE
