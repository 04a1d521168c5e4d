"""What the post on deep nets says in words: each function says whether it is true.

Beside the answer stands what it looked at.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from snippets.arrays import Array
from snippets.deepnets import facts
from snippets.deepnets.experiments.clipping import ride
from snippets.deepnets.experiments.halves import losses, lost
from snippets.deepnets.experiments.layers import layers
from snippets.deepnets.experiments.ratios import ratio
from snippets.deepnets.experiments.recipes import (
    DEPTH,
    RATES,
    RECIPES,
    WIDTH,
    best,
    learnt,
)
from snippets.deepnets.experiments.shift import shifted
from snippets.deepnets.graph import reverse_mode, two_units
from snippets.deepnets.half import halved, scaled
from snippets.deepnets.normalisation import NORMS, batch_norm
from snippets.deepnets.patients import PATIENTS, readings
from snippets.deepnets.squares import after_layers, after_skips, kept_layers
from snippets.deepnets.tables import NAMES, bracket, verdict

Shown = tuple[bool, Mapping[str, object]]
"""Whether it is true, and what was looked at."""


def _all(name: str) -> Array:
    """Shares of the digits known, for every rate and seed."""
    return np.array([learnt(RECIPES[name], rate).known for rate in RATES])


# --- Back-propagation ---


def numbers_up() -> Shown:
    """The numbers of the net of two units on its way up.

    >>> numbers_up()[1]["loss"]
    1.0
    """
    net = two_units()
    seen = {name: float(node.value) for name, node in net._asdict().items()}
    right = {"x": 2, "w": 0.5, "z": 1, "h": 0.5, "v": 4, "y": 2, "loss": 1}
    return seen == right, {**seen, "target": 3}


def other_v() -> Shown:
    """With the second weight turned around the output is -2 and its slope -10.

    >>> other_v()
    (True, {'output': -2.0, 'wanted': 3, 'slope': -10.0})
    """
    net = two_units(v=-4.0)
    slope = reverse_mode(net.loss).by[net.y]
    return net.y.value == -2 and slope == -10, {
        "output": net.y.value,
        "wanted": 3,
        "slope": slope,
    }


def cut_paths() -> Shown:
    """Whatever the target, no slope gets past a zero, be it a weight or an input.

    >>> cut_paths()[1]
    {'targets': 9, 'by w where v is 0': [0.0], 'by w and v where x is 0': [0.0]}
    """
    targets = [float(target) for target in range(-4, 5)]
    behind, beside, at_output = set(), set(), set()
    for target in targets:
        cut = two_units(v=0.0, target=target)
        slopes = reverse_mode(cut.loss).by
        behind.add(abs(slopes[cut.w]))
        at_output.add(slopes[cut.y])
        quiet = two_units(x=0.0, target=target)
        slopes = reverse_mode(quiet.loss).by
        beside |= {abs(slopes[quiet.w]), abs(slopes[quiet.v])}
    return behind == beside == {0.0} and len(at_output) == len(targets), {
        "targets": len(targets),
        "by w where v is 0": sorted(behind),
        "by w and v where x is 0": sorted(beside),
    }


def bend_flattens() -> Shown:
    """The slope of the bend, at the sum of the post and at one three times as long.

    >>> bend_flattens()
    (True, {'sum': 1.0, 'slope': 0.25, 'longer sum': 3.0, 'slope there': 0.0625})
    """
    short, long = two_units(), two_units(x=3.0, w=1.0)
    ((_, there),), ((_, here),) = long.h.below, short.h.below
    return 16 * there == 4 * here == 1, {
        "sum": short.z.value,
        "slope": here,
        "longer sum": long.z.value,
        "slope there": there,
    }


def nudges_agree() -> Shown:
    """Nudging each number of the net of two units gives the slopes of the walk down.

    >>> nudges_agree()
    (True, {'numbers': 3, 'largest difference': 0.0})
    """
    net, nudge = two_units(), 1e-6
    slopes = reverse_mode(net.loss).by
    differences = [
        abs(
            slopes[getattr(net, name)]
            - (
                two_units(**{name: getattr(net, name).value + nudge}).loss.value
                - two_units(**{name: getattr(net, name).value - nudge}).loss.value
            )
            / (2 * nudge)
        )
        for name in ("x", "w", "v")
    ]
    return max(differences) < 1e-6, {
        "numbers": len(differences),
        "largest difference": round(max(differences), 6),
    }


def reverse_needs_one_walk() -> Shown:
    """Reverse mode costs a few multiplications a parameter, forward mode very many.

    >>> reverse_needs_one_walk()
    (True, {'moons': [3.2, 14.1], 'four layers': [3.7, 119.9]})
    """
    each = {
        "moons": facts.counted(facts.MOONS),
        "four layers": facts.counted(facts.FIVE),
    }
    costs = {
        name: [
            round(cost.reverse / cost.parameters, 1),
            round(cost.forward / cost.parameters, 1),
        ]
        for name, cost in each.items()
    }
    return all(reverse < 4 for reverse, _ in costs.values()) and costs["four layers"][
        1
    ] > 100, costs


def memory_grows_with_the_batch() -> Shown:
    """Training keeps more numbers for one batch than the net has parameters.

    >>> memory_grows_with_the_batch()
    (True, {'kept': 63488, 'parameters': 33034})
    """
    kept, parameters = facts.kept(), facts.deep_parameters()
    return kept > parameters, {"kept": kept, "parameters": parameters}


def six_keep_least() -> Shown:
    """Of thirty layers the fewest are kept at once with each fifth or sixth.

    >>> six_keep_least()
    (True, {'least': 11, 'every': [5, 6]})
    """
    every = np.arange(1, DEPTH + 1)
    layers_kept = kept_layers(DEPTH, every)
    best_ones = every[layers_kept == layers_kept.min()].tolist()
    return best_ones == [5, 6], {"least": int(layers_kept.min()), "every": best_ones}


# --- Depth ---


def a_tenth_too_small() -> Shown:
    """Weights that are a tenth too small cost thirty layers a factor of 24.

    >>> a_tenth_too_small()
    (True, {'factor': 24, 'root of': [2, 50], 'right': 0.2})
    """
    factor = float(1 / after_layers(50, 0.18, 30))
    right = float(np.sqrt(2 / 50))
    return 23.5 < factor < 24.5, {
        "factor": round(factor),
        "root of": [2, 50],
        "right": round(right, 2),
    }


def law_holds() -> Shown:
    """Over forty powers of ten the law is right to one of them, in the middle net.

    >>> law_holds()[0]
    True
    """
    laws = {
        name: float(after_layers(WIDTH, deviation, DEPTH - 1))
        for name, deviation in (
            ("tiny", 0.01),
            ("normal", 1.0),
            ("lecun", WIDTH**-0.5),
            ("he", (WIDTH / 2) ** -0.5),
        )
    }
    off = {}
    for name, law in laws.items():
        sizes = layers(name).sizes
        middle = float(np.median(sizes[:, -1] / sizes[:, 0]))
        off[name] = round(float(np.log10(middle / law)), 1)
    return max(abs(each) for each in off.values()) < 1, off


def seeds_scatter() -> Shown:
    """With He's weights nets differ more than threefold in the size that is left.

    >>> seeds_scatter()[0]
    True
    """
    ends = layers("he").sizes[:, -1] / layers("he").sizes[:, 0]
    return bool(ends.max() > 3 * ends.min()), {
        "nets": len(ends),
        "factor": round(float(ends.max() / ends.min())),
    }


def tiny_never_moves() -> Shown:
    """At each rate, with each seed, the loss stays what a guess has.

    >>> tiny_never_moves()
    (True, {'trainings': 8, 'losses': [2.3, 2.3]})
    """
    last = np.array([learnt(RECIPES["tiny"], rate).last for rate in RATES])
    return bool(np.abs(last - np.log(10)).max() < 0.02), {
        "trainings": last.size,
        "losses": [round(float(last.min()), 2), round(float(last.max()), 2)],
    }


def normal_is_lost() -> Shown:
    """With standard normal weights the loss begins and ends beyond all reason.

    >>> normal_is_lost()[0]
    True
    """
    found = best("normal")
    least = float(min(found.first.min(), found.last.min()))
    return bool(least > 1e10 and found.known.max() < 0.5), {
        "least loss": f"{least:.0e}",
        "most known": round(float(found.known.max()), 2),
    }


def depth_is_the_trouble() -> Shown:
    """Three layers learn with every seed what thirty of the same kind do not.

    >>> depth_is_the_trouble()[0]
    True
    """
    three = learnt(RECIPES["he"], 0.003, depth=3).known
    thirty = _all("he")
    return bool(three.min() > 0.97 and thirty.max() < 0.9), {
        "three, least": round(float(three.min()), 2),
        "thirty, most": round(float(thirty.max()), 2),
    }


def relu_alone_saves_nothing() -> Shown:
    """ReLU layers with tiny or LeCun's weights lose the gradient all the same.

    >>> relu_alone_saves_nothing()[0]
    True
    """
    left = {name: facts._ratio(name, "gradients") for name in ("tiny", "lecun")}
    return left["tiny"] < 1e-35 and left["lecun"] < 1e-3, {
        name: f"{each:.0e}" for name, each in left.items()
    }


def all_digits_look_alike() -> Shown:
    """After thirty of He's layers two digits point the same way, with every seed.

    >>> all_digits_look_alike()[0]
    True
    """
    likeness = layers("he").likeness
    return bool(likeness[:, -1].min() > 0.85 and likeness[:, 0].max() < 0.5), {
        "first": [round(float(x), 2) for x in np.quantile(likeness[:, 0], [0, 1])],
        "last": [round(float(x), 2) for x in np.quantile(likeness[:, -1], [0, 1])],
    }


def size_turns_nothing() -> Shown:
    """The mean cosines are the same for weights of all four sizes, to nine digits.

    >>> size_turns_nothing()
    (True, {'sizes': 4, 'largest difference below': 1e-09})
    """
    likeness = [layers(name).likeness for name in ("tiny", "normal", "lecun", "he")]
    largest = max(float(np.abs(each - likeness[0]).max()) for each in likeness)
    return largest < 1e-9, {"sizes": len(likeness), "largest difference below": 1e-9}


# --- Norms ---


def norms_agree_with_nudges() -> Shown:
    """The way back through each norm is that of its finite differences.

    >>> norms_agree_with_nudges()
    (True, {'norms': 4, 'largest difference below': 1e-06})
    """
    rng = np.random.default_rng(0)
    x, error = rng.normal(size=(5, 4)), rng.normal(size=(5, 4))
    worst = 0.0
    for norm in NORMS.values():
        back = norm.gradient(x, error)
        for place in np.ndindex(x.shape):
            nudge = np.zeros_like(x)
            nudge[place] = 1e-6
            rise = norm.function(x + nudge) - norm.function(x - nudge)
            worst = max(worst, abs(float((error * rise).sum() / 2e-6 - back[place])))
    return worst < 1e-6, {"norms": len(NORMS), "largest difference below": 1e-6}


def company_decides() -> Shown:
    """Batch norm gives a sample another value in other company, and 0 when alone.

    >>> company_decides()
    (True, {'among small ones': 1.0, 'among large ones': -1.0, 'alone': 0.0})
    """
    low, high, alone = (
        float(batch_norm(np.array(batch))[0, 0].round(3))
        for batch in ([[5.0], [1.0]], [[5.0], [9.0]], [[5.0]])
    )
    return (low, high, alone) == (1.0, -1.0, 0.0), {
        "among small ones": low,
        "among large ones": high,
        "alone": alone,
    }


def batch_norm_keeps_digits_apart() -> Shown:
    """With batch norm digits stay apart, with layer norm they do not.

    >>> batch_norm_keeps_digits_apart()[0]
    True
    """
    batch, layer = (layers(name).likeness[:, -1] for name in ("batch", "layer"))
    return bool(batch.max() < 0.45 and layer.min() > 0.85), {
        "batch, most": round(float(batch.max()), 2),
        "layer, least": round(float(layer.min()), 2),
    }


def batch_norm_alone_learns_nothing() -> Shown:
    """Batch norm without skips: no rate, no seed knows a third of the digits.

    >>> batch_norm_alone_learns_nothing()[0]
    True
    """
    known = _all("batch")
    return bool(known.max() < 1 / 3), {
        "trainings": known.size,
        "most known": round(float(known.max()), 2),
    }


def batch_norm_is_worse_than_none() -> Shown:
    """At each rate the best net with it knows less than the worst without.

    >>> batch_norm_is_worse_than_none()[0]
    True
    """
    with_it, without = _all("batch"), _all("he")
    return bool((with_it.max(axis=1) < without.min(axis=1)).all()), {
        "with it, most": round(float(with_it.max()), 2),
        "without, least": round(float(without.min()), 2),
    }


def batch_gradients_explode() -> Shown:
    """Batch norm alone makes the gradient grow more than 300 times on its way down.

    >>> batch_gradients_explode()[0]
    True
    """
    found = layers("batch").gradients
    growth = found[:, 0] / found[:, -1]
    return bool(growth.min() > 300), {
        "nets": len(growth),
        "least": round(float(growth.min())),
    }


def batch_norm_is_fine_in_shallow_nets() -> Shown:
    """With three hidden layers batch norm learns with every seed.

    >>> batch_norm_is_fine_in_shallow_nets()[0]
    True
    """
    known = learnt(RECIPES["batch"], 0.003, depth=3).known
    return bool(known.min() > 0.97), {"least known": round(float(known.min()), 2)}


def layer_norm_alone_is_not_enough() -> Shown:
    """Layer norm without skips: no rate, no seed knows nine digits in ten.

    >>> layer_norm_alone_is_not_enough()[0]
    True
    """
    known = _all("layer")
    return bool(known.max() < 0.9), {"most known": round(float(known.max()), 2)}


# --- The shift ---


def no_shift_no_learning() -> Shown:
    """Batch norm alone has no shift at all, and its net does not learn.

    >>> no_shift_no_learning()[0]
    True
    """
    found = shifted("batch", 0.003)
    return bool(found.shift.max() < 1e-9 and found.known.max() < 1 / 3), {
        "shift below": 1e-9,
        "most known": round(float(found.known.max()), 2),
    }


def much_shift_much_learning() -> Shown:
    """Thrown about in every step, more than a net without norm is, it still learns.

    >>> much_shift_much_learning()[0]
    True
    """
    thrown = shifted("batch skip", 0.003, jitter=True)
    quiet = shifted("quiet", 0.001)
    return bool(
        thrown.shift.min() > 4 * quiet.shift.max()
        and thrown.known.min() > 0.93
        and quiet.known.min() > 0.95
    ), {
        "shift": round(float(thrown.shift.mean()), 2),
        "without norm": round(float(quiet.shift.mean()), 3),
        "least known": round(float(thrown.known.min()), 2),
    }


# --- Skips ---


def skips_alone_explode() -> Shown:
    """Skips alone: the first loss is beyond a thousand with every seed.

    >>> skips_alone_explode()[0]
    True
    """
    first, known = best("skip").first, _all("skip")
    return bool(first.min() > 1000 and known.max() < 0.7), {
        "least first loss": round(float(first.min())),
        "most known": round(float(known.max()), 2),
    }


def skips_follow_the_law() -> Shown:
    """The growth of the signal with skips is what the law says, within a factor of 2.

    >>> skips_follow_the_law()[0]
    True
    """
    off = {
        name: round(
            float(
                np.median(layers(name).sizes[:, -1] / layers(name).sizes[:, 0])
                / after_skips(share, DEPTH - 1)
            ),
            2,
        )
        for name, share in (("skip", 1.0), ("quiet", 1.0 / DEPTH))
    }
    return all(0.5 < each < 2 for each in off.values()), off


def root_of_e() -> Shown:
    """Quiet branches of up to a million layers: the growth stays below √e.

    >>> root_of_e()
    (True, {'deepest': 1000000, 'growth': 1.65, 'root of e': 1.65})
    """
    depth = np.array([1, 10, 30, 1000, 1_000_000])
    growth = after_skips(1 / depth, depth)
    limit = float(np.exp(0.5))
    return bool((growth < limit).all() and (np.diff(growth) > 0).all()), {
        "deepest": int(depth[-1]),
        "growth": round(float(growth[-1]), 2),
        "root of e": round(limit, 2),
    }


def three_recipes_learn() -> Shown:
    """Of ten recipes three learn, each of them with skips and something quiet.

    >>> three_recipes_learn()
    (True, {'recipes': 10, 'learn': ['quiet', 'batch skip', 'layer skip']})
    """
    learn = [name for name in NAMES if verdict(name) == "yes"]
    return learn == ["quiet", "batch skip", "layer skip"], {
        "recipes": len(NAMES),
        "learn": learn,
    }


def none_of_the_others() -> Shown:
    """No seed of a recipe that does not learn knows more than four in five.

    >>> none_of_the_others()[0]
    True
    """
    known = {n: float(best(n).known.max()) for n in NAMES if verdict(n) == "no"}
    most = max(known, key=lambda name: known[name])
    return len(known) == 7 and known[most] < 0.8, {
        "recipes": len(known),
        "most known": round(known[most], 2),
    }


def brackets_hold() -> Shown:
    """Every seed of each recipe lies in the bracket that is drawn for it.

    >>> brackets_hold()
    (True, {'recipes': 10})
    """
    return len({name: bracket(name) for name in NAMES}) == 10, {"recipes": len(NAMES)}


def no_norm_is_needed() -> Shown:
    """Quiet branches learn at both rates without any norm.

    >>> no_norm_is_needed()[0]
    True
    """
    known = _all("quiet")
    return bool(known.min() > 0.95), {"least known": round(float(known.min()), 2)}


# --- Clipping ---


def belt_is_no_engine() -> Shown:
    """Clipping carries the net through all steps, and teaches it nothing.

    >>> belt_is_no_engine()[0]
    True
    """
    with_it, without = ride(limit=1.0), ride()
    return (
        without.steps < 5
        and with_it.steps == 200
        and with_it.known < 0.35
        and with_it.loss > 1e10
    ), {"steps without": without.steps, "with": with_it.steps}


# --- Half precision ---


def half_swallows() -> Shown:
    """Ten to the minus eighth becomes zero, a scaled one does not.

    >>> half_swallows()
    (True, {'rounded': 0.0, 'scaled': 1e-08})
    """
    rounded, kept = float(halved(1e-8)), float(scaled(1e-8, 1024.0))
    return rounded == 0 and abs(kept - 1e-8) < 1e-9, {
        "rounded": rounded,
        "scaled": round(kept, 9),
    }


def steps_of_half() -> Shown:
    """Neighbours in half precision from 1 to 2 are about a thousandth apart.

    >>> steps_of_half()[0]
    True
    """
    step = float(np.spacing(np.float16(1)))
    last = float(np.float16(2) - np.nextafter(np.float16(2), np.float16(0)))
    return 0.0009 < step < 0.0011 and last == step, {
        "from": 1,
        "to": 2,
        "step": round(step, 5),
    }


def scaling_brings_them_back() -> Shown:
    """With the loss scaled up most of the swallowed gradients are there again.

    >>> scaling_brings_them_back()[0]
    True
    """
    plain, up = lost(), lost(1024.0)
    return bool((up < plain / 3).all()), {
        "lost": round(float(plain.mean()), 2),
        "lost, scaled": round(float(up.mean()), 3),
    }


def weights_suffer_first() -> Shown:
    """Half precision hurts in the weights with every seed, in the gradients with none.

    >>> weights_suffer_first()[0]
    True
    """
    wide, gradient, weights = losses()
    return bool(
        (np.abs(gradient - wide) < 0.01).all() and (weights > wide + 0.1).all()
    ), {
        "gradients": round(float((gradient - wide).mean()), 2),
        "weights": round(float((weights - wide).mean()), 2),
    }


# --- Checks ---


def ratio_near_a_thousandth() -> Shown:
    """The rates at which all seeds learn have ratios from 0.0005 to 0.006.

    >>> ratio_near_a_thousandth()[0]
    True
    """
    good = [ratio(rate) for rate in (0.001, 0.003, 0.01)]
    slow, large = ratio(0.0001), ratio(0.1)
    ratios = np.array([each.ratio for each in good])
    return bool(
        min(each.known.min() for each in good) > 0.9
        and ratios.min() > 0.0005
        and ratios.max() < 0.006
        and slow.ratio.max() < 0.0005
        and slow.known.max() < 0.5
        and large.ratio.min() > 0.006
    ), {
        "good": [round(float(ratios.min()), 4), round(float(ratios.max()), 4)],
        "too slow": round(float(slow.ratio.mean()), 4),
        "too large": round(float(large.ratio.mean()), 3),
    }


def every_fault_shows() -> Shown:
    """Each patient differs from the healthy net in a reading of its own.

    >>> every_fault_shows()[0]
    True
    """
    well = readings("healthy")
    ill = {fault: readings(fault) for fault in PATIENTS.values()}
    return (
        well.batch < 0.1
        and well.new > 0.85
        and ill["labels"].batch < 0.1
        and ill["labels"].new < 0.2
        and ill["loud"].start > 10
        and ill["rate"].ratio < 1e-4
        and ill["rate"].batch > 2
        and ill["dead"].ratio == 0
    ), {"patients": len(ill)}
