import numpy as np
import pytest

from snippets.optimisers import statements
from snippets.optimisers.experiments.tuning import race


def test_losses_that_add_up_to_something_else_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements, "slope", lambda step: -1.0)
    assert not statements.three_losses_add_up()[0]


def test_a_walk_that_arrives_is_no_cycle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements, "valley_walk", lambda optimiser, steps: np.zeros(steps + 1))
    assert not statements.cycle_of_three()[0]


def test_a_loss_that_lies_apart_does_not_overlap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        statements,
        "race",
        lambda name: race(name)._replace(test_losses=race(name).test_losses + 1) if name == "adam" else race(name),
    )
    assert not statements.eight_overlap()[0]
