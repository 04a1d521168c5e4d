import numpy as np
import pytest

from snippets.activations.softmax import softmax
from snippets.attention.experiments.heats import HEATS, held_out_surprises
from snippets.attention.experiments.writing import expected
from snippets.attention.text import alphabet, sonnets, texts, written
from snippets.explorers import next_character
from snippets.explorers.next_character import LINE, along


def test_the_line_was_held_out() -> None:
    held = written(texts().held)
    assert held.startswith(LINE)
    assert LINE not in written(texts().learn)
    assert sonnets()[6].startswith(LINE)


def test_there_is_a_part_for_each_temperature_of_the_slider() -> None:
    asked = next_character.first()["temperature"]
    count = round((asked["high"] - asked["low"]) / asked["step"]) + 1
    assert list(next_character.parts()) == [f"t{tenths}" for tenths in range(2, 2 + count)]


def test_what_is_expected_is_what_the_net_expects_behind_that_much_of_the_line() -> None:
    found = along(0.7)["probabilities"].reshape(len(LINE) - 1, len(alphabet()))
    for place in (1, 12, 26):
        assert found[place - 1] == pytest.approx(softmax(expected(LINE[:place]), 0.7), abs=6e-4)


def test_behind_more_than_it_has_places_for_the_net_reads_the_last() -> None:
    found = along(1.0)["came"][-1]
    chances = softmax(expected(LINE[-33:-1]), 1.0)
    assert found == pytest.approx(chances[alphabet().index(LINE[-1])], rel=1e-2)


def test_surprise_and_faces_are_of_what_came() -> None:
    found = along(1.5)
    assert found["surprise"] == pytest.approx(-np.log(found["came"]), rel=0.01, abs=0.005)
    assert found["faces"] == pytest.approx(1 / found["came"], rel=0.01)
    assert found["line"][0] == pytest.approx(np.mean(found["surprise"]), rel=0.01)
    assert found["line"][1] == pytest.approx(np.exp(found["line"][0]), rel=0.01)


def test_the_bars_and_the_rest_are_all_there_is() -> None:
    first, found = next_character.first(), along(1.0)
    places = len(LINE) - 1
    orders = first["orders"].reshape(places, first["bars"])
    chances = found["probabilities"].reshape(places, len(alphabet()))
    shown = np.take_along_axis(chances, orders, axis=-1)
    assert (np.diff(shown, axis=-1) <= 0).all()
    assert shown.sum(axis=-1) + found["rest"] == pytest.approx(np.ones(places), abs=0.006)


def test_the_colder_the_surer() -> None:
    largest = [along(heat)["probabilities"].reshape(39, 38).max(axis=-1) for heat in (0.5, 1.0, 2.0)]
    assert (largest[0] >= largest[1]).all()
    assert (largest[1] >= largest[2]).all()


def test_the_curve_is_that_of_the_experiment() -> None:
    first = next_character.first()
    assert first["temperatures"] == HEATS
    assert first["perplexities"] == pytest.approx(np.exp(held_out_surprises()), rel=0.01)
