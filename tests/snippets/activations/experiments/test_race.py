import numpy as np
import pytest

from snippets.activations.catalogue import CATALOGUE
from snippets.activations.experiments.race import RUNNERS, best_rate, outcome, rates, right_gain


@pytest.mark.parametrize("name", RUNNERS)
def test_a_layer_of_the_right_gain_lets_a_gradient_through(name: str) -> None:
    rng = np.random.default_rng(0)
    sums, error = rng.normal(size=(500, 400)), rng.normal(size=(500, 400))
    weights = rng.normal(0.0, right_gain(name) / 20, (400, 400))
    below = (error @ weights) * CATALOGUE[name].derivative(sums)
    assert float(np.mean(below**2)) == pytest.approx(1.0, rel=0.05)


@pytest.mark.parametrize("name", RUNNERS)
def test_every_runner_learns_at_a_rate_of_its_grid(name: str) -> None:
    assert best_rate(name) in rates(name)
    assert outcome(name).max() < 0.15
