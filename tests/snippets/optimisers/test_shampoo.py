import numpy as np
import pytest

from snippets.optimisers import AdaGrad, Shampoo
from snippets.optimisers.shampoo import inverse_fourth_root, preconditioned

RNG = np.random.default_rng(0)


@pytest.mark.parametrize("size", [1, 2, 5])
def test_the_fourth_power_of_the_root_is_the_inverse(size: int) -> None:
    matrix = RNG.normal(size=(size, 2 * size))
    square = matrix @ matrix.T
    root = inverse_fourth_root(square)
    np.testing.assert_allclose(np.linalg.matrix_power(root, 4) @ square, np.eye(size), atol=1e-8)
    np.testing.assert_allclose(root, root.T, atol=1e-12)


def test_directions_without_anything_stay_finite() -> None:
    root = inverse_fourth_root(np.diag([4.0, 0.0]))
    np.testing.assert_allclose(np.diagonal(root), [4.0**-0.25, 100.0])


@pytest.mark.parametrize("shape", [(3, 3), (3, 7), (8, 3)])
def test_the_first_step_is_as_long_in_every_direction(shape: tuple[int, int]) -> None:
    step = preconditioned(RNG.normal(size=shape), rows=0.0, columns=0.0)
    np.testing.assert_allclose(np.linalg.svd(step, compute_uv=False), np.ones(min(shape)), rtol=1e-6)


def test_turned_rows_and_columns_make_a_turned_walk() -> None:
    left, right = (np.linalg.qr(RNG.normal(size=(size, size)))[0] for size in (3, 4))
    shampoo, turned = Shampoo(), Shampoo()
    place: np.ndarray = np.zeros((3, 4))
    other: np.ndarray = np.zeros((3, 4))
    for _ in range(5):
        gradient = RNG.normal(size=(3, 4))
        place, other = shampoo.step(place, gradient), turned.step(other, left @ gradient @ right)
        np.testing.assert_allclose(other, left @ place @ right, atol=1e-7)


def test_of_a_single_number_it_is_adagrad() -> None:
    shampoo, adagrad = Shampoo(0.1), AdaGrad(0.1)
    place: np.ndarray = np.ones(1)
    other: np.ndarray = np.ones(1)
    for slope in (3.0, -1.0, 0.5, 20.0):
        place, other = shampoo.step(place, np.array([slope])), adagrad.step(other, np.array([slope]))
        np.testing.assert_allclose(place, other, rtol=1e-6)
