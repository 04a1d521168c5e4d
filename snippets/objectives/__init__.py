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
from snippets.objectives.counts import (
    gamma,
    gamma_gradient,
    poisson,
    poisson_gradient,
)
from snippets.objectives.dice import dice, dice_gradient
from snippets.objectives.focal import focal, focal_gradient
from snippets.objectives.gaussian import (
    gaussian,
    gaussian_gradient,
    gaussian_spread_gradient,
)
from snippets.objectives.hinge import (
    hinge,
    hinge_gradient,
    squared_hinge,
    squared_hinge_gradient,
)
from snippets.objectives.huber import (
    huber,
    huber_gradient,
    smooth_l1,
    smooth_l1_gradient,
)
from snippets.objectives.info_nce import info_nce, info_nce_gradient
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
from snippets.objectives.preference import (
    bradley_terry,
    bradley_terry_gradient,
    dpo,
    dpo_gradient,
    margin_ranking,
    margin_ranking_gradient,
)
from snippets.objectives.quantile import quantile, quantile_gradient
from snippets.objectives.tokens import (
    perplexity,
    token_cross_entropy,
    token_cross_entropy_gradient,
)

__all__ = [
    "CATALOGUE",
    "Objective",
    "binary_cross_entropy",
    "binary_cross_entropy_gradient",
    "bradley_terry",
    "bradley_terry_gradient",
    "brier",
    "brier_gradient",
    "categorical_cross_entropy",
    "categorical_cross_entropy_gradient",
    "contrastive",
    "contrastive_gradient",
    "dice",
    "dice_gradient",
    "dpo",
    "dpo_gradient",
    "entropy",
    "focal",
    "focal_gradient",
    "gamma",
    "gamma_gradient",
    "gaussian",
    "gaussian_gradient",
    "gaussian_spread_gradient",
    "hinge",
    "hinge_gradient",
    "huber",
    "huber_gradient",
    "info_nce",
    "info_nce_gradient",
    "kl_divergence",
    "kl_divergence_gradient",
    "l2_penalty",
    "l2_penalty_gradient",
    "label_smoothing",
    "label_smoothing_gradient",
    "log_cosh",
    "log_cosh_gradient",
    "margin_ranking",
    "margin_ranking_gradient",
    "mean_absolute_error",
    "mean_absolute_error_gradient",
    "mean_squared_error",
    "mean_squared_error_gradient",
    "naive_binary_cross_entropy",
    "naive_categorical_cross_entropy",
    "pair_loss",
    "perplexity",
    "poisson",
    "poisson_gradient",
    "quantile",
    "quantile_gradient",
    "smooth_l1",
    "smooth_l1_gradient",
    "smoothed",
    "squared_hinge",
    "squared_hinge_gradient",
    "token_cross_entropy",
    "token_cross_entropy_gradient",
    "triplet",
    "triplet_gradient",
    "triplet_loss",
]
