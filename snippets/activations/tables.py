"""The tables of the post on activations.

Made from the catalogue and from the functions themselves.
"""

from math import isinf

import numpy as np

from snippets.activations.catalogue import CATALOGUE, Activation

NOTHING = "–"


def properties() -> list[dict[str, object]]:
    """Rows of the table of properties, one an activation.

    >>> print(*properties()[3].values(), sep=" | ")
    ReLU | [0, ∞) | no | yes | left | 1 | 2010
    """
    return [
        {
            "Function": activation.label,
            "Range": value_range(activation),
            "Zero-centred": yes_or_no(activation.zero_centred),
            "Monotone": yes_or_no(activation.monotone),
            "Saturates": saturation(activation),
            "Largest slope": f"{largest_slope(activation):.3g}",
            "Year": activation.year,
        }
        for activation in CATALOGUE.values()
    ]


def names() -> list[dict[str, object]]:
    """Rows of the table of names in the frameworks, one an activation.

    Names stand without their module where that is torch.nn.functional,
    keras.activations or jax.nn.

    >>> print(*names()[17].values(), sep=" | ")
    Hard Swish | `hardswish` | `hard_swish` | `hard_swish`
    """
    return [
        {
            "Function": activation.label,
            "PyTorch": short_name(activation.pytorch, "torch.nn.functional."),
            "Keras": short_name(activation.keras, "keras.activations."),
            "JAX": short_name(activation.jax, "jax.nn."),
        }
        for activation in CATALOGUE.values()
    ]


def value_range(activation: Activation) -> str:
    """Range as an interval.

    A bracket where the bound is reached, a parenthesis where it is only approached.

    >>> value_range(CATALOGUE["silu"]), value_range(CATALOGUE["tanh"])
    ('[−0.278, ∞)', '(−1, 1)')
    """
    opening = "[" if activation.lower_reached else "("
    closing = "]" if activation.upper_reached else ")"
    return f"{opening}{bound(activation.lower)}, {bound(activation.upper)}{closing}"


def bound(value: float) -> str:
    """Bound with three digits at most, with the signs of print.

    >>> bound(-float("inf")), bound(-0.375), bound(1.0)
    ('−∞', '−0.375', '1')
    """
    sign = "−" if value < 0 else ""
    return sign + ("∞" if isinf(value) else f"{abs(value):.3g}")


def saturation(activation: Activation) -> str:
    """Sides on which the slope goes to 0.

    >>> [saturation(CATALOGUE[name]) for name in ("tanh", "relu", "linear")]
    ['both', 'left', '–']
    """
    sides = {
        (True, True): "both",
        (True, False): "left",
        (False, True): "right",
        (False, False): NOTHING,
    }
    return sides[activation.saturates_left, activation.saturates_right]


def largest_slope(activation: Activation) -> float:
    """Largest slope met on a fine grid from −10 to 10.

    Each activation has its steepest part there.

    >>> [round(largest_slope(CATALOGUE[name]), 3) for name in ("sigmoid", "gelu")]
    [0.25, 1.129]
    """
    return float(activation.slope(np.linspace(-10.0, 10.0, 20_001)).max())


def short_name(name: str | None, module: str) -> str:
    """Name in a framework, without the module that goes without saying, as code.

    >>> short_name("jax.nn.relu", "jax.nn.")
    '`relu`'
    >>> short_name("torch.nn.Identity", "torch.nn.functional.")
    '`torch.nn.Identity`'
    """
    return NOTHING if name is None else f"`{name.removeprefix(module)}`"


def yes_or_no(answer: bool) -> str:
    """Answer as a word.

    >>> yes_or_no(True), yes_or_no(False)
    ('yes', 'no')
    """
    return "yes" if answer else "no"
