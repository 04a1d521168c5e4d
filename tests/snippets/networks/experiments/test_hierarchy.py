import numpy as np

from snippets.networks.experiments.hierarchy import accuracy_by_layer, nearest_centre


def test_far_heaps_are_told_apart() -> None:
    x, labels = np.array([[0.0, 0.0], [1.0, 0.0], [9.0, 9.0], [9.0, 8.0]]), np.array([0, 0, 1, 1])
    assert nearest_centre(x, labels, x + 0.3, labels) == 1.0


def test_centres_are_those_of_the_known_samples() -> None:
    known, labels = np.array([[0.0], [10.0]]), np.array([0, 1])
    assert nearest_centre(known, labels, np.array([[4.0], [4.5]]), np.array([0, 0])) == 1.0


def test_random_layers_stir_the_digits() -> None:
    found = accuracy_by_layer(trained=False, seed=0)
    assert len(found) == 5
    assert found[-1] < found[0]
