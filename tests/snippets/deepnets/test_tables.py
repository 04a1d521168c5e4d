from snippets.deepnets.experiments.recipes import RECIPES
from snippets.deepnets.patients import PATIENTS
from snippets.deepnets.tables import NAMES, clinic, powers, recipes


def test_a_row_for_every_recipe_and_every_patient() -> None:
    assert list(NAMES) == list(RECIPES)
    assert [row["Recipe"] for row in recipes()] == list(NAMES.values())
    assert [row["Patient"] for row in clinic()] == ["healthy", *PATIENTS]


def test_sizes_near_one_are_told_plainly_and_others_by_their_power() -> None:
    assert [powers(size) for size in (0.5, 13.9, 2e-5, 7e16)] == ["0.5", "13.9", "10⁻⁵", "10¹⁷"]
