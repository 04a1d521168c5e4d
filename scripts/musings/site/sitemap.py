"""The sitemap of a built site: no pages of code to which no page leads, and no days that are not known."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urljoin

from musings.core.project import GENERATED_PAGES

_LINK: Final = re.compile(r"""<a\b[^>]*?\bhref=(?:"([^"]*)"|'([^']*)'|([^\s>]+))""")
_URL: Final = re.compile(r"\s*<url>.*?<loc>(.*?)</loc>.*?</url>", re.DOTALL)
_BUILT: Final = re.compile(r"<lastmod>.*?</lastmod>")
"""MkDocs says of each page that it was changed on the day of the build."""


def prune(site: Path, address: str) -> None:
    """Rewrite the sitemap of a site that is served at an address, where it has one."""
    path = site / "sitemap.xml"
    if not path.is_file():
        return
    linked = set(_linked(site, address))
    text = _BUILT.sub("", path.read_text(encoding="utf-8"))
    kept = _URL.sub(lambda url: url[0] if _stays(url[1], address, linked) else "", text)
    path.write_text(kept, encoding="utf-8")
    path.with_suffix(".xml.gz").write_bytes(gzip.compress(kept.encode(), mtime=0))


def _stays(url: str, address: str, linked: set[str]) -> bool:
    return not url.startswith(f"{address}{GENERATED_PAGES}/") or url in linked


def _linked(site: Path, address: str) -> Iterator[str]:
    """Yield the addresses to which the pages link, without those of code itself: it links to its own parts."""
    for page in site.rglob("*.html"):
        own = page.relative_to(site).as_posix().removesuffix("index.html")
        if not own.startswith(f"{GENERATED_PAGES}/"):
            for match in _LINK.finditer(page.read_text(encoding="utf-8")):
                yield unquote(urljoin(address + own, "".join(match.groups(default="")))).partition("#")[0]
