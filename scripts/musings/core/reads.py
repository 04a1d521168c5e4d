"""What a proof reads: the files that the proving process opens and the folders that it lists, as they were then.

What a claim says that it is made from belongs to its key. What its code opens beside that is seen here, by an audit
hook of the interpreter, and kept with the proof. A process proves several claims, and what one has read may be
remembered for the next: so each is given all that was read before it, save the modules and sources of the others.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
import sysconfig
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final

from musings.core import fingerprint
from musings.core.modules import PACKAGES
from musings.core.project import Project

Record = Mapping[str, str | None]
"""The files that were read, with their hashes; the names of folders end in a slash; what was not there has no hash."""

ABSENT: Final = None
_EXAMPLE: Final = "<doctest"
_DYNAMIC: Final = re.compile(r"\b(?:import_module|__import__|runpy|pkgutil|sys\.modules|importlib\.util|exec|eval)\b")
"""How code imports what its `import` lines do not name."""
_VOLATILE: Final = ("/proc/", "/dev/", "/sys/")
_TOOL: Final = f"{Path(fingerprint.__file__).parents[1]}{os.sep}"
_INSTALLED: Final = f"{os.sep}{fingerprint.INSTALLED}{os.sep}"
_STANDARD: Final = tuple({sysconfig.get_path(name) + os.sep for name in ("stdlib", "platstdlib")})


@dataclass
class Watch:
    """What the site's own code reads in this process while it is watched; each with its state when first opened."""

    project: Project
    folders: tuple[str, ...] = ("",)
    """Where the code is that it looks at, under the project's root."""
    opened: dict[str, object] = field(default_factory=dict)
    imported: dict[str, object] = field(default_factory=dict)
    made: set[str] = field(default_factory=set)
    earlier: dict[str, object] = field(default_factory=dict)
    """What earlier proofs of this process have read and later ones may remember."""
    paused: bool = True

    def beside(self, declared: Iterable[Path]) -> Record | None:
        """Return what was opened so far beside the files `declared`; None where one that was has changed since."""
        if any(_state(path) != state for path, state in self.opened.items()):
            return None
        files = {str(path) for path in declared}
        return {self._name(path): content(path) for path in sorted(self.opened) if path not in files}

    @contextmanager
    def proof(self) -> Iterator[None]:
        """Watch for as long as the block lasts."""
        self.opened, self.imported = {}, {}
        self.paused = False
        try:
            yield
        finally:
            self.paused = True

    def record(self, declared: Iterable[Path], text: str) -> Record | None:
        """Return what the proof just watched rests on beside the files `declared`, which its key covers.

        None where one of them has changed since it was read: nobody knows then what was proved. `text` is what the
        claim itself may say to Python.
        """
        files = {str(path) for path in declared}
        undeclared = {path: state for path, state in self.imported.items() if path not in files}
        self.earlier = {**self.opened, **undeclared, **self.earlier}
        found = {path: state for path, state in self.earlier.items() if path not in files}
        if is_dynamic(files, text):
            found |= {path: _state(path) for path in self._loaded() if path not in files}
        if any(_state(path) != state for path, state in found.items()):
            return None
        return {self._name(path): content(path) for path in sorted(found)}

    def _name(self, path: str) -> str:
        return self.project.name_of(Path(path)) + ("/" if path.endswith(os.sep) else "")

    def _loaded(self) -> Iterator[str]:
        for module in list(sys.modules.values()):
            file = getattr(module, "__file__", None)
            if file and any(Path(file).is_relative_to(self.project.root / package) for package in PACKAGES):
                yield file

    def see(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Note what the interpreter is about to do, where it reads or makes something."""
        if event in {"open", "sqlite3.connect", "ctypes.dlopen"}:
            self._opens(arguments[0], arguments[2] if event == "open" else os.O_RDONLY)
        elif event in {"os.listdir", "os.scandir"}:
            self._note(arguments[0] or ".", folder=True)
        elif event == "os.mkdir":
            self.made.add(_path(arguments[0]))
        elif event == "os.rename" and _path(arguments[0]) in self.made:
            self.made.add(_path(arguments[1]))

    def _opens(self, name: Any, flags: int) -> None:
        there = _is_named(name) and Path(_path(name)).exists()
        if flags & (os.O_WRONLY | os.O_TRUNC | os.O_EXCL) or (flags & os.O_CREAT and not there):
            if _is_named(name) and not (flags & os.O_APPEND and there):
                self.made.add(_path(name))
            return
        self._note(name, folder=False)

    def _note(self, name: Any, *, folder: bool) -> None:
        if not _is_named(name):
            return
        path = _path(name)
        if path in self.made or any(path.startswith(f"{made}{os.sep}") for made in self.made) or _is_left_out(path):
            return
        frame: Any = sys._getframe(4 if not folder else 3)
        file = frame.f_code.co_filename
        if file.startswith("<frozen") or f"{os.sep}importlib{os.sep}" in file:
            if not folder and path.endswith(".py"):
                self.imported.setdefault(path, _state(path))
        elif self._is_own(frame) and not frame.f_code.co_name.startswith("_rmtree"):  # its names lie in an open folder
            path += os.sep * folder
            self.opened.setdefault(path, _state(path))

    @cached_property
    def _roots(self) -> tuple[str, ...]:
        return tuple(f"{self.project.root / folder}{os.sep}" for folder in self.folders)

    def _is_own(self, frame: Any) -> bool:
        """Whether the site's own code has asked for it: this tool alone reads what each kind of claim declares."""
        while frame is not None:
            file = frame.f_code.co_filename
            if file.startswith(_EXAMPLE) or (
                file.startswith(self._roots) and not file.startswith(_TOOL) and _INSTALLED not in file
            ):
                return True
            frame = frame.f_back
        return False


def _is_left_out(path: str) -> bool:
    """Whether a file belongs to the environment, which every key covers, or is another one each time."""
    return (
        _INSTALLED in path
        or path.startswith((*_VOLATILE, *_STANDARD, _TOOL, _pictures_cache()))
        or path.endswith((".pyc", ".zip"))
    )


def _is_named(name: Any) -> bool:
    return isinstance(name, (str, bytes, os.PathLike)) and name not in {"", ":memory:"}


def _pictures_cache() -> str:
    """Return the folder in which Matplotlib keeps what it made itself from the fonts of the machine."""
    loaded = sys.modules.get("matplotlib")
    return f"{loaded.get_cachedir()}{os.sep}" if loaded and hasattr(loaded, "get_cachedir") else os.devnull


def _path(name: Any) -> str:
    return os.path.normpath(Path(os.fsdecode(name)).absolute())


def _state(path: str) -> object:
    """Return what tells whether a file or the list of a folder is still what it was: cheap enough for each opening."""
    if path.endswith(os.sep):
        return content(path)
    try:
        status = Path(path).stat()
    except OSError:
        return ABSENT
    return status.st_mtime_ns, status.st_size


def content(path: str) -> str | None:
    """Return the hash of a file, or of the names in a folder; None where it is not there or cannot be read."""
    try:
        if Path(path).is_dir():
            names = sorted(each.name for each in Path(path).iterdir() if each.name != "__pycache__")
            return hashlib.sha256("\0".join(names).encode(errors="surrogateescape")).hexdigest()
        return fingerprint.of_file(Path(path))
    except OSError:
        return ABSENT


def is_dynamic(files: Iterable[str], text: str = "") -> bool:
    """Whether code imports modules that its `import` lines do not name."""
    return _DYNAMIC.search(text) is not None or any(_says_so(Path(path)) for path in files if path.endswith(".py"))


@cache
def _says_so(path: Path) -> bool:
    return _DYNAMIC.search(path.read_text(encoding="utf-8", errors="replace")) is not None


_watches: dict[tuple[str, ...], Watch] = {}
_EVENTS: Final = {"open", "sqlite3.connect", "ctypes.dlopen", "os.listdir", "os.scandir", "os.mkdir", "os.rename"}
_unseen: list[bool] = [False]
"""Whether nobody is to see what the process does now; the last counts."""


def watch(project: Project, folders: tuple[str, ...] = ("",)) -> Watch:
    """Return what watches the code of these folders in this process: a hook of the interpreter cannot be taken off."""
    if not _watches:
        sys.addaudithook(_hook)
    return _watches.setdefault(folders, Watch(project, folders))


@contextmanager
def unseen(unseen: bool = True) -> Iterator[None]:
    """Have nobody see what the block reads, since it is not the proof's; or, within such a block, see it again."""
    _unseen.append(unseen)
    try:
        yield
    finally:
        _unseen.pop()


def note(paths: Iterable[str]) -> None:
    """Note files as if the code that is watched had just opened them."""
    for each in _watches.values():
        if not each.paused:
            for path in paths:
                each.opened.setdefault(path, _state(path))


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _EVENTS and not _unseen[-1]:
        _unseen.append(True)  # what is looked up here is not the proof's
        try:
            for each in _watches.values():
                if not each.paused:
                    each.see(event, arguments)
        finally:
            _unseen.pop()
