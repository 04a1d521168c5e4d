"""What the post on objectives says in words: whether it holds, and what it saw."""

import numpy as np

from snippets.activations.experiments.digits import digits
from snippets.activations.sigmoid import sigmoid
from snippets.networks.initialisation import gained
from snippets.networks.mlp import Network
from snippets.objectives.binary_cross_entropy import (
    binary_cross_entropy,
    binary_cross_entropy_gradient,
    naive_binary_cross_entropy,
)
from snippets.objectives.brier import brier, brier_gradient
from snippets.objectives.catalogue import CATALOGUE
from snippets.objectives.categorical_cross_entropy import (
    categorical_cross_entropy,
    label_smoothing,
)
from snippets.objectives.counts import poisson_gradient
from snippets.objectives.experiments.calibration import CONTENDERS
from snippets.objectives.experiments.constants import waits
from snippets.objectives.experiments.hotline import (
    BUSY,
    DAYS,
    LEVEL,
    QUIET,
    coverage,
    days,
)
from snippets.objectives.experiments.imbalance import SHARE, WEIGHT, outcome
from snippets.objectives.experiments.lines import SLOPE, points, slope_with_outlier
from snippets.objectives.experiments.partners import LEARNT_BY, found_neighbours
from snippets.objectives.experiments.preferences import (
    ordered_rightly,
    unseen_scores,
)
from snippets.objectives.experiments.slow_start import CLASSES, learning_curve
from snippets.objectives.experiments.two_causes import (
    MEANS,
    SPREADS,
    bell,
    bounds,
    joint,
    known,
)
from snippets.objectives.facts import (
    BAD_START,
    FAR_OUT,
    FEW_SEEDS,
    GOAL,
    GOOD_START,
    MAP_SEEDS,
    SEEDS,
    START_RATES,
    UNIT_RATE,
    WRONG,
    calibration_errors,
    classifier_cross_entropy,
    classifier_squared,
    huber_best,
    start_steps,
    unseen_accuracies,
)
from snippets.objectives.gaussian import gaussian_gradient, gaussian_spread_gradient
from snippets.objectives.hidden import ctc, ctc_of_all_paths, log_evidence
from snippets.objectives.huber import huber, smooth_l1
from snippets.objectives.log_cosh import log_cosh
from snippets.objectives.quantile import quantile

Shown = tuple[bool, dict[str, object]]

ROBUST = ("mean_squared_error", "mean_absolute_error", "huber")

# --- Quantities ---


def slopes_stop_at_one() -> Shown:
    """Slopes at an error of 100: the squared error's grows on, the others end at one.

    >>> slopes_stop_at_one()
    (True, {'squared': 200.0, 'others': [1.0, 1.0, 1.0]})
    """
    error = np.array([100.0])
    squared = float(CATALOGUE["mean_squared_error"].slope(error)[0])
    others = ("mean_absolute_error", "huber", "log_cosh")
    slopes = [float(CATALOGUE[name].slope(error)[0]) for name in others]
    return squared == 2 * error[0] and all(np.isclose(slopes, 1.0)), {
        "squared": squared,
        "others": slopes,
    }


def within_a_constant() -> Shown:
    """Log-cosh and Huber's loss lie at most log 2 − 1/2 apart, from −100 to 100.

    >>> within_a_constant()
    (True, {'largest distance': 0.19})
    """
    errors = np.linspace(-100.0, 100.0, 20_001)
    apart = [huber([each], [0.0]) - log_cosh([each], [0.0]) for each in errors]
    constant = float(np.log(2.0)) - 0.5
    return min(apart) > -1e-12 and max(apart) < constant + 1e-12, {
        "largest distance": round(max(apart), 2)
    }


def part_at_the_limits() -> Shown:
    """Smooth L1 is Huber's loss over its parameter; what is left of an error of 3.

    >>> part_at_the_limits()
    (True, {'smooth L1, 1e-9': 3.0, 'Huber, 1e9': 4.5})
    """
    error, none = np.linspace(-5.0, 5.0, 101), np.zeros(101)
    same = all(
        np.isclose(smooth_l1(error, none, width) * width, huber(error, none, width))
        for width in (0.1, 0.5, 1.0, 2.0, 10.0)
    )
    left, right = smooth_l1([3.0], [0.0], 1e-9), huber([3.0], [0.0], 1e9)
    return bool(same and abs(left - 3.0) < 1e-6 and right == 3.0**2 / 2), {
        "smooth L1, 1e-9": round(left, 6),
        "Huber, 1e9": right,
    }


def crowd_of_short_waits() -> Shown:
    """Within Huber's minute of its best answer: shorter waits, and longer ones.

    >>> crowd_of_short_waits()
    (True, {'shorter': 36, 'longer': 31})
    """
    away = waits() - huber_best()
    near = away[np.abs(away) <= 1.0]
    shorter, longer = int((near < 0).sum()), int((near > 0).sum())
    return shorter > longer, {"shorter": shorter, "longer": longer}


def nine_times_as_much() -> Shown:
    """At a level of 0.9, one too low costs nine times what one too high costs.

    >>> nine_times_as_much()
    (True, {'level': 0.9, 'times': 9.0})
    """
    level = 0.9
    times = quantile([0.0], [1.0], tau=level) / quantile([2.0], [1.0], tau=level)
    return bool(np.isclose(times, 9)), {"level": level, "times": round(times, 6)}


# --- One wild point ---


def _slopes(places: tuple[float, ...], heights: tuple[float, ...]) -> dict[str, object]:
    """Slopes of three lines with the outlier there, rounded, by objective."""
    return {
        name: [
            round(slope_with_outlier(CATALOGUE[name].gradient, at, height), 2) + 0.0
            for at, height in zip(places, heights, strict=True)
        ]
        for name in ROBUST
    }


def one_point_of_many() -> Shown:
    """The lines while one of 21 points is lifted by 0, 5, 10 and 20.

    >>> one_point_of_many()[1]["mean_squared_error"]
    [0.49, 0.6, 0.72, 0.95]
    >>> one_point_of_many()[1]["mean_absolute_error"], one_point_of_many()[1]["huber"]
    ([0.49, 0.49, 0.49, 0.49], [0.49, 0.51, 0.51, 0.51])
    """
    heights = (0.0, 5.0, 10.0, 20.0)
    slopes = _slopes((10.0,) * len(heights), heights)
    squared, absolute, of_huber = (np.array(slopes[name]) for name in ROBUST)
    holds = np.all(np.diff(squared) > 0.1) and np.ptp([*absolute, *of_huber]) < 0.03
    others = len(points()[0])
    return bool(holds), {"others": others, "points": others + 1, **slopes}


def long_lever() -> Shown:
    """The lines with an outlier at the height of their start, ever further out.

    >>> long_lever()[1]["mean_squared_error"], long_lever()[1]["places"]
    ([0.37, 0.24, 0.04, 0.0, -0.01, -0.02], [10, 15, 30, 45, 60, 80])
    >>> long_lever()[1]["mean_absolute_error"], long_lever()[1]["huber"]
    ([0.48, 0.47, 0.44, 0.4, -0.04, -0.03], [0.46, 0.43, 0.34, 0.21, -0.03, -0.02])
    """
    places = (10.0, 15.0, 30.0, 45.0, 60.0, FAR_OUT)
    slopes = _slopes(places, tuple(-SLOPE * at for at in places))
    squared, absolute, of_huber = (np.array(slopes[name]) for name in ROBUST)
    half = SLOPE / 2
    holds = (
        squared[1] < half < squared[0]
        and of_huber[3] < half < of_huber[2]
        and absolute[3] > 0.39
        and np.all(np.abs([each[4:] for each in (squared, absolute, of_huber)]) < 0.05)
    )
    return bool(holds), {"places": [int(at) for at in places], **slopes}


# --- Yes or no ---


def sigmoid_twice() -> Shown:
    """What certain and right answers cost where probabilities are taken for logits.

    >>> sigmoid_twice()
    (True, {'yes': 0.31, 'no': 0.69, 'from logits': 0.0})
    """
    yes, no = binary_cross_entropy([1.0], [1]), binary_cross_entropy([0.0], [0])
    least = binary_cross_entropy([np.inf, -np.inf], [1, 0])
    return min(yes, no) > 0.3 and least == 0.0, {
        "yes": round(yes, 2),
        "no": round(no, 2),
        "from logits": least,
    }


def brier_gives_up() -> Shown:
    """How strongly four objectives push a yes whose score is −6.

    >>> brier_gives_up()
    (True, {'of': 4, 'strong': [1.0, 1.02, 1.0], 'Brier': 0.0})
    """
    names = ("binary_cross_entropy", "focal", "hinge", "brier")
    pushes = [-float(CATALOGUE[name].slope(np.array([-6.0]))[0]) for name in names]
    *strong, last = pushes
    return min(strong) > 0.99 and last < 0.01, {
        "of": len(pushes),
        "strong": [round(push, 2) for push in strong],
        "Brier": round(last, 2),
    }


def harmless_forty() -> Shown:
    """The losses of a no at a logit of 40: from the logit, and by the naive formula.

    >>> harmless_forty()
    (True, {'logit': 40.0, 'loss': 40.0, 'naive': inf})
    """
    logit = 40.0
    loss = binary_cross_entropy([logit], [0])
    naive = naive_binary_cross_entropy([logit], [0])
    return abs(loss - logit) < 1e-9 and naive == np.inf, {
        "logit": logit,
        "loss": round(loss, 9),
        "naive": naive,
    }


def rises_late() -> Shown:
    """Probabilities after 20 and 80 steps of a unit that begins sure and wrong.

    >>> rises_late()
    (True, {'steps': [20, 80], 'cross-entropy': [0.93, 0.99], 'squared': [0.01, 0.22]})
    """
    steps = [20, 80]
    quick, slow = (
        learning_curve(gradient, WRONG, UNIT_RATE, steps[-1])[steps]
        for gradient in (binary_cross_entropy_gradient, brier_gradient)
    )
    return bool(quick[0] > GOAL and slow[1] < 0.5), {
        "steps": steps,
        "cross-entropy": quick.round(2).tolist(),
        "squared": slow.round(2).tolist(),
    }


def bad_start_is_standard_normal() -> Shown:
    """Mean and deviation of the bad first weights: those of N(0, 1).

    >>> bad_start_is_standard_normal()
    (True, {'mean': 0.0, 'deviation': 1.0})
    """
    rng, scheme = np.random.default_rng(0), gained(BAD_START)
    network = Network.create([digits()[0].shape[1], CLASSES], [], scheme, rng)
    weights = network.layers[0].weights
    mean, deviation = float(weights.mean()), float(weights.std())
    return abs(mean) < 0.1 and abs(deviation - 1) < 0.1, {
        "mean": round(mean, 1) + 0.0,
        "deviation": round(deviation, 1),
    }


def rate_or_start_cures() -> Shown:
    """Median steps of the squared error, over those of cross-entropy, by rate.

    >>> rate_or_start_cures()
    (True, {'rates': [10, 30, 100], 'bad': [5.0, 3.1, 1.7], 'good': [1.2, 1.0, 1.1]})
    """
    bad, good = (
        [
            float(
                np.median(start_steps(brier_gradient, rate, gain))
                / np.median(start_steps(binary_cross_entropy_gradient, rate, gain))
            )
            for rate in START_RATES
        ]
        for gain in (BAD_START, GOOD_START)
    )
    return bad[0] > 4 and bad[-1] < 2 and max(good) < 1.3, {
        "rates": [int(rate) for rate in START_RATES],
        "bad": [round(each, 1) for each in bad],
        "good": [round(each, 1) for each in good],
    }


def good_start_costs_nothing() -> Shown:
    """From good first weights, most seeds need no more steps with the squared error.

    >>> good_start_costs_nothing()
    (True, {'seeds': 5, 'no more': 4, 'most': 1.7})
    """
    squared = start_steps(brier_gradient, START_RATES[0], GOOD_START)
    steps = start_steps(binary_cross_entropy_gradient, START_RATES[0], GOOD_START)
    no_more = int((squared <= steps).sum())
    return no_more > len(steps) / 2, {
        "seeds": len(steps),
        "no more": no_more,
        "most": round(float((squared / steps).max()), 1),
    }


def within_the_spread() -> Shown:
    """The medians' distance is smaller than the spread over the seeds, of either.

    >>> within_the_spread()
    (True, {'per cent': [97, 98], 'medians apart': 0.2, 'spreads': [1.2, 0.8]})
    """
    shares = [
        100 * unseen_accuracies(name) for name in ("cross-entropy", "squared error")
    ]
    apart = 100 * abs(classifier_cross_entropy() - classifier_squared())
    spreads = [float(np.ptp(each)) for each in shares]
    return apart < min(spreads), {
        "per cent": [round(float(np.min(shares))), round(float(np.max(shares)))],
        "medians apart": round(apart, 1),
        "spreads": [round(each, 1) for each in spreads],
    }


# --- One of many ---


def more_costs_less() -> Shown:
    """What one sample of two classes costs at logits of 1, 10, 20 and 30.

    >>> more_costs_less()
    (True, {'logits': [1.0, 10.0, 20.0, 30.0], 'falls': True, 'above 0': True})
    """
    logits = [1.0, 10.0, 20.0, 30.0]
    costs = np.array([categorical_cross_entropy([[z, 0.0]], [[1, 0]]) for z in logits])
    falls, above = bool(np.all(np.diff(costs) < 0)), bool(np.all(costs > 0))
    return falls and above, {"logits": logits, "falls": falls, "above 0": above}


def smoothed_stops() -> Shown:
    """Where label smoothing of 0.1 is lowest: at a probability, of two classes.

    >>> smoothed_stops()
    (True, {'probability': 0.95})
    """
    logits = np.linspace(-2.0, 10.0, 12_001)
    costs = np.array([label_smoothing([[z, 0.0]], [[1, 0]]) for z in logits])
    best = float(sigmoid(logits[costs.argmin()]))
    return abs(best - 0.95) < 0.001, {"probability": round(best, 2)}


# --- A rare yes ---


def moved_threshold() -> Shown:
    """The plain model with its threshold moved from 50 % to 2 %, against the weights.

    >>> moved_threshold()
    (True, {'thresholds': [0.5, 0.02], 'recall': 0.84, 'with weights': 0.84})
    """
    logits = [0.0, -float(np.log(WEIGHT))]
    plain = [outcome("cross-entropy", seed, logits[1])["recall"] for seed in SEEDS]
    weighted = [outcome("weighted", seed)["recall"] for seed in SEEDS]
    moved, other = float(np.median(plain)), float(np.median(weighted))
    return abs(moved - other) < 0.02 and bool(np.isclose(sigmoid(logits[1]), SHARE)), {
        "thresholds": [round(float(sigmoid(logit)), 4) for logit in logits],
        "recall": round(moved, 2),
        "with weights": round(other, 2),
    }


def together_at_twenty() -> Shown:
    """Recall on the first seed: cross-entropy and focal lie together, weights far off.

    >>> together_at_twenty()
    (True, {'about': 20, 'cross-entropy': 21, 'focal': 21, 'weighted': 87})
    """
    recall = {
        name: round(100 * outcome(name, seed=0)["recall"])
        for name in ("cross-entropy", "focal", "weighted")
    }
    plain, of_focal, weighted = recall.values()
    about = round(plain, -1)
    return abs(plain - of_focal) < 3 and weighted > 80, {"about": about, **recall}


# --- Calibration ---


def smoothing_is_worst() -> Shown:
    """Median calibration errors: that of label smoothing is the largest of the four.

    >>> smoothing_is_worst()[0]
    True
    """
    errors = {name: float(np.median(calibration_errors(name))) for name in CONTENDERS}
    return max(errors, key=errors.__getitem__) == "label smoothing", {
        name: round(each, 2) for name, each in errors.items()
    }


# --- Counts and their intervals ---


def best_for_each_hour() -> Shown:
    """Largest slopes of an hour at the means and the mean squared errors.

    >>> best_for_each_hour()[0]
    True
    """
    calls = days(np.random.default_rng(0), DAYS)
    mean = np.broadcast_to(calls.mean(axis=0), calls.shape)
    v = np.broadcast_to(np.log(calls.var(axis=0)), calls.shape)
    slopes = {
        "Poisson": poisson_gradient(np.log(mean), calls),
        "Gaussian, mean": gaussian_gradient(mean, calls, v),
        "Gaussian, spread": gaussian_spread_gradient(mean, calls, v),
    }
    largest = {
        name: float(abs(each.sum(axis=0)).max()) for name, each in slopes.items()
    }
    return max(largest.values()) < 1e-12, {
        name: f"{value:.0e}" for name, value in largest.items()
    }


def _shares(name: str, *, moody: bool = False) -> dict[str, float]:
    found = coverage(name, moody)
    return {
        "all": round(float(found.mean()), 3),
        "quiet": round(float(found[list(QUIET)].mean()), 3),
        "busy": round(float(found[list(BUSY)].mean()), 3),
        "least": round(float(found.min()), 3),
    }


def one_spread_for_all() -> Shown:
    """Shares that intervals of one spread hold: right on average, not by the hour.

    >>> one_spread_for_all()[0]
    True
    """
    held = _shares("squared error")
    right = abs(held["all"] - LEVEL) < 0.02
    return right and held["quiet"] > 0.98 and held["busy"] < 0.78, dict(held)


def poisson_keeps_its_word() -> Shown:
    """Shares that Poisson intervals hold: nine in ten or more, in each hour.

    >>> poisson_keeps_its_word()[0]
    True
    """
    held = _shares("Poisson")
    return held["least"] >= LEVEL, dict(held)


def moody_days_scatter() -> Shown:
    """Shares of moody days: Poisson falls short, a learnt spread does not.

    >>> moody_days_scatter()[0]
    True
    """
    short, held = _shares("Poisson", moody=True), _shares("Gaussian", moody=True)
    told: dict[str, object] = {"Poisson": short, "Gaussian": held}
    return short["busy"] < 0.65 and abs(held["busy"] - LEVEL) < 0.03, told


# --- Partners and preferences ---


def partners_need_room() -> Shown:
    """Neighbours of their kind, for triplets and InfoNCE, on two kinds of maps.

    >>> partners_need_room()[0]
    True
    """
    found = {
        (name, dimensions): [
            found_neighbours(name, dimensions, seed) for seed in MAP_SEEDS
        ]
        for name in LEARNT_BY
        for dimensions in (2, 8)
    }
    plane = max(found["InfoNCE", 2]) < 0.75 and min(found["triplet", 2]) > 0.78
    room = min(*found["InfoNCE", 8], *found["triplet", 8]) > 9 / 10
    return plane and room, {
        f"{name}, {dimensions}": [round(each, 2) for each in shares]
        for (name, dimensions), shares in found.items()
    }


def order_from_comparisons() -> Shown:
    """Share of unseen pairs in the right order, and each digit's median score.

    >>> order_from_comparisons()[0]
    True
    """
    scored = [unseen_scores(seed) for seed in FEW_SEEDS]
    shares = [ordered_rightly(scores, digit) for scores, digit in scored]
    medians = np.mean(
        [
            [np.median(scores[digit == k]) for k in range(10)]
            for scores, digit in scored
        ],
        axis=0,
    )
    return min(shares) > 9 / 10 and bool((np.diff(medians) > 0).all()), {
        "in order": [round(each, 2) for each in shares],
        "medians": medians.round(1).tolist(),
    }


def judges_who_err() -> Shown:
    """Share of unseen pairs in the right order, and how far the scores spread.

    >>> judges_who_err()[0]
    True
    """
    shares, spreads = {}, {}
    for mistakes in (0, 1 / 5):
        scored = [unseen_scores(seed, mistakes) for seed in FEW_SEEDS]
        shares[mistakes] = [ordered_rightly(*each) for each in scored]
        spreads[mistakes] = np.mean([each[0].std() for each in scored])
    holds = np.mean(shares[1 / 5]) > 4 / 5 and spreads[1 / 5] < spreads[0] / 3
    return bool(holds), {
        "in order": [round(each, 2) for each in shares[1 / 5]],
        "spread": [round(float(each), 1) for each in spreads.values()],
    }


# --- Exercises ---


def chord_runs_below() -> Shown:
    """Brier's loss of a yes at −10, −5 and 0: the middle lies above the chord.

    >>> chord_runs_below()
    (True, {'at −10': 1.0, 'at 0': 0.25, 'chord': 0.625, 'at −5': 0.987})
    """
    low, middle, high = (brier([z], [1]) for z in (-10.0, -5.0, 0.0))
    chord = (low + high) / 2
    return middle > chord, {
        "at −10": round(low, 3),
        "at 0": round(high, 3),
        "chord": round(chord, 3),
        "at −5": round(middle, 3),
    }


def log_odds_of_three() -> Shown:
    """The gradient for 3 yes and 1 no at log 3, and to both sides of it.

    >>> log_odds_of_three()
    (True, {'yes': 3, 'no': 1, 'slopes': [-0.02, 0.0, 0.02]})
    """
    answers = np.array([1.0, 1.0, 1.0, 0.0])
    slopes = [
        float(
            binary_cross_entropy_gradient(np.full(4, np.log(3) + aside), answers).sum()
        )
        for aside in (-0.1, 0.0, 0.1)
    ]
    low, here, high = slopes
    return low < 0 < high and abs(here) < 1e-15, {
        "yes": int(answers.sum()),
        "no": int((1 - answers).sum()),
        "slopes": [round(each, 2) + 0.0 for each in slopes],
    }


def when_to_raise_the_alarm() -> Shown:
    """Whether an alarm costs less than silence, for 1,000 probabilities of a fraud.

    >>> when_to_raise_the_alarm()
    (True, {'missed': 20, 'above': '1/21', 'logit': '−log 20'})
    """
    p, missed = np.linspace(0.0005, 0.9995, 1000), 20
    cheaper = 1 - p < missed * p
    logits = np.log(p) - np.log(1 - p)
    as_said = np.array_equal(cheaper, p > 1 / 21)
    return as_said and np.array_equal(cheaper, logits > -np.log(20)), {
        "missed": missed,
        "above": "1/21",
        "logit": "−log 20",
    }


def every_path_is_counted() -> Shown:
    """The recursion and the sum over all paths one by one agree, for texts of a few.

    >>> every_path_is_counted()
    (True, {'tables': 5, 'texts': 6, 'paths each': 243})
    """
    texts = [[], [1], [1, 1], [1, 2], [2, 1, 2], [1, 1, 2]]
    tables = [np.random.default_rng(seed).dirichlet(np.ones(3), 5) for seed in range(5)]
    agree = [
        np.isclose(
            ctc(np.log(table), letters), ctc_of_all_paths(np.log(table), letters)
        )
        for table in tables
        for letters in (np.array(text, dtype=np.intp) for text in texts)
    ]
    return all(map(bool, agree)), {
        "tables": len(tables),
        "texts": len(texts),
        "paths each": 3**5,
    }


def gap_is_the_divergence() -> Shown:
    """For guesses of all means and spreads, evidence less bound is the divergence.

    >>> gap_is_the_divergence()
    (True, {'guesses': 5757, 'least gap': 0.74})
    """
    gaps, right = log_evidence(joint()) - bounds(), known()
    divergences = [
        [np.sum(q * np.log(q / right)) for q in (bell(m, s) for s in SPREADS)]
        for m in MEANS
    ]
    equal = np.allclose(gaps, divergences)
    return bool(equal and gaps.min() > 0), {
        "guesses": gaps.size,
        "least gap": round(float(gaps.min()), 2),
    }


def two_humps_two_tops() -> Shown:
    """With the best spread the bound is highest at two means, and lower in between.

    >>> two_humps_two_tops()
    (True, {'tops': [-1.1, 1.1], 'lower between, by': 0.8})
    """
    best = bounds().max(axis=1)
    middle = len(MEANS) // 2
    left, right = best[:middle].argmax(), middle + best[middle:].argmax()
    equal = np.isclose(best[left], best[right]) and np.isclose(best[right], best.max())
    dip = float(best.max() - best[(np.abs(MEANS) < 0.6)].max())
    return bool(equal and left + right == 2 * middle and dip > 0.5), {
        "tops": [round(float(MEANS[each]), 2) for each in (left, right)],
        "lower between, by": round(dip, 1),
    }


def one_hump_of_two() -> Shown:
    """The best guess lacks log 2, for the half of what is known, and hardly more.

    >>> one_hump_of_two()
    (True, {'gap': 0.74, 'log 2': 0.69, 'known to the right': 0.5})
    """
    gap, shares = log_evidence(joint()) - float(bounds().max()), known()
    half = float(shares[len(shares) // 2 + 1 :].sum())
    holds = np.log(2) < gap < np.log(2) + 0.1 and abs(half - 0.5) < 0.01
    return bool(holds), {
        "gap": round(gap, 2),
        "log 2": round(float(np.log(2)), 2),
        "known to the right": round(half, 2),
    }
