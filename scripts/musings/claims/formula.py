"""A formula: a named display formula, compared with the NumPy function of its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar
from xml.etree.ElementTree import Element, SubElement

from pymdownx.blocks.block import Block

from musings.claims.claim import ILLUSTRATION, SHOWN, Claim, Failure, Kind, Taken, is_illustration, mark
from musings.core import modules
from musings.core.page import Page
from musings.markdown import exhibits
from musings.markdown.blocks import find_blocks
from musings.markdown.formulas import mathml, register
from musings.markdown.links import split_name

if TYPE_CHECKING:
    from markdown import Markdown

    from musings.markdown.site import Site

_FORM = "/// formula | topic.function"


@dataclass(frozen=True)
class FormulaClaim(Claim):
    """A block: its options, None where they are no YAML, and whether it has an end."""

    options: Mapping[str, object] | None = field(hash=False)
    closed: bool

    @property
    def bind(self) -> dict[str, str]:
        """What the names in the LaTeX are called in the code, as far as the options can be read."""
        bind = (self.options or {}).get("bind")
        return {str(key): str(value) for key, value in bind.items()} if isinstance(bind, dict) else {}


class Formula(Kind[FormulaClaim]):
    """Mathematics that a function of the snippets computes."""

    name = "formula"
    proved_by = "the LaTeX is read into SymPy; it equals the NumPy function at every point of a grid"

    def find(self, page: Page) -> Iterator[FormulaClaim]:
        for block in find_blocks(page, self.name):
            place = self.at(page, block.argument, block.mark, block.span, block.text)
            yield FormulaClaim(*place, block.options, block.closed)

    def examine(self, claim: FormulaClaim, page: Page) -> None:
        from musings.mathematics import FormulaError, to_mathml

        if not claim.closed:
            raise Failure("the block is not closed", advice="end it with a line `///`")
        options = claim.options
        if options is None or set(options) - {"bind"} or not isinstance(options.get("bind", {}), dict):
            raise Failure(
                "the formula's options cannot be read",
                expected="    bind: {z: logits}",
                got=repr(options),
                advice="indent the line by four spaces and write YAML",
            )
        if not is_illustration(claim.name):
            module, name = _function(claim)
            modules.examine_function(page.project, "snippets", module, name)
        try:
            to_mathml(claim.text.strip(), display=True)
        except FormulaError as error:
            raise _failure(error, claim, page) from None

    def prove(self, claim: FormulaClaim, page: Page) -> None:
        from musings.mathematics import FormulaError, prove

        self.examine(claim, page)
        if is_illustration(claim.name):
            return
        module, name = _function(claim)
        function = modules.find_function(page.project, "snippets", module, name)
        try:
            prove(claim.text.rstrip(), function, bind=claim.bind)
        except FormulaError as error:
            raise _failure(error, claim, page) from None

    def sources(self, claim: FormulaClaim, page: Page) -> list[Path]:
        names = {f"snippets.{target}" for target in [claim.name, *claim.bind.values()]} | {
            f"snippets.{claim.name.partition('.')[0]}"
        }
        return sorted(modules.files_of(page.project, names))

    def shows(self, claim: FormulaClaim, page: Page) -> list[exhibits.Exhibit]:
        return exhibits.read(mathml(claim.text.strip(), display=True))

    def taken(self, claim: FormulaClaim) -> Taken:
        return Taken(formula=claim.text.strip(), bind=claim.bind)

    def blocks(self, page: Page) -> dict[str, tuple[list[str], list[str]]]:
        return {self.name: (["$$"], ["$$"])}

    def extend(self, md: Markdown, site: Site) -> None:
        site.add_block(FormulaBlock)
        register(md)


class FormulaBlock(Block):
    """A block whose content is LaTeX, rendered as MathML."""

    NAME = Formula.name
    ARGUMENT = True
    OPTIONS: ClassVar[dict[str, Any]] = {"bind": ({}, lambda value: value)}

    def on_create(self, parent: Element) -> Element:
        block = SubElement(parent, "div", {"class": "formula", "data-claim": self.NAME})
        mark(block, SHOWN if str(self.argument).startswith(ILLUSTRATION) else self.NAME, str(self.argument))
        return block

    def on_markdown(self) -> str:
        return "raw"

    def on_end(self, block: Element) -> None:
        latex = (block.text or "").strip()
        block.text = self.md.htmlStash.store(mathml(latex, display=True))


def _function(claim: FormulaClaim) -> tuple[str, str]:
    """Return the module under snippets/ and the function in it; the module may lie deeper than its topic."""
    module, _, name = claim.name.rpartition(".")
    split_name(f"{module.replace('.', '_')}.{name}", ".", "a formula", _FORM)
    return module, name


def _failure(error: Exception, claim: FormulaClaim, page: Page) -> Failure:
    line = getattr(error, "line", None) or 1
    column = getattr(error, "column", None)
    problem = getattr(error, "message", None) or str(error)
    if column:
        source = claim.text.split("\n")
        shown = source[line - 1] if line <= len(source) else ""
        problem = f"{problem} (column {column})\n    {shown}\n    {' ' * (column - 1)}^"
    return Failure(
        problem,
        getattr(error, "expected", None),
        getattr(error, "got", None),
        getattr(error, "advice", None) or "correct the formula or the function",
        page.line(claim.span[0]) + line - 1,
    )
