import re
from pathlib import Path

import numpy as np
import pytest

from snippets.explorers import momentum_map
from snippets.explorers.momentum_map import directions, kind_of
from snippets.optimisers.experiments.rolling import MOMENTA, STRIDES, mean_shares, measured_shares
from snippets.optimisers.momentum import Momentum
from snippets.optimisers.rolling import slowest_root
from snippets.optimisers.trajectories import trajectory


def test_a_walk_is_that_of_the_optimiser() -> None:
    (found,) = directions(np.array([1.5]), 0.6)
    walk = trajectory(Momentum(1.5, momentum=0.6), lambda x: x, [1.0], momentum_map.STEPS)[:, 0]
    assert found["x"] == pytest.approx(walk, abs=5e-4)


def test_the_flat_direction_of_a_ravine_takes_the_same_rate() -> None:
    found = momentum_map.answer({"rate": 1.8, "momentum": 0.5, "condition": 4})
    walk = trajectory(Momentum(1.8, momentum=0.5), lambda x: x / 4, [1.0], momentum_map.STEPS)[:, 0]
    assert found["flat"]["x"] == pytest.approx(walk, abs=5e-4)


def test_the_map_has_the_experiment_and_the_roots_from_the_top_down() -> None:
    found = momentum_map.first()
    measured, roots = (found["shares"][name].reshape(40, 84) for name in ("measured", "roots"))
    assert measured[0] == pytest.approx(measured_shares()[-1], abs=0.006)
    assert roots[-1] == pytest.approx(slowest_root(STRIDES, MOMENTA[0]), abs=0.006)


def test_every_rate_and_momentum_of_the_controls_has_its_numbers() -> None:
    first, parts = momentum_map.first(), momentum_map.parts()
    assert list(parts) == [f"m{hundredths}" for hundredths in range(0, 100, 5)]
    assert first["momentum"]["high"] == 0.95
    for part in parts.values():
        assert [float(each["stride"]) for each in part["steep"]] == pytest.approx(0.05 * np.arange(1, 85))
    assert first["rate"]["high"] == pytest.approx(84 * 0.05)


def test_what_is_there_before_python_is_what_python_answers() -> None:
    part = momentum_map.parts()["m25"]
    found = momentum_map.answer({"rate": 2.25, "momentum": 0.25, "condition": momentum_map.CONDITION})
    for name in ("steep", "flat"):
        (there,) = (each for each in part[name] if each["stride"] == found[name]["stride"])
        assert there.keys() == found[name].keys()
        assert there["kind"] == found[name]["kind"] == "border"
        assert there["x"] == pytest.approx(found[name]["x"])


def test_what_was_measured_is_what_the_roots_say() -> None:
    shown = [each for part in momentum_map.parts().values() for name in ("steep", "flat") for each in part[name]]
    assert max(abs(float(each["measured"] - each["roots"])) for each in shown) < 0.02


@pytest.mark.parametrize(
    ("kind", "stride", "momentum", "turns"),
    [("creeps", 0.1, 0.2, 0), ("border", 0.25, 0.25, 0), ("swings", 0.3, 0.8, 7), ("jumps", 2.3, 0.2, 40)],
)
def test_a_kind_is_seen_in_the_walk(kind: str, stride: float, momentum: float, turns: int) -> None:
    assert kind_of(stride, momentum) == kind
    walk = momentum_map.positions(np.array([stride]), momentum)[:, 0]
    assert int((walk[1:] * walk[:-1] < 0).sum()) == turns
    assert abs(walk[-1]) < 0.02


def test_a_walk_that_escapes_ends_where_it_is_far_away() -> None:
    (found,) = directions(np.array([3.0]), 0.2)
    assert found["kind"] == "escapes"
    assert abs(found["x"][-1]) > momentum_map.GONE > abs(found["x"][:-1]).max()


def test_on_the_edge_a_walk_neither_comes_nor_goes() -> None:
    (found,) = directions(np.array([2.0]), 0.0)
    assert (found["kind"], float(found["roots"])) == ("edge", 1.0)
    assert np.abs(found["x"]).tolist() == [1.0] * 41


def test_a_ball_that_lies_on_the_floor_leaves_nothing() -> None:
    assert mean_shares(np.array([1.0]), np.array([0.0])).tolist() == [0.0]


def test_a_link_of_the_post_leads_to_what_it_says() -> None:
    post = (Path(__file__).parents[3] / "docs" / "posts" / "optimisers.md").read_text(encoding="utf-8")
    links = re.findall(r"\[(\w+)\]\(explorer:momentum_map:([^)]*)\)", post)
    assert [word for word, _ in links] == ["creeps", "jumps", "swings"]
    for word, state in links:
        chosen = {"rate": 0.25, "momentum": 0.0} | {
            key: float(value) for key, value in (pair.split("=") for pair in state.split(";") if pair)
        }
        assert kind_of(chosen["rate"], chosen["momentum"]) == word
