import math

import pytest

from snippets.attention import facts
from tests.snippets.facts import facts_of

ALL = facts_of(facts)


@pytest.mark.parametrize("name", ALL)
def test_a_fact_is_a_finite_number(name: str) -> None:
    value = ALL[name]()
    assert isinstance(value, int | float)
    assert math.isfinite(value)
