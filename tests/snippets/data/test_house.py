import numpy as np

from snippets.data.house import house


def test_the_sky_is_above_and_the_ground_below() -> None:
    assert np.all(house()[0] == 230)
    assert np.all(house()[-1] == 60)


def test_the_window_is_the_lightest_and_the_door_the_darkest() -> None:
    assert house()[7, 4] == house().max()
    assert house()[8, 8] == house().min()
