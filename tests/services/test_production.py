"""nginx with TLS in front of gunicorn, from the very files that the post shows; and what those files promise."""

import http.client
import json
import os
import re
import shlex
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml

from snippets.deployment import gunicorn_conf, train
from snippets.deployment.contract import MAX_BODY, PROBLEM_JSON
from snippets.deployment.production import signals, slow, up
from snippets.deployment.production.up import Up
from snippets.deployment.request_id import WELL_FORMED
from tests.hosted import nginx
from tests.services.test_contract import PREDICTION
from tests.services.wire import BILL, JSON, Answer, exchange, parse, read_to_the_end

ROOT = Path(__file__).parents[2]
PRODUCTION = ROOT / "snippets/deployment/production"
CONF = (PRODUCTION / "penguins.conf").read_text(encoding="utf-8")
UNIT = (PRODUCTION / "penguins.service").read_text(encoding="utf-8")
IMAGE = (PRODUCTION / "Containerfile").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def production(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Up]:
    """Both servers, for all tests of this file that leave them as they are."""
    with up.serving(tmp_path_factory.mktemp("production")) as servers:
        yield servers


def ask(
    servers: Up, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
) -> Answer:
    """Ask nginx, with the certificate checked."""
    context = ssl.create_default_context(cafile=str(servers.folder / "tls.crt"))
    connection = http.client.HTTPSConnection("localhost", servers.port, timeout=20, context=context)
    return exchange(connection, method, path, body, headers)


def test_the_model_answers_through_the_proxy(production: Up) -> None:
    assert ask(production, "POST", "/predict", BILL, JSON).json == PREDICTION
    answer = ask(production, "GET", "/health")
    assert (answer.status, answer.json["status"], answer.headers["server"]) == (200, "ok", "nginx")


def test_who_does_not_know_the_certificate_does_not_ask(production: Up) -> None:
    with (
        socket.create_connection(("127.0.0.1", production.port)) as plain,
        pytest.raises(ssl.SSLCertVerificationError, match="self-signed"),
    ):
        ssl.create_default_context().wrap_socket(plain, server_hostname="localhost")


def test_a_body_of_the_full_length_comes_through_and_a_longer_one_does_not_reach_gunicorn(production: Up) -> None:
    whole = BILL + b" " * (MAX_BODY - len(BILL))
    assert ask(production, "POST", "/predict", whole, JSON).json == PREDICTION
    answer = ask(production, "POST", "/predict", whole + b" ", JSON | {"X-Request-ID": "too.long"})
    assert (answer.status, answer.type, answer.json["request_id"]) == (413, PROBLEM_JSON, "too.long")
    assert answer.json["detail"] == f"The body must be at most {MAX_BODY} bytes long."
    assert "too.long" not in (production.folder / "servers.log").read_text(encoding="utf-8")


@pytest.mark.parametrize(("method", "path", "status"), [("TRACE", "/predict", 405), ("GET", "/problem", 404)])
def test_what_nginx_serves_nobody_is_told_in_the_form_of_the_contract(
    production: Up, method: str, path: str, status: int
) -> None:
    answer = ask(production, method, path)
    assert (answer.status, answer.type, answer.json["status"]) == (status, PROBLEM_JSON, status)
    assert answer.json["detail"] == "This is not served here."


@pytest.mark.parametrize("path", ["/retrain", "/reset"])
def test_nobody_changes_the_model_from_outside(production: Up, path: str) -> None:
    answer = ask(production, "POST", path, b'{"C": 0.1}', JSON)
    assert (answer.status, answer.type, answer.json["status"]) == (403, PROBLEM_JSON, 403)
    assert ask(production, "POST", "/predict", BILL, JSON).json == PREDICTION


@pytest.mark.parametrize(
    "path", ["/metrics", "//metrics", "/metrics/", "/%6detrics", "/metrics?name[]=x", "/x/../metrics"]
)
def test_nor_is_told_what_is_counted(production: Up, path: str) -> None:
    answer = ask(production, "GET", path)
    assert (answer.status, answer.type) in [(403, PROBLEM_JSON), (404, PROBLEM_JSON)]
    assert "penguins_predictions" not in answer.text


@pytest.mark.parametrize(
    "name", ["PATH_INFO", "SCRIPT_NAME", "X-Original-URL", "X-Rewrite-URL", "X-HTTP-Method-Override"]
)
def test_nor_by_a_header_that_names_the_path(production: Up, name: str) -> None:
    answer = ask(production, "GET", "/health", headers={name: "/metrics"})
    assert (answer.status, answer.json["status"]) == (200, "ok")


@pytest.mark.parametrize("path", ["/retrain/", "//reset", "/./retrain", "/%72eset", "/retrain?x", "/a/../reset"])
def test_nor_by_another_spelling(production: Up, path: str) -> None:
    assert ask(production, "POST", path, b'{"C": 0.1}', JSON).status in (403, 404)
    assert ask(production, "POST", "/predict", BILL, JSON).json == PREDICTION


def test_what_gunicorn_refuses_is_told_as_gunicorn_tells_it(production: Up) -> None:
    answer = ask(production, "POST", "/predict", b"{}", JSON | {"X-Request-ID": "till-7.42"})
    assert (answer.status, answer.type, answer.json["field"]) == (422, PROBLEM_JSON, "X1")
    assert answer.json["request_id"] == answer.headers["x-request-id"] == "till-7.42"


@pytest.mark.parametrize("given", [None, "two words", "a" * 65])
def test_every_request_has_a_name_behind_the_proxy(production: Up, given: str | None) -> None:
    headers = {} if given is None else {"X-Request-ID": given}
    answer = ask(production, "GET", "/nowhere", headers=headers)
    assert re.fullmatch("[0-9a-f]{32}", answer.headers["x-request-id"])
    assert answer.json["request_id"] == answer.headers["x-request-id"]


def test_without_tls_there_is_a_problem_and_no_answer(production: Up) -> None:
    with socket.create_connection(("127.0.0.1", production.port), timeout=20) as connection:
        connection.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")
        answer = parse(read_to_the_end(connection))
    assert (answer.status, answer.type) == (400, PROBLEM_JSON)


def test_the_log_has_a_line_of_json_for_each_request_and_says_nothing_of_who_asked(production: Up) -> None:
    name = 'who-"asked'
    ask(production, "GET", "/health?mail=a@b.c", headers={"X-Request-ID": "in.log", "User-Agent": name, "Cookie": name})
    ask(production, "GET", '/no"where', headers={"X-Forwarded-For": "192.0.2.7", "X-Request-ID": "last.one"})
    signals.wait_for_lines('"last.one"', production.access_log, 1)  # it is written when the answer is on its way
    text = production.access_log.read_text(encoding="utf-8")
    lines = [json.loads(line) for line in text.splitlines()]
    assert all(line.keys() == {"time", "request", "method", "path", "status", "bytes", "seconds"} for line in lines)
    told = next(line for line in lines if line["request"] == "in.log")
    assert (told["method"], told["path"], told["status"]) == ("GET", "/health", "200")
    assert isinstance(told["seconds"], float)
    assert lines[-1]["path"] == '/no"where'
    for personal in ("127.0.0.1", "192.0.2.7", "asked", "a@b.c", "localhost"):
        assert personal not in text


# --- slow, stopped, reloaded ------------------------------------------------------------------------------------------


def test_two_hundred_slow_clients_leave_the_service_answering_behind_the_proxy_alone() -> None:
    seen = slow.outcome()
    assert seen["served by gunicorn beside 15"]
    assert not seen["served by gunicorn beside 16"]
    assert seen["served by nginx"]
    assert (seen["connections at nginx"], seen["connections at gunicorn"]) == (200, 0)


def test_nor_does_health_answer_beside_them_without_it(production: Up) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", production.behind, timeout=1)
    with slow.slow_clients(production.behind, gunicorn_conf.threads, tls=False):
        time.sleep(0.5)
        connection.request("GET", "/health")
        with pytest.raises(TimeoutError):
            connection.getresponse()
        connection.close()
    assert ask(production, "GET", "/health").status == 200


@contextmanager
def nginx_alone(folder: Path, **seconds: int) -> Iterator[tuple[int, "subprocess.Popen[bytes]"]]:
    """nginx with nobody behind it, and with other limits of time."""
    port = up.free_port()
    up.make_certificate(folder)
    configuration = up.write_configuration(folder, port, up.free_port())
    text = (folder / "penguins.conf").read_text(encoding="utf-8")
    for name, value in seconds.items():
        text, found = re.subn(rf"({name} +)10s", rf"\g<1>{value}s", text)
        assert found == 1
    (folder / "penguins.conf").write_text(text, encoding="utf-8")
    with nginx(configuration, port) as process:
        yield port, process


def test_a_service_that_is_down_is_told_as_a_problem(tmp_path: Path) -> None:
    with nginx_alone(tmp_path) as (port, process):
        answer = ask(Up(tmp_path, port, 0, process, process), "POST", "/predict", BILL, {"X-Request-ID": "till-7.42"})
    assert (answer.status, answer.type) == (502, PROBLEM_JSON)
    assert (answer.json["title"], answer.json["status"], answer.json["request_id"]) == ("Bad Gateway", 502, "till-7.42")


def is_open_after(client: socket.socket, send: bytes, seconds: float) -> bool:
    """Whether the server keeps the connection of a client that sends this every third of a second."""
    client.settimeout(0.3)
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            client.sendall(send)
            if client.recv(1) == b"":
                return False
        except TimeoutError:
            continue
        except OSError:
            return False
    return True


def test_a_head_has_so_long_in_all_and_a_body_from_piece_to_piece(tmp_path: Path) -> None:
    with nginx_alone(tmp_path, client_header_timeout=1, client_body_timeout=1) as (port, _):
        with slow.connect(port, tls=True) as client:
            client.sendall(slow.HEAD[:30])
            assert not is_open_after(client, b"x", 4)
        with slow.connect(port, tls=True) as client:
            client.sendall(slow.HEAD)
            assert is_open_after(client, b" ", 2.5)
            assert not is_open_after(client, b"", 4)


def test_a_reload_loses_no_request() -> None:
    seen = signals.reloading()
    assert seen["workers"] == 2
    assert seen["answered meanwhile"] > 0
    assert seen["not answered"] == 0


def test_code_that_was_loaded_before_the_workers_is_not_loaded_anew() -> None:
    assert signals.preloading() == {"each worker": "new", "before the workers": "old"}


def test_what_is_under_way_is_ended_before_the_service_stops() -> None:
    assert signals.stopping() == {"under way": 200, "afterwards, from nginx": 502, "exit code": 0}


def test_what_each_worker_counts_is_counted_and_outlives_it() -> None:
    assert signals.counting() == {
        "before": [0, 0],
        "by the one": [2, 2],
        "by the other too": [5, 5],
        "one was killed": [5, 5],
        "all were exchanged": [5, 5],
    }


def test_words_that_never_come_are_given_up(tmp_path: Path) -> None:
    (tmp_path / "log").touch()
    with pytest.raises(TimeoutError, match="'hello' stands 0 times"):
        signals.wait_for_lines("hello", tmp_path / "log", 1, seconds=0.1)


def test_no_answer_is_none() -> None:
    assert signals.ask(up.free_port()) == 0


# --- the files --------------------------------------------------------------------------------------------------------


def test_nothing_of_the_configuration_is_passed_over_when_it_is_filled_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled = up.filled_in(tmp_path, 1, 2)
    assert "443" not in filled
    assert "/etc/" not in filled.split("server {")[1]
    (tmp_path / "penguins.conf").write_text(CONF.replace("listen 443 ssl;", "listen 444 ssl;"), encoding="utf-8")
    monkeypatch.setattr(up, "HERE", tmp_path)
    with pytest.raises(ValueError, match="does not say listen 443 ssl;"):
        up.filled_in(tmp_path, 1, 2)


@pytest.mark.skipif(not Path("/etc/nginx/nginx.conf").exists(), reason="Debian's nginx is not here")
def test_debians_nginx_has_as_many_connections_as_ours() -> None:
    text = Path("/etc/nginx/nginx.conf").read_text(encoding="utf-8")
    assert re.findall(r"worker_connections (\d+);", text) == [str(up.CONNECTIONS)]
    assert "include /etc/nginx/conf.d/*.conf;" in text


def test_service_contract_and_proxy_take_the_same_names_for_well_formed() -> None:
    contract = yaml.safe_load((ROOT / "snippets/deployment/predict.openapi.yaml").read_text(encoding="utf-8"))
    pattern = f"^{WELL_FORMED.pattern}$"
    assert contract["components"]["schemas"]["RequestId"]["pattern"] == pattern
    assert f'"~{pattern}"' in CONF


def test_who_has_no_nginx_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(up, "SYSTEM", "/nowhere")
    with pytest.raises(RuntimeError, match="apt-get install nginx"):
        up.nginx()


def test_a_server_that_ends_is_told_with_its_log(tmp_path: Path) -> None:
    (tmp_path / "servers.log").write_text("why it ended", encoding="utf-8")
    with pytest.raises(RuntimeError, match="why it ended"):
        up.wait_for(up.free_port(), subprocess.Popen(["true"]), tmp_path)


def test_the_command_runs_both_until_it_is_told_to_end(capsys: pytest.CaptureFixture[str]) -> None:
    asked: list[int] = []

    def end() -> None:
        while (status := signals.ask(port)) == 0:
            time.sleep(0.1)
        asked.append(status)
        time.sleep(0.3)
        os.kill(os.getpid(), signal.SIGTERM)

    port = up.free_port()
    before = signal.getsignal(signal.SIGTERM)
    threading.Thread(target=end).start()
    try:
        with pytest.raises(SystemExit) as ended:
            up.main(["--port", str(port)])
    finally:
        signal.signal(signal.SIGTERM, before)
    assert ended.value.code == 0
    assert f"https://localhost:{port} answers" in capsys.readouterr().out
    assert asked == [200]
    assert signals.ask(port) == 0


def commands_of_unit() -> list[str]:
    return re.findall(r"^Exec\w+=(.*)$", UNIT, re.MULTILINE)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not here")
@pytest.mark.parametrize("spoil", [False, True])
def test_systemd_knows_every_line_of_the_unit(tmp_path: Path, spoil: bool) -> None:
    gunicorn = Path(sys.executable).with_name("gunicorn")
    text = UNIT.replace("/opt/penguins/.venv/bin/gunicorn", str(gunicorn)).replace("/opt/penguins", str(ROOT))
    unit = tmp_path / "penguins.service"
    unit.write_text(text.replace("Restart=always", "Restart=often") if spoil else text, encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(unit)], capture_output=True, text=True, check=False
    )
    complaints = [line for line in (done.stdout + done.stderr).splitlines() if "penguins.service" in line]
    assert bool(complaints) == spoil
    assert spoil or done.returncode == 0


@contextmanager
def started(words: list[str], folder: Path, environment: Mapping[str, str]) -> Iterator["subprocess.Popen[bytes]"]:
    """The command of a file, run here: gunicorn of this environment, and its port."""
    words = [str(Path(sys.executable).with_name("gunicorn")) if word.endswith("gunicorn") else word for word in words]
    model = folder / "penguins.skops"
    train.save(train.fit(), model)
    own = {"MODEL_FILE": str(model), "PROMETHEUS_MULTIPROC_DIR": str(folder / "counts")}
    process = subprocess.Popen(words, cwd=ROOT, env={**os.environ, **environment, **own})
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def test_the_units_command_serves_and_tells_systemd_that_it_does(tmp_path: Path) -> None:
    port = up.free_port()
    (tmp_path / "servers.log").touch()
    command = shlex.split(commands_of_unit()[0].replace("127.0.0.1:5000", f"127.0.0.1:{port}"))
    assert "RuntimeDirectory=penguins" in UNIT.splitlines()
    assert "StateDirectory=penguins" in UNIT.splitlines()
    noted = "PREDICTION_LOG=/var/lib/penguins/predictions.json"
    assert f"Environment=PROMETHEUS_MULTIPROC_DIR=/run/penguins {noted}" in UNIT.splitlines()
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(tmp_path / "notify"))
        systemd.settimeout(30)
        with started(command, tmp_path, {"NOTIFY_SOCKET": str(tmp_path / "notify")}) as process:
            assert systemd.recv(1000).startswith(b"READY=1")
            up.wait_for(port, process, tmp_path)
            assert slow.is_served(port, tls=False, seconds=20)


def test_the_containers_command_serves_and_its_files_are_there(tmp_path: Path) -> None:
    port = up.free_port()
    (tmp_path / "servers.log").touch()
    lines = dict(line.split(" ", 1) for line in IMAGE.splitlines() if re.match("[A-Z]+ ", line))
    command = [word.replace("0.0.0.0:5000", f"127.0.0.1:{port}") for word in json.loads(lines["CMD"])]
    with started(command, tmp_path, {}) as process:
        up.wait_for(port, process, tmp_path)
        assert slow.is_served(port, tls=False, seconds=20)
    for source in re.findall(r"^COPY (\S+) ", IMAGE, re.MULTILINE):
        assert (ROOT / source).exists()
    assert lines["USER"] == "65534:65534"
    assert commands_of_unit()[0].split()[1:4] == json.loads(lines["CMD"])[1:4]


def blocks(lock: Path) -> dict[str, str]:
    """The entries of a lock, by the package that each names."""
    entries = re.split(r"\n(?=\S)", lock.read_text(encoding="utf-8").strip())
    return {entry.partition(" \\")[0]: entry for entry in entries}


def test_the_service_is_locked_as_the_site_is() -> None:
    ours, sites = blocks(PRODUCTION / "requirements.lock"), blocks(ROOT / "requirements.lock")
    assert ours.items() <= sites.items()
    assert all("--hash=sha256:" in entry for entry in ours.values())


WITH_THE_LOCK_ALONE = """
import importlib.abc, sys
from importlib.metadata import packages_distributions

locked = set(sys.argv[1:])
owners = {name: {each.lower().replace("_", "-") for each in all} for name, all in packages_distributions().items()}


class Absent(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        own = owners.get(name.partition(".")[0])
        if own and not own & locked:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


sys.meta_path.insert(0, Absent())
import gunicorn.app.wsgiapp
from snippets.deployment.production import gunicorn_conf
from snippets.deployment import train
from snippets.deployment.production.metrics import app
from werkzeug.test import Client

train.save(train.fit(), train.MODEL_FILE)
print(Client(app).post("/predict", json={"X1": 61.1, "X2": 17.3}).json["species"])
"""


@pytest.mark.parametrize("without", [None, "skops", "prometheus-client"])
def test_the_service_needs_nothing_that_is_not_in_its_lock(tmp_path: Path, without: str | None) -> None:
    locked = {name.partition("==")[0] for name in blocks(PRODUCTION / "requirements.lock")} - {without}
    done = subprocess.run(
        [sys.executable, "-c", WITH_THE_LOCK_ALONE, *locked],
        cwd=ROOT,
        env={**os.environ, "MODEL_FILE": str(tmp_path / "penguins.skops"), "PROMETHEUS_MULTIPROC_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout == "Gentoo\n") == (without is None), done.stderr
