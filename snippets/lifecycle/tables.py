"""The tables of the post on the life cycle."""

from snippets.lifecycle.experiments import without_dream
from snippets.lifecycle.facts import RAISED, treated

SPECIES = ("Adelie", "Chinstrap", "Gentoo")


def dream() -> list[dict[str, object]]:
    """What a model that knows the other islands calls the penguins of Dream.

    >>> dream()[0]["Species"]
    'Adelie'
    """
    species, named, _ = without_dream()
    return [
        {"Species": name}
        | {
            f"Called {called}": int(((species == name) & (named == called)).sum())
            for called in SPECIES
        }
        for name in SPECIES[:2]
    ]


def fairness() -> list[dict[str, object]]:
    """How a perfectly calibrated score treats two airlines, in shares of their flights.

    >>> list(fairness()[0].values())
    ['of all: late', '19 %', '28 %', '28 %']
    """
    columns = {
        "Delta": treated("DL"),
        "ExpressJet": treated("EV"),
        f"Above {RAISED}": treated("EV", above=RAISED),
    }
    rows = {
        "of all: late": "late",
        "of the punctual: warned of": "alarmed",
        "of the late: missed": "missed",
        "of the warned: late": "right",
    }
    found: list[dict[str, object]] = []
    for words, row in rows.items():
        found.append({"Share": words})
        for name, each in columns.items():
            found[-1][name] = f"{100 * getattr(each, row):.0f} %"
    return found
