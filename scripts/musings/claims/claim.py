"""A claim, and what every kind of claim can do: be found in a page, examined, proved, approved and rendered."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from musings.core.failure import Failure
from musings.core.page import Fence, Page

if TYPE_CHECKING:
    from markdown import Markdown

    from musings.markdown.site import Site


@dataclass(frozen=True)
class Claim:
    """Something printed on a page that running code can prove.

    `mark` is where the claim is written; `span` the part that holds the approved result, which `approve` may rewrite.
    """

    kind: str
    name: str
    line: int
    mark: tuple[int, int]
    span: tuple[int, int]
    text: str
    data: Mapping[str, Any] = field(default_factory=dict, hash=False, compare=False)


class Kind(ABC):
    """One kind of claim. A new kind is one module in `musings.claims` with one subclass of this."""

    name: ClassVar[str]
    proved_by: ClassVar[str]
    """How the claim is proved, in a few words for the reader of the ledger."""
    together: ClassVar[bool] = True
    """Whether it is proved in one process with claims of other kinds, so that what takes long is computed once."""

    @abstractmethod
    def find(self, page: Page) -> Iterator[Claim]:
        """Yield the page's claims of this kind in their order."""

    def claim(
        self, page: Page, name: str, mark: tuple[int, int], span: tuple[int, int], text: str, **data: Any
    ) -> Claim:
        """Return a claim of this kind as it was found on a page."""
        return Claim(self.name, name, page.line(mark[0]), mark, span, text, data)

    def covers(self, fence: Fence) -> bool:
        """Return whether claims of this kind are written as fences like this one."""
        return False

    def examine(self, claim: Claim, page: Page) -> None:  # noqa: B027 - nothing to see is the rule
        """Raise `Failure` for a mistake that shows without running anything; the strict build calls this too."""

    @abstractmethod
    def prove(self, claim: Claim, page: Page) -> None:
        """Raise `Failure` unless running the code gives what the page says."""

    def call(self, claim: Claim) -> tuple[str, str] | None:
        """Return module and function whose result alone proves the claim, so that any Python can be asked for it."""
        return None

    def judge(self, claim: Claim, page: Page, value: Any) -> None:
        """Raise `Failure` unless what `call` names has given what the page says."""
        raise NotImplementedError(f"a {self.name} is not proved by one call")

    def approve(self, claim: Claim, page: Page) -> str | None:
        """Return the text that the claim's span should hold, or None where a person must decide."""
        return None

    def sources(self, claim: Claim, page: Page) -> Iterable[Path]:
        """Return the files, apart from the page, that the result is made from; what they import is added."""
        return ()

    def context(self, claim: Claim, page: Page) -> str:
        """Return the text that the result depends on: the claim's own, for most kinds."""
        return self.page_text(claim, page)

    @staticmethod
    def page_text(claim: Claim, page: Page) -> str:
        """Return the claim as it stands in the page: its mark and its approved text."""
        return f"{page.text[slice(*claim.mark)]}\0{claim.text}\0{sorted(claim.data.items(), key=str)}"

    def extend(self, md: Markdown, site: Site) -> None:  # noqa: B027 - plain Markdown will do for many
        """Register what renders this kind with Python-Markdown."""


__all__ = ["Claim", "Failure", "Kind"]
