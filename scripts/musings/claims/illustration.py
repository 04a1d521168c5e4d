"""Code that no claim covers: allowed only as an illustration that gives its reason."""

from __future__ import annotations

from collections.abc import Iterator

from musings.claims.claim import Claim, Failure, Kind
from musings.claims.registry import kinds
from musings.core.page import Page

_CODE = frozenset({"py", "python", "python3", "pycon", "ipython", "console", "shell-session"})


class Illustration(Kind):
    """A Python or console fence that is shown and not run; the reason stands in its head."""

    name = "illustration"
    proved_by = "nothing: it is not run, for the reason given"

    def find(self, page: Page) -> Iterator[Claim]:
        unproved = page.project.settings.options.unproved
        for fence in page.fences:
            if fence.language not in _CODE - set(unproved) or any(kind.covers(fence) for kind in kinds().values()):
                continue
            yield self.claim(
                page,
                fence.language,
                (fence.start, fence.end),
                (fence.source_start, fence.source_end),
                fence.source,
                marked="illustration" in fence.classes,
                reason=fence.attributes.get("reason", ""),
            )

    def examine(self, claim: Claim, page: Page) -> None:
        if not claim.data["marked"]:
            raise Failure(
                f"no claim covers this {claim.name} fence, so what it prints could be false",
                got=claim.text.strip().split("\n")[0],
                advice="include a file's section, write `pycon` with `>>>` lines, or mark it "
                f'```{claim.name} {{ .illustration reason="why it is not run" }}',
            )
        if not claim.data["reason"].strip():
            raise Failure("the illustration gives no reason", advice='add reason="why it is not run"')

    def prove(self, claim: Claim, page: Page) -> None:
        self.examine(claim, page)
