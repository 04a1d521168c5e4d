from collections.abc import Callable

import numpy as np
import pytest

from snippets.optimisers import AdaGrad, Adam, GradientDescent, Momentum
from snippets.optimisers.experiments.generalise import SHARE, held_out_accuracy, samples


def test_the_first_feature_is_the_answer() -> None:
    x, answers = samples(20, np.random.default_rng(0))
    assert x[:, 0].tolist() == answers.tolist()


def test_a_sample_has_features_that_no_other_has() -> None:
    x, answers = samples(20, np.random.default_rng(0))
    own = x[:, 3:]
    assert (np.count_nonzero(own, axis=0) <= 1).all()
    assert np.count_nonzero(own, axis=1).tolist() == [1 if answer > 0 else 5 for answer in answers]


@pytest.mark.parametrize("optimiser", [GradientDescent(0.1), Momentum(0.1)], ids=["descent", "momentum"])
def test_descent_learns_the_first_feature(optimiser: GradientDescent | Momentum) -> None:
    assert held_out_accuracy(optimiser) == (1.0, 1.0)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("make", [lambda: Adam(0.01), lambda: AdaGrad(0.1)], ids=["adam", "adagrad"])
def test_adaptive_methods_learn_to_say_yes(make: Callable[[], Adam | AdaGrad], seed: int) -> None:
    known, new = held_out_accuracy(make(), seed)
    assert known == 1.0
    assert new == pytest.approx(SHARE, abs=0.05)


def test_a_huge_epsilon_mends_adam() -> None:
    assert held_out_accuracy(Adam(100.0, epsilon=1000.0)) == (1.0, 1.0)
