"""When the model's file is no good, or the service breaks: clients are told in words that fit, the log is told why."""

import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
import skops.io

from musings.services import Running
from snippets.deployment import train
from snippets.deployment.contract import PROBLEM_JSON
from tests.services.wire import BILL, JSON, ask, unasked
from tests.snippets.deployment.test_train import save_as_of

FAILED = {"title": "Internal Server Error", "status": 500, "detail": "The service failed. Its log says why."}


def model_file(up: Running) -> Path:
    """The file of the model that a service was started with."""
    return up.log_file.parent / "penguins.skops"


def truncate(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


def three_features(path: Path) -> None:
    bills, species = train.load_penguins()
    skops.io.dump(train.build().fit(np.column_stack([bills, bills[:, 0]]), species), path)


def other_species(path: Path) -> None:
    bills, species = train.load_penguins()
    skops.io.dump(train.build().fit(bills, np.char.lower(species)), path)


def no_number(path: Path) -> None:
    model = train.fit()
    model[-1].coef_[:] = np.nan
    skops.io.dump(model, path)


def poor(path: Path) -> None:
    skops.io.dump(train.fit(0.001), path)


SPOIL: dict[str, Callable[[Path], object]] = {
    "missing": Path.unlink,
    "empty": lambda path: path.write_bytes(b""),
    "text": lambda path: path.write_text("no model"),
    "truncated": truncate,
    "a pickle": lambda path: path.write_bytes(pickle.dumps({"weights": [1.0]})),
    "another type": lambda path: skops.io.dump({"weights": [1.0]}, path),
    "three features": three_features,
    "other species": other_species,
    "weights that are no numbers": no_number,
    "a model that takes a Chinstrap for an Adelie": poor,
    "another scikit-learn": lambda path: save_as_of("1.2.2", path),
}


@contextmanager
def spoilt(up: Running, how: str) -> Iterator[None]:
    """Spoil the file of the model; in the end the first model is back."""
    try:
        SPOIL[how](model_file(up))
        yield
    finally:
        assert ask(up, "POST", "/reset").status == 204


@pytest.mark.parametrize("how", SPOIL)
def test_a_file_that_is_no_model_leaves_the_last_good_one_in_its_place(predict_service: Running, how: str) -> None:
    before = ask(predict_service, "POST", "/predict", BILL, JSON).json
    with spoilt(predict_service, how):
        assert ask(predict_service, "POST", "/predict", BILL, JSON).json == before
        assert ask(predict_service, "GET", "/health").json["status"] == "stale"
    assert ask(predict_service, "GET", "/health").json["status"] == "ok"
    assert ask(predict_service, "POST", "/predict", BILL, JSON).json == before


def test_the_log_says_why(own_service: Running) -> None:
    with spoilt(own_service, "text"):
        ask(own_service, "POST", "/predict", BILL, JSON)
        assert "penguins.skops is not served: BadZipFile" in own_service.log


@pytest.mark.parametrize(("path", "body"), [("/reset", b""), ("/retrain", b'{"C": 1}')])
def test_a_model_that_cannot_be_kept_is_a_500_that_names_no_file_and_leaves_none_behind(
    own_service: Running, path: str, body: bytes
) -> None:
    file = model_file(own_service)
    before = set(file.parent.iterdir())
    with spoilt(own_service, "missing"):
        file.mkdir()  # nothing can take the place of a folder
        try:
            answer = ask(own_service, "POST", path, body, JSON)
            told = dict(answer.json)
            name = told.pop("request_id", "")
            assert (answer.status, answer.type, told) == (500, PROBLEM_JSON, FAILED)
            assert answer.headers.get("x-request-id", "") == name
            assert name
            # A cell is not told which path was asked for.
            asked = "" if own_service.service.name == "notebook-predict" else f": POST '{path}'"
            _, said, log = own_service.log.rpartition(f"request {name}{asked} was answered 500")
            assert said
            assert "IsADirectoryError" in log
            assert ask(own_service, "POST", "/predict", BILL, JSON).status == 200
        finally:
            file.rmdir()
    assert set(file.parent.iterdir()) == before


@pytest.mark.parametrize("name", ["flask-predict", "falcon-predict", "fastapi-predict", "notebook-predict"])
def test_a_service_without_a_model_says_so_and_trains_none_unasked(name: str, tmp_path: Path) -> None:
    path = tmp_path / "pengiuns.skops"  # a name with a slip of the pen
    with unasked(name, {"MODEL_FILE": str(path)}) as up:
        for answer in (ask(up, "POST", "/predict", BILL, JSON), ask(up, "GET", "/health")):
            assert (answer.status, answer.type) == (503, PROBLEM_JSON)
            assert "no model" in answer.json["detail"]
        assert ask(up, "POST", "/predict", b"{}", JSON).status == 422
        assert "pengiuns.skops is not served: FileNotFoundError" in up.log
        assert not path.exists()
        assert ask(up, "POST", "/reset").status == 204
        assert ask(up, "POST", "/predict", BILL, JSON).json["species"] == "Gentoo"
