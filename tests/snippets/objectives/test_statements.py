import numpy as np
import pytest

from snippets.objectives import brier_gradient, huber, statements


def test_lines_that_hold_out_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements, "slope_with_outlier", lambda gradient, at, height: 0.5)
    assert not statements.long_lever()[0]
    assert not statements.one_point_of_many()[0]


def test_accuracies_far_apart_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements, "classifier_squared", lambda: 0.5)
    assert not statements.within_the_spread()[0]


def test_a_threshold_that_finds_fewer_than_the_weights_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    found = {"cross-entropy": {"recall": 0.5}, "weighted": {"recall": 0.8}}
    monkeypatch.setattr(statements, "outcome", lambda name, seed, threshold=0.0: found[name])
    assert not statements.moved_threshold()[0]


def test_a_start_that_costs_steps_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        statements,
        "start_steps",
        lambda gradient, rate, gain: np.full(5, 9.0 if gradient is brier_gradient else 3.0),
    )
    assert not statements.good_start_costs_nothing()[0]
    assert not statements.rate_or_start_cures()[0]


def test_other_first_weights_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements, "BAD_START", 1.0)
    assert not statements.bad_start_is_standard_normal()[0]


def test_a_smooth_l1_without_its_factor_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements, "smooth_l1", huber)
    assert not statements.part_at_the_limits()[0]


def held(quiet: float, busy: float) -> np.ndarray:
    shares = np.full(24, busy)
    shares[:6] = quiet
    return shares


def test_intervals_that_are_right_by_the_hour_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements, "coverage", lambda name, moody=False: held(0.9, 0.9))
    assert not statements.one_spread_for_all()[0]
    assert not statements.moody_days_scatter()[0]


def test_an_hour_that_falls_short_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements, "coverage", lambda name, moody=False: held(0.89, 0.95))
    assert not statements.poisson_keeps_its_word()[0]


def test_slopes_that_do_not_vanish_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements, "poisson_gradient", lambda z, t: np.full_like(z, 1e-9))
    assert not statements.best_for_each_hour()[0]


def test_maps_that_are_alike_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements, "found_neighbours", lambda name, dimensions, seed: 0.95)
    assert not statements.partners_need_room()[0]
    monkeypatch.setattr(statements, "found_neighbours", lambda name, dimensions, seed: 0.7)
    assert not statements.partners_need_room()[0]


def test_scores_out_of_order_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    digit = np.arange(10)
    monkeypatch.setattr(statements, "unseen_scores", lambda seed, mistakes=0.0: (-1.0 * digit, digit))
    assert not statements.order_from_comparisons()[0]
    assert not statements.judges_who_err()[0]
