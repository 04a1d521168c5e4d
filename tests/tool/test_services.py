"""Services are found by their registry, started on a free port, waited for and always stopped."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from musings import services
from musings.command.export import export
from musings.core.project import Project
from musings.services import ServiceError, discover, find, running
from tests.exported import up

SERVER = """
import os, subprocess, sys
from http.server import BaseHTTPRequestHandler, HTTPServer

class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(int(os.environ.get("STATUS", "200")))
        self.end_headers()
        self.wfile.write(os.environ.get("GREETING", "").encode())

child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
print("child", child.pid, flush=True)
HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
"""

REGISTRY = f"""
[echo]
source = "server.py"
app = "server:app"
port = 5000
ready = "/up"
environment = {{ GREETING = "from {{state}} on {{port}}" }}
[echo.commands]
plain = "{sys.executable} server.py {{port}}"
absent = "{sys.executable} -c 'print(\\"no such thing\\"); raise SystemExit(3)'"
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of another author, with one service."""
    (tmp_path / "server.py").write_text(SERVER)
    (tmp_path / "snippets/topic").mkdir(parents=True)
    (tmp_path / "snippets/topic/services.toml").write_text(REGISTRY)
    return tmp_path


def child_of(up: services.Running) -> int:
    return int(up.log.split("child ")[1].split()[0])


def ends(pid: int) -> bool:
    """Whether a process that was killed is gone soon; the kernel takes a moment."""
    deadline = time.monotonic() + 5
    while is_alive(pid) and time.monotonic() < deadline:
        time.sleep(0.01)
    return not is_alive(pid)


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_a_registry_is_found_wherever_it_stands_under_the_snippets(site: Path) -> None:
    service = discover(site)["echo"]
    assert (service.port, service.app, list(service.commands)) == (5000, "server:app", ["plain", "absent"])
    assert service.source == site / "server.py"


def test_a_site_without_services_has_none(tmp_path: Path) -> None:
    assert discover(tmp_path) == {}


def test_an_unknown_service_is_an_error_that_names_the_known_ones(site: Path) -> None:
    with pytest.raises(ServiceError, match="no service 'ecko'; there are echo"):
        find("ecko", site)


def test_an_unknown_runner_is_an_error_that_names_the_known_ones(site: Path) -> None:
    with pytest.raises(ServiceError, match="no runner 'fast'; it has plain, absent"):
        find("echo", site).command("fast")


def test_a_registry_entry_that_lacks_something_is_an_error_that_names_it(site: Path) -> None:
    (site / "snippets/topic/services.toml").write_text('[echo]\nsource = "server.py"\nport = 1\n')
    with pytest.raises(ServiceError, match="service echo lacks 'ready'"):
        discover(site)


def test_two_services_of_one_name_are_an_error(site: Path) -> None:
    (site / "snippets/services.toml").write_text(REGISTRY)
    with pytest.raises(ServiceError, match="already known"):
        discover(site)


def test_a_running_service_answers_on_a_free_port_with_its_own_state(site: Path) -> None:
    with running("echo", root=site) as up, urllib.request.urlopen(up.url) as answer:
        text = answer.read().decode()
        assert up.port != 5000
        assert Path(text.split()[1]).is_dir()
    assert text.endswith(f" on {up.port}")
    assert not Path(text.split()[1]).exists()


def test_two_of_one_service_run_side_by_side(site: Path) -> None:
    with running("echo", root=site) as one, running("echo", root=site) as other:
        assert one.port != other.port


def test_a_callers_environment_goes_before_the_registrys(site: Path) -> None:
    with running("echo", root=site, environment={"GREETING": "hi"}) as up, urllib.request.urlopen(up.url) as answer:
        assert answer.read() == b"hi"


def test_its_whole_process_group_ends_with_the_block(site: Path) -> None:
    with running("echo", root=site) as up:
        child = child_of(up)
        assert is_alive(child)
    assert ends(child)
    assert up.process.poll() is not None


def test_it_ends_when_the_block_raises_too(site: Path) -> None:
    with pytest.raises(ZeroDivisionError), running("echo", root=site) as up:
        raise ZeroDivisionError
    assert up.process.poll() is not None


def test_a_refusal_is_a_sign_of_life(site: Path) -> None:
    with running("echo", root=site, environment={"STATUS": "405"}) as up:
        assert up.process.poll() is None


@pytest.mark.parametrize("status", ["404", "408"])
def test_a_proxy_with_nothing_behind_it_is_no_sign_of_life(
    site: Path, monkeypatch: pytest.MonkeyPatch, status: str
) -> None:
    monkeypatch.setattr(services, "START_SECONDS", 1.0)
    with pytest.raises(ServiceError), running("echo", root=site, environment={"STATUS": status}):
        raise AssertionError("the block must not be entered")


def test_a_service_that_does_not_start_is_an_error_with_its_log(site: Path) -> None:
    with (
        pytest.raises(ServiceError, match=r"echo did not start.*\n(.|\n)*no such thing"),
        running("echo", "absent", site),
    ):
        raise AssertionError("the block must not be entered")


def test_a_service_that_only_fails_is_given_up_and_stopped(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "START_SECONDS", 1.0)
    with (
        pytest.raises(ServiceError) as failure,
        running("echo", root=site, environment={"STATUS": "500"}),
    ):
        raise AssertionError("the block must not be entered")
    assert ends(int(str(failure.value).split("child ")[1].split()[0]))


DAEMON = """
import subprocess, sys
daemon = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], start_new_session=True)
print("child", daemon.pid, flush=True)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells which environment a process was given")
def test_a_daemon_of_a_service_that_did_not_start_ends_though_it_left_the_group(site: Path) -> None:
    (site / "server.py").write_text(DAEMON)
    with pytest.raises(ServiceError) as failure, running("echo", root=site):
        raise AssertionError("the block must not be entered")
    assert ends(int(str(failure.value).split("child ")[1].split()[0]))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells which environment a process was given")
def test_the_daemons_of_another_run_are_left_alone(site: Path) -> None:
    (site / "server.py").write_text(DAEMON + SERVER.replace('print("child"', 'print("other"'))
    with running("echo", root=site) as one:
        first = child_of(one)
        with running("echo", root=site) as other:
            second = child_of(other)
            assert is_alive(second)
        assert ends(second)
        assert is_alive(first)
    assert ends(first)


def test_a_service_is_stopped_where_waiting_for_it_is_interrupted(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[services.Running] = []

    def interrupted(up: services.Running) -> bool:
        started.append(up)
        raise KeyboardInterrupt

    monkeypatch.setattr(services, "_wait_until_ready", interrupted)
    with pytest.raises(KeyboardInterrupt), running("echo", root=site):
        raise AssertionError("the block must not be entered")
    assert started[0].process.poll() is not None


def test_another_port_is_tried_when_the_first_was_taken(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        ports = iter([taken.getsockname()[1], services.free_port()])
        monkeypatch.setattr(services, "free_port", lambda: next(ports))
        monkeypatch.setattr(services, "START_SECONDS", 5.0)
        with running("echo", root=site) as up:
            assert up.port != taken.getsockname()[1]


NEEDS_ANOTHER = """
import socket, sys
from pathlib import Path
first = not Path("tried").exists()
Path("tried").touch()
listening = socket.create_server(("127.0.0.1", int(sys.argv[1])))
if first:
    print("[Errno 98] Address already in use")  # of a port that what it starts needs too
while True:
    connection, _ = listening.accept()
    connection.recv(1000)
    connection.sendall(b"" if first else b"HTTP/1.1 200 OK\\r\\nContent-Length: 0\\r\\n\\r\\n")
    if not first:
        connection.close()
"""


@pytest.mark.parametrize("said", ["[Errno 98] Address already in use", "The port 8888 is already in use"])
def test_a_service_that_listens_but_lacks_a_port_of_its_own_is_started_again(site: Path, said: str) -> None:
    (site / "server.py").write_text(NEEDS_ANOTHER.replace("[Errno 98] Address already in use", said))
    begun = time.monotonic()
    with running("echo", root=site) as up:
        assert up.process.poll() is None
    assert (site / "tried").exists()
    assert time.monotonic() - begun < services.START_SECONDS / 2


def test_a_stranger_on_its_port_is_not_the_service(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "START_SECONDS", 1.0)
    (site / "server.py").write_text(NEEDS_ANOTHER.replace("HTTP/1.1 200 OK", "SSH-2.0").replace("if first:", "if 0:"))
    (site / "tried").touch()
    with pytest.raises(ServiceError, match="did not start"), running("echo", root=site):
        raise AssertionError("the block must not be entered")


PREPARED = f"""prepare = "{sys.executable} prepare.py {{state}}"
[echo.commands]
"""
PREPARE = """
import sys
from pathlib import Path
count = Path("count")
count.write_text(count.read_text() + "." if count.exists() else ".")
Path(sys.argv[1], "made").write_text(count.read_text())
print("made a file")
raise SystemExit(Path("fail").exists())
"""


@pytest.fixture
def prepared(site: Path) -> Path:
    """The same service, which needs a file that a command makes."""
    registry = site / "snippets/topic/services.toml"
    registry.write_text(registry.read_text().replace("[echo.commands]\n", PREPARED))
    (site / "prepare.py").write_text(PREPARE)
    return site


def test_what_a_service_needs_is_made_once_and_given_to_each_run(prepared: Path) -> None:
    for _ in range(2):
        with running("echo", root=prepared) as up:
            assert (up.log_file.parent / "made").read_text() == "."
    assert (prepared / "count").read_text() == "."


def test_a_service_that_cannot_be_prepared_is_an_error_with_what_was_printed(prepared: Path) -> None:
    (prepared / "fail").touch()
    with (
        pytest.raises(ServiceError, match=r"echo could not be prepared.*\nmade a file"),
        running("echo", root=prepared),
    ):
        raise AssertionError("the block must not be entered")


def test_served_in_the_foreground_it_is_prepared_first(prepared: Path, capfd: pytest.CaptureFixture[str]) -> None:
    registry = prepared / "snippets/topic/services.toml"
    registry.write_text(registry.read_text().replace("server.py {port}", "-c pass"))
    services.serve("echo", root=prepared, port=services.free_port())
    lines = capfd.readouterr().out.splitlines()
    assert [line.partition("prepare.py")[1] for line in lines] == ["prepare.py", "", ""]
    assert lines[1:] == ["made a file", f"$ {sys.executable} -c pass"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_served_in_the_foreground_it_uses_the_documented_port_until_interrupted(site: Path, number: int) -> None:
    port = services.free_port()
    registry = site / "snippets/topic/services.toml"
    registry.write_text(registry.read_text().replace("5000", str(port)))
    code = f"from musings.services import serve; from pathlib import Path; serve('echo', root=Path({str(site)!r}))"
    environment = {**os.environ, "PYTHONPATH": str(Path(services.__file__).parents[1])}
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, env=environment) as tool:
        assert tool.stdout is not None
        assert tool.stdout.readline().decode() == f"$ {sys.executable} server.py {port}\n"
        child = int(tool.stdout.readline().split()[1])
        deadline = time.monotonic() + 10
        while not is_listening(port) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert is_listening(port)
        tool.send_signal(number)
        assert tool.wait(10) == 0
    assert ends(child)
    assert not is_listening(port)


def serve(site: Path, *options: str) -> "subprocess.CompletedProcess[str]":
    """Run the command `musings service echo`, which must end by itself."""
    (site / "mkdocs.yml").write_text("site_name: Of another author\n")
    command = [sys.executable, "-m", "musings", "service", "echo", *options]
    environment = {**os.environ, "PYTHONPATH": str(Path(services.__file__).parents[1])}
    return subprocess.run(command, cwd=site, env=environment, capture_output=True, text=True, timeout=30, check=False)


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])
def test_a_port_that_is_taken_is_told_in_a_sentence_before_anything_starts(site: Path, host: str) -> None:
    with socket.create_server((host, 0)) as other:
        port = str(other.getsockname()[1])
        done = serve(site, "--port", port)
    assert done.returncode == 1
    assert done.stdout == ""
    told = f"musings: another program listens on port {port}: stop it, or choose another port with `--port`"
    assert [line.strip() for line in done.stderr.splitlines()] == [told]


def test_a_port_of_ones_own_choice_is_served(site: Path) -> None:
    port = services.free_port()
    environment = {**os.environ, "PYTHONPATH": str(Path(services.__file__).parents[1])}
    (site / "mkdocs.yml").write_text("site_name: Of another author\n")
    command = [sys.executable, "-m", "musings", "service", "echo", "--port", str(port)]
    with subprocess.Popen(command, cwd=site, stdout=subprocess.PIPE, env=environment) as tool:
        assert tool.stdout is not None
        assert tool.stdout.readline().decode() == f"$ {sys.executable} server.py {port}\n"
        tool.send_signal(signal.SIGTERM)
        assert tool.wait(10) == 0


def test_a_port_that_is_none_is_refused(site: Path) -> None:
    assert "is not in the range 1<=x<=65535" in serve(site, "--port", "70000").stderr


def is_listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_a_service_of_a_site_without_a_lock_can_be_taken_away(
    site: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("elsewhere") / "taken"
    files = {path.relative_to(folder).as_posix() for path in export(Project(site), "echo", folder)}
    assert files == {"README.md", "requirements.txt", "run", "server.py"}
    assert (folder / "requirements.txt").read_text() == ""
    words = (folder / "README.md").read_text()
    assert "pip install --requirement requirements.txt" in words
    assert "curl --include http://localhost:5000/up" in words
    with up(folder, "/up") as address, urllib.request.urlopen(f"{address}/up", timeout=5) as answer:
        assert answer.read().decode() == f"from state on {address.rpartition(':')[2]}"
