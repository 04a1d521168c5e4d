import math

import numpy as np
import pytest

from snippets.lifecycle import facts
from snippets.lifecycle.experiments import drawer, ladder, ruler, searched
from snippets.lifecycle.tables import dream
from tests.snippets.facts import facts_of

ALL = facts_of(facts)


@pytest.mark.parametrize("name", ALL)
def test_a_fact_is_a_finite_number(name: str) -> None:
    value = ALL[name]()
    assert isinstance(value, float | int)
    assert math.isfinite(value)


def test_the_drawer_and_the_rest_are_all_measured_penguins() -> None:
    assert len(searched()) + len(drawer()) == facts.measured_count()


def test_nothing_of_the_drawer_is_searched() -> None:
    assert set(np.unique(searched()["year"])) == {2007, 2008}


def test_each_rung_of_the_ladder_is_higher() -> None:
    scores = list(ladder().values())
    assert scores == sorted(scores)


def test_the_interval_holds_the_score() -> None:
    assert facts.test_low() < facts.test_accuracy() < facts.test_high()


def test_an_error_in_the_depth_hurts_more_in_every_split() -> None:
    assert (ruler(2.0, length=False, depth=True) < ruler(2.0, length=True, depth=False)).all()


def test_a_name_that_was_never_learned_is_never_given() -> None:
    assert [row["Called Chinstrap"] for row in dream()] == [0, 0]


def test_the_table_counts_every_penguin_of_dream() -> None:
    assert sum(int(str(row[key])) for row in dream() for key in row if key != "Species") == 124
