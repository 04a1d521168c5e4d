import math

import pytest

from snippets.generalisation import facts
from tests.snippets.facts import facts_of

ALL = facts_of(facts)


@pytest.mark.parametrize("name", ALL)
def test_a_fact_is_a_finite_number(name: str) -> None:
    value = ALL[name]()
    assert isinstance(value, int | float)
    assert math.isfinite(value)


def test_early_stopping_is_told_from_the_run_that_was_not_stopped() -> None:
    assert facts.errors("stopping", 0.2).mean() < facts.errors("nothing", 0.2).mean()
    assert (facts.stops(0.2) > 0).all()
