"""What makes a statement false: other runs than those of the post."""

from typing import Any

import numpy as np
import pytest

from snippets.deepnets import statements, tables
from snippets.deepnets.experiments.layers import Layers
from snippets.deepnets.experiments.recipes import Learnt
from snippets.deepnets.experiments.shift import Shifted


def runs(known: float, loss: float = 2.3) -> Any:
    """Return trainings that all end alike, whatever is asked for."""
    return lambda *_, **__: Learnt(np.full(4, loss), np.full(4, loss), np.full(4, known), np.full(4, known))


@pytest.mark.parametrize(
    "name",
    [
        "depth_is_the_trouble",
        "batch_norm_alone_learns_nothing",
        "batch_norm_is_worse_than_none",
        "layer_norm_alone_is_not_enough",
        "normal_is_lost",
        "skips_alone_explode",
    ],
)
def test_nets_that_all_learn_leave_nothing_to_be_said(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements, "learnt", runs(known=1.0))
    monkeypatch.setattr(statements, "best", runs(known=1.0))
    assert getattr(statements, name)()[0] is False


@pytest.mark.parametrize("name", ["batch_norm_is_fine_in_shallow_nets", "no_norm_is_needed", "three_recipes_learn"])
def test_nets_that_learn_nothing_leave_nothing_to_be_said(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements, "learnt", runs(known=0.1))
    monkeypatch.setattr(tables, "best", runs(known=0.1))
    assert getattr(statements, name)()[0] is False


def test_a_loss_that_falls_is_no_net_that_never_moves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements, "learnt", runs(known=0.1, loss=2.0))
    assert statements.tiny_never_moves()[0] is False


@pytest.mark.parametrize(
    "name",
    ["law_holds", "seeds_scatter", "all_digits_look_alike", "batch_norm_keeps_digits_apart", "batch_gradients_explode"],
)
def test_layers_that_change_nothing_leave_nothing_to_be_said(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    flat = np.full((3, 30), 0.5)
    monkeypatch.setattr(statements, "layers", lambda _: Layers(flat, flat, flat))
    assert getattr(statements, name)()[0] is False


def test_sizes_that_turn_something_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def other(name: str) -> Layers:
        return Layers(*(np.full((3, 30), len(name)) for _ in range(3)))

    monkeypatch.setattr(statements, "layers", other)
    assert statements.size_turns_nothing()[0] is False


@pytest.mark.parametrize("name", ["no_shift_no_learning", "much_shift_much_learning"])
def test_a_shift_that_is_the_same_for_all_says_nothing(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements, "shifted", lambda *_, **__: Shifted(np.full(3, 0.1), np.full(3, 1.0)))
    assert getattr(statements, name)()[0] is False


def test_a_bracket_that_does_not_hold_every_seed_is_not_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "best", runs(known=0.9))
    with pytest.raises(ValueError, match="layer skip lies outside"):
        tables.bracket("layer skip")
