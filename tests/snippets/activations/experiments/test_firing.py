import numpy as np
import pytest

from snippets.activations.experiments.firing import MEMBRANE, REST, firing_rate


def simulated_rate(drive: float, seconds: float = 4.0, step: float = 1e-5) -> float:
    """Let the neuron run: it charges, fires at 1, falls to 0, rests."""
    voltage, rest, spikes = 0.0, 0.0, 0
    for _ in range(round(seconds / step)):
        if rest > 0.0:
            rest -= step
            continue
        voltage += step / MEMBRANE * (drive - voltage)
        if voltage >= 1.0:
            voltage, rest, spikes = 0.0, REST, spikes + 1
    return spikes / seconds


@pytest.mark.parametrize("drive", [1.2, 3.0])
def test_the_formula_agrees_with_a_simulated_neuron(drive: float) -> None:
    assert firing_rate(np.array([drive]))[0] == pytest.approx(simulated_rate(drive), rel=0.02)


def test_nothing_fires_up_to_the_threshold() -> None:
    assert not firing_rate(np.array([-5.0, 0.0, 0.999, 1.0])).any()


def test_the_rate_rises_with_the_drive() -> None:
    assert (np.diff(firing_rate(np.linspace(1.01, 50.0, 100))) > 0.0).all()


def test_the_rest_after_a_spike_bounds_the_rate() -> None:
    assert firing_rate(np.array([1e9]))[0] == pytest.approx(1.0 / REST, rel=1e-6)
