"""The model is trained on real data, judged on penguins it has not seen, and kept in a file that holds no code."""

import errno
import os
import stat
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
import sklearn
import skops.io
from sklearn.dummy import DummyClassifier
from sklearn.exceptions import InconsistentVersionWarning
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


def test_what_cannot_be_served_takes_no_files_place(tmp_path: Path) -> None:
    path = tmp_path / "penguins.skops"
    train.save(train.fit(), path)
    with pytest.raises(ValueError, match="a DummyClassifier is no model"):
        train.save(DummyClassifier().fit(*train.load_penguins()), path)
    assert train.load(path).predict([[39.1, 18.7]]) == ["Adelie"]
    assert list(tmp_path.iterdir()) == [path]


def test_a_save_that_fails_half_way_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill_the_disk(_model: object, path: Path) -> None:
        path.write_bytes(b"half a model")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(skops.io, "dump", fill_the_disk)
    with pytest.raises(OSError, match="No space"):
        train.save(train.fit(), tmp_path / "penguins.skops")
    assert not list(tmp_path.iterdir())


def test_who_may_read_the_file_is_for_the_umask_to_say(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        train.save(train.fit(), tmp_path / "penguins.skops")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "penguins.skops").stat().st_mode) == 0o640


def test_a_file_with_a_type_of_its_own_is_not_loaded(tmp_path: Path) -> None:
    path = tmp_path / "stranger.skops"
    skops.io.dump(FunctionTransformer(func=train.load_penguins), path)
    with pytest.raises(UntrustedTypesFoundException, match="load_penguins"):
        train.load(path)


def test_a_model_of_another_scikit_learn_is_not_loaded(tmp_path: Path) -> None:
    path = tmp_path / "old.skops"
    save_as_of("1.2.2", path)
    with pytest.raises(InconsistentVersionWarning, match=r"from version 1\.2\.2 when using version"):
        train.load(path)


def save_as_of(version: str, path: Path) -> None:
    """Save the model in a file that says that this release of scikit-learn wrote it."""
    train.save(train.fit(), path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["schema.json"] = parts["schema.json"].replace(sklearn.__version__.encode(), version.encode())
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


@pytest.mark.parametrize("named", [None, "elsewhere/bills.skops"])
def test_the_script_makes_the_file_that_the_services_read(tmp_path: Path, named: str | None) -> None:
    def printed(*arguments: str) -> str:
        command = [sys.executable, *arguments]
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True).stdout

    environment = {"PYTHONPATH": str(Path(train.__file__).parents[2])} | ({"MODEL_FILE": named} if named else {})
    told = printed("-m", "snippets.deployment.train")
    name = named or f"build/penguins-{sklearn.__version__}.skops"
    assert told == f"{name}: 93.3% of the held-out penguins named rightly\n"
    assert [path.relative_to(tmp_path) for path in tmp_path.rglob("*.skops")] == [Path(name)]
    asked = printed("-c", "from snippets.deployment.model import penguins; print(penguins.predict((39.1, 18.7)))")
    assert "Adelie" in asked
