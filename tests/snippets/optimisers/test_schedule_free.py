import numpy as np
import pytest

from snippets.optimisers import GradientDescent, ScheduleFree, trajectory
from snippets.optimisers.schedule_free import average

GRADIENTS = np.random.default_rng(0).normal(size=(20, 3))


def test_the_average_is_the_mean_of_all_bases() -> None:
    optimiser = ScheduleFree(0.3, beta=0.7)
    parameters: np.ndarray = np.array([1.0, -2.0, 0.5])
    bases = []
    for gradient in GRADIENTS:
        parameters = optimiser.step(parameters, gradient)
        bases.append(np.asarray(optimiser.base))
        np.testing.assert_allclose(average(parameters, optimiser.base, beta=0.7), np.mean(bases, axis=0), rtol=1e-12)


def test_where_the_gradients_are_given_the_base_is_gradient_descent() -> None:
    optimiser, descent = ScheduleFree(0.3), GradientDescent(0.3)
    parameters: np.ndarray = np.ones(3)
    place: np.ndarray = np.ones(3)
    for gradient in GRADIENTS:
        parameters, place = optimiser.step(parameters, gradient), descent.step(place, gradient)
        np.testing.assert_allclose(optimiser.base, place, rtol=1e-13)


def test_three_steps_by_hand() -> None:
    # η = 1, β = ½, the gradient is the place; y lies halfway between z and the mean x of the zs, from 8:
    #   z = 8 − 8 = 0,    x = 0,              y = 0
    #   z = 0 − 0 = 0,    x = 0,              y = 0
    # and with the gradients 4, 2, −6:
    #   z = 4, 2, 8;      x = 4, 3, 14/3;     y = 4, 5/2, 19/3
    assert trajectory(ScheduleFree(1.0, beta=0.5), lambda x: x, [8.0], 2)[:, 0].tolist() == [8.0, 0.0, 0.0]
    optimiser, parameters, walk = ScheduleFree(1.0, beta=0.5), np.array([8.0]), []
    for gradient in (4.0, 2.0, -6.0):
        parameters = optimiser.step(parameters, np.array([gradient]))
        walk.append(parameters.item())
    assert walk == pytest.approx([4.0, 2.5, 19 / 3], rel=1e-15)


def test_without_a_falling_rate_the_average_comes_to_rest_in_noise() -> None:
    rng, optimiser = np.random.default_rng(1), ScheduleFree(0.5)
    places = trajectory(optimiser, lambda x: x + rng.normal(size=x.shape), np.ones(200), 1000)
    noisy = trajectory(GradientDescent(0.5), lambda x: x + rng.normal(size=x.shape), np.ones(200), 1000)
    assert np.mean(average(places[-1], optimiser.base) ** 2) < 0.05 * np.mean(noisy[-1] ** 2)
