"""Layers of the transformer and the whole: every way back is that of nudges."""

import numpy as np
import pytest

from snippets.activations.softmax import softmax
from snippets.arrays import Array
from snippets.attention.layers import (
    Gates,
    Maps,
    attention,
    attention_back,
    causal,
    feed_forward,
    feed_forward_back,
    joined,
    softmax_back,
    split,
)
from snippets.attention.transformer import Sizes, Transformer, windows
from snippets.deepnets.checkup import agrees
from snippets.networks.families import attend

RNG = np.random.default_rng(0)
X = RNG.normal(size=(2, 5, 6))
MAPS = Maps(*RNG.normal(size=(4, 6, 6)))
GATES = Gates(RNG.normal(size=(6, 7)), RNG.normal(size=(6, 7)), RNG.normal(size=(7, 6)))


def test_the_way_back_through_softmax_is_the_jacobian_times_the_error() -> None:
    assert agrees(softmax, lambda scores, error: softmax_back(softmax(scores), error), X)


@pytest.mark.parametrize("heads", [1, 2, 3])
def test_the_way_back_through_attention_is_that_of_nudges(heads: int) -> None:
    mask = causal(5)
    assert agrees(
        lambda x: attention(x, MAPS, heads, mask)[0],
        lambda x, error: attention_back(error, MAPS, attention(x, MAPS, heads, mask)[1])[0],
        X,
    )


@pytest.mark.parametrize("name", Maps._fields)
def test_the_gradient_by_each_map_is_that_of_nudges(name: str) -> None:
    def up(one: Array) -> Array:
        return attention(X, MAPS._replace(**{name: one}), 2, causal(5))[0]

    def down(one: Array, error: Array) -> Array:
        maps = MAPS._replace(**{name: one})
        found: Array = getattr(attention_back(error, maps, attention(X, maps, 2, causal(5))[1])[1], name)
        return found

    assert agrees(up, down, getattr(MAPS, name))


@pytest.mark.parametrize("name", Gates._fields)
def test_the_gradient_by_each_gate_is_that_of_nudges(name: str) -> None:
    def up(one: Array) -> Array:
        return feed_forward(X, GATES._replace(**{name: one}))[0]

    def down(one: Array, error: Array) -> Array:
        gates = GATES._replace(**{name: one})
        found: Array = getattr(feed_forward_back(error, gates, feed_forward(X, gates)[1])[1], name)
        return found

    assert agrees(up, down, getattr(GATES, name))


def test_one_head_without_a_mask_is_the_attention_of_nuts_and_bolts() -> None:
    found, _ = attention(X[:1], MAPS._replace(join=np.eye(6)), heads=1, mask=np.zeros((5, 5)))
    x = X[0]
    np.testing.assert_allclose(found[0], attend(x @ MAPS.query, x @ MAPS.key, x @ MAPS.value))


def test_joining_heads_undoes_splitting_them() -> None:
    np.testing.assert_array_equal(joined(split(X, heads=3)), X)


@pytest.mark.parametrize("told_places", [False, True])
def test_the_gradient_of_a_transformer_is_that_of_nudges(told_places: bool) -> None:
    sizes = Sizes(letters=4, places=5, features=4, heads=2, blocks=2, hidden=3, told_places=told_places)
    rng = np.random.default_rng(1)
    net = Transformer.create(sizes, seed=1)
    start = net.parameters + rng.normal(0.0, 0.3, net.parameters.shape)
    read = rng.integers(0, 4, (3, 6))
    _, gradient = Transformer(sizes, start).gradient(read)
    for place in range(0, len(start), 2):
        nudge = 1e-5 * (np.arange(len(start)) == place)
        more, less = (Transformer(sizes, start + sign * nudge).loss(read) for sign in (1, -1))
        assert gradient[place] == pytest.approx((more - less) / 2e-5, abs=1e-8)


def test_the_gradient_comes_with_the_loss() -> None:
    net = Transformer.create(Sizes(letters=4, places=5, features=4, heads=2), seed=1)
    read = np.random.default_rng(1).integers(0, 4, (3, 6))
    assert net.gradient(read)[0] == net.loss(read) == pytest.approx(np.log(4))


def test_a_shorter_text_is_read_as_the_beginning_of_a_longer_one() -> None:
    net = Transformer.create(Sizes(letters=4, places=8, features=4, heads=2), seed=1)
    net.parameters += np.random.default_rng(0).normal(size=net.parameters.shape)
    read = np.random.default_rng(1).integers(0, 4, (1, 8))
    short, whole = net.forward(read[:, :3]).logits, net.forward(read).logits
    np.testing.assert_allclose(short, whole[:, :3])


def test_matrices_are_windows_on_the_parameters() -> None:
    sizes = Sizes(letters=3, places=2, features=4, heads=1, blocks=1, hidden=2)
    net = Transformer.create(sizes)
    windows(net.parameters, sizes)["0 gate"][:] = 7.0
    assert (net.matrices["0 gate"] == 7.0).all()
    assert sum(each.size for each in net.matrices.values()) == net.parameters.size
