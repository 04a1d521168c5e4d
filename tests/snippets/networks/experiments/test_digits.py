import numpy as np

from snippets.networks.experiments.digits import fit, scaled, shifted, split
from snippets.networks.training import accuracy


def test_no_digit_is_both_learnt_and_held_out() -> None:
    digits = split(0)
    everyone = np.vstack([digits.learn, digits.judge])
    assert len(everyone) == 1797
    np.testing.assert_array_equal(
        np.sort(everyone.sum(axis=1)), np.sort(np.vstack([split(1).learn, split(1).judge]).sum(axis=1))
    )


def test_scaling_looks_at_the_first_alone() -> None:
    learn, one = scaled(np.array([[0.0], [4.0]]), np.array([[100.0]]))
    assert learn.ravel().tolist() == [-1.0, 1.0]
    assert one.item() == 49.0


def test_a_moved_digit_is_whole_and_somewhere_else() -> None:
    pictures = shifted(np.ones((50, 64)), 12, np.random.default_rng(0)).reshape(50, 12, 12)
    rows = {int(picture.any(axis=1).argmax()) for picture in pictures}
    assert rows == {0, 1, 2, 3, 4}
    assert (pictures.sum(axis=(1, 2)) == 64).all()


def test_a_short_training_learns_digits() -> None:
    digits = split(0)
    learn, judge = scaled(digits.learn, digits.judge)
    assert accuracy(fit(learn, digits.learn_labels, [16], "relu", 0, steps=100), judge, digits.judge_labels) > 0.85
