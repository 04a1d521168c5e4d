"""Every activation under each of its names: the same values, and the same slopes."""

import inspect
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from snippets.activations.activation import ActivationEntry
from snippets.activations.catalogue import CATALOGUE
from tests.libraries.names import every, here, named, told
from tests.libraries.slopes import agree, differentiated

DIFFERENTIATING = ("pytorch", "keras", "jax")
ELEMENTS = np.concatenate([np.linspace(-8.0, 8.0, 81), [-30.0, 30.0]]) + 0.0137
"""On no kink."""
ROWS = np.random.default_rng(0).normal(size=(8, 4))


def called(entry: ActivationEntry, library: str) -> Callable[[Any], Any]:
    """Return what the name names as a function of one vector."""
    thing = named(getattr(entry, library))
    if not inspect.isclass(thing.func):
        return thing
    layer = thing()
    return layer if library == "pytorch" else lambda x: layer(x[None])[0]


@every({name: each for name, each in CATALOGUE.items() if each.kind == "element"}, DIFFERENTIATING)
def test_each_element_comes_out_the_same(entry: ActivationEntry, library: str) -> None:
    values, slopes = differentiated(library, called(entry, library), ELEMENTS)
    agree(library, values, entry.function(ELEMENTS))
    agree(library, slopes, np.diag(entry.derivative(ELEMENTS)))


@every({name: each for name, each in CATALOGUE.items() if each.kind == "row"}, DIFFERENTIATING)
def test_each_row_comes_out_the_same(entry: ActivationEntry, library: str) -> None:
    for row in ROWS:
        values, slopes = differentiated(library, called(entry, library), row)
        agree(library, values, entry.function(row))
        agree(library, slopes, entry.derivative(row))


@every({name: each for name, each in CATALOGUE.items() if each.kind == "gate"}, DIFFERENTIATING)
def test_each_gate_comes_out_the_same(entry: ActivationEntry, library: str) -> None:
    value, gate = ROWS.ravel()[:16], ROWS.ravel()[16:]
    outputs, slopes = differentiated(library, called(entry, library), np.concatenate([value, gate]))
    agree(library, outputs, entry.function(value, gate))
    by_value, by_gate = entry.derivative(value, gate)
    agree(library, slopes, np.hstack([np.diag(by_value), np.diag(by_gate)]))


BENT = {name: each for name, each in CATALOGUE.items() if each.kind == "element" and each.kinks}
OTHERS_AT_KINKS = {"leaky_relu": 1.0, "hard_tanh": 1.0, "sparse_sigmoid": 0.25, "prelu": 0.0}
"""The slopes that JAX and Keras take at the kinks of four, as the catalogue's introduction says; PyTorch takes ours."""


@every(BENT, DIFFERENTIATING)
def test_the_slopes_at_kinks_are_those_that_the_catalogue_tells(entry: ActivationEntry, library: str) -> None:
    _, slopes = differentiated(library, called(entry, library), np.array(entry.kinks))
    ours = entry.slope(entry.kinks)
    differs = library != "pytorch" and entry.name in OTHERS_AT_KINKS
    agree(library, np.diag(slopes), np.full_like(ours, OTHERS_AT_KINKS[entry.name]) if differs else ours)


SKLEARN = [each for each in CATALOGUE.values() if each.sklearn and here("sklearn")]


@pytest.mark.parametrize("entry", SKLEARN, ids=lambda each: each.name)
def test_scikit_learn_computes_the_same(entry: ActivationEntry) -> None:
    """A net of one weight of 1 gives the outputs; what it learns in one step from one sample tells the slope."""
    from sklearn.neural_network import MLPRegressor

    for x in ELEMENTS:
        net = MLPRegressor(
            hidden_layer_sizes=(1,),
            activation=entry.sklearn,
            solver="sgd",
            alpha=0.0,
            momentum=0.0,
            learning_rate_init=0.5,
        )
        net.partial_fit([[x]], [0.0])
        for each in (*net.coefs_, *net.intercepts_):
            each.fill(0.0)
        net.coefs_[0][:] = net.coefs_[1][:] = 1.0
        output = net.predict([[x]])
        agree("sklearn", output, entry.function([x]))
        net.partial_fit([[x]], output - 2.0)
        agree("sklearn", net.intercepts_[0], -entry.derivative([x]))


@pytest.mark.skipif(not here("keras"), reason="Keras is not here")
def test_the_shares_of_sparsemax_in_keras_need_not_sum_to_1() -> None:
    import keras

    told(CATALOGUE["sparsemax"], "Keras")
    theirs = np.asarray(keras.activations.sparsemax(np.array([[0.1, 0.0]])))
    agree("keras", theirs, np.array([[0.5, 0.4]]))
    assert keras.__version__ <= "3.15.1", "is it mended? Then the catalogue has a name for it"
