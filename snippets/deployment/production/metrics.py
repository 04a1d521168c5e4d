"""What the service counts, for a program that asks now and then and remembers: Prometheus' form, at `/metrics`."""

import os
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Histogram, make_wsgi_app
from prometheus_client.core import InfoMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector

from snippets.deployment import flask_predict
from snippets.deployment.contract import Problem, Row
from snippets.deployment.model import Model, Prediction, penguins
from snippets.deployment.production.predictions import note
from snippets.deployment.request_id import Application, with_request_id
from snippets.deployment.train import SPECIES

# --8<-- [start:count]
# In no registry: the files that all workers write are read when somebody asks.
ASKED = ["route", "method", "status"]
REQUESTS = Counter("http_requests", "Requests that were answered.", ASKED, registry=None)
SECONDS = Histogram("http_request_duration_seconds", "From request to answer.", ["route"], registry=None)
NAMED = Counter("penguins_predictions", "Penguins that were given this name.", ["species"], registry=None)
for species in SPECIES:
    NAMED.labels(species)  # a zero is there to be seen before the first one comes

METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


def with_metrics(app: Application, routes: Collection[str]) -> Application:
    """The same application, counted. Whatever a client makes up, be it path or method, is `other`."""

    def counted(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        asked, method = environ["PATH_INFO"], environ["REQUEST_METHOD"]
        if asked == "/metrics" and method in ("GET", "HEAD"):
            return with_request_id(tell)(environ, start_response)
        route = asked if asked in routes else "other"
        status = "500"  # unless the application comes to say another one

        def start(line: str, *more: Any) -> Any:
            nonlocal status
            status = line[:3]
            return start_response(line, *more)

        began = time.perf_counter()
        try:
            return app(environ, start)
        finally:
            SECONDS.labels(route).observe(time.perf_counter() - began)
            REQUESTS.labels(route, method if method in METHODS else "other", status).inc()

    return counted


def count(_rows: list[Row], predictions: list[Prediction], _version: str) -> None:
    """Count each penguin by the name that it was given."""
    for prediction in predictions:
        NAMED.labels(prediction["species"]).inc()


penguins.listeners += [count, note]
app = with_metrics(flask_predict.app, {rule.rule for rule in flask_predict.app.url_map.iter_rules()})
# --8<-- [end:count]


# --8<-- [start:tell]
class Served:
    """Which model answers, by the SHA-256 of its file: what `sha256sum` says of it."""

    def __init__(self, model: Model) -> None:
        self.model = model

    def collect(self) -> Iterator[InfoMetricFamily]:
        """The model as the worker has it that was asked."""
        with suppress(Problem):  # that there is none is an answer too
            self.model.pipeline()
        yield InfoMetricFamily("penguins_model", "The model that answers.", {"sha256": self.model.version or "none"})


class OfAllWorkers:
    """What all workers have counted, from the files that they write."""

    def collect(self) -> Iterable[Metric]:
        """The sums. A worker that only starts has an empty file for a moment, over which the library would stumble."""
        files = Path(os.environ["PROMETHEUS_MULTIPROC_DIR"]).glob("*.db")
        sums: Iterable[Metric] = MultiProcessCollector.merge([str(file) for file in files if file.stat().st_size])
        return sums


def tell(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """What all workers have counted together, and the model."""
    registry = CollectorRegistry(support_collectors_without_names=True)
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registry.register(OfAllWorkers())
    else:  # one process, by itself
        for metric in (REQUESTS, SECONDS, NAMED):
            registry.register(metric)
    registry.register(Served(penguins))
    answer: Iterable[bytes] = make_wsgi_app(registry)({**environ, "REQUEST_METHOD": "GET"}, start_response)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else answer


# --8<-- [end:tell]
