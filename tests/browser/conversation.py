"""What the page's console is asked, and how real curl is asked the same of real gunicorn."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from musings import services
from musings.services import Running

ROOT = Path(__file__).resolve().parents[2]
LAB = ROOT / "tests" / "sites" / "console"

# In order, each service from a fresh state: what changes the state is seen by those after it.
COMMANDS: dict[str, list[str]] = {
    "flask-tasks": [
        "curl localhost:5000/tasks",
        "curl -X GET http://localhost:5000/tasks",
        "curl -i http://localhost:5000/tasks/",
        "curl -i localhost:5000/tasks/2",
        "curl -i localhost:5000/tasks/4",
        """curl -i -H 'Content-Type: application/json' -X POST -d '{"title": "Read a book"}' localhost:5000/tasks""",
        """curl --json '{"title": "Écrire à Zoë", "done": true}' -i localhost:5000/tasks""",
        "curl localhost:5000/tasks/[4-6]",
        "curl 'localhost:5000/tasks/{1,5}'",
        """curl -X PUT --json '{"done": true}' localhost:5000/tasks/2""",
        """curl -XPUT -H "Content-Type: application/json" --data-raw '{"done": "yes"}' localhost:5000/tasks/2""",
        "curl -isX DELETE localhost:5000/tasks/2",
        "curl -i -X DELETE localhost:5000/tasks/2",
        r"""curl -i -X POST -H Content-Type:\ application/json --data-binary "{\"title\": 3}" localhost:5000/tasks""",
        "curl -d title=tea localhost:5000/tasks -i",
        "curl --json '{\"title\": ' localhost:5000/tasks",
        "curl --json @nothing.json localhost:5000/tasks -i",
        "curl -I localhost:5000/tasks",
        "curl -X HEAD -m 3 localhost:5000/tasks",
        "curl -i -X OPTIONS localhost:5000/tasks/1",
        "curl -i -X PATCH localhost:5000/tasks/1",
        "curl -i -X get localhost:5000/tasks",
        "curl -i -X 'G T' localhost:5000/tasks",
        "curl -i -H 'Bad Name: 1' localhost:5000/tasks",
        "curl -i --globoff 'localhost:5000/tasks?q=[1]'",
        "curl -o /dev/null -w '%{http_code} %{content_type} %{size_download}\\n' localhost:5000/tasks",
        "curl -so /dev/null -o - -w '%{http_code}\\t%{url_effective}\\n' localhost:5000/tasks localhost:5000/a",
        "curl -w '%{nonsense}%{method} %{num_redirects} %{scheme} %{http_version} %%\\n' localhost:5000/tasks/1",
        "curl -G -d q=1 --data-urlencode 'name=a b&c' localhost:5000/tasks -w '%{url_effective}\\n'",
        "curl -v localhost:5000/tasks/1",
        """curl -vu me:python -A browser -e http://a/ -b a=b --json '{"done": false}' -X PUT localhost:5000/tasks/1""",
        "curl -vd x=1 localhost:5000/tasks",
        "curl -v -X GET localhost:5000/tasks/1",
        "curl -v -H 'Accept:' -H 'X-Empty;' -H 'X-Real: 1' -H 'Host: example.org' localhost:5000/tasks/1",
        "curl -v http://ann:p%40ss@localhost:5000/tasks/1",
        "curl -vf localhost:5000/tasks/9",
        "curl -f localhost:5000/tasks/9",
        "curl --fail-with-body localhost:5000/tasks/9",
        "curl -iL localhost:5000/tasks",
        "curl -0i localhost:5000/tasks/1",
        "curl localhost:5000",
        "curl localhost:5000/a/../tasks/./1?x=1#part",
        "curl localhost:5000/tâches",
        "curl --url localhost:5000/tasks/1 --url localhost:5000/tasks/3",
        "curl 'localhost:5000/tasks /1'",
        "curl localhost:70000/tasks",
        "curl localhost:port/tasks",
        "curl gopher+x://localhost:5000/tasks",
        "curl https://localhost:5000/tasks",
        "curl localhost:5001/tasks",
        "curl 127.0.0.1:5000/tasks/1",
        "curl http://[::1]:5000/tasks",
        "curl nowhere.invalid:5000/tasks",
        "curl “localhost:5000/tasks/1”",
        "curl –i localhost:5000/tasks/1",
        "curl -w '%{url} %{url_effective}\\n' localhost:5000/a/../tasks/1",
        "curl -iv localhost:5000/tasks/1",
        "curl -s localhost:5001/tasks",
        "curl -sS localhost:5001/tasks localhost:5000/tasks/1",
        "curl",
        "curl -i",
        "curl ''",
        "curl -X",
        "curl --he localhost:5000",
        "curl -d x -I localhost:5000/tasks",
        "curl 'localhost:5000/tasks/[1-'",
        "curl 'localhost:5000/{tasks'",
        "curl --request",
        "curl -u miguel localhost:5000/tasks/1",
    ],
    "lab": [
        "curl -i localhost:57000/echo",
        "curl -d a=1 -d b=2 'localhost:57000/echo%20this?x=1&y=%C3%A9'",
        "curl --data-urlencode 'name=Zoë & co' --data-urlencode 'plain text' localhost:57000/echo",
        "curl -G -d a=1 localhost:57000/echo?z=2#part",
        "curl -i localhost:57000/moved",
        "curl -iL localhost:57000/moved",
        "curl -L -d x=1 localhost:57000/moved",
        "curl -iL -X POST -d x=1 localhost:57000/moved",
        "curl -iL -d x=1 localhost:57000/see",
        "curl -L -d x=1 localhost:57000/kept -w '%{num_redirects} %{url_effective}\\n'",
        "curl -w '%{redirect_url}\\n' localhost:57000/moved",
        "curl -iL localhost:57000/away",
        "curl -sSL --max-redirs 2 localhost:57000/loop",
        "curl -i localhost:57000/chunks",
        "curl -I localhost:57000/chunks",
        "curl -i localhost:57000/empty",
        "curl -i localhost:57000/hop",
        "curl -i localhost:57000/fail",
        "curl -i localhost:57000/half",
        "curl -i localhost:57000/bytes",
        "curl -if localhost:57000/fail",
        "curl -u ann:secret -A '' -e here -b a=1 localhost:57000/echo",
        "curl -H 'X-One: 1' -H 'X-One: 2' -H 'X_Two: 2' localhost:57000/echo",
        "curl -i -X DELETE localhost:57000/échange",
        "curl localhost:57000//double//slash",
        "curl --path-as-is localhost:57000/a/../b",
        "curl localhost:57000/talk",
        "curl -o saved.txt localhost:57000/bytes",
    ],
    "falcon-hi": [
        "curl -X POST http://localhost:8001/hi",
        "curl -i -X POST localhost:8001/hi",
        "curl -i localhost:8001/hi",
        "curl -i localhost:8001/nothing",
        "curl -i -d 'hello=there' localhost:8001/hi",
        "curl -iX OPTIONS localhost:8001/hi",
        "curl -I localhost:8001/hi",
        "curl -i -X BREW localhost:8001/hi",
        "curl -i --header 'Accept: text/xml' localhost:8001/hi",
    ],
}
PREDICT = [
    """curl -H 'Content-Type: application/json' -d '{"X1": "61.1", "X2": "17.3"}' localhost:{port}/predict""",
    """curl -i --json '{"X1": 39.1, "X2": 18.7}' localhost:{port}/predict""",
    """curl --json '{"rows": [{"X1": 39.1, "X2": 18.7}, {"X1": "61.1", "X2": "1"}]}' localhost:{port}/predict/batch""",
    """curl -i --json '{"X1": "long", "X2": 17.3}' localhost:{port}/predict""",
    """curl -i --json '{"X1": NaN, "X2": 17.3}' localhost:{port}/predict""",
    """curl -i -d '{"X1": 1, "X2": 2}' localhost:{port}/predict""",
    "curl -i localhost:{port}/predict",
    "curl -i -X POST localhost:{port}/predict",
    "curl -i localhost:{port}/health",
    "curl --json '{\"C\": 0.01}' localhost:{port}/retrain",
    """curl --json '{"X1": "61.1", "X2": "17.3"}' localhost:{port}/predict""",
    "curl -i -X POST localhost:{port}/reset",
    "curl -i localhost:{port}/nothing",
]
COMMANDS |= {
    name: [command.replace("{port}", port) for command in PREDICT]
    for name, port in (("flask-predict", "5000"), ("falcon-predict", "8001"))
}


@contextmanager
def running(name: str, runner: str = "gunicorn") -> Iterator[Running]:
    """The real server, on a free port."""
    with services.running(name, runner, root=home(name)) as up:
        yield up


def home(name: str) -> Path:
    """The folder whose `snippets` hold the service."""
    return LAB if name == "lab" else ROOT


def ported(line: str, up: Running) -> str:
    """A line as it is for the server that runs."""
    return re.sub(rf":{up.service.port}(?!\d)", f":{up.port}", line)


def documented(text: str, up: Running) -> str:
    """What was printed, as it is for the port that the post names."""
    return re.sub(rf"(?<![\d.]){up.port}(?!\d)", str(up.service.port), text)


FOLDER = tempfile.TemporaryDirectory(prefix="musings-curl-")
"""Where real curl runs, and leaves the files that it is told to write."""


def ask(line: str, up: Running) -> str:
    """Run a line through a real shell and the real curl, and return what it prints."""
    quiet = re.sub(r"^curl (?=.)", "curl --no-progress-meter ", ported(line, up))
    ordered = f"stdbuf --output=0 {quiet}"  # so that errors and answers come in the order of a terminal
    done = subprocess.run(
        ["bash", "-c", ordered.encode()],
        cwd=FOLDER.name,
        env={**os.environ, "LC_ALL": "C.UTF-8"},  # curl reads a host's name in the characters of the locale
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return done.stdout.decode("utf-8", "replace")
