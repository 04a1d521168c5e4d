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
from snippets.deployment.contract import PROBLEM_JSON
from snippets.deployment.notebook import cell
from tests.services.wire import BILL, JSON, ask, send_part, stays_open

ROOT = Path(__file__).parents[2]


def test_json_inside_a_json_string_is_decoded_twice(notebook_service: Running) -> None:
    answer = ask(notebook_service, "POST", "/predict", json.dumps(BILL.decode()).encode(), JSON)
    assert (answer.status, answer.json["species"]) == (200, "Gentoo")


def test_half_a_character_as_the_whole_body_is_refused(notebook_service: Running) -> None:
    answer = ask(notebook_service, "POST", "/predict", b'"\\ud800"', JSON)
    assert (answer.status, answer.type) == (400, PROBLEM_JSON)


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
