import numpy as np
import pytest

from snippets.activations.experiments.contenders import SIGMOID, TANH
from snippets.activations.experiments.zigzag import agreement_by_batch, descent_path, sign_agreement


def test_positive_inputs_move_all_weights_the_same_way() -> None:
    rng = np.random.default_rng(0)
    inputs = rng.uniform(0.0, 1.0, (30, 2))
    steps = np.diff(descent_path(inputs, inputs @ [1.0, -0.8], rate=1.0, passes=1), axis=0)
    assert (steps[:, 0] * steps[:, 1] >= 0.0).all()


def test_centred_inputs_also_move_them_apart() -> None:
    rng = np.random.default_rng(0)
    inputs = rng.uniform(-0.5, 0.5, (30, 2))
    steps = np.diff(descent_path(inputs, inputs @ [1.0, -0.8], rate=1.0, passes=1), axis=0)
    assert (steps[:, 0] * steps[:, 1] < 0.0).any()


def test_both_paths_come_to_the_goal() -> None:
    rng = np.random.default_rng(0)
    inputs, goal = rng.uniform(0.0, 1.0, (30, 2)), [1.0, -0.8]
    np.testing.assert_allclose(descent_path(inputs, inputs @ goal, rate=1.0, passes=30)[-1], goal, atol=0.01)


def test_a_path_has_a_point_for_the_start_and_each_step() -> None:
    assert descent_path(np.ones((4, 2)), np.zeros(4), rate=0.1, passes=3).shape == (13, 2)


def test_random_signs_agree_in_half_of_the_pairs() -> None:
    slopes = np.random.default_rng(0).normal(size=(400, 50))
    assert sign_agreement(slopes) == pytest.approx(0.5, abs=0.01)


def test_sigmoids_tie_all_signs_for_one_sample_and_batches_loosen_the_tie() -> None:
    one, many = agreement_by_batch(SIGMOID, 4.0, [1, 64], seed=1)
    assert one == 1.0
    assert 0.55 < many < 0.85


def test_tanh_ties_no_signs() -> None:
    assert agreement_by_batch(TANH, 1.0, [1], seed=1)[0] == pytest.approx(0.5, abs=0.06)
