"""Answers the explorers' questions: inside the worker, under Pyodide. It knows no browser, so that CPython can test it.

A question names a module of the site's package `explorers`. What answers is the module's `Session`, one for each
explorer that is open, or its function `answer`. Arrays leave apart from the JSON, to be sent without a copy.
"""

import importlib
import json
import math
import sys
import traceback
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any


class Explorers:
    """The open explorers' sessions."""

    def __init__(self, package: str, heeding: Callable[[], AbstractContextManager[object]] = nullcontext) -> None:
        """Look for the modules in the folder `explorers` of the `package`; an interrupt ends what runs in `heeding`."""
        self.heeding = heeding
        self.package = f"{package}.explorers"
        self.sessions: dict[str, Any] = {}
        self.arrays: list[Any] = []
        self.missing = ""

    def ask(self, question: str) -> str:
        """Return the answer as JSON.

        The question is JSON: `name`, `session` and `request`. The answer holds `data`, in which {"array": 0} stands for
        the first of `self.arrays`, and `fresh`: whether nothing was asked in this session before. Or `missing`: the
        name of a package without which there is no answer; or `error`: the last line of a traceback.
        """
        asked = json.loads(question)
        self.arrays = []
        try:
            module = importlib.import_module(f"{self.package}.{asked['name']}")
            fresh = asked["session"] not in self.sessions
            if fresh:
                self.sessions[asked["session"]] = module.Session() if hasattr(module, "Session") else None
            answering = self.sessions[asked["session"]] or module
            with self.heeding():
                data = self.pack(answering.answer(asked["request"]))
        except ModuleNotFoundError as problem:
            name = (problem.name or "").partition(".")[0]
            if name and name != self.missing:  # once it has been asked for, it must be there
                self.missing = name
                self.sessions.pop(asked["session"], None)
                return json.dumps({"missing": name})
            return json.dumps({"error": str(problem)})
        except BaseException as problem:
            if isinstance(problem, KeyboardInterrupt):  # stopped half-way, a session is not what it should be
                self.sessions.pop(asked["session"], None)
            last = traceback.format_exception_only(type(problem), problem)[-1].strip()
            traceback.print_exception(problem, file=sys.__stderr__)
            return json.dumps({"error": last})
        self.missing = ""
        return json.dumps({"data": data, "fresh": fresh})

    def pack(self, value: Any) -> Any:
        """Return a value as JSON can hold it, its arrays put aside; what is not finite by its name in JavaScript."""
        if hasattr(value, "dtype") and value.ndim:
            if value.ndim > 1:
                raise TypeError(f"an array of {value.ndim} dimensions: flatten it with ravel()")
            self.arrays.append(_sent(value))
            return {"array": len(self.arrays) - 1}
        if hasattr(value, "item"):
            value = value.item()
        if isinstance(value, dict):
            return {key: self.pack(each) for key, each in value.items()}
        if isinstance(value, (list, tuple)):
            return [self.pack(each) for each in value]
        if isinstance(value, float) and not math.isfinite(value):
            return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
        return value

    def forget(self, page: str) -> None:
        """Drop the sessions of a page: their names begin with its path."""
        for name in [name for name in self.sessions if name.startswith(f"{page}#")]:
            del self.sessions[name]


def _sent(array: Any) -> Any:
    """Return the array in a type that JavaScript has, its numbers side by side."""
    kinds = {"b": "uint8", "i": "int32", "u": "uint32" if array.dtype.itemsize > 1 else "uint8"}
    wanted = kinds.get(array.dtype.kind) or ("float32" if array.dtype.itemsize == 4 else "float64")
    return array.astype(wanted, order="C")
