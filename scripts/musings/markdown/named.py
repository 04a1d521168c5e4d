"""The named blocks of claims: `/// table | name`, `/// formula | name` and `//// explorer | name`."""

from __future__ import annotations

from typing import Any, ClassVar
from xml.etree.ElementTree import Element, SubElement

from pymdownx.blocks.block import Block


def _any(value: Any) -> Any:
    return value


class TableBlock(Block):
    """A block whose content is a Markdown table."""

    NAME = "table"
    ARGUMENT = True

    def on_create(self, parent: Element) -> Element:
        return SubElement(
            parent, "div", {"class": "claim-table", "data-claim": "table", "role": "group", "aria-label": "Table"}
        )


class FormulaBlock(Block):
    """A block whose content is LaTeX, rendered as MathML."""

    NAME = "formula"
    ARGUMENT = True
    OPTIONS: ClassVar[dict[str, Any]] = {"bind": ({}, _any)}

    def on_create(self, parent: Element) -> Element:
        return SubElement(parent, "div", {"class": "formula", "data-claim": "formula"})

    def on_markdown(self) -> str:
        return "raw"

    def on_end(self, block: Element) -> None:
        from musings.markdown.formulas import mathml

        latex = (block.text or "").strip()
        block.text = self.md.htmlStash.store(mathml(latex, display=True))


class ExplorerBlock(Block):
    """A block around a figure, in whose place JavaScript puts the explorer."""

    NAME = "explorer"
    ARGUMENT = True
    OPTIONS: ClassVar[dict[str, Any]] = {"state": ("", _any)}

    def on_create(self, parent: Element) -> Element:
        name = str(self.argument)
        attributes = {"class": "explorer", "id": f"explorer-{name}", "data-claim": "explorer", "data-explorer": name}
        if self.options["state"]:
            attributes["data-preset"] = str(self.options["state"])
        element = SubElement(parent, "div", attributes)
        SubElement(element, "div", {"class": "explorer-figure"})
        return element

    def on_add(self, block: Element) -> Element:
        return block[0]
