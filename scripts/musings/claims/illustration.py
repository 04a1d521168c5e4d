"""Code that no claim covers: allowed only as an illustration that gives its reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from musings.claims.claim import Claim, Failure, Kind
from musings.claims.registry import kinds
from musings.core.page import Page

_CODE = frozenset({"py", "python", "python3", "pycon", "ipython", "console", "shell-session"})


@dataclass(frozen=True)
class IllustrationClaim(Claim):
    """A fence, whether it says that it is an illustration, and why."""

    marked: bool
    reason: str


class Illustration(Kind[IllustrationClaim]):
    """A Python or console fence that is shown and not run; the reason stands in its head."""

    name = "illustration"
    proved_by = "nothing: it is not run, for the reason given"

    def find(self, page: Page) -> Iterator[IllustrationClaim]:
        unproved = page.project.settings.options.unproved
        for fence in page.fences:
            if fence.language not in _CODE - set(unproved) or any(kind.covers(fence) for kind in kinds().values()):
                continue
            place = self.at(page, fence.language, fence.mark, fence.span, fence.source)
            yield IllustrationClaim(*place, "illustration" in fence.classes, fence.attributes.get("reason", ""))

    def examine(self, claim: IllustrationClaim, page: Page) -> None:
        if not claim.marked:
            raise Failure(
                f"no claim covers this {claim.name} fence, so what it prints could be false",
                got=claim.text.strip().split("\n")[0],
                advice="include a file's section, write `pycon` with `>>>` lines, or mark it "
                f'```{claim.name} {{ .illustration reason="why it is not run" }}',
            )
        if not claim.reason.strip():
            raise Failure("the illustration gives no reason", advice='add reason="why it is not run"')

    def prove(self, claim: IllustrationClaim, page: Page) -> None:
        self.examine(claim, page)
