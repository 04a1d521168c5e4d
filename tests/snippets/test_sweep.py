import sys
from types import ModuleType

import pytest

from snippets.sweep import backend, grid, sweep

SETTINGS = grid(base=[2, 3, 5], exp=[1, 2])
POWERS = [2, 4, 3, 9, 5, 25]


def test_a_grid_holds_every_combination_the_last_name_varying_first() -> None:
    assert grid(a=[1, 2], b=["x"]) == [{"a": 1, "b": "x"}, {"a": 2, "b": "x"}]
    assert grid(a=[1, 2], b=[3, 4])[:2] == [{"a": 1, "b": 3}, {"a": 1, "b": 4}]


def test_one_job_runs_here_without_a_bar(capsys: pytest.CaptureFixture[str]) -> None:
    assert sweep(pow, SETTINGS) == POWERS
    assert capsys.readouterr().err == ""


def test_more_jobs_give_the_same_results_in_the_same_order_under_a_bar(capsys: pytest.CaptureFixture[str]) -> None:
    assert sweep(pow, SETTINGS, jobs=2) == POWERS
    assert "6/6" in capsys.readouterr().err


def test_a_failed_run_is_not_hidden() -> None:
    with pytest.raises(TypeError):
        sweep(pow, [{"base": "two", "exp": 2}], jobs=2)


def test_without_an_address_the_runs_stay_on_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RAY_ADDRESS", raising=False)
    assert backend() == "loky"


def test_without_ray_an_address_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAY_ADDRESS", "ray://nowhere:10001")
    monkeypatch.setitem(sys.modules, "ray", None)
    assert backend() == "loky"


def test_with_an_address_and_ray_the_cluster_is_registered(monkeypatch: pytest.MonkeyPatch) -> None:
    registered = []
    ray = ModuleType("ray.util.joblib")
    ray.register_ray = lambda: registered.append("ray")  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "ray", ModuleType("ray"))
    monkeypatch.setitem(sys.modules, "ray.util", ModuleType("ray.util"))
    monkeypatch.setitem(sys.modules, "ray.util.joblib", ray)
    monkeypatch.setenv("RAY_ADDRESS", "ray://somewhere:10001")
    assert backend() == "ray"
    assert registered == ["ray"]
