"""The sonnets, counts of their letters, and what is written."""

import numpy as np
import pytest

from snippets.attention.counting import counted, perplexity, rows, surprise
from snippets.attention.experiments.training import LARGE, learnt
from snippets.attention.lookup import DIGITS, NAMES, Lookup, most_frequent, pages
from snippets.attention.sampling import drawn, words_known, write
from snippets.attention.scaling import looks
from snippets.attention.text import alphabet, batch, numbers, pieces, sonnets, texts, written
from snippets.attention.trained import FILE, trained
from snippets.attention.transformer import Sizes, Transformer
from snippets.attention.write_trained import main, parameters
from snippets.networks.training import one_hot
from snippets.objectives.categorical_cross_entropy import (
    categorical_cross_entropy,
    categorical_cross_entropy_gradient,
)


def test_sonnets_have_fourteen_lines_but_for_two() -> None:
    lines = [len(sonnet.splitlines()) for sonnet in sonnets()]
    assert {number + 1: each for number, each in enumerate(lines) if each != 14} == {99: 15, 126: 12}


def test_no_sonnet_is_both_learnt_from_and_held_out() -> None:
    learn, held = (written(each) for each in texts())
    assert sum(sonnet in learn for sonnet in sonnets()) == 132
    assert sum(sonnet in held for sonnet in sonnets()) == 22
    assert not any(sonnet in learn and sonnet in held for sonnet in sonnets())


def test_letters_come_back_from_their_numbers() -> None:
    assert written(numbers(sonnets()[17])) == sonnets()[17]
    assert len(alphabet()) == LARGE.letters


def test_a_batch_may_begin_anywhere_and_never_runs_over_the_end() -> None:
    found = batch(np.arange(5), 200, 3, np.random.default_rng(0))
    assert set(found[:, 0]) == {0, 1}
    assert found.max() == 4


def test_pieces_say_each_letter_but_the_first_once() -> None:
    assert pieces(np.arange(10), 3)[:, 1:].ravel().tolist() == list(range(1, 10))


def test_a_table_of_counts_says_shares() -> None:
    text = numbers("abababaca") - numbers("a")
    table = counted(text, before=1, added=0.0, letters=3)
    assert table.tolist() == [[0.0, 0.75, 0.25], [1.0, 0.0, 0.0], [1.0, 0.0, 0.0]]
    assert rows(np.array([1, 2, 3]), before=2, letters=10).tolist() == [12]


def test_more_letters_before_surprise_less() -> None:
    found = [surprise(before) for before in range(4)]
    assert found == sorted(found, reverse=True)


def test_a_perplexity_is_the_geometric_mean_of_one_over_the_probabilities() -> None:
    assert perplexity(np.array([0.5, 0.125])) == pytest.approx(4.0)


def test_nearly_no_temperature_writes_the_likeliest_letter() -> None:
    net = trained()
    first = int(net.forward(numbers("shall i compare t")[None]).logits[0, -1].argmax())
    for seed in range(3):
        assert write(net, "shall i compare t", 1, 1e-3, np.random.default_rng(seed)) == alphabet()[first]


def test_letters_are_drawn_as_often_as_they_are_expected() -> None:
    net = Transformer.create(Sizes(letters=2, places=1, features=2, heads=1, blocks=0))
    net.matrices["out"][:] = [[0.0, np.log(3) / np.sqrt(2)], [0.0, 0.0]]
    net.matrices["letter"][:] = [1.0, 0.0]
    net.matrices["place"][:] = 0.0
    found = drawn(net, np.zeros((4000, 1), int), 1, 1.0, np.random.default_rng(0))
    assert found.mean() == pytest.approx(0.75, abs=0.03)


def test_words_are_known_without_their_commas() -> None:
    assert words_known("cut thee, thou! qqq cut") == pytest.approx(2 / 3)


def test_the_file_holds_what_the_long_run_ends_with() -> None:
    judged = pieces(texts().held, LARGE.places)
    assert trained().loss(judged) == pytest.approx(learnt().held[-1], abs=0.01), (
        "run `python -m snippets.attention.write_trained`"
    )
    assert FILE.stat().st_size < 100_000
    with pytest.raises(ValueError, match="read-only"):
        trained().parameters[0] = 0.0


def test_writing_makes_the_file_anew(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    from snippets.attention import write_trained

    monkeypatch.setattr(write_trained, "FILE", tmp_path / "trained.npz")  # type: ignore[operator]
    main()
    with np.load(tmp_path / "trained.npz") as file:  # type: ignore[operator]
        np.testing.assert_array_equal(file["parameters"], parameters())


def test_the_way_back_through_a_look_up_is_that_of_nudges() -> None:
    page, net = pages(7, np.random.default_rng(0)), Lookup.create(1)
    target = one_hot(page.answers, DIGITS)
    saw = net.forward(page)
    slopes = net.backward(saw, categorical_cross_entropy_gradient(saw.logits, target))
    for number, slope in enumerate(slopes):
        for place in list(np.ndindex(slope.shape))[::5]:
            losses = []
            for sign in (1e-5, -1e-5):
                maps = [each.copy() for each in net.maps]
                maps[number][place] += sign
                losses.append(categorical_cross_entropy(Lookup(*maps).forward(page).logits, target))
            assert slope[place] == pytest.approx((losses[0] - losses[1]) / 2e-5, abs=1e-8)


def test_a_page_has_each_name_once_and_the_answer_beside_the_one_asked_for() -> None:
    page = pages(50, np.random.default_rng(0))
    names, digits = page.entries[..., :NAMES], page.entries[..., NAMES:]
    assert names.sum(axis=1).max() == 1.0
    asked = np.einsum("pen,pn->pe", names, page.asked)
    np.testing.assert_array_equal(np.einsum("pe,ped->pd", asked, digits).argmax(axis=1), page.answers)
    counts = digits.sum(axis=1)
    assert (counts[np.arange(50), most_frequent(page.entries)] == counts.max(axis=1)).all()


def test_scaled_products_have_the_same_spread_whatever_their_length() -> None:
    assert looks(512, scaled=True).largest == pytest.approx(looks(64, scaled=True).largest, abs=0.03)
