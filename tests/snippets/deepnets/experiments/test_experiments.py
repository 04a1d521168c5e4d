import numpy as np
import pytest

from snippets.deepnets.experiments.clipping import ride
from snippets.deepnets.experiments.layers import likeness
from snippets.deepnets.experiments.recipes import RECIPES, centred, fresh, train
from snippets.deepnets.experiments.shift import jittered, middle
from snippets.deepnets.normalisation import batch_norm


def test_the_same_seed_trains_the_same_net() -> None:
    one, other = (fresh(RECIPES["layer skip"], seed=1, depth=3) for _ in range(2))
    losses = [list(train(net, centred(1), rate=0.003, seed=2, steps=5)) for net in (one, other)]
    assert losses[0] == losses[1]
    np.testing.assert_array_equal(one.parameters, other.parameters)


def test_quiet_branches_are_divided_by_the_root_of_the_depth_and_nothing_else_is() -> None:
    loud, quiet = fresh(RECIPES["skip"], 0, depth=4), fresh(RECIPES["quiet"], 0, depth=4)
    shares = [low.weights / high.weights for low, high in zip(quiet.layers, loud.layers, strict=True)]
    for share, right in zip(shares, (1.0, 0.5, 0.5, 0.5, 1.0), strict=True):
        np.testing.assert_allclose(share, right)


def test_rows_in_one_direction_are_alike_and_crossed_ones_are_not() -> None:
    assert likeness(np.array([[1.0, 2.0], [3.0, 6.0]])) == pytest.approx(1.0)
    assert likeness(np.array([[1.0, 0.0], [0.0, 5.0]])) == pytest.approx(0.0)


def test_a_jittered_norm_goes_back_the_way_it_came() -> None:
    rng = np.random.default_rng(0)
    norm, x, error, step = jittered(rng), rng.normal(size=(3, 32)), rng.normal(size=(3, 32)), 1e-6
    assert not np.allclose(norm.function(x), batch_norm(x))
    nudge = np.zeros_like(x)
    nudge[1, 7] = step
    rise = norm.function(x + nudge) - norm.function(x - nudge)
    slope = float((error * rise).sum()) / (2 * step)
    assert norm.gradient(x, error)[1, 7] == pytest.approx(slope, abs=1e-7)


def test_a_constant_unit_has_no_deviation_to_divide_by() -> None:
    mean, deviation = middle(np.array([[1.0, 5.0], [3.0, 5.0]]))
    np.testing.assert_array_equal(mean, [2.0, 5.0])
    np.testing.assert_array_equal(deviation, [1.0, 1.0])


def test_without_a_belt_the_ride_is_over_at_once() -> None:
    assert ride().steps == 1
    assert ride(limit=1.0).steps == 200
