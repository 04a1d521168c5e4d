"""What the post on data says in words: whether it holds, and what it was read from."""

from itertools import pairwise

import numpy as np

from snippets.data.aircraft import (
    WEIGHTS,
    aircraft,
    extremes,
    forecast_error,
    funnel,
    joins,
    met,
    whole,
)
from snippets.data.decision import right_choice
from snippets.data.facts import (
    MANY,
    SIZES,
    afternoon,
    best_by_size,
    conversations,
    flight,
    log,
    right_choice_3000,
    swapped,
)
from snippets.data.flight import climbs
from snippets.data.flights import arrived, load, never_left
from snippets.data.house import GREYS
from snippets.data.house import house as picture_of_house
from snippets.data.jobs import DAYS, MACHINES, at_once, mean_wait, peak
from snippets.data.lateness import carriers, clear, mean_by_hour
from snippets.data.messages import DAYS as DAYS_OF_COUPLES
from snippets.data.summary import flights_summary, mean_delay
from snippets.data.tries import (
    LEVEL,
    REAL,
    SEEDS,
    by_chance,
    false_share,
    finds,
    moves,
    plain,
)
from snippets.explorers.data_explorer import START, answer

Shown = tuple[bool, dict[str, object]]

# --- Two offers ---


def ten_customers_say_little() -> Shown:
    """Ten customers are hardly better than a coin, which is right half of the time.

    >>> ten_customers_say_little()
    (True, {'customers': 10, 'right': 0.55})
    """
    right = right_choice(10, np.random.default_rng(1), rounds=200_000)
    return right < 0.6, {"customers": 10, "right": round(right, 2)}


def thousands_hardly_mislead() -> Shown:
    """3,000 customers point to the worse offer at most in one case of fifty.

    >>> thousands_hardly_mislead()
    (True, {'customers': 3000, 'right': 0.99})
    """
    right = right_choice_3000()
    return right > 0.98, {"customers": 3000, "right": round(right, 2)}


# --- The flight ---


def four_steps() -> Shown:
    """The pilot climbs in four steps, each to a higher level.

    >>> four_steps()
    (True, {'feet': [30000, 32000, 34000, 36000]})
    """
    climbing = [words for _, words in flight().actions if "climb" in words]
    feet = [int(words.split()[2].replace(",", "")) for words in climbing]
    return len(feet) == 4 and feet == sorted(feet), {"feet": feet}


def cruising_speed() -> Shown:
    """Above 29,000 feet the ground speed goes up and down between these two.

    >>> cruising_speed()
    (True, {'least': 780, 'most': 920})
    """
    speed = flight().speed[flight().altitude > 29_000]
    least, most = (int(round(float(end), -1)) for end in (speed.min(), speed.max()))
    middle = (least + most) / 2
    turns = np.count_nonzero(np.diff(speed > middle))
    return bool(turns > 1), {"least": least, "most": most}


def climbs_to_the_minute() -> Shown:
    """The sensors' climbs lie within a minute of the pilot's.

    >>> climbs_to_the_minute()
    (True, {'minutes apart': [0.0, 0.5, 0.5, 0.5]})
    """
    pilot = [minute for minute, words in flight().actions if "climb" in words]
    apart = np.abs(climbs(flight().minute, flight().altitude) - pilot)
    return bool(np.all(apart < 1)), {"minutes apart": apart.round(1).tolist()}


# --- The cluster ---


def afternoon_jobs() -> Shown:
    """The jobs that are drawn: submitted within 20 minutes, waiting about an hour.

    >>> afternoon_jobs()
    (True, {'jobs': 16, 'minutes': [2, 19], 'waits': [63, 74], 'at once': 12})
    """
    jobs = afternoon()
    minutes = 60 * (jobs["submitted"] - 24.0 - 15.0)
    waits = 60 * (jobs["started"] - jobs["submitted"])
    holds = minutes.min() >= 0 and minutes.max() < 20 and 50 < waits.mean() < 75
    return bool(holds), {
        "jobs": len(jobs),
        "minutes": [round(float(minutes.min())), round(float(minutes.max()))],
        "waits": [round(float(waits.min())), round(float(waits.max()))],
        "at once": peak(jobs["started"], jobs["ended"]),
    }


def _by_day() -> tuple[list[list[int]], list[list[int]]]:
    """Jobs at once at each minute of each day: what runs, and what is wanted."""
    moments = np.arange(0, 24 * DAYS, 1 / 60)
    ends = log()["submitted"] + log()["ended"] - log()["started"]
    runs = at_once(log()["started"], log()["ended"], moments)
    wanted = at_once(log()["submitted"], ends, moments)
    return runs.reshape(DAYS, -1).tolist(), wanted.reshape(DAYS, -1).tolist()


def _is_weekend(day: int) -> bool:
    return day % 7 > 4


def about_a_hundred() -> Shown:
    """On each working day about a hundred machines would be wanted, and 64 run.

    >>> about_a_hundred()[1]["wanted"]
    [92, 98, 103, 99, 91, 99, 101, 100, 101, 111]
    """
    runs, wanted = _by_day()
    working = [day for day in range(DAYS) if not _is_weekend(day)]
    most = [max(wanted[day]) for day in working]
    holds = all(90 <= each <= 112 for each in most)
    flat = all(max(runs[day]) == MACHINES for day in working)
    return holds and flat, {"a hundred": 100, "wanted": most, "machines": MACHINES}


def idle_at_weekends() -> Shown:
    """On each day of a weekend fewer than half of the machines are busy, on average.

    >>> idle_at_weekends()
    (True, {'busy': [21, 11, 20, 13], 'machines': 64})
    """
    runs, _ = _by_day()
    busy = [round(float(np.mean(runs[day]))) for day in range(DAYS) if _is_weekend(day)]
    return max(busy) < MACHINES / 2, {"busy": busy, "machines": MACHINES}


def more_machines() -> Shown:
    """With 52 machines the mean wait is more than five hours, with 90 it is minutes.

    >>> more_machines()
    (True, {'52 machines, hours': 5.6, '90 machines, minutes': 1.3})
    """
    few, many = mean_wait(log(), 52), 60 * mean_wait(log(), 90)
    return few > 5 and many < 2, {
        "52 machines, hours": round(few, 1),
        "90 machines, minutes": round(many, 1),
    }


def less_and_less() -> Shown:
    """Each two machines more save less waiting than the two before.

    >>> less_and_less()
    (True, {'minutes saved by two more': [102, 13, 9, 4, 0]})
    """
    sizes = (52, 62, 68, 78, 94)
    saved = [60 * (mean_wait(log(), n) - mean_wait(log(), n + 2)) for n in sizes]
    holds = all(one > other for one, other in pairwise(saved))
    return holds, {"minutes saved by two more": [round(each) for each in saved]}


# --- A picture ---


def twelve_by_twelve() -> Shown:
    """The house is so many rows of so many numbers, and they are the greys named.

    >>> twelve_by_twelve()
    (True, {'rows': 12, 'columns': 12, 'numbers': 144})
    """
    picture = picture_of_house()
    rows, columns = picture.shape
    greys = np.unique(picture).tolist()
    return greys == sorted(GREYS.values()), {
        "rows": rows,
        "columns": columns,
        "numbers": picture.size,
    }


def another_set_of_numbers() -> Shown:
    """No cell of the picture keeps its number when the light is halved.

    >>> another_set_of_numbers()
    (True, {'equal': 0})
    """
    picture = picture_of_house()
    equal = int(np.count_nonzero(picture == picture // 2))
    return equal == 0, {"equal": equal}


# --- Messages ---


def one_couple() -> Shown:
    """The days of one couple, and the fewest and most messages on one of them.

    >>> one_couple()
    (True, {'days': 201, 'fewest': 0, 'most': 7})
    """
    one = conversations()[0]
    days, fewest, most = len(one), int(one.min()), int(one.max())
    return days == len(DAYS_OF_COUPLES), {"days": days, "fewest": fewest, "most": most}


def rise_and_fall() -> Shown:
    """The couples' average, over ten days each: at first, around the peak, at last.

    >>> rise_and_fall()
    (True, {'first': 1.53, 'peak': 1.63, 'last': 1.51})
    """
    average = conversations().mean(axis=0)
    peak_day = int(np.flatnonzero(DAYS_OF_COUPLES == -12)[0])
    ends = {
        "first": average[:10].mean(),
        "peak": average[peak_day - 5 : peak_day + 5].mean(),
        "last": average[-10:].mean(),
    }
    holds = ends["last"] < ends["first"] < ends["peak"]
    return bool(holds), {name: round(float(mean), 2) for name, mean in ends.items()}


def no_swap_comes_near() -> Shown:
    """Of a thousand couples, no swap gives even half of what was observed.

    >>> no_swap_comes_near()
    (True, {'couples': 1000, 'swaps': 2000, 'observed': 0.1, 'largest': 0.05})
    """
    observed, _, by_chance = swapped(MANY)
    largest = float(np.abs(by_chance).max())
    return largest < observed / 2, {
        "couples": MANY,
        "swaps": len(by_chance),
        "observed": round(observed, 2),
        "largest": round(largest, 2),
    }


# --- Sales ---


def search_more() -> Shown:
    """The median of the best |r|: about a half for one series, over 0.9 for 10,000.

    >>> search_more()
    (True, {'1': 0.51, '10000': 0.92})
    """
    middle = np.median(best_by_size(), axis=0)
    rises = bool(np.all(np.diff(middle) > 0))
    holds = rises and 0.4 < middle[0] < 0.6 and middle[-1] > 0.9
    ends = {str(SIZES[0]): middle[0], str(SIZES[-1]): middle[-1]}
    return bool(holds), {size: round(float(r), 2) for size, r in ends.items()}


# --- The flights of New York City ---


def every_step_again() -> Shown:
    """From 6 to 21 h, in steps of three hours, delay rises in both halves of the year.

    >>> every_step_again()[0]
    True
    """
    flights, hours = flights_summary(), np.arange(6.0, 22.0, 3.0)
    halves = {
        "spring": mean_delay(flights[flights["month"] <= 6], hours),
        "autumn": mean_delay(flights[flights["month"] > 6], hours),
    }
    holds = all(np.all(np.diff(means) > 0) for means in halves.values())
    return holds, {name: means.round(1).tolist() for name, means in halves.items()}


def through_the_day() -> Shown:
    """Delay falls until seven and is greatest at 21 h; in clear hours it is less.

    >>> through_the_day()
    (True, {'early': 5, 'at': 7, 'late': 18, 'late when clear': 14})
    """
    hours = range(6, 22)
    every, _, _ = mean_by_hour(arrived(), hours)
    sunny, _, _ = mean_by_hour(clear(arrived()), hours)
    lowest, highest = int(every.argmin()), int(every.argmax())
    holds = np.all(sunny < every) and highest == len(hours) - 1 == sunny.argmax()
    return bool(holds), {
        "early": -round(float(every[lowest])),
        "at": hours[lowest],
        "late": round(float(every[highest])),
        "late when clear": round(float(sunny.max())),
    }


def halves_overlap() -> Shown:
    """In every hour the bars of the two halves of the weeks overlap.

    >>> halves_overlap()
    (True, {'first hour': 5, 'last hour': 23, 'overlap': 19, 'most': [22, 22]})
    """
    found = answer({**START, "table": "flights"})
    learned, held = found["learned"], found["held"]
    apart = np.abs(np.subtract(learned["means"], held["means"]))
    overlap = apart <= np.add(learned["errors"], held["errors"])
    return bool(overlap.all()), {
        "first hour": int(found["labels"][0]),
        "last hour": int(found["labels"][-1]),
        "overlap": int(overlap.sum()),
        "most": [round(float(max(half["means"]))) for half in (learned, held)],
    }


def _search(table: str, by: str) -> Shown:
    found = answer({**START, "table": table, "by": by, "search": 25, "draw": 1})
    high, low = found["ends"]
    apart = {
        half: float(found[half]["means"][high] - found[half]["means"][low])
        for half in ("learned", "held")
    }
    error = float(np.hypot(*(found["learned"]["errors"][[high, low]])))
    return apart["learned"] > 3 * error and apart["held"] <= 0, {
        "bins": [found["labels"][high], found["labels"][low]],
        "minutes apart": round(apart["learned"]),
        "standard errors": round(apart["learned"] / error, 1),
        "minutes in the other half": round(apart["held"]),
    }


def two_dates() -> Shown:
    """The clearest of 25 cuts by the day of the month, and what is left of it.

    >>> two_dates()[1]["bins"], two_dates()[1]["standard errors"]
    (['22', '27'], 3.6)
    """
    return _search("flights", by="date")


def last_digits() -> Shown:
    """The clearest cut of the running times by the last digit of the jobs' numbers.

    >>> last_digits()[1]["bins"]
    ['9', '6']
    """
    return _search("runs", by="digit")


def fair_order() -> Shown:
    """Who leads and who is last, as they come and fairly, and what AirTran gains.

    >>> fair_order()
    (True, {'airlines': 11, 'AirTran gains': 6, 'Virgin America loses': 4})
    """
    plain = {carrier.code: carrier.plain for carrier in carriers()}
    fair = {carrier.code: carrier.fair for carrier in carriers()}
    ends = [
        (min(each, key=each.__getitem__), max(each, key=each.__getitem__))
        for each in (plain, fair)
    ]
    return ends == [("AA", "FL"), ("DL", "EV")], {
        "airlines": len(fair),
        "AirTran gains": round(plain["FL"] - fair["FL"]),
        "Virgin America loses": round(fair["VX"] - plain["VX"]),
    }


def most_never_left() -> Shown:
    """Of the flights whose delay is not known, more than half were cancelled.

    >>> most_never_left()
    (True, {'unknown': 9430, 'never left': 8255})
    """
    unknown = int(load().arr_delay.isna().sum())
    return never_left() > unknown / 2, {"unknown": unknown, "never left": never_left()}


# --- Joins and rates ---


def one_in_six_lost() -> Shown:
    """A join on the tail number loses one flight in six, none of ExpressJet's.

    >>> one_in_six_lost()
    (True, {'lost, one in': 6.4, 'ExpressJet': 0})
    """
    flights = whole("flights.csv.zip")
    gone = met("planes", ("tailnum",)) == 0
    own = int(gone[flights["carrier"] == "EV"].sum())
    one_in = len(flights) / joins()[1].lost
    return bool(round(one_in) == 6 and own == 0), {
        "lost, one in": round(one_in, 1),
        "ExpressJet": own,
    }


def most_three_times() -> Shown:
    """On the hour alone, nearly all flights meet the weather of three airports.

    >>> most_three_times()
    (True, {'three times': 0.99, 'most': 3})
    """
    times = met("weather", ("time_hour",))
    three = float((times == 3).mean())
    return bool(three > 0.95 and times.max() == 3), {
        "three times": round(three, 2),
        "most": int(times.max()),
    }


def most_on_the_last_day() -> Shown:
    """Of the flights without weather, about half left on the last day of the year.

    >>> most_on_the_last_day()
    (True, {'share': 0.5})
    """
    flights = whole("flights.csv.zip")
    without = met("weather", ("origin", "time_hour")) == 0
    last = (flights["month"] == 12) & (flights["day"] == 31)
    share = float(last[without].mean())
    return 0.45 < share < 0.55, {"share": round(share, 2)}


def extremes_are_small() -> Shown:
    """Whoever is always late flew three times at most, whoever never is 30 times.

    >>> extremes_are_small()
    (True, {'always late, most flights': 3, 'never late, most flights': 30})
    """
    never, always = extremes()
    middle = float(np.median(aircraft().flights[0]))
    return bool(max(never.max(), always.max()) < middle), {
        "always late, most flights": int(always.max()),
        "never late, most flights": int(never.max()),
    }


def wider_than_the_funnel() -> Shown:
    """More aircraft lie outside of the funnel than one in twenty: they do differ.

    >>> wider_than_the_funnel()
    (True, {'outside': 0.17})
    """
    late, flights = aircraft().late[0], aircraft().flights[0]
    low, high = funnel(flights.astype(float))
    outside = float(((late / flights < low) | (late / flights > high)).mean())
    return outside > 0.1, {"outside": round(outside, 2)}


def a_bit_of_both_is_best() -> Shown:
    """Weights from 20 to 200 flights foretell better than none and than all.

    >>> a_bit_of_both_is_best()
    (True, {'own': 9.5, 'all alike': 8.6, 'weights': [20, 50, 100, 200], 'worst': 8.0})
    """
    own, alike = (100 * forecast_error(weight) for weight in (0.0, float("inf")))
    pulled = [100 * forecast_error(weight) for weight in WEIGHTS]
    return max(pulled) < alike - 0.4 < own - 0.4, {
        "own": round(own, 1),
        "all alike": round(alike, 1),
        "weights": list(WEIGHTS),
        "worst": round(max(pulled), 1),
    }


# --- Many tries ---


def fifty_one_finds() -> Shown:
    """Of a thousand worthless series, so many of seed 1 pass alone.

    >>> fifty_one_finds()
    (True, {'finds': 51})
    """
    found = int(plain(by_chance(*moves(seed=1)), LEVEL).sum())
    return found == 51, {"finds": found}


def promises_are_kept() -> Shown:
    """Shares in per cent: searches in which Bonferroni is fooled, false finds of B.–H.

    Both are at most the level, but for what chance moves them by in 300 searches.

    >>> promises_are_kept()
    (True, {'searches': 300, 'level': 5, 'fooled': 6.3, 'false': 5.2})
    """
    fooled = float(np.mean(finds(0)[:, 1, 0] > 0))
    false = false_share(finds(REAL)[:, 2])
    holds = fooled < LEVEL + 0.02 and false < LEVEL + 0.01
    return holds, {
        "searches": len(SEEDS),
        "level": round(100 * LEVEL),
        "fooled": round(100 * fooled, 1),
        "false": round(100 * false, 1),
    }


def three_times_as_many() -> Shown:
    """Of the real series, the second correction keeps three times as many.

    >>> three_times_as_many()[0]
    True
    """
    strict, other = (float(finds(REAL)[:, k, 1].mean()) for k in (1, 2))
    return round(other / strict) == 3, {
        "strict": round(strict, 1),
        "other": round(other, 1),
        "times": round(other / strict),
    }
