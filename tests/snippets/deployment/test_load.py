"""Reading wrk's report."""

import pytest

from snippets.deployment.load import parse

REPORT = """\
Running 3s test @ http://127.0.0.1:5000/health
  1 threads and 8 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency     3.43ms    2.20ms  25.33ms   80.10%
    Req/Sec     2.36k   310.09     2.91k    63.33%
  Latency Distribution
     50%    2.63ms
     75%  890.00us
     90%    1.02s
     99%   18.91ms
  7059 requests in 3.00s, 1.35MB read
Requests/sec:   2353.13
Transfer/sec:    460.55KB
"""


def test_the_rate_and_the_percentiles_are_read() -> None:
    load = parse(REPORT)
    assert (load.requests, load.requests_per_second) == (7059, 2353.13)
    assert load.latency_ms == {"50": 2.63, "75": 0.89, "90": 1020.0, "99": 18.91}


@pytest.mark.parametrize("line", ["  Non-2xx or 3xx responses: 7059", "  Socket errors: connect 0, read 9, timeout 0"])
def test_a_run_with_failed_requests_is_no_run(line: str) -> None:
    with pytest.raises(ValueError, match="some requests failed"):
        parse(REPORT.replace("Requests/sec", f"{line}\nRequests/sec"))


def test_another_text_is_no_report() -> None:
    with pytest.raises(ValueError, match="no report of wrk"):
        parse("unable to connect to 127.0.0.1:5000 Connection refused")
