import pytest

from snippets.optimisers import tables
from snippets.optimisers.catalogue import EXPLAINED
from snippets.optimisers.experiments.tuning import Budget

QUICK = Budget(tries=1, tuning_seeds=1, final_seeds=2, steps=2)


@pytest.mark.parametrize("rows", [tables.first_steps(), tables.outcomes(QUICK)])
def test_a_table_has_a_row_for_every_optimiser(rows: list[dict[str, object]]) -> None:
    assert [row["Optimiser"] for row in rows] == [entry.label for entry in EXPLAINED.values()]


def test_the_hand_worked_table_ends_where_the_hand_does() -> None:
    # The working stands beside the test of Adam.
    assert [row["Parameter"] for row in tables.adam_by_hand()] == ["0.9000", "0.8000", "0.8249", "0.8452"]
    assert [row["Mean"] for row in tables.adam_by_hand()] == ["0.1000", "0.1900", "−0.1290", "−0.1161"]
    assert [row["Mean, corrected"] for row in tables.adam_by_hand()] == ["1.0000", "1.0000", "−0.4760", "−0.3376"]
    assert [row["Square, corrected"] for row in tables.adam_by_hand()] == ["1.0000", "1.0000", "3.6693", "2.7506"]


def test_only_the_scale_invariant_take_first_steps_of_one_length() -> None:
    for row, entry in zip(tables.first_steps(), EXPLAINED.values(), strict=True):
        lengths = set(row.values()) - {entry.label}
        assert (len(lengths) == 1) is entry.scale_invariant
