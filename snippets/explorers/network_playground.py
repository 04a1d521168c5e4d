"""The network playground: a small net in the plane, watched while it learns.

Everything follows from the setup and the number of steps: the same answer comes from a
session that has trained a net so far, and from one that has to begin anew.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from snippets.activations.catalogue import CATALOGUE as ACTIVATIONS
from snippets.activations.sigmoid import sigmoid
from snippets.activations.softmax import softmax
from snippets.arrays import Array, Labels
from snippets.explorers.gradient_flow import LABELS
from snippets.explorers.numbers import rounded
from snippets.networks.datasets import DATASETS
from snippets.networks.diagnostics import (
    dead_shares,
    gradient_norms,
    grid,
    saturated_shares,
    slopes,
    unit_maps,
)
from snippets.networks.initialisation import SCHEMES
from snippets.networks.mlp import USABLE, Network
from snippets.networks.training import accuracy, column, one_hot, train_in_batches
from snippets.objectives.catalogue import CATALOGUE as OBJECTIVES
from snippets.objectives.catalogue import Objective
from snippets.optimisers.catalogue import EXPLAINED as OPTIMISERS

Bytes = NDArray[np.uint8]

SAMPLES = 300
"""Points of a data set; every second one is held out."""
SIDE = 40
"""The decision surface has as many cells across, and as many up."""
COARSE = 4
"""Cells of the surface that share one of a unit's picture, across and up."""
EVERY = 5
"""The loss on all points is taken down after so many steps."""
STEPS = 200
"""Steps that are computed when the site is built."""
MOST_STEPS = 2_000
LAYERS = 4
UNITS = 8
SHADES = 40
"""Shades of each class in the surface."""
TINTS = 31
"""Tints of a unit's picture on either side of 0."""

OWN = "own"
PLANES = {
    "moons": (-1.25, -1.5, 3.5),
    "circles": (-1.5, -1.5, 3.0),
    "xor": (-1.5, -1.5, 3.0),
    "spiral": (-1.5, -1.5, 3.0),
    "blobs": (-1.75, -1.75, 3.5),
    "penguins": (-3.0, -3.0, 6.0),
    OWN: (-1.5, -1.5, 3.0),
}
"""The part of the plane that is shown: its lower left corner, and its side."""
STEP = 0.05
"""Painted points lie this far apart, or not at all."""
RATES = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)
BATCHES = (1, 5, 10, 25, 50, 150)
SPEEDS = (1, 5, 25)

FEATURES: dict[str, tuple[str, Callable[[Array, Array], Array]]] = {
    "x1": ("x₁", lambda x1, x2: x1),
    "x2": ("x₂", lambda x1, x2: x2),
    "x1x1": ("x₁²", lambda x1, x2: x1**2),
    "x2x2": ("x₂²", lambda x1, x2: x2**2),
    "x1x2": ("x₁x₂", lambda x1, x2: x1 * x2),
    "sin_x1": ("sin 4x₁", lambda x1, x2: np.sin(4 * x1)),
    "sin_x2": ("sin 4x₂", lambda x1, x2: np.sin(4 * x2)),
}
"""What a net may be told of a point: how it is written, and how it is computed."""

TASKS = ("regression", "yes or no", "one of many")
"""Whose objectives take what a net says of two kinds of points."""

START: dict[str, Any] = {
    "data": "moons",
    "noise": 0.1,
    "points": [],
    "features": ["x1", "x2"],
    "layers": [["relu", 6], ["relu", 6]],
    "objective": "binary_cross_entropy",
    "optimiser": "adam",
    "rate": 0.03,
    "batch": 50,
    "initialisation": "he",
    "seed": 0,
}
PRESETS: dict[str, tuple[str, dict[str, Any]]] = {
    "start": ("two moons", START),
    "die": (
        "make a ReLU die",
        START | {"optimiser": "gradient_descent", "rate": 3.0, "seed": 1},
    ),
    "crawl": (
        "sigmoid with a squared error crawls",
        START
        | {
            "layers": [["sigmoid", 6], ["sigmoid", 6]],
            "objective": "brier",
            "optimiser": "gradient_descent",
            "rate": 0.3,
        },
    ),
    "zeros": (
        "bad initialisation: all zeros",
        START | {"layers": [["tanh", 6], ["tanh", 6]], "initialisation": "zeros"},
    ),
}
"""What can be tried, in a reader's words, and how it is set up."""
BETS = (("about half", 0.65), ("most", 0.95), ("nearly all", 1.0))
"""What a reader may bet that a preset gets right of the points held out, and up to
which share that is so."""


def first() -> dict[str, Any]:
    """What the controls offer; `parts` has the first steps of each preset."""
    return {
        "start": START,
        "recorded": STEPS,
        "presets": [[name, words, setup] for name, (words, setup) in PRESETS.items()],
        "bets": [words for words, _ in BETS],
        "data": list(PLANES),
        "planes": PLANES,
        "step": STEP,
        "features": [[name, words] for name, (words, _) in FEATURES.items()],
        "activations": [[name, ACTIVATIONS[name].label] for name in USABLE],
        "objectives": [
            [name, objective.label]
            for name, objective in OBJECTIVES.items()
            if objective.task in TASKS and objective.targets != "tokens"
        ],
        "optimisers": [[name, entry.label] for name, entry in OPTIMISERS.items()],
        "initialisations": [[name, LABELS.get(name, name)] for name in SCHEMES],
        "rates": RATES,
        "batches": BATCHES,
        "speeds": SPEEDS,
        "most": {"layers": LAYERS, "units": UNITS, "steps": MOST_STEPS},
        "every": EVERY,
        "side": SIDE,
        "unit_side": SIDE // COARSE,
        "shades": SHADES,
        "tints": TINTS,
    }


def parts() -> dict[str, dict[str, Any]]:
    """The first steps of each preset, a frame for every `EVERY` of them."""
    return {name: recorded(setup) for name, (_, setup) in PRESETS.items()}


def recorded(setup: dict[str, Any]) -> dict[str, Any]:
    """Points and curve of a training, and its frames."""
    session = Session()
    answers = [
        session.answer({"setup": setup, "step": step, "since": 0})
        for step in range(0, STEPS + 1, EVERY)
    ]
    last = answers[-1]
    return {
        "points": last["points"],
        "curve": last["curve"],
        "frames": [answer["frame"] for answer in answers],
        "outcome": outcome(last["frame"]),
    }


def outcome(frame: dict[str, Any]) -> dict[str, Any]:
    """Which of the `BETS` a net has made true, and what was measured.

    A first layer without a gradient has stopped learning, and with it all below.

    >>> outcome({"step": 200, "right_held_out": 0.5, "norms": np.array([0.0, 1.0])})
    {'bet': 0, 'says': '0.5 of the points held out; no gradient reaches layer 1'}
    >>> outcome({"step": 200, "right_held_out": 0.9, "norms": np.array([0.5, 1.0])})
    {'bet': 1, 'says': '0.9 of the points held out'}
    """
    right = frame["right_held_out"]
    stuck = "; no gradient reaches layer 1" if frame["norms"][0] == 0 else ""
    return {
        "bet": [right <= most for _, most in BETS].index(True),
        "says": f"{right} of the points held out{stuck}",
    }


class Session:
    """The net of one reader.

    >>> frame = Session().answer({"setup": START, "step": 0, "since": 0})["frame"]
    >>> frame["step"], len(frame["norms"]), len(frame["surface"])
    (0, 3, 1600)
    """

    def __init__(self) -> None:
        self.training = Training(START)

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        """The net after `step` steps, and its curve from number `since` on.

        The points are sent with a curve from its beginning only.
        """
        setup, step, since = request["setup"], request["step"], request["since"]
        if self.training.setup != setup or self.training.step > step:
            self.training = Training(setup)
        with np.errstate(over="ignore", invalid="ignore"):  # a training may diverge
            self.training.go(step)
            answer: dict[str, Any] = {"frame": self.training.frame()}
        curve = self.training.curve[since:]
        answer["curve"] = {
            "since": since,
            "loss": rounded([loss for loss, _ in curve]),
            "held_out": rounded([held_out for _, held_out in curve]),
        }
        if since == 0:
            answer["points"] = self.training.points()
        return answer


class Training:
    """A net on its way: `setup` says how, `step` how far."""

    def __init__(self, setup: dict[str, Any]) -> None:
        self.setup = setup
        self.step = 0
        self.diverged: int | None = None
        self.curve: list[tuple[float, float]] = []
        layers, seed = setup["layers"], setup["seed"]
        points, self.labels, new_points, self.new_labels = split(setup)
        self.places = np.concatenate([points, new_points])
        self.x, self.new = self.told(points), self.told(new_points)
        self.classes = max(2, int(self.labels.max()) + 1)
        self.objective = OBJECTIVES[setup["objective"]]
        # One logit is enough for two classes, unless softmax wants one for each.
        single = self.classes == 2 and self.objective.task != "one of many"
        outputs = 1 if single else self.classes
        self.network = Network.create(
            [len(setup["features"]), *(units for _, units in layers), outputs],
            [name for name, _ in layers],
            setup["initialisation"],
            seed,
        )
        self.losses = train_in_batches(
            self.network,
            self.x,
            self.target(self.labels),
            self.objective.function,
            self.objective.gradient,
            OPTIMISERS[setup["optimiser"]].optimiser(setup["rate"]),
            setup["batch"],
            np.random.default_rng([seed, 1]),  # not those of the weights
        )
        low_x, low_y, side = PLANES[setup["data"]]
        half = side / SIDE / 2  # a cell shows what the net says of its middle
        low = np.array([low_x, low_y])
        self.plane = self.told(grid(low + half, low + side - half, SIDE))
        self.take_down()

    def told(self, points: Array) -> Array:
        """What the net is told of points."""
        return features(points, self.setup["features"])

    def target(self, labels: Labels) -> Array:
        """What the objective is to compare the net's outputs with."""
        if self.network.sizes[-1] == 1:
            target = column(labels)
        else:
            target = one_hot(labels, self.classes)
        return 2 * target - 1 if self.objective.output == "linear" else target

    def loss(self, x: Array, labels: Labels) -> float:
        """The mean loss on points; NaN where there are none."""
        if len(labels) == 0:
            return float("nan")
        return self.objective.function(self.network.predict(x), self.target(labels))

    def go(self, step: int) -> None:
        """Train until so many steps are made.

        Weights that overflow are not taken over: the net stands still from then on.
        """
        while self.step < step:
            self.step += 1
            if self.diverged is None:
                before = self.network.parameters
                next(self.losses)
                if not np.isfinite(self.network.parameters).all():
                    self.network.parameters = before
                    self.diverged = self.step
            if self.step % EVERY == 0:
                self.take_down()

    def take_down(self) -> None:
        """Note the loss on the points that are learnt, and on those held out."""
        losses = [(self.x, self.labels), (self.new, self.new_labels)]
        loss, held_out = (self.loss(*points) for points in losses)
        self.curve.append((loss, held_out))

    def points(self) -> dict[str, Any]:
        """All points, and which of them are held out."""
        return {
            "x": rounded(self.places[:, 0], 3),
            "y": rounded(self.places[:, 1], 3),
            "labels": np.concatenate([self.labels, self.new_labels]),
            "learnt": len(self.labels),
            "classes": self.classes,
        }

    def frame(self) -> dict[str, Any]:
        """The net as it is now: its losses, its layers, its pictures."""
        network, signals = self.network, self.network.forward(self.x)
        loss, gradient = network.gradient(
            self.x,
            self.target(self.labels),
            self.objective.function,
            self.objective.gradient,
        )
        *hidden, last = unit_maps(network, self.plane)
        new = self.new, self.new_labels
        right = accuracy(network, *new) if len(self.new) else float("nan")
        flat = [np.all(slope == 0.0, axis=0) for slope in slopes(network, signals)]
        return {
            "step": self.step,
            "diverged": self.diverged,
            "loss": float(rounded(loss)),
            "held_out": float(rounded(self.loss(*new))),
            "right": float(rounded(accuracy(network, self.x, self.labels), 3)),
            "right_held_out": float(rounded(right, 3)),
            "norms": rounded(gradient_norms(network, gradient), 3),
            "dead": rounded(dead_shares(network, signals), 3),
            "saturated": rounded(saturated_shares(network, signals), 3),
            "parameters": rounded(network.parameters, 3),
            "units": joined([tinted(units[:, ::-1]) for units in hidden]),
            "dead_units": joined([each.astype(np.uint8) for each in flat]),
            "surface": shaded(shares(last, self.objective)[:, ::-1]),
        }


def features(points: Array, names: Sequence[str]) -> Array:
    """What a net is told of `points`, (points, 2): a column for each feature.

    >>> features(np.array([[2.0, -1.0]]), ["x1", "x2x2", "x1x2"])
    array([[ 2.,  1., -2.]])
    """
    x1, x2 = points.T
    return np.stack([FEATURES[name][1](x1, x2) for name in names], axis=1)


def split(setup: dict[str, Any]) -> tuple[Array, Labels, Array, Labels]:
    """Points to learn and their labels, then those held out.

    Painted points are all to be learnt.

    >>> x, labels, new, new_labels = split(START | {"points": [[0.5, 0.0, 2]]})
    >>> x.shape, labels[-1], new.shape, new_labels.shape
    ((151, 2), np.int64(2), (150, 2), (150,))
    """
    points, labels = data(setup["data"], setup["noise"], setup["seed"])
    order = np.random.default_rng([setup["seed"], 3]).permutation(len(points))
    held_out = 0 if setup["data"] == OWN else len(points) // 2
    new, old = order[:held_out], order[held_out:]
    painted = np.array(setup["points"], dtype=float).reshape(-1, 3)
    return (
        np.concatenate([points[old], painted[:, :2]]),
        np.concatenate([labels[old], painted[:, 2].astype(np.int64)]),
        points[new],
        labels[new],
    )


def data(name: str, noise: float, seed: int) -> tuple[Array, Labels]:
    """The points of a set by its name; a reader's own begin with one of each class."""
    if name == OWN:
        return np.array([[-0.75, 0.0], [0.75, 0.0]]), np.array([0, 1])
    return DATASETS[name](SAMPLES, noise, np.random.default_rng([seed, 2]))


def shares(outputs: Array, objective: Objective) -> Array:
    """How much a net says for each class: 0 to 1, the classes first.

    `outputs` are its logits or scores, their axis the first too.

    >>> shares(np.array([[0.0, 1000.0]]), OBJECTIVES["binary_cross_entropy"])
    array([[0.5, 0. ],
           [0.5, 1. ]])
    >>> shares(np.array([[-1.0, 0.5]]), OBJECTIVES["hinge"])
    array([[1.  , 0.25],
           [0.  , 0.75]])
    """
    if objective.output == "softmax":
        return np.moveaxis(softmax(np.moveaxis(outputs, 0, -1)), -1, 0)
    if objective.output == "sigmoid":
        says = sigmoid(outputs)
    else:  # targets are −1 and 1
        says = np.clip((outputs + 1) / 2, 0.0, 1.0)
    return np.concatenate([1 - says, says]) if len(says) == 1 else says


def shaded(says: Array) -> Bytes:
    """A byte for each cell: the class that is said most, and how clearly.

    Its shade, the lead over the next class, from 0 to `SHADES` − 1, plus `SHADES`
    times its number.

    >>> shaded(np.array([[1.0, 0.5, 0.0], [0.0, 0.5, 1.0]]))
    array([39,  0, 79], dtype=uint8)
    """
    best = says.argmax(axis=0)
    *_, second, largest = np.sort(says, axis=0)
    shade = np.rint((largest - second) * (SHADES - 1))
    shades: Bytes = (best * SHADES + shade).astype(np.uint8).ravel()
    return shades


def tinted(units: Array) -> Bytes:
    """Pictures of units, a byte for each place: `TINTS` for 0.

    Each unit's largest output by size is 0 or 2 `TINTS`; the pictures are coarser than
    the surface.

    >>> tinted(np.array([[[-2.0, 1.0], [0.0, 0.0]]]).repeat(4, 1).repeat(4, 2))
    array([ 0, 46, 31, 31], dtype=uint8)
    """
    pictures = np.nan_to_num(units[:, ::COARSE, ::COARSE])
    size = np.abs(pictures).max(axis=(1, 2), keepdims=True)
    return (
        np.rint(TINTS + TINTS * pictures / np.where(size, size, 1.0))
        .astype(np.uint8)
        .ravel()
    )


def joined(arrays: list[Bytes]) -> Bytes:
    """All arrays one after the other; an empty one where there are none.

    >>> joined([])
    array([], dtype=uint8)
    """
    return np.concatenate(
        [np.array([], dtype=np.uint8), *(each.ravel() for each in arrays)]
    )
