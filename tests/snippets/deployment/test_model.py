"""The model of a service: read lazily, once, and again when its file has changed."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from snippets.deployment import train
from snippets.deployment.model import Model


@pytest.fixture
def model(tmp_path: Path) -> Model:
    return Model(tmp_path / "penguins.skops")


def test_nothing_is_read_or_trained_before_the_first_prediction(model: Model) -> None:
    assert model.loads == 0
    assert not model.path.exists()


def test_the_file_is_read_once_for_many_predictions(model: Model) -> None:
    for _ in range(3):
        model.predict((61.1, 17.3))
    assert model.loads == 1


def test_many_first_predictions_at_once_read_the_file_once(model: Model) -> None:
    gate = Barrier(16)

    def first(_: int) -> object:
        gate.wait()
        return model.predict((61.1, 17.3))["species"]

    with ThreadPoolExecutor(16) as pool:
        assert set(pool.map(first, range(16))) == {"Gentoo"}
    assert model.loads == 1


def test_an_existing_file_is_used_rather_than_trained_anew(model: Model) -> None:
    train.save(train.fit(0.01), model.path)
    expected = train.fit(0.01).predict_proba([[61.1, 17.3]]).max().round(4)
    assert max(probabilities(model, (61.1, 17.3)).values()) == expected


def test_a_prediction_is_plain_json_and_names_the_likeliest_species(model: Model) -> None:
    prediction = json.loads(json.dumps(model.predict((39.1, 18.7))))
    chances = prediction["probabilities"]
    assert prediction["species"] == max(chances, key=chances.get) == "Adelie"
    assert sum(chances.values()) == pytest.approx(1, abs=2e-4)


def test_many_rows_are_predicted_as_each_alone(model: Model) -> None:
    rows = [(39.1, 18.7), (61.1, 17.3), (46.5, 17.9)]
    assert model.predict_many(rows) == [model.predict(row) for row in rows]


def test_retraining_changes_predictions_and_resetting_restores_them(model: Model) -> None:
    before = probabilities(model, (61.1, 17.3))
    accuracy = model.retrain(0.1)
    changed = probabilities(model, (61.1, 17.3))
    model.reset()
    assert accuracy == train.held_out_accuracy(0.1)
    assert changed != before
    assert probabilities(model, (61.1, 17.3)) == before


def test_a_second_process_sees_what_the_first_retrained(model: Model) -> None:
    other = Model(model.path)
    before = probabilities(other, (61.1, 17.3))
    model.retrain(0.1)
    assert probabilities(other, (61.1, 17.3)) == probabilities(model, (61.1, 17.3)) != before
    assert other.loads == 2


def test_predictions_go_on_while_the_model_is_retrained(model: Model) -> None:
    with ThreadPoolExecutor(4) as pool:
        work = [pool.submit(model.retrain, 0.1) for _ in range(3)] + [pool.submit(model.reset) for _ in range(3)]
        seen = {str(model.predict((48.0, 14.0))["species"]) for _ in range(20)}
        assert all(item.exception() is None for item in work)
    assert seen == {"Gentoo"}


def probabilities(model: Model, row: tuple[float, float]) -> dict[str, float]:
    """The probabilities of one prediction."""
    found = model.predict(row)["probabilities"]
    assert isinstance(found, dict)
    return found
