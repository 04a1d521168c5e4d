"""Modules of a site are imported from their sources, whatever bytecode lies beside them.

Python takes bytecode for that of a source whose time, in whole seconds, and size it has: of a file that was saved twice
in a second it may run what stood there before. A site's files are small, so they are compiled each time.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from importlib.machinery import EXTENSION_SUFFIXES, SOURCE_SUFFIXES, ExtensionFileLoader, FileFinder, SourceFileLoader
from pathlib import Path
from types import CodeType
from typing import Any, Final

from musings.core import store

_TOOL: Final = str(Path(__file__).parents[2])

_roots: set[str] = set()
_loaded: dict[str, tuple[int, int]] = {}
"""The sources that were run in this process, as they were then."""


class _Source(SourceFileLoader):
    """Compiles the source; reads no bytecode and writes none."""

    def get_code(self, fullname: str) -> CodeType:
        path = self.get_filename(fullname)
        _loaded[path] = store.stamp(Path(path))
        code: CodeType = self.source_to_code(self.get_data(path), path)
        return code


_find: Callable[[str], Any] = FileFinder.path_hook(
    (ExtensionFileLoader, EXTENSION_SUFFIXES), (_Source, SOURCE_SUFFIXES)
)


def are_as_run(files: Iterable[Path]) -> bool:
    """Whether none of these files was changed since it was run in this process, if it was."""
    return all(_loaded.get(str(path)) in {None, store.stamp(path)} for path in files)


def import_from(root: str) -> None:
    """Have what lies under a folder imported from its sources in this process, save the tool and what is installed."""
    if not _roots:
        sys.path_hooks.insert(0, _hook)
    if root not in _roots:
        _roots.add(root)
        for path in [path for path in sys.path_importer_cache if _is_under(path, root)]:
            del sys.path_importer_cache[path]


def _hook(path: str) -> Any:
    if any(_is_under(path, root) for root in _roots):
        return _find(path)
    raise ImportError(path)


def _is_under(path: str, root: str) -> bool:
    inside = path == root or path.startswith(f"{root}{os.sep}")
    return inside and "site-packages" not in path and not path.startswith(_TOOL)
