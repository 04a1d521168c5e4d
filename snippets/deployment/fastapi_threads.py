"""Whether a model holds up the other requests: how many of them it has in hand at once, by `def` and by `async def`."""

# --8<-- [start:inside]
import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError, Lock

from fastapi import FastAPI

from snippets.deployment.asgi_client import ask

CLIENTS = 8


def most_inside(path: str, patience: float = 30) -> int:
    """Of so many requests at once, how many the model had in hand together."""
    meeting = Barrier(CLIENTS)  # a slow model: it has an answer when all are in, or when patience ends
    inside, most, counting = 0, 0, Lock()

    def think() -> None:
        nonlocal inside, most
        with counting:
            inside += 1
            most = max(most, inside)
        with suppress(BrokenBarrierError):
            meeting.wait(patience)
        with counting:
            inside -= 1

    app = FastAPI()

    @app.get("/def")
    def in_a_thread() -> None:
        think()

    @app.get("/async")
    async def in_the_loop() -> None:
        think()

    async def together() -> None:
        await asyncio.gather(*(ask(app, "GET", path) for _ in range(CLIENTS)))

    with ThreadPoolExecutor(1) as own:  # a notebook's thread has a loop already
        own.submit(asyncio.run, together()).result()
    return most


# --8<-- [end:inside]
