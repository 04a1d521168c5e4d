"""Objectives (loss functions), each beside its gradient."""

from snippets.objectives.binary_cross_entropy import (
    binary_cross_entropy,
    binary_cross_entropy_gradient,
    naive_binary_cross_entropy,
)
from snippets.objectives.brier import brier, brier_gradient
from snippets.objectives.catalogue import CATALOGUE, Objective
from snippets.objectives.categorical_cross_entropy import (
    categorical_cross_entropy,
    categorical_cross_entropy_gradient,
    entropy,
    kl_divergence,
    kl_divergence_gradient,
    label_smoothing,
    label_smoothing_gradient,
    naive_categorical_cross_entropy,
    smoothed,
)
from snippets.objectives.focal import focal, focal_gradient
from snippets.objectives.hinge import (
    hinge,
    hinge_gradient,
    squared_hinge,
    squared_hinge_gradient,
)
from snippets.objectives.huber import huber, huber_gradient
from snippets.objectives.log_cosh import log_cosh, log_cosh_gradient
from snippets.objectives.mean_absolute_error import (
    mean_absolute_error,
    mean_absolute_error_gradient,
)
from snippets.objectives.mean_squared_error import (
    mean_squared_error,
    mean_squared_error_gradient,
)
from snippets.objectives.metric import (
    contrastive,
    contrastive_gradient,
    pair_loss,
    triplet,
    triplet_gradient,
    triplet_loss,
)
from snippets.objectives.penalty import l2_penalty, l2_penalty_gradient
from snippets.objectives.quantile import quantile, quantile_gradient

__all__ = [
    "CATALOGUE",
    "Objective",
    "binary_cross_entropy",
    "binary_cross_entropy_gradient",
    "brier",
    "brier_gradient",
    "categorical_cross_entropy",
    "categorical_cross_entropy_gradient",
    "contrastive",
    "contrastive_gradient",
    "entropy",
    "focal",
    "focal_gradient",
    "hinge",
    "hinge_gradient",
    "huber",
    "huber_gradient",
    "kl_divergence",
    "kl_divergence_gradient",
    "l2_penalty",
    "l2_penalty_gradient",
    "label_smoothing",
    "label_smoothing_gradient",
    "log_cosh",
    "log_cosh_gradient",
    "mean_absolute_error",
    "mean_absolute_error_gradient",
    "mean_squared_error",
    "mean_squared_error_gradient",
    "naive_binary_cross_entropy",
    "naive_categorical_cross_entropy",
    "pair_loss",
    "quantile",
    "quantile_gradient",
    "smoothed",
    "squared_hinge",
    "squared_hinge_gradient",
    "triplet",
    "triplet_gradient",
    "triplet_loss",
]
