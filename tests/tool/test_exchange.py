"""Exchanges: a small service is started for real and asked by real curl."""

import json
import platform
import shutil
import venv
from pathlib import Path

import pytest

from musings.claims.exchange import Exchange, commands
from musings.core import approved, written
from musings.core.project import Project

from .conftest import Site

SERVER = """\
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer

counted = 0


class Counter(BaseHTTPRequestHandler):
    def do_GET(self):
        global counted
        counted += self.path == "/count"
        body = f"{counted}\\n".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


HTTPServer(("127.0.0.1", int(sys.argv[1])), Counter).serve_forever()
"""
SERVICES = """\
[counter]
source = "snippets/count/server.py"
port = 5123
ready = "/ready"

[counter.commands]
python = "python snippets/count/server.py {port}"
"""
POST = """\
---
date: 2026-01-31
---

# Counting

<!-- more -->

```console { service="counter" }
$ curl http://localhost:5123/count
1
$ curl -i \\
    http://localhost:5123/count
HTTP/1.0 200 OK
Server: BaseHTTP/0.6 Python/3.1
Date: Sat, 31 Jan 2026 12:00:00 GMT
Content-Length: 2

2
```

```console { service="counter" }
$ curl http://localhost:5123/count
3
$ curl http://localhost:5124/count
curl: (7) Failed to connect to localhost port 5124 after 0 ms: Couldn't connect to server
```
"""


@pytest.fixture
def counting(site: Site) -> Site:
    site.write("snippets/count/server.py", SERVER)
    site.write("snippets/count/services.toml", SERVICES)
    site.write("docs/posts/counting.md", POST.split("$ curl http://localhost:5124")[0] + "```\n")
    known(site)
    return site


def known(site: Site) -> None:
    """Have the answers of the page count as those of a run, as they do once they are approved."""
    page = written.page(Project(site.root), site.root / "docs/posts/counting.md")
    shown = {command.run for claim in Exchange().claims(page) for command in commands(claim, page) if command.run}
    approved.keep(page.project.answers, "docs/posts/counting.md exchange counter", shown)


def test_an_exchange_that_is_right_is_proved(counting: Site) -> None:
    done = counting.check("counting")
    assert done.returncode == 0, done.stderr
    assert "proved 2 exchanges on 1 page" in done.stdout


def test_a_wrong_answer_is_told_with_its_line(counting: Site) -> None:
    counting.replace("docs/posts/counting.md", "/count\n3\n", "/count\n4\n")
    done = counting.check("counting")
    assert done.returncode == 1
    assert "docs/posts/counting.md:23: exchange counter" in done.stderr
    assert "expected: 4" in done.stderr
    assert "got:      3" in done.stderr


@pytest.mark.parametrize("wrong", ["/count\n4\n", "/count\n1\n"], ids=["other", "as the first"])
def test_the_proof_of_one_exchange_is_not_that_of_another_of_the_same_run(counting: Site, wrong: str) -> None:
    counting.replace("docs/posts/counting.md", "/count\n3\n", wrong)
    for _ in range(2):
        assert "FAILED: 1 exchange" in counting.check("counting").stdout
    counting.run("approve", "counting")
    assert "/count\n3\n" in (counting.root / "docs/posts/counting.md").read_text()


def test_two_exchanges_that_read_alike_are_two(counting: Site) -> None:
    post = counting.root / "docs/posts/counting.md"
    first = '```console { service="counter" }\n$ curl http://localhost:5123/count\n1\n```\n'
    post.write_text(post.read_text()[: post.read_text().index("```")] + f"{first}\nAgain:\n\n{first}")
    for _ in range(2):
        assert "FAILED: 1 exchange" in counting.check("counting").stdout


def test_a_wrong_header_is_told(counting: Site) -> None:
    counting.replace("docs/posts/counting.md", "Content-Length: 2", "Content-Length: 3")
    assert "Content-Length: 3" in counting.check("counting").stderr


NO_SUCH = {
    "day of the week": ("Sat, 31 Jan", "Sun, 31 Jan"),
    "day": ("Sat, 31 Jan", "Sat, 32 Jan"),
    "time": ("12:00:00 GMT", "25:00:00 GMT"),
    "version": ("BaseHTTP/0.6", "BaseHTTP/0.7"),
}


@pytest.mark.parametrize("name", NO_SUCH)
def test_a_date_that_never_was_and_a_version_that_did_not_answer_are_told(counting: Site, name: str) -> None:
    counting.replace("docs/posts/counting.md", *NO_SUCH[name])
    assert NO_SUCH[name][1] in counting.check("counting").stderr


def test_a_change_in_the_service_is_not_missed(counting: Site) -> None:
    assert counting.check("counting").returncode == 0
    counting.replace("snippets/count/server.py", "counted = 0", "counted = 10")
    assert counting.check("counting").returncode == 1


def test_approve_writes_the_answers_and_then_changes_nothing(counting: Site) -> None:
    right = (counting.root / "docs/posts/counting.md").read_text()
    counting.replace("docs/posts/counting.md", "/count\n3\n", "/count\nwrong\n")
    assert counting.run("approve", "counting").returncode == 0
    assert (counting.root / "docs/posts/counting.md").read_text() == right
    assert "nothing to approve" in counting.run("approve", "counting").stdout


NOT_OF_THAT_RUN = {
    "another moment": ("12:00:00 GMT", "12:00:01 GMT"),
    "another day": ("Sat, 31 Jan", "Sun, 01 Feb"),
    "another Python": ("Python/3.1", "Python/3.2"),
}


@pytest.mark.parametrize("name", NOT_OF_THAT_RUN)
def test_an_answer_is_that_of_a_run_and_approve_gives_it_that_of_its_own(counting: Site, name: str) -> None:
    assert counting.check("counting").returncode == 0
    counting.replace("docs/posts/counting.md", *NOT_OF_THAT_RUN[name])
    done = counting.check("counting")
    assert "docs/posts/counting.md:12: exchange counter" in done.stderr
    assert "no run is known that answered `curl -i" in done.stderr
    assert counting.run("approve", "counting").returncode == 0
    post = (counting.root / "docs/posts/counting.md").read_text()
    assert NOT_OF_THAT_RUN[name][1] not in post
    assert f"Python/{platform.python_version()}\n" in post
    assert counting.check("counting").returncode == 0
    assert "nothing to approve" in counting.run("approve", "counting").stdout


def test_a_run_of_which_nothing_is_shown_any_more_is_forgotten(counting: Site) -> None:
    counting.replace("docs/posts/counting.md", "12:00:00 GMT", "12:00:01 GMT")
    counting.run("approve", "counting")
    (runs,) = json.loads((counting.root / "tests/baseline/answers.json").read_text()).values()
    assert len(runs) == 1


def test_approve_keeps_the_blank_lines_between_commands(counting: Site) -> None:
    counting.replace("docs/posts/counting.md", "/count\n1\n$", "/count\n1\n\n$")
    right = (counting.root / "docs/posts/counting.md").read_text()
    counting.replace("docs/posts/counting.md", "/count\n1\n\n", "/count\nwrong\n\n")
    assert counting.run("approve", "counting").returncode == 0
    assert (counting.root / "docs/posts/counting.md").read_text() == right


def test_approve_does_not_write_that_curl_has_failed(counting: Site) -> None:
    counting.replace("docs/posts/counting.md", "/count\n3\n", "/count\n3\n$ curl http://localhost:5124/count\n")
    before = (counting.root / "docs/posts/counting.md").read_text()
    done = counting.run("approve", "counting")
    assert done.returncode == 1
    assert "this is not written into a page: curl got no answer" in done.stderr
    assert (counting.root / "docs/posts/counting.md").read_text() == before


def test_an_address_that_is_sent_is_not_asked(counting: Site) -> None:
    counting.replace("docs/posts/counting.md", "$ curl -i", "$ curl -i -H https://a.org -e https://b.org -d file://c")
    assert "from the service" not in counting.check("counting").stderr


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("$ curl -i", "$ curl https://example.org", "would not come from the service"),
        ("$ curl -i", "$ curl -s FILE:///etc/hosts", "would not come from the service"),
        ("$ curl -i", "$ curl --url http://localhost.example.org/", "would not come from the service"),
        ('service="counter"', 'service="gone"', "there is no service 'gone'"),
        ('service="counter"', 'service="counter" runner="gone"', "has no runner 'gone'"),
        ('service="counter"', '.live service="counter"', "cannot run in the page"),
        ("$ curl -i", "$ wget", "curl commands only"),
        ("$ curl http://localhost:5123/count\n1", "nothing", "begins with a `$ curl` line"),
        ("$ curl -i", "$ curl 'open", "the shell cannot read this line"),
    ],
)
def test_what_cannot_be_an_exchange_is_told(counting: Site, old: str, new: str, words: str) -> None:
    counting.replace("docs/posts/counting.md", old, new)
    done = counting.check("counting")
    assert done.returncode == 1
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_server_that_does_not_start_is_told_with_what_it_printed(counting: Site) -> None:
    counting.replace("snippets/count/server.py", "import sys", "import sys; sys.exit('no fuel')")
    done = counting.check("counting")
    assert done.returncode == 1
    assert "no fuel" in done.stderr
    assert "Traceback" not in done.stderr


def test_curl_is_installed_for_these_tests() -> None:
    assert Path(shutil.which("curl") or "").is_file()


ELSEWHERE = """\
venv = ".venv-large"
setup = "make large"
modules = ["snippets/count/large.py"]
"""


@pytest.fixture
def elsewhere(counting: Site) -> Site:
    """A service with an environment of its own, which is not there, and a listing that only that can import."""
    counting.replace("snippets/count/services.toml", 'ready = "/ready"\n', f'ready = "/ready"\n{ELSEWHERE}')
    counting.write("snippets/count/large.py", "import large\n")
    listing = '```py { title="snippets/count/large.py" }\n--8<-- "count/large.py"\n```\n'
    post = counting.root / "docs/posts/counting.md"
    post.write_text(post.read_text() + "\n" + listing)
    return counting


def make_the_environment(site: Site) -> None:
    """An environment with this Python's packages, and the one that is needed."""
    folder = site.root / ".venv-large"
    venv.create(folder, symlinks=True)
    (next(folder.glob("lib/python*/site-packages")) / "large.py").write_text("")
    (folder / ".installed").write_text("large==1.0\n")


def test_what_needs_another_environment_is_named_as_not_proved_and_never_as_proved(elsewhere: Site) -> None:
    done = elsewhere.check("counting")
    assert done.returncode == 0, done.stderr
    assert "NOT PROVED HERE: 2 exchanges, 1 listing" in done.stdout
    assert "proved nothing on 1 page" in done.stdout
    assert "docs/posts/counting.md:9: exchange counter" in done.stderr
    assert "needs an environment of its own: run `make large`" in done.stderr


def test_a_complete_check_fails_where_something_cannot_be_proved(elsewhere: Site) -> None:
    assert elsewhere.run("check", "--complete", "counting").returncode == 1


def test_what_was_not_proved_is_looked_at_again_and_proved_in_its_own_environment(elsewhere: Site) -> None:
    elsewhere.check("counting")
    make_the_environment(elsewhere)
    done = elsewhere.run("check", "--complete", "counting")
    assert done.returncode == 0, done.stderr
    assert "proved 2 exchanges, 1 listing on 1 page" in done.stdout
    assert "NOT PROVED HERE" not in done.stdout


def test_a_proof_made_in_an_environment_does_not_outlive_it(elsewhere: Site) -> None:
    make_the_environment(elsewhere)
    elsewhere.check("counting")
    (elsewhere.root / ".venv-large/.installed").unlink()
    assert "NOT PROVED HERE" in elsewhere.check("counting").stdout


def test_a_wrong_answer_is_told_in_its_own_environment_too(elsewhere: Site) -> None:
    make_the_environment(elsewhere)
    elsewhere.replace("docs/posts/counting.md", "/count\n3\n", "/count\n4\n")
    assert "expected: 4" in elsewhere.check("counting").stderr


def test_a_listing_that_its_own_environment_cannot_import_is_told(elsewhere: Site) -> None:
    make_the_environment(elsewhere)
    elsewhere.write("snippets/count/large.py", "import larger\n")
    assert "No module named 'larger'" in elsewhere.check("counting").stderr


def test_running_such_a_service_says_what_is_missing(elsewhere: Site) -> None:
    done = elsewhere.run("service", "counter")
    assert done.returncode == 1
    assert "run `make large`" in done.stderr
