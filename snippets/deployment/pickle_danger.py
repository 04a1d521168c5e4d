"""Why a model from a stranger is not unpickled: a pickle is a program, and loading it runs it."""

import pickle
from typing import Any

import skops.io
from sklearn.preprocessing import FunctionTransformer

# --8<-- [start:trap]
notes: list[str] = []


def take_note(text: str) -> None:
    """Stand for anything an attacker would rather do; all this one does is to write into a list."""
    notes.append(text)


class Trap:
    """An object that says: to rebuild me, call this function with this argument."""

    def __reduce__(self) -> tuple[Any, ...]:
        """What pickle stores, and what unpickling will do."""
        return take_note, ("the file ran this",)


def spring() -> list[str]:
    """Pickle a trap and load it: its function has run before any result could be looked at.

    >>> spring()
    ['the file ran this']
    """
    notes.clear()
    file = pickle.dumps(Trap())
    pickle.loads(file)
    return list(notes)


# --8<-- [end:trap]


def stranger() -> bytes:
    """A skops file that calls for a function of no known library."""
    file: bytes = skops.io.dumps(FunctionTransformer(func=take_note))
    return file


def unknown_types(file: bytes) -> list[str]:
    """What the file asks for beyond the types that skops knows to be harmless; read, not run.

    >>> unknown_types(stranger())
    ['snippets.deployment.pickle_danger.take_note']
    """
    return [str(name) for name in skops.io.get_untrusted_types(data=file)]


def refusal(file: bytes) -> str:
    """The name of the error that `skops.io.loads` raises for the file; "none" if it loads.

    >>> refusal(stranger())
    'UntrustedTypesFoundException'
    >>> refusal(skops.io.dumps({"weights": [0.5, 0.25]}))
    'none'
    """
    try:
        skops.io.loads(file, trusted=[])
    except Exception as error:  # its class moved between releases of skops: its name did not
        return type(error).__name__
    return "none"
