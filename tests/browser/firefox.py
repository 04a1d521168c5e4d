"""Drives the system's own Firefox over WebDriver BiDi, which it speaks by itself: no driver, no patched build."""

from __future__ import annotations

import json
import os
import re
import subprocess
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from websockets.sync.client import connect

from tests.browser.conftest import PATIENCE

PREFERENCES = {
    "app.normandy.enabled": False,
    "app.update.disabledForTesting": True,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,#remote-settings-dummy/v1",
    "toolkit.telemetry.reportingpolicy.firstRun": False,
}


class Firefox:
    """A headless Firefox with one tab."""

    def __init__(self, path: Path, profile: Path) -> None:
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in PREFERENCES.items()]
        (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
        self.log = profile / "log.txt"
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [path, "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"],
                stderr=log,
                stdout=log,
                env={**os.environ, "HOME": str(profile), "MOZ_CRASHREPORTER_DISABLE": "1"},
            )
        self.stack = ExitStack()
        self.stack.callback(self._end)
        self.count = 0
        try:
            self.socket = self.stack.enter_context(connect(f"{self._listening()}/session", max_size=None, proxy=None))
            self.send("session.new", capabilities={})
            self.tab: str = self.send("browsingContext.getTree")["contexts"][0]["context"]
        except BaseException:
            self.close()
            raise

    def _listening(self) -> str:
        for _ in range(600):
            found = re.search(r"WebDriver BiDi listening on (ws://\S+)", self.log.read_text())
            if found:
                return found[1]
            time.sleep(0.1)
        raise TimeoutError(f"Firefox did not start: {self.log.read_text()}")

    def send(self, method: str, **params: Any) -> Any:
        """Give a command and return its result; events that come in between are passed over."""
        self.count += 1
        self.socket.send(json.dumps({"id": self.count, "method": method, "params": params}))
        while True:
            answer = json.loads(self.socket.recv(timeout=60))
            if answer.get("id") == self.count:
                if answer["type"] == "error":
                    raise RuntimeError(f"{method}: {answer['message']}")
                return answer["result"]

    def open(self, address: str) -> None:
        self.send("browsingContext.navigate", context=self.tab, url=address, wait="complete")

    def evaluate(self, expression: str) -> Any:
        """Return what a JavaScript expression gives, by way of JSON."""
        result = self.send(
            "script.evaluate",
            expression=f"(async () => JSON.stringify(await ({expression})) ?? 'null')()",
            target={"context": self.tab},
            awaitPromise=True,
        )
        if result["type"] == "exception":
            raise RuntimeError(result["exceptionDetails"]["text"])
        return json.loads(result["result"]["value"])

    def wait(self, expression: str) -> None:
        """Wait until an expression is true."""
        end = time.monotonic() + PATIENCE / 1000
        while not self.evaluate(expression):
            if time.monotonic() > end:
                raise TimeoutError(f"never came true: {expression}")
            time.sleep(0.05)

    def press(self, *keys: str) -> None:
        """Press keys one after another: characters, or a combination such as `Control+a`."""
        names = {"Control": "\ue009", "Enter": "\ue007", "Tab": "\ue004", "Escape": "\ue00c"}
        actions: list[dict[str, str]] = []
        for key in keys:
            parts = [names.get(part, part) for part in (key.split("+") if len(key) > 1 else [key])]
            actions += [{"type": "keyDown", "value": part} for part in parts]
            actions += [{"type": "keyUp", "value": part} for part in reversed(parts)]
        source = {"type": "key", "id": "keyboard", "actions": actions}
        self.send("input.performActions", context=self.tab, actions=[source])

    def click(self, selector: str) -> None:
        """Move the pointer to an element and click."""
        node = self.send(
            "browsingContext.locateNodes", context=self.tab, locator={"type": "css", "value": selector}, maxNodeCount=1
        )["nodes"][0]
        self.evaluate(f"document.querySelector({json.dumps(selector)}).scrollIntoView({{ block: 'center' }}) ?? true")
        element = {"type": "element", "element": {"sharedId": node["sharedId"]}}
        actions = [
            {"type": "pointerMove", "x": 0, "y": 0, "origin": element},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        source = {"type": "pointer", "id": "mouse", "actions": actions}
        self.send("input.performActions", context=self.tab, actions=[source])

    def close(self) -> None:
        self.stack.close()

    def _end(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)
