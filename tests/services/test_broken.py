"""When the service itself breaks: the client is told so in words that fit, and the log is told why."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from musings.services import Running, running
from snippets.deployment.contract import PROBLEM_JSON
from tests.services.wire import BILL, JSON, ask

ROOT = Path(__file__).parents[2]
FAILED = {"title": "Internal Server Error", "status": 500, "detail": "The service failed. Its log says why."}


@pytest.fixture(scope="module", params=["flask-predict", "falcon-predict", "notebook-predict"])
def broken(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A service whose model is a file of rubbish."""
    rubbish = tmp_path_factory.mktemp("model") / "penguins.skops"
    rubbish.write_text("no model")
    with running(request.param, root=ROOT, environment={"MODEL_FILE": str(rubbish)}) as up:
        yield up


@pytest.mark.parametrize(
    ("path", "body"), [("/predict", BILL), ("/predict/batch", b'{"rows": [{"X1": 61.1, "X2": 17.3}]}')]
)
def test_a_model_that_raises_is_a_500_that_says_so_and_nothing_of_the_inside(
    broken: Running, path: str, body: bytes
) -> None:
    answer = ask(broken, "POST", path, body, JSON)
    assert (answer.status, answer.type, answer.json) == (500, PROBLEM_JSON, FAILED)


def test_the_log_says_why(broken: Running) -> None:
    ask(broken, "POST", "/predict", BILL, JSON)
    assert "BadZipFile" in broken.log


def test_what_does_not_need_the_model_is_served(broken: Running) -> None:
    assert ask(broken, "GET", "/health").status == 200
    assert ask(broken, "POST", "/predict", b"{}", JSON).status == 422


def test_it_works_again_once_there_is_a_model(broken: Running) -> None:
    assert ask(broken, "POST", "/reset").status == 204
    assert ask(broken, "POST", "/predict", BILL, JSON).json["species"] == "Gentoo"


@pytest.fixture(scope="module", params=["flask-predict", "falcon-predict", "notebook-predict"])
def unwritable(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A service whose model would lie below a file, where nothing can be put, whoever tries."""
    file = tmp_path_factory.mktemp("model") / "file"
    file.touch()
    with running(request.param, root=ROOT, environment={"MODEL_FILE": str(file / "penguins.skops")}) as up:
        yield up


@pytest.mark.parametrize(("path", "body"), [("/reset", b""), ("/retrain", b'{"C": 1}')])
def test_a_model_that_cannot_be_kept_is_a_500_that_names_no_file(unwritable: Running, path: str, body: bytes) -> None:
    answer = ask(unwritable, "POST", path, body, JSON)
    assert (answer.status, answer.type, answer.json) == (500, PROBLEM_JSON, FAILED)
    assert "NotADirectoryError" in unwritable.log or "FileExistsError" in unwritable.log
