import numpy as np
import pytest

from snippets.networks.initialisation import SCHEMES, gained, he_deviation, lecun_deviation, xavier_deviation


def test_lecun_keeps_the_spread_of_a_sum() -> None:
    rng = np.random.default_rng(0)
    sums = rng.normal(size=(2000, 256)) @ rng.normal(0.0, SCHEMES["lecun"](256, 100), (256, 100))
    assert sums.std() == pytest.approx(1.0, rel=0.02)


def test_he_keeps_the_square_of_what_relu_lets_through() -> None:
    rng = np.random.default_rng(0)
    sums = rng.normal(size=(2000, 256)) @ rng.normal(0.0, SCHEMES["he"](256, 256), (256, 256))
    assert (np.maximum(sums, 0.0) ** 2).mean() == pytest.approx(1.0, rel=0.03)


def test_xavier_lies_between_what_the_way_up_and_the_way_down_ask_for() -> None:
    assert lecun_deviation(400) < xavier_deviation(400, 100) < lecun_deviation(100)


def test_xavier_is_lecun_for_a_square_layer() -> None:
    assert xavier_deviation(50, 50) == lecun_deviation(50)


def test_he_is_lecun_times_the_root_of_two() -> None:
    assert he_deviation(50) == pytest.approx(2**0.5 * lecun_deviation(50))


def test_zeros_and_normal_never_look_at_the_layer() -> None:
    assert {SCHEMES["zeros"](n, 3) for n in (1, 10, 100)} == {0.0}
    assert {SCHEMES["normal"](n, 3) for n in (1, 10, 100)} == {1.0}


@pytest.mark.parametrize("name", SCHEMES)
def test_every_scheme_gives_a_deviation(name: str) -> None:
    assert SCHEMES[name](8, 4) >= 0.0


@pytest.mark.parametrize("inputs", [1, 3, 64])
def test_gain_one_is_lecun_and_the_root_of_two_is_he(inputs: int) -> None:
    assert gained(1.0)(inputs, 5) == pytest.approx(SCHEMES["lecun"](inputs, 5), rel=1e-15)
    assert gained(2.0**0.5)(inputs, 5) == pytest.approx(SCHEMES["he"](inputs, 5), rel=1e-15)
