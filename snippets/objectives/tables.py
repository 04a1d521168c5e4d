"""The tables of the post on objectives.

Made from the catalogue and from the experiments themselves.
"""

import numpy as np

from snippets.arrays import Array
from snippets.objectives.catalogue import CATALOGUE, Objective
from snippets.objectives.experiments.calibration import CONTENDERS
from snippets.objectives.experiments.imbalance import GRADIENTS, outcome
from snippets.objectives.facts import SEEDS, accuracies, calibration_errors, confidences

NOTHING = "–"
MODULES = (
    *("torch.nn.functional.", "keras.losses.", "optax.losses."),
    *("sklearn.ensemble.", "sklearn.linear_model."),
)


def properties() -> list[dict[str, object]]:
    """Rows of the table of properties, one an objective.

    >>> print(*properties()[1].values(), sep=" | ")
    Mean absolute error | yes | yes | no | median | 1757
    """
    return [
        {
            "Objective": each.label,
            "Convex": yes_or_no(each.convex),
            "Bounded gradient": yes_or_no(each.robust),
            "Smooth": yes_or_no(each.smooth),
            "Consistent for": each.consistent_for or NOTHING,
            "Year": each.year,
        }
        for each in CATALOGUE.values()
    ]


def outputs() -> list[dict[str, object]]:
    """Rows of the table of outputs: what the last layer gives, and to whom.

    >>> print(*outputs()[5].values(), sep=" | ")
    Binary cross-entropy | yes or no | logits | 0 to 1 | sigmoid
    """
    return [
        {
            "Objective": each.label,
            "Question": each.task,
            "Takes": each.prediction,
            "Targets": each.targets,
            "Activation for the answer": answer(each),
        }
        for each in CATALOGUE.values()
    ]


def answer(objective: Objective) -> str:
    """Activation that turns predictions into answers, as the table writes it.

    >>> answer(CATALOGUE["mean_squared_error"]), answer(CATALOGUE["focal"])
    ('none', 'sigmoid')
    """
    return "none" if objective.output == "linear" else str(objective.output)


def names() -> list[dict[str, object]]:
    """Rows of the table of names in the frameworks, one an objective.

    Names stand without their module where that is torch.nn.functional, keras.losses,
    optax.losses, or the one of an estimator.

    >>> print(*names()[8].values(), sep=" | ")
    Hinge | – | `Hinge` | `hinge_loss` | `SGDClassifier(loss="hinge")`
    """
    return [
        {
            "Objective": each.label,
            "PyTorch": short_name(each.pytorch),
            "Keras": short_name(each.keras),
            "Optax (JAX)": short_name(each.jax),
            "scikit-learn": short_name(each.sklearn),
        }
        for each in CATALOGUE.values()
    ]


def short_name(name: str | None) -> str:
    """Name in a framework, without the module that goes without saying, as code.

    >>> short_name("keras.losses.Huber"), short_name(None)
    ('`Huber`', '–')
    """
    if name is None:
        return NOTHING
    for module in MODULES:
        name = name.removeprefix(module)
    return f"`{name}`"


def imbalance() -> list[dict[str, object]]:
    """Rows of the table of the rare class: medians over ten seeds, and their range."""
    headings = (
        "accuracy",
        "recall",
        "precision",
        "average precision",
        "mean probability",
    )
    return [
        {
            "Trained on": name,
            **{
                heading.capitalize(): median_and_range(
                    np.array([outcome(name, seed)[heading] for seed in SEEDS])
                )
                for heading in headings
            },
        }
        for name in GRADIENTS
    ]


def calibration() -> list[dict[str, object]]:
    """Rows of the table of calibration: medians over five seeds, and their range."""
    return [
        {
            "Trained on": name,
            "Sure of itself": median_and_range(confidences(name)),
            "Right": median_and_range(accuracies(name)),
            "Calibration error": median_and_range(calibration_errors(name)),
        }
        for name in CONTENDERS
    ]


def median_and_range(values: Array) -> str:
    """Median, least and most of some shares, in per cent.

    >>> median_and_range(np.array([0.5, 0.123, 0.9]))
    '50 % (12–90)'
    """
    low, middle, high = (
        round(100 * float(q)) for q in np.quantile(values, (0, 0.5, 1))
    )
    return f"{middle} % ({low}–{high})"


def yes_or_no(answer: bool) -> str:
    """Answer as a word.

    >>> yes_or_no(True), yes_or_no(False)
    ('yes', 'no')
    """
    return "yes" if answer else "no"
