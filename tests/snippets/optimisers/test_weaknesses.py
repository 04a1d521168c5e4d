"""What the catalogue says against each optimiser, shown: a test for each, by its name."""

from collections.abc import Callable

import numpy as np
import pytest

from snippets.optimisers import (
    CATALOGUE,
    Adadelta,
    Adafactor,
    AdaGrad,
    Adam,
    AdamW,
    AMSGrad,
    GradientDescent,
    Lamb,
    Lion,
    Momentum,
    Muon,
    NAdam,
    Nesterov,
    Optimiser,
    RAdam,
    RMSProp,
    ScheduleFree,
    Shampoo,
    trajectory,
)
from snippets.optimisers.experiments.counterexample import BETA2, WORST, alternating_walk
from snippets.optimisers.schedule_free import average


def steady(optimiser: Optimiser, steps: int = 100) -> np.ndarray:
    """Lengths of the steps on a slope of 1, in learning rates."""
    walk = trajectory(optimiser, np.ones_like, [0.0], steps)[:, 0]
    return -np.diff(walk) / optimiser.learning_rate


def gradient_descent_crawls_where_it_is_flat() -> object:
    steep, flat = trajectory(GradientDescent(0.019), lambda x: x * np.array([100.0, 1.0]), [1.0, 1.0], 60)[-1]
    with_more = trajectory(GradientDescent(0.021), lambda x: x * np.array([100.0, 1.0]), [1.0, 1.0], 60)[-1]
    return abs(steep) < 0.01 < 0.3 < flat and abs(with_more[0]) > 100


def momentum_grows_tenfold_and_overshoots() -> object:
    return round(steady(Momentum())[-1], 2) == 10.0 and trajectory(Momentum(), lambda x: x, [1.0], 30).min() < -0.3


def nesterov_grows_tenfold() -> object:
    return round(steady(Nesterov())[-1], 2) == 10.0


def adagrad_comes_to_a_standstill() -> object:
    return np.allclose(steady(AdaGrad()), 1 / np.sqrt(np.arange(1, 101)), rtol=1e-6)


def rmsprop_starts_with_long_steps() -> object:
    lengths = steady(RMSProp())
    return 3.0 < lengths[0] < 3.3 and abs(lengths[-1] - 1) < 1e-4


def adam_walks_to_the_worst_point() -> object:
    return bool(alternating_walk(Adam(beta1=0.0, beta2=BETA2), 3000)[-1] > WORST - 0.1)


def amsgrad_keeps_most_and_never_forgets_a_huge_gradient() -> object:
    lengths = {}
    for kind in (Adam, AMSGrad):
        optimiser: Optimiser = kind()
        x: np.ndarray = np.zeros(1)
        x = optimiser.step(x, np.array([1000.0]))
        for _ in range(20_000):
            before, x = x, optimiser.step(x, np.ones(1))
        lengths[kind] = (before - x).item() / optimiser.learning_rate
    kept = {name: entry.state_per_parameter for name, entry in CATALOGUE.items()}
    return [name for name in kept if kept[name] == max(kept.values())] == ["amsgrad"] and (
        lengths[Adam] > 0.9 and lengths[AMSGrad] < 0.2
    )


def adamw_decays_by_its_rate() -> object:
    shrunk = [1 - AdamW(rate).step(np.ones(1), np.zeros(1)).item() for rate in (0.001, 0.002)]
    return bool(np.isclose(shrunk[1], 2 * shrunk[0]))


def lion_does_not_come_to_rest() -> object:
    end = trajectory(Lion(0.1), lambda x: x, [1.03], 200)[-50:, 0]
    steps = np.abs(np.diff(end))
    falling = Lion()
    x: np.ndarray = np.array([1.03])
    for step in range(2000):
        falling.learning_rate = 0.1 * (1 - step / 2000)
        x = falling.step(x, x)
    return np.allclose(steps, 0.1) and abs(x.item()) < 0.01


def adadelta_begins_with_steps_that_epsilon_sets() -> object:
    first = [steady(Adadelta(epsilon=epsilon), 1)[0] for epsilon in (1e-6, 1e-8)]
    lengths = steady(Adadelta(), 600)
    doubled = int(np.argmax(lengths > 2 * lengths[0]))
    return np.allclose(first, np.sqrt(10 * np.array([1e-6, 1e-8])), rtol=1e-4) and 200 < doubled < 600


def adafactor_cannot_tell_squares_apart_that_are_no_row_times_column() -> object:
    gradient = np.where(np.eye(4, dtype=bool), 10.0, 1.0)
    moved = 1.0 - Adafactor(0.01).step(np.ones((4, 4)), gradient)
    return np.allclose(moved[0, 0], 10.0 * moved[0, 1])


def nadam_begins_with_a_long_step() -> object:
    lengths = steady(NAdam())
    return 1.4 < lengths[0] < 1.5 and abs(lengths[-1] - 1) < 1e-4


def radam_begins_with_steps_as_long_as_the_gradients() -> object:
    def steps(slope: float) -> np.ndarray:
        return np.diff(trajectory(RAdam(), lambda x: np.full_like(x, slope), [0.0], 8)[:, 0])

    quiet, loud = steps(1.0), steps(100.0)
    return np.allclose(loud[:4], 100 * quiet[:4]) and np.allclose(loud[4:], quiet[4:], rtol=1e-6)


def lamb_moves_small_weights_little() -> object:
    small, large = (Lamb(0.01).step(np.full(4, size), np.ones(4)) - size for size in (1e-4, 1.0))
    of_zeros = Lamb(0.01).step(np.zeros(4), np.ones(4))
    far = trajectory(Lamb(0.01), lambda x: x - 1.0, np.full(4, 1e-4), 100)[-1]
    return np.allclose(large, 1e4 * small, rtol=1e-4) and np.allclose(of_zeros, large) and bool(np.all(far < 0.001))


def muon_does_not_come_to_rest() -> object:
    target = np.random.default_rng(0).normal(size=(3, 4))
    ends = []
    for falling in (False, True):
        muon = Muon(0.1)
        x: np.ndarray = np.zeros((3, 4))
        for step in range(500):
            muon.learning_rate = 0.1 * (1 - step / 500) if falling else 0.1
            before, x = x, muon.step(x, x - target)
        ends.append((np.linalg.norm(x - before, 2), np.linalg.norm(x - target, 2)))
    (still, away), (_, near) = ends
    return still > 0.05 and away > 0.05 and near < 0.01


def shampoo_comes_to_a_standstill_and_keeps_squares() -> object:
    shampoo = Shampoo()
    shampoo.step(np.ones(30), np.ones(30))
    kept = np.size(shampoo.rows) + np.size(shampoo.columns)
    return np.allclose(steady(Shampoo()), 1 / np.sqrt(np.arange(1, 101)), rtol=1e-6) and kept > 30**2


def schedule_free_is_better_at_the_average() -> object:
    """In a bowl with noise, a hundred parameters at once."""
    rng, optimiser = np.random.default_rng(0), ScheduleFree(0.5)
    places = trajectory(optimiser, lambda x: x + rng.normal(size=x.shape), np.ones(100), 300)
    there = average(places[-1], optimiser.base)
    return np.mean(places[-1] ** 2) > 1.5 * np.mean(there**2)


SHOWN: dict[str, Callable[[], object]] = {
    "gradient_descent": gradient_descent_crawls_where_it_is_flat,
    "momentum": momentum_grows_tenfold_and_overshoots,
    "nesterov": nesterov_grows_tenfold,
    "adagrad": adagrad_comes_to_a_standstill,
    "rmsprop": rmsprop_starts_with_long_steps,
    "adam": adam_walks_to_the_worst_point,
    "amsgrad": amsgrad_keeps_most_and_never_forgets_a_huge_gradient,
    "adamw": adamw_decays_by_its_rate,
    "lion": lion_does_not_come_to_rest,
    "adadelta": adadelta_begins_with_steps_that_epsilon_sets,
    "adafactor": adafactor_cannot_tell_squares_apart_that_are_no_row_times_column,
    "nadam": nadam_begins_with_a_long_step,
    "lamb": lamb_moves_small_weights_little,
    "muon": muon_does_not_come_to_rest,
    "shampoo": shampoo_comes_to_a_standstill_and_keeps_squares,
    "schedule_free": schedule_free_is_better_at_the_average,
    "radam": radam_begins_with_steps_as_long_as_the_gradients,
}


@pytest.mark.parametrize("name", CATALOGUE)
def test_what_is_said_against_it_happens(name: str) -> None:
    assert CATALOGUE[name].weakness
    assert SHOWN[name]()
