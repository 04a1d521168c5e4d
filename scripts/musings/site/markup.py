"""What the theme and the extensions of Markdown write amiss, mended in finished pages."""

from __future__ import annotations

import re
from typing import Final

_MODULE: Final = re.compile(r'<script defer (?=[^>]*type="module")')
"""Modules are deferred by themselves."""
_CAPTION: Final = re.compile(r'(<span class="caption-prefix">[^<]*</span>)(?=<)')
"""pymdownx sets a space between a figure's number and its caption only where that begins with plain words."""
_CONTENTS: Final = '<label class="md-nav__title" for="__toc">'
_ID: Final = re.compile(r'<[^<>]*?\sid="([^"]+)"')
_SWITCH: Final = 'id="__toc"'


def anchors(html: str) -> set[str]:
    """Return the names of the places on a page.

    >>> sorted(anchors('<p id="one">1</p><div id="two-2" class="a">'))
    ['one', 'two-2']
    """
    return set(_ID.findall(html))


def mended(html: str) -> str:
    """Return a page without the attributes that say nothing, and without a label for a switch that is not there.

    >>> mended('<label tabindex="">A</label><span class="caption-prefix">Figure 1.</span><a>One</a>')
    '<label>A</label><span class="caption-prefix">Figure 1.</span> <a>One</a>'
    """
    html = _CAPTION.sub(r"\1 ", _MODULE.sub("<script ", html).replace(' tabindex=""', ""))
    if _SWITCH in html:
        return html
    before, label, after = html.partition(_CONTENTS)
    return f'{before}<span class="md-nav__title">{after.replace("</label>", "</span>", 1)}' if label else html
