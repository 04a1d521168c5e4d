"""The record of the load measurement: read back rightly, and what the posts say of it in words."""

import pytest

from snippets.deployment import facts, load, recorded, tables
from snippets.deployment.recorded import Record


def run(service: str, rate: float, path: str = "/predict") -> dict[str, object]:
    return {
        "service": service,
        "path": path,
        "connections": recorded.CONNECTIONS,
        "requests_per_second": rate,
        "processor_us": 5e5 / rate,
        "latency_ms": {"50": 1000 / rate, "90": 2000 / rate, "99": 9000 / rate},
    }


@pytest.fixture
def small() -> Record:
    runs = [run("a", 100), run("b", 50), run("a", 300), run("b", 300), run("a", 200), run("b", 50)]
    return Record({"runs": runs, "waits": [{"service": "a", "busy": 2, "ms": [1.0, 9.0]}], "ways": {"walk": [3, 1, 2]}})


def test_a_rate_is_the_median_of_the_rounds(small: Record) -> None:
    assert (small.rate("a", "/predict"), small.rate("b", "/predict")) == (200, 50)


def test_a_ratio_is_taken_within_each_round(small: Record) -> None:
    assert small.ratios("a", "b", "/predict") == [2, 1, 4]


def test_a_latency_is_the_median_of_the_rounds(small: Record) -> None:
    assert small.latency("a", "/predict", "90") == 10


def test_a_cost_is_that_of_the_round_that_was_disturbed_least(small: Record) -> None:
    assert small.cost("b", "/predict") == 5e5 / 300


def test_waits_are_read_by_the_number_of_trainings(small: Record) -> None:
    assert small.waits("a") == {2: [1.0, 9.0]}


def test_the_time_of_a_way_is_the_median(small: Record) -> None:
    assert small.way("walk") == 2


def test_what_was_not_measured_is_an_error(small: Record) -> None:
    with pytest.raises(ValueError, match="nothing is recorded of c on /predict with 8 connections"):
        small.rate("c", "/predict")


def test_the_record_holds_every_round_of_every_service() -> None:
    record = recorded.record()
    for service, path in tables.ROWS:
        assert len(record.runs(service, path)) == facts.load_rounds()
    for service in load.QUEUED:
        assert list(record.waits(service)) == list(load.BUSY)


def test_the_record_names_the_machine_and_the_versions() -> None:
    machine, here = recorded.record().data["machine"], load.machine()
    assert machine.keys() == here.keys()
    assert isinstance(here["packages"], dict)
    assert machine["packages"].keys() == here["packages"].keys()


def test_the_table_shows_the_rates_of_the_record() -> None:
    shown = [float(str(row["Requests a second"]).replace(",", "")) for row in tables.load()]
    assert shown == pytest.approx([recorded.record().rate(*row) for row in tables.ROWS], abs=0.5)


def test_the_summary_says_by_how_much_falcon_leads() -> None:
    last = load.summary(recorded.record()).splitlines()[-1]
    assert last == f"Falcon answers {facts.predict_ratio():.2f} times as many requests for /predict as Flask"


def test_the_frameworks_cost_less_than_what_they_serve() -> None:
    assert 0 < facts.falcon_cost() < facts.flask_cost() < facts.model_cost()
    assert 0.5 < facts.model_share() < 1
    assert 1 < facts.predict_cost_ratio() < facts.cost_ratio()
    assert facts.cost_ratio() == pytest.approx(facts.flask_cost() / facts.falcon_cost())


def test_the_model_takes_most_of_the_lead_of_falcon_away() -> None:
    assert facts.health_ratio_least() <= facts.health_ratio() <= facts.health_ratio_most()
    assert facts.predict_ratio_least() <= facts.predict_ratio() <= facts.predict_ratio_most()
    assert 0.9 < facts.predict_ratio() < facts.health_ratio()
    assert facts.falcon_predict() < facts.falcon_health()
    assert facts.flask_predict() < facts.flask_health()


def test_the_slowest_predictions_are_compared_at_the_99th_percentile() -> None:
    slowest = [tables.load()[row]["99 % within"] for row in (3, 4)]
    falcon, flask = (float(str(text).removesuffix(" ms")) for text in slowest)
    assert facts.slowest_ratio() == pytest.approx(falcon / flask, rel=0.01)


def test_a_batch_beats_both_ways_of_single_calls() -> None:
    assert facts.bills() == load.BILLS
    assert facts.one_batch_ms() < facts.all_at_once_ms() / 10
    assert facts.at_once_gain() == pytest.approx(facts.one_by_one_ms() / facts.all_at_once_ms())
    assert facts.batch_gain() == pytest.approx(facts.one_by_one_ms() / facts.one_batch_ms())


def test_the_notebook_queues_and_gunicorn_does_not() -> None:
    assert facts.notebook_wait_busiest() > 5 * facts.notebook_wait_idle()
    assert facts.flask_wait_busiest() < facts.notebook_wait_busiest() / 5
    assert facts.notebook_slowdown() == pytest.approx(facts.notebook_alone_ms() / facts.flask_alone_ms())


def test_the_settings_are_those_that_the_posts_name() -> None:
    assert (facts.load_seconds(), facts.load_connections()) == (load.SECONDS, recorded.CONNECTIONS)
    assert facts.machine_cores() >= 1
    assert facts.plain_health() > facts.falcon_health() / 2
