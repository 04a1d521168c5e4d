"""Half precision, the laws of sizes, and the clinic."""

import numpy as np
import pytest

from snippets.arrays import Array
from snippets.deepnets.checkup import agrees, update_ratios
from snippets.deepnets.half import LEAST, MOST, halved, scaled, swallowed
from snippets.deepnets.normalisation import EPSILON, layer_norm, layer_norm_gradient
from snippets.deepnets.patients import FAULTS, PATIENTS, case, examine, is_it
from snippets.deepnets.squares import after_layers, after_skips, kept_layers, next_square


def test_half_precision_ends_where_it_is_said_to_end() -> None:
    assert halved(LEAST) == LEAST
    assert halved(LEAST / 2.01) == 0
    assert halved(MOST) == MOST
    assert np.isinf(halved(MOST * 1.01))


def test_scaling_saves_what_is_small_and_loses_what_is_large() -> None:
    assert scaled(1e-9, 2.0**15) == pytest.approx(1e-9, rel=0.01)
    assert np.isinf(scaled(10.0, 2.0**15))
    assert swallowed(np.array([1e-9, 1e-9, 1.0, 0.0])) == pytest.approx(2 / 3)
    assert swallowed(np.array([1e-9, 1.0]), 2.0**15) == 0


def test_a_law_of_layers_is_that_of_one_layer_taken_many_times() -> None:
    square = 1.0
    for _ in range(5):
        square = float(next_square(square, inputs=20, deviation=0.4))
    assert after_layers(20, 0.4, 5) == pytest.approx(np.sqrt(square))
    assert after_skips(0.0, 100) == 1.0
    assert after_skips(1.0, 2) == pytest.approx(2.0)


def test_few_layers_are_kept_where_the_distance_is_near_the_root() -> None:
    assert kept_layers(36, np.arange(1, 37)).min() == kept_layers(36, 6) == 12


def test_a_wrong_way_back_is_found_whichever_of_its_parts_is_missing() -> None:
    x = np.random.default_rng(1).normal(size=(2, 4))

    def draft(x: Array, error: Array) -> Array:
        root = np.sqrt(x.var(axis=-1, keepdims=True) + EPSILON)
        missing: Array = (error - error.mean(axis=-1, keepdims=True)) / root
        return missing

    assert agrees(layer_norm, layer_norm_gradient, x)
    assert not agrees(layer_norm, draft, x)
    assert not agrees(layer_norm, lambda x, error: 1.001 * layer_norm_gradient(x, error), x)


def test_a_ratio_looks_at_weights_alone() -> None:
    before, after = np.array([3.0, 4.0, 1.0]), np.array([3.0, 4.5, 9.0])
    np.testing.assert_allclose(update_ratios((2, 1), before, after), [0.1])


def test_each_patient_has_a_fault_of_its_own_and_is_known_by_no_other() -> None:
    assert sorted(PATIENTS.values()) == sorted(set(FAULTS) - {"healthy"})
    for patient, fault in PATIENTS.items():
        assert [each for each in FAULTS if is_it(patient, each)] == [fault]


def test_a_patient_differs_from_the_healthy_net_in_one_thing() -> None:
    well = case("healthy")
    for fault in PATIENTS.values():
        ill = case(fault)
        changes = [
            ill.rate != well.rate,
            not np.array_equal(ill.digits.learn_labels, well.digits.learn_labels),
            not np.array_equal(ill.net.parameters, well.net.parameters),
        ]
        assert sum(changes) == 1


def test_a_fault_that_nobody_has_is_refused() -> None:
    for ask in (case, lambda fault: is_it("A", fault)):
        with pytest.raises(ValueError, match="fault must be one of"):
            ask("flu")


def test_readings_are_rounded_to_what_is_the_same_everywhere() -> None:
    assert examine("D")["ratio"] == 0.0
    assert examine("C")["ratio"] == 1e-05
