"""What the service counts, asked of real gunicorn with two workers, and in this process."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from prometheus_client.mmap_dict import MmapedDict, mmap_key
from prometheus_client.parser import text_string_to_metric_families
from werkzeug.test import Client

from musings import services
from musings.services import Running
from snippets.deployment import train
from snippets.deployment.model import Model, penguins
from snippets.deployment.production import gunicorn_conf, metrics
from snippets.deployment.request_id import Application
from tests.services.wire import BILL, JSON, ask, parse, read_to_the_end, send_part

ROOT = Path(__file__).parents[2]
Samples = dict[tuple[str, tuple[tuple[str, str], ...]], float]


def samples(text: str) -> Samples:
    """What Prometheus would make of it."""
    return {
        (each.name, tuple(sorted(each.labels.items()))): each.value
        for family in text_string_to_metric_families(text)
        for each in family.samples
    }


def told(up: Running) -> Samples:
    return samples(ask(up, "GET", "/metrics").text)


def requests(counts: Samples) -> dict[tuple[str, ...], float]:
    """The requests that were counted, by method, route and status."""
    asked = {
        tuple(value for _, value in labels): n for (name, labels), n in counts.items() if name == "http_requests_total"
    }
    return {key: number for key, number in asked.items() if key[1] != "/health"}  # asked until it is up


@pytest.fixture(scope="module")
def service() -> Iterator[Running]:
    """Two workers, for all tests that only ask for more."""
    with services.running("flask-counted", root=ROOT, environment={"READ_TIMEOUT": "2"}) as up:
        yield up


def test_requests_are_counted_by_method_route_and_status_and_predictions_by_species(service: Running) -> None:
    before = told(service)
    for _ in range(3):
        assert ask(service, "POST", "/predict", BILL, JSON).status == 200
    rows = [{"X1": 39.1, "X2": 18.7}, {"X1": 61.1, "X2": 17.3}, {"X1": 61.1, "X2": 17.3}]
    assert ask(service, "POST", "/predict/batch", json.dumps({"rows": rows}).encode(), JSON).status == 200
    assert ask(service, "POST", "/predict", b"{}", JSON).status == 422
    assert ask(service, "GET", "/predict").status == 405
    after = told(service)
    counted = {key: number - requests(before).get(key, 0) for key, number in requests(after).items()}
    assert {key: number for key, number in counted.items() if number} == {
        ("POST", "/predict", "200"): 3,
        ("POST", "/predict/batch", "200"): 1,
        ("POST", "/predict", "422"): 1,
        ("GET", "/predict", "405"): 1,
    }
    named = [
        after["penguins_predictions_total", (("species", each),)]
        - before["penguins_predictions_total", (("species", each),)]
        for each in train.SPECIES
    ]
    assert named == [1, 0, 5]
    predict = (("route", "/predict"),)
    for name in ("http_request_duration_seconds_count", "http_request_duration_seconds_sum"):
        assert after[name, predict] > before.get((name, predict), 0)
    count = after["http_request_duration_seconds_count", predict]
    assert count - before.get(("http_request_duration_seconds_count", predict), 0) == 5
    assert after["http_request_duration_seconds_bucket", (("le", "+Inf"), *predict)] == count


def test_what_clients_make_up_makes_no_more_lines_and_is_nowhere_told(service: Running) -> None:
    paths = [
        f"/{word}" for word in ("admin", "wp-login.php", "predict/", "a" * 500, "%22%0A%7Dx", "%FF%C3", "static/x")
    ]

    def ask_for_them() -> None:
        for path in paths:
            assert ask(service, "GET", path, headers={"User-Agent": "nosy", "X-Request-ID": "till-7.42"}).status == 404
        for method in ("BREW", "PROPFIND"):
            assert ask(service, method, "/predict?mail=a@b.c").status == 405

    ask_for_them()
    ask_for_them()
    once = ask(service, "GET", "/metrics").text
    ask_for_them()
    again = ask(service, "GET", "/metrics").text
    assert samples(once).keys() == samples(again).keys()
    assert requests(samples(again))["GET", "other", "404"] == 3 * len(paths)
    assert requests(samples(again))["other", "/predict", "405"] == 6
    routes = {value for _, labels in samples(again) for name, value in labels if name == "route"}
    assert routes <= {"/predict", "/predict/batch", "/health", "/retrain", "/reset", "other"}
    for word in ("admin", "aaaa", "wp-login", "nosy", "till-7", "a@b.c", "127.0.0.1", "BREW"):
        assert word not in again


def test_a_body_that_stops_coming_is_counted_with_its_time(service: Running) -> None:
    head = b"POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 28\r\n\r\n"
    before = told(service)
    assert parse(read_to_the_end(send_part(service, head + BILL[:10]))).status == 408
    after = told(service)
    key = ("POST", "/predict", "408")
    assert requests(after)[key] == requests(before).get(key, 0) + 1
    total = "http_request_duration_seconds_sum", (("route", "/predict"),)
    assert after[total] - before.get(total, 0) >= 1.5  # READ_TIMEOUT is 2


def leave(counts: Path) -> None:
    """What a worker would leave behind that has refused seven requests."""
    left = MmapedDict(str(counts / "counter_1.db"))
    labels = {"method": "GET", "route": "/predict", "status": "405"}
    left.write_value(mmap_key("http_requests", "http_requests_total", [*labels], [*labels.values()], "Left."), 7.0, 0.0)
    left.close()


def test_the_model_is_known_by_what_sha256sum_says_of_its_file_and_an_earlier_run_is_forgotten(tmp_path: Path) -> None:
    file, counts = tmp_path / "penguins.skops", tmp_path / "counts"
    train.save(train.fit(), file)
    counts.mkdir()
    leave(counts)
    found = []
    environment = {"MODEL_FILE": str(file), "PROMETHEUS_MULTIPROC_DIR": str(counts), "WEB_CONCURRENCY": "1"}
    with services.running("flask-counted", root=ROOT, environment=environment) as up:
        assert requests(told(up)) == {}
        for strength in (1, 0.1):
            train.save(train.fit(strength), file)
            known = [labels for name, labels in told(up) if name == "penguins_model_info"]
            found += known
            assert known == [(("sha256", hashlib.sha256(file.read_bytes()).hexdigest()),)]
        file.write_bytes(b"rubbish")  # the last good model stays, and is still the one that answers
        assert [labels for name, labels in told(up) if name == "penguins_model_info"] == found[-1:]
    assert found[0] != found[1]


def test_one_may_ask_for_some_of_it_alone_and_in_no_other_way(service: Running) -> None:
    text = ask(service, "GET", "/metrics?name[]=penguins_predictions_total").text
    assert {name for name, _ in samples(text)} == {"penguins_predictions_total"}
    assert ask(service, "GET", "/metrics").headers["content-type"].startswith("text/plain; version=")
    for method in ("POST", "PUT"):
        assert ask(service, method, "/metrics").status == 404


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_who_asks_for_the_counts_may_name_the_request_and_may_want_the_headers_alone(
    service: Running, method: str
) -> None:
    answer = ask(service, method, "/metrics", headers={"X-Request-ID": "till-7.42"})
    assert (answer.status, answer.headers["x-request-id"]) == (200, "till-7.42")
    assert answer.type == "text/plain"
    head = f"{method} /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()
    body = read_to_the_end(send_part(service, head)).partition(b"\r\n\r\n")[2]
    assert (body == b"") == (method == "HEAD")


# --- in this process --------------------------------------------------------------------------------------------------


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Model:
    """The model of this process, with a file of its own that is not there yet."""
    monkeypatch.setattr(penguins, "path", tmp_path / "penguins.skops")
    monkeypatch.setattr(penguins, "_seen", "nothing yet")
    monkeypatch.setattr(penguins, "_pipeline", None)
    monkeypatch.setattr(penguins, "version", None)
    return penguins


def test_one_process_by_itself_tells_what_it_has_counted(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PROMETHEUS_MULTIPROC_DIR", raising=False)
    client = Client(metrics.app)
    key = "penguins_predictions_total", (("species", "Gentoo"),)
    before = samples(client.get("/metrics").text)
    assert before["penguins_model_info", (("sha256", "none"),)] == 1
    train.save(train.fit(), model.path)
    assert client.post("/predict", json={"X1": 61.1, "X2": 17.3}).status_code == 200
    after = samples(client.get("/metrics").text)
    assert client.head("/metrics").text == ""
    assert after[key] == before[key] + 1
    assert ("penguins_model_info", (("sha256", "none"),)) not in after


def test_where_workers_keep_files_these_are_told(model: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    leave(tmp_path)
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path))
    told = samples(Client(metrics.app).get("/metrics").text)
    assert {value for (name, _), value in told.items() if name == "http_requests_total"} == {7}
    assert ("penguins_model_info", (("sha256", "none"),)) in told


def test_a_worker_that_only_starts_has_an_empty_file_and_the_others_are_told(
    model: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave(tmp_path)
    (tmp_path / "counter_2.db").touch()
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path))
    told = samples(Client(metrics.app).get("/metrics").text)
    assert {value for (name, _), value in told.items() if name == "http_requests_total"} == {7}


def test_an_application_that_breaks_is_counted_as_a_500() -> None:
    def breaks(environ: Any, start_response: Any) -> Any:
        raise ZeroDivisionError

    app: Application = metrics.with_metrics(breaks, {"/breaks"})
    with pytest.raises(ZeroDivisionError):
        Client(app).get("/breaks")
    assert metrics.REQUESTS.labels("/breaks", "GET", "500")._value.get() == 1


def test_gunicorn_begins_at_zero_and_lets_the_counts_of_the_dead_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path / "counts"))
    gunicorn_conf.on_starting(None)
    for name in ("counter_7.db", "gauge_livesum_7.db", "mine"):
        (tmp_path / "counts" / name).touch()
    gunicorn_conf.child_exit(None, SimpleNamespace(pid=7))
    assert sorted(path.name for path in (tmp_path / "counts").iterdir()) == ["counter_7.db", "mine"]
    gunicorn_conf.on_starting(None)
    assert [path.name for path in (tmp_path / "counts").iterdir()] == ["mine"]
