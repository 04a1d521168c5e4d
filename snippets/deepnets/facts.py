"""Every number that the post on deep nets prints, each from a run.

Shares are of the digits learnt from, means over the seeds, at the rate that suits each
recipe best.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from snippets.deepnets.experiments.clipping import ride
from snippets.deepnets.experiments.halves import SCALE, losses, lost
from snippets.deepnets.experiments.layers import Layers, layers
from snippets.deepnets.experiments.ratios import ratio
from snippets.deepnets.experiments.recipes import (
    BATCH,
    DEPTH,
    RECIPES,
    WIDTH,
    best,
    fresh,
    learnt,
)
from snippets.deepnets.experiments.shift import shifted
from snippets.deepnets.graph import Cost, cost, reverse_mode, two_units
from snippets.deepnets.half import LEAST, MOST
from snippets.deepnets.normalisation import batch_norm
from snippets.deepnets.patients import readings
from snippets.deepnets.squares import after_layers, after_skips, kept_layers

CLASSES = 10
MOONS = (2, 16, 1)
FIVE = (8, 8, 8, 8, 1)

# --- Two units ---


def by_v() -> float:
    """Slope of the loss by the second weight."""
    net = two_units()
    return reverse_mode(net.loss).by[net.v]


def by_h() -> float:
    """Slope of the loss by the hidden unit's output."""
    net = two_units()
    return reverse_mode(net.loss).by[net.h]


def by_y() -> float:
    """Slope of the loss by the output."""
    net = two_units()
    return reverse_mode(net.loss).by[net.y]


def by_z() -> float:
    """Slope of the loss by the hidden unit's sum."""
    net = two_units()
    return reverse_mode(net.loss).by[net.z]


def by_w() -> float:
    """Slope of the loss by the first weight."""
    net = two_units()
    return reverse_mode(net.loss).by[net.w]


def by_x() -> float:
    """Slope of the loss by the input."""
    net = two_units()
    return reverse_mode(net.loss).by[net.x]


# --- What it costs ---


@cache
def counted(sizes: tuple[int, ...]) -> Cost:
    """The cost of a net's slopes, counted once.

    >>> counted((2, 16, 1)).reverse
    210
    """
    return cost(sizes)


def moons_parameters() -> int:
    """Parameters of the net for the moons."""
    return counted(MOONS).parameters


def moons_forward() -> int:
    """Multiplications for all of its slopes in forward mode."""
    return counted(MOONS).forward


def moons_reverse() -> int:
    """The same in reverse mode."""
    return counted(MOONS).reverse


def five_parameters() -> int:
    """Parameters of a net of four layers of eight inputs each."""
    return counted(FIVE).parameters


def five_forward() -> int:
    """Multiplications for all of its slopes in forward mode."""
    return counted(FIVE).forward


def five_reverse() -> int:
    """The same in reverse mode."""
    return counted(FIVE).reverse


def deep_parameters() -> int:
    """Parameters of the net of thirty layers."""
    return fresh(RECIPES["he"], seed=0).parameters.size


def kept() -> int:
    """Numbers that it keeps on the way up for a batch: sums and outputs."""
    signals = fresh(RECIPES["he"], seed=0).forward(np.zeros((BATCH, 64)))
    return sum(each.size for each in [*signals.found, *signals.bent[1:]])


def needed_forward() -> int:
    """Numbers that a prediction needs at once: two layers of a batch."""
    return 2 * BATCH * WIDTH


def kept_with_checkpoints() -> int:
    """Layers kept at once where each sixth of thirty is kept."""
    return int(kept_layers(DEPTH, 6))


# --- Depth ---


def _ratio(name: str, part: str) -> float:
    found: Layers = layers(name)
    values = getattr(found, part)
    ends = values[:, -1] / values[:, 0]
    if part == "gradients":
        ends = 1.0 / ends
    return float(np.median(ends))


def tiny_factor() -> float:
    """What a layer of tiny weights leaves of a signal, by the law."""
    return float(after_layers(WIDTH, deviation=0.01, layers=1))


def normal_factor() -> float:
    """What a layer of standard normal weights makes of a signal, by the law."""
    return float(after_layers(WIDTH, deviation=1.0, layers=1))


def tiny_law() -> float:
    """What the law says of 29 layers of tiny weights."""
    return float(after_layers(WIDTH, 0.01, DEPTH - 1))


def tiny_signal() -> float:
    """Size of the last hidden sums over that of the first, tiny weights; the median."""
    return _ratio("tiny", "sizes")


def tiny_gradient() -> float:
    """What is left of the gradient at the first layer, tiny weights; the median."""
    return _ratio("tiny", "gradients")


def lecun_gradient() -> float:
    """The same with LeCun's weights."""
    return _ratio("lecun", "gradients")


def normal_signal() -> float:
    """Size of the last hidden sums over that of the first, standard normal weights."""
    return _ratio("normal", "sizes")


def he_signal() -> float:
    """The same with He's weights; the median."""
    return _ratio("he", "sizes")


def he_signal_least() -> float:
    """The same, the smallest."""
    found = layers("he").sizes
    return float((found[:, -1] / found[:, 0]).min())


def he_signal_most() -> float:
    """The same, the largest."""
    found = layers("he").sizes
    return float((found[:, -1] / found[:, 0]).max())


def he_gradient() -> float:
    """What is left of the gradient at the first layer, He's weights; the median."""
    return _ratio("he", "gradients")


def guess() -> float:
    """The loss of a net that knows nothing of ten classes."""
    return float(np.log(CLASSES))


def tiny_start() -> float:
    """Loss of the first batch, tiny weights."""
    return float(best("tiny").first.mean())


def tiny_loss() -> float:
    """Mean loss of the last batches, tiny weights."""
    return float(best("tiny").last.mean())


def _known(name: str) -> float:
    return float(best(name).known.mean())


def tiny_known() -> float:
    """Share of digits known, tiny weights."""
    return _known("tiny")


def lecun_known() -> float:
    """Share of digits known, LeCun's weights."""
    return _known("lecun")


def he_known() -> float:
    """Share of digits known, He's weights."""
    return _known("he")


def shallow_known() -> float:
    """The same with three hidden layers in place of thirty."""
    return float(learnt(RECIPES["he"], 0.003, depth=3).known.mean())


# --- Likeness ---


def _likeness(name: str, place: int) -> float:
    return float(np.median(layers(name).likeness[:, place]))


def alike_first() -> float:
    """Mean cosine between two digits above the first layer, He's weights."""
    return _likeness("he", 0)


def alike_tenth() -> float:
    """The same above the tenth layer."""
    return _likeness("he", 9)


def alike_last() -> float:
    """The same above the thirtieth."""
    return _likeness("he", -1)


def batch_alike() -> float:
    """The same with batch norm."""
    return _likeness("batch", -1)


def layer_alike() -> float:
    """The same with layer norm."""
    return _likeness("layer", -1)


def quiet_alike() -> float:
    """The same with skips and quiet branches, no norm."""
    return _likeness("quiet", -1)


# --- Norm and skip ---


def batch_gradient() -> float:
    """The gradient at the first layer over that at the last, batch norm alone."""
    return _ratio("batch", "gradients")


def batch_gradient_factor() -> float:
    """The same, a layer's share of it."""
    return float(batch_gradient() ** (1.0 / (DEPTH - 1)))


def batch_known() -> float:
    """Share of digits known, batch norm alone."""
    return _known("batch")


def layer_known() -> float:
    """Share of digits known, layer norm alone."""
    return _known("layer")


def skip_known() -> float:
    """Share of digits known, skips alone."""
    return _known("skip")


def skip_start() -> float:
    """The loss of the first batch, skips alone; the smallest of the seeds."""
    return float(best("skip").first.min())


def skip_law() -> float:
    """Growth of the signal that the law says for 29 skips of loud branches."""
    return float(after_skips(1.0, DEPTH - 1))


def skip_signal() -> float:
    """Growth of the signal with skips alone, measured; the median."""
    return _ratio("skip", "sizes")


def quiet_law() -> float:
    """Growth that the law says where each branch is divided by the root of thirty."""
    return float(after_skips(1.0 / DEPTH, DEPTH - 1))


def quiet_signal() -> float:
    """The same, measured; the median."""
    return _ratio("quiet", "sizes")


def quiet_gradient() -> float:
    """The gradient at the first layer over that at the last, quiet branches."""
    return _ratio("quiet", "gradients")


def batch_skip_signal() -> float:
    """Growth of the signal with batch norm in the branches."""
    return _ratio("batch skip", "sizes")


def quiet_known() -> float:
    """Share of digits known, quiet branches."""
    return _known("quiet")


def quiet_new() -> float:
    """Share of new digits that it names rightly."""
    return float(best("quiet").new.mean())


def batch_skip_known() -> float:
    """Share of digits known, batch norm and skips."""
    return _known("batch skip")


def layer_skip_known() -> float:
    """Share of digits known, layer norm and skips."""
    return _known("layer skip")


def layer_skip_new() -> float:
    """Share of new digits that it names rightly."""
    return float(best("layer skip").new.mean())


def alone() -> float:
    """What batch norm makes of any sample that is alone in its batch."""
    return float(np.abs(batch_norm(np.array([[3.0, -2.0, 100.0]]))).max())


# --- The shift ---


def jittered_shift() -> float:
    """Move of a unit's mean in a step, in deviations, with jittered batch norm."""
    return float(shifted("batch skip", 0.003, jitter=True).shift.mean())


def quiet_shift() -> float:
    """The same with quiet branches and no norm."""
    return float(shifted("quiet", 0.001).shift.mean())


def jittered_known() -> float:
    """Share of digits known with jittered batch norm."""
    return float(shifted("batch skip", 0.003, jitter=True).known.mean())


# --- Clipping ---


def clipped_steps() -> int:
    """Steps that a net with standard normal weights takes with clipping."""
    return ride(limit=1.0).steps


def unclipped_steps() -> int:
    """The same without."""
    return ride().steps


def clipped_known() -> float:
    """Share of digits known after the ride with clipping."""
    return ride(limit=1.0).known


# --- Half precision ---


def half_least() -> float:
    """Smallest number above zero in half precision."""
    return LEAST


def half_most() -> float:
    """Largest number in half precision."""
    return MOST


def half_lost() -> float:
    """Share of a trained net's gradients at its units that half precision swallows."""
    return float(lost().mean())


def half_lost_scaled() -> float:
    """The same with the loss scaled up."""
    return float(lost(SCALE).mean())


def wide_loss() -> float:
    """Loss at the end in double precision, small steps."""
    return float(losses().wide.mean())


def half_gradient_loss() -> float:
    """The same with gradients in half precision."""
    return float(losses().gradient.mean())


def half_weights_loss() -> float:
    """The same with weights in half precision."""
    return float(losses().weights.mean())


# --- Checks ---


def ratio_slow() -> float:
    """Step over weights at a tenth of the good rates; mean over the seeds."""
    return float(ratio(0.0001).ratio.mean())


def ratio_good() -> float:
    """The same at the rate of this page."""
    return float(ratio(0.003).ratio.mean())


def ratio_large() -> float:
    """The same at a rate that is too large."""
    return float(ratio(0.1).ratio.mean())


def slow_known() -> float:
    """Share of digits known at a rate that is too small."""
    return float(ratio(0.0001).known.mean())


def good_known() -> float:
    """Share of digits known at the rate of this page."""
    return float(ratio(0.003).known.mean())


def large_known() -> float:
    """Share of digits known at a rate that is too large."""
    return float(ratio(0.1).known.mean())


def healthy_start() -> float:
    """Loss of a healthy net before the first step."""
    return readings("healthy").start


def loud_start() -> float:
    """Loss before the first step with last weights that are too large."""
    return readings("loud").start


def healthy_batch() -> float:
    """Loss of a healthy net on one batch that it has seen a hundred times."""
    return readings("healthy").batch
