"""The figures of the posts Musings and Data: one message each, drawn from the snippets themselves."""

from functools import cache

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure

from plots.style import colour, label_line
from snippets.arrays import Array
from snippets.data.aircraft import aircraft as every_aircraft
from snippets.data.aircraft import funnel
from snippets.data.decision import right_choice
from snippets.data.facts import (
    FEW,
    MANY,
    SALES_SEED,
    SIZES,
    afternoon,
    best_by_size,
    conversations,
    flight,
    log,
    swapped,
)
from snippets.data.flights import arrived
from snippets.data.house import house as draw_house
from snippets.data.jobs import MACHINES, at_once, mean_wait
from snippets.data.lateness import carriers as all_carriers
from snippets.data.lateness import clear, mean_by_hour
from snippets.data.messages import DAYS
from snippets.data.sales import LATER, MONTHS, driving_force

FEWEST, MOST = 52, 96  # machines
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


# --- Musings ---


def decision() -> Figure:
    """How often data pick the better of two offers, against how many customers were asked."""
    figure, axes = plt.subplots()
    customers = np.unique(np.geomspace(1, 10_000, 60).astype(int))
    rng = np.random.default_rng(1)
    right = 100 * np.array([right_choice(int(n), rng, rounds=40_000) for n in customers])
    axes.axhline(50.0, color=colour("muted"), linestyle=":", linewidth=1.4)
    axes.annotate(
        "a coin, or a confident guess",
        (1.1, 50.0),
        xytext=(0.0, -5.0),
        textcoords="offset points",
        va="top",
        color=colour("muted"),
    )
    (line,) = axes.semilogx(customers, right, color=colour("accent"))
    label_line(axes, line, "data", 700.0, offset=(-8.0, 6.0), align="right")
    axes.set(
        xlabel="customers asked about each offer", ylabel="better offer chosen, %", ylim=(40.0, 103.0), xlim=(1, 1e4)
    )
    axes.set_xticks([1, 10, 100, 1_000, 10_000], ["1", "10", "100", "1,000", "10,000"])
    return figure


# --- The flight ---


def sensors() -> Figure:
    """The log of the flight's sensors, with the pilot's actions."""
    figure, panels = plt.subplots(3, 1, sharex=True, figsize=(7.0, 5.6))
    hours = flight().minute / 60
    for axes, values, name, label in (
        (panels[0], flight().altitude / 1_000, "blue", "altitude,\n1,000 ft"),
        (panels[1], flight().speed, "green", "ground speed,\nkm/h"),
        (panels[2], flight().fuel, "vermilion", "fuel,\ntonnes"),
    ):
        axes.plot(hours, values, color=colour(name), linewidth=1.6)
        axes.set_ylabel(label)
        for minute, _ in flight().actions:
            top = 0.76 if axes is panels[0] else 1.0
            axes.axvline(minute / 60, ymax=top, color=colour("axis"), linewidth=0.9, linestyle=":", zorder=0.8)
    panels[0].set(ylim=(0.0, 56.0), xlim=(-0.1, 8.6))
    panels[1].set_ylim(200.0, 1_000.0)
    panels[2].set_ylim(0.0, 75.0)
    panels[2].set_xlabel("hours since take-off")
    for minute, action in flight().actions[2:6]:
        words = action.replace("climb to ", "climb to\n").replace("begin the descent", "begin the\ndescent")
        panels[0].annotate(
            words,
            (minute / 60, 55.5),
            xytext=(4.0 if "climb" in action else -8.0, 0.0),
            textcoords="offset points",
            ha="right" if "climb" in action else "left",
            va="top",
            fontsize=11,
            color=colour("muted"),
        )
    return figure


# --- The cluster ---


def timeline() -> Figure:
    """Some jobs as bars, with their waits, and how many of them run at once."""
    figure, (upper, lower) = plt.subplots(2, 1, sharex=True, figsize=(7.0, 4.6), height_ratios=[2.2, 1.0])
    jobs = afternoon()
    for row, job in enumerate(jobs):
        submitted, started, ended = (float(job[name]) - 24.0 for name in ("submitted", "started", "ended"))
        upper.plot([submitted, started], [row, row], color=colour("axis"), linewidth=1.4, linestyle=(0, (1.0, 1.5)))
        upper.plot([submitted], [row], marker="|", markersize=7, color=colour("axis"))
        upper.plot([started, ended], [row, row], color=colour("blue"), linewidth=5.0, solid_capstyle="butt")
    upper.invert_yaxis()
    upper.set(ylabel="job", yticks=[])
    upper.annotate("waiting", (15.35, -0.6), color=colour("muted"), va="bottom", ha="left")
    upper.annotate("running", (16.5, -0.6), color=colour("blue"), va="bottom", ha="left")
    upper.set_ylim(15.8, -2.2)
    moments = np.linspace(39.0, 46.0, 1_401)
    lower.step(moments - 24.0, at_once(jobs["started"], jobs["ended"], moments), where="post", color=colour("blue"))
    lower.set(ylabel="at once", xlabel="time on Tuesday", xlim=(14.9, 19.2), ylim=(0.0, 14.0), yticks=[0, 5, 10])
    lower.xaxis.set_major_formatter(lambda hour, _: f"{int(hour)}:{round(60 * (hour % 1)):02d}")
    return figure


def cluster() -> Figure:
    """Jobs at once over the fortnight: those that run, and those that would with a machine each."""
    figure, axes = plt.subplots()
    moments = np.linspace(0.0, 24.0 * 14, 2_017)
    hours = log()["ended"] - log()["started"]
    wanted = at_once(log()["submitted"], log()["submitted"] + hours, moments)
    run = at_once(log()["started"], log()["ended"], moments)
    axes.plot(moments / 24, wanted, color=colour("vermilion"), linewidth=1.2)
    axes.fill_between(moments / 24, 0, run, color=colour("blue"), alpha=0.25, linewidth=0)
    axes.plot(moments / 24, run, color=colour("blue"), linewidth=1.6)
    axes.axhline(MACHINES, color=colour("axis"), linewidth=0.9, linestyle=":")
    axes.annotate("one machine for each job", (5.9, 108.0), color=colour("vermilion"), ha="center")
    axes.annotate("64 machines", (6.05, 67.0), color=colour("muted"), ha="center", fontsize=11)
    axes.annotate("running", (6.15, 27.0), color=colour("blue"), ha="center")
    axes.set(ylabel="jobs at once", xlim=(0.0, 14.0), ylim=(0.0, 125.0))
    axes.set_xticks(np.arange(14) + 0.5, WEEKDAYS * 2)
    axes.tick_params(axis="x", length=0)
    axes.grid(visible=False, axis="x")
    return figure


def machines() -> Figure:
    """The mean wait against the number of machines."""
    figure, axes = plt.subplots()
    numbers = np.arange(FEWEST, MOST + 1, 2)
    waits = [60 * mean_wait(log(), int(number)) for number in numbers]
    axes.plot(numbers, waits, color=colour("vermilion"), marker="o", markersize=4.5, linewidth=1.4)
    axes.plot([MACHINES], [60 * mean_wait(log(), MACHINES)], marker="o", markersize=9, color=colour("blue"))
    axes.annotate(
        "the cluster as it is",
        (MACHINES, 60 * mean_wait(log(), MACHINES)),
        xytext=(10.0, 6.0),
        textcoords="offset points",
        color=colour("blue"),
    )
    axes.set(xlabel="machines", ylabel="mean wait, minutes", ylim=(0.0, None))
    return figure


# --- A picture ---


def house() -> Figure:
    """The house as a picture, and the same house as numbers."""
    figure, (left, right) = plt.subplots(1, 2, figsize=(7.0, 3.6), width_ratios=[1.0, 1.25])
    pixels = draw_house()
    left.imshow(pixels, cmap="gray", vmin=0, vmax=255)
    right.imshow(pixels, cmap="gray", vmin=0, vmax=255, alpha=0.0, aspect=0.8)
    for (row, column), value in np.ndenumerate(pixels):
        right.text(column, row, str(value), ha="center", va="center", fontsize=9.5, color=colour("text"))
    left.set_title("what you see")
    right.set_title("what the computer has")
    for axes in (left, right):
        axes.set(xticks=[], yticks=[])
        axes.grid(visible=False)
        axes.spines[:].set_visible(False)
    return figure


# --- Messages ---


def couples() -> Figure:
    """The messages of one couple, and the average of all couples."""
    figure, (left, right) = plt.subplots(1, 2)
    one = conversations()[0]
    left.bar(DAYS, one, width=1.0, color=colour("blue"), linewidth=0)
    left.set(title="one couple", ylabel="messages a day", xlabel="days from the beginning")
    right.plot(DAYS, conversations().mean(axis=0), color=colour("vermilion"), linewidth=1.6)
    right.set(title=f"average of {len(conversations()):,} couples", xlabel="days from the beginning", ylim=(1.46, 1.74))
    for axes in (left, right):
        axes.axvline(0.0, color=colour("axis"), linewidth=0.9, linestyle=":")
        axes.set_xlim(-100, 100)
    return figure


def swaps() -> Figure:
    """The differences that swapping at random gives, and the one that was observed."""
    figure, panels = plt.subplots(1, 2, sharey=True)
    for axes, number in zip(panels, (FEW, MANY), strict=True):
        observed, _, by_chance = swapped(number)
        reach = 1.15 * max(np.abs(by_chance).max(), abs(observed))
        axes.hist(
            by_chance, bins=np.linspace(-reach, reach, 42).tolist(), color=colour("muted"), alpha=0.55, linewidth=0
        )
        axes.axvline(observed, color=colour("vermilion"), linewidth=2.2)
        axes.set(title=f"{number:,} couples", xlabel="messages a day, before − after")
        axes.set_xlim(-reach, reach)
        axes.annotate(
            "observed",
            (observed, 0.97),
            xycoords=("data", "axes fraction"),
            xytext=(-6.0 if observed > 0 else 6.0, 0.0),
            textcoords="offset points",
            ha="right" if observed > 0 else "left",
            va="top",
            color=colour("vermilion"),
        )
    panels[0].set_ylabel("random swaps")
    return figure


# --- Sales ---


def force() -> Figure:
    """The sales and their driving force, in the months that were searched and in those after."""
    figure, axes = plt.subplots()
    find = driving_force(SALES_SEED)
    months = np.arange(1, MONTHS + LATER + 1)
    axes.axvspan(MONTHS + 0.5, MONTHS + LATER + 0.5, color=colour("surface"), zorder=0.3)
    (sales,) = axes.plot(months, find.sales, color=colour("blue"))
    (guide,) = axes.plot(months, find.forecast, color=colour("vermilion"), linestyle=(0, (4.0, 2.2)), linewidth=1.8)
    label_line(axes, sales, "sales")
    label_line(axes, guide, "driving\nforce")
    low, high = axes.get_ylim()
    axes.annotate("searched", (1.0, high), va="top", color=colour("muted"))
    axes.annotate("held out", (MONTHS + 1.0, high), va="top", color=colour("muted"))
    axes.set(xlabel="month", ylabel="sales", xlim=(1.0, MONTHS + LATER + 0.5), ylim=(low, high + 0.3))
    return figure


def searching() -> Figure:
    """The best correlation found against the number of series searched."""
    figure, axes = plt.subplots()
    low, middle, high = np.quantile(best_by_size(), [0.1, 0.5, 0.9], axis=0)
    axes.fill_between(SIZES, low, high, color=colour("vermilion"), alpha=0.18, linewidth=0)
    axes.semilogx(SIZES, middle, color=colour("vermilion"), marker="o", markersize=4.5)
    axes.set(xlabel="random series searched", ylabel="best correlation, |r|", ylim=(0.0, 1.0), xlim=(1, 10_000))
    axes.set_xticks([1, 10, 100, 1_000, 10_000], ["1", "10", "100", "1,000", "10,000"])
    return figure


# --- The flights of New York City ---

HOURS = range(6, 22)


@cache
def _by_hour(weather: str) -> tuple[Array, Array, Array]:
    return mean_by_hour(arrived() if weather == "all" else clear(arrived()), HOURS)


def day() -> Figure:
    """The mean delay by hour of the day, in all weathers and in clear weather."""
    figure, axes = plt.subplots()
    for weather, name, text, at, offset in (
        ("all", "blue", "all flights", 15.0, (-6.0, 10.0)),
        ("clear", "ochre", "clear hours only", 17.0, (4.0, -34.0)),
    ):
        mean, low, high = _by_hour(weather)
        axes.fill_between(HOURS, low, high, color=colour(name), alpha=0.2, linewidth=0)
        (line,) = axes.plot(HOURS, mean, color=colour(name), marker="o", markersize=4.0)
        label_line(axes, line, text, at, offset=offset, align="right" if weather == "all" else "left")
    axes.axhline(0.0, color=colour("axis"), linewidth=0.8, zorder=0.5)
    axes.set(xlabel="hour in which the flight should leave", ylabel="mean delay at arrival, minutes", xlim=(5.7, 21.3))
    axes.set_xticks(range(6, 22, 3))
    return figure


def carriers() -> Figure:
    """The carriers' delays as they come, and compared with flights of the same place, hour and destination."""
    figure, axes = plt.subplots(figsize=(7.0, 4.6))
    rows = np.arange(len(all_carriers()))
    for row, carrier in zip(rows, all_carriers(), strict=True):
        axes.plot([carrier.plain, carrier.fair], [row, row], color=colour("axis"), linewidth=1.0, zorder=1.5)
        axes.plot([carrier.low, carrier.high], [row, row], color=colour("blue"), linewidth=4.5, alpha=0.4)
    plain = [carrier.plain for carrier in all_carriers()]
    fair = [carrier.fair for carrier in all_carriers()]
    axes.plot(
        plain,
        rows,
        "o",
        color=colour("background"),
        markeredgecolor=colour("vermilion"),
        markeredgewidth=1.8,
        markersize=7,
    )
    axes.plot(fair, rows, "o", color=colour("blue"), markersize=7)
    axes.set_yticks(rows, [carrier.name for carrier in all_carriers()])
    axes.invert_yaxis()
    axes.axvline(0.0, color=colour("axis"), linewidth=0.8, zorder=0.5)
    axes.annotate("as they come", (6.2, 1.0), color=colour("vermilion"))
    axes.annotate("compared fairly", (6.2, 2.0), color=colour("blue"))
    axes.set_xlabel("minutes later than the average")
    axes.grid(visible=False, axis="y")
    return figure


EVERY = 4  # aircraft


def aircraft() -> Figure:
    """The share of late flights of every fourth aircraft against its flights, within the funnel of chance."""
    figure, axes = plt.subplots(figsize=(7.0, 4.0))
    late, flights = every_aircraft().late[0], every_aircraft().flights[0]
    own = flights[::EVERY], 100 * late[::EVERY] / flights[::EVERY]
    sizes = np.geomspace(1, 600, 200)
    low, high = funnel(sizes)
    axes.fill_between(sizes, 100 * low.clip(0, 1), 100 * high.clip(0, 1), color=colour("ochre"), alpha=0.2, linewidth=0)
    axes.axhline(100 * every_aircraft().share, color=colour("ochre"), linewidth=1.4)
    axes.semilogx(*own, "o", color=colour("blue"), markersize=3.2, alpha=0.55, markeredgewidth=0)
    axes.annotate("always late", (2.6, 100.0), va="center", color=colour("muted"))
    axes.annotate("never late", (42.0, 0.0), va="center", color=colour("muted"))
    axes.set(xlabel="flights of the aircraft that arrived", ylabel="of these late, %", xlim=(0.9, 600), ylim=(-4, 104))
    axes.set_xticks([1, 10, 100, 500], ["1", "10", "100", "500"])
    return figure
