"""The tables of the post on the life cycle."""

from snippets.lifecycle.experiments import without_dream

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
