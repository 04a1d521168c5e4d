"""What becomes of requests, and of their count, while the service behind the proxy begins anew, or stops."""

import http.client
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from snippets.deployment.production import slow, up
from snippets.experiment import experiment

PATIENCE = 100  # seconds that a client waits during a reload: it is asked whether it is answered, not how soon
ASKING = 4  # clients, each of which asks again as soon as it has its answer


def ask(port: int, patience: float = 20) -> int:
    """The status of one prediction that is asked for through nginx; 0 if there was no answer."""
    connection = http.client.HTTPConnection("localhost", port)
    try:
        connection.sock = slow.connect(port, tls=True)
        connection.sock.settimeout(patience)
        connection.request("POST", "/predict", slow.BILL, {"Content-Type": "application/json"})
        with connection.getresponse() as answer:
            return answer.status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()


@experiment
def reloading() -> dict[str, int]:
    """How many requests are answered, and how many are not, while gunicorn gets a SIGHUP: `systemctl reload`."""
    answers: Counter[int] = Counter()
    over = threading.Event()
    # On a machine that is busy a new worker may take longer to be ready than nginx would wait.
    with tempfile.TemporaryDirectory() as folder, up.serving(Path(folder), patience=PATIENCE) as servers:

        def keep_asking() -> None:
            while not over.is_set():
                answers[ask(servers.port, PATIENCE)] += 1

        clients = [threading.Thread(target=keep_asking) for _ in range(ASKING)]
        for client in clients:
            client.start()
        try:
            servers.gunicorn.send_signal(signal.SIGHUP)
            workers = wait_for_lines("Booting worker", Path(folder) / "servers.log", 2)
            wait_for_lines("Worker exiting", Path(folder) / "servers.log", 1)
        finally:
            over.set()
            for client in clients:
                client.join()
        before = answers[200]
        answers[ask(servers.port)] += 1
    return {
        "workers": workers,
        "answered meanwhile": before,
        "not answered": sum(answers.values()) - answers[200],
    }


def wait_for_lines(words: str, log: Path, number: int, seconds: float = up.SECONDS) -> int:
    """Wait until a log says these words so many times; return how often it does."""
    deadline = time.monotonic() + seconds
    while (found := log.read_text(encoding="utf-8").count(words)) < number:
        if time.monotonic() > deadline:
            raise TimeoutError(f"{words!r} stands {found} times in the log after {seconds} s")
        time.sleep(0.05)
    return found


@experiment
def stopping() -> dict[str, int]:
    """A request of which half is sent when gunicorn gets a SIGTERM, `systemctl stop`, and one that comes after it."""
    with tempfile.TemporaryDirectory() as folder, up.serving(Path(folder)) as servers:
        head = slow.HEAD.replace(b"60000", str(len(slow.BILL)).encode())
        with slow.connect(servers.behind, tls=False) as under_way:
            under_way.sendall(head + slow.BILL[:10])
            time.sleep(0.5)
            os.kill(servers.gunicorn.pid, signal.SIGTERM)
            time.sleep(0.5)
            under_way.sendall(slow.BILL[10:])
            answer = under_way.recv(1000)
        servers.gunicorn.wait(timeout=20)
        return {
            "under way": int(answer.split()[1]),
            "afterwards, from nginx": ask(servers.port),
            "exit code": servers.gunicorn.returncode,
        }


@experiment
def counting() -> dict[str, list[int]]:
    """What /metrics says after each step: each of two workers answers alone, one is killed, all are exchanged."""
    with (
        tempfile.TemporaryDirectory() as folder,
        up.serving(Path(folder), environment={"WEB_CONCURRENCY": "2"}) as servers,
    ):
        found = {"before": counted(servers.behind)}
        wait_for_lines("Booting worker", Path(folder) / "servers.log", 2)
        first, second = workers_of(servers.gunicorn.pid)
        for number, (idle, name) in enumerate([(second, "by the one"), (first, "by the other too")], start=2):
            with halted(idle):
                for _ in range(number):
                    ask(servers.port)
            found[name] = counted(servers.behind)
        os.kill(first, signal.SIGKILL)
        wait_for_lines("Booting worker", Path(folder) / "servers.log", 3)
        found["one was killed"] = counted(servers.behind)
        servers.gunicorn.send_signal(signal.SIGHUP)
        wait_for_lines("Worker exiting", Path(folder) / "servers.log", 2)
        found["all were exchanged"] = counted(servers.behind)
    return found


def counted(port: int) -> list[int]:
    """How many predictions the service says that it has made, and how many requests for one it has answered."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=20) as answer:
        text = answer.read().decode()
    asked = r'^http_requests_total{method="POST",route="/predict",status="200"} (.+)$'
    return [
        sum(int(float(number)) for number in re.findall(pattern, text, re.MULTILINE))
        for pattern in (r"^penguins_predictions_total{.*} (.+)$", asked)
    ]


def workers_of(pid: int) -> list[int]:
    """The processes that a process has started, as Linux knows them."""
    return [int(each) for each in up.told_by_linux(f"{pid}/task/{pid}/children").split()]


@contextmanager
def halted(pid: int) -> Iterator[None]:
    """A process that takes no step for as long as the block lasts."""
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


APPLICATION = """
def app(environ, start_response):
    start_response("200 OK", [("Content-Length", "3")])
    return [b"{}"]
"""


@experiment
def preloading() -> dict[str, str]:
    """What answers after code was changed and a SIGHUP came: where each worker loads it, and with --preload."""
    return {"each worker": changed_under(), "before the workers": changed_under("--preload")}


def changed_under(*options: str) -> str:
    """What gunicorn with these options answers after the code was changed from `old` to `new`, and a SIGHUP."""
    with tempfile.TemporaryDirectory() as name:
        folder, port = Path(name), up.free_port()
        (folder / "said.py").write_text(APPLICATION.format("old"), encoding="utf-8")
        log = folder / "servers.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                [
                    *(sys.executable, "-m", "gunicorn", "--pythonpath", name, "--bind", f"127.0.0.1:{port}"),
                    *("--no-control-socket", *options, "said:app"),
                ],
                stdout=output,
                stderr=output,
                env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
            )
        try:
            up.wait_for(port, process, folder)
            (folder / "said.py").write_text(APPLICATION.format("new"), encoding="utf-8")
            process.send_signal(signal.SIGHUP)
            wait_for_lines("Worker exiting", log, 1)
            up.wait_for(port, process, folder)
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=20) as answer:
                return str(answer.read().decode())
        finally:
            process.terminate()
            process.wait()
