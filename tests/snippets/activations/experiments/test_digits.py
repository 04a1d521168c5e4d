from itertools import pairwise

import numpy as np
import pytest

from snippets.activations.experiments.contenders import TANH
from snippets.activations.experiments.digits import SIZES, digits, nth, training


def test_each_pixel_is_centred() -> None:
    x, _ = digits()
    np.testing.assert_allclose(x.mean(axis=0), 0.0, atol=1e-12)


def test_all_pixels_together_spread_by_one() -> None:
    x, _ = digits()
    assert x.std() == pytest.approx(1.0)


def test_training_starts_with_the_untrained_net() -> None:
    first = next(training(TANH, gain=1.0, rate=0.1, seed=0))
    assert [layer.weights.shape for layer in first.layers] == list(pairwise(SIZES))
    assert not any(layer.bias.any() for layer in first.layers)


def test_training_is_the_same_for_the_same_seed() -> None:
    once, again = (nth(training(TANH, gain=1.0, rate=0.1, seed=4), 3) for _ in range(2))
    assert np.array_equal(once.parameters, again.parameters)
