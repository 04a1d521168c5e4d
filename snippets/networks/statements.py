"""What the post on nuts and bolts says in words: each function says whether it is true.

Beside the answer stands what it looked at.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from snippets.activations.experiments.digits import digits
from snippets.activations.relu import relu
from snippets.arrays import Array
from snippets.networks import facts
from snippets.networks.experiments import choices, starts, tabular, width
from snippets.networks.experiments.digits import split
from snippets.networks.experiments.features import first_layer
from snippets.networks.families import convolve
from snippets.networks.initialisation import he_deviation, lecun_deviation
from snippets.networks.mlp import Network
from snippets.networks.tables import LATE

Shown = tuple[bool, Mapping[str, object]]
"""Whether it is true, and what was looked at."""

# --- Families ---


def fewer_weights() -> Shown:
    """Weights of the convolution on the page, and of a layer that joins all to all.

    >>> fewer_weights()
    (True, {'weights': 2, 'inputs': 8, 'outputs': 7, 'all to all': 56})
    """
    signal, edge = np.zeros(8), np.array([-1.0, 1.0])
    outputs = len(convolve(signal, edge))
    dense = Network.create([len(signal), outputs], []).layers[0].weights.size
    return edge.size < dense, {
        "weights": edge.size,
        "inputs": len(signal),
        "outputs": outputs,
        "all to all": dense,
    }


# --- Features and hierarchy ---


def favourites_of_a_kind() -> Shown:
    """The digits that each of eight units likes best: how many units like one class.

    >>> favourites_of_a_kind()
    (True, {'units': 8, 'favourites': 3, 'all of a kind': 6})
    """
    parts = split(0)
    _, liked = first_layer(units=8, examples=3)
    names = {
        picture.tobytes(): int(label)
        for picture, label in zip(parts.judge, parts.judge_labels, strict=True)
    }
    kinds = [{names[each.ravel().tobytes()] for each in unit} for unit in liked]
    alike = sum(len(kind) == 1 for kind in kinds)
    return alike > len(kinds) / 2, {
        "units": len(kinds),
        "favourites": liked.shape[1],
        "all of a kind": alike,
    }


def learnt_features_win() -> Shown:
    """Digits anywhere: the worst seed of learnt features, the best of all others.

    >>> learnt_features_win()
    (True, {'learnt, worst seed': 0.76, 'others, best seed': 0.71})
    """
    learnt = facts.feature_accuracies("learnt", True).min()
    others = max(
        facts.feature_accuracies(name, True).max()
        for name in ("by lot", "pixels", "ink", "edges")
    )
    return bool(learnt > others), {
        "learnt, worst seed": round(float(learnt), 2),
        "others, best seed": round(float(others), 2),
    }


def most_in_two_layers() -> Shown:
    """Share of the way from the pixels to the last layer after two of four layers.

    >>> most_in_two_layers()
    (True, {'layers': 2, 'of': 4, 'share': 0.89})
    """
    found = np.median(facts.centre_accuracies(trained=True), axis=0)
    share = float((found[2] - found[0]) / (found[4] - found[0]))
    return share > 0.5, {"layers": 2, "of": 4, "share": round(share, 2)}


def layer_by_layer() -> Shown:
    """What each of four layers adds to the share of digits next to their centre.

    >>> layer_by_layer()
    (True, {'trained, least': 0.003, 'random, most': -0.012})
    """
    trained, by_lot = (
        np.diff(np.median(facts.centre_accuracies(trained=each), axis=0))
        for each in (True, False)
    )
    return bool(trained.min() > 0 > by_lot.max()), {
        "trained, least": round(float(trained.min()), 3),
        "random, most": round(float(by_lot.max()), 3),
    }


# --- Tables of measurements ---


def linear_is_not_beaten() -> Shown:
    """By how many points the net's median is ahead of the linear model's, at most.

    >>> linear_is_not_beaten()
    (True, {'tables': 3, 'ahead at most by': 0})
    """
    ahead = [
        np.median(facts.scores(name, "net")) - np.median(facts.scores(name, "linear"))
        for name in tabular.TABLES
    ]
    return bool(max(ahead) <= 0), {
        "tables": len(ahead),
        "ahead at most by": int(np.ceil(100 * max(ahead))),
    }


def ranges_overlap() -> Shown:
    """Ranges over five splits: each model's overlaps each other's, in each table.

    >>> ranges_overlap()
    (True, {'tables': 3, 'splits': 5, 'pairs that overlap': 9})
    """
    pairs = [("linear", "forest"), ("linear", "net"), ("forest", "net")]
    overlap = []
    for name in tabular.TABLES:
        for one, other in pairs:
            first, second = facts.scores(name, one), facts.scores(name, other)
            overlap.append(
                max(first.min(), second.min()) <= min(first.max(), second.max())
            )
    return all(overlap), {
        "tables": len(tabular.TABLES),
        "splits": len(facts.SEEDS),
        "pairs that overlap": int(sum(overlap)),
    }


def useless_columns_hurt() -> Shown:
    """Points that 200 useless columns take from each model on the wines.

    >>> useless_columns_hurt()
    (True, {'forest': 4, 'linear': 11, 'net': 33})
    """
    lost = {
        model: 100
        * float(
            np.median(facts.scores("wine", model))
            - np.median(facts.scores("wine", model, useless=200))
        )
        for model in ("forest", "linear", "net")
    }
    holds = lost["forest"] < 5 < 10 < lost["linear"] < 20 < lost["net"]
    return holds, {model: round(points) for model, points in lost.items()}


def wines_by_heart() -> Shown:
    """Shares of the wines to learn from that net and linear model name rightly.

    >>> wines_by_heart()
    (True, {'net, worst split': 1.0, 'linear model': 1.0})
    """
    net, linear = [], []
    for seed in facts.SEEDS:
        learn, _, known, _ = tabular.parted("wine", seed, useless=200)
        net.append(tabular.named(learn, known, learn, known, seed))
        model = tabular.judge_of("wine", "linear").fit(learn, known)
        linear.append(float(model.score(learn, known)))
    return min(*net, *linear) == 1, {
        "net, worst split": min(net),
        "linear model": min(linear),
    }


# --- Width, first weights ---


def more_units_follow_more_closely() -> Shown:
    """Median distance from the wave for each width, over five seeds.

    >>> more_units_follow_more_closely()
    (True, {'2': 0.48, '4': 0.36, '8': 0.16, '16': 0.12, '32': 0.1, '64': 0.03})
    """
    medians = [float(np.median(facts.distances(units))) for units in width.WIDTHS]
    return bool(np.all(np.diff(medians) < 0)), {
        str(units): round(median, 2)
        for units, median in zip(width.WIDTHS, medians, strict=True)
    }


def seeds_differ() -> Shown:
    """The largest distance over the least, for each width, over five seeds.

    >>> seeds_differ()
    (True, {'most': 3, 'least': 1.1})
    """
    found = [facts.distances(units) for units in width.WIDTHS]
    ratios = [float(each.max() / each.min()) for each in found]
    return 2.5 < max(ratios) < 4, {
        "most": round(max(ratios)),
        "least": round(min(ratios), 1),
    }


def sizes_after_ten() -> Shown:
    """Sizes of the outputs of ten ReLU layers, medians of five seeds.

    >>> sizes_after_ten()
    (True, {'normal, millions': 1, 'He': 0.9, 'Xavier': 0.03, 'LeCun': 0.03})
    """
    sizes = {
        name: float(np.median(facts.spreads_after_ten("relu", scheme)))
        for name, scheme in (
            ("normal", "normal"),
            ("He", "he"),
            ("Xavier", "xavier"),
            ("LeCun", "lecun"),
        )
    }
    normal = sizes.pop("normal")
    holds = 1e6 < normal < 2e6 and 0.5 < sizes["He"] < 2
    return holds and max(sizes["Xavier"], sizes["LeCun"]) < 0.05, {
        "normal, millions": round(normal / 1e6),
        **{name: round(size, 2) for name, size in sizes.items()},
    }


def root_of_two() -> Shown:
    """He's deviation over LeCun's, for layers of several sizes, and its square.

    >>> root_of_two()
    (True, {'ratio': 1.4142, 'squared': 2.0})
    """
    inputs = np.array([1.0, 32.0, 1000.0])
    ratios = he_deviation(inputs) / lecun_deviation(inputs)
    return bool(np.allclose(ratios, np.sqrt(2))), {
        "ratio": round(float(ratios.mean()), 4),
        "squared": round(float(ratios.mean() ** 2), 4),
    }


def saturated() -> Shown:
    """Share of units beyond ±0.9 in a fresh tanh net with standard normal weights.

    >>> saturated()
    (True, {'least of five nets': 0.78})
    """
    x, _ = digits()
    shares = []
    for seed in facts.SEEDS:
        outputs = starts.fresh("tanh", "normal", seed).forward(x).outputs[:-1]
        shares.append(float(np.mean(np.abs(outputs) > 0.9)))
    return min(shares) > 0.5, {"least of five nets": round(min(shares), 2)}


def zeros_know_nothing() -> Shown:
    """The loss of a net of zeros, and log 10, the loss of a guess among ten.

    >>> zeros_know_nothing()
    (True, {'loss': 2.3, 'log 10': 2.3})
    """
    loss, guess = facts.zeros_loss(), float(np.log(10))
    return abs(loss - guess) < 0.02, {"loss": round(loss, 1), "log 10": round(guess, 1)}


# --- The three choices ---


def every_combination() -> Shown:
    """The combinations of the table, and how many rates each optimiser chooses from.

    >>> every_combination()
    (True, {'combinations': 27, 'of each': [3, 3, 3], 'rates': [10, 9, 6]})
    """
    found = choices.all_choices()
    each = [len(set(names)) for names in zip(*found, strict=True)]
    return len(found) == each[0] * each[1] * each[2], {
        "combinations": len(found),
        "of each": each,
        "rates": [len(rates) for _, rates in choices.OPTIMISERS.values()],
    }


def _medians(objective: str, optimiser: str) -> list[int]:
    return sorted(
        int(facts.steps(activation, objective, optimiser))
        for activation in choices.ACTIVATIONS
    )


def squared_error_is_slow() -> Shown:
    """Steps of the three activations with two objectives and two optimisers.

    >>> squared_error_is_slow()
    (True, {'slow': [480, 485, 2160], 'Adam': [55, 85, 215], 'other': [30, 75, 90]})
    """
    slow = _medians("squared error", "gradient descent")
    helped = _medians("squared error", "Adam")
    other = _medians("cross-entropy", "gradient descent")
    return min(slow) > 300 and max(*helped, *other) < min(slow), {
        "slow": slow,
        "Adam": helped,
        "other": other,
    }


def dots_lie_further_left() -> Shown:
    """Of nine pairs each: where Adam, cross-entropy and tanh need fewer steps.

    Adam than gradient descent, cross-entropy than the squared error, and tanh no more
    than sigmoid and ReLU.

    >>> dots_lie_further_left()
    (True, {'of': 9, 'Adam': 9, 'cross-entropy': 9, 'tanh': 7})
    """
    found = choices.all_choices()
    medians = {name: float(np.median(steps)) for name, (_, steps) in found.items()}
    told = {"Adam": 0, "cross-entropy": 0, "tanh": 0}
    for (bend, price, rule), steps in medians.items():
        told["Adam"] += (
            rule == "gradient descent" and medians[bend, price, "Adam"] < steps
        )
        told["cross-entropy"] += (
            price == "squared error" and medians[bend, "cross-entropy", rule] < steps
        )
        least = min(medians[each, price, rule] for each in choices.ACTIVATIONS)
        told["tanh"] += bend == "tanh" and steps == least
    holds = told["Adam"] == told["cross-entropy"] == 9 and told["tanh"] > 6
    return holds, {"of": 9, **told}


def slowest_cell() -> Shown:
    """The slowest of 27 cells, and how many of its five seeds are home in 3,000 steps.

    >>> slowest_cell()
    (True, {'median': 2160, 'seeds': 5, 'home in 3000': 3, 'next slowest': 485})
    """
    found = choices.all_choices()
    medians = {name: float(np.median(steps)) for name, (_, steps) in found.items()}
    slowest = max(medians, key=lambda name: medians[name])
    home = np.isfinite(found[slowest][1])
    behind = sorted(medians.values())[-2]
    named = slowest == ("sigmoid", "squared error", "gradient descent")
    return named and medians[slowest] > 4 * behind, {
        "median": int(medians[slowest]),
        "seeds": len(home),
        "home in 3000": int(home.sum()),
        "next slowest": int(behind),
    }


def adam_forgives() -> Shown:
    """The slowest of nine rows with two optimisers; rows with a late seed, with three.

    >>> adam_forgives()
    (True, {'descent': 2160, 'Adam': 215, 'rows': 9, 'late': [4, 3, 2]})
    """
    descent, adam = (
        max(max(_medians(objective, optimiser)) for objective in choices.OBJECTIVES)
        for optimiser in ("gradient descent", "Adam")
    )
    every = choices.all_choices().items()
    late = [
        sum(max(steps) > LATE for (*_, its), (_, steps) in every if its == optimiser)
        for optimiser in choices.OPTIMISERS
    ]
    return adam < descent / 5 and min(late) > 0, {
        "descent": descent,
        "Adam": adam,
        "rows": len(choices.ACTIVATIONS) * len(choices.OBJECTIVES),
        "late": late,
    }


def sigmoids_cost_a_rate() -> Shown:
    """The two objectives with a sigmoid and gradient descent, each at its best rate.

    >>> sigmoids_cost_a_rate()
    (True, {'rates': [50, 10], 'steps': [85, 90]})
    """
    steps = [
        int(facts.steps("sigmoid", objective, "gradient descent"))
        for objective in ("squared error of the probability", "cross-entropy")
    ]
    rates = [facts.probability_descent_rate(), facts.cross_entropy_descent_rate()]
    return rates[0] == 5 * rates[1] and abs(steps[0] - steps[1]) < 10, {
        "rates": [int(rate) for rate in rates],
        "steps": steps,
    }


# --- Exercises ---


def parameter_count() -> Shown:
    """Weights and biases of each layer of the net of the exercise.

    >>> parameter_count()
    (True, {'sizes': [64, 32, 32, 10], 'layers': [2080, 1056, 330], 'all': 3466})
    """
    sizes = [64, 32, 32, 10]
    network = Network.create(sizes, ["relu", "relu"])
    counted = [layer.weights.size + layer.bias.size for layer in network.layers]
    by_hand = [64 * 32 + 32, 32 * 32 + 32, 32 * 10 + 10]
    return counted == by_hand and sum(counted) == network.parameters.size, {
        "sizes": sizes,
        "layers": counted,
        "all": sum(counted),
    }


def _tent(x: Array) -> Array:
    return 2 * relu(x) - 4 * relu(x - 1 / 2)


def two_relus_make_a_tent() -> Shown:
    """The tent at the ends of the interval, in the middle, and at the quarters.

    >>> two_relus_make_a_tent()
    (True, {'at': [0.0, 0.25, 0.5, 0.75, 1.0], 'height': [0.0, 0.5, 1.0, 0.5, 0.0]})
    """
    at = np.linspace(0.0, 1.0, 5)
    height = 2 * relu(at) - 4 * relu(at - 1 / 2)
    holds = bool(np.allclose(height, 1 - abs(2 * at - 1)))
    return holds, {"at": at.tolist(), "height": height.tolist()}


def a_thousand_corners() -> Shown:
    """Corners and teeth of the tent in the tent, ten times.

    >>> a_thousand_corners()
    (True, {'layers': 10, 'teeth': 512, 'corners': 1023, 'about': 1000})
    """
    layers = 10
    height: Array = np.linspace(0.0, 1.0, 2**layers + 1)
    for _ in range(layers):
        height = _tent(height)
    corners = int(np.sum(np.diff(height, n=2) != 0))
    teeth = int(np.sum(height == 1))
    return teeth == 512 and abs(corners / 1000 - 1) < 0.05, {
        "layers": layers,
        "teeth": teeth,
        "corners": corners,
        "about": 1000,
    }


def about_half() -> Shown:
    """Steps of the slow pair at Adam's rate of 0.1, and with one change, and with both.

    >>> about_half()
    (True, {'pair': 215, 'activation': 110, 'objective': 100, 'both': 50})
    """
    pair, activation, objective, both = (
        choices.middle(activation, objective, "Adam", 0.1)
        for activation, objective in (
            ("sigmoid", "squared error"),
            ("tanh", "squared error"),
            ("sigmoid", "cross-entropy"),
            ("tanh", "cross-entropy"),
        )
    )
    holds = all(0.4 < each / pair < 0.6 for each in (activation, objective))
    return holds and both < activation, {
        "pair": int(pair),
        "activation": int(activation),
        "objective": int(objective),
        "both": int(both),
    }
