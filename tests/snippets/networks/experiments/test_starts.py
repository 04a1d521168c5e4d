import numpy as np
import pytest

from snippets.networks.experiments.starts import STEPS, fresh, spread_by_layer, training_losses


def test_a_net_of_zeros_never_leaves_the_loss_of_guessing() -> None:
    losses = training_losses("relu", "zeros", 0)
    assert losses[-20:].mean() == pytest.approx(np.log(10), abs=0.03)


def test_a_net_that_overflows_has_an_infinite_loss_from_then_on() -> None:
    losses = training_losses("relu", "normal", 0)
    assert losses.shape == (STEPS,)
    first = int(np.isinf(losses).argmax())
    assert 0 < first < STEPS
    assert np.isinf(losses[first:]).all()


def test_he_keeps_the_size_of_a_signal_through_relu_and_lecun_does_not() -> None:
    he, lecun = (spread_by_layer("relu", scheme, 1)[-1] for scheme in ("he", "lecun"))
    assert 0.2 < he < 5.0
    assert lecun < 0.1 * he


def test_the_net_has_ten_hidden_layers() -> None:
    assert len(fresh("tanh", "lecun", 0).activations) == 10
