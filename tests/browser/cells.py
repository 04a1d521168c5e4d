"""Reads and works the live cells of a page, as a reader would."""

from __future__ import annotations

import base64
import json
import re
import zlib
from typing import Any

from playwright.sync_api import Locator, Page

OVER = ["done", "error", "stopped"]

LIVE = re.compile(r'<div[^>]*class="[^"]*\blive\b[^"]*"[^>]*data-claim=')
"""A block that the author marked as live, in a page's HTML."""


def fragment(code: str | dict[str, str]) -> str:
    """Return the part of an address that holds this code for the first example, or for cells by their keys."""
    edits = {"example-1": code} if isinstance(code, str) else code
    packer = zlib.compressobj(9, wbits=-15)
    packed = packer.compress(json.dumps(edits).encode()) + packer.flush()
    return "#live=" + base64.urlsafe_b64encode(packed).decode().rstrip("=")


class Cells:
    """The cells of the page at `path`."""

    def __init__(self, page: Page, path: str | None = None) -> None:
        self.page = page
        if path is not None:
            page.goto(path)
        self.ready()

    def ready(self) -> None:
        """Wait for the buttons, and keep what each run gives."""
        self.page.wait_for_selector(".live-ready", state="attached")  # the first may be folded away
        self.page.evaluate(
            """() => {
              if (window.liveResults) return;
              window.liveResults = new Map();
              addEventListener("live:end", ({ target, detail }) => window.liveResults.set(target, detail));
            }"""
        )

    def __getitem__(self, number: int) -> Locator:
        return self.page.locator(".live-ready").nth(number)

    def __len__(self) -> int:
        return self.page.locator(".live-ready").count()

    def press(self, number: int, name: str) -> None:
        self[number].get_by_role("button", name=name).click()

    def press_at_once(self, buttons: list[tuple[int, str]]) -> list[str]:
        """Press buttons with nothing between them, and return each cell's state after its press."""
        states: list[str] = self.page.evaluate(
            """(buttons) => buttons.map(([number, name]) => {
              const cell = document.querySelectorAll(".live-ready")[number];
              cell.querySelector(`button[title^="${name}"]`).click();
              return cell.dataset.state;
            })""",
            buttons,
        )
        return states

    def wait(self, number: int, states: list[str] | None = None, timeout: float | None = None) -> None:
        self.page.wait_for_function(
            "([n, states]) => states.includes(document.querySelectorAll('.live-ready')[n].dataset.state)",
            arg=[number, states or OVER],
            timeout=timeout,
        )

    def run(self, number: int) -> str:
        """Run a cell to its end and return its state."""
        self.press(number, "Run")
        self.wait(number)
        return self.state(number)

    def edit(self, number: int, code: str) -> None:
        """Open the editor if need be, and replace all of its code."""
        if not self[number].locator(".cm-content").count():
            self.press(number, "Edit")
        self[number].locator(".cm-content").click()
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(code)

    def state(self, number: int) -> str:
        return self[number].get_attribute("data-state") or ""

    def status(self, number: int) -> str:
        return self[number].locator(".live-status").inner_text()

    def same(self, number: int) -> str | None:
        return self[number].get_attribute("data-same")

    def text(self, number: int) -> str:
        """Return the text of the output, nothing where there is none."""
        pane = self[number].locator(".live-text")
        return (pane.text_content() or "") if pane.count() else ""

    def result(self, number: int) -> dict[str, Any]:
        """Return what the last run of the cell gave."""
        result: dict[str, Any] = self.page.evaluate(
            "n => window.liveResults.get(document.querySelectorAll('.live-ready')[n])", number
        )
        return result

    def code(self, number: int) -> str:
        return self[number].locator(".cm-content").inner_text()
