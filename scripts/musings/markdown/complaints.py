"""What a writer is told while pages are rendered."""

from __future__ import annotations

import logging
import re

log = logging.getLogger("mkdocs.musings")

_said: set[str] = set()


def forget() -> None:
    """Forget what was said: a fault that stays is told by the next build too."""
    _said.clear()


def warn(message: str) -> None:
    """Log a writer's mistake, which fails a strict build, once: a page is rendered again for every list it is in."""
    if message not in _said:
        _said.add(message)
        log.warning(re.sub(r"\s*\n\s*", " | ", message))
