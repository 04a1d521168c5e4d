"""The data explorer: cut, find a pattern, check it on the half that was locked away.

Three tables: delays of flights; waits of jobs; running times of jobs, in which there is
no pattern, for the model that wrote the log draws them all alike.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, product
from typing import Any

import numpy as np

from snippets.arrays import Array
from snippets.data.cuts import FEW, Bins, Cases
from snippets.data.jobs import job_log
from snippets.data.sample import flights_sample

SEEDS = 20
WIDTHS = (1, 2, 3, 4, 6)
SEARCHES = (5, 25, 100)
DRAWS = 50  # searches that differ
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)
LENGTHS = np.array([0.25, 0.5, 1.0, 2.0, 4.0])  # hours: where classes of jobs begin
HOURS = range(24)
BLOCK = 4  # hours that a search keeps together


@dataclass(frozen=True)
class Column:
    """A column: the words for its levels, whether they have an order, what a menu asks.

    `filtered` are further choices of a menu beside the single levels, or, for hours,
    those that a search tries.
    """

    label: str
    words: tuple[str, ...]
    ordered: bool = True
    filtered: tuple[tuple[str, int, int], ...] = ()

    @property
    def choices(self) -> list[tuple[str, int, int]]:
        """What can be asked of the column: words, first and last level."""
        if self.label == HOUR.label:
            return list(self.filtered)
        alone = [(word, level, level) for level, word in enumerate(self.words)]
        return [*self.filtered, *alone]


HOUR = Column(
    "hour",
    tuple(f"{hour}" for hour in HOURS),
    filtered=tuple(
        (f"{low}–{low + BLOCK - 1}", low, low + BLOCK - 1) for low in HOURS[::BLOCK]
    ),
)
WEEK = Column(
    "weekday", WEEKDAYS, filtered=(("Mon to Fri", 0, 4), ("Sat and Sun", 5, 6))
)
LENGTH = Column(
    "length",
    ("under ¼ h", "¼–½ h", "½–1 h", "1–2 h", "2–4 h", "over 4 h"),
    ordered=False,
)
MINUTE = Column("minute", tuple(f"{low}–{low + 9}" for low in range(0, 60, 10)))
DIGIT = Column("last digit", tuple("0123456789"), ordered=False)


@dataclass(frozen=True)
class Table:
    """What can be cut: what its cases and values are, and its columns."""

    label: str
    cases: str
    value: str
    halves: tuple[str, str]
    least_days: int
    columns: dict[str, Column]


def _flights() -> Table:
    names = {
        name: np.unique(flights_sample()[name]).tolist()
        for name in ("origin", "carrier")
    }
    return Table(
        "flights",
        "flights",
        "delay at arrival, minutes",
        ("1st, 3rd, 5th … week", "2nd, 4th, 6th … week"),
        5,
        {
            "hour": HOUR,
            "month": Column("month", MONTHS),
            "weekday": WEEK,
            "date": Column(
                "day of the month", tuple(str(1 + day) for day in range(31))
            ),
            "origin": Column("airport", tuple(names["origin"]), ordered=False),
            "carrier": Column("airline", tuple(names["carrier"]), ordered=False),
        },
    )


_OF_JOBS = {"hour": HOUR, "weekday": WEEK, "minute": MINUTE, "digit": DIGIT}
_WEEKS = ("first week", "second week")
TABLES = {
    "flights": _flights(),
    "waits": Table(
        "waits of jobs",
        "jobs",
        "wait, minutes",
        _WEEKS,
        3,
        {**_OF_JOBS, "length": LENGTH},
    ),
    "runs": Table(
        "running times of jobs", "jobs", "running time, minutes", _WEEKS, 3, _OF_JOBS
    ),
}
START = {"by": "hour", "width": 1, "filters": {}, "seed": 1}


def first() -> dict[str, Any]:
    """What the controls offer; `parts` has the numbers."""
    return {
        "tables": {
            name: {
                "label": table.label,
                "cases": table.cases,
                "value": table.value,
                "halves": table.halves,
                "columns": {
                    key: {
                        "label": column.label,
                        "ordered": column.ordered,
                        "choices": column.choices,
                    }
                    for key, column in table.columns.items()
                },
            }
            for name, table in TABLES.items()
        },
        "hours": {"low": HOURS[0], "high": HOURS[-1], "step": 1},
        "widths": WIDTHS,
        "searches": SEARCHES,
        "seeds": {"start": START["seed"], "low": 1, "high": SEEDS, "step": 1},
        "draws": {"start": 1, "low": 1, "high": DRAWS, "step": 1},
    }


def parts() -> dict[str, dict[str, Any]]:
    """For each table what `answer` says of all its cases, by column and width."""
    return {
        name: {
            key: {
                str(width): answer({**START, "table": name, "by": key, "width": width})
                for width in (WIDTHS if column.ordered else WIDTHS[:1])
            }
            for key, column in table.columns.items()
        }
        for name, table in TABLES.items()
    }


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """Bins of both halves, and what became of the difference found in the first.

    >>> found = answer({**START, "table": "flights", "filters": {"hour": [5, 9]}})
    >>> found["labels"]
    ['5', '6', '7', '8', '9']

    With `search`, the filters are those of so many at random under which the bins of
    the learning half differ most clearly.

    >>> found = answer({**START, "table": "runs", "search": 10, "draw": 1})
    >>> found["says"]["search"][:30]
    'The clearest of 10 cuts tried:'
    """
    name, by, width = request["table"], request["by"], request["width"]
    cases = _cases(name, request["seed"])
    if "search" not in request:
        filters = {key: (low, high) for key, (low, high) in request["filters"].items()}
        return _shown(name, cases, by, width, filters)
    filters, tried = searched(
        name, cases, by, width, request["search"], request["draw"]
    )
    return _shown(name, cases, by, width, filters, tried)


@lru_cache(maxsize=4)
def _cases(name: str, seed: int) -> Cases:
    return flight_cases() if name == "flights" else job_cases(name, seed)


def flight_cases() -> Cases:
    """The flights of the sample; every second week is held out.

    >>> flight_cases().held[[0, -1]]
    array([False, False])
    """
    records = flights_sample()
    date = records["date"]
    month = date.astype("datetime64[M]")
    day = (date - np.datetime64("2013-01-01")).astype(np.intp)
    codes = {
        name: np.unique(records[name], return_inverse=True)[1]
        for name in ("origin", "carrier")
    }
    levels = {
        "hour": records["hour"].astype(np.intp),
        "month": month.astype(np.intp) % 12,
        "weekday": (day + 1) % 7,  # the year began on a Tuesday
        "date": (date - month.astype(date.dtype)).astype(np.intp),
        **codes,
    }
    return Cases(records["minutes"].astype(float), day, day // 7 % 2 == 1, levels)


def job_cases(name: str, seed: int) -> Cases:
    """The jobs of a log, with waits or running times; the second week is held out.

    >>> cases = job_cases("waits", seed=1)
    >>> len(cases.values), float(cases.values.mean().round())
    (7213, 69.0)
    """
    log = job_log(seed)
    submitted = log["submitted"]
    running = log["ended"] - log["started"]
    day = (submitted // 24).astype(np.intp)
    levels = {
        "hour": (submitted % 24).astype(np.intp),
        "weekday": day % 7,
        "minute": (submitted % 1 * 6).astype(np.intp),
        "digit": (np.arange(len(log)) + 1) % 10,
        "length": np.searchsorted(LENGTHS, running),
    }
    hours = log["started"] - submitted if name == "waits" else running
    return Cases(60 * hours, day, day >= 7, levels)


def searched(
    name: str, cases: Cases, by: str, width: int, number: int, draw: int
) -> tuple[dict[str, tuple[int, int]], int]:
    """Of so many filters at random, those with the clearest find in the learning half.

    The clearest is the one with the most standard errors between highest and lowest.
    Filters that leave too little to compare do not count; beside the filters stands the
    number of those that did.
    """
    everything = list(_filters(TABLES[name], by))
    rng = np.random.default_rng(draw)
    best, found, tried = -1.0, dict[str, tuple[int, int]](), 0
    for place in rng.permutation(len(everything)).tolist():
        kept = cases.chosen(everything[place]) & ~cases.held
        bins = _bins(name, cases, by, width, kept)
        ends = bins.extremes(TABLES[name].least_days)
        if ends is None:
            continue
        tried += 1
        difference, error = bins.difference(*ends)
        if difference > best * error:
            best, found = difference / error, everything[place]
        if tried == number:
            break
    return found, tried


def _filters(table: Table, by: str) -> Iterator[dict[str, tuple[int, int]]]:
    """All filters of one column or of two, without the one that is binned."""
    others = {key: column.choices for key, column in table.columns.items() if key != by}
    for size in (1, 2):
        for keys in combinations(others, size):
            for chosen in product(*(others[key] for key in keys)):
                yield {
                    key: (low, high)
                    for key, (_, low, high) in zip(keys, chosen, strict=True)
                }


def _bins(name: str, cases: Cases, by: str, width: int, kept: Any) -> Bins:
    number = -(-len(TABLES[name].columns[by].words) // width)
    place = cases.levels[by][kept] // width
    return Bins.of(cases.values[kept], cases.day[kept], place, number)


def _shown(
    name: str,
    cases: Cases,
    by: str,
    width: int,
    filters: dict[str, tuple[int, int]],
    tried: int | None = None,
) -> dict[str, Any]:
    kept = cases.chosen(filters)
    learned = _bins(name, cases, by, width, kept & ~cases.held)
    held = _bins(name, cases, by, width, kept & cases.held)
    there = np.flatnonzero(learned.cases + held.cases)
    labels = bin_labels(TABLES[name].columns[by].words, width)
    ends = learned.extremes(TABLES[name].least_days)
    says = find_words(TABLES[name], by, learned, held, ends, labels)
    if tried is not None:
        words = ", ".join(_filter_words(TABLES[name], filters)) or "none has enough"
        says["search"] = f"The clearest of {tried} cuts tried: {words}."
    least_days = TABLES[name].least_days
    found = {
        half: _drawn(bins, there, least_days)
        for half, bins in (("learned", learned), ("held", held))
    }
    return {
        "labels": [labels[place] for place in there],
        **found,
        "range": _range([each for half in found.values() for each in _ends(half)]),
        "most": int(max(learned.cases.max(), held.cases.max())),
        "ends": [] if ends is None else [int(np.searchsorted(there, e)) for e in ends],
        "tried": 1 if tried is None else tried,
        "says": says,
    }


def bin_labels(words: tuple[str, ...], width: int) -> list[str]:
    """Words for bins of so many levels.

    >>> bin_labels(("Jan", "Feb", "Mar"), 2)
    ['Jan–Feb', 'Mar']
    >>> bin_labels(("0–9", "10–19"), 2)
    ['0–19']
    """
    grouped = [words[low : low + width] for low in range(0, len(words), width)]
    ends = [(*group[0].split("–")[:1], group[-1].split("–")[-1]) for group in grouped]
    return ["–".join(dict.fromkeys(each)) for each in ends]


def _filter_words(table: Table, filters: dict[str, tuple[int, int]]) -> Iterator[str]:
    for key, asked in filters.items():
        column = table.columns[key]
        words = {tuple(levels): word for word, *levels in column.choices}
        yield f"{column.label} {words[asked]}"


def find_words(
    table: Table,
    by: str,
    learned: Bins,
    held: Bins,
    ends: tuple[int, int] | None,
    labels: list[str],
) -> dict[str, str]:
    """What the learning half shows, and what is left of it in the other."""
    if ends is None:
        few = f"fewer than two bins have enough {table.cases} on enough days."
        return {"learned": few.capitalize(), "held": "There is nothing to check."}
    high, low = ends
    among = np.count_nonzero(learned.solid(table.least_days))
    difference, error = learned.difference(high, low)
    says = {
        "learned": f"By {table.columns[by].label}, {labels[high]} is the highest and "
        f"{labels[low]} the lowest of {among} bins with enough {table.cases}: "
        f"{_plus_minus(difference, error)} minutes apart."
    }
    if not held.solid(table.least_days)[[high, low]].all():
        return {**says, "held": f"There are too few {table.cases} in these two bins."}
    again, doubt = held.difference(high, low)
    apart = f"The same two are {_plus_minus(again, doubt)} minutes apart."
    return {**says, "held": f"{apart} {verdict(difference, again, doubt)}"}


def verdict(found: float, again: float, error: float) -> str:
    """What remains of a difference when it is looked for once more.

    >>> verdict(20.0, 15.0, 2.0)
    'Of the find, 75 % remains.'
    >>> verdict(20.0, 3.0, 2.0)
    'Of the find, 15 % remains, which chance alone could leave.'
    >>> verdict(20.0, -3.0, 2.0)
    'Of the find, nothing remains.'
    """
    if again <= 0:
        return "Of the find, nothing remains."
    share = f"Of the find, {100 * again / found:.0f} % remains"
    return (
        f"{share}."
        if again > 2 * error
        else f"{share}, which chance alone could leave."
    )


def _plus_minus(value: float, error: float) -> str:
    return f"{round(value, 1) + 0.0:.1f} ± {error:.1f}".replace("-", "−")


def _drawn(bins: Bins, there: Any, least_days: int) -> dict[str, Any]:
    means, errors = bins.means[there], bins.errors()[there]
    return {
        "cases": bins.cases[there],
        "enough": [int(each) for each in bins.solid(least_days)[there]],
        "means": np.round(means, 1) + 0.0,
        "errors": np.round(errors, 1),
        "lows": np.round(means - errors, 1) + 0.0,
        "highs": np.round(means + errors, 1) + 0.0,
    }


def _ends(half: dict[str, Array]) -> list[float]:
    ends = np.concatenate([half["means"], half["lows"], half["highs"]])
    enough = np.tile(half["cases"] >= FEW, 3)  # what is wild with a few cases may leave
    found: list[float] = ends[enough & np.isfinite(ends)].tolist()
    return found


def _range(ends: list[float]) -> list[float]:
    """From the lowest to the highest that is drawn, with some air; zero is in it."""
    low, high = min([0.0, *ends]), max([0.0, *ends])
    air = 0.06 * (high - low or 1.0)
    return [round(low - air, 1), round(high + air, 1)]
