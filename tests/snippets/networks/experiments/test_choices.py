import numpy as np

from snippets.networks.experiments.choices import (
    LIMIT,
    LIMITS,
    OPTIMISERS,
    all_choices,
    best,
    right_share,
    steps_needed,
)


def test_a_logits_border_is_zero_and_an_outputs_one_half() -> None:
    output, labels = np.array([[0.2], [0.8]]), np.array([0, 1])
    assert right_share(output, labels, "squared error") == 1.0
    assert right_share(output, labels, "cross-entropy") == 0.5


def test_what_takes_longer_than_the_limit_is_infinite() -> None:
    steps = steps_needed("tanh", "cross-entropy", "Adam", 0.1, 0)
    assert steps_needed("tanh", "cross-entropy", "Adam", 0.1, 0, limit=int(steps) - 1) == np.inf
    assert steps_needed("tanh", "cross-entropy", "Adam", 0.1, 0, limit=int(steps)) == steps


def test_a_rate_far_too_large_never_gets_there() -> None:
    assert steps_needed("relu", "squared error", "gradient descent", 30.0, 0) == np.inf


def test_the_best_rate_is_no_worse_than_another() -> None:
    rate, steps = best("tanh", "cross-entropy", "Adam")
    others = [steps_needed("tanh", "cross-entropy", "Adam", 0.1, seed) for seed in range(5)]
    assert np.median(steps) <= np.median(others)
    assert rate in OPTIMISERS["Adam"][1]
    assert max(steps) <= LIMIT


def test_the_last_search_is_as_long_as_a_run_may_be() -> None:
    assert max(LIMITS) == LIMITS[-1] == LIMIT


def test_no_best_rate_lies_at_an_end_of_its_grid() -> None:
    for (_, _, optimiser), (rate, _) in all_choices().items():
        rates = OPTIMISERS[optimiser][1]
        assert rates[0] < rate < rates[-1]
