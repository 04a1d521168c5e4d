"""What makes a statement false: other runs than those of the post."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from snippets.attention import facts, statements
from snippets.attention.experiments import lookups, training
from snippets.attention.layers import attention, causal


def lookups_of(new: float, said_most: float) -> Any:
    """Return nets that all end alike, whoever is asked for."""
    return lambda *_, **__: lookups.Learnt(np.full((5, 1), new), np.full(5, new), np.full(5, said_most))


@pytest.mark.parametrize(("new", "said_most"), [(1.0, 0.3), (0.33, 0.5)])
def test_nets_that_do_alike_leave_nothing_to_be_said(
    new: float, said_most: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statements, "learnt", lookups_of(new, said_most))
    assert statements.only_attention_looks_up()[0] is False
    assert statements.plain_net_counts()[0] is False


@pytest.mark.parametrize("held", [[3.6, 3.5, 3.4], [3.0, 2.0, 2.9]])
def test_a_run_that_does_not_fall_passes_no_tables(held: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    run = training.Learnt(np.zeros(1), np.zeros(1), np.array(held))
    monkeypatch.setattr(statements, "sonnets_learnt", lambda: run)
    assert statements.tables_are_passed_in_order()[0] is False
    assert statements.first_loss_is_a_guess()[0] is False


@pytest.mark.parametrize("loss", [1.9, 1.6])
def test_a_net_that_ends_elsewhere_is_not_near_fours(loss: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facts, "net_loss", lambda: loss)
    assert statements.net_against_tables()[0] is False


def test_short_runs_that_end_alike_say_nothing_of_places(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements, "short", lambda *_: np.full(2, 2.2))
    assert statements.places_matter()[0] is False


@pytest.mark.parametrize(
    ("name", "best"),
    [
        ("momentum", {"adam": 2.2, "momentum": 2.3, "descent": 2.3}),
        ("descent", {"adam": 2.2, "momentum": 2.2, "descent": 2.2}),
        ("descent", {"adam": 2.2, "momentum": 2.2, "descent": 3.0}),
    ],
)
def test_momentum_keeps_up_only_where_descent_falls_behind_a_little(
    name: str, best: dict[str, float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facts, "best", lambda optimiser, _: best[optimiser])
    assert statements.momentum_keeps_up()[0] is False


def test_heads_that_differ_are_told_from_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facts, "short_one_head", lambda: 2.4)
    assert statements.one_head_will_do_here()[0] is False


@pytest.mark.parametrize("known", [lambda _: 0.5, lambda heat: heat / 2])
def test_words_that_do_not_get_fewer_are_noticed(
    known: Callable[[float], float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statements, "known", known)
    assert statements.hotter_is_less_known()[0] is False


def test_heads_that_look_everywhere_fetch_no_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements, "places_looked_at", lambda: np.full((2, 4, 4), 0.6))
    assert statements.one_head_looks_back_by_one()[0] is False
    assert statements.others_look_about()[0] is False


def test_without_a_mask_the_future_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    from snippets.attention import transformer

    monkeypatch.setattr(transformer, "causal", lambda places: 0 * np.tril(causal(places)))
    assert statements.future_is_not_seen()[0] is False


@pytest.mark.parametrize("name", ["attention_back", "feed_forward_back"])
def test_a_way_back_that_is_twice_too_long_is_found(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    right = getattr(statements, name)

    def wrong(*given: Any) -> Any:
        below, by = right(*given)
        return 2 * below, by

    monkeypatch.setattr(statements, name, wrong)
    assert statements.ways_back_agree()[0] is False


def test_queries_that_shuffle_nothing_alike_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def told(x: Any, maps: Any, heads: int, mask: Any) -> Any:
        return attention(x + np.arange(x.shape[1])[:, None], maps, heads, mask)

    monkeypatch.setattr(statements, "attention", told)
    assert statements.shuffled_in_shuffled_out()[0] is False
