"""The console's curl and its servers, in CPython, against real curl, a real shell and the real servers."""

from __future__ import annotations

import json
import logging
import subprocess
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import pytest

from musings import services
from musings.live.browser.console import curl, shell
from musings.live.browser.console.console import Consoles
from tests.browser import conversation

# Werkzeug's own page for a request line that is none is not imitated.
UNLIKE_FLASK = {"curl -i -X 'G T' localhost:5000/tasks"}


class Desk:
    """A service answered by WSGI, as in the worker, and what client and server wrote."""

    def __init__(
        self, name: str, runner: str = "gunicorn", port: int | None = None, folder: Path | None = None
    ) -> None:
        service = services.find(name, conversation.home(name))
        self.written: list[tuple[str, str]] = []
        folder = folder or conversation.home(name)
        emit = lambda kind, text: self.written.append((kind, text))  # noqa: E731
        self.consoles = Consoles(str(folder), "snippets", emit)
        about = {"app": service.app, "port": port or service.port, "environment": dict(service.environment)}
        about["prepare"] = service.prepare
        self.plan: dict[str, Any] = {"page": "/", "server": name, "command": service.commands[runner], "service": about}
        self.plan["files"] = {}

    def ask(self, line: str, **task: Any) -> str:
        """Return what is printed for a line."""
        self.written.clear()
        job = {"name": "line 1", "code": line, "fresh": False, **task}
        self.result = json.loads(self.consoles.converse(json.dumps(self.plan), json.dumps(job)))
        return "".join(text for kind, text in self.written if kind != "log")

    @property
    def log(self) -> str:
        return "".join(text for kind, text in self.written if kind == "log")


def compare(name: str, runner: str, skip: AbstractSet[str] = frozenset()) -> list[str]:
    """Return the lines that the real curl and the console answer differently."""
    wrong: list[str] = []
    with conversation.running(name, runner) as up:
        desk = Desk(name, runner, up.port)
        for line in conversation.COMMANDS[name]:
            if line in skip:
                continue
            want, got = conversation.ask(line, up), desk.ask(conversation.ported(line, up))
            if curl.normalised(got) != curl.normalised(want):
                wrong.append(f"$ {line}\nwant:\n{want}\ngot:\n{got}")
    return wrong


@pytest.mark.parametrize("name", list(conversation.COMMANDS))
def test_the_console_prints_what_real_curl_prints_of_gunicorn(name: str) -> None:
    assert not (wrong := compare(name, "gunicorn")), "\n\n".join(wrong)


def test_the_console_prints_what_real_curl_prints_of_flask_run() -> None:
    assert not (wrong := compare("flask-tasks", "flask", UNLIKE_FLASK)), "\n\n".join(wrong)


def test_there_are_more_than_thirty_lines() -> None:
    assert sum(len(lines) for lines in conversation.COMMANDS.values()) > 100


def test_flask_names_itself_and_closes_the_connection() -> None:
    with conversation.running("flask-tasks", "flask") as up:
        want = conversation.ask("curl -i localhost:5000/tasks/2", up).replace("\r\n", "\n")
    got = Desk("flask-tasks", "flask").ask("curl -i localhost:5000/tasks/2").replace("\r\n", "\n")
    undated = [[line for line in text.split("\n") if not line.startswith("Date:")] for text in (want, got)]
    assert undated[0] == undated[1]


def test_gunicorns_headers_stand_in_its_order() -> None:
    lines = Desk("flask-tasks").ask("curl -I localhost:5000/tasks").split("\r\n")
    names = ["HTTP/1.1 200 OK", "Server", "Date", "Connection", "Content-Type", "Content-Length"]
    assert [line.partition(":")[0] for line in lines][:6] == names


# --- the shell --------------------------------------------------------------------------------------------------------

LINES = [
    "curl -H 'A: b'   \"c d\"\te",
    r"""a\ b "c\"d" 'e\f' g\\h "i\j" "k\$l" """,
    "'a'\"b\"c ''",
    r"$'tab\there' $'it\'s'",
    "one \\\n  two",
    '"in \\\n quotes"',
    "before # a comment",
    "not#one",
    '{"a":1} [1-3] ?x=1 a=b 100% @file',
    "~x -d'{\"done\": true}'",
]


@pytest.mark.parametrize("line", LINES)
def test_a_line_is_split_as_bash_splits_it(line: str) -> None:
    script = f"set -f; printf '%s\\0' {line}"
    done = subprocess.run(["bash", "-c", script.encode()], capture_output=True, check=True)
    assert shell.split(line) == done.stdout.decode().split("\0")[:-1]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('curl "`date`"', "'`'"),
        ("curl 'localhost", "Unterminated"),
        ('curl "localhost', "Unterminated"),
    ],
)
def test_what_asks_for_more_of_a_shell_is_told(line: str, why: str) -> None:
    desk = Desk("flask-tasks")
    assert why in desk.ask(line)
    assert desk.result["exit"] != 0


def test_an_unsupported_option_is_answered_as_curl_does_and_lists_what_is_supported() -> None:
    with conversation.running("falcon-hi") as up:
        want = conversation.ask("curl -iZ9 --nope localhost:8001/hi", up)
    got = Desk("falcon-hi").ask("curl -i9 --nope localhost:8001/hi")
    assert got.startswith(want.replace("-iZ9", "-i9"))
    assert "-X/--request" in got


def test_what_o_writes_can_be_sent() -> None:
    desk = Desk("flask-tasks")
    assert desk.ask("curl -o task.json localhost:5000/tasks/2") == ""
    assert "is not a field" in desk.ask("curl -X PUT --json @task.json localhost:5000/tasks/2")


def test_help_lists_the_options() -> None:
    assert "--data-urlencode" in Desk("falcon-hi").ask("curl --help")


# --- the server -------------------------------------------------------------------------------------------------------


def accesses(log: str) -> list[str]:
    """Return the lines of a log that tell of requests, without their times."""
    lines = [line.split("] ", 1)[1] for line in log.splitlines() if line.startswith("127.0.0.1")]
    return [line for line in lines if "GET /ready " not in line]


def test_the_log_shows_what_gunicorn_logs() -> None:
    told = ""
    with conversation.running("lab") as up:
        desk = Desk("lab", port=up.port)
        for line in conversation.COMMANDS["lab"]:
            conversation.ask(line, up)
            desk.ask(conversation.ported(line, up))
            told += desk.log
        assert accesses(told) == accesses(up.log)


def test_the_log_shows_what_the_application_prints_and_logs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logging.getLogger(), "handlers", [])  # those of the tests
    desk = Desk("lab")
    desk.ask("curl localhost:57000/talk")
    for text in ("printed by the application\n", "logged by the application\n", "told to wsgi.errors\n"):
        assert text in desk.log


def test_a_traceback_shows_the_applications_lines() -> None:
    desk = Desk("lab")
    desk.ask("curl localhost:57000/fail")
    assert 'File "snippets/lab/app.py"' in desk.log
    assert "server.py" not in desk.log


def test_what_the_service_needs_is_made_before_it_starts() -> None:
    desk = Desk("flask-predict")
    assert '"model_loads":1' in desk.ask("curl localhost:5000/health")
    assert desk.log.startswith("$ python -m snippets.deployment.train\n$ gunicorn ")
    assert "penguins.skops: 93.3% of the held-out penguins" in desk.log


def test_state_is_kept_until_a_fresh_start() -> None:
    desk = Desk("flask-tasks")
    desk.ask("curl -X DELETE localhost:5000/tasks/1")
    assert "There is no task 1" in desk.ask("curl localhost:5000/tasks/1")
    assert "Buy groceries" in desk.ask("curl localhost:5000/tasks/1", fresh=True)


def test_a_command_that_is_interrupted_ends_as_at_ctrl_c_and_the_server_stays() -> None:
    desk = Desk("flask-tasks")

    @contextmanager
    def interrupted() -> Iterator[None]:
        yield
        raise KeyboardInterrupt

    desk.consoles.heeding = interrupted
    desk.ask("curl -X DELETE localhost:5000/tasks/1")
    assert (desk.result["exit"], desk.result["stopped"], desk.result["error"]) == (130, True, "")
    desk.consoles.heeding = nullcontext
    assert "There is no task 1" in desk.ask("curl localhost:5000/tasks/1")
    assert not desk.result["stopped"]


def test_two_pages_have_servers_of_their_own() -> None:
    desk = Desk("flask-tasks")
    desk.ask("curl -X DELETE localhost:5000/tasks/1")
    desk.plan["page"] = "/other/"
    assert "Buy groceries" in desk.ask("curl localhost:5000/tasks/1")


def test_a_page_that_is_left_is_forgotten() -> None:
    desk = Desk("flask-tasks")
    desk.ask("curl -X DELETE localhost:5000/tasks/1")
    desk.consoles.forget("/")
    assert "Buy groceries" in desk.ask("curl localhost:5000/tasks/1")


def test_the_readers_text_takes_the_place_of_a_file() -> None:
    desk = Desk("falcon-hi")
    path = "snippets/deployment/falcon_resources.py"
    desk.plan["files"][path] = (conversation.ROOT / path).read_text(encoding="utf-8").replace("hello world", "hi")
    assert desk.ask("curl -X POST localhost:8001/hi") == '{"message": "hi"}'


def test_an_application_that_does_not_import_leaves_nobody_listening() -> None:
    desk = Desk("falcon-hi")
    desk.plan["files"]["snippets/deployment/falcon_app.py"] = "import falcon\napp = falcon.Apq()\n"
    assert "curl: (7)" in desk.ask("curl localhost:8001/hi")
    assert 'File "snippets/deployment/falcon_app.py", line 2' in desk.log
    assert "AttributeError" in desk.log
    assert desk.result["error"]


def test_the_modules_of_a_server_are_its_own() -> None:
    from snippets.deployment import flask_tasks

    Desk("flask-tasks").ask("curl -X DELETE localhost:5000/tasks/1")
    assert 1 in flask_tasks.tasks


def test_an_answer_is_compared_with_the_printed_one() -> None:
    desk = Desk("falcon-hi")
    desk.ask("curl -X POST localhost:8001/hi", want='{"message": "hello world"}\n')
    assert desk.result["same"] is True
    desk.ask("curl -X POST localhost:8001/hi", want='{"message": "hello"}\n')
    assert desk.result["same"] is False


@pytest.fixture
def cells_change(tmp_path: Path) -> Path:
    """A site whose application a cell of the page has changed."""
    file = tmp_path / "snippets" / "deployment" / "falcon_app.py"
    file.parent.mkdir(parents=True)
    for name in ("falcon_app.py", "falcon_resources.py", "gunicorn_conf.py", "__init__.py"):
        (file.parent / name).write_text(
            (conversation.ROOT / "snippets" / "deployment" / name).read_text("utf-8"), "utf-8"
        )
    (tmp_path / "snippets" / "__init__.py").touch()
    file.with_name("falcon_app.py.original").write_text(file.read_text("utf-8"), "utf-8")
    file.write_text("raise SystemExit\n", "utf-8")
    return tmp_path


def test_the_printed_file_is_served_whatever_a_cell_has_made_of_it(cells_change: Path) -> None:
    assert "hello world" in Desk("falcon-hi", folder=cells_change).ask("curl -X POST localhost:8001/hi")
