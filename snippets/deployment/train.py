"""Train the model that the servers serve: it tells a penguin by its bill."""

import csv
import os
import uuid
import warnings
from collections.abc import Container
from importlib.metadata import distribution
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import sklearn
import skops.io
from numpy.typing import NDArray
from sklearn.exceptions import InconsistentVersionWarning
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

Features = NDArray[np.float64]
Labels = NDArray[np.str_]

# A file of one scikit-learn may not load in another, or answer otherwise there, so its name says whose it is.
MODEL_FILE = Path(os.environ.get("MODEL_FILE", f"build/penguins-{sklearn.__version__}.skops"))

YEARS = ("2007", "2008", "2009")


def load_penguins(years: Container[str] = YEARS) -> tuple[Features, Labels]:
    """Bill length and depth in millimetres (342, 2) and the species (342,). Gorman et al. (2014).

    >>> bills, species = load_penguins()
    >>> bills[0], species[0]
    (array([39.1, 18.7]), np.str_('Adelie'))
    """
    # The file is found without importing the package, which would import pandas to read 15 kB of CSV.
    path = Path(str(distribution("palmerpenguins").locate_file("palmerpenguins/data/penguins.csv")))
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["year"] in years]
    measured = [row for row in rows if row["bill_length_mm"] != "NA"]
    bills = np.array([[float(row["bill_length_mm"]), float(row["bill_depth_mm"])] for row in measured])
    return bills, np.array([row["species"] for row in measured])


# --8<-- [start:fit]
def build(strength: float = 1.0) -> Pipeline:
    """An untrained pipeline: scale both features alike, then softmax regression with C = `strength`."""
    # A tight tolerance, so that every release of the solver ends at the same weights.
    return make_pipeline(StandardScaler(), LogisticRegression(C=strength, tol=1e-8, max_iter=1_000))


def fit(strength: float = 1.0) -> Pipeline:
    """The pipeline to serve, trained on every penguin.

    >>> fit().predict([[39.1, 18.7], [61.1, 17.3]])
    array(['Adelie', 'Gentoo'], dtype='<U9')
    """
    return build(strength).fit(*load_penguins())


# --8<-- [end:fit]


# --8<-- [start:evaluate]
def split() -> tuple[Features, Features, Labels, Labels]:
    """Bills to learn from, bills to be judged by, and their species; the last year is held out."""
    learn_x, learn_y = load_penguins(YEARS[:-1])
    judge_x, judge_y = load_penguins(YEARS[-1:])
    return learn_x, judge_x, learn_y, judge_y


def held_out_accuracy(strength: float = 1.0) -> float:
    """The share of held-out penguins named rightly by a model that has never seen them.

    >>> 0.9 < held_out_accuracy() < 1
    True
    """
    learn_x, judge_x, learn_y, judge_y = split()
    return float(build(strength).fit(learn_x, learn_y).score(judge_x, judge_y))


# --8<-- [end:evaluate]


# --8<-- [start:save]
SPECIES = ["Adelie", "Chinstrap", "Gentoo"]
ONE_OF_EACH = [[39.1, 18.7], [50.0, 19.5], [46.1, 13.2]]  # bills that no model worth serving confuses


def save(model: Any, path: Path) -> None:
    """Write the model with skops; a reader of `path` sees the old file or the new one, never half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{uuid.uuid4()}")
    try:
        skops.io.dump(model, unfinished)
        load(unfinished)  # what cannot be served does not take the place of what can
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)  # the disk may be full


def load(file: Path | BinaryIO) -> Any:
    """Read a model back; skops, of version 0.12 or later, refuses types that it does not know to be harmless.

    A model of another scikit-learn is refused too: it might answer, and answer wrongly.
    """
    with warnings.catch_warnings(action="error", category=InconsistentVersionWarning):
        model = skops.io.load(file, trusted=[])
    check(model)
    return model


def check(model: Any) -> None:
    """Raise an error for what is no model of penguins by their bills.

    >>> check(fit())
    >>> check({"a": "harmless dictionary"})
    Traceback (most recent call last):
    ValueError: a dict is no model that tells these species apart
    """
    known = list(getattr(model, "classes_", [])) == SPECIES
    if not known or model.predict_proba(ONE_OF_EACH).argmax(axis=1).tolist() != [0, 1, 2]:
        raise ValueError(f"a {type(model).__name__} is no model that tells these species apart")


# --8<-- [end:save]


if __name__ == "__main__":
    save(fit(), MODEL_FILE)
    print(f"{MODEL_FILE}: {held_out_accuracy():.1%} of the held-out penguins named rightly")
