import numpy as np
import pytest

from snippets.optimisers.surfaces import SURFACES, Surface, noisy_bowl_gradient, ravine, ravine_gradient

every = pytest.mark.parametrize("surface", SURFACES.values(), ids=SURFACES.keys())
POINTS = np.random.default_rng(0).uniform(-2.0, 2.0, (2, 50))


@every
def test_the_gradient_agrees_with_central_differences(surface: Surface) -> None:
    step = 1e-6
    for axis in (0, 1):
        shift = np.zeros((2, 1))
        shift[axis] = step
        differences = (surface.value(POINTS + shift) - surface.value(POINTS - shift)) / (2 * step)
        np.testing.assert_allclose(surface.gradient(POINTS)[axis], differences, rtol=1e-6, atol=1e-6)


@every
def test_the_gradient_vanishes_at_each_minimum(surface: Surface) -> None:
    for minimum in surface.minima:
        np.testing.assert_allclose(surface.gradient(np.array(minimum)), 0.0, atol=1e-12)


@every
def test_nothing_in_the_window_lies_lower_than_the_minima(surface: Surface) -> None:
    grid = np.array(np.meshgrid(*(np.linspace(*limits, 101) for limits in surface.window)))
    lowest = {float(surface.value(np.array(minimum)).round(12)) for minimum in surface.minima}
    assert len(lowest) == 1
    assert surface.value(grid).min() >= lowest.pop() - 1e-12


@every
def test_start_and_minima_lie_in_the_window(surface: Surface) -> None:
    lows, highs = np.transpose(surface.window)
    for point in (surface.start, *surface.minima):
        assert (lows <= np.array(point)).all()
        assert (np.array(point) <= highs).all()


@every
def test_a_grid_of_points_keeps_its_shape(surface: Surface) -> None:
    grid = np.ones((2, 3, 4))
    assert surface.value(grid).shape == (3, 4)
    assert surface.gradient(grid).shape == (2, 3, 4)
    assert surface.noisy_gradient(grid, np.random.default_rng(0)).shape == (2, 3, 4)


@every
def test_the_names_fit(surface: Surface) -> None:
    assert surface.slopes.__name__ == f"{surface.name}_gradient"


def test_the_condition_number_is_the_ratio_of_the_curvatures() -> None:
    none, one = np.zeros(1), np.ones(1)
    assert ravine(none, one, condition=7.0) / ravine(one, none, condition=7.0) == 7.0
    assert np.ravel(ravine_gradient(one, one, condition=7.0)).tolist() == [1.0, 7.0]


def test_without_noise_a_noisy_gradient_is_the_gradient() -> None:
    surface = SURFACES["saddle"]
    noisy = surface.noisy_gradient(POINTS, np.random.default_rng(0))
    np.testing.assert_array_equal(noisy, surface.gradient(POINTS))


def test_a_batch_divides_the_noise_by_the_root_of_its_size() -> None:
    still = np.zeros((2, 20_000))
    drawn = SURFACES["noisy_bowl"].noisy_gradient(still, np.random.default_rng(0), batch=16)
    assert drawn.std() == pytest.approx(0.25, rel=0.02)


def test_the_noise_has_no_direction() -> None:
    x, y = np.full(20_000, 1.0), np.full(20_000, -2.0)
    drawn = SURFACES["noisy_bowl"].noisy_gradient(np.array([x, y]), np.random.default_rng(1))
    np.testing.assert_allclose(drawn.mean(axis=1), np.ravel(noisy_bowl_gradient(x[:1], y[:1])), atol=0.03)
