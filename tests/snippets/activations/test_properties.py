import pytest

from snippets.activations import CATALOGUE
from snippets.activations.properties import bound, largest_slope


@pytest.mark.parametrize(
    ("name", "text"),
    [("relu", "[0, ∞)"), ("tanh", "(−1, 1)"), ("hard_sigmoid", "[0, 1]"), ("log_softmax", "(−∞, 0)")],
)
def test_brackets_tell_which_bounds_are_reached(name: str, text: str) -> None:
    assert CATALOGUE[name].properties()["Range"] == text


@pytest.mark.parametrize(("value", "text"), [(0.0, "0"), (1.0, "1"), (-1.7580993, "−1.76"), (float("inf"), "∞")])
def test_a_bound_is_short(value: float, text: str) -> None:
    assert bound(value) == text


@pytest.mark.parametrize(
    ("name", "text"), [("sigmoid", "both"), ("relu", "left"), ("log_softmax", "right"), ("leaky_relu", "–")]
)
def test_saturation_names_the_sides(name: str, text: str) -> None:
    assert CATALOGUE[name].properties()["Saturates"] == text


@pytest.mark.parametrize(
    ("name", "slope"),
    [
        ("softmax", 0.25),
        ("squareplus", 1.0),
        ("sigmoid", 0.25),
        ("hard_sigmoid", 1 / 6),
        ("gelu", 1.1289),
        ("hard_swish", 1.5),
    ],
)
def test_the_largest_slope_is_found(name: str, slope: float) -> None:
    assert largest_slope(CATALOGUE[name].slope) == pytest.approx(slope, abs=1e-3)
