"""The numbers of the deployment posts, against the data counted another way."""

import pytest

from snippets.deployment import facts
from snippets.lifecycle import facts as lifecycle


def test_the_example_lies_beyond_every_bill_measured() -> None:
    assert facts.longest_bill() == facts.longest_gentoo_bill() == 59.6
    assert facts.example_beyond() == pytest.approx(1.5)


def test_the_example_is_no_sure_thing() -> None:
    assert facts.example_gentoo() + facts.example_chinstrap() == pytest.approx(1, abs=1e-3)
    assert 0.7 < facts.example_gentoo() < 0.9


def test_accuracy_and_mistakes_tell_the_same_story() -> None:
    right = facts.held_out_penguins() - facts.held_out_mistakes()
    assert facts.held_out_accuracy() == pytest.approx(right / facts.held_out_penguins())


def test_the_model_beats_naming_the_commonest_species() -> None:
    assert facts.majority_accuracy() == pytest.approx(52 / 119)
    assert facts.held_out_accuracy() > 2 * facts.majority_accuracy()


def test_counts_and_limits_are_those_of_data_and_contract() -> None:
    assert (facts.penguins(), facts.species(), facts.held_out_penguins()) == (342, 3, 119)
    assert (facts.max_rows(), facts.max_body()) == (1_000, 65_536)


def test_the_accuracy_is_that_of_the_life_cycle_with_which_it_is_compared() -> None:
    assert facts.held_out_accuracy() == pytest.approx(lifecycle.test_accuracy())
    assert lifecycle.test_low() < facts.held_out_accuracy() < lifecycle.test_high()


def test_the_model_is_unsure_of_some_penguins_and_sure_of_nothing_at_all() -> None:
    assert 0.05 < facts.unsure_share() < 0.25
    assert facts.nothing_gentoo() > 0.99
