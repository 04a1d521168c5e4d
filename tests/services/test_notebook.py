"""Where a notebook under Kernel Gateway ends: what it cannot meet of the contract, by its own design."""

import json
import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from musings.services import Running, running
from snippets.deployment import ray_failover
from snippets.deployment.contract import MAX_BODY, PROBLEM_JSON
from snippets.deployment.notebook import cell
from tests.services.wire import BILL, JSON, ask, send_part, stays_open

ROOT = Path(__file__).parents[2]


def test_of_duplicate_keys_the_last_wins_because_the_gateway_decodes_the_body(notebook_service: Running) -> None:
    answer = ask(notebook_service, "POST", "/predict", b'{"X1": 1, "X1": 61.1, "X2": 17.3}', JSON)
    assert (answer.status, answer.json["species"]) == (200, "Gentoo")


def test_bad_utf_8_never_reaches_the_notebook_and_is_answered_with_nothing(notebook_service: Running) -> None:
    answer = ask(notebook_service, "POST", "/predict", b'{"X1": "\xff", "X2": 17.3}', JSON)
    assert (answer.status, answer.text) == (200, "")
    assert ask(notebook_service, "POST", "/predict", BILL, JSON).json["species"] == "Gentoo"


def test_json_inside_a_json_string_is_decoded_twice(notebook_service: Running) -> None:
    answer = ask(notebook_service, "POST", "/predict", json.dumps(BILL.decode()).encode(), JSON)
    assert (answer.status, answer.json["species"]) == (200, "Gentoo")


def test_half_a_character_as_the_whole_body_is_refused(notebook_service: Running) -> None:
    answer = ask(notebook_service, "POST", "/predict", b'"\\ud800"', JSON)
    assert (answer.status, answer.type) == (400, PROBLEM_JSON)


def test_a_wrong_method_is_refused_by_the_gateway_without_a_word(notebook_service: Running) -> None:
    answer = ask(notebook_service, "PUT", "/predict", BILL, JSON)
    assert (answer.status, answer.text) == (405, "")


def test_health_cannot_be_asked_for_its_headers_alone(notebook_service: Running) -> None:
    assert ask(notebook_service, "HEAD", "/health").status == 405


def test_a_body_in_chunks_is_limited_by_what_it_holds(notebook_service: Running) -> None:
    def chunked(*parts: bytes) -> int:
        return ask(notebook_service, "POST", "/predict", iter(parts), JSON).status

    assert chunked(BILL[:9], BILL[9:]) == 200
    assert chunked(b'{"X1": "', b"1" * MAX_BODY, b'", "X2": 17.3}') == 413
    assert chunked(b" " * MAX_BODY, BILL) == 200  # its spaces are gone before any cell could count them


def test_an_unknown_path_is_refused_by_the_gateway_in_its_own_form(notebook_service: Running) -> None:
    answer = ask(notebook_service, "GET", "/predictions")
    assert (answer.status, answer.json["reason"]) == (404, "Not Found")


def test_a_half_sent_request_waits_without_an_end_but_costs_the_others_nothing(notebook_service: Running) -> None:
    head = b"POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 28\r\n\r\n"
    with send_part(notebook_service, head) as stuck:
        assert ask(notebook_service, "POST", "/predict", BILL, JSON).status == 200
        assert stays_open(stuck, seconds=3)


def test_requests_are_answered_one_after_another(notebook_service: Running) -> None:
    body = b'{"C": 1}'
    ask(notebook_service, "POST", "/retrain", body, JSON)  # the first one of all takes longer than the others
    started = time.monotonic()
    with ThreadPoolExecutor(8) as pool:
        ends = list(
            pool.map(lambda _: (ask(notebook_service, "POST", "/retrain", body, JSON), time.monotonic()), range(8))
        )
    seconds = sorted(end - started for _, end in ends)
    # Eight at once would end together; the last of a queue ends about eight times as late as the first.
    assert seconds[-1] > 2 * seconds[0]


def files(folder: Path) -> Iterator[Path]:
    """All files below a folder; not its sockets, which block whoever opens them."""
    return (path for path in folder.rglob("*") if path.is_file())


def test_no_file_remembers_a_request(tmp_path: Path) -> None:
    """IPython would keep each cell in a database, and to the gateway a request with all its headers is a cell."""
    home = {"HOME": str(tmp_path), "IPYTHONDIR": str(tmp_path / ".ipython"), "JUPYTER_RUNTIME_DIR": str(tmp_path)}
    secret = JSON | {"Authorization": "Bearer sesame-in-a-header"}
    with running("notebook-predict", root=ROOT, environment=home) as up:
        answer = ask(up, "POST", "/predict", BILL, secret)
        ask(up, "GET", "/health")  # by now the one before it would have been written
        os.kill(ray_failover.descendants(up.process.pid)[0], signal.SIGKILL)
        time.sleep(6)  # in which the gateway would start another kernel, one that knows nothing of the first cells
        with pytest.raises(TimeoutError):
            ask(up, "POST", "/predict", BILL, secret, seconds=3)
    assert answer.status == 200
    assert list(files(tmp_path / ".ipython")), "this is not the home that the kernel wrote to"
    assert not [path for path in files(tmp_path) if b"sesame" in path.read_bytes()]


def test_the_kernel_keeps_in_memory_what_it_ran_all_the_same(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    source = [cell("get_ipython().history_manager.enabled = False"), "REQUEST = 'sesame'", "print('sesame' in In[2])"]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(each) for each in source])  # type: ignore[no-untyped-call]
    NotebookClient(notebook).execute()
    assert notebook.cells[-1].outputs[0].text == "True\n"


def test_the_gateway_describes_the_service_in_swagger(notebook_service: Running) -> None:
    swagger = ask(notebook_service, "GET", "/_api/spec/swagger.json").json
    assert set(swagger["paths"]) == {"/predict", "/predict/batch", "/health", "/retrain", "/reset"}


def test_the_outputs_shown_are_those_that_running_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MODEL_FILE", str(tmp_path / "penguins.skops"))
    text = (ROOT / "snippets/deployment/notebook_service.ipynb").read_text(encoding="utf-8")
    shown, ran = (nbformat.reads(text, as_version=4) for _ in range(2))  # type: ignore[no-untyped-call]
    NotebookClient(ran, resources={"metadata": {"path": str(ROOT)}}).execute()
    assert [cell.get("outputs") for cell in ran.cells] == [cell.get("outputs") for cell in shown.cells]
