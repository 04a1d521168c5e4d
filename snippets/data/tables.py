"""The tables of the post on data."""

import numpy as np

from snippets.data.aircraft import joins as four_joins
from snippets.data.facts import flight, log
from snippets.data.lateness import carriers
from snippets.data.privacy import alone, crowd
from snippets.data.tries import REAL, false_share, finds


def sensors() -> list[dict[str, object]]:
    """Some rows of the flight's log.

    >>> list(sensors()[0].values())
    ['0:00', '17', '300', '68.0']
    """
    rows = [round(6 * minute) for minute in (0, 10, 60, 120, 140, 300, 440, 470, 480)]
    return [
        {
            "Time": f"{row // 360}:{row // 6 % 60:02d}",
            "Altitude (ft)": f"{flight().altitude[row]:,.0f}",
            "Ground speed (km/h)": f"{flight().speed[row]:.0f}",
            "Fuel (t)": f"{flight().fuel[row]:.1f}",
        }
        for row in rows
    ]


def pilot() -> list[dict[str, object]]:
    """What the pilot did, and when.

    >>> pilot()[0]
    {'Time': '0:00', 'Action': 'take off'}
    """
    return [
        {"Time": clock(minute / 60), "Action": action}
        for minute, action in flight().actions
    ]


def jobs() -> list[dict[str, object]]:
    """Some jobs of the cluster's log, those submitted from three on Tuesday afternoon.

    >>> len(jobs())
    6
    """
    first = int(log()["submitted"].searchsorted(39.0))
    return [
        {
            "Job": number + 1,
            "Submitted": f"Tue {clock(log()['submitted'][number] - 24)}",
            "Started": f"Tue {clock(log()['started'][number] - 24)}",
            "Ended": f"Tue {clock(log()['ended'][number] - 24)}",
        }
        for number in range(first, first + 6)
    ]


WORDS = {
    "planes": "aircraft",
    "year": "year",
    "tailnum": "tail number",
    "origin": "airport",
    "time_hour": "hour",
}


def joins() -> list[dict[str, object]]:
    """What four joins do to the flights.

    >>> list(joins()[1].values())
    ['aircraft', 'tail number', '284,170', '52,606']
    """
    return [
        {
            "With": WORDS.get(join.other, join.other),
            "Key": " and ".join(WORDS[column] for column in join.on),
            "Rows": f"{join.rows:,}",
            "Lost": f"{join.lost:,}",
        }
        for join in four_joins()
    ]


def tries() -> list[dict[str, object]]:
    """What three rules keep of a thousand series, where 50 are real and where none is.

    >>> tries()[1]["Rule"]
    'Bonferroni'
    """
    rules = ("each at 5 %", "Bonferroni", "Benjamini–Hochberg")
    return [
        {
            "Rule": rule,
            "Fooled": f"{100 * (finds(0)[:, k, 0] > 0).mean():.0f} %",
            "Real ones found": f"{finds(REAL)[:, k, 1].mean():.0f} of {REAL}",
            "False": f"{100 * false_share(finds(REAL)[:, k]):.0f} %",
        }
        for k, rule in enumerate(rules)
    ]


def crowds() -> list[dict[str, object]]:
    """How many jobs of the log stand alone with what is known of them.

    >>> crowds()[0]["Jobs alone"]
    '0.1 %'
    """
    submitted, hours = log()["submitted"], log()["ended"] - log()["started"]
    known = {
        "the hour": [submitted // 1],
        "the hour, and how many hours it ran": [submitted // 1, hours // 1],
        "the hour, and how many quarters": [submitted // 1, hours // 0.25],
        "the hour, and how many minutes": [submitted // 1, hours * 60 // 1],
        "the day, and how many quarters": [submitted // 24, hours // 0.25],
    }
    sizes = {words: crowd(*columns) for words, columns in known.items()}
    return [
        {
            "Known of a job": words,
            "Jobs alone": f"{100 * alone(size):.{1 if alone(size) < 0.1 else 0}f} %",
            "In a crowd of 5 or more": f"{100 * np.mean(size >= 5):.0f} %",
        }
        for words, size in sizes.items()
    ]


def lateness() -> list[dict[str, object]]:
    """The carriers' delays, as they come and compared fairly.

    >>> lateness()[0]["Carrier"]
    'American Airlines'
    """
    return [
        {
            "Carrier": carrier.name,
            "Flights": f"{carrier.flights:,}",
            "As they come": minutes(carrier.plain),
            "Compared fairly": minutes(carrier.fair),
            "95 % interval": f"{minutes(carrier.low)} to {minutes(carrier.high)}",
        }
        for carrier in carriers()
    ]


def clock(hours: float) -> str:
    """Hours as a clock shows them.

    >>> clock(1.999), clock(14.5)
    ('2:00', '14:30')
    """
    whole = round(60 * hours)
    return f"{whole // 60}:{whole % 60:02d}"


def minutes(value: float) -> str:
    """Minutes with a sign, to a tenth.

    >>> minutes(-5.25), minutes(0.04), minutes(3.0)
    ('−5.2', '0.0', '+3.0')
    """
    text = f"{value:+.1f}".replace("-", "−")
    return "0.0" if text in ("+0.0", "−0.0") else text
