import numpy as np
import pytest

from snippets.networks.experiments.tabular import (
    MODELS,
    TABLES,
    explained,
    held_out_score,
    judge_of,
    named,
    standardised,
    table,
)


@pytest.mark.parametrize("name", TABLES)
def test_rows_to_be_judged_play_no_part_in_the_scale(name: str) -> None:
    x, y = table(name)
    assert len(x) == len(y)
    learn, judge = standardised(x[:100], x[100:])
    np.testing.assert_allclose(learn.mean(axis=0), 0.0, atol=1e-9)
    np.testing.assert_allclose(learn.std(axis=0), 1.0)
    np.testing.assert_allclose(standardised(x[:100], 0 * x[100:])[0], learn)
    assert judge.shape == x[100:].shape


@pytest.mark.parametrize("model", MODELS)
def test_every_model_tells_wines_apart(model: str) -> None:
    assert held_out_score("wine", model, seed=1) > 0.9


def test_useless_columns_hurt_a_net() -> None:
    assert held_out_score("wine", "net", 1, useless=200) < held_out_score("wine", "net", 1) - 0.1


@pytest.mark.parametrize("model", ["linear", "net"])
def test_diabetes_is_scored_by_the_variance_explained(model: str) -> None:
    assert 0.0 < held_out_score("diabetes", model, seed=1) < 0.6


def test_a_forest_for_a_quantity_predicts_quantities() -> None:
    assert type(judge_of("diabetes", "forest")).__name__ == "RandomForestRegressor"


def test_the_mean_alone_explains_nothing() -> None:
    rng = np.random.default_rng(0)
    x, y = np.zeros((20, 2)), rng.normal(size=20)
    assert explained(x, y, x, y, seed=0) == pytest.approx(0.0, abs=0.01)


def test_a_net_names_what_it_has_learnt() -> None:
    x = np.repeat(np.eye(3), 5, axis=0)
    labels = np.repeat([0, 1, 2], 5)
    assert named(x, labels, x, labels, seed=0) == 1.0
