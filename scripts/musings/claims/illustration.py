"""Code, and pictures, that no claim covers: allowed only as an illustration that gives its reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from musings.claims.claim import SHOWN, Claim, Failure, Kind
from musings.claims.registry import kinds
from musings.core.page import Fence, Page
from musings.markdown import exhibits
from musings.markdown.fences import Marked

if TYPE_CHECKING:
    from markdown import Markdown

    from musings.markdown.site import Site

_AS_HTML = "(HTML)"  # no language of a fence
_AS_PICTURE = "(picture)"
_NO_LANGUAGE = "(no language)"
_HTML = re.compile(
    r"""<(?P<element>pre|table)\b[^>]*\sdata-illustration="(?P<reason>[^"]*)"[^>]*>.*?</(?P=element)>""",
    re.DOTALL,
)
"""Code or a table as HTML, with the reason in its head."""
_PICTURE = re.compile(
    r"""(?:!\[[^\]]*\]\([^)\n]*\)\{|<img\b)[^>}\n]*\sdata-illustration="(?P<reason>[^"]*)"[^>}\n]*[>}]"""
)
"""A picture of Markdown or of HTML, with the reason behind its address."""


@dataclass(frozen=True)
class IllustrationClaim(Claim):
    """A fence, HTML or a picture, whether it says that it is an illustration, and why."""

    marked: bool
    reason: str


class Illustration(Kind[IllustrationClaim]):
    """A fence that is shown and not run, whatever it is called; the reason stands in its head."""

    name = "illustration"
    proved_by = "nothing: it is not run, for the reason given"

    def find(self, page: Page) -> Iterator[IllustrationClaim]:
        for fence in page.fences:
            if any(kind.covers(fence) for kind in kinds().values()):
                continue
            place = self.at(page, fence.language or _NO_LANGUAGE, fence.mark, fence.span, fence.source)
            yield IllustrationClaim(*place, "illustration" in fence.classes, fence.attributes.get("reason", ""))
        for name, pattern in ((_AS_HTML, _HTML), (_AS_PICTURE, _PICTURE)):
            for match in pattern.finditer(page.prose):
                place = self.at(page, name, match.span(), match.span(), page.text[slice(*match.span())])
                yield IllustrationClaim(*place, marked=True, reason=match["reason"])

    def examine(self, claim: IllustrationClaim, page: Page) -> None:
        if claim.name in page.project.settings.options.unproved:
            return
        if not claim.marked:
            raise Failure(
                f"no claim covers this {claim.name} fence, so what it prints could be false",
                got=claim.text.strip().split("\n")[0],
                advice="include a file's section, write `pycon` with `>>>` lines, or mark it "
                '{ .illustration reason="why it is not run" }',
            )
        if not claim.reason.strip():
            raise Failure("the illustration gives no reason", advice='add reason="why it is not run"')

    def is_run(self, claim: IllustrationClaim) -> bool:
        return False

    def shows(self, claim: IllustrationClaim, page: Page) -> list[exhibits.Exhibit]:
        if claim.name == _AS_PICTURE:
            return []
        return exhibits.read(claim.text) if claim.name == _AS_HTML else [exhibits.code(claim.text)]

    def place(self, claim: IllustrationClaim) -> tuple[str, str] | None:
        return (SHOWN, claim.name) if claim.marked and claim.name not in {_AS_HTML, _AS_PICTURE} else None

    def extend(self, md: Markdown, site: Site) -> None:
        def mark(fence: Fence) -> Marked | None:
            shown = "illustration" in fence.classes and not any(kind.covers(fence) for kind in kinds().values())
            return Marked({}, place=(SHOWN, fence.language or _NO_LANGUAGE)) if shown else None

        site.mark_fences(mark)

    def prove(self, claim: IllustrationClaim, page: Page) -> None:
        self.examine(claim, page)
