"""The numbers of the deployment posts, against the data counted another way."""

import pytest

from snippets.deployment import facts


def test_the_example_lies_beyond_every_bill_measured() -> None:
    assert facts.longest_bill() == facts.longest_gentoo_bill() == 59.6


def test_the_example_is_no_sure_thing() -> None:
    assert facts.example_gentoo() + facts.example_chinstrap() == pytest.approx(1, abs=1e-3)
    assert 0.7 < facts.example_gentoo() < 0.9


def test_accuracy_and_mistakes_tell_the_same_story() -> None:
    right = facts.held_out_penguins() - facts.held_out_mistakes()
    assert facts.held_out_accuracy() == pytest.approx(right / facts.held_out_penguins())


def test_the_model_beats_naming_the_commonest_species() -> None:
    assert facts.majority_accuracy() == pytest.approx(38 / 86)
    assert facts.held_out_accuracy() > 2 * facts.majority_accuracy()


def test_counts_and_limits_are_those_of_data_and_contract() -> None:
    assert (facts.penguins(), facts.species(), facts.held_out_penguins()) == (342, 3, 86)
    assert (facts.max_rows(), facts.max_body()) == (1_000, 65_536)
