"""Names for the places of claims on a page, so that a link can lead to each: `#fact-topic.name`.

Who renders a page and who lists its claims come to the same names, as long as both go through them in their order.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from typing import Final

MARK: Final = "data-proof"
"""The attribute of an element that says whose claim it is; on a page that is shown whole its name takes its place."""
_PLAIN: Final = re.compile(r"[\w.:/-]*", re.ASCII)
_DIGITS: Final = 6


class Anchors:
    """Gives names, on one page; a name that is given again gets a number.

    >>> anchors = Anchors()
    >>> anchors.next("fact", "demo.slope"), anchors.next("fact", "demo.slope")
    ('fact-demo.slope', 'fact-demo.slope~2')
    >>> anchors.next("example", "1 + 1")
    'example-72fce5'
    """

    def __init__(self) -> None:
        self._given: Counter[str] = Counter()

    def next(self, kind: str, name: str) -> str:
        """Return the name of the place at which a claim of this kind and name stands next."""
        if not _PLAIN.fullmatch(name):
            name = hashlib.sha256(name.encode()).hexdigest()[:_DIGITS]
        anchor = f"{kind}-{name}" if name else kind
        self._given[anchor] += 1
        number = self._given[anchor]
        return anchor if number == 1 else f"{anchor}~{number}"

    def clear(self) -> None:
        """Forget what was given: another page begins."""
        self._given.clear()
