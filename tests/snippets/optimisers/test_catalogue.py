"""What holds for every optimiser, and what the catalogue says of each."""

import math
import re
from pathlib import Path

import numpy as np
import pytest
from sklearn.neural_network import MLPClassifier
from sklearn.neural_network._stochastic_optimizers import AdamOptimizer, SGDOptimizer

from snippets.optimisers import CATALOGUE, EXPLAINED, Adam, Momentum, Nesterov, OptimiserEntry, trajectory

BIBLIOGRAPHY = (Path(__file__).parents[3] / "docs" / "references.bib").read_text(encoding="utf-8")
every = pytest.mark.parametrize("entry", CATALOGUE.values(), ids=CATALOGUE.keys())
GRADIENTS = np.random.default_rng(0).normal(size=(8, 5))


def walk(entry: OptimiserEntry, gradients: np.ndarray, dtype: type = np.float64) -> np.ndarray:
    optimiser = entry.optimiser()
    places: list[np.ndarray] = [np.ones(gradients.shape[1:], dtype)]
    for gradient in gradients:
        places.append(optimiser.step(places[-1], gradient.astype(dtype)))
    return np.array(places)


# The fixed interface


@every
def test_a_step_leaves_parameters_and_gradient_as_they_were(entry: OptimiserEntry) -> None:
    parameters, gradient = np.array([1.0, -2.0]), np.array([0.5, 3.0])
    optimiser = entry.optimiser()
    for _ in range(3):
        optimiser.step(parameters, gradient)
    assert parameters.tolist() == [1.0, -2.0]
    assert gradient.tolist() == [0.5, 3.0]


@every
@pytest.mark.parametrize("shape", [(1,), (3,), (2, 3), (0,)])
def test_parameters_of_any_shape_keep_it(entry: OptimiserEntry, shape: tuple[int, ...]) -> None:
    optimiser = entry.optimiser()
    for _ in range(2):
        assert optimiser.step(np.ones(shape), np.ones(shape)).shape == shape
    sizes = [np.size(getattr(optimiser, name)) for name in entry.state]
    if entry.name == "shampoo":  # a square for the rows and one for the columns
        assert sizes == [] or sizes == [n * n for n in (1, 1, *shape)[-2:]]
    else:
        assert sum(sizes) <= len(sizes) * max(math.prod(shape), 1)


@every
def test_single_precision_stays_single_precision(entry: OptimiserEntry) -> None:
    optimiser = entry.optimiser()
    for _ in range(2):
        assert optimiser.step(np.ones(2, np.float32), np.ones(2, np.float32)).dtype == np.float32
    assert {getattr(optimiser, name).dtype for name in entry.state} <= {np.dtype(np.float32)}


@every
@pytest.mark.parametrize("gradient", [0.0, 1e-4], ids=["zero", "square-underflows"])
def test_half_precision_moves_a_little_at_most_where_the_square_is_zero(entry: OptimiserEntry, gradient: float) -> None:
    optimiser = entry.optimiser(0.01)
    for _ in range(3):
        moved = optimiser.step(np.ones(1, np.float16), np.full(1, gradient, np.float16))
        assert moved.dtype == np.float16
        assert abs(moved - 1.0) < 0.1


@every
def test_two_optimisers_share_no_memory(entry: OptimiserEntry) -> None:
    first, second = entry.optimiser(), entry.optimiser()
    first.step(np.ones(1), np.ones(1))
    assert second.step(np.ones(1), np.ones(1)) == entry.optimiser().step(np.ones(1), np.ones(1))


@every
def test_the_first_step_goes_downhill(entry: OptimiserEntry) -> None:
    moved = entry.optimiser().step(np.zeros(2), np.array([2.0, -3.0]))
    assert np.sign(moved).tolist() == [-1.0, 1.0]


@every
def test_a_small_rate_finds_the_floor_of_a_bowl(entry: OptimiserEntry) -> None:
    # Adadelta's rate is but a factor beside the one that it finds.
    optimiser = entry.optimiser(1.0 if entry.name == "adadelta" else 0.01)
    assert abs(trajectory(optimiser, lambda point: point, [0.5], steps=3000)[-1, 0]) < 0.05


@every
def test_a_learning_rate_set_later_is_used(entry: OptimiserEntry) -> None:
    optimiser = entry.optimiser()
    optimiser.learning_rate = 0.0
    assert optimiser.step(np.array([3.0]), np.array([1.0])).item() == 3.0


# What the catalogue says


@every
def test_blind_to_scale_means_that_a_louder_loss_has_the_same_walk(entry: OptimiserEntry) -> None:
    loud, louder = walk(entry, 1e3 * GRADIENTS), walk(entry, 1e6 * GRADIENTS)  # so that ε counts for nothing
    assert np.allclose(loud, louder, rtol=1e-5, atol=1e-7) is entry.scale_invariant


@every
def test_separable_means_that_each_parameter_moves_as_if_it_were_alone(entry: OptimiserEntry) -> None:
    together = walk(entry, GRADIENTS)
    alone = np.concatenate([walk(entry, GRADIENTS[:, i : i + 1]) for i in range(5)], axis=1)
    assert np.array_equal(together, alone) is entry.separable


@every
def test_adaptive_means_that_squares_are_kept(entry: OptimiserEntry) -> None:
    assert any("square" in name for name in entry.state) is entry.adaptive


@every
def test_names_follow_the_update(entry: OptimiserEntry) -> None:
    assert CATALOGUE[entry.name] is entry


@every
def test_a_formula_stands_in_the_post_or_with_the_entry(entry: OptimiserEntry) -> None:
    if entry.name in EXPLAINED:
        assert (entry.formula, entry.derivative_formula) == (f"optimisers.{entry.name}_update", "")
    else:
        assert not entry.formula
        assert r"\theta" in entry.derivative_formula
        assert set(entry.derivative_bind.values()) >= {"parameters", "gradient", "returns.parameters"}


def test_what_the_post_leaves_to_the_catalogue_follows_it_by_year() -> None:
    left = [entry for name, entry in CATALOGUE.items() if name not in EXPLAINED]
    assert list(CATALOGUE.values()) == [*EXPLAINED.values(), *sorted(left, key=lambda entry: entry.year)]


@every
def test_hyper_parameters_begin_with_the_learning_rate_and_have_usual_values(entry: OptimiserEntry) -> None:
    values = entry.hyper_parameters
    assert next(iter(values)) == "learning_rate"
    assert values == {name: getattr(entry.optimiser(), name) for name in values}
    assert set(values) | set(entry.state) | {"steps"} >= set(vars(entry.optimiser()))


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("gradient_descent", 0),
        ("momentum", 1),
        ("nesterov", 1),
        ("adagrad", 1),
        ("rmsprop", 1),
        ("adam", 2),
        ("amsgrad", 3),
        ("adamw", 2),
        ("lion", 1),
        ("adadelta", 2),
        ("nadam", 2),
        ("adafactor", 0.02),
        ("shampoo", 2),
        ("radam", 2),
        ("lamb", 2),
        ("muon", 1),
        ("schedule_free", 1),
    ],
)
def test_the_numbers_kept_for_each_parameter(name: str, numbers: float) -> None:
    assert CATALOGUE[name].state_per_parameter == numbers


@every
def test_the_paper_stands_in_the_bibliography_with_its_year(entry: OptimiserEntry) -> None:
    assert re.search(rf"@\w+{{{entry.paper},", BIBLIOGRAPHY)
    assert entry.paper.endswith(str(entry.year))


@every
def test_framework_names_are_whole(entry: OptimiserEntry) -> None:
    assert entry.pytorch is None or entry.pytorch.startswith("torch.optim.")
    assert entry.keras is None or entry.keras.startswith("keras.optimizers.")
    assert entry.jax is None or entry.jax.startswith("optax.")


@pytest.mark.parametrize("framework", ["label", "pytorch", "keras", "jax", "sklearn"])
def test_no_name_stands_for_two_optimisers(framework: str) -> None:
    names = [name for entry in CATALOGUE.values() if (name := getattr(entry, framework))]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("entry", [e for e in CATALOGUE.values() if e.sklearn], ids=lambda e: e.name)
def test_scikit_learn_takes_these_arguments(entry: OptimiserEntry) -> None:
    arguments = eval(f"dict({entry.sklearn})")
    x, labels = np.array([[0.0], [1.0]]), [0, 1]
    net = MLPClassifier(**arguments, batch_size=2).partial_fit(x, labels, classes=[0, 1])
    optimiser = net._optimizer
    assert isinstance(optimiser, AdamOptimizer if entry.name == "adam" else SGDOptimizer)
    if entry.name != "adam":
        assert (optimiser.momentum > 0) is (entry.name != "gradient_descent")
        assert (optimiser.momentum > 0 and optimiser.nesterov) is (entry.name == "nesterov")


# The same steps as scikit-learn's


def scikit_walk(optimiser: AdamOptimizer | SGDOptimizer, parameters: np.ndarray) -> np.ndarray:
    places = [parameters.copy()]
    for gradient in GRADIENTS:
        optimiser.update_params([parameters], [gradient])  # in place
        places.append(parameters.copy())
    return np.array(places)


@pytest.mark.parametrize(("nesterov", "own"), [(False, Momentum), (True, Nesterov)])
def test_momentum_walks_with_scikit_learn(nesterov: bool, own: type[Momentum] | type[Nesterov]) -> None:
    start = np.ones(5)
    theirs = scikit_walk(SGDOptimizer([start], 0.05, momentum=0.8, nesterov=nesterov), start)
    optimiser = own(0.05, 0.8)
    ours: list[np.ndarray] = [np.ones(5)]
    for gradient in GRADIENTS:
        ours.append(optimiser.step(ours[-1], gradient))
    np.testing.assert_allclose(ours, theirs, rtol=1e-13, atol=1e-14)


def test_adam_walks_with_scikit_learn() -> None:
    start = np.ones(5)
    theirs = scikit_walk(AdamOptimizer([start], 0.05, beta_1=0.8, beta_2=0.95, epsilon=1e-15), start)
    optimiser = Adam(0.05, 0.8, 0.95, 1e-15)
    ours: list[np.ndarray] = [np.ones(5)]
    for gradient in GRADIENTS:
        ours.append(optimiser.step(ours[-1], gradient))
    np.testing.assert_allclose(ours, theirs, rtol=1e-12)
