"""What a writer who made a mistake is told.

Each mistake is made for real, in a post of its own, in one project; `check` and the strict build run once over all.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from .conftest import FILES, POST, Site


@dataclass(frozen=True)
class Mistake:
    """Text of the good post, what a writer made of it, and words that must be said of it; `offset` in lines."""

    old: str
    new: str
    words: tuple[str, ...]
    offset: int = 0


LISTING = 'title="snippets/demo/relu.py" }\n--8<-- "demo/relu.py:relu"'
FACT = "[0.25](fact:demo.largest_slope), which"

# What only running the code can show.
PROVED = {
    "wrong digit of a fact": Mistake(
        FACT,
        FACT.replace("0.25", "0.26"),
        ("fact demo.largest_slope", "expected: 0.26", "got:      0.25", "musings approve"),
    ),
    "word whose interval excludes the value": Mistake(
        'about a quarter](fact:demo.largest_slope "0.2 to 0.3")',
        'a little](fact:demo.largest_slope "0.26 to 0.3")',
        ("outside the interval", "0.26 to 0.3", "0.25"),
    ),
    "fact whose function raises": Mistake(
        FACT,
        FACT.replace("largest_slope", "raises"),
        ("snippets/demo/facts.py:raises raises at snippets/demo/facts.py:6", "ZeroDivisionError"),
    ),
    "wrong output": Mistake(">>> relu(2.0)\n2.0", ">>> relu(2.0)\n3.0", ("expected: 3.0", "got:      2.0")),
    "example that raises": Mistake(
        ">>> relu(3.0) + 1.0", '>>> relu("a") + 1.0', ("raises at snippets/demo/relu.py:15", "TypeError")
    ),
    "example that warns": Mistake(
        ">>> relu(3.0) + 1.0", '>>> import warnings; warnings.warn("hot"); relu(3.0) + 1.0', ("UserWarning: hot",)
    ),
    "wrong cell of a table": Mistake("|   1 |  1.0 |", "|   1 |  1.5 |", ("table demo.values", "1 | 1.5", "1 | 1.0")),
    "missing row of a table": Mistake("|   1 |  1.0 |\n", "", ("another number of rows",), -5),
    "wrong sign in a formula": Mistake("\\max(0, x)", "\\max(0, -x)", ("formula demo.relu",)),
    "wrong bound in a formula": Mistake("\\max(0, x)", "\\max(1, x)", ("formula demo.relu",)),
    "formula that cannot be read": Mistake("\\max(0, x)", "\\max(0, x", ("column",)),
    "figure whose function raises": Mistake(
        "figure:demo/relu", "figure:demo/raises", ("raises raises at plots/demo.py:", "RuntimeError: no pen")
    ),
    "figure that is not the approved one": Mistake(
        "figure:demo/relu", "figure:demo/moved", ("the figure is not the approved one (light)", "demo_moved_light.png")
    ),
    "failing doctest of a listed file": Mistake(
        LISTING,
        LISTING.replace("relu.py:relu", "wrong.py:wrong").replace("relu", "wrong"),
        ("snippets/demo/wrong.py:4: a doctest of wrong fails",),
    ),
}

# What shows without running anything, and so fails the strict build too.
STRUCTURAL = {
    "example that prints a set": Mistake(
        ">>> relu(3.0) + 1.0\n4.0", ">>> {'spam', 'eggs'}\n{'spam', 'eggs'}", ("a set, whose order is luck", "sorted")
    ),
    "example that prints a set in a list": Mistake(
        ">>> relu(3.0) + 1.0\n4.0", ">>> [frozenset('ab')]\n[frozenset({'a', 'b'})]", ("a set, whose order is luck",)
    ),
    "missing file": Mistake("demo/relu.py:relu", "demo/gone.py:relu", ("there is no snippets/demo/gone.py",), -1),
    "missing section": Mistake(
        "demo/relu.py:relu", "demo/relu.py:gone", ("snippets/demo/relu.py has no section gone",), -1
    ),
    "unclosed section": Mistake(
        LISTING,
        LISTING.replace("relu.py:relu", "wrong.py:unclosed").replace("relu", "wrong"),
        ("snippets/demo/wrong.py:11: the section unclosed is not closed",),
    ),
    "duplicate section": Mistake(
        LISTING,
        LISTING.replace("relu.py:relu", "wrong.py:twice").replace("relu", "wrong"),
        ("snippets/demo/wrong.py:9: the section twice starts a second time",),
    ),
    "syntax error in a snippet": Mistake(
        LISTING, LISTING.replace("relu", "broken"), ("snippets/demo/broken.py:2: the snippet has a syntax error",)
    ),
    "listing in another language": Mistake(
        "```py { title=", "```json { title=", ("shown as another language", "expected: python", "got:      json")
    ),
    "untitled listing": Mistake('title="snippets/demo/relu.py"', 'title="relu.py"', ('title="snippets/demo/relu.py"',)),
    "two includes in a listing": Mistake(
        '--8<-- "demo/relu.py:relu"',
        '--8<-- "demo/relu.py:relu"\n--8<-- "demo/relu.py"',
        ("one include and nothing else",),
        -1,
    ),
    "unknown fact": Mistake(
        FACT, FACT.replace("largest_slope", "gone"), ("snippets/demo/facts.py has no function gone",)
    ),
    "unknown topic": Mistake(
        FACT, FACT.replace("demo.largest_slope", "gone.x"), ("there is no snippets/gone/facts.py",)
    ),
    "fact without a name": Mistake(FACT, FACT.replace("demo.largest_slope", ""), ("the link cannot be read",)),
    "word without an interval": Mistake(
        FACT, FACT.replace("0.25", "a quarter"), ("no number that can be compared", '"0.45 to 0.55"')
    ),
    "fact in a heading": Mistake(
        "# A demonstration", "# A [0.25](fact:demo.largest_slope) demonstration", ("in a heading",)
    ),
    "unknown table": Mistake(
        "table | demo.values", "table | demo.gone", ("snippets/demo/tables.py has no function gone",)
    ),
    "unknown formula": Mistake("formula | demo.relu", "formula | demo.gone", ("has no function gone",)),
    "unclosed block": Mistake(
        "/// references\n///", "/// references\n///\n\n/// table | demo.values", ("is not closed",), 3
    ),
    "formula that cannot be rendered": Mistake("\\max(0, x)", "\\maxx(0, x)", ("maxx", "column")),
    "unknown figure": Mistake("figure:demo/relu", "figure:demo/gone", ("plots/demo.py has no function gone",)),
    "figure without alternative text": Mistake(
        "![A line that is flat and then rises]", "![]", ("no alternative text",)
    ),
    "unknown citation": Mistake("cite:nair2010", "cite:nair2011", ("docs/references.bib has no entry nair2011",)),
    "wrong year": Mistake("Nair and Hinton, 2010", "Nair and Hinton, 2011", ("does not name the source as its entry",)),
    "wrong author": Mistake(
        "Nair and Hinton, 2010",
        "Hinton and Nair, 2010",
        ("does not name the source as its entry in docs/references.bib does", "Nair and Hinton, 2010"),
    ),
    "citation without a list": Mistake("/// references\n///\n", "", ("has no list of references",), -36),
    "statement that is no Python": Mistake(">>> relu(3.0) + 1.0", ">>> relu(3.0) +", ("syntax error",)),
    "display formula without a name": Mistake("/// references", "$$x$$\n\n/// references", ("has no name",)),
    "python that no claim covers": Mistake(
        "/// references", "```python\nprint(1)\n```\n\n/// references", ("no claim covers",)
    ),
    "console that no claim covers": Mistake(
        "/// references", "```console\n$ ls\n```\n\n/// references", ("no claim covers",)
    ),
    "tildes that no claim covers": Mistake("/// references", "~~~py\nx\n~~~\n\n/// references", ("no claim covers",)),
    "illustration without a reason": Mistake(
        "/// references", "```python { .illustration }\nx\n```\n\n/// references", ("gives no reason",)
    ),
    "front matter that is no YAML": Mistake(
        "categories: [Demo]\n---", "categories: [Demo\n---", ("bad front matter",), 1
    ),
    "post without a date": Mistake("date: 2026-01-31\n", "", ("a post needs a date",), -1),
}

SNIPPETS = {
    "snippets/demo/wrong.py": '''\
# --8<-- [start:wrong]
def wrong():
    """
    >>> wrong()
    1
    """
# --8<-- [end:wrong]
# --8<-- [start:twice]
# --8<-- [start:twice]
# --8<-- [end:twice]
# --8<-- [start:unclosed]
''',
    "snippets/demo/broken.py": "# --8<-- [start:broken]\ndef broken(:\n# --8<-- [end:broken]\n",
    "plots/demo.py": FILES["plots/demo.py"]
    + """

def moved():
    figure, axes = plt.subplots(figsize=(3, 2))
    axes.plot([-1, 0, 1], [0.0, 0.0, 0.97])
    return figure
""",
}


def slug(name: str) -> str:
    return name.replace(" ", "-")


@dataclass(frozen=True)
class Told:
    """What the command said, by the line that it names, and all of it."""

    code: int
    output: str


@pytest.fixture(scope="session")
def mistaken(approved: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = Site(tmp_path_factory.mktemp("mistaken") / "site")
    shutil.copytree(approved, site.root)
    for name, text in SNIPPETS.items():
        site.write(name, text)
    for scheme in ("light", "dark"):  # approved when its line ended elsewhere
        shutil.copy(
            site.root / f"tests/baseline/demo_relu_{scheme}.png", site.root / f"tests/baseline/demo_moved_{scheme}.png"
        )
    for name, mistake in (PROVED | STRUCTURAL).items():
        assert mistake.old in POST
        text = POST.replace(mistake.old, mistake.new, 1).replace("# A demonstration", f"# {name}", 1)
        if name == "fact in a heading":
            text = POST.replace(mistake.old, mistake.new, 1)
        site.write(f"docs/posts/{slug(name)}.md", text)
    (site.root / "docs/posts/not-utf-8.md").write_bytes(POST.encode() + b"\n\xff\n")
    return site


@pytest.fixture(scope="session")
def checked(mistaken: Site) -> Told:
    done = mistaken.check()
    return Told(done.returncode, done.stdout + done.stderr)


@pytest.fixture(scope="session")
def built(mistaken: Site) -> Told:
    done = mistaken.build()
    return Told(done.returncode, done.stdout + done.stderr)


def reports(told: Told, page: str) -> dict[int, str]:
    """Return what was said of a page, by line: a report goes on until the next one begins."""
    found: dict[int, str] = {}
    for part in told.output.split("docs/posts/")[1:]:
        name, line, words = part.split(":", 2)
        if name == f"{page}.md":
            found[int(line)] = found.get(int(line), "") + words
    return found


def assert_told(told: Told, name: str, mistake: Mistake) -> None:
    line = POST[: POST.index(mistake.old)].count("\n") + 1 + mistake.offset
    if mistake.old.startswith(">>>"):  # the statement that is wrong, not the fence's first line
        line += mistake.old.count("\n") - mistake.new.count("\n")
    said = reports(told, slug(name))
    assert line in said, said
    for words in mistake.words:
        assert words in said[line]


@pytest.mark.parametrize("name", PROVED | STRUCTURAL)
def test_check_tells(checked: Told, name: str) -> None:
    assert_told(checked, name, (PROVED | STRUCTURAL)[name])


@pytest.mark.parametrize("name", STRUCTURAL)
def test_the_strict_build_tells(built: Told, name: str) -> None:
    assert_told(built, name, STRUCTURAL[name])


def test_a_page_that_is_not_utf_8_is_told(checked: Told, built: Told) -> None:
    line = POST.count("\n") + 2
    assert "not UTF-8: byte 0xff" in reports(checked, "not-utf-8")[line]
    assert "not UTF-8: byte 0xff" in reports(built, "not-utf-8")[line]


def test_check_and_build_fail_without_a_traceback(checked: Told, built: Told) -> None:
    assert checked.code == 1
    assert built.code != 0
    assert "Traceback" not in checked.output + built.output


def test_the_good_post_beside_the_mistakes_is_proved(checked: Told) -> None:
    assert not reports(checked, "demo")


def test_an_illustration_with_a_reason_stands(site: Site) -> None:
    site.add('\n```python { .illustration reason="needs a graphics card" }\nprint(1)\n```\n')
    assert site.check().returncode == 0


def test_a_bibliography_that_cannot_be_read(site: Site) -> None:
    site.write("docs/references.bib", "@article{oops")
    for done in (site.check(), site.build()):
        assert done.returncode != 0
        assert "docs/references.bib cannot be read" in done.stdout + done.stderr
        assert "Traceback" not in done.stdout + done.stderr


def test_a_page_that_does_not_exist(site: Site) -> None:
    done = site.check("gone")
    assert done.returncode == 1
    assert "there is no page gone" in done.stderr
    assert "demo" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_build_that_draws_a_failing_figure_keeps_the_last_good_one(site: Site) -> None:
    assert site.build().returncode == 0
    drawn = site.root / "docs/assets/figures/demo/relu.light.svg"
    good = drawn.read_bytes()
    site.replace("plots/demo.py", "    return figure\n", "    return figure.missing\n")
    done = site.build()
    assert done.returncode != 0
    assert "relu raises at plots/demo.py" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert drawn.read_bytes() == good
