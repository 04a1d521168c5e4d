from snippets.activations.experiments.contenders import LINEAR, SIGMOID, TANH
from snippets.activations.experiments.saturation import WIDTH, near_dead_share, weighted_sums

BAD = WIDTH**0.5


def test_unscaled_weights_kill_most_slopes_of_a_sigmoid() -> None:
    assert near_dead_share(SIGMOID, BAD, seed=0) > 0.5


def test_scaled_weights_kill_none() -> None:
    assert near_dead_share(SIGMOID, 1.0, seed=0) == 0.0


def test_tanh_saturates_sooner_than_the_sigmoid() -> None:
    assert near_dead_share(TANH, BAD, seed=0) > near_dead_share(SIGMOID, BAD, seed=0)


def test_a_function_without_flat_ends_cannot_saturate() -> None:
    assert near_dead_share(LINEAR, BAD, seed=0) == 0.0


def test_the_gain_spreads_the_sums() -> None:
    assert weighted_sums(SIGMOID, BAD, seed=0).std() > 5 * weighted_sums(SIGMOID, 1.0, seed=0).std()
