"""A claim, and what every kind of claim can do: be found in a page, examined, proved, approved and rendered."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar
from xml.etree.ElementTree import Element

from musings.core import modules, reach
from musings.core.failure import Failure
from musings.core.page import Fence, Page
from musings.core.project import Project
from musings.markdown.anchors import MARK
from musings.markdown.exhibits import Exhibit
from musings.markdown.sentences import Carry

if TYPE_CHECKING:
    from markdown import Markdown

    from musings.markdown.site import Site

Span = tuple[int, int]
ILLUSTRATION = "illustration:"
"""What the name of a block begins with that nothing computes; the reason follows."""
SHOWN = "shown"
"""What a place is called where nothing is computed."""


@dataclass(frozen=True)
class Claim:
    """Something printed on a page that running code can prove; a kind that reads more there has a subclass of it.

    `mark` is where the claim is written; `span` the part that holds the approved result, which `approve` may rewrite.
    """

    kind: str
    name: str
    line: int
    mark: Span
    span: Span
    text: str


C = TypeVar("C", bound=Claim)


@dataclass(frozen=True)
class Call:
    """A function whose result alone proves a claim, so that any Python can be asked for it."""

    module: str
    function: str
    judge: Callable[[Any], None]
    """Raises `Failure` unless the result is what the page says."""

    @property
    def where(self) -> str:
        """The function as a reader finds it: `snippets/topic/facts.py:name`."""
        return f"{self.module.replace('.', '/')}.py:{self.function}"

    def examine(self, project: Project) -> None:
        """Raise `Failure` where there is no such function, without running anything."""
        package, _, module = self.module.partition(".")
        modules.examine_function(project, package, module, self.function)

    def here(self, project: Project) -> Any:
        """Return what the function gives in this Python."""
        package, _, module = self.module.partition(".")
        return modules.call(project, modules.find_function(project, package, module, self.function), self.where)


@dataclass(frozen=True)
class Taken:
    """What the site takes from a claim: the figure to be drawn, the explorer to be computed, a formula to repeat."""

    figure: str = ""
    explorer: str = ""
    formula: str = ""
    bind: Mapping[str, str] = field(default_factory=dict, hash=False)


def mark(element: Element, kind: str, name: str) -> None:
    """Have an element of a page say whose claim it is: links lead to it, and a reader can ask it what proves it.

    `Site` makes a name of its place of that, which `page/asks.js` reads.
    """
    element.set(MARK, f"{kind} {name}")


class Kind(ABC, Generic[C]):
    """One kind of claim. A new kind is one module in `musings.claims` with one subclass of this."""

    name: ClassVar[str]
    several: ClassVar[str] = ""
    """What more than one of them are called, where that is not the name with an s."""
    proved_by: ClassVar[str]
    """How the claim is proved, in a few words for the reader of the ledger."""
    together: ClassVar[bool] = True
    """Whether it is proved in one process with claims of other kinds, so that what takes long is computed once."""
    link: ClassVar[str] = ""
    """The scheme of the links that it is written as, `[text](scheme:name)`."""
    image: ClassVar[str] = ""
    """The scheme of the images that it is written as, `![text](scheme:name)`."""
    code: ClassVar[bool] = False
    """Whether it is code that a reader can take away in a notebook."""
    of_text: ClassVar[bool] = True
    """Whether the page's text alone says which claims of this kind it makes."""
    carries: ClassVar[Carry | None] = None
    """What a link of this kind vouches for, so that the numbers in it need no other claim: its words, its sentence."""

    def counted(self, number: int) -> str:
        """Return a number of claims in words: `1 fact`, `2 facts`."""
        return f"{number} {self.name if number == 1 else self.several or f'{self.name}s'}"

    @abstractmethod
    def find(self, page: Page) -> Iterator[C]:
        """Yield the page's claims of this kind in their order."""

    def claims(self, page: Page) -> list[C]:
        """Return the page's claims of this kind; what the text alone says is sought in it once."""
        if not self.of_text:
            return list(self.find(page))
        found: list[C] | None = page.found.get(self.name)
        if found is None:
            found = page.found[self.name] = list(self.find(page))
        return found

    def at(self, page: Page, name: str, mark: Span, span: Span, text: str) -> tuple[str, str, int, Span, Span, str]:
        """Return what all claims begin with, for one of this kind as it was found on a page."""
        return self.name, name, page.line(mark[0]), mark, span, text

    def covers(self, fence: Fence) -> bool:
        """Return whether claims of this kind are written as fences like this one."""
        return False

    def examine(self, claim: C, page: Page) -> None:
        """Raise `Failure` for a mistake that shows without running anything; the strict build calls this too."""

    @abstractmethod
    def prove(self, claim: C, page: Page) -> None:
        """Raise `Failure` unless running the code gives what the page says."""

    def is_run(self, claim: C) -> bool:
        """Return whether its proof is a run: what is shown and not run is counted by itself."""
        return not is_illustration(claim.name)

    def call(self, claim: C, page: Page) -> Call | None:
        """Return the one call that proves the claim, or None where it takes more than that."""
        return None

    def records(self, claim: C, page: Page) -> Collection[Path]:
        """Return the records of another time that its result is read from: what it says, no run proves again."""
        call = self.call(claim, page)
        return reach.records(page.project, call.module, call.function) if call else ()

    def approve(self, claim: C, page: Page) -> str | None:
        """Return the text that the claim's span should hold, or None where a person must decide."""
        return None

    def approved(self, claim: C, page: Page) -> Iterable[Path]:
        """Return the files beside the page that `approve` may write."""
        return ()

    def sources(self, claim: C, page: Page) -> Iterable[Path]:
        """Return the files, apart from the page, that the result is made from; what they import is added."""
        return ()

    def context(self, claim: C, page: Page) -> str:
        """Return the text that the result depends on: the claim's own, for most kinds."""
        return self.page_text(claim, page)

    @staticmethod
    def page_text(claim: Claim, page: Page) -> str:
        """Return the claim as it stands in the page: its mark, its approved text, and what its kind reads there."""
        own = [getattr(claim, each.name) for each in fields(claim)[len(fields(Claim)) :]]
        return f"{page.text[slice(*claim.mark)]}\0{claim.text}\0{own}"

    def shows(self, claim: C, page: Page) -> Iterable[Exhibit]:
        """Return the blocks of code, the tables and the displayed formulas that a reader sees of the claim."""
        return ()

    def taken(self, claim: C) -> Taken | None:
        """Return what the site takes from the claim beside showing it."""
        return None

    def place(self, claim: C) -> tuple[str, str] | None:
        """Return the kind and the name that the claim's element is marked with; None where it has no element."""
        return (SHOWN if claim.name.startswith(ILLUSTRATION) else self.name), claim.name

    def cells(self, claim: C, page: Page) -> Iterable[Any]:
        """Return the claim as code cells of a notebook; none where it can only be shown in one."""
        return ()

    def plain(self, claim: C, page: Page) -> str:
        """Return the claim's code as it is shown where nothing includes files."""
        return claim.text

    def blocks(self, page: Page) -> Mapping[str, tuple[Sequence[str], Sequence[str]]]:
        """Return the named blocks that it is written with: what stands for their first and last line elsewhere."""
        return {}

    def extend(self, md: Markdown, site: Site) -> None:
        """Register what renders this kind with Python-Markdown."""


def is_illustration(name: str) -> bool:
    """Return whether a block's name says that nothing computes it; raises `Failure` where it does not say why."""
    if not name.startswith(ILLUSTRATION):
        return False
    if not name.removeprefix(ILLUSTRATION).strip():
        raise Failure("the illustration gives no reason", expected=f"{ILLUSTRATION} why nothing computes it")
    return True


__all__ = ["ILLUSTRATION", "Call", "Claim", "Failure", "Kind", "Span", "Taken", "is_illustration", "mark"]
