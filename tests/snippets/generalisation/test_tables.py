import numpy as np

from snippets.generalisation.tables import REMEDIES, percentages, remedies


def test_a_row_for_every_remedy() -> None:
    assert [row["Remedy"] for row in remedies()] == list(REMEDIES.values())


def test_shares_are_told_in_the_hundred() -> None:
    assert percentages(np.array([0.1, 0.2])) == "15.0 (10.0–20.0)"
