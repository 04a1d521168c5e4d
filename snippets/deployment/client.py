"""Asking the service from Python: one call after another, or several under way at a time."""

import asyncio
import json
import urllib.request
from typing import Any

from snippets.deployment.contract import Row


# --8<-- [start:sync]
def predict(url: str, row: Row) -> Any:
    """The service's answer for one bill; the caller waits for it (synchronous)."""
    return post(f"{url}/predict", {"X1": row[0], "X2": row[1]})


def post(url: str, document: object) -> Any:
    """Send a JSON document and read the one that comes back."""
    request = urllib.request.Request(url, json.dumps(document).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)


# --8<-- [end:sync]


# --8<-- [start:async]
async def predict_all(url: str, rows: list[Row]) -> list[Any]:
    """The answers in the order of the rows; several calls at a time share their waiting (asynchronous)."""
    return await asyncio.gather(*(asyncio.to_thread(predict, url, row) for row in rows))


# --8<-- [end:async]


def predict_batch(url: str, rows: list[Row]) -> Any:
    """The answers for many bills, asked for in one request."""
    return post(f"{url}/predict/batch", {"rows": [{"X1": length, "X2": depth} for length, depth in rows]})[
        "predictions"
    ]
