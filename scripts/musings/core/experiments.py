"""Results of experiments, kept on the disk: each is found once, whoever asks, and anew when what it rests on changed.

A site that has a module `snippets/experiment.py` decorates with it what takes long. A result is kept for the content of
the function's module and of all that this imports, with the data beside; for what is installed; for the arguments; for
the arithmetic of the process and the variables that code heeds. What the site opens beside that is noted with the
result, and looked at before it is given again. An experiment that imports by other means than its `import` lines, or
that takes or returns what cannot be stored, is run by each process.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import pickle
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from inspect import unwrap
from pathlib import Path
from typing import Any, Final

from filelock import FileLock

from musings.core import fingerprint, modules, reads, sources, store
from musings.core.arithmetic import arithmetic, heeded
from musings.core.failure import Failure
from musings.core.project import Project

_MODULE: Final = "snippets.experiment"
_QUICK: Final = 0.02
"""What takes less time, in seconds, is not kept: to read it would take as long."""
_EACH: Final = 2
"""How many results of one experiment, each of another content, are kept: going back one step costs nothing."""
_LETTERS: Final = 20
"""Of each of the two hashes in a result's name."""
_UNPICKLABLE: Final = (pickle.PicklingError, AttributeError, TypeError)
ANEW: Final = "MUSINGS_ANEW"
"""A variable of the environment: results are given again only to whoever has it set to the same text."""


@contextmanager
def kept(project: Project) -> Iterator[None]:
    """Have experiments of the project keep their results, and give again what was kept, for as long as the block lasts.

    Code that was changed in this process, as tests do, must not run meanwhile: what it returns would be kept.
    """
    keepers = keep(project)
    try:
        yield
    finally:
        del keepers[-1:]


def keep(project: Project) -> list[Any]:
    """Have experiments keep their results from now on, in a process that changes no code; return who does that."""
    if modules.module_path(project, _MODULE) is None:
        return []
    keepers: list[Any] = modules.load(project, _MODULE).keepers
    keepers.append(_Keeper(project).result)
    return keepers


class _Keeper:
    """What a process knows of the results that a project keeps."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._watch = reads.watch(project, modules.PACKAGES)
        self._watch.paused = False

    def result(self, function: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
        """Return what the function returns for the arguments."""
        with reads.unseen():
            found = self._place(function, arguments)
            if found is None:
                return _run(function, arguments)
            path, files = found
            if (again := self._again(path)) is not None:
                return again[0]
            with _alone(path):
                # Another process may have found it meanwhile.
                if (again := self._again(path)) is not None:
                    return again[0]
                started = time.perf_counter()
                result = _run(function, arguments)
                quick = time.perf_counter() - started < _QUICK
                if quick or self._place(function, arguments) != found:  # a file was saved meanwhile
                    return result
                return self._keep(path, result, files)

    def _place(self, function: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[Path, frozenset[Path]] | None:
        """Return where a result is kept, and the files that it is made from; None where nobody can tell."""
        module, name = function.__module__, function.__name__
        if unwrap(getattr(sys.modules.get(module), name, unwrap)) is not function:
            return None  # it stands inside another function, or in a doctest
        try:
            given, named = _pickled(arguments)
        except _UNPICKLABLE:
            return None
        code = (modules.module_path(self._project, each) for each in sorted({module, *named}))
        files = modules.closure(self._project, filter(None, code))
        if reads.is_dynamic(map(str, files)) or not sources.are_as_run(files):
            return None
        content = fingerprint.of(self._project, [fingerprint.of_file(Path(__file__))], files)
        surroundings = {"PYTHONHASHSEED": "0", **dict(heeded()), ANEW: os.environ.get(ANEW, "")}
        asked = fingerprint.of_text(f"{given.hex()} {sorted(surroundings.items())} {arithmetic()}")
        return self._project.cache / "experiments" / f"{module}.{name}-{asked[:_LETTERS]}-{content[:_LETTERS]}", files

    def _again(self, path: Path) -> tuple[Any] | None:
        """Return what was kept, if it is as it was written and what was read for it is as it was."""
        try:
            check, read, result = path.read_bytes().split(b"\n", 2)
            if hashlib.sha256(read + result).hexdigest().encode() != check:
                return None
            opened = {str(self._project.root / file): was for file, was in json.loads(read).items()}
            if any(reads.content(file) != was for file, was in opened.items()):
                return None
            with reads.unseen(False):  # what this imports is the site's own
                found = pickle.loads(result)
        except (OSError, ValueError):
            return None
        reads.note(opened)
        return (found,)

    def _keep(self, path: Path, result: Any, files: frozenset[Path]) -> Any:
        """Keep a result; return it as all others will get it."""
        if (read := self._watch.beside(files)) is None:
            return result
        try:
            data = pickle.dumps(result)
        except _UNPICKLABLE:
            return result
        told = json.dumps(read).encode()
        older = path.parent.glob(f"{path.name.rpartition('-')[0]}-{'?' * _LETTERS}")  # and no lock
        for old in sorted(older, key=store.stamp)[: 1 - _EACH]:
            old.unlink(missing_ok=True)
        with suppress(Failure):  # on a full disk the result is as good
            store.write(path, b"\n".join([hashlib.sha256(told + data).hexdigest().encode(), told, data]))
        return pickle.loads(data)


def _run(function: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
    with reads.unseen(False):
        return function(*arguments)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Have no other process find the same meanwhile, where the folder allows that."""
    lock = FileLock(f"{path}.lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except OSError:
        yield
        return
    try:
        yield
    finally:
        Path(lock.lock_file).unlink(missing_ok=True)
        lock.release()


class _Pickler(pickle.Pickler):
    """Notes whose code is named by what it stores."""

    def __init__(self, file: io.BytesIO) -> None:
        super().__init__(file, protocol=5)
        self.modules: set[str] = set()

    def reducer_override(self, obj: Any) -> Any:
        """Note the module of a function, a class, or an object's class, and store it as ever."""
        self.modules.add(getattr(obj, "__module__", None) or type(obj).__module__)
        return NotImplemented


def _pickled(value: Any) -> tuple[bytes, set[str]]:
    """Return a value as bytes, and the names of the modules whose code it names."""
    buffer = io.BytesIO()
    pickler = _Pickler(buffer)
    pickler.dump(value)
    return buffer.getvalue(), pickler.modules
