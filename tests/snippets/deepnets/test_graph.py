"""Both walks over the graph of a computation, against nudges and against each other."""

import numpy as np
import pytest

from snippets.deepnets.graph import (
    Node,
    cost,
    forward_mode,
    one_unit,
    reverse_mode,
    scalar_net,
    two_units,
    upwards,
)


def test_a_number_that_is_used_twice_adds_up_its_paths() -> None:
    x = Node(3.0)
    cube = x * x * x
    assert cube.value == 27.0
    assert reverse_mode(cube).by[x] == 27.0


def test_numbers_come_behind_those_they_are_made_of() -> None:
    net = two_units()
    order = upwards(net.loss)
    places = {id(node): place for place, node in enumerate(order)}
    assert len(places) == len(order)
    assert all(places[id(each)] < places[id(node)] for node in order for each, _ in node.below)


def test_both_walks_find_the_same_slopes() -> None:
    top, parameters = scalar_net([3, 4, 2])
    down = reverse_mode(top).by
    for each in parameters:
        assert forward_mode(top, by=each).by.get(top, 0.0) == pytest.approx(down.get(each, 0.0), abs=1e-15)


@pytest.mark.parametrize("name", ["x", "w", "v"])
def test_a_slope_is_that_of_a_nudge(name: str) -> None:
    net = two_units(x=1.3, w=-0.7, v=2.1, target=-0.4)
    number, nudge = getattr(net, name), 1e-6
    values = {"x": 1.3, "w": -0.7, "v": 2.1, "target": -0.4}
    more, less = (two_units(**{**values, name: values[name] + by}).loss.value for by in (nudge, -nudge))
    assert reverse_mode(net.loss).by[number] == pytest.approx((more - less) / (2 * nudge), rel=1e-6)


def test_a_unit_is_a_weighted_sum_with_a_bias() -> None:
    inputs, weights = [Node(1.0), Node(2.0)], [Node(3.0), Node(4.0)]
    assert one_unit(inputs, weights, Node(0.5)).value == 11.5


def test_reverse_mode_costs_as_much_as_there_are_steps_and_forward_mode_grows_with_the_parameters() -> None:
    small, large = cost([4, 4, 1]), cost([8, 8, 8, 8, 1])
    assert small.reverse < small.forward
    assert large.forward / large.reverse > 5 * small.forward / small.reverse


def test_the_value_of_a_net_of_numbers_is_that_of_its_matrices() -> None:
    top, parameters = scalar_net([2, 3, 1])
    hidden = np.full(3, 0.2) / 1.2
    assert len(parameters) == 13
    assert top.value == pytest.approx((0.1 * hidden.sum()) ** 2)
