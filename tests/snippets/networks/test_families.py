import numpy as np
import pytest

from snippets.networks.families import attend, attention_weights, convolve, recur, remember

RNG = np.random.default_rng(0)


def test_a_convolution_is_numpys_correlation() -> None:
    x, kernel = RNG.normal(size=20), RNG.normal(size=5)
    np.testing.assert_allclose(convolve(x, kernel), np.correlate(x, kernel, "valid"))


def test_a_convolution_moves_with_its_input() -> None:
    x, kernel = RNG.normal(size=20), RNG.normal(size=3)
    np.testing.assert_allclose(convolve(np.roll(x, 4), kernel)[4:], convolve(x, kernel)[:-4])


def test_a_recurrent_layer_remembers_the_order() -> None:
    weights, loop, bias = RNG.normal(size=(2, 3)), RNG.normal(size=(3, 3)), RNG.normal(size=3)
    one, two = RNG.normal(size=(2, 2))

    def after(*inputs: np.ndarray) -> np.ndarray:
        state: np.ndarray = np.zeros(3)
        for x in inputs:
            state = recur(x, state, weights, loop, bias)
        return state

    assert np.abs(after(one, two) - after(two, one)).max() > 0.01


def test_a_shut_memory_forgets_nothing_and_shows_nothing() -> None:
    memory = remember(np.array([0.7]), np.array([3.0]), np.array([99.0]), np.array([-99.0]), np.array([-99.0]))
    assert memory.cell == pytest.approx(0.7)
    assert memory.output == pytest.approx(0.0)


def test_a_gate_lets_news_in() -> None:
    memory = remember(np.array([0.7]), np.array([99.0]), np.array([-99.0]), np.array([99.0]), np.array([99.0]))
    assert memory.cell == pytest.approx(1.0)
    assert memory.output == pytest.approx(np.tanh(1.0))


def test_attention_weights_are_shares() -> None:
    weights = attention_weights(RNG.normal(size=(4, 3)), RNG.normal(size=(6, 3)), temperature=2.0)
    assert weights.shape == (4, 6)
    np.testing.assert_allclose(weights.sum(axis=1), 1.0)


def test_attention_does_not_know_the_order_of_its_keys() -> None:
    queries, keys, values = RNG.normal(size=(4, 3)), RNG.normal(size=(6, 3)), RNG.normal(size=(6, 2))
    order = RNG.permutation(6)
    np.testing.assert_allclose(attend(queries, keys[order], values[order]), attend(queries, keys, values))


def test_alike_keys_give_the_mean_of_the_values() -> None:
    values = RNG.normal(size=(5, 2))
    np.testing.assert_allclose(attend(np.ones((1, 3)), np.ones((5, 3)), values), [values.mean(axis=0)])


def test_longer_rows_look_no_more_sharply() -> None:
    keys = np.eye(2)
    once = attend(3 * keys, keys, keys)
    # Four copies of every number make products four times as large, and the root halves them.
    np.testing.assert_allclose(attend(np.tile(3 * keys, 4) / 2, np.tile(keys, 4), keys), once)
