from collections.abc import Callable

import numpy as np
import pytest

from snippets.objectives import CATALOGUE
from snippets.objectives.tables import median_and_range, names, outputs, properties, short_name


def row(rows: list[dict[str, object]], objective: str) -> dict[str, object]:
    return next(row for row in rows if row["Objective"] == objective)


@pytest.mark.parametrize("table", [names, outputs, properties])
def test_a_table_has_its_rows_in_the_order_of_the_catalogue(table: Callable[[], list[dict[str, object]]]) -> None:
    assert [row["Objective"] for row in table()] == [objective.label for objective in CATALOGUE.values()]


def test_a_row_of_properties() -> None:
    assert row(properties(), "Brier score") == {
        "Objective": "Brier score",
        "Convex": "no",
        "Bounded gradient": "yes",
        "Smooth": "yes",
        "Consistent for": "probability",
        "Year": 1950,
    }


def test_a_row_of_names() -> None:
    assert row(names(), "Quantile (pinball)") == {
        "Objective": "Quantile (pinball)",
        "PyTorch": "–",
        "Keras": "–",
        "Optax (JAX)": "–",
        "scikit-learn": '`GradientBoostingRegressor(loss="quantile", alpha=0.5)`',
    }


def test_a_row_of_outputs() -> None:
    assert row(outputs(), "Hinge")["Activation for the answer"] == "none"
    assert row(outputs(), "KL divergence")["Activation for the answer"] == "softmax"


def test_a_name_from_another_module_is_written_out() -> None:
    assert short_name("torchvision.ops.sigmoid_focal_loss") == "`torchvision.ops.sigmoid_focal_loss`"


def test_shares_are_rounded_to_per_cent() -> None:
    assert median_and_range(np.array([0.014, 0.996, 0.505])) == "50 % (1–100)"
