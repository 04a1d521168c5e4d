"""The numbers that the post on the life cycle prints, one function each."""

import math

import numpy as np

from snippets.lifecycle.decisions import (
    MISS,
    Errors,
    cost,
    errors,
    right_answers,
    scored,
    threshold,
)
from snippets.lifecycle.drift import BINS, REFERENCE
from snippets.lifecycle.evaluation import wilson
from snippets.lifecycle.experiments import (
    BATCH,
    COLUMNS,
    COLUMNS_TRIED,
    DEALINGS,
    ROUNDS,
    SEEDS,
    by_chance,
    by_time,
    coins,
    dealings,
    drawer,
    drawer_accuracy,
    ladder,
    quiet_index,
    rates,
    ruler,
    searched,
    selection,
    without_dream,
)
from snippets.lifecycle.penguins import correlation, measured, missing, penguins

# --- Collection and cleaning ---


def rows() -> int:
    """Penguins in the table."""
    return len(penguins())


def without_bill() -> int:
    """Penguins whose bill was not measured."""
    return missing(penguins())["bill_length_mm"]


def without_sex() -> int:
    """Penguins whose sex is not known."""
    return missing(penguins())["sex"]


def spared() -> int:
    """Measured penguins that dropping every row with a gap would throw away."""
    gap = missing(measured(penguins()))
    return gap["sex"]


def measured_count() -> int:
    """Penguins whose bill was measured."""
    return len(measured(penguins()))


def searched_count() -> int:
    """Penguins of 2007 and 2008 with a bill."""
    return len(searched())


def drawer_count() -> int:
    """Penguins of 2009 with a bill."""
    return len(drawer())


# --- Exploration ---


def correlation_all() -> float:
    """Correlation of bill length and depth over all penguins."""
    return correlation(measured(penguins()))


def correlation_searched() -> float:
    """The same over 2007 and 2008."""
    return correlation(searched())


def _within(species: str) -> float:
    table = measured(penguins())
    return correlation(table[table["species"] == species])


def correlation_adelie() -> float:
    """The same within the Adelies of all years."""
    return _within("Adelie")


def correlation_chinstrap() -> float:
    """The same within the Chinstraps."""
    return _within("Chinstrap")


def correlation_gentoo() -> float:
    """The same within the Gentoos."""
    return _within("Gentoo")


# --- Model and evaluation ---


def baseline_accuracy() -> float:
    """Cross-validated accuracy of naming the most frequent species."""
    return ladder()["most frequent species"]


def length_accuracy() -> float:
    """The same of the nearest mean by bill length alone."""
    return ladder()["nearest mean, length only"]


def centroid_accuracy() -> float:
    """The same of the nearest mean by length and depth."""
    return ladder()["nearest mean, both"]


def model_accuracy() -> float:
    """The same of softmax regression."""
    return ladder()["softmax regression"]


def dealings_count() -> int:
    """Ways in which the folds were dealt out."""
    return DEALINGS


def model_least() -> float:
    """The least accuracy of softmax regression over all dealings."""
    return float(dealings().min())


def model_most() -> float:
    """The greatest of them."""
    return float(dealings().max())


def test_accuracy() -> float:
    """Accuracy on the penguins of 2009, opened once."""
    return drawer_accuracy()


def test_low() -> float:
    """The lower end of its interval."""
    return float(wilson(drawer_accuracy(), len(drawer()))[0])


def test_high() -> float:
    """The upper end of its interval."""
    return float(wilson(drawer_accuracy(), len(drawer()))[1])


def wilson_holds() -> float:
    """How often the interval holds the true share: for 119 trials, over all shares."""
    n = len(drawer())
    hits = np.arange(n + 1)
    ways = np.array([math.comb(n, hit) for hit in hits], dtype=float)
    low, high = wilson(hits / n, n)
    shares = np.linspace(0.005, 0.995, 199)
    held = [
        np.sum((ways * p**hits * (1 - p) ** (n - hits))[(low <= p) & (p <= high)])
        for p in shares
    ]
    return float(np.mean(held))


# --- Leakage ---


def seeds() -> int:
    """Seeds of each experiment on leakage."""
    return SEEDS


def noise_wrong() -> float:
    """Median score on noise of 1,000 columns, chosen before the split."""
    return float(np.median(selection(COLUMNS)[0]))


def noise_wrong_least() -> float:
    """The least of these scores."""
    return float(selection(COLUMNS)[0].min())


def noise_right() -> float:
    """Median score on the same noise, chosen within each fold."""
    return float(np.median(selection(COLUMNS)[1]))


def noise_right_low() -> float:
    """What nine in ten of these scores exceed."""
    return float(np.quantile(selection(COLUMNS)[1], 0.1))


def noise_right_high() -> float:
    """What one in ten of them exceeds."""
    return float(np.quantile(selection(COLUMNS)[1], 0.9))


def coin_by_row() -> float:
    """Mean score at foretelling a coin, rows dealt out one by one."""
    return float(coins()[:, 0].mean())


def coin_by_row_least() -> float:
    """The least of these scores."""
    return float(coins()[:, 0].min())


def coin_by_penguin() -> float:
    """Mean score at foretelling a coin, dealt out by penguin."""
    return float(coins()[:, 1].mean())


def coin_by_penguin_least() -> float:
    """The least of these scores."""
    return float(coins()[:, 1].min())


def coin_by_penguin_most() -> float:
    """The greatest of these scores."""
    return float(coins()[:, 1].max())


# --- Hindsight ---


def _told(which: str) -> tuple[float, float]:
    columns = COLUMNS_TRIED[which]
    return float(by_chance(columns).mean()), float(by_time(columns).mean())


def place_by_chance() -> float:
    """Pairs told apart by airport, airline and hour, among flights dealt by chance."""
    return _told("place and hour")[0]


def place_later() -> float:
    """The same in the months after those that were learned from, on average."""
    return _told("place and hour")[1]


def date_by_chance() -> float:
    """Pairs told apart with the date as well, among flights dealt by chance."""
    return _told("and the date")[0]


def date_later() -> float:
    """The same in the later months."""
    return _told("and the date")[1]


def today_by_chance() -> float:
    """Pairs told apart with the day's own share, among flights dealt by chance."""
    return _told("and today's share")[0]


def today_later() -> float:
    """The same in the later months."""
    return _told("and today's share")[1]


def yesterday_by_chance() -> float:
    """Pairs told apart with the share of the day before, dealt by chance."""
    return _told("and yesterday's share")[0]


def yesterday_later() -> float:
    """Pairs told apart with the share of the day before, in the later months."""
    return _told("and yesterday's share")[1]


# --- Drift ---


def ruler_right() -> float:
    """Mean accuracy with a true ruler."""
    return float(ruler(0.0, length=True, depth=True).mean())


def ruler_length() -> float:
    """The same where lengths are read 2 mm too long."""
    return float(ruler(2.0, length=True, depth=False).mean())


def ruler_depth() -> float:
    """The same where depths are read 2 mm too large."""
    return float(ruler(2.0, length=False, depth=True).mean())


def ruler_depth_worst() -> float:
    """The worst of the ten splits."""
    return float(ruler(2.0, length=False, depth=True).min())


def ruler_depth_best() -> float:
    """The best of the ten splits."""
    return float(ruler(2.0, length=False, depth=True).max())


def dream_accuracy() -> float:
    """The share of Dream's penguins that a model without Dream names rightly."""
    species, named, _ = without_dream()
    return float((species == named).mean())


def dream_chinstraps() -> int:
    """Chinstraps among Dream's penguins."""
    return int((without_dream()[0] == "Chinstrap").sum())


def dream_sure() -> float:
    """The mean probability that the model gives its wrong name for a Chinstrap."""
    species, _, sure = without_dream()
    return float(sure[species == "Chinstrap"].mean())


# --- Monitoring ---


def reference_count() -> int:
    """Penguins in the reference of the alarms."""
    return REFERENCE


def rounds() -> int:
    """Shuffles behind each rate of an alarm."""
    return ROUNDS


def index_quiet() -> float:
    """The mean stability index of 50 penguins, where nothing has changed."""
    return quiet_index()


def index_expected() -> float:
    """What the stability index of 50 new penguins is about, if nothing changed."""
    return (BINS - 1) * (1 / BATCH + 1 / REFERENCE)


def false_low() -> float:
    """How often the index of 50 depths exceeds 0.1 without any drift."""
    return float(rates(1, BATCH, 0.0)[0])


def false_high() -> float:
    """How often it exceeds 0.25."""
    return float(rates(1, BATCH, 0.0)[1])


def false_gap() -> float:
    """How often the largest gap rings without any drift."""
    return float(rates(1, BATCH, 0.0)[2])


def true_gap() -> float:
    """How often the gap of 50 depths rings when they are read 2 mm too large."""
    return float(rates(1, BATCH, 2.0)[2])


def true_gap_one() -> float:
    """The same at 1 mm."""
    return float(rates(1, BATCH, 1.0)[2])


def true_gap_length() -> float:
    """How often the gap of 50 lengths rings when they are read 2 mm too long."""
    return float(rates(0, BATCH, 2.0)[2])


# --- Costs and fairness ---

RAISED = 0.36  # a threshold of its own for ExpressJet


def best_threshold() -> float:
    """Above which probability a warning pays, where a miss costs three of them."""
    return float(threshold(1.0, MISS))


def cost_at_best() -> float:
    """Costs of 100 flights with a warning above it, in needless warnings."""
    return cost(scored(), best_threshold())


def cost_at_half() -> float:
    """The same with a warning above one half."""
    return cost(scored(), 0.5)


def cost_of_silence() -> float:
    """The same without any warning."""
    return cost(scored(), 1.0)


def cost_of_noise() -> float:
    """The same with a warning of every flight."""
    return cost(scored(), 0.0)


def right_at_best() -> float:
    """The share of right answers with a warning above the best threshold."""
    return right_answers(scored(), best_threshold())


def right_at_half() -> float:
    """The same with a warning above one half."""
    return right_answers(scored(), 0.5)


def treated(carrier: str, hindsight: bool = True, above: float | None = None) -> Errors:
    """How an airline's flights are warned of, with the score of hindsight or not."""
    return errors(
        scored(hindsight), carrier, best_threshold() if above is None else above
    )


def delta_alarmed() -> float:
    """Delta's punctual flights that are warned of, with the score of the spring."""
    return treated("DL", hindsight=False).alarmed


def expressjet_alarmed() -> float:
    """The same of ExpressJet's."""
    return treated("EV", hindsight=False).alarmed


def expressjet_said() -> float:
    """ExpressJet's mean score."""
    own = scored().carrier == "EV"
    return float(np.average(scored().score[own], weights=scored().flights[own]))


def expressjet_late() -> float:
    """The share of ExpressJet's flights that were late from July to December."""
    return treated("EV").late
