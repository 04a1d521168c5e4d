"""What the theme writes and HTML does not allow, mended in finished pages."""

from __future__ import annotations

import re
from typing import Final

_MODULE: Final = re.compile(r'<script defer (?=[^>]*type="module")')
"""Modules are deferred by themselves."""
_CONTENTS: Final = '<label class="md-nav__title" for="__toc">'
_SWITCH: Final = 'id="__toc"'


def mended(html: str) -> str:
    """Return a page without the attributes that say nothing, and without a label for a switch that is not there."""
    html = _MODULE.sub("<script ", html).replace(' tabindex=""', "")
    if _SWITCH in html:
        return html
    before, label, after = html.partition(_CONTENTS)
    return f'{before}<span class="md-nav__title">{after.replace("</label>", "</span>", 1)}' if label else html
