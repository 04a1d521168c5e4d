import numpy as np
import pytest

from snippets.networks.experiments.features import MAKERS, by_lot, edges, first_layer, ink


def picture(rows: slice, columns: slice) -> np.ndarray:
    image = np.zeros((8, 8))
    image[rows, columns] = 1.0
    return image.reshape(1, 64)


def test_a_bar_across_and_a_bar_down_have_edges_in_other_directions() -> None:
    across = edges(picture(slice(3, 5), slice(0, 8))).reshape(8, 16).sum(axis=1)
    down = edges(picture(slice(0, 8), slice(3, 5))).reshape(8, 16).sum(axis=1)
    assert across.argmax() == 4
    assert down.argmax() == 0


def test_a_blank_picture_has_no_edges() -> None:
    assert not edges(np.zeros((2, 144))).any()


def test_a_symmetric_picture_is_its_own_mirror_image() -> None:
    assert ink(picture(slice(0, 2), slice(2, 6)))[0, -2:].tolist() == [0.0, 16.0]


def test_random_units_are_the_same_for_all_pictures() -> None:
    pixels = np.random.default_rng(0).uniform(size=(6, 64))
    np.testing.assert_allclose(by_lot(pixels)[::-1], by_lot(pixels[::-1]))


@pytest.mark.parametrize("name", MAKERS)
def test_features_keep_the_samples(name: str) -> None:
    assert len(MAKERS[name](np.random.default_rng(0).uniform(size=(5, 144)))) == 5


def test_the_digits_a_unit_likes_fit_its_weights_better_than_others() -> None:
    weights, liked = first_layer(2, 3)
    for unit in range(2):
        own = (liked[unit] * weights[unit]).sum()
        others = (liked[1 - unit] * weights[unit]).sum()
        assert own > others
