"""The model of a service: read lazily, once, and again when its file has changed."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from snippets.deployment import train
from snippets.deployment.contract import Problem
from snippets.deployment.model import Model, alone


@pytest.fixture
def model(tmp_path: Path) -> Model:
    train.save(train.fit(), tmp_path / "penguins.skops")
    return Model(tmp_path / "penguins.skops")


def test_nothing_is_read_before_the_first_question(model: Model) -> None:
    assert model.loads == 0


def test_a_missing_file_is_told_and_not_made(tmp_path: Path) -> None:
    model = Model(tmp_path / "penguins.skops")
    with pytest.raises(Problem, match="no model") as refused:
        model.predict((61.1, 17.3))
    assert refused.value.status == 503
    assert not list(tmp_path.iterdir())


def test_a_bad_file_is_read_once_and_the_last_good_model_stays(model: Model, caplog: pytest.LogCaptureFixture) -> None:
    assert model.health() == {"status": "ok", "model_loads": 1}
    model.path.write_text("no model")
    for _ in range(3):
        assert model.predict((61.1, 17.3))["species"] == "Gentoo"
    assert model.health() == {"status": "stale", "model_loads": 1}
    assert [record.getMessage() for record in caplog.records] == [
        f"{model.path} is not served: BadZipFile: File is not a zip file"
    ]
    model.reset()
    assert model.health() == {"status": "ok", "model_loads": 2}


def test_a_setting_that_makes_a_poor_model_changes_nothing(model: Model) -> None:
    before = model.path.read_bytes()
    with pytest.raises(Problem, match=r"C = 0\.01 names only 88% of the held-out penguins rightly") as refused:
        model.retrain(0.01)
    assert (refused.value.status, refused.value.field) == (409, "C")
    assert model.path.read_bytes() == before


def test_one_at_a_time_changes_the_model_and_predictions_go_on(model: Model) -> None:
    with alone(model.path.parent):
        for change in (model.reset, lambda: model.retrain(1.0)):
            with pytest.raises(Problem, match="is being trained") as refused:
                change()
            assert refused.value.status == 409
        assert model.predict((61.1, 17.3))["species"] == "Gentoo"
    model.reset()


def test_a_change_that_fails_lets_the_next_one_in(model: Model) -> None:
    with pytest.raises(ZeroDivisionError), alone(model.path.parent):
        raise ZeroDivisionError
    model.reset()


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


def test_a_file_that_changes_is_read_again(model: Model) -> None:
    model.predict((61.1, 17.3))
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
        failures = [item.exception() for item in work]
    assert seen == {"Gentoo"}
    assert None in failures
    assert all(failure is None or isinstance(failure, Problem) for failure in failures)


def probabilities(model: Model, row: tuple[float, float]) -> dict[str, float]:
    """The probabilities of one prediction."""
    found = model.predict(row)["probabilities"]
    assert isinstance(found, dict)
    return found
