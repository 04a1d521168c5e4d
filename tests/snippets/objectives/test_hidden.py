import math

import numpy as np
import pytest

from snippets.objectives.experiments.two_causes import bell, joint, known
from snippets.objectives.hidden import collapsed, ctc, ctc_of_all_paths, evidence_bound, log_evidence

TEXTS: tuple[list[int], ...] = ([], [1], [1, 1], [1, 2], [2, 1, 2], [1, 1, 2], [1, 2, 1, 2, 1])


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("seed", range(3))
def test_the_short_way_and_all_paths_agree(text: list[int], seed: int) -> None:
    chances = np.log(np.random.default_rng(seed).dirichlet(np.ones(3), size=5))
    letters = np.array(text, dtype=np.intp)
    assert ctc(chances, letters) == pytest.approx(ctc_of_all_paths(chances, letters))


def test_a_text_that_does_not_fit_is_impossible() -> None:
    alike = np.log(np.full((2, 3), 1 / 3))
    assert ctc(alike, np.array([1, 1])) == ctc_of_all_paths(alike, np.array([1, 1])) == math.inf


def test_a_thousand_moments_do_not_underflow() -> None:
    assert math.isfinite(ctc(np.log(np.full((1000, 30), 1 / 30)), np.arange(1, 20)))


def test_all_texts_together_are_certain() -> None:
    chances = np.log(np.random.default_rng(0).dirichlet(np.ones(2), size=4))
    texts = ([1] * count for count in range(3))
    assert sum(math.exp(-ctc(chances, np.array(text, dtype=np.intp))) for text in texts) == pytest.approx(1)


def test_a_blank_parts_a_letter_from_itself() -> None:
    assert collapsed((1, 1, 0, 1)) == (1, 1)
    assert collapsed((1, 1, 1)) == (1,)


def test_the_guess_that_knows_best_reaches_the_evidence() -> None:
    assert evidence_bound(known(), joint()) == pytest.approx(log_evidence(joint()))


@pytest.mark.parametrize("mean", [-1.0, 0.0, 2.0])
def test_any_other_guess_stays_below(mean: float) -> None:
    assert evidence_bound(bell(mean, 0.5), joint()) < log_evidence(joint())
