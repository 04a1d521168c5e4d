from collections.abc import Callable

import numpy as np
import pytest

from snippets.optimisers import cosine, exponential_decay, inverse_decay, step_decay, warm_up, warm_up_cosine


def test_steps_fall_by_the_factor_after_each_stretch() -> None:
    rates = [float(step_decay(step, 8.0, factor=0.5, every=10)) for step in (0, 9, 10, 19, 20, 30)]
    assert rates == [8.0, 8.0, 4.0, 4.0, 2.0, 1.0]


def test_a_rate_of_one_step_is_a_number() -> None:
    assert isinstance(step_decay(3), float)
    assert isinstance(cosine(3), float)
    assert isinstance(warm_up_cosine(3), float)


def test_exponential_decay_multiplies_by_the_factor_in_every_step() -> None:
    rates = exponential_decay(np.arange(5), 1.0, factor=0.5)
    assert rates.tolist() == [1.0, 0.5, 0.25, 0.125, 0.0625]


def test_inverse_decay_sums_to_infinity_and_its_square_does_not() -> None:
    # Robbins and Monro's conditions, seen over ever longer stretches.
    rates = inverse_decay(np.arange(1_000_000), 1.0, decay=1.0)
    assert rates[10_000:].sum() > 4.0
    assert np.square(rates[10_000:]).sum() < 1e-4


def test_half_a_cosine_starts_at_the_rate_passes_the_middle_and_ends_at_the_least() -> None:
    rates = [float(cosine(step, 0.5, steps=40, least=0.1)) for step in (0, 20, 40, 99)]
    assert rates == pytest.approx([0.5, 0.3, 0.1, 0.1])


def test_a_third_of_the_way_a_cosine_has_fallen_by_a_quarter() -> None:
    assert float(cosine(20, 1.0, steps=60)) == pytest.approx(0.75)


def test_a_warm_up_climbs_in_equal_steps_and_stays() -> None:
    assert warm_up(np.arange(6), 1.0, steps=4).tolist() == [0.25, 0.5, 0.75, 1.0, 1.0, 1.0]


def test_after_the_warm_up_comes_the_cosine() -> None:
    rates = warm_up_cosine(np.arange(101), 1.0, steps=100, warm_up_steps=20)
    np.testing.assert_allclose(rates[:20], (np.arange(20) + 1) / 20)
    np.testing.assert_allclose(rates[20:], cosine(np.arange(81), 1.0, steps=80))


@pytest.mark.parametrize("schedule", [step_decay, exponential_decay, inverse_decay, cosine])
def test_a_decay_never_rises(schedule: Callable[[np.ndarray], np.ndarray]) -> None:
    assert (np.diff(schedule(np.arange(200))) <= 0).all()
