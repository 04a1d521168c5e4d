"""A fair race on the digits: every optimiser tuned with the same budget.

Each gets the same net, the same number of steps, a constant learning rate, and the same
number of tries to find it: seven rates, each √10 times the one before, three seeds for
each. The rate with the least mean loss on the tuning digits is run again with ten new
seeds and judged on digits that played no part so far.

`python -m snippets.optimisers.experiments.tuning` runs the same race with more of
everything on all cores, or on a Ray cluster, and prints the outcome.
"""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import numpy as np

from snippets.arrays import Array
from snippets.experiment import experiment
from snippets.optimisers.catalogue import CATALOGUE
from snippets.optimisers.experiments.digits import train
from snippets.sweep import grid, sweep

MIDDLES = {
    "gradient_descent": 0.3,
    "momentum": 0.03,
    "nesterov": 0.03,
    "adagrad": 0.1,
    "rmsprop": 0.01,
    "adam": 0.01,
    "amsgrad": 0.01,
    "adamw": 0.01,
    "lion": 0.001,
}
"""The middle of each grid; the tests see to it that no best rate is at an edge."""


class Budget(NamedTuple):
    """What each optimiser may spend."""

    tries: int = 7
    """Learning rates."""
    tuning_seeds: int = 3
    final_seeds: int = 10
    steps: int = 150


REDUCED = Budget()
FULL = Budget(tries=13, tuning_seeds=10, final_seeds=50, steps=600)


class Outcome(NamedTuple):
    """What the race says of one optimiser."""

    rates: Array
    """The learning rates that were tried."""
    tuning_losses: Array
    """Their losses on the tuning digits, shape (rates, seeds)."""
    test_losses: Array
    """Losses of the best rate on the test digits, one a seed."""
    test_accuracies: Array

    @property
    def best(self) -> int:
        """Place of the best rate among those that were tried."""
        return int(self.tuning_losses.mean(axis=1).argmin())

    @property
    def best_rate(self) -> float:
        """The best rate itself."""
        return float(self.rates[self.best])


def learning_rates(name: str, tries: int = REDUCED.tries) -> Array:
    """Learning rates from a 32nd of the middle to 32 times the middle.

    >>> [float(f"{rate:.1g}") for rate in learning_rates("adam")]
    [0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3]
    """
    return MIDDLES[name] * 10 ** np.linspace(-1.5, 1.5, tries)


# --8<-- [start:race]
def tuning_loss(name: str, rate: float, seed: int, steps: int) -> float:
    """Loss on the tuning digits after training with this rate.

    >>> tuning_loss("adam", rate=0.01, seed=0, steps=20) < 2
    True
    """
    return train(CATALOGUE[name].optimiser(rate), seed, steps).loss("tune")


def final_result(name: str, rate: float, seed: int, steps: int) -> tuple[float, float]:
    """Loss and accuracy on the test digits after training with this rate.

    >>> loss, accuracy = final_result("adam", rate=0.01, seed=0, steps=20)
    >>> accuracy > 0.5
    True
    """
    run = train(CATALOGUE[name].optimiser(rate), seed, steps)
    return run.loss("test"), run.accuracy("test")


def race(name: str, budget: Budget = REDUCED, jobs: int = 1) -> Outcome:
    """Tune one optimiser within the budget, then test it with seeds it has not seen.

    >>> race("adam", Budget(tries=3, tuning_seeds=1, final_seeds=2, steps=20)).best
    1
    """
    return run_once(name, budget, jobs)


@experiment
def run_once(name: str, budget: Budget, jobs: int) -> Outcome:
    """Run the race, or give its outcome again if it has been run.

    >>> budget = Budget(tries=3, tuning_seeds=1, final_seeds=2, steps=20)
    >>> run_once("adam", budget, 1) is race("adam", budget)
    True
    """
    rates = learning_rates(name, budget.tries)
    tries = grid(rate=rates.tolist(), seed=range(budget.tuning_seeds))
    losses = sweep(partial(tuning_loss, name, steps=budget.steps), tries, jobs)
    tuned = np.array(losses).reshape(budget.tries, budget.tuning_seeds)
    best = float(rates[tuned.mean(axis=1).argmin()])
    finals = grid(rate=[best], seed=range(1000, 1000 + budget.final_seeds))
    results = sweep(partial(final_result, name, steps=budget.steps), finals, jobs)
    test_losses, accuracies = np.array(results).T
    return Outcome(rates, tuned, test_losses, accuracies)


# --8<-- [end:race]


def main(budget: Budget = FULL, jobs: int = -1) -> None:
    """Print the outcome of the race for every optimiser.

    >>> main(Budget(tries=1, tuning_seeds=1, final_seeds=1, steps=1), jobs=1)
    gradient_descent rate 0.0095 loss 2.932 (2.932 to 2.932) accuracy 0.115
    momentum rate 0.00095 loss 2.969 (2.969 to 2.969) accuracy 0.110
    nesterov rate 0.00095 loss 2.965 (2.965 to 2.965) accuracy 0.110
    adagrad rate 0.0032 loss 2.839 (2.839 to 2.839) accuracy 0.140
    rmsprop rate 0.00032 loss 2.930 (2.930 to 2.930) accuracy 0.120
    adam rate 0.00032 loss 2.959 (2.959 to 2.959) accuracy 0.115
    amsgrad rate 0.00032 loss 2.959 (2.959 to 2.959) accuracy 0.115
    adamw rate 0.00032 loss 2.959 (2.959 to 2.959) accuracy 0.115
    lion rate 3.2e-05 loss 2.971 (2.971 to 2.971) accuracy 0.110
    """
    for name in MIDDLES:
        outcome = race(name, budget, jobs)
        median, low, high = np.percentile(outcome.test_losses, [50, 0, 100])
        print(
            f"{name} rate {outcome.best_rate:.2g} loss {median:.3f} "
            f"({low:.3f} to {high:.3f}) "
            f"accuracy {np.median(outcome.test_accuracies):.3f}"
        )


if __name__ == "__main__":
    main()
