"""The measurement as a whole, with a load generator of a few lines in the place of wrk, so that it needs no package."""

import json
import stat
import sys
from pathlib import Path

import pytest

from snippets.deployment import load
from snippets.deployment.recorded import CONNECTIONS, Record
from snippets.deployment.tables import ROWS

# It takes the arguments that wrk takes, sends a few real requests, and reports in wrk's form.
GENERATOR = """\
#!{python}
import sys, time, urllib.request
body = b'{{"X1": 61.1, "X2": 17.3}}' if "--script" in sys.argv else None
request = urllib.request.Request(sys.argv[-1], body, {{"Content-Type": "application/json"}})
times = []
for _ in range(3):
    started = time.perf_counter()
    urllib.request.urlopen(request, timeout=20).close()
    times.append((time.perf_counter() - started) * 1000)
times.sort()
for percent, place in ((50, 1), (75, 2), (90, 2), (99, 2)):
    print(f"     {{percent}}%  {{times[place]:.2f}}ms")
print("  3 requests in 1.00s, 1KB read")
print(f"Requests/sec:   {{3000 / sum(times):.2f}}")
"""


@pytest.fixture
def tool(tmp_path: Path) -> str:
    path = tmp_path / "generator"
    path.write_text(GENERATOR.format(python=sys.executable), encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def test_the_measurement_asks_every_service_in_turn_and_prints_what_it_found(
    tool: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(load, "BILLS", 5)
    measured = load.measure(rounds=2, seconds=1, tool=tool)
    monkeypatch.setattr(load, "measure", lambda: measured)
    monkeypatch.setattr(load, "AGAIN", tmp_path / "again.json")
    load.main([])
    kept = Record(json.loads((tmp_path / "again.json").read_text(encoding="utf-8")))
    turns = [(run["service"], run["path"]) for run in kept.data["runs"] if run["connections"] == CONNECTIONS]
    assert turns == list(ROWS) * 2
    assert [list(kept.waits(name)) for name in load.QUEUED] == [list(load.BUSY)] * 2
    assert all(len(times) == 2 for times in kept.data["ways"].values())
    assert capsys.readouterr().out == load.summary(kept) + "\n"


def test_a_service_that_does_not_answer_is_given_up() -> None:
    with pytest.raises(TimeoutError, match="did not answer within"):
        load.wait_until_up("http://127.0.0.1:9/health", seconds=0.2)
