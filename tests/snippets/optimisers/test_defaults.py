from pathlib import Path

from musings.core import records
from musings.core.project import Project
from snippets.optimisers import defaults
from snippets.optimisers.tables import defaults as table

ROOT = Path(__file__).parents[3]


def test_the_record_says_which_versions_were_asked() -> None:
    assert set(records.read(Project(ROOT), defaults.RECORD).versions) >= {"torch", "keras", "optax", "scikit-learn"}


def test_the_table_has_each_setting_of_the_record_once() -> None:
    found = [(row["Optimiser"], row["Setting"]) for row in table()]
    assert len(found) == len(set(found)) == sum(map(len, defaults.record()["defaults"].values()))


def test_what_the_package_takes_itself_stands_beside_the_libraries() -> None:
    [row] = [each for each in table() if (each["Optimiser"], each["Setting"]) == ("AdamW", "weight decay")]
    assert list(row.values()) == ["AdamW", "weight decay", "0.01", "0.01", "0.004", "0.0001", "–"]
