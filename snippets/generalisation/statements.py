"""What the post on generalisation says in words: each function says whether it is true.

Beside the answer stands what it looked at. Errors are counted in the hundred.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from snippets.arrays import Array
from snippets.generalisation.curve import fit, points
from snippets.generalisation.decay import decayed, fit_line
from snippets.generalisation.dropout import dropout
from snippets.generalisation.experiments import double_descent
from snippets.generalisation.experiments.by_heart import by_heart
from snippets.generalisation.experiments.remedies import (
    DECAYS,
    EVERY,
    MEMBERS,
    SEEDS,
    WRONG,
    curves,
    together,
    trial,
)
from snippets.generalisation.experiments.training import Recipe
from snippets.generalisation.facts import best_moment, errors, stops
from snippets.generalisation.tables import REMEDIES

Shown = tuple[bool, Mapping[str, object]]
"""Whether it is true, and what was looked at."""


def _gain(name: str, wrong: float) -> Array:
    """Errors fewer than with no remedy, in the hundred, one a seed."""
    return 100 * (errors("nothing", wrong) - errors(name, wrong))


def _mean(name: str, wrong: float) -> float:
    return round(100 * float(errors(name, wrong).mean()), 1)


# --- By heart ---


def lots_are_learnt() -> Shown:
    """Five nets know all shuffled labels, and no more of new digits than a guess would.

    >>> lots_are_learnt()
    (True, {'nets': 5, 'known of 100': 100, 'most of new ones': 13})
    """
    seen, new = by_heart()
    return bool(seen.min() == 1.0 and new.max() < 0.15), {
        "nets": len(seen),
        "known of 100": round(100 * float(seen.min())),
        "most of new ones": round(100 * float(new.max())),
    }


# --- What over-fitting looks like ---


def knowing_all_does_no_harm() -> Shown:
    """With right labels the error on new digits does not rise again.

    >>> knowing_all_does_no_harm()
    (True, {'errors on learnt': 0.0, 'rise from the least': 0.1})
    """
    run = curves(0.0)
    new, learnt = 100 * run.errors.mean(axis=0), 100 * run.learn_errors.mean(axis=0)
    rise = round(float(new[-1] - new.min()), 1)
    return bool(rise < 0.3 and learnt[-1] == 0), {
        "errors on learnt": float(learnt[-1]),
        "rise from the least": rise,
    }


def harm_with_wrong_labels() -> Shown:
    """With wrong labels it is least in the first half, and higher at the end.

    >>> harm_with_wrong_labels()
    (True, {'least at': 140, 'seeds': 10, 'higher at the end': 10})
    """
    run = curves(WRONG)
    at = best_moment() // EVERY
    higher = run.errors[:, -1] > run.errors[:, at]
    return bool(higher.all() and best_moment() < 200), {
        "least at": best_moment(),
        "seeds": len(higher),
        "higher at the end": int(higher.sum()),
    }


def lies_are_learnt_last() -> Shown:
    """At the best moment about as many labels are not believed as are wrong.

    >>> lies_are_learnt_last()
    (True, {'wrong': 20.0, 'doubted then': 20, 'doubted at the end': 8})
    """
    run = curves(WRONG)
    at = best_moment() // EVERY
    doubted, last = 100 * run.learn_errors.mean(axis=0)[[at, -1]]
    return bool(abs(doubted - 100 * WRONG) < 3 and last < doubted / 2), {
        "wrong": 100 * WRONG,
        "doubted then": round(float(doubted)),
        "doubted at the end": round(float(last)),
    }


# --- Early stopping ---


def stopping_helps_ten_times() -> Shown:
    """Early stopping with wrong labels: fewer errors with every seed.

    >>> stopping_helps_ten_times()
    (True, {'seeds': 10, 'better': 10, 'steps': [80, 140]})
    """
    gain = _gain("stopping", WRONG)
    steps = EVERY * stops(WRONG)
    return bool((gain > 0).all()), {
        "seeds": len(gain),
        "better": int((gain > 0).sum()),
        "steps": [int(steps.min()), int(steps.max())],
    }


def stopping_has_nothing_to_do() -> Shown:
    """With right labels it stops late or never, and a seed in two gains nothing.

    >>> stopping_has_nothing_to_do()
    (True, {'first stop': 300, 'seeds': 10, 'better': 4})
    """
    gain, steps = _gain("stopping", 0.0), EVERY * stops(0.0)
    return bool(steps.min() >= 300 and (gain > 0).sum() <= 5), {
        "first stop": int(steps.min()),
        "seeds": len(gain),
        "better": int((gain > 0).sum()),
    }


def stopped_loss_is_higher() -> Shown:
    """The stopped nets have fewer errors and the larger loss, with wrong labels.

    >>> stopped_loss_is_higher()
    (True, {'stopped': 0.71, 'last': 0.65})
    """
    run, at = curves(WRONG), stops(WRONG)
    rows = np.arange(len(at))
    stopped, last = float(run.test[rows, at].mean()), float(run.test[:, -1].mean())
    fewer = bool(run.errors[rows, at].mean() < run.errors[:, -1].mean())
    return fewer and stopped > last, {
        "stopped": round(stopped, 2),
        "last": round(last, 2),
    }


# --- With one input ---


def _held_out(noise: float, pull: float = 0.0) -> Array:
    """How far curves lie from new points: a row a seed, with 6, 20 and 200 waves."""
    drawn = [points(20, noise, seed) for seed in SEEDS]
    return np.array(
        [[fit(each, waves, pull).held_out for waves in (6, 20, 200)] for each in drawn]
    )


def as_many_waves_go_through_all() -> Shown:
    """20 waves leave nothing of 20 points, with noise or without, with ten seeds.

    >>> as_many_waves_go_through_all()
    (True, {'points': 20, 'waves': 20, 'seeds': 10})
    """
    left = [fit(points(20, at, seed), 20).learnt for at in (0.0, 0.3) for seed in SEEDS]
    return max(left) < 1e-9, {"points": 20, "waves": 20, "seeds": len(SEEDS)}


def no_harm_without_noise() -> Shown:
    """Without noise, 20 waves come nearer to new points than 6, with each of ten seeds.

    >>> no_harm_without_noise()
    (True, {'nearer with': 10, 'median of 6': 0.05, 'of 20': 0.01})
    """
    six, twenty, _ = _held_out(0.0).T
    return bool((twenty < six / 2).all()), {
        "nearer with": int((twenty < six).sum()),
        "median of 6": round(float(np.median(six)), 2),
        "of 20": round(float(np.median(twenty)), 2),
    }


def noise_learnt_by_heart_harms() -> Shown:
    """With noise of 0.3, 20 waves lie further from new points than 6, with ten seeds.

    >>> noise_learnt_by_heart_harms()
    (True, {'further with': 10, 'median of 6': 0.34, 'of 20': 0.53})
    """
    six, twenty, _ = _held_out(0.3).T
    return bool((twenty > 1.1 * six).all()), {
        "further with": int((twenty > six).sum()),
        "median of 6": round(float(np.median(six)), 2),
        "of 20": round(float(np.median(twenty)), 2),
    }


def waves_beyond_the_points_calm_down() -> Shown:
    """With the same noise, 200 waves come nearer than 20; so do 20 under a pull of 0.1.

    >>> waves_beyond_the_points_calm_down()
    (True, {'of 20': 0.53, 'of 200': 0.37, 'of 20, pulled': 0.34})
    """
    _, twenty, many = _held_out(0.3).T
    _, pulled, _ = _held_out(0.3, pull=0.1).T
    return bool((many < twenty).all() and (pulled < twenty).all()), {
        "of 20": round(float(np.median(twenty)), 2),
        "of 200": round(float(np.median(many)), 2),
        "of 20, pulled": round(float(np.median(pulled)), 2),
    }


# --- Weight decay ---


def valley_with_wrong_labels() -> Shown:
    """The decay with the least error, by validation and by test digits.

    >>> valley_with_wrong_labels()
    (True, {'by validation': 1.0, 'by test': 1.0, 'strongest': 3.0})
    """
    trials = [trial(Recipe(decay=strength), WRONG) for strength in DECAYS]
    validation = DECAYS[int(np.argmin([each.validation.mean() for each in trials]))]
    test = DECAYS[int(np.argmin([each.errors.mean() for each in trials]))]
    return validation == test and 0 < test < DECAYS[-1], {
        "by validation": validation,
        "by test": test,
        "strongest": DECAYS[-1],
    }


def flat_with_right_labels() -> Shown:
    """With right labels decays of up to 1 all come to the same, and 3 is too much.

    By the test digits and by the validation digits.

    >>> flat_with_right_labels()
    (True, {'test': [7.7, 7.6, 7.5, 7.9, 10.4], 'validate': [6.9, 6.6, 6.6, 6.7, 10.0]})
    """
    trials = [trial(Recipe(decay=strength), 0.0) for strength in DECAYS]
    shown = {
        "test": [round(100 * float(each.errors.mean()), 1) for each in trials],
        "validate": [round(100 * float(each.validation.mean()), 1) for each in trials],
    }
    flat = all(max(row[:-1]) - min(row[:-1]) < 0.6 for row in shown.values())
    rise = all(row[-1] > max(row[:-1]) + 1 for row in shown.values())
    return flat and rise and DECAYS[-2:] == (1.0, 3.0), shown


def biases_do_not_matter_here() -> Shown:
    """Errors with decay of the weights and of all, with right labels and with wrong.

    >>> biases_do_not_matter_here()
    (True, {'errors': [[7.9, 7.9], [14.2, 14.1]]})
    """
    pairs = [
        [_mean(name, wrong) for name in ("decay", "decay of all")]
        for wrong in (0.0, WRONG)
    ]
    return all(abs(one - other) < 0.3 for one, other in pairs), {"errors": pairs}


def bias_is_pulled_off() -> Shown:
    """A line through 100: what a decay of 1 leaves of its height, and what without.

    >>> bias_is_pulled_off()
    (True, {'decay': 1.0, 'weights only': 100.0, 'all': 50.0})
    """
    x = np.linspace(-1.0, 1.0, 5)
    heights = [
        fit_line(x, 100 + x, decay=1.0, decay_bias=bias)[1] for bias in (False, True)
    ]
    return abs(heights[0] - 100) < 1e-9 and abs(heights[1] - 50) < 1e-9, {
        "decay": 1.0,
        "weights only": round(heights[0], 6),
        "all": round(heights[1], 6),
    }


# --- Dropout ---


def dropout_keeps_the_mean() -> Shown:
    """The mean output over many draws is the output itself.

    >>> dropout_keeps_the_mean()
    (True, {'output': 3.0, 'mean': 3.0})
    """
    rng = np.random.default_rng(0)
    kept = rng.random(100_000) >= 0.5
    mean = float(dropout(np.full(len(kept), 3.0), kept).mean())
    return abs(mean - 3) < 0.05, {"output": 3.0, "mean": round(mean, 1)}


# --- Remedies side by side ---

CLASSICS = ("stopping", "decay", "dropout", "smoothing")


def classics_do_next_to_nothing() -> Shown:
    """Right labels: four classic remedies change the mean by less than half a point.

    >>> classics_do_next_to_nothing()
    (True, {'stopping': 0.2, 'decay': -0.2, 'dropout': -0.2, 'smoothing': 0.1})
    """
    changes = {name: round(float(_gain(name, 0.0).mean()), 1) for name in CLASSICS}
    return all(abs(change) < 0.5 for change in changes.values()), changes


def a_quarter_of_the_errors() -> Shown:
    """Wrong labels: three classic remedies save a quarter of the errors.

    Every seed gains by each.

    >>> a_quarter_of_the_errors()
    (True, {'saved': {'stopping': 26, 'decay': 27, 'dropout': 26}, 'seeds': 10})
    """
    plain = float(errors("nothing", WRONG).mean())
    names = ("stopping", "decay", "dropout")
    saved = {name: round(float(_gain(name, WRONG).mean()) / plain) for name in names}
    shares = [_gain(name, WRONG).mean() / plain for name in names]
    gains = all((_gain(name, WRONG) > 0).all() for name in names)
    return bool(gains and min(shares) > 25), {
        "saved": saved,
        "seeds": len(SEEDS),
    }


def nudges_gain_a_little() -> Shown:
    """Right labels: moved by half a pixel, nine seeds in ten have fewer errors.

    >>> nudges_gain_a_little()
    (True, {'seeds': 10, 'better': 9, 'mean gain': 0.4})
    """
    gain = _gain("nudges", 0.0)
    return bool((gain > 0).sum() >= 9), {
        "seeds": len(gain),
        "better": int((gain > 0).sum()),
        "mean gain": round(float(gain.mean()), 1),
    }


def untrue_changes_hurt() -> Shown:
    """Right labels: moves by a pixel and mirrors, worse with how many of ten seeds.

    >>> untrue_changes_hurt()
    (True, {'seeds': 10, 'worse': {'leaps': 9, 'mirror': 10}})
    """
    worse = {name: int((_gain(name, 0.0) < 0).sum()) for name in ("leaps", "mirror")}
    return min(worse.values()) >= 9, {"seeds": len(SEEDS), "worse": worse}


def leaps_help_the_deceived() -> Shown:
    """Wrong labels: moves by a whole pixel do not lose to moves by half a pixel.

    >>> leaps_help_the_deceived()
    (True, {'half': 14.6, 'whole': 13.6, 'better than nothing': 10})
    """
    half, whole = _mean("nudges", WRONG), _mean("leaps", WRONG)
    better = int((_gain("leaps", WRONG) > 0).sum())
    return whole <= half and better == len(SEEDS), {
        "half": half,
        "whole": whole,
        "better than nothing": better,
    }


def smoothing_is_less_sure() -> Shown:
    """Right labels: with smoothing the loss is larger, with every seed.

    >>> smoothing_is_less_sure()
    (True, {'seeds': 10, 'larger': 10})
    """
    plain, smooth = (
        trial(recipe, 0.0).losses for recipe in (Recipe(), Recipe(smoothing=0.1))
    )
    return bool((smooth > plain).all()), {
        "seeds": len(plain),
        "larger": int((smooth > plain).sum()),
    }


def vote_wins() -> Shown:
    """How many of ten ensembles have fewer errors than their members on average.

    >>> vote_wins()
    (True, {'members': 5, 'seeds': 10, 'fewer': [9, 10]})
    """
    fewer = [
        int((together(wrong).ensemble < together(wrong).single).sum())
        for wrong in (0.0, WRONG)
    ]
    return min(fewer) >= 9, {"members": MEMBERS, "seeds": len(SEEDS), "fewer": fewer}


def merging_strangers_is_fatal() -> Shown:
    """The mean of five nets' parameters has more than twice their errors, every seed.

    >>> merging_strangers_is_fatal()
    (True, {'nets': 5, 'seeds': 10, 'least times': 2.6})
    """
    run = together(0.0)
    times = run.merged / run.single
    return bool(times.min() > 2), {
        "nets": MEMBERS,
        "seeds": len(times),
        "least times": round(float(times.min()), 1),
    }


def path_helps_with_wrong_labels() -> Shown:
    """The mean of the second half of the path: how many seeds have fewer errors.

    >>> path_helps_with_wrong_labels()
    (True, {'seeds': 10, 'right labels': 4, 'wrong labels': 10})
    """
    right, wrong = ((_gain("path", share) > 0).sum() for share in (0.0, WRONG))
    return bool(wrong == len(SEEDS) and right < 6), {
        "seeds": len(SEEDS),
        "right labels": int(right),
        "wrong labels": int(wrong),
    }


def images_beat_every_remedy() -> Shown:
    """Twice the images: the least mean error of all rows, in both columns.

    >>> images_beat_every_remedy()
    (True, {'right': [5.2, 7.3], 'wrong': [11.2, 12.3]})
    """
    found = {}
    for wrong, label in ((0.0, "right"), (WRONG, "wrong")):
        means = {name: _mean(name, wrong) for name in REMEDIES}
        best = sorted(means, key=lambda name: means[name])[:2]
        found[label] = {name: means[name] for name in best}
    first = {next(iter(means)) for means in found.values()}
    return first == {"twice the images"}, {
        label: list(means.values()) for label, means in found.items()
    }


# --- Double descent ---


def peak_where_it_fits() -> Shown:
    """The width with most errors beyond 50, and the images; for every seed and both.

    >>> peak_where_it_fits()
    (True, {'images': 200, 'peaks at': [200], 'seeds': 5})
    """
    widths = np.array(double_descent.WIDTHS)
    beyond = widths >= 50
    tops = {
        int(widths[beyond][row.argmax()])
        for wrong in (0.0, WRONG)
        for row in double_descent.sweep(wrong).errors[:, beyond]
    }
    return tops == {200}, {
        "images": 200,
        "peaks at": sorted(tops),
        "seeds": len(double_descent.SEEDS),
    }


def second_descent_goes_lower() -> Shown:
    """Right labels: 1,600 features have fewer errors than any width before the peak.

    >>> second_descent_goes_lower()
    (True, {'features': 1600, 'seeds': 5, 'lower': 5})
    """
    run = double_descent.sweep(0.0).errors
    before = run[:, : double_descent.WIDTHS.index(200)].min(axis=1)
    lower = run[:, -1] < before
    return bool(lower.all()), {
        "features": double_descent.WIDTHS[-1],
        "seeds": len(lower),
        "lower": int(lower.sum()),
    }


def as_low_as_before_only() -> Shown:
    """Wrong labels: the error before the peak and at the end, in the hundred.

    >>> as_low_as_before_only()
    (True, {'before': 21, 'at the end': 22})
    """
    run = 100 * double_descent.sweep(WRONG).errors.mean(axis=0)
    before = float(run[: double_descent.WIDTHS.index(200)].min())
    return bool(abs(run[-1] - before) < 2), {
        "before": round(before),
        "at the end": round(float(run[-1])),
    }


def beats_the_trained_net() -> Shown:
    """1,600 random features against the trained net, on the same digits.

    >>> beats_the_trained_net()
    (True, {'seeds': 5, 'fewer errors': 5})
    """
    lots = double_descent.sweep(0.0).errors[:, -1]
    trained = errors("nothing", 0.0)[: len(lots)]
    return bool((lots < trained).all()), {
        "seeds": len(lots),
        "fewer errors": int((lots < trained).sum()),
    }


def pull_takes_the_peak_away() -> Shown:
    """Right labels, with a pull: hardly more errors at a width than at the one before.

    >>> pull_takes_the_peak_away()
    (True, {'largest rise': 0.2, 'at 200': 7})
    """
    run = 100 * double_descent.sweep(0.0, double_descent.PULL).errors.mean(axis=0)
    rise = round(float(np.diff(run).max()), 1)
    return rise < 0.5, {"largest rise": rise, "at 200": round(float(run[6]))}


# --- Exercises ---


def product_of_three() -> Shown:
    """Rate times decay times steps, and the share that is left by the exponential.

    >>> product_of_three()
    (True, {'product': 1.2, 'left': 0.3, 'exponential': 0.3})
    """
    rate, decay, steps = 0.003, 1.0, 400
    left = float(decayed(1.0, share=rate * decay) ** steps)
    expected = float(np.exp(-rate * decay * steps))
    return abs(left - expected) < 0.005, {
        "product": round(rate * decay * steps, 1),
        "left": round(left, 2),
        "exponential": round(expected, 2),
    }
