"""The defaults of the libraries' optimisers are those of the record, from which the post makes its table.

`RECORD_DEFAULTS=1 make test-libraries TORCH=1` writes the record anew, each environment what it has.
"""

import inspect
import json
import os
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from snippets.activations.experiments.cost import machine
from snippets.optimisers.catalogue import CATALOGUE, OptimiserEntry
from snippets.optimisers.defaults import RECORD, SETTINGS
from tests.libraries.names import every, here, named

COMMAND = "RECORD_DEFAULTS=1 make test-libraries TORCH=1"
PACKAGES = {"pytorch": "torch", "keras": "keras", "jax": "optax", "sklearn": "scikit-learn"}
NAMES = {
    "learning_rate": ("learning_rate", "lr", "learning_rate_init"),
    "momentum": ("momentum",),
    "decay": ("decay", "rho", "alpha"),
    "accumulator": ("initial_accumulator_value",),
    "beta1": ("beta_1", "b1"),
    "beta2": ("beta_2", "b2"),
    "epsilon": ("epsilon", "eps"),
    "weight_decay": ("weight_decay",),
}
"""What the libraries call a setting."""
TAKEN = {
    "gradient_descent": ("learning_rate",),
    "momentum": ("momentum",),
    "adagrad": ("learning_rate", "accumulator", "epsilon"),
    "rmsprop": ("learning_rate", "decay", "epsilon"),
    "adam": ("learning_rate", "beta1", "beta2", "epsilon"),
    "adamw": ("learning_rate", "weight_decay", "epsilon"),
    "lion": ("learning_rate", "beta1", "beta2", "weight_decay"),
}


def defaults(entry: OptimiserEntry, library: str) -> dict[str, float | None]:
    """Return what the library takes for the settings of an optimiser where it is told nothing of them."""
    name = str(getattr(entry, library))
    make = named(f"sklearn.neural_network.MLPRegressor({name})" if library == "sklearn" else name)
    signature = {key: each.default for key, each in inspect.signature(make.func).parameters.items()}
    if isinstance(betas := signature.get("betas"), tuple):
        signature |= {"beta_1": betas[0], "beta_2": betas[1]}
    if library == "sklearn":
        signature.pop("alpha")  # a penalty there
    return {setting: _number(signature, NAMES[setting]) for setting in TAKEN[entry.name]}


def _number(signature: dict[str, Any], names: tuple[str, ...]) -> float | None:
    values = [signature[name] for name in names if name in signature]
    return next((float(value) for value in values if isinstance(value, int | float)), None)


@every({name: CATALOGUE[name] for name in TAKEN})
def test_the_defaults_are_those_of_the_record(entry: OptimiserEntry, library: str) -> None:
    if os.environ.get("RECORD_DEFAULTS"):
        _write(entry, library)
    data = json.loads(RECORD.read_text(encoding="utf-8"))["defaults"]
    recorded = {setting: data[entry.name][setting][library] for setting in TAKEN[entry.name]}
    assert defaults(entry, library) == recorded


@pytest.mark.parametrize("library", [each for each in PACKAGES if here(each)])
def test_the_record_says_which_version_it_asked(library: str) -> None:
    data = json.loads(RECORD.read_text(encoding="utf-8"))
    assert data["command"] == COMMAND
    assert data["machine"]["packages"][PACKAGES[library]] == version(PACKAGES[library]).partition("+")[0]


def _write(entry: OptimiserEntry, library: str) -> None:
    data: dict[str, Any] = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.is_file() else {}
    packages = data.get("machine", {}).get("packages", {})
    packages[PACKAGES[library]] = version(PACKAGES[library]).partition("+")[0]
    told = data.get("defaults", {})
    for setting, value in defaults(entry, library).items():
        told.setdefault(entry.name, {}).setdefault(setting, {})[library] = value
    ordered = {
        name: {setting: told[name][setting] for setting in SETTINGS if setting in told[name]}
        for name in CATALOGUE
        if name in told
    }
    about = {"date": date.today().isoformat(), "command": COMMAND, "machine": {**machine(), "packages": packages}}
    Path(RECORD).write_text(json.dumps({**about, "defaults": ordered}, indent=1) + "\n", encoding="utf-8")
