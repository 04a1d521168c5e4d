"""What other tools have let pass: code that nothing covers, characters that nothing compares, syntax not of this site.

Each stands in a post of its own, in one project; `check` and the strict build run once over all.
"""

import shutil
from pathlib import Path

import pytest

from .conftest import Site
from .test_reading import FIRST, Told, Way, told

UNCOVERED = "no claim covers"
ANSWERED = "\n>>> 1 + 1\n3\n"

# Code that no claim covers, whatever it is called.
CODE = {
    **{
        f"fence called {name or 'nothing'}": Way(f"```{name}{ANSWERED}```", UNCOVERED)
        for name in (
            *("", "text", "Python", "PYTHON", "py3", "ipython3", "python-repl", "python-console", "PyCon", "doctest"),
            *("bash", "sh", "http", "json", "md", "unheard-of", "{ .python }", "{ .no-highlight }"),
        )
    },
    "fence of tildes": Way(f"~~~{ANSWERED}~~~", UNCOVERED),
    "fence in a list": Way("- So:\n\n    ```\n    >>> 1 + 1\n    3\n    ```", UNCOVERED, 2),
    "fence in a quote": Way("> ```\n> >>> 1 + 1\n> 3\n> ```", UNCOVERED),
    "indented code": Way("Like so:\n\n    >>> 1 + 1\n    3\n\nDone.", UNCOVERED, 2),
    "indented code in a list": Way("- Like so:\n\n        >>> 1 + 1\n        3", UNCOVERED, 2),
    "pre": Way("<pre>1 + 1 is 3</pre>", UNCOVERED),
    "pre in capitals": Way("<div><PRE class='x'>1 + 1 is 3</PRE></div>", UNCOVERED),
    "pre with code": Way("<pre><code>&gt;&gt;&gt; 1 + 1\n3</code></pre>", UNCOVERED, 1 - FIRST),
    "old elements": Way("<xmp>1 + 1 is 3</xmp>", UNCOVERED),
    "pre whose illustration gives no reason": Way('<pre data-illustration="">1 + 1</pre>', "gives no reason"),
    "included code": Way('--8<-- "fenced.md"', UNCOVERED, 1 - FIRST),
    "illustration with another file in it": Way(
        '```md { .illustration reason="x" }\n--8<-- "fenced.md"\n```', "with another text"
    ),
    "table": Way("| a |\n| - |\n| 3 |", UNCOVERED),
    "table in HTML": Way("<table><tr><td>3</td></tr></table>", UNCOVERED, 1 - FIRST),
    "table that gives no reason": Way("/// table | illustration:\n\n| a |\n| - |\n| 3 |\n\n///", "gives no reason"),
    "example in a comment": Way("<!--\n```pycon\n>>> 1 + 1\n2\n```\n-->", "does not show", 1),
}
WRONG = CODE

RIGHT = {
    "illustration": '```Bash { .illustration reason="it removes everything" }\nrm -r /\n```',
    "illustration in a list": '- So:\n\n    ```sh { .illustration reason="x" }\n    ls\n    ```',
    "pre with a reason": '<pre data-illustration="it is a drawing">\n+--+\n| &amp; |\n+--+\n</pre>',
    "table with a reason": "/// table | illustration: x\n\n| a | *b* |\n| - | --- |\n| `x` | [c](demo.md) $x$ |\n\n///",
}
FILES = {"snippets/fenced.md": "```text\n3\n```\n"}


@pytest.fixture(scope="session")
def wrong(approved: Path, tmp_path_factory: pytest.TempPathFactory) -> Told:
    return _told(approved, tmp_path_factory.mktemp("cases"), {name: way.text for name, way in WRONG.items()})


@pytest.fixture(scope="session")
def right(approved: Path, tmp_path_factory: pytest.TempPathFactory) -> Told:
    return _told(approved, tmp_path_factory.mktemp("right"), {f"right {name}": text for name, text in RIGHT.items()})


def _told(approved: Path, folder: Path, posts: dict[str, str]) -> Told:
    site = Site(folder / "site")
    shutil.copytree(approved, site.root)
    for name, text in FILES.items():
        site.write(name, text)
    return told(site, posts)


@pytest.mark.parametrize("name", WRONG)
def test_neither_check_nor_the_strict_build_passes_it(wrong: Told, name: str) -> None:
    way = WRONG[name]
    for said in (wrong.check, wrong.build):
        assert way.words in Told.of(said, name).get(FIRST + way.offset, ""), Told.of(said, name)


@pytest.mark.parametrize("name", RIGHT)
def test_what_is_right_passes(right: Told, name: str) -> None:
    for said in (right.check, right.build):
        assert Told.of(said, f"right {name}") == {}
