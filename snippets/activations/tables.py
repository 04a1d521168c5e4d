"""The tables of the post on activations.

Made from the catalogue and from the functions themselves.
"""

from snippets.activations.catalogue import CATALOGUE, ActivationEntry
from snippets.activations.properties import interval, sides, yes_or_no
from snippets.activations.properties import largest_slope as largest

POST = (
    "softmax",
    "sigmoid",
    "tanh",
    "relu",
    "softplus",
    "hard_sigmoid",
    "keras_hard_sigmoid",
    "linear",
    "leaky_relu",
    "elu",
    "selu",
    "gelu",
    "gelu_tanh",
    "silu",
    "mish",
    "softsign",
    "hard_tanh",
    "hard_swish",
    "log_softmax",
)
"""The activations that the post explains, in its tables' order."""


def properties() -> list[dict[str, object]]:
    """Rows of the table of properties, one an activation.

    >>> print(*properties()[3].values(), sep=" | ")
    ReLU | [0, ∞) | 0.40 | yes | left | 1 | 2010
    """
    return [
        {
            "Function": activation.label,
            "Range": value_range(activation),
            "Mean output": f"{round(activation.mean, 2) + 0.0:.2f}".replace("-", "−"),
            "Monotone": yes_or_no(activation.monotone),
            "Saturates": saturation(activation),
            "Largest slope": f"{largest_slope(activation):.3g}",
            "Year": activation.year,
        }
        for activation in (CATALOGUE[name] for name in POST)
    ]


def value_range(activation: ActivationEntry) -> str:
    """Range as an interval.

    A bracket where the bound is reached, a parenthesis where it is only approached.

    >>> value_range(CATALOGUE["silu"]), value_range(CATALOGUE["tanh"])
    ('[−0.278, ∞)', '(−1, 1)')
    """
    reached = activation.lower_reached, activation.upper_reached
    return interval(activation.lower, activation.upper, *reached)


def saturation(activation: ActivationEntry) -> str:
    """Sides on which the slope goes to 0.

    >>> [saturation(CATALOGUE[name]) for name in ("tanh", "relu", "linear")]
    ['both', 'left', '–']
    """
    return sides(activation.saturates_left, activation.saturates_right)


def largest_slope(activation: ActivationEntry) -> float:
    """Least number that no slope exceeds.

    >>> [round(largest_slope(CATALOGUE[name]), 3) for name in ("sigmoid", "gelu")]
    [0.25, 1.129]
    """
    return largest(activation.slope)
