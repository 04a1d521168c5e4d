"""The numbers that the post on activations prints, one function each.

Random ones name their seeds here.
"""

import numpy as np

from snippets.activations.activation import Activation
from snippets.activations.catalogue import CATALOGUE
from snippets.activations.experiments.contenders import LINEAR, RELU, SIGMOID, TANH
from snippets.activations.experiments.cost import (
    WIDTHS,
    record,
    sums_over_bends,
    times_relu,
)
from snippets.activations.experiments.depth import gradient_by_layer, moments_after
from snippets.activations.experiments.digits import digits
from snippets.activations.experiments.firing import REST, firing_rate
from snippets.activations.experiments.head_start import (
    best_rate,
    median_steps,
)
from snippets.activations.experiments.moons import HIDDEN, held_out_accuracy
from snippets.activations.experiments.race import outcome
from snippets.activations.experiments.saturation import WIDTH, near_dead_share
from snippets.activations.experiments.silence import (
    dead_share,
    fresh_net,
    silent_share_at_start,
)
from snippets.activations.experiments.zigzag import agreement_by_batch
from snippets.activations.gelu import gelu, gelu_tanh
from snippets.activations.hard_sigmoid import hard_sigmoid, keras_hard_sigmoid
from snippets.activations.moments import moments
from snippets.activations.relu import relu
from snippets.activations.sigmoid import sigmoid, sigmoid_derivative
from snippets.activations.silu import silu
from snippets.activations.softmax import softmax
from snippets.activations.softplus import softplus
from snippets.activations.tanh import tanh_derivative
from snippets.arrays import Array
from snippets.experiment import experiment

GRID = np.linspace(-10.0, 10.0, 20_001)
SEEDS = range(20)
FEW_SEEDS = range(5)  # where each seed trains nets
STEP_SEEDS = range(10)  # of the nets that one step may kill
RELU_GAIN = float(np.sqrt(2.0))
LAYERS, DEEP = 10, 30
"""Layers that a gradient has to pass."""

# --- Why non-linear: the moons ---


@experiment
def _moons(sizes: tuple[int, ...], activation: Activation) -> float:
    return float(
        np.median(
            [held_out_accuracy(list(sizes), activation, seed) for seed in FEW_SEEDS]
        )
    )


def moons_linear_accuracy() -> float:
    """Median held-out accuracy of a linear model on the moons."""
    return _moons((2, 2), LINEAR)


def moons_deep_linear_accuracy() -> float:
    """The same for a net with a hidden layer of 16 units but no activation."""
    return _moons((2, HIDDEN, 2), LINEAR)


def moons_net_accuracy() -> float:
    """The same for the net with ReLU on those 16 units."""
    return _moons((2, HIDDEN, 2), RELU)


# --- Sigmoid: slope, depth, saturation, centre ---


def sigmoid_max_slope() -> float:
    """The largest slope of the sigmoid on a fine grid."""
    return float(sigmoid_derivative(GRID).max())


def tanh_max_slope() -> float:
    """The largest slope of tanh on a fine grid."""
    return float(tanh_derivative(GRID).max())


def sigmoid_ten_layers_bound() -> float:
    """The most that ten sigmoid slopes can leave of a gradient."""
    return sigmoid_max_slope() ** LAYERS


@experiment
def through(activation: Activation, gain: float, depth: int) -> Array:
    """What is left of a gradient after so many layers, one net a seed."""
    return np.array(
        [gradient_by_layer(activation, gain, depth, seed)[0] for seed in SEEDS]
    )


def sigmoid_ten_layers_median() -> float:
    """What is left of a gradient after ten sigmoid layers, median over 20 nets."""
    return float(np.median(through(SIGMOID, gain=1.0, depth=LAYERS)))


def sigmoid_ten_layers_most() -> float:
    """The most of the 20."""
    return float(through(SIGMOID, gain=1.0, depth=LAYERS).max())


def sigmoid_ten_layers_median_gain_4() -> float:
    """The same median with initial weights four times as large: 4 × 0.25 = 1."""
    return float(np.median(through(SIGMOID, gain=4.0, depth=LAYERS)))


def tanh_ten_layers_median() -> float:
    """What is left of a gradient after ten tanh layers."""
    return float(np.median(through(TANH, gain=1.0, depth=LAYERS)))


def relu_ten_layers_median() -> float:
    """What is left of a gradient after ten ReLU layers with He et al.'s weights."""
    return float(np.median(through(RELU, gain=RELU_GAIN, depth=LAYERS)))


@experiment
def _near_dead(activation: Activation, gain: float) -> float:
    return float(np.median([near_dead_share(activation, gain, seed) for seed in SEEDS]))


def inputs_root() -> float:
    """The square root of a unit's inputs: the gain of weights from N(0, 1)."""
    return float(np.sqrt(WIDTH))


def sigmoid_near_dead_bad() -> float:
    """The share of near-dead slopes in a sigmoid net with weights from N(0, 1)."""
    return _near_dead(SIGMOID, gain=inputs_root())


def sigmoid_near_dead_good() -> float:
    """The same with weights divided by the square root of the number of inputs."""
    return _near_dead(SIGMOID, gain=1.0)


def tanh_near_dead_bad() -> float:
    """The share of near-dead slopes in a tanh net with weights from N(0, 1)."""
    return _near_dead(TANH, gain=inputs_root())


@experiment
def _agreement(name: str) -> Array:
    activation, gain = {"sigmoid": (SIGMOID, 4.0), "tanh": (TANH, 1.0)}[name]
    shares: Array = np.mean(
        [
            agreement_by_batch(activation, gain, sizes=[1, 32], seed=seed)
            for seed in FEW_SEEDS
        ],
        axis=0,
    )
    return shares


def sigmoid_sign_agreement_one_sample() -> float:
    """The share of weight pairs whose gradients agree in sign.

    Sigmoid inputs, one sample.
    """
    return float(_agreement("sigmoid")[0])


def sigmoid_sign_agreement_batch() -> float:
    """The same for batches of 32."""
    return float(_agreement("sigmoid")[1])


def tanh_sign_agreement_one_sample() -> float:
    """The same for tanh inputs and one sample."""
    return float(_agreement("tanh")[0])


# --- Training on the digits ---

TARGET = 0.01  # training error
CAUTIOUS = 0.1  # learning rate
RELU_TANH_RATES = (0.1, 0.2, 0.4)
SIGMOID_RATE = 3.2


def digits_used() -> float:
    """How many digits the nets are trained on."""
    return float(len(digits()[0]))


def _steps_at(name: str, rate: float) -> float:
    return median_steps(name, rate, FEW_SEEDS, TARGET)


def _best_steps(name: str) -> float:
    return _steps_at(name, best_rate(name, RELU_TANH_RATES, FEW_SEEDS, TARGET))


def relu_steps_cautious() -> float:
    """Median steps of a ReLU net to 1 % training error on the digits.

    At the cautious learning rate.
    """
    return _steps_at("relu", CAUTIOUS)


def tanh_steps_cautious() -> float:
    """The same for tanh."""
    return _steps_at("tanh", CAUTIOUS)


def head_start_cautious() -> float:
    """How many times as many steps tanh needs as ReLU, both at the cautious rate."""
    return tanh_steps_cautious() / relu_steps_cautious()


def head_start_best() -> float:
    """The same ratio of medians when each has the best of three learning rates."""
    return _best_steps("tanh") / _best_steps("relu")


def centring_gain() -> float:
    """How many times as many steps the sigmoid needs as the sigmoid minus one half.

    All else equal.
    """
    steps = _steps_at("sigmoid", SIGMOID_RATE)
    return steps / _steps_at("centred sigmoid", SIGMOID_RATE)


# --- ReLU: silence, death, explosion ---


@experiment
def _silent() -> Array:
    return np.array([silent_share_at_start(seed) for seed in SEEDS])


def relu_silent_share() -> float:
    """The share of silent outputs in a fresh ReLU net, median over 20 nets.

    On the digits.
    """
    return float(np.median(_silent()))


def relu_silent_share_least() -> float:
    """The least share of the 20 nets."""
    return float(_silent().min())


def relu_silent_share_most() -> float:
    """The largest share of the 20 nets."""
    return float(_silent().max())


def relu_dead_at_start() -> float:
    """The share of units of those fresh nets that are silent for every digit.

    The mean over 20 nets.
    """
    return float(np.mean([dead_share(fresh_net(seed), digits()[0]) for seed in SEEDS]))


def relu_thirty_layers_he() -> float:
    """What is left of a gradient after thirty ReLU layers with weights of scale √2.

    The median of 20 nets.
    """
    return float(np.median(through(RELU, gain=RELU_GAIN, depth=DEEP)))


def relu_thirty_layers_small() -> float:
    """The same with weights of scale 1."""
    return float(np.median(through(RELU, gain=1.0, depth=DEEP)))


def relu_thirty_layers_large() -> float:
    """The same with weights of scale 2."""
    return float(np.median(through(RELU, gain=2.0, depth=DEEP)))


@experiment
def _moments_after(name: str) -> Array:
    nets = [
        moments_after(CATALOGUE[name], gain=1.0, depth=DEEP, seed=seed)
        for seed in SEEDS
    ]
    return np.median(nets, axis=0)


def selu_mean_after_thirty() -> float:
    """The mean output of the thirtieth SELU layer, weights of scale 1.

    The median of 20 nets.
    """
    return float(_moments_after("selu")[0])


def selu_variance_after_thirty() -> float:
    """The variance of these outputs, the median of the same nets."""
    return float(_moments_after("selu")[1])


def relu_variance_after_thirty() -> float:
    """The same for ReLU with weights of scale 1."""
    return float(_moments_after("relu")[1])


def selu_thirty_layers() -> float:
    """What is left of a gradient after thirty SELU layers with weights of scale 1."""
    return float(np.median(through(CATALOGUE["selu"], gain=1.0, depth=DEEP)))


# --- Small numbers of single functions ---


def firing_rate_share_at_ten_thresholds() -> float:
    """The firing rate of a model neuron as a share of the largest.

    At ten times the drive that holds it at its threshold.
    """
    drive = 10.0
    return float(firing_rate(np.array([drive]))[0] * REST)


def sigmoid_mean() -> float:
    """The mean output of the sigmoid for inputs drawn from N(0, 1)."""
    return moments(sigmoid)[0]


def relu_mean() -> float:
    """The same for ReLU."""
    return moments(relu)[0]


def softplus_at_zero() -> float:
    """Softplus where ReLU has its kink: the largest distance between the two."""
    return float(softplus(np.array(0.0)))


def silu_minimum_at() -> float:
    """The input at which SiLU is lowest."""
    return float(GRID[silu(GRID).argmin()])


def gelu_tanh_error() -> float:
    """The largest distance between GELU and its form with tanh."""
    return float(np.abs(gelu(GRID) - gelu_tanh(GRID)).max())


def hard_sigmoids_apart() -> float:
    """The largest distance between the two definitions of the hard sigmoid."""
    return float(np.abs(hard_sigmoid(GRID) - keras_hard_sigmoid(GRID)).max())


def hard_sigmoid_error() -> float:
    """The largest distance of today's hard sigmoid from the sigmoid."""
    return float(np.abs(hard_sigmoid(GRID) - sigmoid(GRID)).max())


def keras_hard_sigmoid_error() -> float:
    """The largest distance of the old Keras hard sigmoid from the sigmoid."""
    return float(np.abs(keras_hard_sigmoid(GRID) - sigmoid(GRID)).max())


def largest_exponent() -> float:
    """The largest x whose exponential a float64 holds."""
    return float(np.log(np.finfo(np.float64).max))


def largest_exponent_float32() -> float:
    """The largest x whose exponential a float32 holds."""
    return float(np.log(float(np.finfo(np.float32).max)))


def coldest_winner() -> float:
    """What softmax gives the largest of the logits 2, 1, 0.1 at temperature 0.5."""
    return float(softmax(np.array([2.0, 1.0, 0.1]), temperature=0.5)[0])


def plain_winner() -> float:
    """The same at a temperature of 1."""
    return float(softmax(np.array([2.0, 1.0, 0.1]))[0])


def warmest_winner() -> float:
    """The same at a temperature of 5."""
    return float(softmax(np.array([2.0, 1.0, 0.1]), temperature=5.0)[0])


# --- What a bend costs: measured once ---


def hard_swish_cost() -> float:
    """How many times as long as ReLU hard swish takes."""
    return times_relu("hard_swish", record())


def tanh_cost() -> float:
    """The same for tanh."""
    return times_relu("tanh", record())


def sigmoid_cost() -> float:
    """The same for the sigmoid."""
    return times_relu("sigmoid", record())


def softplus_cost() -> float:
    """The same for softplus."""
    return times_relu("softplus", record())


def silu_cost() -> float:
    """The same for SiLU."""
    return times_relu("silu", record())


def wide_sums_cost() -> float:
    """How many times as long the sums of a wide layer take as the sigmoid of them."""
    return sums_over_bends(WIDTHS[-1], record())


def narrow_sums_cost() -> float:
    """The same for a narrow layer."""
    return sums_over_bends(WIDTHS[0], record())


# --- The race ---


def race_relu() -> float:
    """Mean share of test digits that a tuned net of ReLU gets wrong, ten seeds."""
    return float(outcome("relu").mean())


def race_gelu() -> float:
    """The same of GELU."""
    return float(outcome("gelu").mean())


def race_sigmoid() -> float:
    """The same of the sigmoid."""
    return float(outcome("sigmoid").mean())
