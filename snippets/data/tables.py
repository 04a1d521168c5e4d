"""The tables of the post on data."""

from snippets.data.aircraft import joins as four_joins
from snippets.data.facts import flight, log
from snippets.data.lateness import carriers


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
