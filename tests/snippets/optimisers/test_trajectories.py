import numpy as np

from snippets.optimisers import GradientDescent, trajectory


def test_a_walk_has_its_start_and_one_row_a_step() -> None:
    walk = trajectory(GradientDescent(1.0), lambda point: np.array([1.0, -1.0]), (0.0, 5.0), steps=3)
    assert walk.tolist() == [[0.0, 5.0], [-1.0, 6.0], [-2.0, 7.0], [-3.0, 8.0]]


def test_no_steps_leave_the_start() -> None:
    assert trajectory(GradientDescent(), np.sin, [1.0], steps=0).tolist() == [[1.0]]
