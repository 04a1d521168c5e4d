"""Every optimiser under each of its names: the same walk, step by step, and what the libraries do unless told."""

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from snippets.optimisers.catalogue import CATALOGUE, OptimiserEntry
from snippets.optimisers.muon import Muon, orthogonalised
from snippets.optimisers.radam import RAdam
from tests.libraries.names import every, named, told
from tests.libraries.slopes import Numbers

STEPS = 30
RATE = 0.05
START = np.array([1.0, -2.0, 3.0, 0.5])
PULLS = np.random.default_rng(0).normal(size=(STEPS, 4)) + 2.0


def gradient(parameters: Numbers, step: int) -> Numbers:
    """Return the gradient of a bowl whose floor is moved about."""
    slope = np.array([1.0, 0.1, 2.0, 0.5]) * parameters.ravel() + PULLS[step]
    return np.reshape(slope, parameters.shape)


Step = Callable[[Numbers, Numbers], Numbers]


def walk(step: Step, shape: tuple[int, ...] = (4,)) -> Numbers:
    places = [START.reshape(shape)]
    for number in range(STEPS):
        places.append(step(places[-1], gradient(places[-1], number)))
    return np.array(places)


def by_pytorch(make: Any, shape: tuple[int, ...] = (4,), **settings: Any) -> Step:
    import torch

    place = torch.nn.Parameter(torch.tensor(START.reshape(shape)))
    optimiser = make([place], lr=RATE, **settings)

    def step(_: Numbers, slope: Numbers) -> Numbers:
        place.grad = torch.tensor(slope)
        optimiser.step()
        moved: Numbers = place.detach().numpy().copy()
        return moved

    return step


def by_keras(make: Any, shape: tuple[int, ...] = (4,), **settings: Any) -> Step:
    import keras

    place = keras.Variable(START.reshape(shape))
    optimiser = make(learning_rate=RATE, **settings)
    optimiser.build([place])

    def step(_: Numbers, slope: Numbers) -> Numbers:
        optimiser.apply([keras.ops.convert_to_tensor(slope)])
        return np.asarray(place.value)

    return step


def by_jax(make: Any, shape: tuple[int, ...] = (4,), **settings: Any) -> Step:
    import optax
    from jax.numpy import asarray

    optimiser = make(learning_rate=RATE, **settings)
    state = optimiser.init(asarray(START.reshape(shape)))

    def step(place: Numbers, slope: Numbers) -> Numbers:
        nonlocal state
        move, state = optimiser.update(asarray(slope), state, asarray(place))
        return np.asarray(optax.apply_updates(asarray(place), move))

    return step


LIBRARY = {"pytorch": "PyTorch", "keras": "Keras", "jax": "Optax"}
STEPPING = {"pytorch": by_pytorch, "keras": by_keras, "jax": by_jax}


@every({name: entry for name, entry in CATALOGUE.items() if name != "muon"}, STEPPING)
def test_each_walk_is_the_same(entry: OptimiserEntry, library: str) -> None:
    """Up to ε, which is another in each library, as the table of defaults says; the gradients are large beside it."""
    theirs = walk(STEPPING[library](named(getattr(entry, library))))
    assert_near = partial(np.testing.assert_allclose, theirs, rtol=1e-5, atol=2e-6)
    if own := OTHERWISE.get((entry.name, library)):
        told(entry, LIBRARY[library])
        assert_near(walk(own()))
        assert np.abs(theirs - walk(entry.optimiser(RATE).step)).max() > 0.01
    else:
        assert_near(walk(entry.optimiser(RATE).step))


@every({name: entry for name, entry in CATALOGUE.items() if not entry.separable}, STEPPING)
def test_a_matrix_walks_the_same(entry: OptimiserEntry, library: str) -> None:
    """Where parameters of one array count together, the shape of the array counts too."""
    for shape in ((2, 2), (1, 4), (4, 1)):
        theirs = walk(STEPPING[library](named(getattr(entry, library)), shape), shape)
        ours: Step = entry.optimiser(RATE).step
        near = 2e-6
        if other := OTHERWISE_BY_SHAPE.get((entry.name, library)):
            told(entry, LIBRARY[library])
            ours, near = other(*np.atleast_2d(np.zeros(shape)).shape)
        np.testing.assert_allclose(theirs, walk(ours, shape), rtol=1e-5, atol=near)


@every(CATALOGUE, ("sklearn",))
def test_scikit_learn_walks_the_same(entry: OptimiserEntry, library: str) -> None:
    """A net without hidden layers fits a line; its gradient is known."""
    make = named(f"sklearn.neural_network.MLPRegressor({getattr(entry, library)})")
    x, y = PULLS[:, :3], PULLS[:, 3]
    settings: dict[str, Any] = {"hidden_layer_sizes": (), "alpha": 0.0, "batch_size": STEPS, "random_state": 0}
    # With a rate of nearly nothing, it stays where it starts.
    start = make(learning_rate_init=1e-300, **settings).partial_fit(x, y)
    net = make(learning_rate_init=RATE, **settings)
    place = np.append(start.coefs_[0].ravel(), start.intercepts_[0])
    ours, samples = entry.optimiser(RATE), np.column_stack([x, np.ones(STEPS)])
    for _ in range(STEPS):
        place = ours.step(place, samples.T @ (samples @ place - y) / STEPS)
        net.partial_fit(x, y)
        np.testing.assert_allclose(np.append(net.coefs_[0].ravel(), net.intercepts_[0]), place, rtol=1e-5)


def _amsgrad_of_corrected_squares() -> Step:
    mean, square, peak, steps = np.zeros(4), np.zeros(4), np.zeros(4), 0

    def step(place: Numbers, slope: Numbers) -> Numbers:
        nonlocal mean, square, peak, steps
        steps += 1
        mean = 0.9 * mean + 0.1 * slope
        square = 0.999 * square + 0.001 * slope**2
        peak = np.maximum(peak, square / (1.0 - 0.999**steps))
        moved: Numbers = place - RATE * mean / (1.0 - 0.9**steps) / (np.sqrt(peak) + 1e-8)
        return moved

    return step


def _nadam_on_a_schedule(decay: float) -> Step:
    mean, square, product, steps = np.zeros(4), np.zeros(4), 1.0, 0

    def step(place: Numbers, slope: Numbers) -> Numbers:
        nonlocal mean, square, product, steps
        steps += 1
        now, ahead = (0.9 * (1.0 - 0.5 * 0.96 ** (decay * number)) for number in (steps, steps + 1))
        product *= now
        mean = 0.9 * mean + 0.1 * slope
        square = 0.999 * square + 0.001 * slope**2
        looked = ahead * mean / (1.0 - product * ahead) + (1.0 - now) * slope / (1.0 - product)
        moved: Numbers = place - RATE * looked / (np.sqrt(square / (1.0 - 0.999**steps)) + 1e-8)
        return moved

    return step


OTHERWISE: dict[tuple[str, str], Callable[[], Step]] = {
    ("amsgrad", "jax"): _amsgrad_of_corrected_squares,
    ("nadam", "pytorch"): lambda: _nadam_on_a_schedule(0.004),
    ("nadam", "keras"): lambda: _nadam_on_a_schedule(1.0),
    ("radam", "pytorch"): lambda: RAdam(RATE, threshold=5.0).step,
}
"""What a library does that steps otherwise than the entry, as the entry says."""


def _muon_of_corrected_parts(rows: int, columns: int) -> tuple[Step, float]:
    mean, steps = np.zeros((rows, columns)), 0

    def step(place: Numbers, slope: Numbers) -> Numbers:
        nonlocal mean, steps
        steps += 1
        mean = 0.95 * mean + 0.05 * slope
        ahead = 0.95 * mean / (1.0 - 0.95 ** (steps + 1)) + 0.05 * slope / (1.0 - 0.95**steps)
        moved: Numbers = place - RATE * max(1.0, columns / rows) ** 0.5 * orthogonalised(ahead)
        return moved

    return step, 2e-6


def _muon_in_half_precision(rows: int, columns: int) -> tuple[Step, float]:
    return Muon(RATE * max(1.0, rows / columns) ** 0.5).step, 0.02


OTHERWISE_BY_SHAPE: dict[tuple[str, str], Callable[[int, int], tuple[Step, float]]] = {
    ("muon", "jax"): _muon_of_corrected_parts,
    ("muon", "pytorch"): _muon_in_half_precision,
}
"""The same for a matrix of so many rows and columns, and how near it comes."""


# Where ε stands

LARGE = 0.5
EPSILON = {"pytorch": "eps", "keras": "epsilon", "jax": "eps", "sklearn": "epsilon"}
UNDER_THE_ROOT = {("adagrad", "keras"), ("adagrad", "jax"), ("rmsprop", "keras"), ("rmsprop", "jax")}
BEFORE_THE_CORRECTION = {("adam", "keras")}


@every({name: CATALOGUE[name] for name in ("adagrad", "rmsprop", "adam")}, STEPPING)
def test_epsilon_stands_where_the_post_says(entry: OptimiserEntry, library: str) -> None:
    settings: dict[str, Any] = {EPSILON[library]: LARGE}
    walk_of = STEPPING[library](named(getattr(entry, library)), **settings)
    first = START - walk_of(START, np.ones(4))
    square = {"adagrad": 1.0, "rmsprop": 0.1, "adam": 1.0}[entry.name]
    outside = RATE / (np.sqrt(square) + LARGE)
    if (entry.name, library) in UNDER_THE_ROOT:
        np.testing.assert_allclose(first, RATE / np.sqrt(square + LARGE), rtol=1e-5)
    elif (entry.name, library) in BEFORE_THE_CORRECTION:
        root = np.sqrt(1.0 - 0.999)
        np.testing.assert_allclose(first, RATE * root / (root + LARGE), rtol=1e-5)
    else:
        np.testing.assert_allclose(first, outside, rtol=1e-5)
