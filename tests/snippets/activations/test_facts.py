import math
from collections.abc import Callable
from inspect import unwrap

import pytest

from snippets.activations import facts
from snippets.activations.experiments.contenders import RELU
from snippets.activations.experiments.depth import gradient_by_layer
from snippets.activations.experiments.dying import dead_after_one_step
from snippets.activations.experiments.head_start import error_curve
from snippets.activations.experiments.moons import held_out_accuracy
from snippets.activations.experiments.zigzag import agreement_by_batch
from snippets.networks.mlp import Network
from tests.snippets.facts import facts_of

ALL = facts_of(facts)


@pytest.mark.parametrize("name", ALL)
def test_a_fact_is_a_finite_number(name: str) -> None:
    value = ALL[name]()
    assert isinstance(value, float)
    assert math.isfinite(value)


def test_the_bound_for_ten_sigmoids_is_a_quarter_to_the_tenth() -> None:
    assert facts.sigmoid_ten_layers_bound() == pytest.approx(2.0**-20)


def test_the_median_lies_between_the_extremes() -> None:
    assert facts.sigmoid_ten_layers_median() <= facts.sigmoid_ten_layers_most()
    assert facts.relu_silent_share_least() <= facts.relu_silent_share() <= facts.relu_silent_share_most()


def test_softplus_at_zero_is_the_logarithm_of_two() -> None:
    assert facts.softplus_at_zero() == pytest.approx(math.log(2.0))


def test_the_hard_sigmoids_are_furthest_apart_where_the_steeper_one_ends() -> None:
    assert facts.hard_sigmoids_apart() == pytest.approx(1.0 - (2.5 / 6.0 + 0.5))


def test_the_largest_exponents_are_those_of_the_number_formats() -> None:
    assert facts.largest_exponent() == pytest.approx(1024 * math.log(2.0))
    assert facts.largest_exponent_float32() == pytest.approx(128 * math.log(2.0))


def test_a_warmer_softmax_gives_the_winner_less() -> None:
    assert facts.coldest_winner() > facts.plain_winner() > facts.warmest_winner() > 1 / 3


@pytest.mark.parametrize(
    "run",
    [
        lambda: held_out_accuracy([2, 2, 2], RELU, seed=0),
        lambda: unwrap(error_curve)("relu", rate=0.1, seed=0, target=0.5),
        lambda: agreement_by_batch(RELU, gain=1.0, sizes=[1], seed=0),
        lambda: dead_after_one_step(rate=0.1, seed=0),
        lambda: gradient_by_layer(RELU, gain=1.0, depth=1, seed=0),
    ],
)
def test_every_net_passes_its_errors_back_through_the_lines_that_the_post_shows(
    run: Callable[[], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    def errors(*_: object) -> None:
        raise InterruptedError

    monkeypatch.setattr(Network, "errors", errors)
    with pytest.raises(InterruptedError):
        run()
