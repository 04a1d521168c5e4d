"""The penguins of the Palmer Archipelago, as collected and as used."""

import csv
from functools import cache
from importlib.metadata import distribution
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from snippets.arrays import Array

Rows = NDArray[np.void]
Labels = NDArray[np.str_]

COLUMNS = [
    ("species", "U9"),
    ("island", "U9"),
    ("bill_length_mm", "f8"),
    ("bill_depth_mm", "f8"),
    ("flipper_length_mm", "f8"),
    ("body_mass_g", "f8"),
    ("sex", "U6"),
    ("year", "i8"),
]


# --8<-- [start:penguins]
@cache
def penguins() -> Rows:
    """All rows of the package `palmerpenguins`, one a penguin. Gorman et al. (2014).

    What is missing is `nan`, in a column of words "nan".

    >>> rows = penguins()
    >>> len(rows), rows["species"][0], rows["bill_length_mm"][:4]
    (344, np.str_('Adelie'), array([39.1, 39.5, 40.3,  nan]))
    """
    # Found without importing the package, which would import pandas to read 15 kB.
    package = distribution("palmerpenguins")
    path = Path(str(package.locate_file("palmerpenguins/data/penguins.csv")))
    with path.open(encoding="utf-8", newline="") as file:
        table = [
            tuple(read(row[name]) for name, _ in COLUMNS)
            for row in csv.DictReader(file)
        ]
    return np.array(table, dtype=COLUMNS)


def read(entry: str) -> str | float:
    """A number where there is one, `nan` for NA, and else the word itself.

    >>> read("18.7"), read("NA"), read("male")
    (18.7, nan, 'male')
    """
    try:
        return float("nan" if entry == "NA" else entry)
    except ValueError:
        return entry


# --8<-- [end:penguins]


# --8<-- [start:clean]
def missing(rows: Rows) -> dict[str, int]:
    """How many entries each column lacks.

    >>> missing(penguins()[:4])["bill_length_mm"]
    1
    """
    return {name: int(gaps(rows[name]).sum()) for name in rows.dtype.names or ()}


def gaps(column: NDArray[np.generic]) -> NDArray[np.bool_]:
    """Where a column has no entry: NA is `nan` in a number and "nan" in a word.

    >>> gaps(np.array(["male", "nan"]))
    array([False,  True])
    """
    empty: NDArray[np.bool_] = column.astype(str) == "nan"
    return empty


def measured(rows: Rows) -> Rows:
    """The penguins whose bill was measured.

    >>> len(measured(penguins()))
    342
    """
    return rows[~gaps(rows["bill_length_mm"])]


def bills(rows: Rows) -> Array:
    """Bill length and depth in millimetres, shape (rows, 2).

    >>> bills(penguins()[:2])
    array([[39.1, 18.7],
           [39.5, 17.4]])
    """
    return np.column_stack([rows["bill_length_mm"], rows["bill_depth_mm"]])


# --8<-- [end:clean]


def correlation(rows: Rows) -> float:
    """Pearson's r of bill length and bill depth.

    >>> round(correlation(measured(penguins())), 2)
    -0.24
    """
    r = np.corrcoef(rows["bill_length_mm"], rows["bill_depth_mm"])
    return float(np.asarray(r)[0, 1])
