import numpy as np
import pytest

from snippets.optimisers import GradientDescent
from snippets.optimisers.experiments.frequencies import (
    MIDDLES,
    TRIES,
    best_rate,
    left_to_learn,
    rates,
    slope,
    to_learn,
    trained,
    tried,
    word_pairs,
)


@pytest.mark.parametrize("zipf", [True, False])
@pytest.mark.parametrize("name", MIDDLES)
def test_no_best_rate_lies_at_the_edge_of_its_grid(name: str, zipf: bool) -> None:
    assert 0 < int(np.argmin(tried(name, zipf))) < TRIES - 1
    assert best_rate(name, zipf) in rates(name, zipf)


def test_a_word_of_rank_ten_comes_a_tenth_as_often_as_the_first() -> None:
    often = word_pairs(seed=1).sum(axis=1)
    assert often[9] == pytest.approx(often[0] / 10)
    assert word_pairs(seed=1, zipf=False).sum(axis=1) == pytest.approx(0.01)


def test_the_slope_is_that_of_the_loss() -> None:
    pairs, rng = word_pairs(seed=0, words=6), np.random.default_rng(0)
    logits, direction = rng.normal(size=(2, 6, 6))

    def loss(at: float) -> float:
        return float(to_learn(logits + at * direction, pairs) @ pairs.sum(axis=1))

    measured = (loss(1e-5) - loss(-1e-5)) / 2e-5
    assert measured == pytest.approx(float((slope(logits, pairs) * direction).sum()), rel=1e-6)


def test_nothing_is_left_where_the_logits_are_the_true_ones() -> None:
    pairs = word_pairs(seed=0)
    assert to_learn(np.log(pairs), pairs) == pytest.approx(0, abs=1e-12)


def test_a_small_rate_only_goes_down() -> None:
    left = trained(GradientDescent(5.0), word_pairs(seed=0), steps=20)
    assert (np.diff(left, axis=0) < 0).all()


def test_every_seed_starts_with_everything_left() -> None:
    assert (left_to_learn("adam", zipf=True)[:, 0] == 1).all()
