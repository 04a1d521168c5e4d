import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from snippets.deployment.train import load_penguins
from snippets.networks.datasets import (
    DATASETS,
    SPECIES,
    blobs,
    circles,
    in_turn,
    measured_bills,
    moons,
    penguins,
    spiral,
    xor,
)


def rng(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


@pytest.mark.parametrize("name", DATASETS)
def test_points_lie_in_the_plane_and_each_has_a_label(name: str) -> None:
    x, labels = DATASETS[name](60, 0.1, rng())
    assert x.shape == (60, 2)
    assert labels.shape == (60,)
    assert np.issubdtype(labels.dtype, np.integer)


@pytest.mark.parametrize("name", DATASETS)
def test_labels_count_from_zero_and_all_occur(name: str) -> None:
    labels = DATASETS[name](60, 0.1, rng())[1]
    assert set(labels.tolist()) == set(range(labels.max() + 1))


@pytest.mark.parametrize("name", DATASETS)
def test_the_same_seed_gives_the_same_points(name: str) -> None:
    one, two, other = (DATASETS[name](60, 0.1, rng(seed))[0] for seed in (1, 1, 2))
    np.testing.assert_array_equal(one, two)
    assert (one != other).any()


@pytest.mark.parametrize("name", DATASETS)
def test_noise_moves_points_and_changes_no_label(name: str) -> None:
    still, labels = DATASETS[name](60, 0.0, rng())
    moved, same = DATASETS[name](60, 0.2, rng())
    np.testing.assert_array_equal(labels, same)
    assert (moved - still).std() == pytest.approx(0.2, rel=0.25)


@pytest.mark.parametrize("name", ["moons", "circles", "xor", "spiral", "chinstraps"])
def test_no_straight_line_separates_them(name: str) -> None:
    x, labels = DATASETS[name](300, 0.0, rng())
    assert LogisticRegression(C=1e4).fit(x, labels).score(x, labels) < 0.99


def test_circles_lie_one_in_the_other() -> None:
    x, labels = circles(50, 0.0, rng())
    np.testing.assert_allclose(np.hypot(*x.T), np.where(labels == 0, 1.0, 0.5))


def test_xor_is_decided_by_two_signs() -> None:
    x, labels = xor(200, 0.0, rng())
    np.testing.assert_array_equal(labels, (x[:, 0] > 0) ^ (x[:, 1] > 0))


def test_one_arm_of_the_spiral_is_the_other_turned_by_half() -> None:
    x, labels = spiral(400, 0.0, rng())
    along = np.hypot(*x.T)
    turned = np.angle((x[:, 0] + 1j * x[:, 1]) * np.exp(-1j * (3 * np.pi * along + np.pi * labels)))
    np.testing.assert_allclose(turned, 0.0, atol=1e-9)


def test_blobs_can_have_any_number_of_classes() -> None:
    assert np.bincount(blobs(10, 0.1, rng(), classes=5)[1]).tolist() == [2, 2, 2, 2, 2]


def test_bills_are_those_of_the_deployed_model() -> None:
    bills, species = measured_bills()
    theirs, names = load_penguins()
    np.testing.assert_array_equal(bills, theirs)
    np.testing.assert_array_equal(np.array(SPECIES)[species], names)


def test_no_penguin_is_drawn_twice() -> None:
    x, _ = penguins(342, 0.0, rng())
    everyone, _ = penguins(1000, 0.0, rng(1))
    np.testing.assert_array_equal(np.sort(x, axis=0), np.sort(everyone, axis=0))


def test_classes_take_turns() -> None:
    assert in_turn(7, 3).tolist() == [0, 0, 0, 1, 1, 2, 2]


def test_points_without_noise_lie_on_two_circles() -> None:
    x, labels = moons(100, noise=0.0, rng=rng())
    radius = np.hypot(*(x - np.where(labels[:, None] == 0, [0.0, 0.0], [1.0, 0.5])).T)
    np.testing.assert_allclose(radius, 1.0)


def test_the_first_moon_opens_downwards_and_the_second_upwards() -> None:
    x, labels = moons(100, noise=0.0, rng=rng())
    assert x[labels == 0, 1].min() >= 0.0
    assert x[labels == 1, 1].max() <= 0.5


def test_an_odd_number_of_points_is_shared_out() -> None:
    _, labels = moons(5, noise=0.0, rng=rng())
    assert labels.tolist() == [0, 0, 0, 1, 1]
