"""A site that can be read without a network, and whose versions never mix: what `live/sw.js` rests on.

What the pages' code is made of is given an address that names the version of the site, so a page can load no code of
another version, from this host or from what a browser keeps. The version is a digest of all pages and all that they
fetch. The service worker carries it in its name for what it keeps, and tells by it which version a page is of.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Final

from musings.live import served

ADDRESS: Final = "sw.js"
"""At the root of the site: a service worker may look after what lies in its own folder."""
SCRIPT: Final = f"{served.FOLDER}/page/offline.js"
"""What registers it. A site that is being written does not have it in its pages."""
PAGE: Final = "offline.html"
"""What is said in place of a page that is not kept, where the theme has it."""

_MANIFEST: Final = "assets/pack/manifest"
_LENGTH: Final = 12
_ATTRIBUTE: Final = re.compile(rf"""(?<==["'])([^"'\s]*?){re.escape(served.FOLDER)}(?=/)""")


def finish(site: Path) -> str:
    """Name the version in the built site and write its service worker; return the version, or nothing without code."""
    code = site / served.FOLDER
    if not code.is_dir():
        return ""
    version = version_of(site)
    for path in sorted(site.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        changed = _ATTRIBUTE.sub(rf"\g<1>{served.FOLDER}.{version}", text)
        if changed != text:
            path.write_text(changed, encoding="utf-8", newline="")
    code.rename(code.with_name(f"{code.name}.{version}"))
    manifest = site / f"{_MANIFEST}.json"
    if manifest.is_file():
        manifest.rename(site / f"{_MANIFEST}.{version}.json")
    text = served.SERVICE_WORKER.read_text(encoding="utf-8").replace('"VERSION"', json.dumps(version), 1)
    (site / ADDRESS).write_text(text, encoding="utf-8", newline="")
    return version


def version_of(site: Path) -> str:
    """Return the digest of a built site's pages and of all that they may fetch."""
    digest = hashlib.sha256(served.SERVICE_WORKER.read_bytes())
    parts = [*site.rglob("*.html"), *(path for path in (site / "assets").rglob("*") if path.is_file())]
    for path in sorted({*parts, *(site / "search").glob("*")}):
        digest.update(f"{path.relative_to(site).as_posix()}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:_LENGTH]
