"""Files that are written only when they change, and never half."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from musings.core.failure import Failure

GONE: Final = -1
"""The size of a file that is not there."""


def write(path: Path, content: str | bytes) -> bool:
    """Write a file in one step, unless it already holds this; return whether it was written.

    Raises `Failure` where it cannot be written: on a full disk, in a folder of somebody else, over a folder.
    """
    data = content.encode() if isinstance(content, str) else content
    try:
        return _write(path, data)
    except OSError as error:
        place = Path(error.filename) if isinstance(error.filename, str) and error.filename else path
        raise Failure(
            f"{path} cannot be written: {error.strerror}",
            got=None if place == path else str(place),
            advice="make it writable, or remove what is in the way",
        ) from None


def write_all(contents: Mapping[Path, str | bytes], there: Iterable[Path]) -> None:
    """Write files as `write` does, and remove those of `there` that are none of them."""
    for path, content in contents.items():
        write(path, content)
    for path in set(there) - contents.keys():
        path.unlink()


def require_empty(folder: Path, *, hidden: bool = False) -> None:
    """Raise `Failure` unless a folder can be filled: not there, or empty; `hidden` files may be in it where told."""
    if folder.is_file() or any(not (hidden and path.name.startswith(".")) for path in folder.glob("*")):
        raise Failure(f"{folder} is not empty", advice="name a folder that is not there yet")


@contextmanager
def in_order() -> Iterator[None]:
    """Have a file that the system refuses be told in a sentence, wherever in the block it is met."""
    try:
        yield
    except OSError as error:
        if not isinstance(error.filename, str):  # of a connection or a pipe
            raise
        raise Failure(
            f"{error.filename} cannot be used: {error.strerror}",
            advice="make it readable and writable, or remove what is in the way",
        ) from None


def _write(path: Path, data: bytes) -> bool:
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return True


def read_json(path: Path) -> dict[str, Any]:
    """Return the object in a JSON file; an empty one where there is none or it cannot be read (a cache may be lost)."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def write_json(path: Path, data: dict[str, Any]) -> bool:
    """Write an object as JSON with sorted keys; return whether the file changed."""
    return write(path, json.dumps(data, indent=1, sort_keys=True) + "\n")


def keep(path: Path, text: str) -> None:
    """Write a text that `kept` will know again."""
    write(path, f"{_check(text)}\n{text}")


def kept(path: Path) -> str | None:
    """Return the text that was kept in a file; None where there is none, or not as it was written."""
    try:
        check, _, text = path.read_bytes().decode().partition("\n")
    except (OSError, UnicodeDecodeError):
        return None
    return text if check == _check(text) else None


def require_kept(path: Path) -> str:
    """Return the text that was kept in a file; raises `Failure` where it is not there as it was written."""
    if (text := kept(path)) is None:
        raise Failure(f"{path} is not as it was written", advice="build again: it is made anew")
    return text


def _check(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def stamp(path: Path) -> tuple[int, int]:
    """Return when a file was last written, in ns, and its size in bytes: what changes with its content.

    A file that has gone since it was found, as by `git checkout`, has no size.
    """
    try:
        status = path.stat()
    except FileNotFoundError:
        return 0, GONE
    return status.st_mtime_ns, status.st_size
