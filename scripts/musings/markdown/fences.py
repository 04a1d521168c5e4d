"""Fences of claims: what they are is written into their heads, for the browser, and Markdown may follow them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from markdown import Markdown
from markdown.preprocessors import Preprocessor

from musings.core.failure import Failure
from musings.core.page import Fence, read_info

_OPENING = re.compile(r"^(?P<indent>[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)?)(?P<fence>`{3,}|~{3,})(?P<info>[^`\n]*)$")
_BEFORE_INCLUDES = 40
"""Before pymdownx.snippets (32): only here the path of an include can still be seen."""


@dataclass(frozen=True)
class Marked:
    """What becomes of a claim's fence: `data-…` in its head, attributes that leave it, lines of Markdown below.

    `place` is the kind and the name of the claim, of which a name of the place is made.
    """

    data: Mapping[str, str]
    without: Sequence[str] = ()
    below: Sequence[str] = ()
    place: tuple[str, str] | None = None


Rule = Callable[[Fence], Marked | None]
"""Returns what becomes of a fence, or None where it is none of the rule's."""


class Fences(Preprocessor):
    """Marks the fences of claims before anything else reads them."""

    def __init__(self, md: Markdown, anchor: Callable[[str, str], str]) -> None:
        super().__init__(md)
        self.rules: list[Rule] = []
        self.anchor = anchor
        md.preprocessors.register(self, "musings_fences", _BEFORE_INCLUDES)

    def run(self, lines: list[str]) -> list[str]:
        done: list[str] = []
        at = 0
        while at < len(lines):
            opening = _OPENING.match(lines[at])
            if opening is None:
                done.append(lines[at])
                at += 1
                continue
            closing = re.compile(rf"^[ \t>]*{re.escape(opening['fence'])}+[ \t]*$")
            end = next((i for i in range(at + 1, len(lines)) if closing.match(lines[i])), len(lines))
            done += self._fence(opening, lines[at + 1 : end], lines[end : end + 1])
            at = end + 1
        return done

    def _fence(self, opening: re.Match[str], content: list[str], closing: list[str]) -> list[str]:
        fence = Fence(*read_info(opening["info"]), "\n".join(content), opening["indent"])
        try:
            marked = next(filter(None, (rule(fence) for rule in self.rules)), None)
        except Failure as failure:  # the extension that includes would end in a traceback
            return [opening[0], f"{opening['indent']}({failure.problem})", *closing]
        if marked is None:
            return [opening[0], *content, *closing]
        info = opening["info"].rstrip()
        for key in marked.without:
            info = re.sub(rf"""\b{key}=(?:"[^"]*"|'[^']*'|[^\s}}]+)""", "", info)
        data = "".join(f' data-{key}="{value}"' for key, value in marked.data.items())
        if marked.place and (anchor := self.anchor(*marked.place)):
            data = f' id="{anchor}"{data}'
        info = f"{info[:-1].rstrip()}{data} }}" if info.endswith("}") else f"{info} {{{data} }}"
        indent = re.sub(r"[^\s>]", " ", opening["indent"])
        below = [indent.rstrip(), *(indent + line for line in marked.below), indent.rstrip()] if marked.below else []
        return [f"{opening['indent']}{opening['fence']}{info}", *content, *closing, *below]
