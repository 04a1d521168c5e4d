import math

import numpy as np
import pytest

from snippets.activations.experiments.contenders import RELU, SIGMOID, TANH
from snippets.activations.experiments.depth import moments_after
from snippets.activations.moments import moments


def test_the_moments_of_the_identity_are_those_of_the_inputs() -> None:
    assert moments(lambda x: x) == pytest.approx((0.0, 1.0))


def test_the_moments_of_relu_are_known() -> None:
    mean = 1.0 / math.sqrt(2.0 * math.pi)
    assert moments(RELU.function) == pytest.approx((mean, 0.5 - mean**2))


def test_the_moments_are_those_of_many_draws() -> None:
    outputs = SIGMOID.function(np.random.default_rng(0).normal(size=200_000))
    assert moments(SIGMOID.function) == pytest.approx((outputs.mean(), outputs.var()), abs=1e-3)


def test_layer_by_layer_tanh_shrinks_what_passes() -> None:
    variances = [moments_after(TANH, gain=1.0, depth=depth, seed=0)[1] for depth in (1, 4, 16)]
    assert variances == sorted(variances, reverse=True)


def test_one_wide_layer_does_to_the_variance_what_the_function_does() -> None:
    assert moments_after(TANH, gain=1.0, depth=1, seed=0, width=512)[1] == pytest.approx(
        moments(TANH.function)[1], abs=0.02
    )
