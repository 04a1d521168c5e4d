"""Explorers: interactive figures whose every number the snippets compute.

An explorer NAME is three files and a block in a post:

`snippets/explorers/NAME.py`
    the numbers. `first() -> dict` gives what the first view and the first touches need; it is called here, when the
    site is built. `parts() -> dict[str, dict]`, which need not be there, gives more of that, in parts that are fetched
    one by one, each when it is wanted. `answer(request: dict) -> dict` gives everything else; it is called in the
    reader's browser, by the same Python. Where answers build on each other (a net that is being trained), a class
    `Session` with a method `answer(self, request)` stands in the place of the function: one object for each explorer
    that is open. All return what JSON can hold (dictionaries, lists, strings, numbers, True, False, None) and
    one-dimensional NumPy arrays. `numbers.py` beside it has `rounded(array, digits)`, for data that are small and say
    no more than they know.
`docs/assets/live/explorers/NAME.js`
    the drawing: a class, the module's default export, that extends `Explorer` (`explorer.js` there says how).
`docs/assets/live/explorers/rooms.json`
    how much room it takes, so that nothing moves when it comes: `python -m musings.testing.rooms` measures it.
the block
    `//// explorer | NAME`, around the figure that stands there without JavaScript, on paper and in feeds; its
    four slashes leave three to the caption in it. Option `state`: the state it opens in, as in an address.

A link `[make a unit die](explorer:NAME:key=value;key=value)` opens the explorer in a state, on whatever page it is.

What `first()` and `parts()` give is written as `docs/assets/explorers/NAME-<hash>.json` and `NAME.PART-<hash>.json`,
anew only when the module changes, or what it imports.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from musings.core import experiments, fingerprint, fresh, modules, store
from musings.core.failure import Failure
from musings.core.project import Project

PACKAGE: Final = "explorers"
_BLOCK: Final = r"^[ \t]*/{{3,}}[ \t]+explorer[ \t]*\|[ \t]*{name}[ \t]*$"


def source(project: Project, name: str) -> Path:
    """Return the file that holds an explorer's numbers."""
    return project.snippets / PACKAGE / f"{name}.py"


def script(project: Project, name: str) -> Path:
    """Return the file that draws an explorer."""
    return project.docs / "assets" / "live" / PACKAGE / f"{name}.js"


def folder(project: Project) -> Path:
    """Return where first views are written: inside docs/, so that every renderer finds them; not committed."""
    return project.docs / "assets" / PACKAGE


def data_file(project: Project, name: str) -> Path | None:
    """Return the file with an explorer's first view, or None where none was made."""
    return next(iter(sorted(folder(project).glob(f"{name}-*.json"))), None)


def examine(project: Project, name: str) -> None:
    """Raise `Failure` where an explorer lacks a file or a function, without running anything."""
    path = source(project, name)
    if not path.is_file() or not name.isidentifier():
        known = ", ".join(sorted(p.stem for p in path.parent.glob("*.py") if "def first(" in p.read_text("utf-8")))
        raise Failure(
            f"there is no explorer {name}",
            expected=project.name_of(path),
            advice=f"write it, or use one of: {known or '(none yet)'}",
        )
    modules.examine_function(project, "snippets", f"{PACKAGE}.{name}", "first")
    if not re.search(r"^(?:def answer\(|class Session\b)", path.read_text(encoding="utf-8"), re.MULTILINE):
        raise Failure(
            f"{project.name_of(path)} has neither a function answer nor a class Session",
            advice="write `def answer(request)`: it answers what the first view does not hold",
        )
    if not script(project, name).is_file():
        raise Failure(f"there is no {project.name_of(script(project, name))}", advice="write the file that draws it")


def views(project: Project, name: str) -> tuple[str, dict[str, str]]:
    """Return an explorer's first view and parts as JSON, computed now; raises `Failure` for what JSON cannot hold."""
    module = f"{PACKAGE}.{name}"
    what = f"snippets/{PACKAGE}/{name}.py:first"
    function = modules.find_function(project, "snippets", module, "first")
    made = _json(modules.call(project, function, what), what)
    if "parts" not in modules.functions(source(project, name)):
        return made, {}
    what = f"snippets/{PACKAGE}/{name}.py:parts"
    function = modules.find_function(project, "snippets", module, "parts")
    parts = modules.call(project, function, what)
    if not (isinstance(parts, dict) and all(re.fullmatch(r"\w+", str(part)) for part in parts)):
        raise Failure(f"{what} returns no dictionary with names as keys", got=repr(parts)[:200], advice="correct it")
    return made, {part: _json(value, what) for part, value in parts.items()}


def _json(value: Any, what: str) -> str:
    try:
        return json.dumps(plain(value), separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    except (TypeError, ValueError) as error:
        raise Failure(
            f"{what} returns what JSON cannot hold",
            got=modules.describe(error),
            advice="return dictionaries with text as keys, lists, strings, numbers and one-dimensional arrays",
        ) from None


def plain(value: Any) -> Any:
    """Return a value with arrays as lists, whole floats as integers, and what is not finite by its name in JavaScript.

    >>> plain({"a": (1.0, 0.5), "b": float("nan")})
    {'a': [1, 0.5], 'b': 'NaN'}
    """
    if hasattr(value, "tolist"):  # NumPy's arrays and numbers
        if getattr(value, "ndim", 0) > 1:
            raise TypeError(f"an array of {value.ndim} dimensions: flatten it with ravel()")
        value = value.tolist()
    if isinstance(value, dict):
        if any(not isinstance(key, str) for key in value):
            raise TypeError(f"keys must be text: {list(value)!r:.200}")
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, float):
        if not math.isfinite(value):
            return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
        return int(value) if value.is_integer() and abs(value) < 1e15 else value
    return value


def key(project: Project, name: str) -> str:
    """Return the hash of everything that a first view depends on."""
    files = modules.closure(project, [source(project, name)])
    return fingerprint.of(project, [name], [*files, Path(__file__)])


def stale(project: Project, names: Iterable[str]) -> list[str]:
    """Return the explorers whose first view must be computed: changed since it was, or never computed."""
    modules.look_again()
    keys = store.read_json(project.cache / "explorers.json")
    return [name for name in names if keys.get(name) != key(project, name) or data_file(project, name) is None]


def write(project: Project, names: Iterable[str]) -> list[tuple[str, Failure]]:
    """Write first views; return what failed. The data of an explorer that fails stay as they were."""
    keys = store.read_json(project.cache / "explorers.json")
    failures = []
    for name in names:
        try:
            with experiments.kept(project):
                first, parts = views(project, name)
        except Failure as failure:
            failures.append((name, failure))
            continue
        texts = {_hashed(f"{name}.{part}", text): text for part, text in parts.items()}
        files = dict(zip(parts, texts, strict=True))
        whole = f'{{"first":{first},"parts":{json.dumps(files)}}}'
        texts[_hashed(name, whole)] = whole
        for file, text in texts.items():
            store.write(folder(project) / file, text)
        for old in [*folder(project).glob(f"{name}-*.json"), *folder(project).glob(f"{name}.*-*.json")]:
            if old.name not in texts:
                old.unlink()
        keys[name] = key(project, name)
    store.write_json(project.cache / "explorers.json", keys)
    return failures


def _hashed(stem: str, text: str) -> str:
    return f"{stem}-{fingerprint.of_text(text)[:12]}.json"


def write_stale(project: Project, names: Iterable[str]) -> str:
    """Compute what is out of date in a fresh interpreter, which sees the files as they are; return its complaints."""
    known = [name for name in names if source(project, name).is_file()]  # examine() tells of the others
    for path in folder(project).glob("*.json"):
        if path.stem.rpartition("-")[0].partition(".")[0] not in known:
            path.unlink()
    waiting = stale(project, known)
    return fresh.complaints(project, "explorers", waiting) if waiting else ""


def page_of(project: Project, name: str) -> Path | None:
    """Return the page that an explorer stands on, or None where it is on none."""
    pattern = re.compile(_BLOCK.format(name=re.escape(name)), re.MULTILINE)
    pages = sorted(project.docs.rglob("*.md"))
    return next((path for path in pages if pattern.search(path.read_text("utf-8", errors="replace"))), None)


def rooms_file(project: Project) -> Path:
    """Return the file with the rooms: by explorer, one for each step, in rem."""
    return project.docs / "assets" / "live" / "explorers" / "rooms.json"


def room(project: Project, name: str) -> str:
    """Return the declarations that tell live.css how much room an explorer takes; none where it was not measured."""
    rooms = store.read_json(rooms_file(project)).get(name, [])
    return ";".join(f"--room-{step}:{room}rem" for step, room in enumerate(rooms))
