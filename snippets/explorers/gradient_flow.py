"""The gradient-flow explorer: what passes through a deep net that was never trained.

Up go the inputs, drawn from N(0, 1). Down goes a gradient, drawn from N(0, 1) at the
top. A good choice of the first weights keeps the size of both.
"""

from typing import Any

import numpy as np

from snippets.activations.catalogue import CATALOGUE
from snippets.arrays import Array
from snippets.explorers.numbers import rounded
from snippets.networks.diagnostics import saturated_shares
from snippets.networks.initialisation import SCHEMES
from snippets.networks.mlp import Network

LAYERS = 30
SEED = 0
SAMPLES = 48
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
SHAPES = {"even": (64, 64), "narrowing": (128, 16)}
"""Units of the first hidden layer and of the last; those between go evenly."""

LABELS = {
    "zeros": "all zeros",
    "normal": "N(0, 1)",
    "lecun": "LeCun",
    "xavier": "Xavier",
    "he": "He",
}


def first() -> dict[str, Any]:
    """What the controls offer; `parts` has the numbers, a part for each activation."""
    return {
        "functions": [
            {"name": name, "label": activation.label}
            for name, activation in CATALOGUE.items()
            if activation.kind == "element"
        ],
        "schemes": [[name, LABELS.get(name, name)] for name in SCHEMES],
        "shapes": list(SHAPES),
        "layers": LAYERS,
        "seed": SEED,
        "quantiles": QUANTILES,
    }


def parts() -> dict[str, dict[str, Any]]:
    """For each activation, scheme and shape what `flow` finds in `LAYERS` layers."""
    return {
        activation["name"]: {
            scheme: {shape: flow(activation["name"], scheme, shape) for shape in SHAPES}
            for scheme in SCHEMES
        }
        for activation in first()["functions"]
    }


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """The same for a depth and a seed of the reader's."""
    return flow(
        request["activation"],
        request["scheme"],
        request["shape"],
        request["layers"],
        request["seed"],
    )


def widths(shape: str, layers: int) -> list[int]:
    """Units of each hidden layer.

    >>> widths("narrowing", 4)
    [128, 91, 53, 16]
    """
    return [round(each) for each in np.linspace(*SHAPES[shape], layers).tolist()]


def flow(
    activation: str,
    scheme: str,
    shape: str = "even",
    layers: int = LAYERS,
    seed: int = SEED,
) -> dict[str, Any]:
    """Outputs and gradients of each hidden layer, from the first to the last.

    `quantiles` of the outputs, layer by layer; `outputs` their size, the root of the
    mean square; `gradients` the size of the gradient at the layer's sums as a share of
    that at the top; `flat` the share of slopes below a hundredth of the largest.

    >>> found = flow("relu", "he")
    >>> [len(found[name]) for name in ("outputs", "gradients", "flat", "quantiles")]
    [30, 30, 30, 150]
    >>> bool(0.5 < found["gradients"][0] < 2.0)
    True
    """
    hidden = widths(shape, layers)
    sizes = [hidden[0], *hidden, hidden[-1]]
    network = Network.create(sizes, [activation] * layers, scheme, seed)
    rng = np.random.default_rng([seed, 1])  # not those of the weights
    with np.errstate(over="ignore", invalid="ignore"):  # a signal may explode
        signals = network.forward(rng.normal(size=(SAMPLES, sizes[0])))
        errors = network.errors(signals, rng.normal(size=(SAMPLES, sizes[-1])))
        hidden_outputs = signals.outputs[:-1]
        spread = [np.quantile(output, QUANTILES) for output in hidden_outputs]
        outputs = np.array([size(output) for output in hidden_outputs])
        gradients = np.array([size(error) for error in errors[:-1]]) / size(errors[-1])
        flat = np.array(saturated_shares(network, signals))
    return {
        "quantiles": rounded(np.array(spread), 3).ravel(),
        "outputs": rounded(outputs, 3),
        "gradients": rounded(gradients, 3),
        "flat": rounded(flat, 3),
    }


def size(x: Array) -> float:
    """The root of the mean square of all elements.

    >>> size(np.array([[3.0, -4.0], [0.0, 0.0]]))
    2.5
    """
    return float(np.sqrt(np.mean(np.square(x))))
