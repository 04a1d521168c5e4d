import numpy as np
import pytest

from snippets.lifecycle.penguins import bills, correlation, gaps, measured, missing, penguins, read


def test_every_species_is_there() -> None:
    names, counts = np.unique(penguins()["species"], return_counts=True)
    assert dict(zip(names.tolist(), counts.tolist(), strict=True)) == {"Adelie": 152, "Chinstrap": 68, "Gentoo": 124}


def test_two_penguins_were_not_measured_and_eleven_have_no_sex() -> None:
    counts = missing(penguins())
    assert (counts["bill_length_mm"], counts["bill_depth_mm"], counts["sex"]) == (2, 2, 11)


def test_species_island_and_year_are_always_known() -> None:
    counts = missing(penguins())
    assert counts["species"] == counts["island"] == counts["year"] == 0


def test_measured_penguins_have_both_numbers() -> None:
    assert np.isfinite(bills(measured(penguins()))).all()


@pytest.mark.parametrize(("entry", "value"), [("2007", 2007.0), ("Dream", "Dream")])
def test_an_entry_is_read_as_what_it_is(entry: str, value: object) -> None:
    assert read(entry) == value


def test_an_entry_of_na_is_not_a_number() -> None:
    assert np.isnan(read("NA"))


def test_gaps_of_numbers() -> None:
    assert gaps(np.array([1.0, np.nan])).tolist() == [False, True]


@pytest.mark.parametrize("species", ["Adelie", "Chinstrap", "Gentoo"])
def test_the_sign_turns_around_within_each_species(species: str) -> None:
    table = measured(penguins())
    assert correlation(table) < 0 < correlation(table[table["species"] == species])
