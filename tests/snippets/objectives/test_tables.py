import numpy as np

from snippets.objectives.tables import median_and_range


def test_shares_are_rounded_to_per_cent() -> None:
    assert median_and_range(np.array([0.014, 0.996, 0.505])) == "50 % (1–100)"
