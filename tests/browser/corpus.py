"""The corpus of what readers do to cells: read from `corpus.toml`, run in one page, whichever browser has it."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.browser.cells import fragment

CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["case"]

RUN = """async ({ hash, paste, run, selectors }) => {
  const until = async (met) => {
    const end = performance.now() + 60_000;
    while (!met()) {
      if (performance.now() > end) throw new Error(`never came true: ${met}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  const cells = [...document.querySelectorAll(".live-ready")];
  // The last first: an example that is shown would run again without the listing's edit.
  for (const cell of [...cells].reverse()) cell.querySelector(".live-reset:not([hidden])")?.click();
  let examples = 0;
  const named = Object.fromEntries(cells.map((cell) => [
    cell.dataset.source ? `${cell.dataset.source}:${cell.dataset.section}` : `example-${++examples}`, cell,
  ]));
  const cell = named[run.at(-1)];
  const said = () => cell.querySelector(".live-status").textContent;
  location.hash = hash;
  await until(() => cells.some((each) => each.querySelector(".live-status").textContent.includes("not run yet")));
  if (paste !== undefined) {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", paste);
    await until(() => cell.querySelector(".cm-content")); // the editor comes a moment after the edit is said
    const content = cell.querySelector(".cm-content");
    content.focus();
    getSelection().selectAllChildren(content);
    await new Promise((resolve) => setTimeout(resolve, 50));
    content.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }
  for (const each of run.map((key) => named[key])) {
    each.querySelector(".live-run").click();
    await until(() => ["done", "error", "stopped"].includes(each.dataset.state));
  }
  const output = cell.querySelector(".live-output");
  const text = [...cell.querySelectorAll(".live-text")].map((each) => each.textContent).join("");
  const all = `${said()}\\n${text}`;
  const shown = [...cell.querySelectorAll(".live-output *, .live-status *")];
  const count = (selector) => shown.filter((each) => each.matches(selector)).length;
  return {
    state: cell.dataset.state, status: said(), text, all: all.slice(0, 5000) + all.slice(-5000), length: text.length,
    longest: Math.max(0, ...[...cell.querySelectorAll(".live-part")].map((part) => part.textContent.length)),
    nodes: output?.querySelectorAll("*").length ?? 0, bad: window.bad ?? null,
    counts: Object.fromEntries(selectors.map((selector) => [selector, count(selector)])),
  };
}"""


def complaints(cases: list[dict[str, Any]], evaluate: Callable[[str], Any]) -> str:
    """Return what is not as it must be."""
    return "\n\n".join(complaint for case in cases for complaint in _wrong(case, evaluate))


def _wrong(case: dict[str, Any], evaluate: Callable[[str], Any]) -> list[str]:
    edits = case.get("edits") or {"example-1": case.get("code", f"# {case['name']}")}
    asked = {
        "hash": fragment(edits),
        "run": case.get("run", ["example-1"]),
        "selectors": list(case.get("count", {})),
        **({"paste": case["paste"]} if "paste" in case else {}),
    }
    seen = evaluate(f"({RUN})({json.dumps(asked)})")
    found = []
    if seen["state"] != case.get("state", "done"):
        found.append(f"ended in {seen['state']}")
    if "text" in case and seen["text"] != case["text"]:
        found.append("shows other text")
    found += [f"lacks {words!r}" for words in case.get("has", []) if words not in seen["all"]]
    found += [f"has {words!r}" for words in case.get("not", []) if words in seen["all"]]
    if seen["counts"] != case.get("count", {}):
        found.append(f"has {seen['counts']}")
    if seen["nodes"] > case.get("most", 50):
        found.append(f"has {seen['nodes']} elements")
    if seen["longest"] > (110_000 if case.get("line") else 20_000):
        found.append(f"lays out {seen['longest']} letters at once")
    if seen["length"] > 110_000:
        found.append(f"has {seen['length']} letters")
    if seen["bad"] is not None:
        found.append("ran a script")
    return [f"{case['name']}: {'; '.join(found)}\n{seen['all'][:1500]}\n…\n{seen['all'][-500:]}"] if found else []
