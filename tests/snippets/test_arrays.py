import numpy as np
import pytest

from snippets.arrays import as_floats


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64, np.longdouble])
def test_floats_keep_their_type(dtype: type[np.floating]) -> None:
    assert as_floats(np.ones(3, dtype)).dtype == dtype


@pytest.mark.parametrize("dtype", [np.int8, np.uint16, np.int64, np.bool_])
def test_integers_and_truth_values_become_double_precision(dtype: type[np.generic]) -> None:
    assert as_floats(np.ones(3, dtype)).dtype == np.float64


@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 0, 4), (2, 3, 4)])
def test_the_shape_is_kept(shape: tuple[int, ...]) -> None:
    assert as_floats(np.zeros(shape, np.int64)).shape == shape


def test_numbers_and_lists_are_taken() -> None:
    assert as_floats(2) == 2.0
    assert as_floats([[1, 2]]).tolist() == [[1.0, 2.0]]


@pytest.mark.parametrize("x", [1j, "1", None, [np.datetime64("2020-01-01")]])
def test_what_is_not_a_real_number_is_refused_by_name(x: object) -> None:
    with pytest.raises(TypeError, match=r"^x must hold real numbers, not "):
        as_floats(x)  # type: ignore[arg-type]
