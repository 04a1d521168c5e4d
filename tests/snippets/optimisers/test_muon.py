import numpy as np
import pytest

from snippets.optimisers import Muon, Nesterov
from snippets.optimisers.muon import orthogonalised

RNG = np.random.default_rng(0)


def with_values(values: list[float], shape: tuple[int, int]) -> np.ndarray:
    """A matrix of these singular values, its vectors random."""
    left = np.linalg.qr(RNG.normal(size=(shape[0], len(values))))[0]
    right = np.linalg.qr(RNG.normal(size=(shape[1], len(values))))[0]
    return np.asarray(left @ np.diag(values) @ right.T)


@pytest.mark.parametrize("shape", [(3, 3), (3, 7), (8, 3)])
@pytest.mark.parametrize("values", [[1.0, 1.0, 1.0], [5.0, 1.0, 0.02], [1e-4, 3e-5, 1e-6]])
def test_the_singular_values_come_near_one(shape: tuple[int, int], values: list[float]) -> None:
    found = np.linalg.svd(orthogonalised(with_values(values, shape)), compute_uv=False)
    assert np.all((found > 0.68) & (found < 1.21))


def test_the_singular_vectors_stay() -> None:
    matrix = with_values([4.0, 1.0, 0.3], (3, 5))
    left, _, right = np.linalg.svd(matrix, full_matrices=False)
    turned = left.T @ orthogonalised(matrix) @ right.T
    np.testing.assert_allclose(turned, np.diag(np.diagonal(turned)), atol=1e-12)


def test_each_value_goes_through_the_polynomial() -> None:
    values = np.array([2.0, 1.0, 0.1])
    expected = values / np.linalg.norm(values)
    for _ in range(3):
        expected = 3.4445 * expected - 4.7750 * expected**3 + 2.0315 * expected**5
    found = np.linalg.svd(orthogonalised(with_values(list(values), (4, 3)), times=3), compute_uv=False)
    np.testing.assert_allclose(found, np.sort(expected)[::-1], rtol=1e-6)


def test_a_matrix_of_one_rank_stays_one() -> None:
    assert np.linalg.matrix_rank(orthogonalised(np.outer([1.0, 2.0], [3.0, -1.0, 4.0])), tol=1e-6) == 1


def test_a_vector_moves_along_the_gradient_by_about_the_rate() -> None:
    gradient = np.array([3.0, -400.0, 20.0])
    moved = Muon(0.02).step(np.zeros(3), gradient)
    assert 0.68 * 0.02 < np.linalg.norm(moved) < 1.21 * 0.02
    np.testing.assert_allclose(moved / np.linalg.norm(moved), -gradient / np.linalg.norm(gradient), rtol=1e-12)


def test_what_is_made_orthogonal_is_nesterovs_step() -> None:
    muon, nesterov = Muon(0.1, momentum=0.9), Nesterov(1.0, momentum=0.9)
    for _ in range(4):
        gradient = RNG.normal(size=(3, 4))
        step = -nesterov.step(np.zeros((3, 4)), gradient)
        moved = muon.step(np.zeros((3, 4)), gradient)
        np.testing.assert_allclose(moved, -0.1 * orthogonalised(step), rtol=1e-12)
