"""Every number that the post on optimisers prints, each from a run or a formula.

Facts that need an experiment share its cached results. Seeds are fixed.
"""

from __future__ import annotations

from functools import partial

import numpy as np

from snippets.arrays import Array
from snippets.experiment import experiment
from snippets.optimisers.adam import Adam
from snippets.optimisers.amsgrad import AMSGrad
from snippets.optimisers.catalogue import CATALOGUE
from snippets.optimisers.experiments.cliff import cliff_gradient, cliff_walk
from snippets.optimisers.experiments.counterexample import BETA2, alternating_walk
from snippets.optimisers.experiments.decay import left_over
from snippets.optimisers.experiments.digits import train
from snippets.optimisers.experiments.frequencies import (
    left_by_word,
    left_to_learn,
)
from snippets.optimisers.experiments.generalise import held_out_accuracy
from snippets.optimisers.experiments.noise import spread
from snippets.optimisers.experiments.range_test import range_test
from snippets.optimisers.experiments.rates import measured_rate, steps_to
from snippets.optimisers.experiments.saddle import share_trapped, steps_to_escape
from snippets.optimisers.experiments.stability import largest_stable_rate
from snippets.optimisers.experiments.tuning import (
    MIDDLES,
    REDUCED,
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
    nesterov_rate,
    noise_floor,
    stability_edge,
)
from snippets.optimisers.rolling import critical_momentum, slowest_root
from snippets.optimisers.schedules import cosine, inverse_decay

CURVATURE = 4.0  # of the bowl with an edge
CONDITION = 100.0  # of the ravine
STRIDE = 0.01  # in a flat direction of a ravine
CLOSER = 1000  # times, for the count of steps
STEPS = 150  # of SGD in the noisy bowl
ALTERNATING_STEPS = 3000  # of the problem of Reddi et al.
FEW_SEEDS = range(5)

# --- The bowl: how long a step ---


def edge() -> float:
    """The largest learning rate that converges in a bowl of curvature 4, by trying."""
    return largest_stable_rate(CURVATURE)


def edge_formula() -> float:
    """The same by the formula, 2/λ."""
    return float(stability_edge(CURVATURE))


def edge_momentum() -> float:
    """The largest learning rate that converges there with a momentum of 0.9."""
    return largest_stable_rate(CURVATURE, momentum=0.9)


# --- The noisy bowl ---


@experiment
def _spread(rate: float, batch: int) -> float:
    return spread(lambda step: rate, STEPS, batch)


def noise_spread() -> float:
    """Spread of 2,000 walks in the noisy bowl, at a rate of 0.5, after 150 steps."""
    return _spread(rate=0.5, batch=1)


def noise_spread_formula() -> float:
    """The same by the formula."""
    return float(noise_floor(learning_rate=0.5))


def noise_spread_batch() -> float:
    """The same spread with batches of 16."""
    return _spread(rate=0.5, batch=16)


def noise_spread_small_rate() -> float:
    """The same spread with single samples and a rate of 0.05."""
    return _spread(rate=0.05, batch=1)


def noise_spread_decay() -> float:
    """The same spread with a rate that starts at 0.5 and falls like one over t."""
    return spread(
        lambda step: float(inverse_decay(step, learning_rate=0.5, decay=0.5)), STEPS
    )


# --- The ravine ---


def flat_without_momentum() -> float:
    """The share that a step leaves in a direction with a stride of 0.01."""
    return float(slowest_root(STRIDE, momentum=0.0))


def flat_momentum() -> float:
    """The momentum with which the ball comes to rest fastest there."""
    return float(critical_momentum(STRIDE))


def flat_with_momentum() -> float:
    """The share that a step leaves there with it."""
    return float(slowest_root(STRIDE, critical_momentum(STRIDE)))


def descent_rate_formula() -> float:
    """The share of the distance that a step of gradient descent leaves, κ = 100."""
    return float(descent_rate(CONDITION))


def descent_rate_measured() -> float:
    """The same, measured."""
    return measured_rate("gradient_descent", CONDITION)


def heavy_ball_rate_formula() -> float:
    """The same for momentum by the formula."""
    return float(heavy_ball_rate(CONDITION))


def heavy_ball_rate_measured() -> float:
    """The same for momentum, measured."""
    return measured_rate("momentum", CONDITION)


def nesterov_rate_formula() -> float:
    """The same for Nesterov's momentum by the formula."""
    return float(nesterov_rate(CONDITION))


def nesterov_rate_measured() -> float:
    """The same for Nesterov's momentum, measured."""
    return measured_rate("nesterov", CONDITION)


def descent_steps() -> int:
    """Steps of gradient descent to a thousandth of the distance, κ = 100."""
    return steps_to("gradient_descent", CONDITION, 1 / CLOSER)


def momentum_steps() -> int:
    """The same for momentum."""
    return steps_to("momentum", CONDITION, 1 / CLOSER)


def nesterov_steps() -> int:
    """The same for Nesterov's momentum."""
    return steps_to("nesterov", CONDITION, 1 / CLOSER)


# --- Adam and its relatives ---


@experiment
def _uncorrected_moves() -> Array:
    """Steps of Adam without bias correction, in learning rates, on a slope of 1."""
    optimiser = Adam(1.0, bias_correction=False)
    point: Array = np.zeros(1)
    places = [0.0]
    for _ in range(200):
        point = optimiser.step(point, np.ones(1))
        places.append(float(point[0]))
    return -np.diff(places)


def uncorrected_first_step() -> float:
    """The first step of Adam without bias correction, in learning rates."""
    return float(_uncorrected_moves()[0])


def uncorrected_longest_step() -> float:
    """The longest of the first 200 such steps."""
    return float(_uncorrected_moves().max())


def uncorrected_longest_at() -> int:
    """The number of that step, counted from 1."""
    return int(_uncorrected_moves().argmax()) + 1


@experiment
def _alternating_end(optimiser: type[Adam] | type[AMSGrad]) -> float:
    forgetful = optimiser(beta1=0.0, beta2=BETA2)
    return float(alternating_walk(forgetful, ALTERNATING_STEPS)[-1])


def counterexample_adam() -> float:
    """Where Adam is after 3,000 steps of the problem of Reddi et al."""
    return _alternating_end(Adam)


def counterexample_amsgrad() -> float:
    """Where AMSGrad is."""
    return _alternating_end(AMSGrad)


def counterexample_adam_default() -> float:
    """Where Adam is with its usual betas."""
    return float(alternating_walk(Adam(), ALTERNATING_STEPS)[-1])


def decay_adamw() -> float:
    """The mean weight that AdamW leaves of 1, gradients of N(0, 1)."""
    return left_over(True, noise=1.0)


def decay_adamw_quiet() -> float:
    """The same with gradients a tenth as large."""
    return left_over(True, noise=0.1)


def decay_l2_quiet() -> float:
    """The mean weight that Adam with L2 leaves, gradients of N(0, 0.1²)."""
    return left_over(False, noise=0.1)


def decay_l2_loud() -> float:
    """The same with gradients of N(0, 10²)."""
    return left_over(False, noise=10.0)


# --- Saddle and cliff ---


def saddle_trapped() -> float:
    """The share of 10,000 random starts that 200 steps do not lead off the saddle."""
    return share_trapped()


def _escape(optimiser: Optimiser, height: float) -> int:
    return steps_to_escape(optimiser, height)


def saddle_steps_tenth() -> int:
    """Steps of gradient descent off the saddle from a tenth beside the ridge."""
    return _escape(GradientDescent(0.1), 0.1)


def saddle_steps_billionth() -> int:
    """The same from a billionth beside the ridge."""
    return _escape(GradientDescent(0.1), 1e-9)


def saddle_steps_momentum() -> int:
    """The same from a billionth beside the ridge, with momentum."""
    return _escape(Momentum(0.1), 1e-9)


def saddle_steps_adam() -> int:
    """The same from a billionth beside the ridge, with Adam."""
    return _escape(Adam(0.1), 1e-9)


def cliff_slope() -> float:
    """The gradient on the cliff, where the walk begins."""
    return float(cliff_gradient(np.array([1.2]))[0])


def cliff_landing() -> float:
    """Where one step without clipping lands."""
    return float(cliff_walk(np.inf, steps=1)[-1])


def cliff_clipped_end() -> float:
    """The weight after sixty steps with clipping."""
    return float(cliff_walk(limit=1.0)[-1])


# --- Generalisation ---


def wilson_descent() -> float:
    """Accuracy on new samples of the task of Wilson et al., gradient descent."""
    return held_out_accuracy(GradientDescent(0.1))[1]


def wilson_adam() -> float:
    """The same for Adam."""
    return held_out_accuracy(Adam(0.01))[1]


def wilson_adam_training() -> float:
    """Accuracy of Adam on the training samples of that task."""
    return held_out_accuracy(Adam(0.01))[0]


def wilson_adam_large_epsilon() -> float:
    """Accuracy of Adam on new samples with an epsilon of 1,000."""
    return held_out_accuracy(Adam(100.0, epsilon=1000.0))[1]


# --- The race on the digits ---


def _median_loss(name: str) -> float:
    return float(np.median(race(name).test_losses))


def race_descent_loss() -> float:
    """Median test loss of tuned gradient descent on the digits, ten seeds."""
    return _median_loss("gradient_descent")


def race_adam_loss() -> float:
    """The same for Adam."""
    return _median_loss("adam")


def race_lion_loss() -> float:
    """The same for Lion."""
    return _median_loss("lion")


def race_lion_cosine_loss() -> float:
    """The same for Lion at its tuned rate, lowered on a cosine."""
    rate, steps = race("lion").best_rate, REDUCED.steps

    def loss(seed: int) -> float:
        falling = partial(cosine, learning_rate=rate, steps=steps)
        run = train(Lion(), seed, steps, rate=lambda step: float(falling(step)))
        return run.loss("test")

    return float(np.median([loss(1000 + seed) for seed in range(REDUCED.final_seeds)]))


def race_runs() -> int:
    """The number of training runs that each optimiser had for its tuning."""
    return race("adam").tuning_losses.size


def default_rate_cost() -> float:
    """How many times as large Adam's tuning loss is at its default rate as at the best.

    Means over the three seeds.
    """
    outcome = race("adam")
    losses = outcome.tuning_losses.mean(axis=1)
    usual = CATALOGUE["adam"].hyper_parameters["learning_rate"]
    at_default = np.abs(np.log(outcome.rates / usual)).argmin()
    return float(losses[at_default] / losses.min())


def _tolerated(name: str) -> int:
    losses = race(name).tuning_losses.mean(axis=1)
    return int(np.sum(losses < 2 * losses.min()))


def tolerated_descent() -> int:
    """How many of the seven rates cost gradient descent less than twice the best."""
    return _tolerated("gradient_descent")


def tolerated_adam() -> int:
    """The same for Adam."""
    return _tolerated("adam")


def most_tolerant() -> int:
    """The most of all optimisers."""
    return max(_tolerated(name) for name in MIDDLES)


def rmsprop_trillionth() -> float:
    """Largest relative change of RMSProp's loss if its rate grows by 1e-12.

    Three seeds at ten times the best rate, where the last digits decide.
    """
    times = 10
    rate, changes = times * race("rmsprop").best_rate, []
    for seed in range(REDUCED.tuning_seeds):
        losses = [
            tuning_loss("rmsprop", each, seed, REDUCED.steps)
            for each in (rate, rate * (1 + 1e-12))
        ]
        changes.append(abs(losses[1] / losses[0] - 1))
    return max(changes)


# --- The range test ---


def _lowest(name: str) -> float:
    return float(np.median([range_test(name, seed).lowest_at for seed in FEW_SEEDS]))


def range_test_lowest() -> float:
    """The rate at which the range test's loss is least, median of five seeds."""
    return _lowest("gradient_descent")


def range_test_tuned() -> float:
    """The rate that the tuning found best for gradient descent."""
    return race("gradient_descent").best_rate


def range_test_adam_lowest() -> float:
    """The same as the first for Adam."""
    return _lowest("adam")


def range_test_adam_tuned() -> float:
    """The rate that the tuning found best for Adam."""
    return race("adam").best_rate


# --- Words of unequal frequency ---


def _left(name: str, zipf: bool) -> float:
    return float(left_to_learn(name, zipf)[:, -1].mean())


def left_descent() -> float:
    """What gradient descent leaves of what there is to learn, frequencies as Zipf's."""
    return _left("gradient_descent", zipf=True)


def left_descent_alike() -> float:
    """The same where all words are as frequent."""
    return _left("gradient_descent", zipf=False)


def left_momentum() -> float:
    """What momentum leaves, frequencies as Zipf's."""
    return _left("momentum", zipf=True)


def left_momentum_alike() -> float:
    """The same where all words are as frequent."""
    return _left("momentum", zipf=False)


def left_sign() -> float:
    """What sign descent leaves, frequencies as Zipf's."""
    return _left("sign", zipf=True)


def left_adam() -> float:
    """What Adam leaves, frequencies as Zipf's."""
    return _left("adam", zipf=True)


def left_rarest() -> float:
    """What gradient descent leaves of the rarest word's row."""
    return float(left_by_word("gradient_descent")[-1])


def left_least() -> float:
    """What it leaves of the row of which it leaves least."""
    return float(left_by_word("gradient_descent").min())
