"""Generalisation: what a net says of data that it has not seen, and what helps."""

from snippets.generalisation.augmentation import mirrored, moved, nudged
from snippets.generalisation.averaging import mean_network, mean_probability
from snippets.generalisation.curve import fit, points, truth, waves
from snippets.generalisation.data import Parts, mislabelled, parts
from snippets.generalisation.decay import decayed, fit_line, weights_only
from snippets.generalisation.dropout import (
    dropout,
    dropout_derivative,
    thinned,
    with_dropout,
)
from snippets.generalisation.early_stopping import stopping_point
from snippets.generalisation.random_features import least_norm

__all__ = [
    "Parts",
    "decayed",
    "dropout",
    "dropout_derivative",
    "fit",
    "fit_line",
    "least_norm",
    "mean_network",
    "mean_probability",
    "mirrored",
    "mislabelled",
    "moved",
    "nudged",
    "parts",
    "points",
    "stopping_point",
    "thinned",
    "truth",
    "waves",
    "weights_only",
    "with_dropout",
]
