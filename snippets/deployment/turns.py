"""A loop in which coroutines take turns: what `async` and `await` come to, without any server."""

# --8<-- [start:turns]
from collections import deque
from collections.abc import Coroutine, Generator


class Pause:
    """What a coroutine waits for here: its next turn."""

    def __await__(self) -> Generator[None, None, None]:
        yield


def take_turns(*coroutines: Coroutine[None, None, None]) -> None:
    """Run each until it waits, then the next, and so on, until all are at their end.

    >>> async def count(name, steps):
    ...     for step in range(steps):
    ...         print(name, step)
    ...         await Pause()
    >>> take_turns(count("A", 2), count("B", 1))
    A 0
    B 0
    A 1
    """
    queue = deque(coroutines)
    while queue:
        coroutine = queue.popleft()
        try:
            coroutine.send(None)
        except StopIteration:  # it has come to its end
            continue
        queue.append(coroutine)


# --8<-- [end:turns]

STEPS = 4


def who_had_it(model_waits: bool) -> list[str]:
    """Who had the loop, step by step, where two clients and a model have some steps to do each.

    >>> who_had_it(model_waits=True)[:6]
    ['model', 'Ada', 'Bob', 'model', 'Ada', 'Bob']
    >>> who_had_it(model_waits=False)[:6]
    ['model', 'model', 'model', 'model', 'Ada', 'Bob']
    """
    taken: list[str] = []

    async def work(name: str, waits: bool) -> None:
        for _ in range(STEPS):
            taken.append(name)
            if waits:
                await Pause()

    take_turns(work("model", model_waits), work("Ada", True), work("Bob", True))
    return taken
