import pytest

from snippets.activations import CATALOGUE
from snippets.activations.properties import bound
from snippets.activations.tables import POST, largest_slope, properties, saturation, value_range


def row(rows: list[dict[str, object]], function: str) -> dict[str, object]:
    return next(row for row in rows if row["Function"] == function)


def test_the_table_has_a_row_for_each_activation_of_the_post() -> None:
    assert [row["Function"] for row in properties()] == [CATALOGUE[name].label for name in POST]


def test_the_columns_of_the_properties() -> None:
    headings = ["Function", "Range", "Mean output", "Monotone", "Saturates", "Largest slope", "Year"]
    assert {tuple(row) for row in properties()} == {tuple(headings)}


def test_a_row_of_properties() -> None:
    assert row(properties(), "SiLU (Swish)") == {
        "Function": "SiLU (Swish)",
        "Range": "[−0.278, ∞)",
        "Mean output": "0.21",
        "Monotone": "no",
        "Saturates": "left",
        "Largest slope": "1.1",
        "Year": 2016,
    }


@pytest.mark.parametrize(
    ("name", "text"),
    [("relu", "[0, ∞)"), ("tanh", "(−1, 1)"), ("hard_sigmoid", "[0, 1]"), ("log_softmax", "(−∞, 0)")],
)
def test_brackets_tell_which_bounds_are_reached(name: str, text: str) -> None:
    assert value_range(CATALOGUE[name]) == text


@pytest.mark.parametrize(("value", "text"), [(0.0, "0"), (1.0, "1"), (-1.7580993, "−1.76"), (float("inf"), "∞")])
def test_a_bound_is_short(value: float, text: str) -> None:
    assert bound(value) == text


@pytest.mark.parametrize(
    ("name", "text"), [("sigmoid", "both"), ("relu", "left"), ("log_softmax", "right"), ("leaky_relu", "–")]
)
def test_saturation_names_the_sides(name: str, text: str) -> None:
    assert saturation(CATALOGUE[name]) == text


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
    assert largest_slope(CATALOGUE[name]) == pytest.approx(slope, abs=1e-3)
