import numpy as np
import pytest
from scipy.stats import binomtest
from sklearn.neighbors import KNeighborsClassifier, NearestCentroid

from snippets.lifecycle.evaluation import (
    Classifier,
    cross_validated,
    in_folds,
    most_frequent,
    nearest_centroid,
    nearest_neighbour,
    wilson,
)

RNG = np.random.default_rng(3)
X = RNG.normal(size=(60, 3))
LABELS = RNG.choice(["a", "b", "c"], size=60)
NEW = RNG.normal(size=(25, 3))


def test_nearest_centroid_agrees_with_scikit_learn() -> None:
    assert (nearest_centroid(X, LABELS, NEW) == NearestCentroid().fit(X, LABELS).predict(NEW)).all()


def test_nearest_neighbour_agrees_with_scikit_learn() -> None:
    assert (nearest_neighbour(X, LABELS, NEW) == KNeighborsClassifier(1).fit(X, LABELS).predict(NEW)).all()


def test_most_frequent_answers_the_same_to_everybody() -> None:
    assert set(most_frequent(X, np.array(["b"] * 31 + ["a"] * 29), NEW)) == {"b"}


def test_folds_are_equally_large() -> None:
    fold = in_folds(np.arange(20), np.random.default_rng(0))
    assert np.bincount(fold).tolist() == [4, 4, 4, 4, 4]


def test_a_group_is_never_torn_apart() -> None:
    groups = np.repeat(np.arange(30), 3)
    fold = in_folds(groups, np.random.default_rng(0))
    assert all(len(set(fold[groups == group])) == 1 for group in range(30))


def test_each_row_is_judged_by_a_model_that_never_saw_it() -> None:
    seen: list[tuple[set[float], set[float]]] = []

    def spy(learn: np.ndarray, labels: np.ndarray, judge: np.ndarray) -> np.ndarray:
        seen.append((set(learn[:, 0]), set(judge[:, 0])))
        return labels[: len(judge)]

    classify: Classifier = spy
    cross_validated(classify, X, LABELS, in_folds(np.arange(60), np.random.default_rng(0)))
    assert len(seen) == 5
    assert all(not learn & judge for learn, judge in seen)


@pytest.mark.parametrize(("right", "count"), [(0, 10), (50, 100), (111, 119), (30, 30)])
def test_wilson_agrees_with_scipy(right: int, count: int) -> None:
    expected = binomtest(right, count).proportion_ci(method="wilson")
    assert wilson(right / count, count, z=1.959963984540054) == pytest.approx((expected.low, expected.high), abs=1e-12)
