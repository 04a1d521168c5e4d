"""What the posts on deployment say in words: whether it holds, and what it was read from."""

import os
from concurrent.futures import ThreadPoolExecutor
from socketserver import ThreadingMixIn
from unittest import mock

import numpy as np
from flask import Flask
from flask.cli import run_command
from werkzeug.serving import make_server

from snippets.deployment import train
from snippets.deployment.differences import CASES, CONTRACT, SERVERS
from snippets.deployment.queueing import ARRIVALS, batches, waits

Shown = tuple[bool, dict[str, object]]


def one_page_in_twenty() -> Shown:
    """Of pages built from five parts, each of which works 99 times in 100, about one in twenty fails.

    >>> one_page_in_twenty()
    (True, {'pages': 20, 'of which fail': 0.98})
    """
    pages = 20
    failing = pages * (1 - 0.99**5)
    return abs(failing - 1) < 0.05, {"pages": pages, "of which fail": round(failing, 2)}


def flask_run_threads() -> Shown:
    """The server that `flask run` starts, unless told otherwise, takes a thread for each request.

    >>> flask_run_threads()
    (True, {'with_threads': True, 'server': 'ThreadedWSGIServer'})
    """
    told = next(each.default for each in run_command.params if each.name == "with_threads")
    server = make_server("127.0.0.1", 0, Flask(__name__), threaded=bool(told))
    server.server_close()
    found = {"with_threads": told, "server": type(server).__name__}
    return server.multithread and issubclass(type(server), ThreadingMixIn), found


def threads_at_most() -> Shown:
    """As many threads as a pool has by default, on machines with so many cores.

    >>> threads_at_most()
    (True, {'2 cores': 6, '8 cores': 12, '1000 cores': 32})
    """
    name = "process_cpu_count" if hasattr(os, "process_cpu_count") else "cpu_count"
    found = {}
    for cores in (2, 8, 1_000):
        with mock.patch.object(os, name, return_value=cores), ThreadPoolExecutor() as pool:
            found[cores] = pool._max_workers
    holds = all(threads == min(32, cores + 4) for cores, threads in found.items())
    return holds, {f"{cores} cores": threads for cores, threads in found.items()}


def fewer_passes() -> Shown:
    """The same requests need a pass each, or, where those who wait go together, fewer passes.

    >>> fewer_passes()
    (True, {'arrivals': 12, 'one by one': 12, 'together': 7, 'sizes': [1, 3]})
    """
    alone = batches(ARRIVALS, once=1.0, each=0.1, most=1)
    together = batches(ARRIVALS, once=1.0, each=0.1, most=8)
    sizes = [batch.size for batch in together]
    return together[-1].end < alone[-1].end and len(together) < len(alone), {
        "arrivals": len(ARRIVALS),
        "one by one": len(alone),
        "together": len(together),
        "sizes": [min(sizes), max(sizes)],
    }


def mean_wait() -> Shown:
    """Mean waits in a queue with passes of one length, simulated and by ρs / (2 (1 − ρ)), for three loads ρ.

    >>> mean_wait()[0]
    True
    """
    service = 1.0
    gaps = np.random.default_rng(0).exponential(size=200_000)
    found = {}
    for busy in (0.3, 0.5, 0.8):
        simulated = float(waits(np.cumsum(gaps * service / busy).tolist(), service).mean())
        found[busy] = [round(simulated, 2), round(busy * service / (2 * (1 - busy)), 2)]
    holds = all(abs(simulated - said) < 0.05 * said for simulated, said in found.values())
    return holds, {f"busy {busy}": both for busy, both in found.items()}


def sixteen_slow_clients() -> Shown:
    """Slow clients leave gunicorn a thread to spare, or none; then whoever asks properly has no answer in time.

    >>> sixteen_slow_clients()[0]
    True
    """
    from snippets.deployment.production import slow  # not above: it needs what a browser's Python does not have

    seen = slow.outcome()
    threads = seen["threads"]
    beside = [seen[f"served by gunicorn beside {number}"] for number in (threads - 1, threads)]
    return beside == [1, 0], seen | {"patience in seconds": slow.PATIENCE}


def two_hundred_slow_clients() -> Shown:
    """With nginx before the same gunicorn, many more slow clients hold none of its threads.

    >>> two_hundred_slow_clients()[0]
    True
    """
    from snippets.deployment.production import slow

    seen = slow.outcome()
    held = seen["connections at nginx"], seen["connections at gunicorn"]
    return bool(seen["served by nginx"]) and held == (slow.MANY, 0), dict(seen)


def slow_clients_hold_no_thread() -> Shown:
    """With uvicorn alone, whoever asks properly is served while it holds the connections of many slow clients.

    >>> slow_clients_hold_no_thread()
    (True, {'slow clients': 200, 'connections at uvicorn': 200, 'served': 1})
    """
    from snippets.deployment import asgi_slow

    seen = asgi_slow.outcome()
    return bool(seen["served"]) and seen["connections at uvicorn"] == seen["slow clients"], dict(seen)


def reload_loses_nothing() -> Shown:
    """While gunicorn exchanges its worker, whoever asks through nginx has an answer.

    >>> reload_loses_nothing()[0]
    True
    """
    from snippets.deployment.production import signals

    seen = signals.reloading()
    return seen["workers"] == 2 and seen["answered meanwhile"] > 0 and not seen["not answered"], dict(seen)


def preload_keeps_the_old_code() -> Shown:
    """After a SIGHUP new code answers, unless the old was loaded before the workers were made.

    >>> preload_keeps_the_old_code()
    (True, {'each worker': 'new', 'before the workers': 'old'})
    """
    from snippets.deployment.production import signals

    seen = signals.preloading()
    return (seen["each worker"], seen["before the workers"]) == ("new", "old"), dict(seen)


def stop_ends_what_is_under_way() -> Shown:
    """A request that is under way at a SIGTERM is answered, and gunicorn ends well; after that nginx has nobody to ask.

    >>> stop_ends_what_is_under_way()
    (True, {'under way': 200, 'afterwards, from nginx': 502, 'exit code': 0})
    """
    from snippets.deployment.production import signals

    seen = signals.stopping()
    return list(seen.values()) == [200, 502, 0], dict(seen)


def counts_are_of_all_workers() -> Shown:
    """Whichever of two workers answers, it is counted, and the count outlives the workers.

    >>> counts_are_of_all_workers()[0]
    True
    """
    from snippets.deployment.production import signals

    seen = signals.counting()
    return list(seen.values()) == [[each, each] for each in (0, 2, 5, 5, 5)], dict(seen)


def made_up_is_other() -> Shown:
    """Of paths and methods that clients make up, any number makes one line each among what is counted.

    >>> made_up_is_other()
    (True, {'paths': 50, 'methods': 10, 'lines': 2})
    """
    from werkzeug.test import Client

    from snippets.deployment.production import metrics

    def lines() -> dict[tuple[str, ...], float]:
        (family,) = metrics.REQUESTS.collect()
        return {tuple(each.labels.values()): each.value for each in family.samples if each.name.endswith("_total")}

    client, before = Client(metrics.app), lines()
    paths, methods = [f"/made/up/{number}" for number in range(50)], [f"BREW{number}" for number in range(10)]
    for path in paths:
        client.get(path)
    for method in methods:
        client.open("/predict", method=method)
    risen = {key: number - before.get(key, 0) for key, number in lines().items() if number > before.get(key, 0)}
    holds = risen == {("other", "GET", "404"): len(paths), ("/predict", "other", "405"): len(methods)}
    return holds, {"paths": len(paths), "methods": len(methods), "lines": len(risen)}


def flask_and_falcon_differ_twice() -> Shown:
    """Of the odd requests, those that Flask and Falcon answer differently.

    >>> flask_and_falcon_differ_twice()
    (True, {'differ': ['`OPTIONS /predict`', '`BREW /predict`'], 'of': 46})
    """
    differ = [case.name for case in CASES if case.answer("Flask") != case.answer("Falcon")]
    return len(differ) == 2, {"differ": differ, "of": len(CASES)}


def uvicorn_waits_for_a_head() -> Shown:
    """Of half a head, uvicorn still waits for the rest when those who look lose their patience.

    >>> uvicorn_waits_for_a_head()
    (True, {'half a head, and silence': 'waits'})
    """
    (case,) = [each for each in CASES if each.name == "half a head, and silence"]
    return case.answer("FastAPI") == "waits", {case.name: case.answer("FastAPI")}


def who_waits() -> Shown:
    """The servers that leave a silent client waiting, and how often.

    >>> who_waits()
    (True, {'Flask': 0, 'Falcon': 0, 'FastAPI': 1, 'notebook': 4, 'Ray Serve': 1, 'nginx': 0})
    """
    waits = {server: sum(case.answer(server) == "waits" for case in CASES) for server in CONTRACT}
    return {server for server, times in waits.items() if times} == {"FastAPI", "notebook", "Ray Serve"}, dict(waits)


def one_form_but_once() -> Shown:
    """Behind nginx, refusals in another form than the contract's.

    >>> one_form_but_once()
    (True, {'in the form of the contract': 25, 'in another': ['two different `Content-Type`: 400 HTML']})
    """
    answers = [(case.name, each) for case in CASES for each in case.answer("nginx").split(" → ")]
    refused = [(name, each.partition(" (")[0]) for name, each in answers if each[0] in "45"]
    others = [f"{name}: {answer}" for name, answer in refused if not answer.isdecimal()]
    return len(others) == 1, {"in the form of the contract": len(refused) - len(others), "in another": others}


def gunicorn_hands_on_half_a_body() -> Shown:
    """What becomes of half a body, or some chunks, of a client that hangs up: without a framework, and with Flask.

    >>> gunicorn_hands_on_half_a_body()
    (True, {'no framework': ['200', '200'], 'Flask': ['408', '408']})
    """
    halves = [case for case in CASES if case.then == "hangs up" and "head" not in case.name]
    found = {server: [case.answer(server) for case in halves] for server in (SERVERS[-1], "Flask")}
    return list(found.values()) == [["200"] * 2, ["408"] * 2], dict(found)


def drift_rings() -> Shown:
    """Whether the alarm rings over two days' log, at lengths and at depths: a proper day, and one with a bad ruler.

    >>> drift_rings()
    (True, {'first': [False, False], 'second': [False, True]})
    """
    from snippets.deployment.production import watch

    rings = {day: [each["gap"] > each["critical"] for each in both] for day, both in watch.two_days().items()}
    return list(rings.values()) == [[False, False], [False, True]], dict(rings)


def every_prediction_is_noted() -> Shown:
    """Penguins asked about on each day, and lines in the log of that day.

    >>> every_prediction_is_noted()
    (True, {'asked about': 119, 'noted': [119, 119]})
    """
    from snippets.deployment.production import watch

    asked, noted = len(train.split()[1]), [int(lengths["lines"]) for lengths, _ in watch.two_days().values()]
    return noted == [asked, asked], {"asked about": asked, "noted": noted}
