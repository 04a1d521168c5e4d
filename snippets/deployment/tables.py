"""The tables of the deployment posts."""

from snippets.deployment import recorded
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
