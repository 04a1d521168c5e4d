"""What the post on optimisers says in words: each function says whether it is true.

Beside the answer stands what it looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations, pairwise

import numpy as np

from snippets.arrays import Array
from snippets.optimisers import facts, schedules
from snippets.optimisers.adagrad import AdaGrad
from snippets.optimisers.adam import Adam
from snippets.optimisers.amsgrad import AMSGrad
from snippets.optimisers.experiments.cliff import BEST as BEST_WEIGHT
from snippets.optimisers.experiments.cliff import cliff, cliff_gradient
from snippets.optimisers.experiments.counterexample import (
    BEST,
    BETA2,
    WORST,
    alternating_walk,
    slope,
)
from snippets.optimisers.experiments.cycle import CONDITION, valley_walk
from snippets.optimisers.experiments.decay import left_over
from snippets.optimisers.experiments.frequencies import (
    left_by_word,
    left_to_learn,
    trained,
    word_pairs,
)
from snippets.optimisers.experiments.generalise import held_out_accuracy
from snippets.optimisers.experiments.range_test import range_test
from snippets.optimisers.experiments.rates import TUNED
from snippets.optimisers.experiments.rolling import MOMENTA, STRIDES, measured_shares
from snippets.optimisers.experiments.saddle import steps_to_escape
from snippets.optimisers.experiments.tuning import (
    MIDDLES,
    REDUCED,
    learning_rates,
    race,
    tuning_loss,
)
from snippets.optimisers.gradient_descent import GradientDescent
from snippets.optimisers.lion import Lion
from snippets.optimisers.momentum import Momentum
from snippets.optimisers.optimiser import Optimiser
from snippets.optimisers.rates import (
    descent_rate,
    heavy_ball_rate,
    heavy_ball_tuning,
    nesterov_rate,
    stability_edge,
    tuned_momentum,
)
from snippets.optimisers.rmsprop import RMSProp
from snippets.optimisers.rolling import critical_momentum, slowest_root
from snippets.optimisers.surfaces import SURFACES, ravine
from snippets.optimisers.trajectories import trajectory

Shown = tuple[bool, Mapping[str, object]]
"""Whether it is true, and what was looked at."""
EIGHT = [name for name in MIDDLES if name != "lion"]

# --- The bowl: how long a step ---


def bowl_slope() -> Shown:
    """The slope of θ²/2 is θ, by small steps to both sides.

    >>> bowl_slope()
    (True, {'places': [-3.0, 0.5, 8.0], 'slopes': [-3.0, 0.5, 8.0]})
    """
    places, nudge = np.array([-3.0, 0.5, 8.0]), 1e-4
    slopes = ((places + nudge) ** 2 - (places - nudge) ** 2) / 2 / (2 * nudge)
    holds = bool(np.allclose(slopes, places))
    return holds, {"places": places.tolist(), "slopes": slopes.round(6).tolist()}


def _factors(rates: Array) -> tuple[Array, list[Array]]:
    """The factor of a step in the bowl for each rate, and the distances of its walk."""
    walks = [
        abs(trajectory(GradientDescent(rate), lambda x: x, [1.0], steps=5)[:, 0])
        for rate in rates
    ]
    return 1 - rates, walks


def factor_between() -> Shown:
    """Every step leads closer where the factor is between −1 and 1.

    >>> factor_between()
    (True, {'least factor': -0.99, 'largest': 0.99, 'closer in each step': 1.0})
    """
    factors, walks = _factors(np.linspace(0.01, 1.99, 50))
    closer = [bool(np.all(np.diff(walk)[walk[:-1] > 0] < 0)) for walk in walks]
    return all(closer) and bool(np.all(abs(factors) < 1)), {
        "least factor": round(float(factors.min()), 2),
        "largest": round(float(factors.max()), 2),
        "closer in each step": float(np.mean(closer)),
    }


def factor_below() -> Shown:
    """Every step leads further than the last where the factor is below −1.

    >>> factor_below()
    (True, {'largest factor': -1.01, 'further in each step': 1.0})
    """
    factors, walks = _factors(np.linspace(2.01, 5.0, 50))
    further = [bool(np.all(np.diff(walk, n=2) > 0)) for walk in walks]
    return all(further) and bool(np.all(factors < -1)), {
        "largest factor": round(float(factors.max()), 2),
        "further in each step": float(np.mean(further)),
    }


def _left_after_fifty(momentum: float, rates: Array) -> Array:
    walks = (
        trajectory(Momentum(rate, momentum), lambda x: x, [1.0], steps=50)
        for rate in rates.tolist()
    )
    return np.array([abs(walk[-1, 0]) for walk in walks])


def descent_after_fifty() -> Shown:
    """Gradient descent: nothing is left at a rate of 1, and at 2/λ as much as before.

    >>> descent_after_fifty()
    (True, {'left at 0.02': 0.36, 'at 1': 0.0, 'at 1.99': 0.61, 'at 2': 1.0})
    """
    edge = float(stability_edge(1.0))
    left = _left_after_fifty(0.0, np.array([0.02, 1.0, 1.99, edge]))
    holds = bool(left[1] == 0 and left[2] < 1 and left[3] == 1 and edge == 2)
    keys = ("left at 0.02", "at 1", "at 1.99", "at 2")
    return holds, dict(zip(keys, left.round(2).tolist(), strict=True))


def momentum_after_fifty() -> Shown:
    """With momentum about a tenth is left, until shortly before the edge at 3.8.

    >>> momentum_after_fifty()
    (True, {'edge': 3.8, 'most below 3.5': 0.21, 'left beyond': 18.91})
    """
    edge = float(stability_edge(1.0, momentum=0.9))
    below = _left_after_fifty(0.9, np.linspace(0.02, 3.5, 100))
    beyond = float(_left_after_fifty(0.9, np.array([edge]))[0])
    return bool(below.max() < 0.25 and beyond > 1), {
        "edge": round(edge, 2),
        "most below 3.5": round(float(below.max()), 2),
        "left beyond": round(beyond, 2),
    }


# --- Noise ---


def batches_shrink_the_cloud() -> Shown:
    """Batches of 16 make the cloud a quarter as wide as single samples do.

    >>> batches_shrink_the_cloud()
    (True, {'ratio': 0.25})
    """
    ratio = facts.noise_spread_batch() / facts.noise_spread()
    return bool(abs(ratio - 0.25) < 0.01), {"ratio": round(ratio, 2)}


# --- Ravines ---


def ravine_curvatures() -> Shown:
    """Curvature of the ravine along x and along y, from three heights each.

    >>> ravine_curvatures()
    (True, {'along x': 1.0, 'along y': 7.0, 'condition': 7.0})
    """
    condition = 7.0
    side = np.array([-1.0, 0.0, 1.0])
    along_x, along_y = (
        float(np.diff(ravine(x, y, condition), n=2)[0])
        for x, y in ((side, 0.0 * side), (0.0 * side, side))
    )
    return along_x == 1 and along_y == condition, {
        "along x": along_x,
        "along y": along_y,
        "condition": condition,
    }


def momentum_has_arrived() -> Shown:
    """Distance from the minimum after twenty steps in the ravine of the figure.

    >>> momentum_has_arrived()
    (True, {'steps': 20, 'gradient descent': 0.56, 'momentum': 0.005})
    """
    steps, surface = 20, SURFACES["ravine"]
    left = {
        name: float(
            np.hypot(
                *trajectory(make(20.0), surface.gradient, surface.start, steps)[-1]
            )
        )
        for name, make in TUNED.items()
    }
    return left["gradient_descent"] > 0.5 and left["momentum"] < 0.01, {
        "steps": steps,
        "gradient descent": round(left["gradient_descent"], 2),
        "momentum": round(left["momentum"], 3),
    }


def ten_times_as_fast() -> Shown:
    """Speed on a steady slope with a momentum of 0.9, in steps of gradient descent.

    >>> ten_times_as_fast()
    (True, {'momentum': 0.9, 'speed': 10.0})
    """
    ball = Momentum(learning_rate=1.0, momentum=0.9)
    walk = trajectory(ball, lambda point: np.ones(1), [0.0], steps=200)[:, 0]
    speed = float(walk[-2] - walk[-1])
    return abs(speed - 10) < 1e-6, {"momentum": 0.9, "speed": round(speed, 6)}


def a_tenth_of_the_rate() -> Shown:
    """The best rates of the race: momentum's is a tenth of gradient descent's.

    >>> a_tenth_of_the_rate()
    (True, {'gradient descent': 0.95, 'momentum': 0.095, 'ratio': 0.1})
    """
    descent, ball = (race(name).best_rate for name in ("gradient_descent", "momentum"))
    return abs(ball / descent - 0.1) < 1e-9, {
        "gradient descent": round(descent, 2),
        "momentum": round(ball, 3),
        "ratio": round(ball / descent, 3),
    }


def larger_rate_in_a_ravine() -> Shown:
    """Best rates in a ravine: momentum's is the larger, whatever the condition number.

    >>> larger_rate_in_a_ravine()
    (True, {'least ratio': 1.03, 'condition': 2.0, 'largest ratio': 1.96})
    """
    conditions = np.geomspace(2.0, 10_000.0, 50)
    ratios = heavy_ball_tuning(conditions).learning_rate * (conditions + 1) / 2
    return bool(np.all(ratios > 1)), {
        "least ratio": round(float(ratios.min()), 2),
        "condition": float(conditions[ratios.argmin()].round(2)),
        "largest ratio": round(float(ratios.max()), 2),
    }


def shares_are_the_roots() -> Shown:
    """Over the whole map the measured share is the larger root's size, to a hundredth.

    >>> shares_are_the_roots()
    (True, {'cells': 3360, 'largest difference': 0.005})
    """
    strides, momenta = np.meshgrid(STRIDES, MOMENTA)
    apart = np.abs(measured_shares() - slowest_root(strides, momenta))
    return bool(apart.max() < 0.01), {
        "cells": apart.size,
        "largest difference": round(float(apart.max()), 3),
    }


def edge_of_the_map() -> Shown:
    """What was measured shrinks before the edge of the formula, and grows beyond it.

    >>> edge_of_the_map()
    (True, {'shrink before it': 1.0, 'grow beyond it': 1.0})
    """
    strides, momenta = np.meshgrid(STRIDES, MOMENTA)
    before = strides < stability_edge(1.0, momenta)
    shares = measured_shares()
    shrink, grow = (
        float((shares[before] < 1).mean()),
        float((shares[~before] > 1).mean()),
    )
    return shrink == grow == 1, {"shrink before it": shrink, "grow beyond it": grow}


def swinging_is_as_fast_at_any_rate() -> Shown:
    """Between the two arms of the curve only the momentum counts: its root is left.

    >>> swinging_is_as_fast_at_any_rate()
    (True, {'momentum': [0.25, 0.81], 'left': [[0.5], [0.9]]})
    """
    momenta = [0.25, 0.81]
    left = []
    for momentum in momenta:
        root = np.sqrt(momentum)
        strides = np.linspace((1 - root) ** 2, (1 + root) ** 2, 102)[1:-1]
        left.append(sorted(set(slowest_root(strides, momentum).round(9).tolist())))
    return left == [[0.5], [0.9]], {"momentum": momenta, "left": left}


def one_place_for_both_ends() -> Shown:
    """At one rate alone the same momentum is critical for both ends of a ravine.

    At shorter strides the steepest direction wants less momentum, at longer ones more.

    >>> one_place_for_both_ends()
    (True, {'rates': 3600, 'critical at both ends': [2.25], 'momentum there': [0.25]})
    """
    condition, longest = 9, 4.0  # a longer stride escapes at any momentum below one
    strides = np.linspace(0.0, longest, 3601)[1:]
    steepest = critical_momentum(strides)
    ahead = (steepest - critical_momentum(strides / condition)).round(9)
    both = np.flatnonzero(ahead == 0)
    apart = (ahead[: both[0]] < 0).all() and (ahead[both[-1] + 1 :] > 0).all()
    return bool(both.size == 1 and apart), {
        "rates": strides.size,
        "critical at both ends": strides[both].round(9).tolist(),
        "momentum there": steepest[both].round(9).tolist(),
    }


def critical_is_fastest() -> Shown:
    """For every stride below 1 no other momentum leaves less than the critical one.

    >>> critical_is_fastest()
    (True, {'strides': 99, 'least left by others, over 1 − √s': 1.0})
    """
    strides = np.linspace(0.01, 0.99, 99)
    momenta = np.linspace(0.0, 1.0, 1001)
    others = slowest_root(strides[:, None], momenta).min(axis=1)
    ratio = float((others / (1 - np.sqrt(strides))).min())
    own = slowest_root(strides, critical_momentum(strides))
    return bool(ratio > 1 - 1e-9 and np.allclose(own, 1 - np.sqrt(strides))), {
        "strides": strides.size,
        "least left by others, over 1 − √s": round(ratio, 3),
    }


def both_ends_are_critical() -> Shown:
    """At the best settings the flattest and the steepest direction lie on the curve.

    >>> both_ends_are_critical()
    (True, {'conditions': [2, 10000], 'largest difference': 0.0})
    """
    conditions = np.geomspace(2.0, 10_000.0, 50)
    tuning = heavy_ball_tuning(conditions)
    apart = [
        np.abs(
            critical_momentum(tuning.learning_rate * curvature) - tuning.momentum
        ).max()
        for curvature in (1.0, conditions)
    ]
    return bool(max(apart) < 1e-9), {
        "conditions": [2, 10_000],
        "largest difference": round(float(max(apart)), 9),
    }


def cost_and_condition() -> Shown:
    """How the steps a decimal place grow when the condition number does, a hundredfold.

    >>> cost_and_condition()
    (True, {'descent': 100.0, 'momentum': 10.0, 'Nesterov': 10.5})
    """
    costs = {
        name: float(np.log10(rate(100.0)) / np.log10(rate(10_000.0)))
        for name, rate in (
            ("descent", descent_rate),
            ("momentum", heavy_ball_rate),
            ("Nesterov", nesterov_rate),
        )
    }
    near = {"descent": 100.0, "momentum": 10.0, "Nesterov": 10.0}
    holds = all(abs(costs[name] / near[name] - 1) < 0.06 for name in near)
    return holds, {name: round(cost, 1) for name, cost in costs.items()}


def nesterov_is_slower() -> Shown:
    """Share of the distance that a step leaves: Nesterov's is the larger in ravines.

    >>> nesterov_is_slower()
    (True, {'Nesterov at 2': 0.244, 'momentum': 0.172, 'at 100': 0.885, 'then': 0.818})
    """
    conditions = np.geomspace(2.0, 10_000.0, 50)
    slower = nesterov_rate(conditions) > heavy_ball_rate(conditions)
    return bool(np.all(slower)), {
        "Nesterov at 2": round(float(nesterov_rate(2.0)), 3),
        "momentum": round(float(heavy_ball_rate(2.0)), 3),
        "at 100": round(float(nesterov_rate(100.0)), 3),
        "then": round(float(heavy_ball_rate(100.0)), 3),
    }


def cycle_of_three() -> Shown:
    """Tuned momentum in the bent valley: the same three after 600 and 6,000 steps.

    >>> cycle_of_three()
    (True, {'after 600': [-1.802, 2.116, 0.647], 'later': [-1.802, 2.116, 0.647]})
    """
    walk = valley_walk(tuned_momentum(CONDITION), steps=10 * 600)
    early, late = walk[598:601], walk[-3:]
    holds = bool(np.allclose(early, late, atol=1e-9) and np.ptp(late) > 1)
    return holds, {
        "after 600": early.round(3).tolist(),
        "later": late.round(3).tolist(),
    }


# --- Adaptive methods ---


def no_zig_zag() -> Shown:
    """How often a walk crosses the ravine's floor, but for twitches of a hundredth.

    >>> no_zig_zag()
    (True, {'gradient descent': 20, 'AdaGrad': 0, 'RMSProp': 0, 'Adam': 4})
    """
    surface = SURFACES["ravine"]
    makers: dict[str, Optimiser] = {
        "gradient descent": GradientDescent(0.09),
        "AdaGrad": AdaGrad(0.9),
        "RMSProp": RMSProp(0.2),
        "Adam": Adam(0.4),
    }
    crossings = {}
    for name, optimiser in makers.items():
        y = trajectory(optimiser, surface.gradient, surface.start, steps=30)[:, 1]
        y = y[np.abs(y) > 0.01]
        crossings[name] = int(np.sum(y[1:] * y[:-1] < 0))
    divided = crossings["AdaGrad"] == crossings["RMSProp"] == 0
    return divided and 0 < crossings["Adam"] < crossings["gradient descent"], {
        **crossings
    }


def step_is_the_rate() -> Shown:
    """The first two steps of Adam on slopes of many sizes, in learning rates.

    >>> step_is_the_rate()
    (True, {'slopes': [0.001, 1.0, 1000.0], 'least step': [1.0], 'longest': [1.0]})
    """
    slopes = [0.001, 1.0, 1000.0]

    def moves_on(slope: float) -> Array:
        walk = trajectory(Adam(1.0), lambda x: np.full(1, slope), [0.0], steps=2)
        return -np.diff(walk[:, 0])

    moves = np.array([moves_on(each) for each in slopes])
    return bool(np.all(abs(moves - 1) < 1e-4)), {
        "slopes": slopes,
        "least step": [round(float(moves.min()), 4)],
        "longest": [round(float(moves.max()), 4)],
    }


def _uncorrected_lengths() -> Array:
    adam = Adam(learning_rate=1.0, bias_correction=False)
    walk = trajectory(adam, lambda point: np.ones(1), [0.0], steps=2000)[:, 0]
    return -np.diff(walk)


def too_long_at_first() -> Shown:
    """Steps of Adam without its correction, in learning rates.

    >>> too_long_at_first()
    (True, {'least of the first 1000': 1.26, 'of the first 100': 3.16})
    """
    lengths = _uncorrected_lengths()
    least, first = float(lengths[:1000].min()), float(lengths[:100].min())
    return least > 1.25 and first > 3, {
        "least of the first 1000": round(least, 2),
        "of the first 100": round(first, 2),
    }


def comes_down_to_one() -> Shown:
    """The same after 2,000 steps, and where it is longest.

    >>> comes_down_to_one()
    (True, {'first': 3.2, 'longest': 6.6, 'at step': 12, 'step 2000': 1.08})
    """
    lengths = _uncorrected_lengths()
    place = int(lengths.argmax()) + 1
    holds = lengths[0] > 3 and lengths.max() > 6 and abs(place - 10) < 5
    return bool(holds and lengths[-1] < 1.1), {
        "first": round(float(lengths[0]), 1),
        "longest": round(float(lengths.max()), 1),
        "at step": place,
        "step 2000": round(float(lengths[-1]), 2),
    }


def three_losses_add_up() -> Shown:
    """Three losses of the problem of Reddi et al.: their slopes, and where it is best.

    >>> three_losses_add_up()
    (True, {'slopes': [3.0, -1.0, -1.0], 'sum': [1.0], 'best and worst': [-1.0, 1.0]})
    """
    slopes = [slope(step) for step in range(3)]
    x = np.linspace(BEST, WORST, 101)
    heights = sum(slopes) * x
    ends = [float(x[heights.argmin()]), float(x[heights.argmax()])]
    return sum(slopes) == 1 and slopes[0] == 3 and ends == [BEST, WORST], {
        "slopes": slopes,
        "sum": [sum(slopes)],
        "best and worst": ends,
    }


def adam_stays_at_the_worst() -> Shown:
    """Where Adam and AMSGrad are over the last hundred of 600 steps.

    >>> adam_stays_at_the_worst()
    (True, {'Adam, least': 0.98, 'AMSGrad, most': -0.98, 'steps': 600})
    """
    adam, amsgrad = (
        alternating_walk(optimiser, steps=600)[-100:]
        for optimiser in (Adam(beta1=0.0, beta2=BETA2), AMSGrad(beta1=0.0, beta2=BETA2))
    )
    return bool(adam.min() > 0.9 and amsgrad.max() < -0.9), {
        "Adam, least": round(float(adam.min()), 2),
        "AMSGrad, most": round(float(amsgrad.max()), 2),
        "steps": 600,
    }


def decay_by_size() -> Shown:
    """What is left of a weight of 1, against the size of its gradients.

    >>> decay_by_size()
    (True, {'AdamW': [0.82, 0.82, 0.82, 0.82], 'with L2': [0.02, 0.19, 0.82, 0.98]})
    """
    sizes = [0.01, 0.1, 1.0, 10.0]
    beside, inside = (
        np.array([left_over(decoupled, size) for size in sizes])
        for decoupled in (True, False)
    )
    alike = np.ptp(beside) < 0.02 and abs(beside[0] - 8 / 10) < 0.05
    rises = np.all(np.diff(inside) > 0) and inside[0] < 0.05 and inside[-1] > 0.95
    return bool(alike and rises), {
        "AdamW": beside.round(2).tolist(),
        "with L2": inside.round(2).tolist(),
    }


def sign_steps_are_alike() -> Shown:
    """The length of Lion's steps, in learning rates, whatever the gradients.

    >>> sign_steps_are_alike()
    (True, {'shortest': 1.0, 'longest': 1.0})
    """
    rng, lion = np.random.default_rng(0), Lion(learning_rate=1.0)
    point: Array = np.zeros(100)
    lengths = []
    for _ in range(50):
        after = lion.step(point, rng.normal(0.0, np.geomspace(1e-3, 1e3, 100)))
        lengths.append(np.abs(after - point))
        point = after
    shortest, longest = float(np.min(lengths)), float(np.max(lengths))
    return shortest == longest == 1, {"shortest": shortest, "longest": longest}


# --- Schedules and rates ---


def schedules_end_low() -> Shown:
    """Each schedule's last rate and first rate, in its largest.

    >>> schedules_end_low()
    (True, {'last': [0.12, 0.09, 0.0, 0.0], 'first': [1.0, 1.0, 1.0, 0.07]})
    """
    steps = np.arange(101)
    rates = [
        schedules.step_decay(steps),
        schedules.inverse_decay(steps),
        schedules.cosine(steps),
        schedules.warm_up_cosine(steps, warm_up_steps=15),
    ]
    last = [float(each[-1] / each.max()) for each in rates]
    first = [float(each[0] / each.max()) for each in rates]
    holds = max(last) < 0.2 and min(first[:3]) == 1 and first[3] < 0.1
    return holds, {
        "last": [round(each, 2) for each in last],
        "first": [round(each, 2) for each in first],
    }


def _floors(name: str) -> Array:
    """Where the range test's loss is least, by seed."""
    return np.array([range_test(name, seed).lowest_at for seed in facts.FEW_SEEDS])


def adams_floor() -> Shown:
    """The rates at which the range test's loss is least: medians of five seeds.

    >>> adams_floor()
    (True, {'gradient descent': 1.4, 'Adam': 0.14, 'ratio': 10})
    """
    descent, adam = (
        float(np.median(_floors(name))) for name in ("gradient_descent", "adam")
    )
    return 8 < descent / adam < 12, {
        "gradient descent": round(descent, 1),
        "Adam": round(adam, 2),
        "ratio": round(descent / adam),
    }


def tuned_left_of_the_floor() -> Shown:
    """Tuned rates lie left of the floor, and training at the floor's rate costs more.

    >>> tuned_left_of_the_floor()
    (True, {'tuned': [0.95, 0.01], 'floor': [1.4, 0.14], 'more than twice': [2, 2]})
    """
    names = ("gradient_descent", "adam")
    tuned = [race(name).best_rate for name in names]
    floors = [float(np.median(_floors(name))) for name in names]
    costs = [_cost(name, floor) for name, floor in zip(names, floors, strict=True)]
    left = all(one < other for one, other in zip(tuned, floors, strict=True))
    return left and min(costs) > 2, {
        "tuned": [round(each, 2) for each in tuned],
        "floor": [float(f"{each:.2g}") for each in floors],
        "more than twice": [2 if cost > 2 else 1 for cost in costs],
    }


def _cost(name: str, rate: float) -> float:
    """The tuning loss at a rate, in units of the least of the search; three seeds."""
    seeds = range(REDUCED.tuning_seeds)
    losses = [tuning_loss(name, rate, seed, REDUCED.steps) for seed in seeds]
    return float(np.mean(losses) / race(name).tuning_losses.mean(axis=1).min())


def a_fifth_of_the_floor() -> Shown:
    """What a fifth of the floor's rate costs, in units of the best loss of the search.

    >>> a_fifth_of_the_floor()
    (True, {'gradient descent': 1.4, 'Adam': 0.9, 'at most': 1.5})
    """
    costs = {
        label: _cost(name, float(np.median(_floors(name))) / 5)
        for name, label in (("gradient_descent", "gradient descent"), ("adam", "Adam"))
    }
    return max(costs.values()) < 1.5, {
        **{label: round(cost, 1) for label, cost in costs.items()},
        "at most": 1.5,
    }


def every_rate_matters() -> Shown:
    """For each optimiser of the race: the worst loss of its seven rates over the best.

    >>> every_rate_matters()
    (True, {'least ratio': 16, 'rates': 7, 'optimisers': 9})
    """
    ratios = []
    for name in MIDDLES:
        losses = race(name).tuning_losses.mean(axis=1)
        ratios.append(float(np.nanmax(losses) / losses.min()))
    return min(ratios) > 10, {
        "least ratio": int(min(ratios)),
        "rates": REDUCED.tries,
        "optimisers": len(ratios),
    }


def grid_of_rates() -> Shown:
    """Ratios of neighbouring rates of a grid of seven, in roots of 10.

    >>> grid_of_rates()
    (True, {'rates': 7, 'least ratio': 1.0, 'largest ratio': 1.0})
    """
    rates = learning_rates("adam")
    ratios = rates[1:] / rates[:-1] / 10**0.5
    return bool(np.allclose(ratios, 1)), {
        "rates": len(rates),
        "least ratio": round(float(ratios.min()), 6),
        "largest ratio": round(float(ratios.max()), 6),
    }


def cliff_on_the_right() -> Shown:
    """Losses one rate of the grid beyond the best, in units of the best.

    >>> cliff_on_the_right()
    (True, {'descent, more than': 1000, 'of the others, at most': 4.1})
    """
    costs = {}
    for name in ("gradient_descent", "rmsprop", "adam", "lion"):
        outcome = race(name)
        losses = outcome.tuning_losses.mean(axis=1)
        costs[name] = float(losses[outcome.best + 1] / losses[outcome.best])
    hills = [cost for name, cost in costs.items() if name != "gradient_descent"]
    return costs["gradient_descent"] > 1000 and max(hills) < 10, {
        "descent, more than": 1000,
        "of the others, at most": round(max(hills), 1),
    }


# --- Saddle and cliff ---


def _escapes(optimiser: type[GradientDescent | Momentum | Adam]) -> Array:
    heights = 10.0 ** -np.arange(1, 13)
    return np.array([steps_to_escape(optimiser(0.1), height) for height in heights])


def same_number_of_steps() -> Shown:
    """What each factor of 10 closer to the ridge costs, in steps.

    >>> same_number_of_steps()
    (True, {'descent': [24, 25], 'momentum': [8, 9], 'Adam': [0, 1], 'closer': [10]})
    """
    costs = {
        name: np.diff(_escapes(optimiser))
        for name, optimiser in (
            ("descent", GradientDescent),
            ("momentum", Momentum),
            ("Adam", Adam),
        )
    }
    even = all(np.ptp(each) <= 1 for each in costs.values())
    flatter = costs["descent"].min() > costs["momentum"].max() > costs["Adam"].max()
    return bool(even and flatter), {
        **{name: [int(each.min()), int(each.max())] for name, each in costs.items()},
        "closer": [10],
    }


def cliff_shape() -> Shown:
    """The plain before the notch, the notch, and the height of the wall at 1.2.

    >>> cliff_shape()
    (True, {'plain': 0.125, 'notch at': 0.966, 'there': 0.0, 'slope at the top': 24177})
    """
    plain = cliff(np.linspace(0.0, 0.7, 8))
    notch = float(cliff(np.array([BEST_WEIGHT]))[0])
    top = np.array([1.2])
    holds = np.all(abs(plain - 1 / 8) < 0.001) and notch < 1e-20 and BEST_WEIGHT < 1
    return bool(holds and cliff(top)[0] > 100), {
        "plain": round(float(plain[0]), 3),
        "notch at": round(BEST_WEIGHT, 3),
        "there": round(notch, 3),
        "slope at the top": round(float(cliff_gradient(top)[0])),
    }


# --- Generalisation and the race ---


def adam_always_says_yes() -> Shown:
    """Adam's accuracy on new samples is the share of those whose answer is yes.

    >>> adam_always_says_yes()
    (True, {'accuracy': 0.684, 'share of yes': 0.684})
    """
    accuracy = held_out_accuracy(Adam(0.01))[1]
    # An optimiser that only ever raises every weight says yes to everything.
    yes = held_out_accuracy(_Raise())[1]
    return accuracy == yes, {"accuracy": accuracy, "share of yes": yes}


class _Raise:
    """An optimiser that raises every weight alike, whatever the gradient says."""

    learning_rate = 1.0

    def step(self, parameters: Array, gradient: Array) -> Array:
        return parameters + 1 / gradient.size


def eight_overlap() -> Shown:
    """Ranges of test losses over ten seeds: all pairs of the eight overlap.

    >>> eight_overlap()
    (True, {'of 9': 8, 'pairs': 28, 'medians': [0.08, 0.11], 'Lion': 0.19})
    """
    losses = {name: race(name).test_losses for name in MIDDLES}
    pairs = list(combinations(EIGHT, 2))
    overlap = [
        max(losses[one].min(), losses[other].min())
        < min(losses[one].max(), losses[other].max())
        for one, other in pairs
    ]
    medians = [float(np.median(losses[name])) for name in EIGHT]
    lion = float(np.median(losses["lion"]))
    near = all(abs(median - 0.09) < 0.025 for median in medians)
    return bool(all(overlap) and near and lion > max(medians) + 0.05), {
        f"of {len(MIDDLES)}": len(EIGHT),
        "pairs": len(pairs),
        "medians": [round(min(medians), 2), round(max(medians), 2)],
        "Lion": round(lion, 2),
    }


def oldest_is_ahead() -> Shown:
    """Gradient descent has the least median loss; its seeds spread further than that.

    >>> oldest_is_ahead()
    (True, {'medians': [0.08, 0.09], 'spread over seeds': [0.04]})
    """
    medians = sorted(
        (float(np.median(race(name).test_losses)), name) for name in MIDDLES
    )
    losses = race("gradient_descent").test_losses
    ahead = medians[0][1] == "gradient_descent"
    return ahead and bool(np.ptp(losses) > facts.race_adam_loss() - medians[0][0]), {
        "medians": [round(each, 2) for each, _ in medians[:2]],
        "spread over seeds": [round(float(np.ptp(losses)), 2)],
    }


def tuning_matters_more() -> Shown:
    """What the next rate of the grid costs, and what another of the eight optimisers.

    >>> tuning_matters_more()
    (True, {'worst of eight over best': 1.3, 'Adam at its default over its best': 6.1})
    """
    medians = [float(np.median(race(name).test_losses)) for name in EIGHT]
    other, rate = max(medians) / min(medians), facts.default_rate_cost()
    return rate > other, {
        "worst of eight over best": round(other, 1),
        "Adam at its default over its best": round(rate, 1),
    }


# --- Exercises ---


def steps_a_decimal_place() -> Shown:
    """A share ρ, taken 1/log₁₀(1/ρ) times over, is a tenth.

    >>> steps_a_decimal_place()
    (True, {'shares': [0.1, 0.5, 0.98], 'left': [0.1, 0.1, 0.1]})
    """
    shares = np.array([0.1, 0.5, 0.98])
    left = shares ** (1 / np.log10(1 / shares))
    return bool(np.allclose(left, 1 / 10)), {
        "shares": shares.tolist(),
        "left": left.round(6).tolist(),
    }


def root_of_the_condition() -> Shown:
    """Steps a decimal place at 10,000: gradient descent's over momentum's.

    >>> root_of_the_condition()
    (True, {'ratio': 100, 'root': 100})
    """
    condition = 10_000.0
    descent, momentum = descent_rate(condition), heavy_ball_rate(condition)
    ratio = float(np.log10(momentum) / np.log10(descent))
    return abs(ratio - condition**0.5) < 0.5, {
        "ratio": round(ratio),
        "root": round(condition**0.5),
    }


def rows_are_alone() -> Shown:
    """A row of the table learns as it would alone, at the rate times its word's share.

    >>> rows_are_alone()
    (True, {'rows': 100, 'apart': 0.0})
    """
    pairs = word_pairs(seed=0)
    together = trained(GradientDescent(56.0), pairs, steps=30)
    apart = 0.0
    for row, often in enumerate(pairs.sum(axis=1)):
        alone = trained(GradientDescent(56.0 * often), pairs[row : row + 1] / often, 30)
        apart = max(apart, float(np.abs(alone[:, 0] - together[:, row]).max()))
    return apart < 1e-9, {"rows": len(pairs), "apart": round(apart, 6)}


def slow_on_rare_words() -> Shown:
    """Gradient descent leaves more of each of the rarer words; sign and Adam do not.

    >>> slow_on_rare_words()
    (True, {'words 10, 30, 100': [5, 20, 53], 'sign, most': 0.2, 'Adam, most': 0.002})
    """
    descent, sign, adam = (
        100 * left_by_word(name) for name in ("gradient_descent", "sign", "adam")
    )
    shown = descent[[9, 29, 99]]
    holds = np.all(np.diff(shown) > 5) and sign.max() < 0.3 and adam.max() < 0.01
    flat = adam.max() < 2 * adam.min() and sign.max() < 2.5 * sign.min()
    return bool(holds and flat), {
        "words 10, 30, 100": [round(float(each)) for each in shown],
        "sign, most": round(float(sign.max()), 1),
        "Adam, most": round(float(adam.max()), 3),
    }


def no_gap_where_words_are_alike() -> Shown:
    """Where all words are as frequent, each of the four leaves less than a hundredth.

    >>> no_gap_where_words_are_alike()
    (True, {'most, in per cent': 0.5, 'optimisers': 4})
    """
    names = ("gradient_descent", "momentum", "sign", "adam")
    most = max(float(left_to_learn(name, zipf=False)[:, -1].max()) for name in names)
    return most < 0.01, {
        "most, in per cent": round(100 * most, 1),
        "optimisers": len(names),
    }


def unequal_words_cost_descent_most() -> Shown:
    """With Zipf's frequencies descent leaves over 5 times momentum, that 5 times sign.

    >>> unequal_words_cost_descent_most()
    (True, {'in per cent': [10.4, 1.7, 0.1, 0.001], 'seeds': 5})
    """
    names = ("gradient_descent", "momentum", "sign", "adam")
    ends = [100 * left_to_learn(name, zipf=True)[:, -1] for name in names]
    apart = [one.min() > 5 * other.max() for one, other in pairwise(ends)]
    return all(map(bool, apart)), {
        "in per cent": [
            round(float(end.mean()), 1 if end.mean() > 0.05 else 3) for end in ends
        ],
        "seeds": len(ends[0]),
    }
