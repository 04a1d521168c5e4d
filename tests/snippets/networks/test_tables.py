import numpy as np

from snippets.networks.tables import counts, percentages


def test_a_range_stands_behind_the_median() -> None:
    assert percentages(np.array([0.1, 0.9, 0.2])) == "20 (10–90)"


def test_one_seed_that_is_late_or_never_arrives_is_left_open() -> None:
    assert counts((5.0, 10.0, np.inf)) == counts((5.0, 10.0, 1005.0)) == "10 (5–…)"


def test_most_seeds_that_never_arrive_are_a_dash() -> None:
    assert counts((5.0, np.inf, np.inf)) == "–"
