from typing import Any

import numpy as np
import pytest

from snippets.explorers import network_playground as playground
from snippets.explorers.network_playground import PRESETS, START, Session

CELLS = playground.SIDE**2


def answer(step: int, since: int = 0, session: Session | None = None, **changes: Any) -> dict[str, Any]:
    return (session or Session()).answer({"setup": START | changes, "step": step, "since": since})


def frame(step: int, **changes: Any) -> dict[str, Any]:
    found: dict[str, Any] = answer(step, **changes)["frame"]
    return found


def test_the_net_of_the_first_view_learns_the_moons() -> None:
    assert frame(0)["right_held_out"] < 0.7
    assert frame(200)["right_held_out"] > 0.95


def test_a_session_that_goes_on_gives_what_a_new_one_gives() -> None:
    session = Session()
    answer(5, session=session)
    one, other = answer(15, session=session)["frame"], frame(15)
    assert one["loss"] == other["loss"]
    assert np.array_equal(one["surface"], other["surface"])


def test_a_session_goes_back_by_beginning_anew() -> None:
    session = Session()
    answer(15, session=session)
    assert answer(5, session=session)["frame"]["loss"] == frame(5)["loss"]


def test_another_setup_begins_anew() -> None:
    session = Session()
    answer(15, session=session)
    assert answer(0, session=session, seed=3)["frame"]["loss"] == frame(0, seed=3)["loss"]


def test_the_curve_is_sent_from_where_the_page_has_it() -> None:
    whole, rest = answer(20)["curve"], answer(20, since=3)["curve"]
    assert len(whole["loss"]) == 5
    assert rest["since"] == 3
    assert rest["loss"].tolist() == whole["loss"].tolist()[3:]


def test_the_points_are_sent_once() -> None:
    assert "points" not in answer(5, since=1)


def test_the_last_of_the_curve_is_the_loss_of_the_frame() -> None:
    found = answer(10)
    assert found["curve"]["loss"][-1] == found["frame"]["loss"]
    assert found["curve"]["held_out"][-1] == found["frame"]["held_out"]


def test_half_of_the_points_are_held_out() -> None:
    points = answer(0)["points"]
    assert (points["learnt"], len(points["x"])) == (150, 300)


@pytest.mark.parametrize("data", playground.PLANES)
def test_every_set_lies_in_the_plane_that_is_shown(data: str) -> None:
    points = answer(0, data=data)["points"]
    low_x, low_y, side = playground.PLANES[data]
    assert np.mean((points["x"] > low_x) & (points["x"] < low_x + side)) > 0.98
    assert np.mean((points["y"] > low_y) & (points["y"] < low_y + side)) > 0.98


@pytest.mark.parametrize("objective", [name for name, _ in playground.first()["objectives"]])
@pytest.mark.parametrize("data", ["moons", "penguins"])
def test_every_objective_lets_the_net_learn(data: str, objective: str) -> None:
    assert frame(60, data=data, objective=objective)["right"] > 0.8


@pytest.mark.parametrize("activation", [name for name, _ in playground.first()["activations"]])
def test_every_activation_can_be_a_layer(activation: str) -> None:
    found = frame(5, layers=[[activation, 3], [activation, 2]])
    assert len(found["units"]) == 5 * (playground.SIDE // playground.COARSE) ** 2
    assert len(found["norms"]) == 3
    assert np.isfinite(found["loss"])


@pytest.mark.parametrize("optimiser", [name for name, _ in playground.first()["optimisers"]])
def test_every_optimiser_lowers_the_loss(optimiser: str) -> None:
    assert frame(50, optimiser=optimiser)["loss"] < frame(0)["loss"]


def test_a_net_without_hidden_layers_draws_a_straight_border() -> None:
    found = frame(10, layers=[])
    assert len(found["units"]) == len(found["dead"]) == 0
    ahead = found["surface"].reshape(playground.SIDE, playground.SIDE) // playground.SHADES
    changes = np.abs(np.diff(ahead.astype(int), axis=1)).sum(axis=1)
    assert changes.max() == 1


def test_the_surface_has_its_first_row_at_the_top() -> None:
    setup = {"data": "own", "points": [[0.0, 1.25, 0], [0.0, -1.25, 1]] * 9, "layers": []}
    surface = frame(200, **setup, rate=0.1)["surface"].reshape(playground.SIDE, playground.SIDE)
    middle = playground.SIDE // 2
    assert surface[0, middle] // playground.SHADES == 0
    assert surface[-1, middle] // playground.SHADES == 1


def test_painted_points_are_learnt_and_none_is_held_out_beside_them() -> None:
    found = answer(20, data="own", points=[[0.0, 1.0, 2]])
    assert found["points"]["classes"] == 3
    assert found["points"]["learnt"] == len(found["points"]["x"]) == 3
    assert np.isnan(found["frame"]["held_out"])
    assert np.isnan(found["frame"]["right_held_out"])


def test_a_training_that_overflows_stands_still() -> None:
    wild = {"optimiser": "gradient_descent", "objective": "mean_squared_error", "rate": 10.0}
    stopped = frame(200, **wild)
    assert 0 < stopped["diverged"] <= 200
    assert frame(220, **wild)["loss"] == stopped["loss"]
    assert len(stopped["surface"]) == CELLS


def test_a_softmax_layer_counts_as_any_other() -> None:
    assert frame(5, layers=[["softmax", 4]])["dead"].tolist() == [0.0]


@pytest.mark.parametrize("name", playground.FEATURES)
def test_a_net_learns_from_any_one_feature_beside_the_coordinates(name: str) -> None:
    names = list(dict.fromkeys(["x1", "x2", name]))
    found = frame(100, features=names)
    assert found["right"] > 0.85
    assert len(found["parameters"]) == (len(names) + 1) * 6 + 7 * 6 + 7


def test_a_product_tells_xor_apart_without_hidden_layers() -> None:
    xor = {"data": "xor", "layers": [], "rate": 0.1}
    assert frame(100, **xor, features=["x1x2"])["right_held_out"] > 0.85
    assert frame(100, **xor)["right_held_out"] < 0.7


def test_squares_tell_circles_apart_without_hidden_layers() -> None:
    circles = {"data": "circles", "layers": [], "rate": 0.3}
    assert frame(200, **circles, features=["x1x1", "x2x2"])["right_held_out"] > 0.9
    assert frame(200, **circles)["right_held_out"] < 0.7


def test_the_points_are_drawn_where_they_are_whatever_the_net_is_told() -> None:
    assert np.array_equal(answer(0, features=["x1x2"])["points"]["x"], answer(0)["points"]["x"])


# --- presets ----------------------------------------------------------------------------------------------------------


def test_the_preset_for_death_kills_a_whole_layer() -> None:
    setup = PRESETS["die"][1]
    assert frame(0, **setup)["dead"].max() < 1.0
    dead = frame(playground.STEPS, **setup)
    assert dead["dead"][1] == 1.0
    assert dead["dead_units"].tolist()[6:] == [1] * 6
    assert dead["norms"].tolist()[:2] == [0.0, 0.0]


def test_the_preset_that_crawls_is_slower_than_the_first_view() -> None:
    assert frame(100, **PRESETS["crawl"][1])["right"] < frame(100)["right"]


def test_the_preset_with_zeros_sends_no_gradient_below_the_output() -> None:
    found = frame(playground.STEPS, **PRESETS["zeros"][1])
    assert found["norms"].tolist()[:2] == [0.0, 0.0]
    assert found["norms"][2] > 0.0


def test_the_first_view_holds_the_first_steps_of_each_preset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(playground, "STEPS", 10)
    parts = playground.parts()
    assert list(parts) == [name for name, _, _ in playground.first()["presets"]]
    assert [each["step"] for each in parts["die"]["frames"]] == [0, 5, 10]
    assert len(parts["die"]["curve"]["loss"]) == 3


@pytest.mark.parametrize(("preset", "bet"), [("start", 2), ("die", 0), ("crawl", 1), ("zeros", 0)])
def test_what_becomes_of_a_preset_is_far_from_the_next_bet(preset: str, bet: int) -> None:
    found = playground.recorded(PRESETS[preset][1])
    assert found["outcome"]["bet"] == bet
    right = found["frames"][-1]["right_held_out"]
    ends = [0.0, *(most for _, most in playground.BETS[:-1])]
    assert ends[bet] + 0.03 < right
    assert bet == len(playground.BETS) - 1 or right < playground.BETS[bet][1] - 0.03


@pytest.mark.parametrize("preset", ["die", "zeros"])
def test_a_preset_that_cannot_learn_says_that_no_gradient_gets_down(preset: str) -> None:
    assert "no gradient reaches layer 1" in playground.recorded(PRESETS[preset][1])["outcome"]["says"]
