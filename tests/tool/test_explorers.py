"""Explorers before a browser sees them: their blocks, their first views, and the Python that answers in the worker."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from markdown import Markdown

from musings.claims.registry import find_claims, kinds
from musings.core import written
from musings.core.failure import Failure, NotHere
from musings.core.project import Project
from musings.live import explorers, states
from musings.live.browser.explorers.explorer import Explorers
from musings.live.explorers import plain
from musings.proof.check import examine
from musings.site.code_pages import explorer_names

ROOT = Path(__file__).resolve().parents[2]
BLOCK = """\
//// explorer | demo
    state: x=2

![A line](figure:demo/line)

////
"""
MODULE = """\
import numpy as np

from snippets.shared import SCALE


def first():
    return {"values": SCALE * np.arange(3)}


def parts():
    return {"more": {"value": float("nan")}}


def answer(request):
    return {"value": SCALE * request["x"]}
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A site with one explorer."""
    files = {
        "mkdocs.yml": "site_name: Demo\n",
        "docs/index.md": f"# Demo\n\n{BLOCK}",
        "docs/assets/live/explorers/demo.js": "",
        "snippets/__init__.py": "",
        "snippets/shared.py": "SCALE = 2\n",
        "snippets/explorers/__init__.py": "",
        "snippets/explorers/demo.py": MODULE,
        "plots/demo.py": "def line(): ...\n",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Project(tmp_path)


def rewrite(project: Project, old: str, new: str, name: str = "docs/index.md") -> None:
    path = project.root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    # Within one tick of the clock a change of the same length would go unseen.
    os.utime(path, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns + 1_000_000_000))


def complaints(project: Project) -> list[str]:
    found = examine(written.pages(project))
    return [f"{each.line}: {str(each.failure).splitlines()[0]}" for each in found if each.kind == "explorer"]


def rendered(project: Project, text: str) -> str:
    md = Markdown(extensions=["musings"], extension_configs={"musings": {"root": str(project.root)}})
    return md.convert(text)


def first_view(project: Project) -> dict[str, Any]:
    path = explorers.data_file(project, "demo")
    assert path is not None
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


# --- writing ----------------------------------------------------------------------------------------------------------


def test_a_block_that_is_right_is_let_be(project: Project) -> None:
    assert complaints(project) == []


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("explorer | demo", "explorer | dome", "3: there is no explorer dome"),
        ("![A line](figure:demo/line)", "A line", "3: the explorer has no figure for readers without JavaScript"),
        ("\n////\n", "\n", "3: the block is not closed"),
        ("    state: x=2", "    shape: round", "3: the block's options cannot be read"),
        ("state: x=2", "state: x", "3: the block's options cannot be read"),
        ("# Demo", '<div data-explorer="demo"></div>', "1: an explorer is written as a block"),
        ("# Demo", BLOCK, "9: the explorer stands on this page already"),
        ("# Demo", "[this](explorer:dome:x=1)", "1: there is no explorer dome"),
        ("# Demo", "[this](explorer:demo:x)", "1: the link cannot be read"),
    ],
)
def test_a_writers_mistake_is_told_with_its_line(project: Project, old: str, new: str, complaint: str) -> None:
    rewrite(project, old, new)
    assert any(each.startswith(complaint) for each in complaints(project)), complaints(project)


def test_an_explorer_needs_a_drawing(project: Project) -> None:
    (project.root / "docs/assets/live/explorers/demo.js").unlink()
    assert complaints(project) == ["3: there is no docs/assets/live/explorers/demo.js"]


def test_an_explorer_needs_something_that_answers(project: Project) -> None:
    rewrite(project, "def answer(", "def reply(", "snippets/explorers/demo.py")
    assert complaints(project) == ["3: snippets/explorers/demo.py has neither a function answer nor a class Session"]


def test_the_proof_computes_the_first_view(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    rewrite(project, "    state: x=2\n", "")
    (claim,) = [each for each in find_claims(written.pages(project)[0]) if each.kind == "explorer"]
    asked: list[str] = []
    monkeypatch.setattr(explorers, "views", lambda project, name: asked.append(name))
    kinds()["explorer"].prove(claim, written.pages(project)[0])
    assert asked == ["demo"]


def test_the_block_is_rendered_around_the_figure(project: Project) -> None:
    explorers.write_stale(project, ["demo"])
    html = rendered(project, BLOCK)
    path = explorers.data_file(project, "demo")
    assert path is not None
    assert 'data-explorer="demo"' in html
    assert 'data-preset="x=2"' in html
    assert f'data-first="{path.name}"' in html
    assert html.index("data-explorer") < html.index('class="explorer-figure"') < html.index("<img")


def test_a_link_leads_to_the_figure_and_carries_the_state(project: Project) -> None:
    html = rendered(project, "[this](explorer:demo:x=1;y=2)")
    assert 'href="index.md#explorer-demo"' in html
    assert 'data-explore="demo:x=1;y=2"' in html


SCRIPT = """\
import { Beside } from "./beside.js";
import { choice, number, text } from "./state.js";

export default class Demo extends Beside {
  schema() {
    const { values } = this.first;
    return {
      x: number({ start: 0, low: values[0], high: values[2], step: 0.5 }),
      hue: choice(["red", "blue"], "red"),
      words: text("", (written) => written.length < 4),
    };
  }
}
"""


@pytest.fixture
def scripted(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A site whose explorer says what its state is made of."""
    monkeypatch.setattr(
        explorers, "views", lambda project, name: ('{"values": [0, 2, 4]}', {})
    )  # in a process of its own
    folder = project.root / "docs/assets/live/explorers"
    (folder / "demo.js").write_text(SCRIPT, encoding="utf-8")
    (folder / "beside.js").write_text("export class Beside {}\n", encoding="utf-8")
    (project.root / "docs/assets/live/vendor").mkdir()
    return project


@pytest.mark.parametrize("state", ["", "x=1", "x=2.5;hue=blue", "words=a%3Db"])
def test_an_explorer_takes_a_state_as_it_is_written(scripted: Project, state: str) -> None:
    states.require_taken(scripted, "demo", state)


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("y=1", "does not take this part of the state\n  expected: a field of x, hue, words\n  got:      y=1"),
        ("hue=blue;x=5", "takes this as x=4\n  expected: x=4\n  got:      x=5"),
        ("x=1.2", "takes this as x=1\n"),
        ("x=two", "does not take this part of the state\n  got:      x=two"),
        ("x=", "does not take this part of the state"),
        ("hue=bleu", "does not take this part of the state"),
        ("words=four", "does not take this part of the state"),
    ],
)
def test_a_state_that_the_explorer_would_read_otherwise_is_a_mistake(scripted: Project, state: str, said: str) -> None:
    with pytest.raises(Failure) as caught:
        states.require_taken(scripted, "demo", state)
    assert said in str(caught.value)
    assert "docs/assets/live/explorers/demo.js declares the fields" in str(caught.value)


@pytest.mark.parametrize("text", [f"[this](explorer:demo:x=9)\n\n{BLOCK}", BLOCK.replace("x=2", "x=9")])
def test_the_proof_asks_the_explorer_whether_it_takes_the_state(scripted: Project, text: str) -> None:
    rewrite(scripted, BLOCK, text)
    page = written.pages(scripted)[0]
    kind = kinds()["explorer"]
    claim = next(each for each in kind.find(page) if getattr(each, "state") == "x=9")  # noqa: B009 - of this kind alone
    with pytest.raises(Failure, match="takes this as x=4"):
        kind.prove(claim, page)


def test_a_script_that_cannot_be_read_is_told(scripted: Project) -> None:
    rewrite(scripted, "schema()", "shape()", "docs/assets/live/explorers/demo.js")
    with pytest.raises(Failure, match="the fields of the explorer demo cannot be read"):
        states.require_taken(scripted, "demo", "x=1")


def test_where_pages_have_no_modules_nothing_is_said_of_a_state(scripted: Project) -> None:
    (scripted.root / "docs/assets/live/vendor").rmdir()
    with pytest.raises(NotHere):
        states.require_taken(scripted, "demo", "x=1")


def test_nor_without_node(scripted: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NotHere, match="there is no node"):
        states.require_taken(scripted, "demo", "x=1")


# --- first views ------------------------------------------------------------------------------------------------------


def test_the_first_view_and_its_parts_are_written(project: Project) -> None:
    assert explorers.write_stale(project, explorer_names(project)) == ""
    view = first_view(project)
    assert view["first"] == {"values": [0, 2, 4]}
    part = explorers.folder(project) / view["parts"]["more"]
    assert json.loads(part.read_text(encoding="utf-8")) == {"value": "NaN"}


def test_what_is_fresh_is_not_computed_again(project: Project) -> None:
    explorers.write_stale(project, ["demo"])
    assert explorers.stale(project, ["demo"]) == []


def test_a_change_in_what_a_snippet_imports_changes_the_first_view_and_leaves_nothing_behind(project: Project) -> None:
    explorers.write_stale(project, ["demo"])
    rewrite(project, "2", "5", "snippets/shared.py")
    explorers.write_stale(project, ["demo"])
    assert first_view(project)["first"] == {"values": [0, 5, 10]}
    assert len(list(explorers.folder(project).glob("*.json"))) == 2


def test_the_data_of_an_explorer_that_went_go_too(project: Project) -> None:
    explorers.write_stale(project, ["demo"])
    explorers.write_stale(project, [])
    assert list(explorers.folder(project).glob("*.json")) == []


def test_a_snippet_that_raises_is_told_and_the_last_good_data_stand(project: Project) -> None:
    explorers.write_stale(project, ["demo"])
    rewrite(project, "SCALE * np.arange(3)", "SCALE / 0", "snippets/explorers/demo.py")
    complaint = explorers.write_stale(project, ["demo"])
    assert "snippets/explorers/demo.py:first raises at snippets/explorers/demo.py:7" in complaint
    assert first_view(project)["first"] == {"values": [0, 2, 4]}


@pytest.mark.parametrize("made", ["{1: 2}", "np.ones((2, 2))", "object()", "{'a': {1, 2}}"])
def test_what_json_cannot_hold_is_told(project: Project, made: str) -> None:
    rewrite(project, '{"values": SCALE * np.arange(3)}', made, "snippets/explorers/demo.py")
    assert "returns what JSON cannot hold" in explorers.write_stale(project, ["demo"])


def test_numbers_are_written_short() -> None:
    assert plain({"a": np.array([1.0, 0.5]), "b": (np.float64(2), True, None, "x")}) == {
        "a": [1, 0.5],
        "b": [2, True, None, "x"],
    }


def test_what_is_not_finite_goes_by_its_name() -> None:
    assert plain([np.inf, -np.inf, np.nan]) == ["Infinity", "-Infinity", "NaN"]


# --- answers ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """What answers in the worker, over a package of this test."""
    folder = tmp_path / "asked" / "explorers"
    folder.mkdir(parents=True)
    for package in (folder.parent, folder):
        (package / "__init__.py").write_text("")
    (folder / "plain.py").write_text(
        "import numpy as np\n\n"
        "def answer(request):\n"
        "    if request == 'wrong':\n        raise ValueError('no such thing')\n"
        "    if request == 'lacking':\n        import surely_not_installed\n"
        "    if request == 'flat':\n        return np.ones((2, 2))\n"
        "    return {'whole': np.arange(3), 'small': np.ones(2, np.float32), 'yes': np.array([True]),\n"
        "            'one': np.float64(1.5), 'not': float('nan'), 'list': [1, (2.5, None)]}\n"
    )
    (folder / "trained.py").write_text(
        "class Session:\n    steps = 0\n\n"
        "    def answer(self, request):\n        self.steps += request\n        return self.steps\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    yield Explorers("asked")
    for name in [name for name in sys.modules if name.partition(".")[0] == "asked"]:
        del sys.modules[name]


def ask(line: Any, name: str, request: Any, session: str = "/page/#a-1") -> Any:
    return json.loads(line.ask(json.dumps({"name": name, "session": session, "request": request})))


def test_arrays_leave_apart_in_types_that_javascript_has(line: Any) -> None:
    data = ask(line, "plain", None)["data"]
    assert [data[name]["array"] for name in ("whole", "small", "yes")] == [0, 1, 2]
    assert [data[name] for name in ("one", "not", "list")] == [1.5, "NaN", [1, [2.5, None]]]
    assert [(array.dtype.name, array.tolist()) for array in line.arrays] == [
        ("int32", [0, 1, 2]),
        ("float32", [1.0, 1.0]),
        ("uint8", [1]),
    ]


def test_a_question_that_is_interrupted_is_an_error_and_the_next_one_is_answered(line: Any) -> None:
    @contextmanager
    def interrupted() -> Iterator[None]:
        line.heeding = nullcontext
        yield
        raise KeyboardInterrupt

    line.heeding = interrupted
    assert ask(line, "trained", 2)["error"] == "KeyboardInterrupt"
    assert ask(line, "trained", 2) == {"data": 2, "fresh": True}  # of a session that has done nothing else


def test_a_session_remembers_and_says_when_it_is_fresh(line: Any) -> None:
    assert ask(line, "trained", 2) == {"data": 2, "fresh": True}
    assert ask(line, "trained", 3) == {"data": 5, "fresh": False}
    assert ask(line, "trained", 1, session="/page/#a-2") == {"data": 1, "fresh": True}


def test_a_page_that_is_left_takes_its_sessions_along(line: Any) -> None:
    ask(line, "trained", 2)
    ask(line, "trained", 2, session="/page/more/#a-1")
    line.forget("/page/")
    assert ask(line, "trained", 3)["fresh"] is True
    assert ask(line, "trained", 3, session="/page/more/#a-1")["fresh"] is False


def test_an_error_is_told_in_a_line(line: Any, capfd: pytest.CaptureFixture[str]) -> None:
    assert ask(line, "plain", "wrong") == {"error": "ValueError: no such thing"}
    assert "flatten it" in ask(line, "plain", "flat")["error"]


def test_a_missing_package_is_asked_for_once(line: Any) -> None:
    assert ask(line, "plain", "lacking") == {"missing": "surely_not_installed"}
    assert "surely_not_installed" in ask(line, "plain", "lacking")["error"]
