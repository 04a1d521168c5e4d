"""Deep nets that train: back-propagation by hand, first weights, norms and skips."""

from snippets.deepnets.checkup import agrees, checkup
from snippets.deepnets.deep import DeepNet
from snippets.deepnets.graph import (
    Node,
    forward_mode,
    one_unit,
    reverse_mode,
    two_units,
)
from snippets.deepnets.half import halved, scaled, swallowed
from snippets.deepnets.normalisation import (
    batch_norm,
    batch_norm_gradient,
    layer_norm,
    layer_norm_gradient,
    rms_norm,
    rms_norm_gradient,
    standardised,
    standardised_gradient,
)
from snippets.deepnets.patients import examine, is_it
from snippets.deepnets.squares import after_layers, after_skips, kept_layers

__all__ = [
    "DeepNet",
    "Node",
    "after_layers",
    "after_skips",
    "agrees",
    "batch_norm",
    "batch_norm_gradient",
    "checkup",
    "examine",
    "forward_mode",
    "halved",
    "is_it",
    "kept_layers",
    "layer_norm",
    "layer_norm_gradient",
    "one_unit",
    "reverse_mode",
    "rms_norm",
    "rms_norm_gradient",
    "scaled",
    "standardised",
    "standardised_gradient",
    "swallowed",
    "two_units",
]
