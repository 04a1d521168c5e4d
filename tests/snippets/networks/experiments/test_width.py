import numpy as np

from snippets.networks.experiments.width import INPUTS, distance, follow, wave


def test_the_wave_is_odd() -> None:
    np.testing.assert_allclose(wave(-INPUTS), -wave(INPUTS), atol=1e-12)


def test_more_units_follow_more_closely() -> None:
    assert distance(16, 1) < 0.5 * distance(2, 1)


def test_distance_is_measured_on_the_inputs() -> None:
    left = follow(2, 1).predict(INPUTS) - wave(INPUTS)
    np.testing.assert_allclose(distance(2, 1), np.sqrt((left**2).mean()))
