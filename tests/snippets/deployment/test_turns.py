"""The small loop: whom it serves when."""

from snippets.deployment.turns import STEPS, Pause, take_turns, who_had_it


def test_each_has_its_turn_where_all_wait() -> None:
    assert who_had_it(model_waits=True) == ["model", "Ada", "Bob"] * STEPS


def test_who_calculates_goes_to_the_end_before_anybody_else() -> None:
    assert who_had_it(model_waits=False) == ["model"] * STEPS + ["Ada", "Bob"] * STEPS


def test_who_is_at_the_end_is_not_asked_again() -> None:
    seen: list[str] = []

    async def short() -> None:
        seen.append("short")

    async def long() -> None:
        for _ in range(3):
            await Pause()
        seen.append("long")

    take_turns(long(), short())
    assert seen == ["short", "long"]
