"""The words of a finished page against those of the page as it was proved.

`check` compares what Python-Markdown makes of a page with its claims. Templates, plugins and what else MkDocs does come
after it: of the text they may put something around it, and change nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html.parser import HTMLParser
from typing import Final

_UNSEEN: Final = frozenset({"script", "style", "template", "button"})


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self._unseen += tag in _UNSEEN
        for key, value in attrs:
            if key in {"alt", "title"} and value and not self._unseen:
                self.words += value.split()

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in _UNSEEN and self._unseen > 0

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.words += data.split()


def words(html: str) -> list[str]:
    """Return the words of HTML in their order, with alternative texts and titles.

    >>> words('<p title="so">A <b>b</b><script>no</script><img alt="c d"></p>')
    ['so', 'A', 'b', 'c', 'd']
    """
    reader = _Words()
    reader.feed(html)
    reader.close()
    return reader.words


def differs(page: str, rendered: str) -> str:
    """Return the first words that were rendered and the finished page has not in their place; nothing where it has all.

    Below the title a template may tell of the page; from there on nothing stands between.
    """
    wanted = words(re.split("</h1>", rendered, maxsplit=1)[-1])
    main = re.search(r"<main\b.*</main>", page, re.DOTALL)
    text = f" {' '.join(words(main[0] if main else page))} "
    low, high = 0, len(wanted)
    while low < high:  # how many of them, from the first one, stand there one after another
        middle = (low + high + 1) // 2
        low, high = (middle, high) if f" {' '.join(wanted[:middle])} " in text else (low, middle - 1)
    return " ".join(wanted[max(0, low - 3) : low + 5]) if low < len(wanted) else ""
