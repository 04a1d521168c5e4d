import numpy as np
import pandas as pd

from snippets.data.joins import fits


def test_a_row_without_its_key_meets_nothing() -> None:
    assert fits(np.array([0, 5, 9]), np.array([5, 4])).tolist() == [0, 1, 0]


def test_a_key_that_stands_twice_is_met_twice() -> None:
    assert fits(np.array(["a", "b"]), np.array(["b", "a", "b", "b"])).tolist() == [1, 3]


def test_the_sum_is_the_number_of_rows_of_an_inner_join() -> None:
    rng = np.random.default_rng(0)
    left, right = (pd.DataFrame({"key": rng.integers(0, 50, size)}) for size in (200, 60))
    meets = fits(left["key"].to_numpy(), right["key"].to_numpy())
    assert meets.sum() == len(left.merge(right, on="key"))
    outer = left.merge(right.drop_duplicates(), on="key", how="left", indicator=True)
    assert (meets == 0).tolist() == (outer["_merge"] == "left_only").tolist()
