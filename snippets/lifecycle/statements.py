"""What the post on the life cycle says in words, and what each was read from."""

import numpy as np

from snippets.deployment.train import build
from snippets.lifecycle.decisions import alarmed, calibration, scored
from snippets.lifecycle.evaluation import in_folds
from snippets.lifecycle.experiments import (
    BATCHES,
    COLUMNS_TRIED,
    WIDTHS,
    by_chance,
    by_time,
    drawer,
    rates,
    ruler,
    searched,
    selection,
)
from snippets.lifecycle.facts import (
    RAISED,
    cost_at_best,
    cost_at_half,
    model_accuracy,
    right_at_best,
    right_at_half,
    test_accuracy,
    test_high,
    test_low,
    treated,
)
from snippets.lifecycle.leakage import measured_again
from snippets.lifecycle.penguins import bills, correlation, gaps, penguins

Shown = tuple[bool, dict[str, object]]


def two_without_any() -> Shown:
    """Two penguins lack all five entries; nine more lack the sex, most of them alone.

    >>> two_without_any()
    (True, {'without any': 2, 'more without sex': 9, 'side by side': 4})
    """
    columns = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"]
    lacking = [gaps(penguins()[column]) for column in [*columns, "sex"]]
    bare = np.logical_and.reduce(lacking)
    more = np.flatnonzero(lacking[-1] & ~bare)
    beside = np.isin(more + 1, more) | np.isin(more - 1, more)
    holds = all(np.array_equal(each, bare) for each in lacking[:-1])
    return bool(holds and 2 * beside.sum() < len(more)), {
        "without any": int(bare.sum()),
        "more without sex": len(more),
        "side by side": int(beside.sum()),
    }


def turned_round() -> Shown:
    """Length and depth correlate below zero over all, above zero in each species.

    >>> turned_round()
    (True, {'all': -0.24, 'Adelie': 0.38, 'Chinstrap': 0.7, 'Gentoo': 0.62})
    """
    rows = searched()
    within = {
        str(name): correlation(rows[rows["species"] == name])
        for name in np.unique(rows["species"])
    }
    holds = correlation(rows) < 0 < min(within.values())
    seen = {"all": correlation(rows), **within}
    return holds, {name: round(r, 2) for name, r in seen.items()}


def reaches_below() -> Shown:
    """The drawer's score is above nine tenths, the low end of its interval is not.

    >>> reaches_below()
    (True, {'asked': 0.9, 'score': 0.93, 'low': 0.87})
    """
    asked = 0.9
    return test_low() < asked < test_accuracy(), {
        "asked": asked,
        "score": round(test_accuracy(), 2),
        "low": round(test_low(), 2),
    }


def holds_the_other_score() -> Shown:
    """The drawer's interval holds the score of cross-validation.

    >>> holds_the_other_score()
    (True, {'low': 87, 'cross-validation': 96, 'high': 97})
    """
    return test_low() < model_accuracy() < test_high(), {
        "low": round(100 * test_low()),
        "cross-validation": round(100 * model_accuracy()),
        "high": round(100 * test_high()),
    }


def climbs_and_stays() -> Shown:
    """Median scores, in per cent: the wrong way climbs, the right way stays near half.

    >>> climbs_and_stays()
    (True, {'wrong': [48, 66, 76, 83, 90, 92], 'right': [48, 52, 52, 51, 48, 50]})
    """
    wrong, right = (
        [round(100 * float(np.median(selection(width)[way]))) for width in WIDTHS]
        for way in (0, 1)
    )
    holds = sorted(wrong) == wrong and abs(wrong[0] - 50) < 5 and wrong[-1] > 90
    near = all(abs(score - 50) < 5 for score in right)
    return holds and near, {"wrong": wrong, "right": right}


def a_copy_elsewhere() -> Shown:
    """Of the rows dealt out one by one, so many have a copy in another fold.

    >>> a_copy_elsewhere()
    (True, {'share': 0.97})
    """
    rng = np.random.default_rng(0)
    repeated, _, penguin = measured_again(rng)
    fold = in_folds(np.arange(len(repeated)), rng)
    rows = zip(penguin, fold, strict=True)
    copies = [np.any((penguin == own) & (fold != home)) for own, home in rows]
    share = float(np.mean(copies))
    return share > 0.95, {"share": round(share, 2)}


def lengths_forgive() -> Shown:
    """Mean scores in per cent, from 3 mm too small to 3 mm too large a ruler.

    >>> lengths_forgive()
    (True, {'least in length': 91, 'ends in depth': [61, 59]})
    """
    errors = np.arange(-3.0, 3.01, 0.5).tolist()
    length = [100 * float(ruler(error, True, False).mean()) for error in errors]
    depth = [100 * float(ruler(error, False, True).mean()) for error in errors]
    holds = min(length) > 90 and all(abs(depth[end] - 60) < 2 for end in (0, -1))
    return holds, {
        "least in length": round(min(length)),
        "ends in depth": [round(depth[0]), round(depth[-1])],
    }


def quiet_bells() -> Shown:
    """How often each alarm rings where nothing has changed, in per cent, by the batch.

    >>> quiet_bells()[1]["batches of 140"]
    {'above 0.1': 46, 'above 0.25': 1, 'gap': 4}
    """
    found = {size: 100 * rates(1, size, 0.0) for size in BATCHES}
    low, high, gap = np.array([found[size] for size in BATCHES]).T
    falls = bool(np.all(np.diff(low) < 0) and np.all(np.diff(high) < 0))
    holds = low[0] > 95 and 40 < low[-1] < 55 and 85 < high[0] < 95 and high[-1] < 3
    return bool(falls and holds and gap.min() >= 2 and gap.max() < 4.5), {
        f"batches of {size}": {
            "above 0.1": round(float(found[size][0])),
            "above 0.25": round(float(found[size][1])),
            "gap": round(float(found[size][2])),
        }
        for size in (BATCHES[0], BATCHES[-1])
    } | {
        "of": 100,
        "gap from": round(float(gap.min())),
        "gap to": round(float(gap.max())),
    }


def loud_bells() -> Shown:
    """The same with depths one millimetre too large: the gap climbs with the batch.

    >>> loud_bells()
    (True, {'index, least': 96, 'gap': [17, 33, 55, 70, 81, 91, 98]})
    """
    found = 100 * np.array([rates(1, size, 1.0) for size in BATCHES])
    gap = found[:, 2]
    holds = found[:, :2].min() > 95 and np.all(np.diff(gap) > 0)
    ends = gap[0] < 20 and gap[-1] > 95
    return bool(holds and ends), {
        "index, least": round(float(found[:, :2].min())),
        "gap": [round(float(share)) for share in gap],
    }


def right_and_dear() -> Shown:
    """The threshold of one half is right more often, and costs more.

    >>> right_and_dear()
    (True, {'right': [0.57, 0.76], 'cost': [58, 68]})
    """
    right, dear = (right_at_best(), right_at_half()), (cost_at_best(), cost_at_half())
    return right[0] < right[1] and dear[0] < dear[1], {
        "right": [round(each, 2) for each in right],
        "cost": [round(each) for each in dear],
    }


def too_sure_at_the_top() -> Shown:
    """Points by which the score exceeds what came: below 0.4 few, above it many.

    >>> too_sure_at_the_top()
    (True, {'below 0.4, at most': 2, 'above': 7})
    """
    said, came, _ = calibration(scored(), [0.0, 0.1, 0.2, 0.3, 0.4, 0.6])
    beyond = 100 * (said - came)
    return bool(np.abs(beyond[:-1]).max() < 3 < 5 < beyond[-1]), {
        "below 0.4, at most": round(float(np.abs(beyond[:-1]).max())),
        "above": round(float(beyond[-1])),
    }


def equal_alarms() -> Shown:
    """With a threshold of its own, ExpressJet has about as many needless warnings.

    >>> equal_alarms()
    (True, {'threshold': 0.36, 'Delta': 21, 'ExpressJet': 24})
    """
    delta, express = treated("DL").alarmed, treated("EV", above=RAISED).alarmed
    return abs(delta - express) < 0.05, {
        "threshold": RAISED,
        "Delta": round(100 * delta),
        "ExpressJet": round(100 * express),
    }


def identity_holds() -> Shown:
    """The share of needless warnings follows from the other three, for both airlines.

    >>> identity_holds()
    (True, {'airlines': 2})
    """
    both = [treated(carrier) for carrier in ("DL", "EV")]
    follows = [float(alarmed(each.late, each.right, each.missed)) for each in both]
    near = np.allclose(follows, [each.alarmed for each in both])
    return near, {"airlines": len(both)}


def shadow_decides() -> Shown:
    """Where the model of 2007 and that of both years differ, the latter is right.

    >>> shadow_decides()
    (True, {'differ': 3, 'ours right': 3, 'its right': 0})
    """
    known, later = searched(), drawer()
    early = known[known["year"] == 2007]
    ours, its = (
        build().fit(bills(rows), rows["species"]).predict(bills(later))
        for rows in (known, early)
    )
    differ = ours != its
    right = [int((each == later["species"])[differ].sum()) for each in (ours, its)]
    return bool(differ.sum() == right[0]), {
        "differ": int(differ.sum()),
        "ours right": right[0],
        "its right": right[1],
    }


def date_only_flatters() -> Shown:
    """With the date: up in every dealing by chance, and nothing gained in any month.

    >>> date_only_flatters()
    (True, {'dealings': 10, 'months': 6, 'least gain, points': 8, 'later': 0.0})
    """
    plain, dated = (COLUMNS_TRIED[name] for name in ("place and hour", "and the date"))
    gain = by_chance(dated) - by_chance(plain)
    later = by_time(dated) - by_time(plain)
    return bool(gain.min() > 0.06 and np.abs(later).max() < 1e-12), {
        "dealings": len(gain),
        "months": len(later),
        "least gain, points": round(100 * float(gain.min())),
        "later": float(np.abs(later).max().round(6)),
    }


def today_passes_both() -> Shown:
    """With the day's own share: up in every dealing, and in every later month too.

    >>> today_passes_both()
    (True, {'dealings': 10, 'months': 6, 'least gain': [11, 3]})
    """
    plain, told = (
        COLUMNS_TRIED[name] for name in ("place and hour", "and today's share")
    )
    gains = [by_chance(told) - by_chance(plain), by_time(told) - by_time(plain)]
    return bool(min(gain.min() for gain in gains) > 0.02), {
        "dealings": len(gains[0]),
        "months": len(gains[1]),
        "least gain": [round(100 * float(gain.min())) for gain in gains],
    }


def yesterday_gains_nothing() -> Shown:
    """With yesterday's share: up in some later months, down in others, even on average.

    >>> yesterday_gains_nothing()
    (True, {'mean gain, points': 0.1, 'months up': 4, 'down': 2})
    """
    plain, told = (
        COLUMNS_TRIED[name] for name in ("place and hour", "and yesterday's share")
    )
    gain = 100 * (by_time(told) - by_time(plain))
    return bool(abs(gain.mean()) < 1 and gain.min() < 0 < gain.max()), {
        "mean gain, points": round(float(gain.mean()), 1),
        "months up": int((gain > 0).sum()),
        "down": int((gain < 0).sum()),
    }
