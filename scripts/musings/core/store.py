"""Files that are written only when they change, and never half."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import Any

from musings.core.failure import Failure


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


def stamp(path: Path) -> tuple[int, int]:
    """Return when a file was last written, in ns, and its size in bytes: what changes with its content."""
    status = path.stat()
    return status.st_mtime_ns, status.st_size
