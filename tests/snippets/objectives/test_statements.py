import numpy as np
import pytest

from snippets.objectives import brier_gradient, statements


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
