"""The tables of the deployment posts."""

from snippets.deployment import recorded

NAMES = {"wsgi-plain": "no framework", "falcon-predict": "Falcon", "flask-predict": "Flask"}
ROWS = (
    ("wsgi-plain", "/health"),
    ("falcon-predict", "/health"),
    ("flask-predict", "/health"),
    ("falcon-predict", "/predict"),
    ("flask-predict", "/predict"),
)


def load() -> list[dict[str, object]]:
    """What was measured under load: medians of the rounds.

    >>> [row["Asked"] for row in load()]
    ['`/health`', '`/health`', '`/health`', '`/predict`', '`/predict`']
    """
    return [
        {
            "Behind gunicorn": NAMES[service],
            "Asked": f"`{path}`",
            "Requests a second": f"{recorded.requests_per_second(service, path):,.0f}",
            "Half within": f"{recorded.latency(service, path, '50'):.1f} ms",
            "90 % within": f"{recorded.latency(service, path, '90'):.1f} ms",
            "99 % within": f"{recorded.latency(service, path, '99'):.1f} ms",
        }
        for service, path in ROWS
    ]
