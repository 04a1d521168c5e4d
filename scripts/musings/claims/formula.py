"""A formula: a named display formula, compared with the NumPy function of its name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from musings.claims.claim import Claim, Failure, Kind
from musings.core import modules
from musings.core.page import Page
from musings.markdown.blocks import find_blocks
from musings.markdown.links import split_name

if TYPE_CHECKING:
    from markdown import Markdown

    from musings.markdown.site import Site

_FORM = "/// formula | topic.function"
ILLUSTRATION = "illustration:"


class Formula(Kind):
    """Mathematics that a function of the snippets computes."""

    name = "formula"
    proved_by = "the LaTeX is read into SymPy; it equals the NumPy function at every point of a grid"

    def find(self, page: Page) -> Iterator[Claim]:
        for block in find_blocks(page, "formula"):
            yield self.claim(
                page,
                block.argument,
                block.mark,
                block.span,
                page.text[slice(*block.span)],
                options=block.options,
                closed=block.closed,
            )

    def examine(self, claim: Claim, page: Page) -> None:
        from musings.mathematics import FormulaError, to_mathml

        if not claim.data["closed"]:
            raise Failure("the block is not closed", advice="end it with a line `///`")
        options = claim.data["options"]
        bind = (options or {}).get("bind", {})
        if options is None or set(options) - {"bind"} or not isinstance(bind, dict):
            raise Failure(
                "the formula's options cannot be read",
                expected="    bind: {z: logits}",
                got=repr(options),
                advice="indent the line by four spaces and write YAML",
            )
        if claim.name.startswith(ILLUSTRATION):
            if not claim.name.removeprefix(ILLUSTRATION).strip():
                raise Failure(
                    "the illustration gives no reason", expected="/// formula | illustration: why nothing computes it"
                )
        else:
            module, name = _function(claim)
            modules.examine_function(page.project, "snippets", module, name)
        try:
            to_mathml(claim.text.strip(), display=True)
        except FormulaError as error:
            raise _failure(error, claim, page) from None

    def prove(self, claim: Claim, page: Page) -> None:
        from musings.mathematics import FormulaError, prove

        self.examine(claim, page)
        if claim.name.startswith(ILLUSTRATION):
            return
        module, name = _function(claim)
        function = modules.find_function(page.project, "snippets", module, name)
        bind = {str(key): str(value) for key, value in claim.data["options"].get("bind", {}).items()}
        try:
            prove(claim.text.rstrip(), function, bind=bind)
        except FormulaError as error:
            raise _failure(error, claim, page) from None

    def sources(self, claim: Claim, page: Page) -> list[Path]:
        targets = [claim.name, *(str(value) for value in ((claim.data["options"] or {}).get("bind") or {}).values())]
        names = {f"snippets.{target}" for target in targets} | {f"snippets.{claim.name.partition('.')[0]}"}
        return sorted(modules.files_of(page.project, names))

    def extend(self, md: Markdown, site: Site) -> None:
        from musings.markdown.formulas import register
        from musings.markdown.named import FormulaBlock

        site.add_block(FormulaBlock)
        register(md)


def _function(claim: Claim) -> tuple[str, str]:
    """Return the module under snippets/ and the function in it; the module may lie deeper than its topic."""
    module, _, name = claim.name.rpartition(".")
    split_name(f"{module.replace('.', '_')}.{name}", ".", "a formula", _FORM)
    return module, name


def _failure(error: Exception, claim: Claim, page: Page) -> Failure:
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
