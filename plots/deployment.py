"""The figures of the posts on deployment: one message each, drawn from the model and from what was recorded."""

from statistics import median

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

from plots.style import colour
from snippets.deployment import facts, failover, gunicorn_conf, queueing, recorded, train
from snippets.deployment.turns import who_had_it

# Who has which colour, in every figure of the series.
SPECIES = {"Adelie": ("blue", "o"), "Chinstrap": ("vermilion", "^"), "Gentoo": ("green", "s")}
PLAIN, FALCON, FLASK, NOTEBOOK, RAY, FASTAPI = "muted", "purple", "blue", "vermilion", "ochre", "green"
BILL = (61.1, 17.3)  # the one that every post of the series asks about


# --- Boxes and arrows ---


def _canvas(height: float, top: float) -> tuple[Figure, Axes]:
    """Axes without axes, ten units wide."""
    figure, axes = plt.subplots(figsize=(7.0, height))
    axes.set(xlim=(0.0, 10.0), ylim=(0.0, top))
    axes.axis("off")
    return figure, axes


def _box(
    axes: Axes,
    place: tuple[float, float],
    size: tuple[float, float],
    text: str = "",
    hue: str = "muted",
    soft: bool = False,
) -> None:
    """A box with its lower left corner at `place`."""
    axes.add_patch(
        FancyBboxPatch(
            place,
            *size,
            boxstyle="round,pad=0,rounding_size=0.12",
            facecolor=colour("accent-soft" if soft else "surface"),
            edgecolor=colour(hue),
            linewidth=1.4,
        )
    )
    axes.text(place[0] + size[0] / 2, place[1] + size[1] / 2, text, ha="center", va="center", color=colour("text"))


def _arrow(
    axes: Axes, start: tuple[float, float], end: tuple[float, float], hue: str = "muted", both: bool = False
) -> None:
    axes.add_patch(
        FancyArrowPatch(
            start,
            end,
            arrowstyle="<|-|>" if both else "-|>",
            mutation_scale=11,
            color=colour(hue),
            linewidth=1.3,
            shrinkA=0,
            shrinkB=0,
        )
    )


def monolith() -> Figure:
    """One program with all functions, and the same functions as programs of their own."""
    figure, axes = _canvas(3.3, 4.7)
    parts = ("shop", "payment", "search", "model")
    axes.text(1.75, 4.45, "monolith", ha="center", color=colour("text"), fontsize=14, fontweight=600)
    _box(axes, (0.1, 0.5), (3.3, 3.6), soft=True)
    for index, part in enumerate(parts):
        place = (0.35 + 1.45 * (index % 2), 2.4 - 1.6 * (index // 2))
        _box(axes, place, (1.35, 1.35), part, hue="accent" if part == "model" else "muted")
    axes.text(1.75, 0.05, "one program: calls are functions", ha="center", color=colour("muted"), fontsize=11.5)
    axes.text(7.1, 4.45, "microservices", ha="center", color=colour("text"), fontsize=14, fontweight=600)
    places = ((4.4, 2.55), (8.3, 2.55), (4.4, 0.75), (8.3, 0.75))
    for part, place in zip(parts, places, strict=True):
        _box(axes, place, (1.5, 1.3), part, hue="accent" if part == "model" else "muted", soft=True)
    for start, end in (((5.95, 3.2), (8.25, 3.2)), ((5.15, 2.5), (5.15, 2.1)), ((5.95, 2.5), (8.25, 2.0))):
        _arrow(axes, start, end, both=True)
    axes.text(7.1, 3.3, "HTTP", ha="center", va="bottom", color=colour("muted"), fontsize=11.5)
    axes.text(7.1, 0.05, "many programs: calls are requests", ha="center", color=colour("muted"), fontsize=11.5)
    return figure


def contract() -> Figure:
    """The map of the series: one client, one contract, servers that keep it, one model."""
    figure, axes = _canvas(4.2, 4.7)
    _box(axes, (0.05, 1.75), (1.4, 1.2), "client")
    _box(axes, (2.35, 1.75), (1.75, 1.2), "contract\n/predict", hue="accent", soft=True)
    _arrow(axes, (1.5, 2.35), (2.3, 2.35), both=True)
    servers = (("Flask", FLASK), ("Falcon", FALCON), ("FastAPI", FASTAPI), ("notebook", NOTEBOOK), ("Ray Serve", RAY))
    for index, (name, hue) in enumerate(servers):
        bottom = 4.4 - 1.25 * index
        _box(axes, (5.1, bottom), (2.2, 0.9), name, hue=hue)
        _arrow(axes, (4.15, 2.35), (5.05, bottom + 0.45), hue=hue)
        _arrow(axes, (7.35, bottom + 0.45), (8.3, 2.35), hue=hue)
        axes.text(5.0, bottom + 0.92, f"Part {index + 1}", ha="left", va="bottom", color=colour("muted"), fontsize=10)
    _box(axes, (8.35, 1.75), (1.55, 1.2), "model", soft=True)
    axes.set_ylim(-0.7, 5.8)
    return figure


def turns() -> Figure:
    """Who has the loop, step by step: where a model lets the others in, and where it does not."""
    figure, panels = plt.subplots(2, 1, sharex=True, figsize=(7.0, 4.0), layout="constrained")
    hues = {"model": NOTEBOOK, "Ada": FLASK, "Bob": FALCON}
    for axes, waits, title in (
        (panels[0], True, "the model waits after each step"),
        (panels[1], False, "the model calculates and does not wait"),
    ):
        for step, name in enumerate(who_had_it(waits)):
            axes.barh(list(hues).index(name), 0.9, left=step, height=0.7, color=colour(hues[name]), linewidth=0)
        axes.set_yticks(range(len(hues)), list(hues))
        axes.set_title(title)
        axes.set_xticks([])
        axes.invert_yaxis()
        axes.grid(visible=False)
        axes.tick_params(length=0)
    panels[1].set_xlabel("steps of the loop, from left to right")
    return figure


def request() -> Figure:
    """What goes to the server and what comes back."""
    figure, axes = _canvas(2.9, 4.1)
    _box(axes, (0.0, 0.3), (1.4, 3.5), "client\n(curl)")
    _box(axes, (8.6, 0.3), (1.4, 3.5), "server\n(Flask)")
    _arrow(axes, (1.5, 2.08), (8.5, 2.08), hue="accent")
    _arrow(axes, (8.5, 0.38), (1.5, 0.38), hue="accent")
    lines = (
        (3.55, "POST", "/tasks", "verb and resource"),
        (2.98, "Content-Type:", "application/json", "header"),
        (2.4, '{"title":', '"Read a book"}', "body"),
        (1.72, "201", "CREATED", "status"),
        (1.18, "Location:", "/tasks/4", "header"),
        (0.66, '{"id": 4,', '"title": …}', "body"),
    )
    for y, first, second, name in lines:
        axes.text(1.75, y, f"{first} {second}", ha="left", va="center", color=colour("text"), fontsize=12)
        axes.text(8.3, y, name, ha="right", va="center", color=colour("muted"), fontsize=11.5)
    return figure


def waiting() -> Figure:
    """Calls one after another, and calls under way together."""
    figure, panels = plt.subplots(2, 1, sharex=True, figsize=(7.0, 3.6))
    ask, wait, take = 0.3, 2.0, 0.3
    for axes, together, title in ((panels[0], False, "one after another"), (panels[1], True, "all at once")):
        for call in range(3):
            start = call * (ask if together else ask + wait + take)
            for begin, width, hue, alpha in (
                (start, ask, FLASK, 1.0),
                (start + ask, wait, PLAIN, 0.25),
                (start + ask + wait, take, FLASK, 1.0),
            ):
                axes.barh(2 - call, width, left=begin, height=0.6, color=colour(hue), alpha=alpha, linewidth=0)
            axes.text(
                start + ask + wait / 2,
                2 - call,
                "waiting",
                ha="center",
                va="center",
                color=colour("text"),
                fontsize=10.5,
            )
        axes.set_yticks([2, 1, 0], ["call 1", "call 2", "call 3"])
        axes.set_title(title)
        axes.set_xticks([])
        axes.grid(visible=False)
        axes.spines["left"].set_visible(False)
        axes.tick_params(left=False)
    panels[1].set_xlabel("time")
    return figure


# --- The model ---


def regions() -> Figure:
    """What the model answers everywhere, where it is unsure, and where the data end."""
    figure, axes = plt.subplots(figsize=(7.0, 4.2))
    bills, species = train.load_penguins()
    model = train.fit()
    length, depth = np.meshgrid(np.linspace(30.0, 66.0, 361), np.linspace(12.0, 23.0, 221))
    chances = model.predict_proba(np.column_stack([length.ravel(), depth.ravel()]))
    best = chances.argmax(axis=1).reshape(length.shape)
    sure = chances.max(axis=1).reshape(length.shape)
    shades = ListedColormap([colour(SPECIES[name][0]) for name in model.classes_])
    axes.contourf(
        length, depth, np.ma.masked_where(sure < 0.8, best), levels=[-0.5, 0.5, 1.5, 2.5], cmap=shades, alpha=0.17
    )
    for index in range(len(model.classes_)):
        axes.contour(length, depth, (best == index).astype(float), [0.5], colors=[colour("text")], linewidths=1.0)
    places = {"Adelie": (33.0, 21.8), "Chinstrap": (51.5, 21.8), "Gentoo": (44.5, 12.5)}
    for name, (hue, marker) in SPECIES.items():
        points = bills[species == name]
        axes.scatter(points[:, 0], points[:, 1], s=13, marker=marker, color=colour(hue), linewidths=0)
        axes.text(*places[name], name, color=colour(hue), fontweight=600, fontsize=14)
    axes.axvline(facts.longest_bill(), color=colour("text"), linestyle=":", linewidth=1.2)
    axes.text(facts.longest_bill() + 0.3, 12.3, "no bill\nlonger", color=colour("muted"), fontsize=11.5)
    axes.plot(*BILL, marker="*", markersize=16, color=colour("text"), markeredgecolor=colour("background"))
    axes.annotate("61.1, 17.3", BILL, xytext=(-6, -19), textcoords="offset points", ha="left")
    axes.set(xlabel="X1: length of the bill (mm)", ylabel="X2: depth of the bill (mm)", xlim=(30, 66), ylim=(12, 23))
    axes.grid(visible=False)
    return figure


# --- What was measured ---


def load() -> Figure:
    """Requests a second and waiting times, with and without the model."""
    figure, (left, right) = plt.subplots(1, 2, figsize=(7.0, 3.7), width_ratios=(1.25, 1.0))
    rows = (
        ("wsgi-plain", "/health", PLAIN, "no framework"),
        ("falcon-predict", "/health", FALCON, "Falcon"),
        ("flask-predict", "/health", FLASK, "Flask"),
        ("falcon-predict", "/predict", FALCON, "Falcon + model"),
        ("flask-predict", "/predict", FLASK, "Flask + model"),
    )
    for place, (service, path, hue, _) in enumerate(rows):
        rates = [run["requests_per_second"] for run in recorded.record().runs(service, path)]
        left.barh(place, median(rates), color=colour(hue), alpha=0.35, height=0.62, linewidth=0)
        left.plot(rates, np.full(len(rates), place), "o", color=colour(hue), markersize=4)
    left.set_yticks(range(len(rows)), [row[3] for row in rows])
    left.invert_yaxis()
    left.set(xlabel="requests a second", title="how many")
    left.grid(visible=False, axis="y")
    percentiles = ("50", "75", "90", "99")
    for service, hue, text, place, offset in (
        ("falcon-predict", FALCON, "Falcon", 3, (-10, -4)),
        ("flask-predict", FLASK, "Flask", 2, (38, -16)),
    ):
        times = [recorded.record().latency(service, "/predict", percentile) for percentile in percentiles]
        right.plot(range(4), times, "o-", color=colour(hue), markersize=4)
        right.annotate(
            text, (place, times[place]), xytext=offset, textcoords="offset points", ha="right", color=colour(hue)
        )
    right.set_xticks(range(4), [f"{percentile} %" for percentile in percentiles])
    right.set(xlabel="of the predictions", ylabel="answered within (ms)", title="how long", ylim=(0.0, None))
    return figure


def shares() -> Figure:
    """Where the time of one prediction goes."""
    figure, axes = plt.subplots(figsize=(7.0, 2.5))
    server = facts.server_cost()
    for place, (name, framework, whole, hue) in enumerate(
        (
            ("Falcon", facts.falcon_cost(), facts.falcon_predict_cost(), FALCON),
            ("Flask", facts.flask_cost(), facts.flask_predict_cost(), FLASK),
        )
    ):
        model = whole - server - framework
        parts = ((server, PLAIN, 0.3), (framework, hue, 1.0), (model, "ochre", 0.3))
        left = 0.0
        for width, part, alpha in parts:
            axes.barh(place, width, left=left, color=colour(part), alpha=alpha, height=0.55, linewidth=0)
            left += width
        axes.text(server / 2, place, "gunicorn", ha="center", va="center", fontsize=11.5)
        axes.text(server + framework + model / 2, place, "contract and model", ha="center", va="center", fontsize=11.5)
        axes.annotate(
            name,
            (server + framework / 2, place - 0.28),
            xytext=(0, 3),
            textcoords="offset points",
            ha="center",
            va="bottom",
            color=colour(hue),
        )
    axes.invert_yaxis()
    axes.set(xlabel="processor time of a prediction (microseconds)", ylim=(1.5, -0.75))
    axes.set_yticks([])
    axes.grid(visible=False, axis="y")
    axes.spines["left"].set_visible(False)
    return figure


def queue() -> Figure:
    """How long a health check waits after some have asked for a training."""
    figure, axes = plt.subplots()
    for service, hue, text in (
        ("notebook-predict", NOTEBOOK, "notebook"),
        ("flask-predict", FLASK, "Flask behind gunicorn"),
    ):
        waits = recorded.record().waits(service)
        busy = list(waits)
        for count, times in waits.items():
            axes.plot(np.full(len(times), count), times, "o", color=colour(hue), markersize=4, alpha=0.5)
        axes.plot(busy, [median(waits[count]) for count in busy], color=colour(hue))
        axes.annotate(
            text,
            (6.0, waits_between(waits, 6.0)),
            xytext=(0, 10),
            textcoords="offset points",
            ha="center",
            color=colour(hue),
        )
    axes.set_yscale("log")
    axes.set_yticks([1, 10, 100, 1000], ["1", "10", "100", "1,000"])
    axes.minorticks_off()
    axes.set_xticks([0, 1, 2, 4, 8])
    axes.set(xlabel="trainings asked for", ylabel="a health check waits (ms)")
    return figure


def waits_between(waits: dict[int, list[float]], busy: float) -> float:
    """The height of the line of medians over a point between two counts."""
    return float(np.interp(busy, list(waits), [median(times) for times in waits.values()]))


# --- Ray Serve ---


def cluster() -> Figure:
    """Who is who: the proxy takes requests, the replicas answer them, the controller sees to it that they live."""
    figure, axes = _canvas(3.6, 5.2)
    _box(axes, (0.0, 1.55), (1.3, 1.3), "client")
    for left, title in ((2.1, "one machine"), (6.35, "another machine")):
        _box(axes, (left, 0.1), (3.6, 4.5), soft=True)
        axes.text(left + 1.8, 4.75, title, ha="center", color=colour("muted"), fontsize=11.5)
    _box(axes, (2.3, 1.55), (1.2, 1.3), "proxy", hue=RAY)
    _box(axes, (3.95, 3.15), (1.6, 1.2), "controller", hue="muted")
    places = ((4.1, 1.75), (4.1, 0.35), (6.6, 1.75), (6.6, 0.35))
    for left, bottom in places:
        _box(axes, (left, bottom), (1.4, 1.0), "replica", hue=RAY)
    _box(axes, (8.35, 1.55), (1.3, 1.3), "proxy", hue=RAY)
    _arrow(axes, (1.35, 2.2), (2.25, 2.2), both=True)
    _arrow(axes, (3.55, 2.3), (4.05, 2.3), hue=RAY, both=True)
    _arrow(axes, (3.55, 1.8), (4.05, 1.1), hue=RAY, both=True)
    _arrow(axes, (5.55, 3.5), (7.2, 2.85))
    _arrow(axes, (4.8, 3.1), (4.8, 2.8))
    axes.text(6.65, 3.6, "starts, watches,\nstarts again", color=colour("muted"), fontsize=11, va="center")
    _arrow(axes, (8.3, 2.2), (8.05, 2.2), hue=RAY)
    return figure


def patience() -> Figure:
    """Who holds the threads of the service: slow clients, or, with nginx before it, nobody who is slow."""
    from snippets.deployment.production import slow  # not above: a page's Python has no sockets for it

    figure, axes = _canvas(3.9, 5.6)
    threads = gunicorn_conf.threads
    for bottom, title, slow_ones, held in (
        (3.2, "gunicorn alone", threads, threads),
        (0.1, "nginx before it", slow.MANY, 1),
    ):
        middle = bottom + 1.05
        behind = slow_ones > threads
        axes.text(0.0, bottom + 2.15, title, color=colour("text"), fontsize=13, fontweight=600)
        _box(axes, (0.0, bottom + 1.1), (2.2, 0.8), f"{slow_ones} slow ones", hue="vermilion")
        _box(axes, (0.0, bottom), (2.2, 0.8), "somebody else", hue="accent")
        front = 3.6 if behind else 6.9
        _arrow(axes, (2.3, bottom + 1.5), (front - 0.1, middle + 0.25), hue="vermilion")
        _arrow(axes, (2.3, bottom + 0.4), (front - 0.1, middle - 0.25), hue="accent")
        if not behind:
            axes.text(4.6, bottom + 0.2, "waits", ha="center", va="center", fontsize=11.5, color=colour("muted"))
        else:
            _box(axes, (3.6, bottom), (1.9, 1.9), "nginx")
            _arrow(axes, (5.6, middle), (6.8, middle), hue="accent", both=True)
        _box(axes, (6.9, bottom), (3.0, 1.9), soft=True)
        for thread in range(threads):
            hue = ("accent" if behind else "vermilion") if thread < held else "surface"
            place = (7.3 + 0.31 * (thread % 8), bottom + 1.25 - 0.42 * (thread // 8))
            axes.plot(*place, "o", markersize=8, color=colour(hue), markeredgecolor=colour("muted"))
        words = f"{threads} threads, {f'{threads - held} free' if behind else 'all held'}"
        axes.text(8.4, bottom + 0.32, words, ha="center", va="center", fontsize=11.5, color=colour("text"))
    return figure


def replicas() -> Figure:
    """How the mean wait grows with the load, for one replica and for more, each with its fair share."""
    figure, axes = plt.subplots()
    loads = np.array([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95])
    gaps = np.random.default_rng(0).exponential(size=30_000)
    for count, hue, place, side in ((1, FLASK, 0.89, -1), (2, RAY, 0.95, 1), (4, "green", 0.95, 1)):
        means = [queueing.waits(list(np.cumsum(gaps / (load * count))), 1.0, count).mean() for load in loads]
        axes.plot(loads * 100, means, color=colour(hue))
        axes.annotate(
            f"{count} replica{'s' if count > 1 else ''}",
            (place * 100, float(np.interp(place, loads, means))),
            xytext=(side * 8, 0),
            textcoords="offset points",
            ha="right" if side < 0 else "left",
            va="center",
            color=colour(hue),
        )
    axes.set(xlabel="share of the time that each replica is busy (%)", ylabel="mean wait (in passes)")
    axes.set(xlim=(5.0, 112.0), ylim=(0.0, 6.0), xticks=range(20, 101, 20))
    return figure


def batches() -> Figure:
    """The same arrivals, answered one by one and in batches."""
    figure, panels = plt.subplots(2, 1, sharex=True, figsize=(7.0, 3.4))
    for axes, most, title in ((panels[0], 1, "one by one"), (panels[1], 8, "whoever waits goes together")):
        for batch in queueing.batches(queueing.ARRIVALS, once=1.0, each=0.1, most=most):
            axes.barh(0, batch.end - batch.start - 0.06, left=batch.start, height=0.7, color=colour(RAY), alpha=0.45)
            middle = (batch.start + batch.end) / 2
            axes.text(middle, 0, str(batch.size), ha="center", va="center", color=colour("text"), fontsize=11.5)
        axes.plot(queueing.ARRIVALS, np.full(len(queueing.ARRIVALS), 0.75), "v", color=colour("text"), markersize=6)
        axes.set(xlim=(-0.3, 14.0), ylim=(-0.5, 1.1), yticks=[], title=title)
        axes.grid(visible=False)
        axes.spines["left"].set_visible(False)
    panels[1].set_xlabel("time (in passes)")
    return figure


def passes() -> Figure:
    """What a pass through the model takes, and what that makes a row."""
    figure, axes = plt.subplots()
    times = failover.record().data["passes"]
    rows = np.array([int(count) for count in times])
    whole = np.array(list(times.values()))
    for values, hue, text, offset in ((whole, RAY, "the whole pass", (0, 8)), (whole / rows, FLASK, "a row", (0, -18))):
        axes.plot(rows, values * 1000, "o-", color=colour(hue), markersize=4)
        axes.annotate(
            text, (rows[4], values[4] * 1000), xytext=offset, textcoords="offset points", ha="center", color=colour(hue)
        )
    axes.set_xscale("log", base=2)
    axes.set_yscale("log")
    axes.set_xticks(rows, [str(count) for count in rows])
    axes.set_yticks([10, 100, 1000], ["10", "100", "1,000"])
    axes.minorticks_off()
    axes.set(xlabel="rows in one pass", ylabel="microseconds", ylim=(4, 1500))
    return figure


def failing() -> Figure:
    """Requests a second and their waiting, before and after a replica is killed; three kills."""
    figure, (top, bottom) = plt.subplots(2, 1, sharex=True, figsize=(7.0, 4.4))
    runs = failover.record().kills("ray-predict")
    at = np.array([point["at"] for point in runs[0]["bins"]]) - failover.record().data["kill_at"] + 0.25
    for axes, name in ((top, "a_second"), (bottom, "worst_ms")):
        values = np.array([[point[name] for point in run["bins"]] for run in runs])
        axes.plot(at, values.T, color=colour(RAY), alpha=0.35, linewidth=1.0)
        axes.plot(at, np.median(values, axis=0), color=colour(RAY))
        axes.axvline(0.0, color=colour("text"), linestyle=":", linewidth=1.2)
        axes.set_ylim(0.0, None)
    for run in runs:
        for sent, ms, _ in run["retried"]:
            bottom.plot(sent - failover.record().data["kill_at"], ms, "o", color=colour("text"), markersize=4)
    top.set(ylabel="requests a second")
    bottom.set(ylabel="longest wait (ms)", xlabel="seconds since the kill")
    top.annotate("kill", (0.0, 1.0), xycoords=("data", "axes fraction"), xytext=(5, -12), textcoords="offset points")
    worst = max(((sent, ms) for run in runs for sent, ms, _ in run["retried"]), key=lambda pair: pair[1])
    bottom.annotate(
        "asked again",
        (worst[0] - failover.record().data["kill_at"], worst[1]),
        xytext=(9, 1),
        textcoords="offset points",
    )
    return figure


def price() -> Figure:
    """What two processes cost under Ray Serve and under gunicorn."""
    figure, panels = plt.subplots(1, 3, figsize=(7.0, 2.5))
    names = (("gunicorn", FLASK), ("Ray Serve", RAY))
    for axes, values, title in (
        (panels[0], (facts.gunicorn_cost_ms(), facts.ray_cost_ms()), "processor time of\na prediction (ms)"),
        (panels[1], (facts.gunicorn_memory(), facts.ray_memory()), "memory of it all\n(MB)"),
        (panels[2], (facts.gunicorn_start_seconds(), facts.ray_start_seconds()), "until the first\nanswer (s)"),
    ):
        for place, ((_, hue), value) in enumerate(zip(names, values, strict=True)):
            axes.bar(place, value, color=colour(hue), alpha=0.6, width=0.6)
            axes.text(
                place,
                value,
                f"{value:,.0f}" if value >= 5 else f"{value:.1f}",
                ha="center",
                va="bottom",
                color=colour("text"),
                fontsize=11.5,
            )
        axes.set_xticks([0, 1], [name for name, _ in names])
        axes.set_yticks([])
        axes.set_ylim(0.0, max(values) * 1.2)
        axes.set_title(title, fontsize=12)
        axes.grid(visible=False)
        axes.spines["left"].set_visible(False)
    return figure
