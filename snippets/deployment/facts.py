"""Numbers that the deployment posts print."""

import re
from functools import cache
from pathlib import Path
from statistics import median

from snippets.deployment import contract, failover, recorded, train
from snippets.deployment.differences import CASES, CONTRACT, is_alike


def penguins() -> int:
    """Penguins with both bill measurements."""
    return len(train.load_penguins()[0])


def cases() -> int:
    """Odd requests that every server is asked."""
    return len(CASES)


def cases_alike() -> int:
    """Those of them to which all servers of the contract answer with the same status."""
    return sum(is_alike(case, CONTRACT) for case in CASES)


def pool_threads() -> int:
    """Threads in which FastAPI calls what is no coroutine, unless it is told of more."""
    import anyio.to_thread  # not above: no page can import it

    async def threads() -> float:
        return anyio.to_thread.current_default_thread_limiter().total_tokens

    return round(anyio.run(threads))


def species() -> int:
    """Species to tell apart."""
    return len(set(train.load_penguins()[1]))


def held_out_penguins() -> int:
    """Penguins that judge the model."""
    return len(train.split()[1])


@cache
def held_out_accuracy() -> float:
    """Share of the held-out penguins named rightly."""
    return train.held_out_accuracy()


def held_out_mistakes() -> int:
    """Held-out penguins named wrongly."""
    return round((1 - held_out_accuracy()) * held_out_penguins())


def majority_accuracy() -> float:
    """Share named rightly by a model that always says the commonest species."""
    judged = list(train.split()[3])
    return max(judged.count(name) for name in set(judged)) / len(judged)


def longest_bill() -> float:
    """The longest bill measured, in millimetres."""
    return float(train.load_penguins()[0][:, 0].max())


def example_beyond() -> float:
    """Millimetres by which X1 = 61.1 is longer than the longest bill measured."""
    return 61.1 - longest_bill()


def longest_gentoo_bill() -> float:
    """The longest bill of a Gentoo penguin, in millimetres."""
    bills, names = train.load_penguins()
    return float(bills[names == "Gentoo", 0].max())


@cache
def _chances(length: float, depth: float) -> dict[str, float]:
    model = train.fit()
    return dict(zip(model.classes_, model.predict_proba([(length, depth)])[0], strict=True))


def example_gentoo() -> float:
    """How sure the model is that X1 = 61.1, X2 = 17.3 is a Gentoo."""
    return float(_chances(61.1, 17.3)["Gentoo"])


def example_chinstrap() -> float:
    """How likely the model finds that X1 = 61.1, X2 = 17.3 is a Chinstrap."""
    return float(_chances(61.1, 17.3)["Chinstrap"])


def max_rows() -> int:
    """Rows that one batch may hold."""
    return contract.MAX_ROWS


def max_body() -> int:
    """Bytes that one body may hold."""
    return contract.MAX_BODY


def body_seconds() -> int:
    """Seconds that nginx waits for the next piece of a body."""
    text = (Path(__file__).parent / "production" / "penguins.conf").read_text(encoding="utf-8")
    return int(re.findall(r"client_body_timeout +(\d+)s;", text)[0])


# --- Where the model is unsure ---


def unsure_share() -> float:
    """Share of the penguins for whom no species gets four fifths of the probability."""
    return float((train.fit().predict_proba(train.load_penguins()[0]).max(axis=1) < 0.8).mean())


def nothing_gentoo() -> float:
    """How sure the model is that a bill of 0 by 0 millimetres belongs to a Gentoo."""
    return float(_chances(0.0, 0.0)["Gentoo"])


# --- What was measured under load ---


def load_rounds() -> int:
    """Rounds of the measurement."""
    return int(recorded.record().data["rounds"])


def load_seconds() -> int:
    """Seconds of load for each service in each round."""
    return int(recorded.record().data["seconds"])


def load_connections() -> int:
    """Connections that are kept busy."""
    return recorded.CONNECTIONS


def machine_cores() -> int:
    """Cores of the machine that was measured on."""
    return int(recorded.record().data["machine"]["cores"])


def falcon_health() -> float:
    """Requests a second, Falcon, no model."""
    return recorded.record().rate("falcon-predict", "/health")


def flask_health() -> float:
    """Requests a second, Flask, no model."""
    return recorded.record().rate("flask-predict", "/health")


def plain_health() -> float:
    """Requests a second, no framework, no model."""
    return recorded.record().rate("wsgi-plain", "/health")


def falcon_predict() -> float:
    """Requests a second, Falcon with the model."""
    return recorded.record().rate("falcon-predict", "/predict")


def flask_predict() -> float:
    """Requests a second, Flask with the model."""
    return recorded.record().rate("flask-predict", "/predict")


def health_ratio() -> float:
    """How many times as many requests Falcon answers as Flask, without a model; the median of the rounds."""
    return median(recorded.record().ratios("falcon-predict", "flask-predict", "/health"))


def predict_ratio() -> float:
    """How many times as many requests Falcon answers as Flask, with the model; the median of the rounds."""
    return median(recorded.record().ratios("falcon-predict", "flask-predict", "/predict"))


def predict_ratio_least() -> float:
    """The same in the round in which Falcon did worst."""
    return min(recorded.record().ratios("falcon-predict", "flask-predict", "/predict"))


def predict_ratio_most() -> float:
    """The same in the round in which Falcon did best."""
    return max(recorded.record().ratios("falcon-predict", "flask-predict", "/predict"))


def health_ratio_least() -> float:
    """Without a model, in the round in which Falcon did worst."""
    return min(recorded.record().ratios("falcon-predict", "flask-predict", "/health"))


def health_ratio_most() -> float:
    """Without a model, in the round in which Falcon did best."""
    return max(recorded.record().ratios("falcon-predict", "flask-predict", "/health"))


def server_cost() -> float:
    """Microseconds of processor time that a request costs without framework and model."""
    return recorded.record().cost("wsgi-plain", "/health")


def falcon_cost() -> float:
    """Microseconds of processor time that Falcon adds to a request."""
    return recorded.record().cost("falcon-predict", "/health") - server_cost()


def flask_cost() -> float:
    """Microseconds of processor time that Flask adds to a request."""
    return recorded.record().cost("flask-predict", "/health") - server_cost()


def falcon_predict_cost() -> float:
    """Microseconds of processor time that a prediction costs behind Falcon."""
    return recorded.record().cost("falcon-predict", "/predict")


def flask_predict_cost() -> float:
    """Microseconds of processor time that a prediction costs behind Flask."""
    return recorded.record().cost("flask-predict", "/predict")


def model_cost() -> float:
    """Microseconds of processor time that contract and model add to a request; the mean over both frameworks."""
    frameworks = 2 * server_cost() + falcon_cost() + flask_cost()
    return (falcon_predict_cost() + flask_predict_cost() - frameworks) / 2


def model_share() -> float:
    """Share of a prediction's cost behind Falcon that contract and model make up."""
    return 1 - (server_cost() + falcon_cost()) / falcon_predict_cost()


def cost_ratio() -> float:
    """How many times as much processor time Flask adds to a request as Falcon."""
    return flask_cost() / falcon_cost()


def flask_alone_ms() -> float:
    """Milliseconds for a prediction from Flask when nobody queues; the median."""
    return recorded.record().latency("flask-predict", "/predict", "50", connections=1)


def notebook_alone_ms() -> float:
    """Milliseconds for a prediction from the notebook when nobody queues; the median."""
    return recorded.record().latency("notebook-predict", "/predict", "50", connections=1)


def notebook_slowdown() -> float:
    """How many times as long a prediction takes through the notebook as through Flask."""
    return notebook_alone_ms() / flask_alone_ms()


def notebook_wait_idle() -> float:
    """Milliseconds that the notebook's health check takes while nothing else is going on; the median."""
    return median(recorded.record().waits("notebook-predict")[0])


def notebook_wait_busiest() -> float:
    """Milliseconds that the notebook's health check waits after eight have asked for a training; the median."""
    return median(recorded.record().waits("notebook-predict")[8])


def flask_wait_busiest() -> float:
    """Milliseconds that Flask's health check waits after eight have asked for a training; the median."""
    return median(recorded.record().waits("flask-predict")[8])


def bills() -> int:
    """Bills asked for in each of the three ways."""
    return int(recorded.record().data["bills"])


def calls_at_once() -> int:
    """Calls that `asyncio.to_thread` has under way at a time, on the machine that was measured on."""
    return min(32, machine_cores() + 4)


def one_by_one_ms() -> float:
    """Milliseconds for all bills, one call after another; the median."""
    return recorded.record().way("one by one")


def all_at_once_ms() -> float:
    """Milliseconds for all bills, several calls under way at a time; the median."""
    return recorded.record().way("all at once")


def one_batch_ms() -> float:
    """Milliseconds for all bills in one request; the median."""
    return recorded.record().way("one batch")


def at_once_gain() -> float:
    """How many times as fast several calls at a time are as one call after another."""
    return one_by_one_ms() / all_at_once_ms()


def batch_gain() -> float:
    """How many times as fast one batch is as one call after another."""
    return one_by_one_ms() / one_batch_ms()


def predict_cost_ratio() -> float:
    """How many times as much processor time a prediction costs behind Flask as behind Falcon."""
    return flask_predict_cost() / falcon_predict_cost()


def slowest_ratio() -> float:
    """How many times as long the slowest hundredth of the predictions waits behind Falcon as behind Flask."""
    falcon, flask = (recorded.record().latency(name, "/predict", "99") for name in ("falcon-predict", "flask-predict"))
    return falcon / flask


# --- What was measured when replicas were killed ---


def ray_kills() -> int:
    """Replicas of Ray Serve that were killed under load."""
    return failover.record().rounds("ray-predict")


def ray_requests() -> int:
    """Requests that Ray Serve got while its replicas were killed."""
    return failover.record().requests("ray-predict")


def ray_retried() -> int:
    """Those of them that failed at first, and were asked again."""
    return failover.record().retried("ray-predict")


def ray_retried_least_ms() -> float:
    """Milliseconds until the answer, for the one among them that waited least."""
    return min(failover.record().retried_ms("ray-predict"))


def ray_retried_most_ms() -> float:
    """Milliseconds until the answer, for the one among them that waited most."""
    return max(failover.record().retried_ms("ray-predict"))


def ray_longest_ms() -> float:
    """Milliseconds that the slowest of all requests took while replicas were killed."""
    return failover.record().worst_ms("ray-predict")


def ray_lost() -> int:
    """Those of them that got no right answer in the end."""
    return failover.record().wrong("ray-predict")


def failover_clients() -> int:
    """Clients that asked at the same time."""
    return int(failover.record().data["clients"])


def failover_kill_at() -> float:
    """Seconds after which one process was killed."""
    return float(failover.record().data["kill_at"])


# --- What Ray Serve costs on one machine ---


def ray_rate() -> float:
    """Predictions a second from two replicas of Ray Serve."""
    return failover.record().rate("ray-predict", "/predict")


def ray_health_rate() -> float:
    """Health checks a second from two replicas of Ray Serve; the median of the rounds."""
    return failover.record().rate("ray-predict", "/health")


def ray_health_most() -> float:
    """The same in the best round."""
    return max(failover.record().rates("ray-predict", "/health"))


def gunicorn_rate() -> float:
    """Predictions a second from two processes of Flask under gunicorn."""
    return failover.record().rate("flask-predict", "/predict")


def gunicorn_daily() -> float:
    """Predictions that gunicorn could give in a day."""
    return gunicorn_rate() * 24 * 60 * 60


def ray_slowdown() -> float:
    """How many times as many predictions a second gunicorn gives as Ray Serve, with two processes each."""
    return gunicorn_rate() / ray_rate()


def ray_cost_ms() -> float:
    """Milliseconds of processor time that a prediction from Ray Serve costs."""
    return failover.record().cost_ms("ray-predict")


def gunicorn_cost_ms() -> float:
    """Milliseconds of processor time that a prediction from Flask under gunicorn costs."""
    return failover.record().cost_ms("flask-predict")


def ray_cost_ratio() -> float:
    """How many times as much processor time a prediction costs from Ray Serve as from gunicorn."""
    return ray_cost_ms() / gunicorn_cost_ms()


def ray_start_seconds() -> float:
    """Seconds until Ray Serve answered; the median of the runs."""
    return failover.record().middle("ray-predict", "start_seconds")


def gunicorn_start_seconds() -> float:
    """Seconds until gunicorn answered; the median of the runs."""
    return failover.record().middle("flask-predict", "start_seconds")


def ray_memory() -> float:
    """Megabytes that Ray, Serve and two replicas take; the median of the runs."""
    return failover.record().middle("ray-predict", "processes_megabytes")


def gunicorn_memory() -> float:
    """Megabytes that gunicorn takes with two workers; the median of the runs."""
    return failover.record().middle("flask-predict", "processes_megabytes")


def ray_idle_share() -> float:
    """Share of one core that Ray Serve takes while nobody asks; the median of the runs."""
    return failover.record().middle("ray-predict", "idle_share")


def ray_installed() -> float:
    """Megabytes of the environment that Ray Serve and the model need."""
    return float(failover.record().data["installed_megabytes"])


def pass_one_ms() -> float:
    """Milliseconds of one pass through the model with one row."""
    return failover.record().pass_ms(1)


def pass_many_ms() -> float:
    """Milliseconds of one pass through the model with 64 rows."""
    return failover.record().pass_ms(64)


def pass_gain() -> float:
    """How many times as many rows a second one pass with 64 rows answers as passes with one."""
    return 64 * pass_one_ms() / pass_many_ms()
