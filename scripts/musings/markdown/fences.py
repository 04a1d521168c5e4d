"""Fences of claims: what they are is written into their heads, and a listing is followed by its links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown import Markdown
from markdown.preprocessors import Preprocessor

from musings.core import modules
from musings.core.failure import Failure
from musings.core.page import read_info
from musings.core.project import TEST_ANCHOR
from musings.markdown.code import register as lighten_code
from musings.markdown.includes import INCLUDE, section

if TYPE_CHECKING:
    from musings.markdown.site import Site

_OPENING = re.compile(r"^(?P<indent>[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)?)(?P<fence>`{3,}|~{3,})(?P<info>[^`\n]*)$")
_BEFORE_INCLUDES = 40
"""Before pymdownx.snippets (32): only here the path of an include can still be seen."""


def register(md: Markdown, site: Site) -> None:
    """Have the fences of claims marked before anything else reads them."""
    md.preprocessors.register(_Fences(md, site), "musings_fences", _BEFORE_INCLUDES)
    lighten_code(md)


class _Fences(Preprocessor):
    def __init__(self, md: Markdown, site: Site) -> None:
        super().__init__(md)
        self.site = site

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
            done += self._fence(opening, lines[at + 1 : end])
            done += lines[end : end + 1]
            done += self._links(opening, lines[at + 1 : end])
            at = end + 1
        return done

    def _fence(self, opening: re.Match[str], content: list[str]) -> list[str]:
        language, _, given = read_info(opening["info"])
        attributes = {}
        if include := _include(content):
            if problem := self._problem(include):  # the extension that includes would end in a traceback
                return [opening[0], f"{opening['indent']}({problem})"]
            attributes = {"claim": "listing", "source": include["path"]}
            if include["section"]:
                attributes["section"] = include["section"]
        elif language == "pycon":
            attributes = {"claim": "example"}
        elif language == "console" and "service" in given:
            attributes = {"claim": "exchange"} | {key: given[key] for key in ("service", "runner") if key in given}
            opening = (
                _OPENING.match(re.sub(r"""\b(?:service|runner)=(?:"[^"]*"|'[^']*'|[^\s}]+)""", "", opening[0]))
                or opening
            )
        if not attributes:
            return [opening[0], *content]
        written = "".join(f' data-{key}="{value}"' for key, value in attributes.items())
        info = opening["info"].rstrip()
        info = f"{info[:-1].rstrip()}{written} }}" if info.endswith("}") else f"{info} {{{written} }}"
        return [f"{opening['indent']}{opening['fence']}{info}", *content]

    def _problem(self, include: re.Match[str]) -> str:
        """Return what keeps a file or a section from being included, or the empty string."""
        path = self.site.project.snippets / include["path"]
        name = self.site.project.name_of(path)
        if not path.is_file():
            return f"there is no {name}"
        try:
            if include["section"]:
                section(path.read_text(encoding="utf-8"), include["section"], name)
        except Failure as failure:
            return failure.problem
        return ""

    def _links(self, opening: re.Match[str], content: list[str]) -> list[str]:
        include = _include(content)
        if include is None or not include["path"].endswith(".py"):
            return []
        file = f"snippets/{include['path']}"
        if not (self.site.project.root / file).is_file():
            return []
        indent = re.sub(r"[^\s>]", " ", opening["indent"])
        section = include["section"] or ""
        links = [f"[{file}]({self.site.code_address(file, section)})"]
        if test := test_of(self.site, file):
            links.append(f"[its test]({self.site.code_address(file)}#{test})")
        return [indent.rstrip(), indent + " · ".join(links), indent + "{: .listing-links }", indent.rstrip()]


def _include(content: list[str]) -> re.Match[str] | None:
    written = [line for line in content if line.strip()]
    return INCLUDE.match(written[0].lstrip(" >\t")) if len(written) == 1 else None


def test_of(site: Site, file: str) -> str:
    """Return the anchor of a file's test on the page that shows its code, or the empty string."""
    return TEST_ANCHOR if modules.tests_of(site.project, site.project.root / file) else ""
