import numpy as np
import pytest

from snippets.optimisers import clip_by_norm, clip_by_value


def test_a_long_gradient_is_cut_to_the_limit_in_its_direction() -> None:
    # (6, 8) is 10 long: a limit of 5 halves it.
    assert clip_by_norm(np.array([6.0, 8.0]), 5.0).tolist() == [3.0, 4.0]


@pytest.mark.parametrize("gradient", [[3.0, 4.0], [0.3, -0.4], [0.0, 0.0]])
def test_a_gradient_within_the_limit_stays_as_it_is(gradient: list[float]) -> None:
    assert clip_by_norm(np.array(gradient), 5.0).tolist() == gradient


def test_an_infinite_limit_clips_nothing() -> None:
    assert clip_by_norm(np.array([1e9]), np.inf).tolist() == [1e9]


def test_the_length_is_that_of_all_elements_together() -> None:
    assert np.linalg.norm(clip_by_norm(np.full((3, 4), 7.0), 2.0)) == pytest.approx(2.0)


def test_clipping_by_value_treats_each_element_alone() -> None:
    assert clip_by_value(np.array([-9.0, 0.5, 2.0]), 1.0).tolist() == [-1.0, 0.5, 1.0]
