"""What a page says of a picture, held to the picture beside which it was read.

No program can tell whether a caption is true of a picture. So approving a picture approves its words with it: both are
kept as one digest, and where either has changed since, the two have to be read side by side again.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Final

from musings.core import approved
from musings.core.failure import Failure
from musings.core.page import Page
from musings.core.project import Project

_CAPTION: Final = re.compile(
    r"(?:\{[^}\n]*\})?\s*\n[ \t]*/{3,} figure-caption[^\n]*\n(?P<words>.*?)\n[ \t]*/{3,}[ \t]*$",
    re.DOTALL | re.MULTILINE,
)
_PROVED: Final = re.compile(r"\[[^\[\]]*\](?=\((?:fact|holds|recorded|setup):)")
"""The words of a claim of its own, which is proved whatever becomes of the picture."""


def file(project: Project) -> Path:
    """Return the file of the digests, by picture."""
    return project.baselines / "words.json"


def told(page: Page, alternative: str, end: int) -> str:
    """Return all that a page says of a picture whose image ends at a place: alternative text and caption."""
    caption = _CAPTION.match(page.text, end)
    return "\n".join(
        " ".join(_PROVED.sub("[]", words).split()) for words in (alternative, caption["words"] if caption else "")
    )


def require(project: Project, name: str, words: str, pictures: Collection[Path]) -> None:
    """Raise `Failure` unless these words were approved beside the pictures as they are now."""
    if digest(words, _drawn(pictures)) not in kept(project, name):
        raise Failure(
            "the picture or what is said of it has changed since the two were read side by side",
            got=words.strip(),
            advice="read alternative text and caption beside the picture; if they are true of it, `musings approve`",
        )


def approve(
    project: Project, name: str, here: Iterable[str], elsewhere: Iterable[str], pictures: Collection[Path]
) -> None:
    """Keep what one page says of a picture with the pictures as they are now, and of what others say what was kept."""
    drawn = _drawn(pictures)
    still = {digest(words, drawn) for words in elsewhere}.intersection(kept(project, name))
    approved.keep(file(project), name, still.union(digest(words, drawn) for words in here))


def kept(project: Project, name: str) -> list[str]:
    """Return the digests of what was approved of a picture."""
    return approved.kept(file(project), name)


def digest(words: str, pictures: Iterable[bytes]) -> str:
    """Return what is kept of words and the pictures beside which they were read."""
    found = hashlib.sha256(words.encode())
    for picture in pictures:
        found.update(picture)
    return found.hexdigest()[:24]


def _drawn(pictures: Iterable[Path]) -> list[bytes]:
    return [path.read_bytes() if path.is_file() else b"" for path in pictures]
