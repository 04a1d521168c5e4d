"""From a score to a decision: is it calibrated, what do errors cost, and whom."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from snippets.arrays import Array, as_floats
from snippets.data.rates import WEIGHT, shrunk
from snippets.data.summary import flights_summary

PER = 100  # flights: costs are told for so many
MISS = 3.0  # what a late flight without a warning costs, in needless warnings

Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Scored:
    """Groups of flights of July to December, each with a score; shapes (groups,).

    The score is a probability of being late; `late` of `flights` came late.
    """

    score: Array
    late: Counts
    flights: Counts
    carrier: NDArray[np.str_]


def by_place_and_hour(rows: NDArray[np.void]) -> dict[tuple[str, str, int], Counts]:
    """Late and all flights of each airport, airline and hour.

    >>> int(by_place_and_hour(flights_summary())["EWR", "UA", 6][1]) > 1_000
    True
    """
    sums: dict[tuple[str, str, int], Counts] = {}
    for row in rows:
        key = str(row["origin"]), str(row["carrier"]), int(row["hour"])
        counts = np.array([row["late"], row["arrived"]])
        sums[key] = sums.get(key, np.zeros(2, np.int64)) + counts
    return sums


def scored(hindsight: bool = False) -> Scored:
    """Score flights of July to December by how often their like were late before.

    Their like: same airport, airline and hour, from January to June. With `hindsight`
    the score is the share that did come late in the very months that it is judged in.

    >>> flights = scored()
    >>> round(float(np.average(flights.score, weights=flights.flights)), 2)
    0.25
    """
    rows = flights_summary()
    before = by_place_and_hour(rows[rows["month"] <= 6])
    after = by_place_and_hour(rows[(rows["month"] > 6) & (rows["arrived"] > 0)])
    late, flights = np.array(list(after.values())).T
    seen = np.array([before.get(key, np.zeros(2)) for key in after]).T
    share = float(seen[0].sum() / seen[1].sum())
    told = shrunk(seen[0], seen[1], share, WEIGHT)
    score = late / flights if hindsight else told
    return Scored(score, late, flights, np.array([carrier for _, carrier, _ in after]))


def calibration(flights: Scored, edges: ArrayLike) -> Array:
    """What the score said and what came, on average, between each two edges.

    Rows: the mean score, the share that was late, the flights; shape (3, bins).

    >>> calibration(scored(hindsight=True), [0.2, 0.3])[:2].round(2)
    array([[0.25],
           [0.25]])
    """
    place = np.digitize(flights.score, as_floats(edges)) - 1
    bins = [place == k for k in range(len(as_floats(edges)) - 1)]
    count = np.array([flights.flights[each].sum() for each in bins])
    said = [(flights.score * flights.flights)[each].sum() for each in bins]
    came = [flights.late[each].sum() for each in bins]
    return np.array([said / count, came / count, count])


# --8<-- [start:costs]
def threshold(alarm: ArrayLike, miss: ArrayLike) -> Array:
    """Above which probability a warning is worth it, if the score can be believed.

    A needless warning costs `alarm`, a missing one `miss`. Elkan (2001).

    >>> threshold(1.0, [1.0, 5.0]).round(2)
    array([0.5 , 0.17])
    """
    alarm, miss = as_floats(alarm), as_floats(miss)
    return alarm / (alarm + miss)


def cost(flights: Scored, above: float, miss: float = MISS) -> float:
    """Costs per 100 flights of a warning for all with a score above a threshold.

    >>> cost(scored(), above=1.0) > cost(scored(), above=0.2)
    True
    """
    warned = flights.score > above
    needless = (flights.flights - flights.late)[warned].sum()
    missing = flights.late[~warned].sum()
    return float(PER * (needless + miss * missing) / flights.flights.sum())


# --8<-- [end:costs]


def right_answers(flights: Scored, above: float) -> float:
    """The share of flights of which a warning, or its absence, was right.

    >>> right_answers(scored(), above=0.0) + right_answers(scored(), above=1.0)
    1.0
    """
    warned = flights.score > above
    hits = np.where(warned, flights.late, flights.flights - flights.late)
    return float(hits.sum() / flights.flights.sum())


@dataclass(frozen=True)
class Errors:
    """Of an airline's flights: the share late; and three shares of how it is warned.

    `alarmed` of the punctual are warned of, `missed` of the late are not, and `right`
    are those late among the warned (0 if nobody is warned).
    """

    late: float
    alarmed: float
    missed: float
    right: float


def errors(flights: Scored, carrier: str, above: float) -> Errors:
    """How a warning above the threshold treats the flights of an airline.

    >>> errors(scored(), "DL", above=0.0).missed
    0.0
    """
    own, warned = flights.carrier == carrier, flights.score > above
    late, punctual = flights.late, flights.flights - flights.late
    all_warned = flights.flights[own & warned].sum()
    return Errors(
        late=float(late[own].sum() / flights.flights[own].sum()),
        alarmed=float(punctual[own & warned].sum() / punctual[own].sum()),
        missed=float(late[own & ~warned].sum() / late[own].sum()),
        right=float(late[own & warned].sum() / max(all_warned, 1)),
    )


def alarmed(late: ArrayLike, right: ArrayLike, missed: ArrayLike) -> Array:
    """The share of the punctual that are warned of follows. Chouldechova (2017).

    >>> float(alarmed(late=0.5, right=0.5, missed=0.0))
    1.0
    """
    late, right, missed = as_floats(late), as_floats(right), as_floats(missed)
    share: Array = late / (1 - late) * (1 - right) / right * (1 - missed)
    return share
