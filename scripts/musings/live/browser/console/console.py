"""The consoles of the pages: one server for each service of a page, kept until a reader resets it or leaves.

It runs inside the worker, under Pyodide, beside the runner; the page sends it lines and hears what client and server
write, through `emit(kind, text)` with the kinds `out` and `err` of the client and `log` of the server.
"""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from musings.live.browser.console import curl, server, shell
from musings.live.browser.python.runner import Cell, Output

Emit = Callable[[str, str], None]
Heeding = Callable[[], AbstractContextManager[object]]
"""Lets an interrupt end what runs within: the runner's, where the page can interrupt."""

_INTERRUPTED = 130
"""What a command ends with at Ctrl+C."""


class _Log:
    """The server's log: what is written goes to the run that is on."""

    def __init__(self) -> None:
        self.cell: Cell | None = None

    def write(self, text: str) -> int:
        if self.cell is not None:
            Output(self.cell, "log").write(text)
        return len(text)

    def writelines(self, lines: list[str]) -> None:
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """Do nothing: a run flushes when it ends."""


class Consoles:
    """See the module's first lines."""

    def __init__(self, folder: str, package: str, emit: Emit, heeding: Heeding = nullcontext) -> None:
        """Serve from the folder that holds the site's `package`."""
        self.folder = Path(folder)
        self.package = package
        self.emit = emit
        self.heeding = heeding
        self.machines: dict[tuple[str, str], tuple[curl.Machine, _Log]] = {}

    def forget(self, page: str) -> None:
        """Stop the servers of a page."""
        for key in [key for key in self.machines if key[0] == page]:
            del self.machines[key]

    def converse(self, plan: str, task: str) -> str:
        """Carry out a line on the page's machine; the result is JSON, as of a cell."""
        about, job = json.loads(plan), json.loads(task)
        cell = Cell(self.emit, job["name"])
        said: list[str] = []

        def out(kind: str, text: str) -> None:
            said.append(text)
            cell.write(kind, text)

        key = (about["page"], about["server"])
        if job["fresh"]:
            self.machines.pop(key, None)
        machine, log = self.machines.setdefault(key, (curl.Machine(), _Log()))
        log.cell = cell
        stopped = False
        try:
            with self.heeding():
                if machine.listener is None:
                    service, command = about["service"], about["command"]
                    machine.listener = server.start(
                        service,
                        command,
                        self.folder,
                        self.package,
                        about["files"],
                        log,
                    )
                code = shell.run(job["code"], machine, out)
        except KeyboardInterrupt:
            code, stopped = _INTERRUPTED, True
        finally:
            cell.flush()
            log.cell = None
        same = None
        if job.get("want") is not None:
            same = curl.normalised("".join(said)) == curl.normalised(job["want"])
        error = "" if machine.listener or stopped else "The server could not start: its log says why"
        result: dict[str, object] = {
            "error": error,
            "steps": [],
            "same": same,
            "figures": [],
            "defined": [],
            "exit": code,
        }
        return json.dumps(result | {"stopped": stopped})
