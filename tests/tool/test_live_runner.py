"""What runs cells in the browser, tried in CPython: it knows no browser."""

from __future__ import annotations

import asyncio
import builtins
import json
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from musings.live.browser.python import loop, runner

MODULE = '''\
"""A module."""


# --8<-- [start:double]
def double(x):
    return 2 * x
# --8<-- [end:double]


class Box:
    # --8<-- [start:method]
    def get(self):
        return double(1)
    # --8<-- [end:method]
'''


class Bench:
    """A runner over a small package, and what it wrote."""

    def __init__(self, folder: Path) -> None:
        self.written: list[tuple[str, str]] = []
        emit = lambda kind, text: self.written.append((kind, text))  # noqa: E731
        self.runner = runner.Runner(str(folder), "livelab", emit, '{"notthere": "not-there"}')
        self.runner.enter("/page/", "[]", True)

    def run(self, code: str, **more: Any) -> dict[str, Any]:
        self.written.clear()
        job = {"kind": "example", "name": "example 1", "code": code, "steps": [{"code": code, "line": 0}], **more}
        result: dict[str, Any] = json.loads(self.runner.run(json.dumps(job)))
        return result

    def check(self, *steps: tuple[str, str]) -> dict[str, Any]:
        return self.run("", steps=[{"code": code, "line": 0, "want": want} for code, want in steps])

    def listing(self, code: str, section: str = "double") -> dict[str, Any]:
        return self.run(code, kind="listing", name="math.py", source="maths.py", section=section)

    @property
    def text(self) -> str:
        return "".join(text for _, text in self.written)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    (tmp_path / "livelab").mkdir()
    (tmp_path / "livelab" / "__init__.py").write_text("from livelab.maths import double\n")
    (tmp_path / "livelab" / "maths.py").write_text(MODULE)
    kept = sys.path[:], sys.modules["__main__"], builtins.input, sys.dont_write_bytecode
    yield Bench(tmp_path)
    sys.path[:], sys.modules["__main__"], builtins.input, sys.dont_write_bytecode = kept
    for name in [name for name in sys.modules if name.partition(".")[0] == "livelab"]:
        del sys.modules[name]


def test_each_value_is_shown_as_the_console_shows_it(bench: Bench) -> None:
    bench.run("1 + 1\nNone\n'a'\nprint('b')")
    assert bench.text == "2\n'a'\nb\n"


def test_cells_share_the_pages_namespace(bench: Bench) -> None:
    bench.run("x = 1")
    bench.run("x")
    assert bench.text == "1\n"


def test_another_page_has_another_namespace(bench: Bench) -> None:
    bench.run("x = 1")
    bench.runner.enter("/other/", "[]", False)
    assert bench.run("x")["error"] == "NameError: name 'x' is not defined"
    bench.runner.enter("/page/", "[]", False)
    assert bench.run("x")["error"] == ""


def test_edited_code_ends_at_its_first_error(bench: Bench) -> None:
    result = bench.run("print('one')\n1 / 0\nprint('two')")
    assert result["error"] == "ZeroDivisionError: division by zero"
    assert "two" not in bench.text


def test_printed_examples_go_on_after_an_error_as_in_doctest(bench: Bench) -> None:
    want = "Traceback (most recent call last):\n    ...\nZeroDivisionError: division by zero\n"
    result = bench.check(("1 / 0", want), ("2", "2\n"))
    assert result["same"] is True


@pytest.mark.parametrize(
    ("code", "want", "same"),
    [
        ("2", "2\n", True),
        ("2", "3\n", False),
        ("x = 2", "", True),
        ("x = 2; x", "2\n", True),
        ("def f():\n    return 3\n", "", True),
        ("2", "", False),
        ("print('a  b')", "a b\n", False),
        ("print('a  b')  # doctest: +NORMALIZE_WHITESPACE", "a b\n", True),
        ("list(range(9))  # doctest: +ELLIPSIS", "[0, ..., 8]\n", True),
        ("print('a\\n\\nb')", "a\n<BLANKLINE>\nb\n", True),
        ("1 / 0", "0\n", False),
        ("1 / 0", "Traceback (most recent call last):\n  ...\nValueError: no\n", False),
        (
            "int('x')  # doctest: +IGNORE_EXCEPTION_DETAIL",
            "Traceback (most recent call last):\n  ...\nValueError: other words\n",
            True,
        ),
    ],
)
def test_agreement_is_doctests(bench: Bench, code: str, want: str, same: bool) -> None:
    assert bench.check((code, want))["same"] is same


def test_a_traceback_holds_only_the_cells_own_frames(bench: Bench) -> None:
    bench.run("import json\ndef f():\n    json.loads('{')\nf()")
    assert bench.text.count("File ") == 2
    assert "json.loads('{')" in bench.text
    assert "decoder.py" not in bench.text


def test_code_that_does_not_parse_is_told_with_its_line(bench: Bench) -> None:
    result = bench.run("x = 1\ny = (")
    assert result["error"].startswith("SyntaxError")
    assert 'File "<example 1>", line 2' in bench.text


def test_output_is_limited_with_a_note(bench: Bench) -> None:
    bench.run("for n in range(3000): print('x' * 99)")
    assert len(bench.text) == runner.OUTPUT_LIMIT + len(runner.OUTPUT_NOTE)
    assert bench.text.endswith("the rest is not shown\n")


def test_lines_are_limited_with_a_note(bench: Bench) -> None:
    bench.run("for n in range(100_000): print(n)")
    assert bench.text == "".join(f"{n}\n" for n in range(runner.LINES)) + f"{runner.LINES}{runner.OUTPUT_NOTE}"


def test_input_says_what_to_do_instead(bench: Bench) -> None:
    assert "put the value into the code" in bench.run("input('?')")["error"]


def test_a_package_that_can_be_had_is_asked_for_once(bench: Bench) -> None:
    assert bench.run("x = 1\nimport notthere")["missing"] == "notthere"
    assert json.loads(bench.runner.resume())["error"] == "ModuleNotFoundError: No module named 'notthere'"


def test_a_listing_as_printed_says_what_it_defines(bench: Bench) -> None:
    assert bench.listing("def double(x):\n    return 2 * x")["defined"] == ["double"]


def test_a_changed_listing_is_what_is_imported_next(bench: Bench) -> None:
    bench.run("from livelab import double")
    bench.runner.enter("/page/", json.dumps([["maths.py", "double", "def double(x):\n    return 22 * x"]]), True)
    bench.run("from livelab import double\ndouble(1)")
    assert bench.text == "22\n"


def test_a_changed_section_keeps_its_indent(bench: Bench) -> None:
    bench.runner.enter("/page/", json.dumps([["maths.py", "method", "def get(self):\n    return 7"]]), True)
    bench.run("from livelab.maths import Box\nBox().get()")
    assert bench.text == "7\n"


def test_without_the_change_the_printed_definition_is_back(bench: Bench) -> None:
    bench.runner.enter("/page/", json.dumps([["maths.py", "double", "def double(x):\n    return 22 * x"]]), True)
    bench.runner.enter("/other/", "[]", True)
    bench.run("from livelab import double\ndouble(1)")
    assert bench.text == "2\n"


def test_a_listings_last_expression_is_shown(bench: Bench) -> None:
    code = "def double(x):\n    return 2 * x\n\ndouble(\n    'é'\n)"
    bench.runner.enter("/page/", json.dumps([["maths.py", "double", code]]), True)
    bench.listing(code)
    assert bench.text == "'éé'\n"


def test_an_error_in_a_listing_names_the_listings_line(bench: Bench) -> None:
    code = "def double(x):\n    return 2 * x.y"
    bench.runner.enter("/page/", json.dumps([["maths.py", "double", code]]), True)
    bench.run("from livelab import double\ndouble(1)")
    assert 'File "maths.py", line 2, in double' in bench.text
    assert "return 2 * x.y" in bench.text


def test_a_listing_that_does_not_parse_names_the_listings_line(bench: Bench) -> None:
    code = "def double(x)\n    return 2 * x"
    bench.runner.enter("/page/", json.dumps([["maths.py", "double", code]]), True)
    assert bench.listing(code)["error"].startswith("SyntaxError")
    assert 'File "maths.py", line 1' in bench.text


def test_a_docstring_is_not_a_value_to_show() -> None:
    assert runner.displayed("'''Words.'''") == "'''Words.'''"


WAITING = """
import asyncio, time

async def late(text, seconds):
    await asyncio.sleep(seconds)
    print(text)
    return text

async def main():
    both = await asyncio.gather(late("second", 0.05), late("first", 0.01), asyncio.to_thread(pow, 2, 3))
    try:
        await asyncio.wait_for(asyncio.Event().wait(), 0.01)
    except TimeoutError:
        print("in time")
    return both

"""


def test_asyncio_waits_in_a_cell_as_in_a_console() -> None:
    namespace: dict[str, Any] = {}
    exec(WAITING, namespace)
    with asyncio.Runner(loop_factory=loop.Loop) as own:
        assert own.run(namespace["main"]()) == ["second", "first", 8]
        with pytest.raises(ValueError, match="invalid literal"):
            own.run(namespace["asyncio"].to_thread(int, "x"))


FORGOTTEN = """\
class Kept:
    def __init__(self):
        self.own = self

    def __del__(self):
        1 / 0

kept = Kept()
del kept
"""


def test_what_a_cell_forgot_complains_in_its_own_output(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "unraisablehook", sys.__unraisablehook__)  # pytest's own keeps it for itself
    bench.run(FORGOTTEN)
    assert "Exception ignored in: <function Kept.__del__" in bench.text
    bench.run("import gc\n_ = gc.collect()\nprint('mine')")
    assert bench.text == "mine\n"


def test_a_figure_that_cannot_be_drawn_is_an_error_of_the_cell(bench: Bench) -> None:
    result = bench.run("import matplotlib.pyplot as plt\n_ = plt.figure().text(0, 0, '$\\\\frac{$')")
    assert result["error"].startswith("ValueError")
    assert "ParseSyntaxException" in bench.text
    assert bench.run("1 + 1")["error"] == ""
    assert bench.text == "2\n"


def test_modules_are_imported_before_a_cells_time_counts(bench: Bench) -> None:
    bench.runner.packages = {"colorsys": "colour-systems", "antigravity_not": "nothing"}
    code = "import json, colorsys\nimport antigravity_not.deep as a\nfrom colorsys import hls_to_rgb\nimport ("
    sys.modules.pop("colorsys", None)
    assert bench.runner.unimported(code) == "colour-systems, nothing"
    bench.runner.import_ahead(code)
    assert "colorsys" in sys.modules
    assert bench.runner.unimported(code) == "nothing"


def test_what_is_long_is_sent_in_slices(bench: Bench) -> None:
    bench.run("print('x' * 25_000)")
    assert [len(text) for _, text in bench.written] == [10_000, 10_000, 5_001]


def test_the_words_of_an_error_are_limited(bench: Bench) -> None:
    assert len(bench.run("raise ValueError('x' * 3_000_000)")["error"]) == runner.ERROR_LIMIT
    assert len(bench.text) < runner.OUTPUT_LIMIT + 100


def test_what_was_replaced_in_python_itself_is_taken_back(bench: Bench) -> None:
    bench.run("import builtins\nbuiltins.sorted = None")
    assert "The code gave sorted, Python's own, another value" in bench.text
    assert bench.run("print(sorted([2, 1]))")["error"] == ""


def test_printed_values_are_compared_with_their_own_words(bench: Bench) -> None:
    table = "class Table:\n    def __repr__(self): return 'Table()'\n    def _repr_html_(self): return '<b>table</b>'"
    assert bench.check((table, ""), ("Table()", "Table()\n"))["same"] is True
    bench.run(f"{table}\nTable()")
    assert bench.written == [("html", "<b>table</b>")]


@pytest.fixture
def stoppable(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    """One whose runner heeds an interrupt, as a console does."""
    monkeypatch.setattr(time, "sleep", time.sleep)
    kept = signal.getsignal(signal.SIGINT)
    bench.runner.listen()
    yield bench
    signal.signal(signal.SIGINT, kept)


STOP = "import signal; signal.raise_signal(signal.SIGINT)"


def test_an_interrupt_ends_the_cell_and_keeps_what_it_has_defined(stoppable: Bench) -> None:
    result = stoppable.run(f"kept = 5\n{STOP}\nkept = 6")
    assert result["stopped"]
    assert result["error"] == "KeyboardInterrupt"
    stoppable.run("kept")
    assert stoppable.text == "5\n"


def test_of_an_example_that_is_interrupted_no_other_statement_runs(stoppable: Bench) -> None:
    result = stoppable.check(("kept = 5", ""), (STOP, ""), ("kept = 6", ""))
    assert result["stopped"]
    assert not stoppable.run("kept")["stopped"]
    assert stoppable.text == "5\n"


def test_an_interrupt_between_cells_is_passed_over(stoppable: Bench) -> None:
    signal.raise_signal(signal.SIGINT)
    assert not stoppable.run("1")["stopped"]


def test_an_import_of_a_package_is_not_interrupted(stoppable: Bench, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "compiled.py").write_text(f"{STOP}\nwhole = True\n", encoding="utf-8")
    result = stoppable.run(
        f"import sys; sys.path.append({str(tmp_path / 'elsewhere')!r})\nimport compiled\ncompiled.whole"
    )
    assert not result["stopped"]
    assert stoppable.text == "True\n"


def test_sleep_takes_its_time_in_pieces(stoppable: Bench) -> None:
    stoppable.run("import time\ntime.sleep(0.12)\ntime.sleep(-1)")
    assert "ValueError: sleep length must be non-negative" in stoppable.text
