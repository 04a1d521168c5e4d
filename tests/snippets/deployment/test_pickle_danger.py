"""A pickle runs what its author wished; a skops file does not."""

import pickle

import skops.io

from snippets.deployment import pickle_danger, train
from snippets.deployment.pickle_danger import Trap, notes, refusal, spring, stranger, unknown_types


def test_loading_a_pickle_runs_its_function() -> None:
    assert spring() == ["the file ran this"]


def test_making_the_pickle_runs_nothing() -> None:
    notes.clear()
    pickle.dumps(Trap())
    assert notes == []


def test_what_the_pickle_gives_is_not_even_the_object_that_went_in() -> None:
    assert pickle.loads(pickle.dumps(Trap())) is None


def test_skops_names_the_strangers_function_without_running_it() -> None:
    notes.clear()
    assert unknown_types(stranger()) == [f"{pickle_danger.__name__}.take_note"]
    assert notes == []


def test_skops_refuses_the_strangers_file() -> None:
    assert refusal(stranger()) == "UntrustedTypesFoundException"


def test_skops_takes_the_penguins_model_without_being_told_to_trust_anything() -> None:
    file = skops.io.dumps(train.fit())
    assert unknown_types(file) == []
    assert refusal(file) == "none"
