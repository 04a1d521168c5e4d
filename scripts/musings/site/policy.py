"""The Content-Security-Policy of a built site: scripts come from the site alone, inline ones only by their hash.

Every page gets the hashes of all pages: under instant navigation the policy of the page that was opened first stays in
force while the scripts of the others are run.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

_SCRIPT: Final = re.compile(r"<script\b([^>]*)>(.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
_ATTRIBUTE: Final = re.compile(r"""([^\s=/"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+)))?""")
_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)
_PRESENT: Final = re.compile(r'\s*<meta http-equiv="Content-Security-Policy"[^>]*>', re.IGNORECASE)
_CHARSET: Final = re.compile(r"<meta\s+charset=[^>]*>", re.IGNORECASE)
_HEAD: Final = re.compile(r"<head\b[^>]*>", re.IGNORECASE)

RUN: Final = frozenset(
    {"", "module", "importmap", "speculationrules", "text/javascript", "application/javascript", "text/ecmascript"}
)
"""The types of script that a browser runs or heeds; the others are data and need no leave."""


def inline_scripts(html: str) -> list[str]:
    """Return the text of each inline script of a page that a browser would run."""
    found = []
    for match in _SCRIPT.finditer(_COMMENT.sub("", html)):
        attributes = {name.lower(): "".join(values) for name, *values in _ATTRIBUTE.findall(match[1])}
        if "src" not in attributes and attributes.get("type", "").strip().lower() in RUN and match[2]:
            found.append(match[2])
    return found


def digest(script: str) -> str:
    """Return the source expression that allows this very script."""
    content = script.replace("\r\n", "\n").replace("\r", "\n").encode()
    return f"'sha256-{base64.b64encode(hashlib.sha256(content).digest()).decode()}'"


def policy(hashes: Iterable[str]) -> str:
    """Return the policy that allows inline scripts of these hashes, and nothing from anywhere but the site."""
    directives = {
        "default-src": ["'self'"],
        "script-src": ["'self'", "'wasm-unsafe-eval'", *sorted(set(hashes))],
        "worker-src": ["'self'", "blob:"],
        "connect-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'", "data:"],
        "style-src": ["'self'", "'unsafe-inline'"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())


def with_policy(html: str, text: str) -> str:
    """Return the page with the policy right behind its charset, before anything that it could forbid."""
    html = _PRESENT.sub("", html)
    head = _HEAD.search(html)
    if head is None:
        return html
    charset = _CHARSET.match(html, head.end() + len(html[head.end() :]) - len(html[head.end() :].lstrip()))
    place = charset.end() if charset else head.end()
    return f'{html[:place]}<meta http-equiv="Content-Security-Policy" content="{text}">{html[place:]}'


def as_before(html: str, before: str) -> str | None:
    """Return a page with the policy that it had, or None where that would forbid one of its scripts."""
    had = _PRESENT.search(before)
    if had is None:
        return None
    text = had[0].partition('content="')[2].rpartition('"')[0]
    return with_policy(html, text) if all(digest(script) in text for script in inline_scripts(html)) else None


def apply(site: Path) -> None:
    """Set the policy in every page of the built site; a page that has it already is not written."""
    pages = {path: path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))}
    text = policy({digest(script) for html in pages.values() for script in inline_scripts(html)})
    for path, html in pages.items():
        changed = with_policy(html, text)
        if changed != html:
            path.write_text(changed, encoding="utf-8", newline="")
