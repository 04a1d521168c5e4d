"""The activation explorer: every function of the catalogue, its slope, and a stack.

The stack is a chain of units: the first gets the input, each passes its output on to
the next, multiplied by one and the same weight. What is left of a gradient on its way
down the chain is the product of those weights and of the slopes it passes.
"""

from typing import Any

import numpy as np

from snippets.activations.catalogue import CATALOGUE, ActivationEntry, Parameter
from snippets.arrays import Array
from snippets.explorers.numbers import rounded

STEP = 0.05
INPUTS = (np.arange(241) - 120) / 20  # from −6 to 6 in steps of 0.05
DEPTH = 10
WEIGHT = 1.0
FLAT = 0.01
"""A slope below this share of the largest one shown is as good as none."""

SYMBOLS = {
    r"\alpha": "α",
    r"\beta": "β",
    r"\theta": "θ",
    r"\lambda": "λ",
}


def first() -> dict[str, Any]:
    """Names and parameters of all functions; `parts` has their numbers."""
    return {
        "inputs": {"low": INPUTS[0], "high": INPUTS[-1], "step": STEP},
        "depth": DEPTH,
        "weight": WEIGHT,
        "functions": [
            {
                "name": name,
                "label": activation.label,
                "family": activation.family,
                "parameters": [_described(each) for each in activation.parameters],
            }
            for name, activation in CATALOGUE.items()
        ],
    }


def parts() -> dict[str, dict[str, Any]]:
    """What is drawn of each function, with its default parameters and weights of 1."""
    return {name: numbers(activation) for name, activation in CATALOGUE.items()}


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """What is drawn of functions with parameters and a weight of the reader's.

    >>> asked = {"name": "leaky_relu", "parameters": {"alpha": 0.5}}
    >>> drawn = answer({"weight": 1.0, "functions": [asked]})["functions"][0]
    >>> float(drawn["values"][0]), float(drawn["slopes"][0])
    (-3.0, 0.5)
    """
    return {
        "functions": [
            numbers(CATALOGUE[each["name"]], request["weight"], **each["parameters"])
            for each in request["functions"]
        ]
    }


def numbers(
    activation: ActivationEntry, weight: float = WEIGHT, **parameters: float
) -> dict[str, Any]:
    """Outputs and slopes at `INPUTS`, where it is flat, and the shares of a stack.

    `shares` holds, input by input, what is left of a gradient after 1 to `DEPTH`
    layers.

    >>> drawn = numbers(CATALOGUE["tanh"])
    >>> [len(drawn[name]) for name in ("values", "slopes", "shares")]
    [241, 241, 2410]
    >>> drawn["flat"]
    [[-6.0, -3.0], [3.0, 6.0]]
    """
    slopes = activation.slope(INPUTS, **parameters)
    return {
        "values": rounded(activation.curve(INPUTS, **parameters)),
        "slopes": rounded(slopes),
        "flat": flat(slopes),
        "shares": rounded(shares(activation, weight, **parameters), 3).ravel(),
    }


def flat(slopes: Array) -> list[list[float]]:
    """Where slopes at `INPUTS` are below a hundredth of the largest: from, to.

    >>> flat(np.where(INPUTS > 0, 1.0, 0.0))
    [[-6.0, 0.0]]
    """
    size = np.abs(slopes)
    low = np.concatenate([[0], size < FLAT * size.max(), [0]])
    edges = np.flatnonzero(np.diff(low))
    return [
        [float(INPUTS[begin]), float(INPUTS[end - 1])]
        for begin, end in zip(edges[::2], edges[1::2], strict=True)
        if end - begin > 1
    ]


def shares(activation: ActivationEntry, weight: float, **parameters: float) -> Array:
    """What is left of a gradient after each layer; (inputs, layers).

    Each layer passes its output, times the weight, on to the next.

    >>> shares(CATALOGUE["linear"], weight=0.5)[0, :3]
    array([1.  , 0.5 , 0.25])
    """
    left: list[Array] = []
    z: Array = INPUTS
    share: Array = np.ones_like(INPUTS)
    with np.errstate(over="ignore", invalid="ignore"):  # a stack may explode
        for layer in range(DEPTH):
            share = share * activation.slope(z, **parameters)
            left.append(share if layer == 0 else share * weight**layer)
            z = weight * activation.curve(z, **parameters)
    return np.abs(np.stack(left, axis=-1))


def _described(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "symbol": SYMBOLS.get(parameter.symbol, parameter.symbol),
        "start": round(parameter.default, 2),
        "low": parameter.low,
        "high": parameter.high,
        "step": 0.01 if parameter.high - parameter.low <= 1 else 0.1,
    }
