"""`musings service NAME --export FOLDER`: what a service needs, and nothing else, to run where this project is not."""

from __future__ import annotations

import ast
import re
import shlex
import sys
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, distribution, entry_points, packages_distributions
from pathlib import Path
from typing import Final

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from musings.core import modules, notebook, store
from musings.core.imports import imported_names
from musings.core.project import Project
from musings.services import Service, find

_STATE: Final = "state"
"""The folder of what the service writes."""
_SERVER: Final = "gunicorn"
_RUN: Final = """\
#!/bin/sh
# Start the service in the foreground; PORT says where it listens.
set -e
cd "$(dirname "$0")"
PATH="$PWD/.venv/bin:$PATH"
PORT="${{PORT:-{port}}}"
export PATH{environment}
exec {command}
"""
_README: Final = """\
# {name}

A service that runs by itself, with Python {python}:

```sh
python3 -m venv .venv
.venv/bin/python -m pip install {hashes}--requirement requirements.txt
{prepare}./run &
curl --include http://localhost:{port}{ready}
```

`PORT=8080 ./run` listens elsewhere. What it writes lies in `{state}/`.
"""


def export(project: Project, name: str, folder: Path, runner: str | None = None) -> list[Path]:
    """Write a service into an empty folder; return the files. Raises `Failure` and writes nothing where it cannot.

    Of its commands it takes along the one of `runner`; unless told gunicorn's, since the first may be of a server
    for development.
    """
    service = find(name, project.root)
    chosen = runner or (_SERVER if _SERVER in service.commands else None)
    service = replace(service, commands={chosen or next(iter(service.commands)): service.command(chosen)})
    store.require_empty(folder)
    files = _files(project, service)
    requirements = _requirements(project, service, files)
    texts = {
        **{path.relative_to(project.root): path.read_bytes() for path in files},
        Path("requirements.txt"): requirements.encode(),
        Path("run"): _run(service).encode(),
        Path("README.md"): _readme(service, "--require-hashes " if "--hash=" in requirements else "").encode(),
    }
    for place, text in texts.items():
        store.write(folder / place, text)
    (folder / _STATE).mkdir()
    (folder / "run").chmod(0o755)
    return sorted(folder / place for place in texts)


def _files(project: Project, service: Service) -> list[Path]:
    """Return the files that the service's commands run or name, what those import, and the data that they name."""
    started = {service.source, *_named(project, _words(service))}
    named = {*started, *(each for path in started for each in _named(project, _texts(path)))}
    imported = modules.files_of(project, [name for path in named for name in _imported(path)])
    found = modules.closure(project, named | imported)
    text = "\n".join(path.read_text(encoding="utf-8") for path in found if path.suffix == ".py")
    return sorted(path for path in found if path in named or path.suffix == ".py" or path.name in text)


def _words(service: Service) -> list[str]:
    return [word for command in (service.command(), service.prepare) for word in shlex.split(command)]


def _texts(path: Path) -> list[str]:
    """Return the strings in a Python file: what it starts itself is among them."""
    tree = modules.parse(path) if path.suffix == ".py" else None
    nodes = ast.walk(tree) if tree else ()
    return [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]


def _named(project: Project, words: Iterable[str]) -> set[Path]:
    """Return the project's files that words name: by path, as a module, or as `module:app`, `--option=path`."""
    names = {part for word in words for part in (word.partition(":")[0], word.rpartition("=")[2])}
    paths = {project.root / name for name in names if name.startswith("snippets/") and "\n" not in name}
    return {path for path in modules.files_of(project, names) | paths if path.is_file()}


def _imported(path: Path) -> set[str]:
    """Return the dotted names that a Python file or the code of a notebook imports."""
    if path.suffix == notebook.SUFFIX:
        cells = notebook.code_cells(notebook.read(path.read_text(encoding="utf-8")))
        return {name for _, cell in cells for name in imported_names(ast.parse(cell.source))}
    tree = modules.parse(path) if path.suffix == ".py" else None
    return imported_names(tree) if tree else set()


def _requirements(project: Project, service: Service, files: Iterable[Path]) -> str:
    """Return what has to be installed, in the versions and with the hashes of the lock."""
    if service.python:  # an environment of its own, made from a lock of its own
        return "".join(path.read_text(encoding="utf-8") for path in service.made_of)
    known = packages_distributions()
    started = {text for path in _named(project, _words(service)) for text in _texts(path) if text in known}
    tops = {name.partition(".")[0] for path in files for name in _imported(path)} - set(modules.PACKAGES)
    wanted = {each for top in tops | started for each in known.get(top, [top])} | set(_programs(service))
    lock = project.root / "requirements.lock"
    pinned = _pins(lock.read_text(encoding="utf-8")) if lock.is_file() else {}
    return "".join(pinned.get(name, f"{name}=={version}\n") for name, version in sorted(_with_theirs(wanted).items()))


def _programs(service: Service) -> Iterator[str]:
    """Yield the distributions whose programs the service's command calls: `jupyter kernelgateway` is of two."""
    first, *others = shlex.split(service.command())
    called = {first, f"{first}-{others[0]}" if others else first}
    for script in entry_points(group="console_scripts"):
        if script.name in called and script.dist:
            yield script.dist.name


def _with_theirs(names: Collection[str]) -> dict[str, str]:
    """Return the versions of distributions, and of all that they need here; what is not one is left out."""
    found: dict[str, str] = {}
    waiting = [(name, frozenset[str]()) for name in names]
    while waiting:
        name, extras = waiting.pop()
        try:
            known = distribution(name)
        except PackageNotFoundError:
            continue
        key = canonicalize_name(name)
        if key in found and not extras:
            continue
        found[key] = known.version
        needed = map(Requirement, known.requires or ())
        waiting += [(each.name, frozenset(each.extras)) for each in needed if _applies(each, extras)]
    return found


def _applies(requirement: Requirement, extras: Collection[str]) -> bool:
    """Return whether what is required is required here, with one of the extras or without any."""
    marker = requirement.marker
    return marker is None or any(marker.evaluate({"extra": extra}) for extra in ("", *extras))


def _pins(lock: str) -> dict[str, str]:
    """Return the entries of a lock by the names of what they pin; one may be pinned for several Pythons."""
    found: dict[str, str] = {}
    for entry in re.split(r"^(?=[A-Za-z0-9])", lock, flags=re.MULTILINE):
        if pin := re.match(r"[\w.-]+(?===)", entry):
            name = canonicalize_name(pin[0])
            found[name] = found.get(name, "") + entry
    return found


def _run(service: Service) -> str:
    given = "".join(f" \\\n  {name}={_quoted(value)}" for name, value in service.environment.items())
    return _RUN.format(port=service.port, environment=given, command=_filled(service.command(), "$PORT"))


def _quoted(value: str) -> str:
    """Return a value as the shell reads it, with the port that it is started with."""
    return '"' + _filled(re.sub(r'(["\\$`])', r"\\\1", value), "$PORT") + '"'


def _readme(service: Service, hashes: str) -> str:
    prepare = ""
    if service.prepare:
        settings = {name: shlex.quote(_filled(value, service.port)) for name, value in service.environment.items()}
        given = "".join(f"{name}={value} " for name, value in settings.items())
        prepare = f"PATH=.venv/bin:$PATH {given}{_filled(service.prepare, service.port)}\n"
    python = ".".join(map(str, sys.version_info[:2]))
    return _README.format(
        name=service.name,
        python=python,
        hashes=hashes,
        prepare=prepare,
        port=service.port,
        ready=service.ready,
        state=_STATE,
    )


def _filled(text: str, port: int | str) -> str:
    return text.replace("{port}", str(port)).replace("{state}", _STATE)
