"""What the post on activations says in words: each function says whether it is true.

Beside the answer stands what it looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from snippets.activations.catalogue import CATALOGUE
from snippets.activations.experiments.contenders import RELU, SIGMOID, TANH
from snippets.activations.experiments.digits import digits
from snippets.activations.experiments.dying import (
    RATES,
    dead_after_one_step,
    train_unit,
)
from snippets.activations.experiments.firing import REST, firing_rate
from snippets.activations.experiments.head_start import (
    best_rate,
    median_steps,
    steps_needed,
)
from snippets.activations.experiments.race import RUNNERS, outcome, right_gain
from snippets.activations.experiments.race import best_rate as raced_rate
from snippets.activations.experiments.saturation import near_dead_share
from snippets.activations.experiments.silence import SHOWN, fresh_net, silent
from snippets.activations.experiments.zigzag import GOAL, two_paths
from snippets.activations.facts import (
    CAUTIOUS,
    DEEP,
    FEW_SEEDS,
    GRID,
    LAYERS,
    RELU_GAIN,
    RELU_TANH_RATES,
    SEEDS,
    STEP_SEEDS,
    TARGET,
    through,
)
from snippets.activations.relu import relu_derivative
from snippets.activations.sigmoid import sigmoid
from snippets.activations.softmax import softmax
from snippets.activations.tanh import tanh
from snippets.arrays import Array

Shown = tuple[bool, Mapping[str, object]]
"""Whether it is true, and what was looked at."""


def _range(function: Callable[[Array], Array], furthest: float) -> list[float]:
    """Least and largest output for inputs that go this far to both sides."""
    outputs = function(np.linspace(-furthest, furthest, 20_001))
    return [float(outputs.min()), float(outputs.max())]


def _within(outputs: list[float], low: float, high: float) -> bool:
    """Whether the outputs come as close as a ten-thousandth to both bounds.

    And touch neither.
    """
    near = outputs[0] - low < 1e-4 and high - outputs[1] < 1e-4
    return near and low < outputs[0] < outputs[1] < high


# --- Ranges ---


def sigmoid_range() -> Shown:
    """The sigmoid stays between 0 and 1, touches neither, and comes close to both.

    >>> sigmoid_range()
    (True, {'bounds': [0.0, 1.0], 'inputs to both sides': 30.0})
    """
    outputs = _range(sigmoid, furthest=30.0)
    holds = _within(outputs, 0.0, 1.0)
    return holds, {"bounds": [0.0, 1.0], "inputs to both sides": 30.0}


def tanh_range() -> Shown:
    """Tanh stays between −1 and 1, touches neither, and comes close to both.

    >>> tanh_range()
    (True, {'bounds': [-1.0, 1.0], 'inputs to both sides': 15.0})
    """
    outputs = _range(tanh, furthest=15.0)
    holds = _within(outputs, -1.0, 1.0)
    return holds, {"bounds": [-1.0, 1.0], "inputs to both sides": 15.0}


def softmax_range() -> Shown:
    """Softmax gives numbers between 0 and 1 that add up to 1, for many random logits.

    >>> softmax_range()
    (True, {'bounds': [0.0, 1.0], 'least sum': 1.0, 'largest sum': 1.0})
    """
    outputs = softmax(np.random.default_rng(0).normal(0.0, 5.0, (10_000, 4)))
    sums = outputs.sum(axis=1)
    holds = 0.0 < outputs.min() < outputs.max() < 1.0 and np.allclose(sums, 1.0)
    least, largest = round(float(sums.min()), 9), round(float(sums.max()), 9)
    return bool(holds), {
        "bounds": [0.0, 1.0],
        "least sum": least,
        "largest sum": largest,
    }


def relu_slope() -> Shown:
    """ReLU's slope takes two values on a fine grid.

    >>> relu_slope()
    (True, {'slopes': [0.0, 1.0]})
    """
    slopes = np.unique(relu_derivative(GRID)).tolist()
    return slopes == [0.0, 1.0], {"slopes": slopes}


# --- Sigmoid ---


def ten_sigmoid_layers() -> Shown:
    """No net of ten sigmoid layers leaves a millionth of a gradient.

    >>> ten_sigmoid_layers()
    (True, {'layers': 10, 'nets': 20, 'most, in millionths': 0.53})
    """
    left = through(SIGMOID, gain=1.0, depth=LAYERS)
    shown = {
        "layers": LAYERS,
        "nets": len(left),
        "most, in millionths": round(1e6 * float(left.max()), 2),
    }
    return bool(left.max() < 1e-6), shown


def larger_weights_are_milder() -> Shown:
    """With four times the weights, ten sigmoid layers leave far more.

    >>> larger_weights_are_milder()
    (True, {'gain 1': 4.7e-07, 'gain 4': 0.0079})
    """
    left = {
        f"gain {gain:g}": float(np.median(through(SIGMOID, gain=gain, depth=LAYERS)))
        for gain in (1.0, 4.0)
    }
    few, many = left.values()
    return many > 100.0 * few, {key: float(f"{x:.1e}") for key, x in left.items()}


def firing() -> Shown:
    """The neuron is silent up to its threshold, and rises on from nine to ten of them.

    The sigmoid is never silent, and has as good as arrived by then.

    >>> firing()
    (True, {'neuron': [0.459, 0.487], 'sigmoid': [0.9997, 0.9999]})
    """
    drive = np.array([9.0, 10.0])
    neuron, squashed = firing_rate(drive) * REST, sigmoid(drive - 1.0)
    below = np.linspace(-5.0, 1.0, 601)
    holds = (
        (firing_rate(below) == 0.0).all()
        and (sigmoid(below - 1.0) > 0.0).all()
        and neuron[1] > 1.05 * neuron[0]
        and squashed[0] > 0.999
    )
    shown = {"neuron": neuron.round(3).tolist(), "sigmoid": squashed.round(4).tolist()}
    return bool(holds), shown


def saturated() -> Shown:
    """With weights from N(0, 1) most slopes of both are near-dead; scaled, few are.

    >>> saturated()
    (True, {'sigmoid': [0.62, 0.0], 'tanh': [0.85, 0.0]})
    """
    shares = {
        name: [
            round(float(np.median([near_dead_share(each, g, s) for s in SEEDS])), 2)
            for g in (16.0, 1.0)
        ]
        for name, each in {"sigmoid": SIGMOID, "tanh": TANH}.items()
    }
    return all(bad > 0.5 and good < 0.05 for bad, good in shares.values()), shares


def zigzag() -> Shown:
    """With inputs above zero each step moves both weights the same way.

    That way is several times as long as the straight one; the centred way is not.

    >>> zigzag()
    (True, {'times the straight way': {'above zero': 4.1, 'centred': 1.2}})
    """
    positive, centred = two_paths()
    together = (np.diff(positive, axis=0).prod(axis=1) >= 0.0).all()
    lengths = [
        float(np.linalg.norm(np.diff(path, axis=0), axis=1).sum())
        for path in (positive, centred)
    ]
    far, near = (length / float(np.linalg.norm(GOAL)) for length in lengths)
    shown = {"above zero": round(far, 1), "centred": round(near, 1)}
    holds = together and far > 3.0 * near and near < 1.25
    return bool(holds), {"times the straight way": shown}


# --- ReLU ---


def every_unit_speaks() -> Shown:
    """Each unit speaks for some of the digits drawn and not for others; so each digit.

    >>> every_unit_speaks()
    (True, {'digits': 80, 'units': 32, 'a unit speaks for': [29, 52]})
    """
    speaks = np.logical_not(silent(fresh_net(0), digits()[0][:SHOWN])[0])
    by_unit, by_digit = speaks.sum(axis=0), speaks.sum(axis=1)
    holds = 0 < by_unit.min() <= by_unit.max() < len(speaks)
    holds = holds and 0 < by_digit.min() <= by_digit.max() < speaks.shape[1]
    return bool(holds), {
        "digits": len(speaks),
        "units": speaks.shape[1],
        "a unit speaks for": [int(by_unit.min()), int(by_unit.max())],
    }


def seed_by_seed() -> Shown:
    """At the cautious rate tanh needs more steps with every seed, never twice as many.

    >>> seed_by_seed()
    (True, {'seeds': 5, 'least': 1.2, 'most': 1.7})
    """
    relu, tanh_ = (
        np.array([steps_needed(name, CAUTIOUS, seed, TARGET) for seed in FEW_SEEDS])
        for name in ("relu", "tanh")
    )
    ratios = tanh_ / relu
    return bool(ratios.min() > 1.0 and ratios.max() < 2.0), {
        "seeds": len(ratios),
        "least": round(float(ratios.min()), 1),
        "most": round(float(ratios.max()), 1),
    }


def tuned_tanh() -> Shown:
    """With the best of three rates each, tanh is there no later than ReLU.

    >>> tuned_tanh()
    (True, {'relu': 0.2, 'tanh': 0.4})
    """
    best = {
        name: best_rate(name, RELU_TANH_RATES, FEW_SEEDS, TARGET)
        for name in ("relu", "tanh")
    }
    steps = {
        name: median_steps(name, rate, FEW_SEEDS, TARGET) for name, rate in best.items()
    }
    return steps["tanh"] <= steps["relu"], best


def one_unit() -> Shown:
    """At the mild rate the unit comes to its target, ½; at the harsh one it stays dead.

    >>> one_unit()
    (True, {'mild, at the end': 0.5, 'harsh, after one step': -1.5, 'at the end': -1.5})
    """
    mild, harsh = train_unit(rate=0.2), train_unit(rate=2.0)
    holds = abs(mild[-1] - 0.5) < 0.05 and harsh[1] < 0.0 and np.ptp(harsh[1:]) == 0.0
    return bool(holds), {
        "mild, at the end": round(float(mild[-1]), 1),
        "harsh, after one step": round(float(harsh[1]), 1),
        "at the end": round(float(harsh[-1]), 1),
    }


def one_step_kills() -> Shown:
    """Dead shares after one step: the median of ten nets, at the least and most rate.

    >>> one_step_kills()
    (True, {'rates': [0.1, 100.0], 'dead': [0.0, 0.36], 'nets': 10})
    """
    rates = [float(RATES[0]), float(RATES[-1])]
    dead = [
        float(np.median([dead_after_one_step(rate, seed) for seed in STEP_SEEDS]))
        for rate in rates
    ]
    holds = dead[0] == 0.0 and dead[1] > 1.0 / 3.0
    return holds, {
        "rates": rates,
        "dead": [round(each, 2) for each in dead],
        "nets": len(STEP_SEEDS),
    }


def one_scale() -> Shown:
    """What thirty ReLU layers leave at the right scale, a fifth less and a fifth more.

    >>> one_scale()
    (True, {'a fifth less': 0.0012, 'right': 0.98, 'a fifth more': 230.0})
    """
    scales = {"a fifth less": 0.8, "right": 1.0, "a fifth more": 1.2}
    left = {
        name: float(np.median(through(RELU, gain=RELU_GAIN * factor, depth=DEEP)))
        for name, factor in scales.items()
    }
    less, right, more = left.values()
    holds = less < 1.0 / 100.0 and 0.5 < right < 2.0 and more > 100.0
    return holds, {name: float(f"{x:.1e}") for name, x in left.items()}


# --- Gates and the race ---


def gates() -> Shown:
    """GELU, SiLU and Mish dip below zero, rise again, and exceed a slope of 1.

    >>> gates()
    (True, {'lowest': [-0.17, -0.278, -0.309], 'steepest': [1.13, 1.1, 1.09]})
    """
    entries = [CATALOGUE[name] for name in ("gelu", "silu", "mish")]
    curves = [each.curve(GRID) for each in entries]
    dips = [float(each.min()) for each in curves]
    steepest = [float(each.slope(GRID).max()) for each in entries]
    falls = all((np.diff(each) < 0.0).any() for each in curves)
    holds = falls and max(dips) < 0.0 and min(steepest) > 1.0
    return holds, {
        "lowest": [round(each, 3) for each in dips],
        "steepest": [round(each, 2) for each in steepest],
    }


def a_little_gets_through() -> Shown:
    """Left of the dip the three gates have a slope, though a small one; ReLU has none.

    >>> a_little_gets_through()
    (True, {'at': -3.0, 'slopes': [-0.012, -0.088, -0.093], 'relu': 0.0})
    """
    at = -3.0
    names = ("gelu", "silu", "mish")
    slopes = [float(CATALOGUE[name].slope(np.array([at]))[0]) for name in names]
    none = float(relu_derivative(np.array([at]))[0])
    holds = all(slope != 0.0 for slope in slopes) and none == 0.0
    shown = [round(slope, 3) for slope in slopes]
    return holds, {"at": at, "slopes": shown, "relu": none}


def nine_overlap() -> Shown:
    """Test errors of nine tuned activations over ten seeds: all their ranges overlap.

    >>> nine_overlap()[0], nine_overlap()[1]["activations"]
    (True, 9)
    """
    errors = [100 * outcome(name) for name in RUNNERS]
    highest_least = max(each.min() for each in errors)
    least_highest = min(each.max() for each in errors)
    return bool(highest_least < least_highest), {
        "activations": len(errors),
        "seeds": len(errors[0]),
        "highest of the least": round(float(highest_least), 1),
        "least of the highest": round(float(least_highest), 1),
    }


def gelu_is_not_ahead() -> Shown:
    """GELU against ReLU on the same digits: ahead with some seeds, behind with others.

    >>> gelu_is_not_ahead()[0]
    True
    """
    more = 100 * (outcome("gelu") - outcome("relu"))
    some = (more < 0).any() and (more > 0).any()
    return bool(some and abs(more.mean()) < 0.6), {
        "ahead": int((more < 0).sum()),
        "behind": int((more > 0).sum()),
        "mean, points": round(float(more.mean()), 1),
    }


def sigmoid_needs_help() -> Shown:
    """The sigmoid is about a point behind ReLU, with more than 3 times its gain.

    >>> sigmoid_needs_help()[0], sigmoid_needs_help()[1]["times the rate"]
    (True, 8)
    """
    behind = 100 * float((outcome("sigmoid") - outcome("relu")).mean())
    times = right_gain("sigmoid") / right_gain("relu")
    rate = raced_rate("sigmoid") / raced_rate("relu")
    return 0.3 < behind < 1.5 and times > 3 and rate > 5, {
        "points behind": round(behind, 1),
        "times the gain": round(times, 1),
        "times the rate": round(rate),
    }
