"""The model is trained on real data, judged on penguins it has not seen, and kept in a file that holds no code."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from sklearn.dummy import DummyClassifier
from sklearn.preprocessing import FunctionTransformer
from skops.io.exceptions import UntrustedTypesFoundException

from snippets.deployment import train
from snippets.lifecycle import bills, measured, penguins


def test_every_measured_penguin_is_read() -> None:
    found, species = train.load_penguins()
    assert found.shape == (342, 2)
    assert Counter(species.tolist()) == {"Adelie": 151, "Gentoo": 123, "Chinstrap": 68}
    assert np.isfinite(found).all()


def test_reading_the_penguins_needs_no_pandas() -> None:
    block = "import sys; sys.modules['pandas'] = None"
    code = f"{block}; from snippets.deployment import train; print(train.load_penguins()[0][0])"
    root = Path(train.__file__).parents[2]
    ran = subprocess.run([sys.executable, "-c", code], cwd=root, check=True, capture_output=True, text=True)
    assert ran.stdout == "[39.1 18.7]\n"


def test_no_held_out_penguin_was_learnt_from() -> None:
    learn_x, judge_x, learn_y, judge_y = train.split()
    everyone, _ = train.load_penguins()
    together = np.concatenate([learn_x, judge_x])
    assert len(learn_x) == len(learn_y)
    assert len(judge_x) == len(judge_y)
    assert sorted(map(tuple, together)) == sorted(map(tuple, everyone))


def test_the_last_year_is_held_out_as_in_the_life_cycle() -> None:
    _, judge_x, _, judge_y = train.split()
    table = measured(penguins())
    drawer = table[table["year"] == 2009]
    assert np.array_equal(judge_x, bills(drawer))
    assert judge_y.tolist() == drawer["species"].tolist()


def test_the_model_is_far_better_than_the_commonest_species() -> None:
    learn_x, judge_x, learn_y, judge_y = train.split()
    commonest = DummyClassifier().fit(learn_x, learn_y).score(judge_x, judge_y)
    assert train.held_out_accuracy() > commonest + 0.4


def test_training_twice_gives_the_same_model() -> None:
    bills, _ = train.load_penguins()
    assert np.array_equal(train.fit().predict_proba(bills), train.fit().predict_proba(bills))


@pytest.mark.parametrize("strength", [0.001, 1.0, 999.9])
def test_the_solver_converges_for_every_setting_of_the_contract(strength: float) -> None:
    weights = train.fit(strength)[-1].coef_
    assert np.isfinite(weights).all()


def test_a_stronger_regularisation_is_less_sure() -> None:
    bill = [[61.1, 17.3]]
    assert train.fit(0.01).predict_proba(bill).max() < train.fit(1.0).predict_proba(bill).max()


def test_a_saved_model_predicts_what_it_did(tmp_path: Path) -> None:
    model, path = train.fit(), tmp_path / "new" / "penguins.skops"
    train.save(model, path)
    bills, _ = train.load_penguins()
    assert np.array_equal(train.load(path).predict_proba(bills), model.predict_proba(bills))


def test_saving_leaves_nothing_but_the_file(tmp_path: Path) -> None:
    path = tmp_path / "penguins.skops"
    for strength in (1.0, 0.1):
        train.save(train.fit(strength), path)
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_with_a_type_of_its_own_is_not_loaded(tmp_path: Path) -> None:
    path = tmp_path / "stranger.skops"
    train.save(FunctionTransformer(func=train.load_penguins), path)
    with pytest.raises(UntrustedTypesFoundException, match="load_penguins"):
        train.load(path)


def test_the_script_trains_saves_and_tells_how_good_the_model_is(tmp_path: Path) -> None:
    root = Path(train.__file__).parents[2]
    ran = subprocess.run(
        [sys.executable, "-m", "snippets.deployment.train"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout == "build/penguins.skops: 93.3% of the held-out penguins named rightly\n"
    assert train.load(tmp_path / "build/penguins.skops").predict([[39.1, 18.7]]) == ["Adelie"]
