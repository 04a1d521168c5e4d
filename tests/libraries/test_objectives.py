"""Every objective under each of its names: the same losses, and the same gradients."""

import inspect
from collections.abc import Callable
from typing import Any

import numpy as np

from snippets.activations.sigmoid import sigmoid
from snippets.activations.softmax import softmax
from snippets.objectives.catalogue import CATALOGUE, Objective
from snippets.objectives.categorical_cross_entropy import smoothed
from snippets.objectives.dice import dice
from tests.libraries.names import every, found, named, told
from tests.libraries.slopes import Numbers, agree, differentiated

DIFFERENTIATING = ("pytorch", "keras", "jax")
rng = np.random.default_rng(0)
NUMBERS = 3.0 * rng.normal(size=24)
SHARES = rng.uniform(size=24)
ANSWERS = np.where(SHARES < 0.5, 0.0, 1.0)
LOGITS = 2.0 * rng.normal(size=(6, 4))
ONE_HOT = np.eye(4)[rng.integers(4, size=6)]
ROWS = softmax(rng.normal(size=(6, 4)))
PLACES, LABELS = rng.normal(size=(6, 3)), np.array([0, 0, 1, 1, 2, 2])
CASES: dict[str, list[tuple[Numbers, Numbers]]] = {
    "numbers": [(NUMBERS, np.zeros(24)), (NUMBERS, 2.0 * SHARES)],
    "0 to 1": [(NUMBERS, ANSWERS), (NUMBERS, SHARES)],
    "−1 or 1": [(NUMBERS, 2.0 * ANSWERS - 1.0)],
    "rows of probabilities": [(LOGITS, ONE_HOT), (LOGITS, ROWS)],
}

Loss = Callable[..., Any]


def called(objective: Objective, library: str) -> Loss:
    """Return what the name names as a mean loss of predictions and targets, in this order."""
    thing = named(getattr(objective, library))
    if library == "keras":
        loss = thing() if inspect.isclass(thing.func) else thing
        return lambda prediction, target: loss(target, prediction)
    return thing if library == "pytorch" else lambda prediction, target: thing(prediction, target).mean()


def compare(
    objective: Objective, library: str, loss: Loss, prediction: Numbers, target: Numbers, near: float = 0.0
) -> None:
    """Assert that the library's loss and gradient are the objective's, up to `near` where the library rounds."""

    def flat(x: Any) -> Any:
        return loss(x.reshape(prediction.shape), tensor(library, target)).reshape(1)

    value, gradient = differentiated(library, flat, prediction.ravel())
    ours = [[objective.function(prediction, target)], objective.gradient(prediction, target).reshape(1, -1)]
    for theirs, each in zip((value, gradient), ours, strict=True):
        agree(library, theirs, np.asarray(each), near)


def tensor(library: str, values: Numbers) -> Any:
    return found("torch.tensor")(values) if library == "pytorch" else values


APART = (
    *("focal", "kl_divergence", "label_smoothing", "triplet"),
    *("poisson", "gaussian", "dice", "token_cross_entropy", "margin_ranking"),
)
"""Tested below, each in its own way."""


@every({name: each for name, each in CATALOGUE.items() if name not in APART}, DIFFERENTIATING)
def test_each_loss_comes_out_the_same(entry: Objective, library: str) -> None:
    for prediction, target in CASES[entry.targets]:
        compare(entry, library, called(entry, library), prediction, target)


@every({"focal": CATALOGUE["focal"]}, DIFFERENTIATING)
def test_focal_loss_is_the_same_for_certain_answers_alone(entry: Objective, library: str) -> None:
    compare(entry, library, called(entry, library), NUMBERS, ANSWERS)
    told(entry, "soft")
    p, t = sigmoid(NUMBERS), SHARES
    entropy = -t * np.log(p) - (1.0 - t) * np.log(1.0 - p)
    theirs = called(entry, library)(tensor(library, NUMBERS), tensor(library, t))
    agree(library, np.asarray(theirs), np.mean((1.0 - (t * p + (1.0 - t) * (1.0 - p))) ** 2 * entropy))
    assert abs(float(theirs) - entry.function(NUMBERS, t)) > 0.01


BENT = {name: each for name, each in CATALOGUE.items() if each.at_kinks and name not in APART}


@every(BENT, DIFFERENTIATING)
def test_the_slopes_at_kinks_are_those_that_the_catalogue_tells(entry: Objective, library: str) -> None:
    for kink, slope in zip(entry.kinks, entry.at_kinks[library], strict=True):
        agree(library, _slope(entry, library, kink), np.asarray(slope))


@every({name: CATALOGUE[name] for name in ("huber", "squared_hinge")}, DIFFERENTIATING)
def test_where_pieces_meet_without_a_kink_the_slopes_agree(entry: Objective, library: str) -> None:
    for joint in (-1.0, 0.0, 1.0):
        agree(library, _slope(entry, library, joint), entry.slope(joint))


def _slope(entry: Objective, library: str, at: float) -> Numbers:
    loss, target = called(entry, library), tensor(library, np.array(entry.target))
    return differentiated(library, lambda x: loss(x, target).reshape(1), np.array([at]))[1].squeeze()


@every({"kl_divergence": CATALOGUE["kl_divergence"]}, DIFFERENTIATING)
def test_kl_divergence_is_the_same_of_what_each_library_takes(entry: Objective, library: str) -> None:
    takes = {
        "pytorch": ("log-probabilities", "torch.nn.functional.log_softmax(dim=-1)"),
        "jax": ("log-probabilities", "jax.nn.log_softmax"),
        "keras": ("probabilities", "keras.activations.softmax"),
    }
    kind, output = takes[library]
    told(entry, {"pytorch": "PyTorch", "keras": "Keras", "jax": "Optax"}[library])
    told(entry, kind)
    loss, activation = called(entry, library), named(output)
    compare(entry, library, lambda z, t: loss(activation(z), t), LOGITS, ROWS, near=1e-5)


@every({"label_smoothing": CATALOGUE["label_smoothing"]}, ("pytorch", "keras"))
def test_label_smoothing_comes_out_the_same(entry: Objective, library: str) -> None:
    for target in (ONE_HOT, ROWS):
        compare(entry, library, called(entry, library), LOGITS, target)


@every({"label_smoothing": CATALOGUE["label_smoothing"]}, ("jax",))
def test_optax_smooths_the_targets_alone(entry: Objective, library: str) -> None:
    told(entry, "Optax")
    smooth = named(entry.jax or "")
    agree(library, np.asarray(smooth(ONE_HOT)), smoothed(ONE_HOT))
    entropy = called(CATALOGUE["categorical_cross_entropy"], library)
    compare(entry, library, lambda z, t: entropy(z, smooth(t)), LOGITS, ONE_HOT)


@every({"triplet": CATALOGUE["triplet"]}, DIFFERENTIATING)
def test_triplet_loss_is_the_same_of_the_same_triplets(entry: Objective, library: str) -> None:
    """The libraries add a millionth under the root or to the difference."""
    told(entry, "PyTorch")
    told(entry, "Optax")
    index = range(len(LABELS))
    same = LABELS[:, np.newaxis] == LABELS
    triplets = [(a, p, n) for a in index for p in index for n in index if a != p and same[a, p] and not same[a, n]]
    anchors, near, far = np.array(triplets).T
    loss = named(getattr(entry, library))
    compare(
        entry,
        library,
        lambda x, _: loss(x[anchors], x[near], x[far]).mean(),
        PLACES,
        LABELS,
        near=1e-5,
    )


@every({"triplet": CATALOGUE["triplet"]}, DIFFERENTIATING)
def test_the_slopes_at_the_kinks_of_the_triplet_loss_are_those_that_the_catalogue_tells(
    entry: Objective, library: str
) -> None:
    loss = named(getattr(entry, library))

    def curve(x: Any) -> Any:
        far = x.reshape(1, 1)
        return loss(0.0 * far, 0.0 * far, far).mean().reshape(1)

    for kink, slope in zip(entry.kinks, entry.at_kinks[library], strict=True):
        agree(library, differentiated(library, curve, np.array([kink]))[1].squeeze(), np.asarray(slope), near=1e-5)


COUNTS = np.random.default_rng(1).poisson(2.0, 24).astype(float)


@every({"poisson": CATALOGUE["poisson"]}, ("pytorch", "keras"))
def test_poisson_is_the_same_but_for_a_constant(entry: Objective, library: str) -> None:
    told(entry, {"pytorch": "PyTorch", "keras": "Keras"}[library])
    told(entry, "the constant")
    theirs, constant = called(entry, library), np.mean(COUNTS * np.log(np.maximum(COUNTS, 1.0)) - COUNTS)

    def loss(z: Any, t: Any) -> Any:
        return theirs(z if library == "pytorch" else named("jax.numpy.exp")(z), t) + constant

    compare(entry, library, loss, NUMBERS / 3.0, COUNTS, near=1e-5)


@every({"gaussian": CATALOGUE["gaussian"]}, ("pytorch",))
def test_the_gaussian_is_the_same_of_the_variance(entry: Objective, library: str) -> None:
    told(entry, "PyTorch")
    v = SHARES - 0.3
    loss = called(entry, library)

    def flat(x: Any) -> Any:
        return loss(x, tensor(library, NUMBERS), tensor(library, np.exp(v))).reshape(1)

    value, gradient = differentiated(library, flat, NUMBERS + SHARES)
    agree(library, value, np.array([entry.function(NUMBERS + SHARES, NUMBERS, v)]))
    agree(library, gradient, entry.gradient(NUMBERS + SHARES, NUMBERS, v).reshape(1, -1))


@every({"dice": CATALOGUE["dice"]}, ("jax",))
def test_dice_is_the_same_over_all_elements(entry: Objective, library: str) -> None:
    told(entry, "Optax")
    loss = named(entry.jax or "")
    for target in (ANSWERS, SHARES):
        compare(entry, library, lambda z, t: loss(z[None, :, None], t[None, :, None]), NUMBERS, target)


@every({"dice": CATALOGUE["dice"]}, ("keras",))
def test_dice_in_keras_is_that_of_probabilities_without_smoothing(entry: Objective, library: str) -> None:
    told(entry, "Keras")
    loss = called(entry, library)
    theirs = np.asarray(loss(sigmoid(NUMBERS), ANSWERS))
    agree(library, theirs, np.asarray(dice(NUMBERS, ANSWERS, 1e-9)))
    assert abs(float(theirs) - entry.function(NUMBERS, ANSWERS)) > 1e-3


@every({"token_cross_entropy": CATALOGUE["token_cross_entropy"]}, DIFFERENTIATING)
def test_tokens_are_guessed_alike(entry: Objective, library: str) -> None:
    compare(entry, library, called(entry, library), LOGITS, np.array([0, 3, 1, 1, 2, 0]))


@every({"token_cross_entropy": CATALOGUE["token_cross_entropy"]}, ("pytorch", "keras"))
def test_no_token_is_left_out_of_the_mean(entry: Objective, library: str) -> None:
    compare(entry, library, called(entry, library), LOGITS, np.array([0, -1, 1, 1, -1, 0]))


@every({"margin_ranking": CATALOGUE["margin_ranking"]}, ("pytorch",))
def test_ranking_is_the_same_where_the_first_is_the_better(entry: Objective, library: str) -> None:
    loss = called(entry, library)

    def ranked(better: Any, worse: Any) -> Any:
        return loss(better, worse, tensor(library, np.ones(24)))

    compare(entry, library, ranked, NUMBERS, 2.0 * SHARES)
    one = tensor(library, np.ones(1))
    slope = differentiated(library, lambda x: loss(x, 0.0 * x, one).reshape(1), np.array(entry.kinks))[1]
    agree(library, slope.ravel(), np.asarray(entry.at_kinks[library]))


HISTOGRAMS = {name: CATALOGUE[name] for name in ("poisson", "gamma")}


@every(HISTOGRAMS, ("sklearn",))
def test_scikit_learn_learns_from_the_same_counts_and_durations(entry: Objective, library: str) -> None:
    """What its estimator follows, and what it reports of its own predictions."""
    model = named(str(entry.sklearn))(max_iter=5, early_stopping=True, scoring="loss", validation_fraction=None)
    features, targets = rng.normal(size=(60, 2)), COUNTS.repeat(3)[:60] + (entry.name == "gamma")
    model.fit(features, targets)
    said = [entry.function(np.log(each), targets) for each in model.staged_predict(features)]
    reported = -model.train_score_[1:]
    # A part that no prediction changes, it may leave out.
    agree(library, reported - reported[0], np.array(said) - said[0])
    followed = model._loss.gradient(y_true=targets, raw_prediction=features[:, 0].copy())
    agree(library, followed / 60.0, entry.gradient(features[:, 0], targets))


@every({name: each for name, each in CATALOGUE.items() if name not in HISTOGRAMS}, ("sklearn",))
def test_scikit_learn_computes_the_same(entry: Objective, library: str) -> None:
    """Where an estimator learns by single steps the gradient, else the loss that it reports of its own predictions."""
    estimator = named(getattr(entry, library))
    if estimator.func.__name__.startswith("SGD"):
        _compare_steps(entry, estimator)
    else:
        _compare_reports(entry, estimator)


def _compare_steps(entry: Objective, estimator: Any) -> None:
    labels = [0.0, 1.0] if entry.targets == "0 to 1" else [-1.0, 1.0]
    for x in NUMBERS:
        for target in labels:
            agree("sklearn", _step(estimator, labels, x, target), entry.gradient([x], [target]).item())
    for kink, slope in zip(entry.kinks, entry.at_kinks.get("sklearn", ()), strict=True):
        agree("sklearn", _step(estimator, labels, kink, entry.target[0]), np.asarray(slope))


def _step(estimator: Any, labels: list[float], x: float, target: float) -> Numbers:
    """Return the gradient by which one step of an estimator with a weight of 1 learns from one sample."""
    model = estimator(penalty=None, learning_rate="constant", eta0=1e-3, fit_intercept=False)
    classes = {"classes": labels} if hasattr(model, "decision_function") else {}
    model.partial_fit([[0.0]], [target], **classes)
    model.coef_.fill(1.0)
    model.partial_fit([[x]], [target], **classes)
    return np.asarray(-(model.coef_.item() - 1.0) / (1e-3 * x))


def _compare_reports(entry: Objective, estimator: Any) -> None:
    model = estimator(n_estimators=5)
    features = rng.normal(size=(24, 2))
    if entry.targets == "numbers":
        model.fit(features, NUMBERS)
        said = [entry.function(each, NUMBERS) for each in model.staged_predict(features)]
    else:
        labels = np.arange(24) % 3
        model.fit(features, labels)
        said = [entry.function(each, np.eye(3)[labels]) for each in model.staged_decision_function(features)]
    agree("sklearn", model.train_score_, np.array(said))
    for kink, slope in zip(entry.kinks, entry.at_kinks.get("sklearn", ()), strict=True):
        followed = model._loss.gradient(y_true=np.zeros(1), raw_prediction=np.array([kink]))
        agree("sklearn", followed.squeeze(), np.asarray(slope))
