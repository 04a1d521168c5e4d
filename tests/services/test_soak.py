"""The long load in short: it asks what it says, and sees what grows."""

import os

import pytest

from tests.services import soak
from tests.services.soak import Look, Soaked


def test_a_short_soak_asks_all_that_a_long_one_does() -> None:
    (soaked,) = soak.soak(("falcon-predict",), seconds=2, every=0.2).values()
    assert set(soaked.statuses) == {200, 404, 422}
    assert len(soaked.looks) >= 5
    assert all(each.descriptors > 10 and each.kilobytes > 10_000 for each in soaked.looks)


def test_descriptors_and_memory_are_seen() -> None:
    before = soak.look(os.getpid())
    files = [os.open(os.devnull, os.O_RDONLY) for _ in range(50)]
    held = bytearray(os.urandom(1 << 20) * 64)
    after = soak.look(os.getpid())
    for file in files:
        os.close(file)
    assert after.descriptors - before.descriptors >= 45
    assert after.kilobytes - before.kilobytes > 50 * 1024
    assert len(held) == 64 << 20


@pytest.mark.parametrize(
    ("looks", "said"),
    [
        ([Look(40, 100_000)] * 40, []),
        ([Look(10 + n, 100_000 if n > 8 else 50_000) for n in range(8)] + [Look(20, 100_000)] * 32, []),
        ([Look(40 + n, 100_000) for n in range(40)], ["descriptors: 54 became 74"]),
        ([Look(40, 100_000 + 1_000 * n) for n in range(40)], ["kilobytes: 114500 became 134500"]),
    ],
    ids=["flat", "warm-up", "descriptors", "memory"],
)
def test_what_grows_is_told(looks: list[Look], said: list[str]) -> None:
    assert soak.grown(looks) == said


@pytest.mark.parametrize(
    ("statuses", "last", "code"),
    [([200] * 9, 40, 0), ([200, 500], 40, 1), ([200, soak.NO_ANSWER], 40, 1), ([200] * 9, 90, 1)],
)
def test_a_failure_or_a_growth_is_the_commands_own(
    statuses: list[int], last: int, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    looks = [Look(40, 100_000)] * 30 + [Look(last, 100_000)] * 10
    monkeypatch.setattr(soak, "soak", lambda *_, **__: {"one": Soaked(statuses, looks)})
    assert soak.main(["--seconds", "1"]) == code
    assert ("flat" in capsys.readouterr().out) == (code == 0)
