"""Loads the Python that runs inside the browser's worker, under the names that it has there."""

from __future__ import annotations

import functools
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "assets" / "live"
NEEDS = {"console": ["runner", "server", "curl"], "curl": ["server"]}


@functools.cache
def load(name: str) -> ModuleType:
    """Return the module `live_<name>`, with what it imports."""
    for other in NEEDS.get(name, []):
        load(other)
    spec = importlib.util.spec_from_file_location(f"live_{name}", FOLDER / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[f"live_{name}"] = module
    spec.loader.exec_module(module)
    return module
