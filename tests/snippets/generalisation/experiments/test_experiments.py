import numpy as np
import pytest

from snippets.generalisation.data import parts
from snippets.generalisation.experiments import double_descent, remedies
from snippets.generalisation.experiments.training import Recipe, changed, train


def test_the_same_seed_trains_the_same_net() -> None:
    digits = parts(1)
    one, other = (list(train(digits, Recipe(drop=0.5, reach=0.5), seed=3, steps=5))[-1] for _ in range(2))
    np.testing.assert_array_equal(one.parameters, other.parameters)


@pytest.mark.parametrize("recipe", [Recipe(reach=0.5), Recipe(mirror=True)])
def test_augmentation_changes_pictures_and_keeps_their_shape(recipe: Recipe) -> None:
    pixels = parts(0).learn[:8]
    other = changed(pixels, recipe, np.random.default_rng(0))
    assert other.shape == pixels.shape
    assert not np.array_equal(other, pixels)


def test_decay_makes_weights_smaller() -> None:
    digits = parts(0)
    plain, small = (list(train(digits, Recipe(decay=decay), seed=0, steps=60))[-1].parameters for decay in (0.0, 3.0))
    assert np.linalg.norm(small) < np.linalg.norm(plain)


def test_every_recipe_has_a_name_of_its_own() -> None:
    assert len(set(remedies.RECIPES.values())) == len(remedies.RECIPES)


def test_as_many_features_as_images_learn_everything_with_huge_weights() -> None:
    learnt, new, length = double_descent.solved(200, 0.0, 0.0, seed=0)
    assert learnt == 0
    assert new > 0.5
    assert length > double_descent.solved(800, 0.0, 0.0, seed=0)[2]
