"""Numbers that the deployment posts print."""

from functools import cache
from statistics import mean, median

from snippets.deployment import contract, load, recorded, train

SPLITS = 20


def penguins() -> int:
    """Penguins with both bill measurements."""
    return len(train.load_penguins()[0])


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


# --- What another split would have said, and where the model is unsure ---


@cache
def _accuracies() -> list[float]:
    return [train.held_out_accuracy(seed=seed) for seed in range(SPLITS)]


def splits() -> int:
    """Ways in which the penguins were split into two parts."""
    return SPLITS


def lowest_split_accuracy() -> float:
    """The worst held-out accuracy of all splits."""
    return min(_accuracies())


def highest_split_accuracy() -> float:
    """The best held-out accuracy of all splits."""
    return max(_accuracies())


def unsure_share() -> float:
    """Share of the penguins for whom no species gets four fifths of the probability."""
    return float((train.fit().predict_proba(train.load_penguins()[0]).max(axis=1) < 0.8).mean())


def nothing_gentoo() -> float:
    """How sure the model is that a bill of 0 by 0 millimetres belongs to a Gentoo."""
    return float(_chances(0.0, 0.0)["Gentoo"])


# --- What was measured under load ---


def load_rounds() -> int:
    """Rounds of the measurement."""
    return int(recorded.record()["rounds"])


def load_seconds() -> int:
    """Seconds of load for each service in each round."""
    return int(recorded.record()["seconds"])


def load_connections() -> int:
    """Connections that are kept busy."""
    return load.CONNECTIONS


def machine_cores() -> int:
    """Cores of the machine that was measured on."""
    return int(recorded.record()["machine"]["cores"])


def falcon_health() -> float:
    """Requests a second, Falcon, no model."""
    return recorded.requests_per_second("falcon-predict", "/health")


def flask_health() -> float:
    """Requests a second, Flask, no model."""
    return recorded.requests_per_second("flask-predict", "/health")


def plain_health() -> float:
    """Requests a second, no framework, no model."""
    return recorded.requests_per_second("wsgi-plain", "/health")


def falcon_predict() -> float:
    """Requests a second, Falcon with the model."""
    return recorded.requests_per_second("falcon-predict", "/predict")


def flask_predict() -> float:
    """Requests a second, Flask with the model."""
    return recorded.requests_per_second("flask-predict", "/predict")


def health_ratio() -> float:
    """How many times as many requests Falcon answers as Flask, without a model; the median of the rounds."""
    return median(recorded.round_by_round("falcon-predict", "flask-predict", "/health"))


def predict_ratio() -> float:
    """How many times as many requests Falcon answers as Flask, with the model; the median of the rounds."""
    return median(recorded.round_by_round("falcon-predict", "flask-predict", "/predict"))


def predict_ratio_least() -> float:
    """The same in the round in which Falcon did worst."""
    return min(recorded.round_by_round("falcon-predict", "flask-predict", "/predict"))


def predict_ratio_most() -> float:
    """The same in the round in which Falcon did best."""
    return max(recorded.round_by_round("falcon-predict", "flask-predict", "/predict"))


def health_ratio_least() -> float:
    """Without a model, in the round in which Falcon did worst."""
    return min(recorded.round_by_round("falcon-predict", "flask-predict", "/health"))


def health_ratio_most() -> float:
    """Without a model, in the round in which Falcon did best."""
    return max(recorded.round_by_round("falcon-predict", "flask-predict", "/health"))


def flask_cost() -> float:
    """Microseconds that a request costs more with Flask than without a framework."""
    return 1e6 / flask_health() - 1e6 / plain_health()


def falcon_cost() -> float:
    """Microseconds that a request costs more with Falcon than without a framework."""
    return 1e6 / falcon_health() - 1e6 / plain_health()


def model_cost() -> float:
    """Microseconds that contract and model add to a request; the mean over both frameworks."""
    return mean(
        1e6 / with_model - 1e6 / without
        for with_model, without in ((flask_predict(), flask_health()), (falcon_predict(), falcon_health()))
    )


def model_share() -> float:
    """Share of a prediction's time under Falcon that goes to contract and model."""
    return 1 - falcon_predict() / falcon_health()


def flask_alone_ms() -> float:
    """Milliseconds for a prediction from Flask when nobody queues; the median."""
    return recorded.latency("flask-predict", "/predict", "50", connections=1)


def notebook_alone_ms() -> float:
    """Milliseconds for a prediction from the notebook when nobody queues; the median."""
    return recorded.latency("notebook-predict", "/predict", "50", connections=1)


def notebook_slowdown() -> float:
    """How many times as long a prediction takes through the notebook as through Flask."""
    return notebook_alone_ms() / flask_alone_ms()


def notebook_wait_idle() -> float:
    """Milliseconds that the notebook's health check takes while nothing else is going on; the median."""
    return recorded.wait("notebook-predict", 0)


def notebook_wait_busiest() -> float:
    """Milliseconds that the notebook's health check waits behind eight trainings; the median."""
    return recorded.wait("notebook-predict", 8)


def flask_wait_busiest() -> float:
    """Milliseconds that Flask's health check waits behind eight trainings; the median."""
    return recorded.wait("flask-predict", 8)


def bills() -> int:
    """Bills asked for in each of the three ways."""
    return int(recorded.record()["bills"])


def one_by_one_ms() -> float:
    """Milliseconds for all bills, one call after another; the median."""
    return recorded.way("one by one")


def all_at_once_ms() -> float:
    """Milliseconds for all bills, all calls under way at once; the median."""
    return recorded.way("all at once")


def one_batch_ms() -> float:
    """Milliseconds for all bills in one request; the median."""
    return recorded.way("one batch")


def batch_gain() -> float:
    """How many times as fast one batch is as one call after another."""
    return one_by_one_ms() / one_batch_ms()


def flask_wait_worst() -> float:
    """Seconds of the longest wait of Flask's health check in the whole measurement."""
    return max(max(ms) for ms in recorded.waits("flask-predict").values()) / 1000
