"""Every number that the post on generalisation prints, each from a run.

Facts that need an experiment share its cached results. Errors are shares of the test
digits, means over the seeds.
"""

from __future__ import annotations

import numpy as np

from snippets.arrays import Array, Labels
from snippets.generalisation.data import parts
from snippets.generalisation.early_stopping import stopping_point
from snippets.generalisation.experiments import double_descent
from snippets.generalisation.experiments.by_heart import by_heart
from snippets.generalisation.experiments.remedies import (
    EVERY,
    PATIENCE,
    RECIPES,
    WRONG,
    curves,
    together,
    trial,
)

NARROW, WIDE = 50, 1600
"""Widths before the peak and far behind it."""


def errors(name: str, wrong: float) -> Array:
    """Errors with a remedy, one a seed; those that are no recipe are told apart here.

    >>> errors("nothing", 0.2).shape
    (10,)
    """
    if name == "stopping":
        run = curves(wrong)
        return np.take_along_axis(run.errors, stops(wrong)[:, np.newaxis], 1)[:, 0]
    if name == "path":
        return trial(RECIPES["nothing"], wrong).averaged
    if name == "ensemble":
        return together(wrong).ensemble
    return trial(RECIPES[name], wrong).errors


def stops(wrong: float) -> Labels:
    """Number of the checkpoint at which early stopping stops, one a seed.

    >>> stops(0.2).max() < 10
    np.True_
    """
    validate = curves(wrong).validate
    return np.array([stopping_point(losses, PATIENCE) for losses in validate])


# --- By heart ---


def lots_seen() -> float:
    """Share of shuffled labels that nets know at the end; mean over the seeds."""
    return float(by_heart().seen.mean())


def lots_new() -> float:
    """Share of new digits that the same nets name rightly."""
    return float(by_heart().new.mean())


# --- What over-fitting looks like ---


def plain() -> float:
    """Errors with right labels and no remedy."""
    return float(errors("nothing", 0.0).mean())


def plain_least() -> float:
    """The same, the best seed."""
    return float(errors("nothing", 0.0).min())


def plain_most() -> float:
    """The same, the worst seed."""
    return float(errors("nothing", 0.0).max())


def plain_wrong() -> float:
    """Errors with a fifth of the labels wrong and no remedy."""
    return float(errors("nothing", WRONG).mean())


def plain_wrong_least() -> float:
    """The same, the best seed."""
    return float(errors("nothing", WRONG).min())


def plain_wrong_most() -> float:
    """The same, the worst seed."""
    return float(errors("nothing", WRONG).max())


def best_moment() -> int:
    """Step at which the mean error is least, with wrong labels."""
    return EVERY * int(curves(WRONG).errors.mean(axis=0).argmin())


def best_moment_error() -> float:
    """The mean error at that step."""
    return float(curves(WRONG).errors.mean(axis=0).min())


def believed_then() -> float:
    """Share of the given labels, wrong ones too, that the net does not repeat then."""
    run = curves(WRONG)
    return float(run.learn_errors.mean(axis=0)[best_moment() // EVERY])


def believed_at_last() -> float:
    """The same after the last step."""
    return float(curves(WRONG).learn_errors.mean(axis=0)[-1])


# --- Remedies ---


def stopping() -> float:
    """Errors with early stopping, right labels."""
    return float(errors("stopping", 0.0).mean())


def stopping_wrong() -> float:
    """Errors with early stopping, a fifth of the labels wrong."""
    return float(errors("stopping", WRONG).mean())


def stopping_loss() -> float:
    """Cross-entropy on the test digits where early stopping stops, wrong labels."""
    run = curves(WRONG)
    return float(run.test[np.arange(len(run.test)), stops(WRONG)].mean())


def plain_wrong_loss() -> float:
    """Cross-entropy on the test digits after all steps, wrong labels."""
    return float(curves(WRONG).test[:, -1].mean())


def decay() -> float:
    """Errors with weight decay, right labels."""
    return float(errors("decay", 0.0).mean())


def decay_wrong() -> float:
    """Errors with weight decay, a fifth of the labels wrong."""
    return float(errors("decay", WRONG).mean())


def decay_of_all() -> float:
    """Errors with decay of the biases too, right labels."""
    return float(errors("decay of all", 0.0).mean())


def decay_of_all_wrong() -> float:
    """Errors with decay of the biases too, a fifth of the labels wrong."""
    return float(errors("decay of all", WRONG).mean())


def dropout() -> float:
    """Errors with dropout, right labels."""
    return float(errors("dropout", 0.0).mean())


def dropout_wrong() -> float:
    """Errors with dropout, a fifth of the labels wrong."""
    return float(errors("dropout", WRONG).mean())


def nudges() -> float:
    """Errors with moves by up to half a pixel, right labels."""
    return float(errors("nudges", 0.0).mean())


def nudges_wrong() -> float:
    """Errors with moves by up to half a pixel, a fifth of the labels wrong."""
    return float(errors("nudges", WRONG).mean())


def leaps() -> float:
    """Errors with moves by up to a whole pixel, right labels."""
    return float(errors("leaps", 0.0).mean())


def leaps_wrong() -> float:
    """Errors with moves by up to a whole pixel, a fifth of the labels wrong."""
    return float(errors("leaps", WRONG).mean())


def mirror() -> float:
    """Errors with every second digit mirrored, right labels."""
    return float(errors("mirror", 0.0).mean())


def smoothing() -> float:
    """Errors with label smoothing, right labels."""
    return float(errors("smoothing", 0.0).mean())


def smoothing_wrong() -> float:
    """Errors with label smoothing, a fifth of the labels wrong."""
    return float(errors("smoothing", WRONG).mean())


def plain_loss() -> float:
    """Cross-entropy on the test digits, right labels, no remedy."""
    return float(trial(RECIPES["nothing"], 0.0).losses.mean())


def smoothing_loss() -> float:
    """Cross-entropy on the test digits with label smoothing, right labels."""
    return float(trial(RECIPES["smoothing"], 0.0).losses.mean())


# --- Several nets, or one that is their mean ---


def single() -> float:
    """Errors of one of five nets, right labels."""
    return float(together(0.0).single.mean())


def ensemble() -> float:
    """Errors of the five together, right labels."""
    return float(together(0.0).ensemble.mean())


def single_wrong() -> float:
    """Errors of one of five nets, a fifth of the labels wrong."""
    return float(together(WRONG).single.mean())


def ensemble_wrong() -> float:
    """Errors of the five together, a fifth of the labels wrong."""
    return float(together(WRONG).ensemble.mean())


def merged() -> float:
    """Errors of the net with the mean of the five nets' parameters, right labels."""
    return float(together(0.0).merged.mean())


def path() -> float:
    """Errors of the mean of the second half of one path, right labels."""
    return float(errors("path", 0.0).mean())


def path_wrong() -> float:
    """Errors of the mean along one path, a fifth of the labels wrong."""
    return float(errors("path", WRONG).mean())


# --- All of them ---


def several_wrong() -> float:
    """Errors with dropout, nudges and smoothing, a fifth of the labels wrong."""
    return float(errors("several", WRONG).mean())


def several() -> float:
    """Errors with dropout, nudges and smoothing, right labels."""
    return float(errors("several", 0.0).mean())


def twice() -> float:
    """Errors with twice the images, right labels."""
    return float(errors("twice the images", 0.0).mean())


def twice_wrong() -> float:
    """Errors with twice the images, a fifth of all their labels wrong."""
    return float(errors("twice the images", WRONG).mean())


# --- Double descent ---


def at_width(width: int, wrong: float = 0.0, pull: float = 0.0) -> float:
    """Errors with a random first layer of a width; mean over the seeds.

    >>> at_width(200) > 0.5
    True
    """
    place = double_descent.WIDTHS.index(width)
    return float(double_descent.sweep(wrong, pull).errors[:, place].mean())


def narrow() -> float:
    """Errors of 50 random features."""
    return at_width(NARROW)


def wide() -> float:
    """Errors of 1,600 random features."""
    return at_width(WIDE)


def peak_pulled() -> float:
    """Errors of 200 random features with a pull on the weights."""
    return at_width(200, pull=double_descent.PULL)


def narrow_wrong() -> float:
    """Errors of 50 random features, a fifth of the labels wrong."""
    return at_width(NARROW, WRONG)


def wide_wrong() -> float:
    """Errors of 1,600 random features, a fifth of the labels wrong."""
    return at_width(WIDE, WRONG)


def peak_pulled_wrong() -> float:
    """Errors of 200 random features with a pull, a fifth of the labels wrong."""
    return at_width(200, WRONG, double_descent.PULL)


def wide_pulled_wrong() -> float:
    """Errors of 1,600 random features with a pull, a fifth of the labels wrong."""
    return at_width(WIDE, WRONG, double_descent.PULL)


def peak() -> float:
    """Errors of 200 random features, as many as there are images."""
    return at_width(200)


# --- The parts ---


def judging() -> int:
    """Digits that judge: what is left of 1,797."""
    return len(parts(0).test)


def chance_of_the_draw() -> float:
    """Standard error of a share of errors as large as `plain` on that many digits."""
    share = plain()
    return float(np.sqrt(share * (1 - share) / judging()))
