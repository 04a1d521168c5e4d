from functools import cache
from typing import Any

import numpy as np
import pytest

from snippets.activations.softmax import softmax as real_softmax
from snippets.explorers import softmax


@cache
def parts() -> dict[str, dict[str, Any]]:
    return softmax.parts()


def triple(part: str, *logits: float) -> list[float]:
    row = 0
    for logit in logits:
        row = row * len(softmax.LOGITS) + softmax.LOGITS.tolist().index(logit)
    found: list[float] = parts()[part]["probabilities"][3 * row : 3 * row + 3].tolist()
    return found


def test_the_handles_start_where_there_are_numbers() -> None:
    assert set(softmax.first()["start"]) <= set(softmax.LOGITS.tolist())


def test_the_last_logit_of_a_triple_changes_fastest() -> None:
    assert triple("warm_3", 2.0, 1.0, 0.0) == pytest.approx(real_softmax([2.0, 1.0, 0.0]), rel=5e-3)


def test_each_temperature_has_its_part() -> None:
    cold = softmax.TEMPERATURES.index(0.5)
    assert triple(f"warm_{cold}", 2.0, 1.0, 0.0) == pytest.approx(real_softmax([2.0, 1.0, 0.0], 0.5), rel=5e-3)


def test_a_constant_changes_nothing() -> None:
    middle = parts()[f"shift_{softmax.SHIFTS.index(0)}"]["probabilities"]
    shifted = [parts()[f"shift_{place}"]["probabilities"] for place in range(len(softmax.SHIFTS))]
    assert all(np.array_equal(each, middle) for each in shifted)


def test_the_naive_formula_agrees_while_it_can() -> None:
    middle = softmax.SHIFTS.index(0)
    assert np.array_equal(parts()[f"naive_{middle}"]["probabilities"], parts()[f"shift_{middle}"]["probabilities"])


def test_the_naive_formula_fails_at_both_ends() -> None:
    assert np.isnan(triple("naive_0", 2.0, 1.0, 0.0)).all()
    assert np.isnan(triple(f"naive_{len(softmax.SHIFTS) - 1}", 2.0, 1.0, 0.0)).all()


def test_an_answer_takes_any_number_of_logits() -> None:
    asked = {"logits": [1.0, 2.0, 3.0, 4.0], "temperature": 2.0, "shift": 100, "naive": False}
    assert softmax.answer(asked)["probabilities"] == pytest.approx(real_softmax([1, 2, 3, 4], 2.0), rel=5e-3)
