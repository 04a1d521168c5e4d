"""What the service was asked about and what it answered, a line of JSON for each prediction, to be looked at later."""

import json
import logging
import os
from datetime import UTC, datetime
from pathlib import Path

from flask import has_request_context, request

from snippets.deployment.contract import Row
from snippets.deployment.model import Prediction
from snippets.deployment.request_id import request_id

log = logging.getLogger(__name__)


# --8<-- [start:note]
def line(row: Row, prediction: Prediction, model: str, name: str | None, time: str) -> str:
    """One prediction: when, in which request, by which model, of what, and which species. Nothing of who asked."""
    noted = {"time": time, "request": name, "model": model, "X1": row[0], "X2": row[1]}
    return json.dumps(noted | {"species": prediction["species"]}) + "\n"


def note(rows: list[Row], predictions: list[Prediction], model: str) -> None:
    """Add the predictions of one request to the file that PREDICTION_LOG names, if it names one."""
    path = os.environ.get("PREDICTION_LOG")
    if not path:
        return
    name = request_id(request.environ, 200) if has_request_context() else None
    time = datetime.now(UTC).isoformat(timespec="milliseconds")
    pairs = zip(rows, predictions, strict=True)
    try:
        append(Path(path), "".join(line(row, answer, model, name, time) for row, answer in pairs).encode())
    except OSError as error:  # a full disk is no reason not to answer
        log.error("predictions of request %s are not noted: %s", name, error)


def append(path: Path, lines: bytes) -> None:
    """Write lines at the end of a file, where that may be by now: in one go, so that workers do not mix theirs."""
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
    try:
        if (written := os.write(file, lines)) < len(lines):
            raise OSError(f"only {written} of {len(lines)} bytes were written to {path}")
    finally:
        os.close(file)


# --8<-- [end:note]
