import numpy as np
import pytest

from snippets.lifecycle.leakage import (
    coin_scores,
    measured_again,
    most_telling,
    noise,
    select_then_split,
    split_then_select,
)


def test_a_telling_column_is_found_first() -> None:
    x, labels = noise(100, np.random.default_rng(0))
    x[labels == "ill", 42] += 5
    assert most_telling(x, labels)[0] == 42


def test_the_unit_of_a_column_does_not_matter() -> None:
    x, labels = noise(50, np.random.default_rng(0))
    units = np.geomspace(0.001, 1_000, 50)
    assert most_telling(x, labels).tolist() == most_telling(x * units, labels).tolist()


@pytest.mark.parametrize("seed", range(3))
def test_choosing_before_the_split_finds_something_in_nothing(seed: int) -> None:
    x, labels = noise(1_000, np.random.default_rng(seed))
    assert select_then_split(x, labels, np.random.default_rng(seed)) > 0.7


def test_choosing_in_each_fold_finds_nothing_in_nothing() -> None:
    scores = [
        split_then_select(*noise(300, np.random.default_rng(seed)), np.random.default_rng(seed)) for seed in range(20)
    ]
    assert np.mean(scores) == pytest.approx(0.5, abs=0.06)


def test_choosing_in_each_fold_finds_what_is_there() -> None:
    x, labels = noise(300, np.random.default_rng(0))
    x[labels == "ill", 7] += 6
    assert split_then_select(x, labels, np.random.default_rng(0)) > 0.9


def test_a_penguin_has_one_coin() -> None:
    _, coin, penguin = measured_again(np.random.default_rng(0))
    assert all(len(set(coin[penguin == number])) == 1 for number in range(151))


def test_measurements_of_a_penguin_differ_a_little() -> None:
    x, _, penguin = measured_again(np.random.default_rng(0), times=2)
    apart = x[::2] - x[1::2]
    assert penguin[::2].tolist() == penguin[1::2].tolist()
    assert 0.1 < apart.std() < 0.2


def test_a_coin_is_foretold_only_where_copies_leak() -> None:
    by_row, by_penguin = np.mean([coin_scores(np.random.default_rng(seed)) for seed in range(5)], axis=0)
    assert by_row > 0.75
    assert by_penguin == pytest.approx(0.5, abs=0.06)
