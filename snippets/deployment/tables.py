"""The tables of the deployment posts."""

from snippets.deployment import failover, recorded
from snippets.deployment.differences import CASES, CONTRACT, is_alike
from snippets.deployment.recorded import Record

NAMES = {"wsgi-plain": "no framework", "falcon-predict": "Falcon", "flask-predict": "Flask"}
# In each round of the measurement the services are taken in this order.
ROWS = (
    ("wsgi-plain", "/health"),
    ("falcon-predict", "/health"),
    ("flask-predict", "/health"),
    ("falcon-predict", "/predict"),
    ("flask-predict", "/predict"),
)


def load(record: Record | None = None) -> list[dict[str, object]]:
    """What was measured under load: medians of the rounds.

    >>> [row["Asked"] for row in load()]
    ['`/health`', '`/health`', '`/health`', '`/predict`', '`/predict`']
    """
    shown = record or recorded.record()
    return [
        {
            "Behind gunicorn": NAMES[service],
            "Asked": f"`{path}`",
            "Requests a second": f"{shown.rate(service, path):,.0f}",
            "Half within": f"{shown.latency(service, path, '50'):.1f} ms",
            "90 % within": f"{shown.latency(service, path, '90'):.1f} ms",
            "99 % within": f"{shown.latency(service, path, '99'):.1f} ms",
        }
        for service, path in ROWS
    ]


def failures(record: failover.Record | None = None) -> list[dict[str, object]]:
    """What became of the requests while processes were killed.

    >>> [row["Two processes of"] for row in failures()]
    ['Ray Serve', 'Flask, gunicorn']
    """
    shown = record or failover.record()
    return [
        {
            "Two processes of": name,
            "Kills": shown.rounds(service),
            "Requests": f"{shown.requests(service):,}",
            "Failed at first": shown.retried(service),
            "Lost in the end": shown.wrong(service),
            "Longest wait": f"{shown.worst_ms(service):,.0f} ms",
        }
        for service, name in (("ray-predict", "Ray Serve"), ("flask-predict", "Flask, gunicorn"))
    ]


def price(record: failover.Record | None = None) -> list[dict[str, object]]:
    """What two processes cost, in each of two ways to run them, on one machine.

    >>> [row["Two processes of"] for row in price()]
    ['Ray Serve', 'Flask, gunicorn']
    """
    shown = record or failover.record()
    return [
        {
            "Two processes of": name,
            "Predictions a second": f"{shown.rate(service, '/predict'):,.0f}",
            "Processor time of one": f"{shown.cost_ms(service):.1f} ms",
            "One alone": f"{shown.alone_ms(service):.1f} ms",
            "Until the first answer": f"{shown.middle(service, 'start_seconds'):.0f} s",
            "Memory": f"{shown.middle(service, 'processes_megabytes'):,.0f} MB",
        }
        for service, name in (("ray-predict", "Ray Serve"), ("flask-predict", "Flask, gunicorn"))
    ]


def differences() -> list[dict[str, object]]:
    """The requests that are not answered with the same status everywhere.

    >>> ", ".join(str(said) for said in differences()[0].values())
    '`HEAD /health`, 200, 200, 200, 405, 200, 200'
    """
    return [
        {"Sent": case.name, **{server: case.answer(server) for server in CONTRACT}}
        for case in CASES
        if not is_alike(case, CONTRACT)
    ]


def lengths() -> list[dict[str, object]]:
    """What is taken for a length: X1 as it was read, or the status of the refusal.

    >>> lengths()[1]
    {'Sent': '`{"X1": "61.1", "X2": 17.3}`', '`Bill`': '61.1', '`StrictBill`': '422', 'the contract': '61.1'}
    """
    from snippets.deployment import fastapi_bill as bill  # not above: no page can import FastAPI

    return [
        {
            "Sent": f"`{sent}`",
            "`Bill`": bill.taken(sent, "/bill"),
            "`StrictBill`": bill.taken(sent, "/strict"),
            "the contract": bill.by_contract(sent),
        }
        for sent in bill.SENT
    ]


def two_days() -> list[dict[str, object]]:
    """What the log of predictions says of two days.

    >>> [row["Day"] for row in two_days()]
    ['the penguins of the last year', 'the same, by a bad ruler']
    """
    from snippets.deployment.production import watch  # not above: it starts servers

    names = ("the penguins of the last year", "the same, by a bad ruler")
    return [
        {
            "Day": name,
            "Noted": int(length["lines"]),
            "Rings above": f"{length['critical']:.3f}",
            "Gap in the lengths": f"{length['gap']:.3f}",
            "Gap in the depths": f"{depth['gap']:.3f}",
        }
        for name, (length, depth) in zip(names, watch.two_days().values(), strict=True)
    ]
