"""What other tools have let pass: code that nothing covers, characters that nothing compares, syntax not of this site.

Each stands in a post of its own, in one project; `check` and the strict build run once over all.
"""

import re
import shutil
from pathlib import Path

import pytest

from musings.core.page import Page
from musings.core.project import Project
from musings.proof import account

from .conftest import Site
from .test_reading import FIRST, POST, Told, Way, told

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
# Characters within a claim that nothing would compare.
READ = "an output ends at a blank line"
LOOSE = "not compared letter by letter"
FRAMES = "frames of a traceback are not compared"
TOUCHED = "touches the brackets"
ROWS = "rows and nothing else"


def example(text: str) -> str:
    return f"```pycon\n{text}\n```"


def around(before: str, after: str = "", text: str = "0.25") -> Way:
    return Way(f"It is {before}[{text}](fact:demo.largest_slope){after} here.", TOUCHED)


def rows(text: str) -> str:
    return f"/// table | demo.values\n\n|   x | ReLU |\n| --: | ---: |\n|  -1 |  0.0 |\n{text}\n\n///"


CHARACTERS = {
    "words after a blank line": Way(example(">>> 1 + 1\n2\n\nand 3 is a prime"), READ, 4),
    "words before the first statement": Way(example("Three is 3:\n>>> 1 + 1\n2"), READ, 1),
    "answer to a remark": Way(example(">>> 1 + 1\n2\n>>> # it is three\n3"), READ, 4),
    "statement that is skipped": Way(example(">>> 1 + 1  # doctest: +SKIP\n3"), LOOSE, 1),
    "ellipsis": Way(example(">>> 1 + 1  # doctest: +ELLIPSIS\n2..."), LOOSE, 1),
    "detail of an exception": Way(
        example(
            ">>> 1 / 0  # doctest: +IGNORE_EXCEPTION_DETAIL\nTraceback (most recent call last):\nZeroDivisionError: 3"
        ),
        LOOSE,
        1,
    ),
    "white space": Way(example(">>> print(1, 2)  #doctest:+NORMALIZE_WHITESPACE\n1\n2"), LOOSE, 1),
    "number of fewer digits": Way(example(">>> 0.25  # doctest: +NUMBER\n0.3"), LOOSE, 1),
    "invented frames": Way(
        example(
            '>>> 1 / 0\nTraceback (most recent call last):\n  File "x.py", line 9\nZeroDivisionError: division by zero'
        ),
        FRAMES,
        1,
    ),
    "invented words in the place of frames": Way(
        example(">>> 1 / 0\nTraceback (most recent call last):\n    3 is 4\nZeroDivisionError: division by zero"),
        FRAMES,
        1,
    ),
    "other head of a traceback": Way(
        example(">>> 1 / 0\nTraceback (innermost last):\n    ...\nZeroDivisionError: division by zero"), FRAMES, 1
    ),
    "digit before a fact": around("1"),
    "digit and a point before a fact": around("1."),
    "emphasised digit before a fact": around("**1**"),
    "digit in code before a fact": around("`1`"),
    "digit in HTML before a fact": around("<b>1</b>"),
    "digit of mathematics before a fact": around("$1$"),
    "minus before a fact": around("-"),
    "real minus before a fact": around("−"),
    "dash before a fact": around("–"),
    "minus by name before a fact": around("&minus;"),
    "minus in bold before a fact": around("-**", "**"),
    "power before a fact": around("10^"),
    "digit after a fact": around("", "5"),
    "digits after a point after a fact": around("", ".5"),
    "thousands after a fact": around("", ",000"),
    "power of ten after a fact": around("", "e5"),
    "power after a fact": around("", "²"),
    "times ten after a fact": around("", " × 10⁵"),
    "per cent after a fact": around("", "%"),
    "code after a fact": around("", "`5`"),
    "HTML after a fact": around("", "<sup>2</sup>"),
    "fact after a fact": around("", "[0.25](fact:demo.largest_slope)"),
    "interval of a number": Way('It is [0.25](fact:demo.largest_slope "0.2 to 0.3").', "the interval says nothing"),
    "words with another number": Way('It is [about 0.9](fact:demo.largest_slope "0.2 to 0.3").', "own interval"),
    "words with another share": Way('It is [about 90 %](fact:demo.largest_slope "0.2 to 0.3").', "own interval"),
    "words with another scale": Way('It is [0.25 million](fact:demo.largest_slope "0.2 to 0.3").', "own interval"),
    "words with another power": Way('It is [some 0.25e3](fact:demo.largest_slope "0.2 to 0.3").', "own interval"),
    "words with a decimal comma": Way('It is [0,9](fact:demo.largest_slope "0.2 to 0.3").', "own interval"),
    "count in words": Way('It is [about three](fact:demo.largest_slope "0.2 to 0.3").', "own interval"),
    "row without outer pipes": Way(rows("1 | 1.0 |\n|   1 |  1.0 |"), ROWS, 5),
    "row without its last pipe": Way(rows("|   1 |  1.0 |\n|   9 |  9.0"), ROWS, 6),
    "row of dashes": Way(rows("|   1 |  1.0 |\n|  -  |  -   |"), "line of dashes", 6),
    "words in a table": Way(rows("|   1 |  1.0 |\n\nThree is 4."), ROWS, 7),
    "second table in a table": Way(rows("|   1 |  1.0 |\n\n| a | b |\n| - | - |\n| 3 | 4 |"), ROWS, 7),
}
# Syntax of other renderers, which this one shows as it stands.
AS_IT_STANDS = "shown as it stands"
DOLLARS = "between dollars"
NAMELESS = "has no name"

SYNTAX = {
    "admonition": Way("!!! note\n\n    Three is 4.", AS_IT_STANDS),
    "admonition in a list": Way('- So:\n\n    !!! warning "Title"\n        Three is 4.', AS_IT_STANDS, 2),
    "collapsed admonition": Way("??? note\n\n    Three is 4.", AS_IT_STANDS),
    "open admonition": Way('???+ tip "Title"\n\n    Three is 4.', AS_IT_STANDS),
    "admonition with a fence": Way("!!! note\n\n    ```pycon\n    >>> 1 + 1\n    2\n    ```", AS_IT_STANDS),
    "tab": Way('=== "Python"\n\n    Three is 4.', AS_IT_STANDS),
    "note of GitHub": Way("> [!NOTE]\n> Three is 4.", AS_IT_STANDS),
    "directive": Way(":::{note}\nThree is 4.\n:::", AS_IT_STANDS),
    "container": Way("::: note\nThree is 4.\n:::", AS_IT_STANDS),
    "block without a space": Way("///note\nThree is 4.\n///", "not read as one"),
    "block within a paragraph": Way("So:\n/// note\nThree is 4.", "not read as one", 1),
    "unknown block": Way("/// unheard-of | x\nThree is 4.\n///", "not read as one"),
    "bare environment": Way("Here:\n\n\\begin{align}\na &= 99 \\\\\nb &= 3\n\\end{align}", NAMELESS, 2),
    "bare environment in a list": Way("- \\begin{equation*}a = 99\\end{equation*}", NAMELESS),
    "escaped parentheses": Way("So \\(a = 99\\) holds.", DOLLARS),
    "parentheses with two backslashes": Way("So \\\\(a = 99\\\\) holds.", DOLLARS),
    "escaped brackets": Way("So\n\n\\[\na = 99\n\\]", DOLLARS, 2),
    "brackets with two backslashes": Way("\\\\[ a = 99 \\\\]", DOLLARS),
}
WRONG = CODE | CHARACTERS | SYNTAX

# What only running shows.
PROVED_FALSE = {
    "one for True": Way(example(">>> 1 + 1 == 2\n1"), "expected: 1", 1),
    "zero for False": Way(example(">>> 1 + 1 == 3\n0"), "expected: 0", 1),
}

RIGHT = {
    "illustration": '```Bash { .illustration reason="it removes everything" }\nrm -r /\n```',
    "illustration in a list": '- So:\n\n    ```sh { .illustration reason="x" }\n    ls\n    ```',
    "pre with a reason": '<pre data-illustration="it is a drawing">\n+--+\n| &amp; |\n+--+\n</pre>',
    "syntax in code": '`!!! note`, `=== "tab"`, `\\\\(x\\\\)`, `\\begin{align}` and `/// note`.',
    "marks of a sentence": "Really?!! Well === and (x) [x] or /// or ::: and a \\[bracket\\] or \\(so.",
    "remark in an example": example(
        ">>> # a remark\n>>> 1 + 1  # and one more\n2\n\n>>> for x in ():\n...     x\n...\n>>> 1 == 1\nTrue"
    ),
    "blank line of an output": example('>>> print("a\\n\\nb")\na\n<BLANKLINE>\nb'),
    "traceback": example(">>> 1 / 0\nTraceback (most recent call last):\n    ...\nZeroDivisionError: division by zero"),
    "traceback without frames": example(
        ">>> 1 / 0\nTraceback (most recent call last):\nZeroDivisionError: division by zero"
    ),
    "signs beside facts": (
        "From [0.25](fact:demo.largest_slope)–[0.25](fact:demo.largest_slope), ([0.25](fact:demo.largest_slope)), a "
        "**[0.25](fact:demo.largest_slope)** of two-[0.25](fact:demo.largest_slope),\n[0.25](fact:demo.largest_slope)."
        "\n\n- [0.25](fact:demo.largest_slope)"
    ),
    "words in their interval": (
        'Some [about 0.3](fact:demo.largest_slope "0.2 to 0.3"), [20 % or more](fact:demo.largest_slope "0.2 to 0.3"),'
        ' [0,25](fact:demo.largest_slope "0.2 to 0.3")'
    ),
    "table with a reason": "/// table | illustration: x\n\n| a | *b* |\n| - | --- |\n| `x` | [c](demo.md) $x$ |\n\n///",
}
FILES = {"snippets/fenced.md": "```text\n3\n```\n"}


@pytest.fixture(scope="session")
def wrong(approved: Path, tmp_path_factory: pytest.TempPathFactory) -> Told:
    return _told(
        approved, tmp_path_factory.mktemp("cases"), {name: way.text for name, way in (WRONG | PROVED_FALSE).items()}
    )


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


@pytest.mark.parametrize("name", PROVED_FALSE)
def test_check_does_not_pass_it(wrong: Told, name: str) -> None:
    way = PROVED_FALSE[name]
    assert way.words in Told.of(wrong.check, name).get(FIRST + way.offset, ""), Told.of(wrong.check, name)


@pytest.mark.parametrize("name", RIGHT)
def test_what_is_right_passes(right: Told, name: str) -> None:
    for said in (right.check, right.build):
        assert Told.of(said, f"right {name}") == {}


@pytest.mark.parametrize(
    ("text", "formulas"),
    [
        ("We paid US$3 and A$ 4; the US$/A$ rate moved.", 0),
        ("HK$5,HK$6 and $3 and $4, or C$3–C$4.", 0),
        ("So $x$, ($y$), 2$z$ and $3$.", 4),
    ],
)
def test_money_is_no_mathematics(site: Site, text: str, formulas: int) -> None:
    page = Page(site.root / "docs/posts/money.md", Project(site.root))
    site.write("docs/posts/money.md", text)
    assert account.html(page).count("<math") == formulas


STATEMENTS = {
    "two blank lines": ("print('a\\n\\n\\nb')", "a\n<BLANKLINE>\n<BLANKLINE>\nb"),
    "blank line first": ("print('\\nhi')", "<BLANKLINE>\nhi"),
    "blank line last": ("print('hi\\n')", "hi\n<BLANKLINE>"),
    "nothing but a blank line": ("print()", "<BLANKLINE>"),
    "white space": ("print('a\\n   \\nb  ')", "a\n<BLANKLINE>\nb"),
    "several lines of a statement": ("for x in (1, 2):\n...     print(x)", "1\n2"),
}
EXCEPTION = "Traceback (most recent call last):\n    ...\n"
RAISED = {
    "other words": ("1 / 0\nTraceback (most recent call last):\n  ...\nZeroDivisionError: by zero", "division by zero"),
    "no frames": ("int('x')\nTraceback (most recent call last):\nValueError: x", "for int() with base 10: 'x'"),
    "chained": (
        "try:\n...     1 / 0\n... except ZeroDivisionError:\n...     raise ValueError('so')\n"
        "Traceback (most recent call last):\n    ...\nValueError: x",
        "ValueError: so",
    ),
}
REFUSED = {
    "prompt": ("print('>>> hello')", "read as a statement"),
    "second prompt": ("print('... and so on')", "read as a statement"),
    "prompt after a line": ("print('so\\n>>> hello')", "read as a statement"),
    "fence": ("print('```')", "read otherwise"),
    "longer fence": ("print('a\\n`````\\nb')", "read otherwise"),
    "no number": ("float('nan')", "it is no number"),
    "no number in a list": ("[1.0, float('NaN')]", "it is no number"),
    "address": ("object", "an address in memory"),
    "path": ("import os; os.getcwd()", "a path of this machine"),
    "path of the home": ("import os; os.path.expanduser('~') + '/x'", "a path of this machine"),
    "frames": (
        "import traceback as t\n>>> try:\n...     1 / 0\n... except ZeroDivisionError:\n...     print(t.format_exc())",
        "frames",
    ),
    "luck": ("import os; os.urandom(4).hex()", "does not hold"),
}


def written_by_approve(site: Site, statements: dict[str, str]) -> tuple[str, str]:
    """Write an example each, approve, and return the page with what was said of what was refused."""
    parts = [f"{name}:\n\n```pycon\n>>> {statement}\n```" for name, statement in statements.items()]
    site.write("docs/posts/approved.md", POST.format(name="Approved", text="\n\n".join(parts)))
    done = site.run("approve", "approved")
    return (site.root / "docs/posts/approved.md").read_text(encoding="utf-8"), done.stderr


def test_what_approve_writes_is_proved_and_stays(site: Site) -> None:
    text, said = written_by_approve(site, {name: statement for name, (statement, _) in (STATEMENTS | RAISED).items()})
    assert not said
    for statement, output in STATEMENTS.values():
        assert f">>> {statement}\n{output}\n```" in text
    for _, words in RAISED.values():
        assert re.search(rf"\n{re.escape(EXCEPTION)}\w+: .*{re.escape(words.rpartition(': ')[2])}\n```", text)
    assert site.check("approved").returncode == 0
    assert "nothing to approve" in site.run("approve", "approved").stdout


def test_approve_writes_nothing_that_would_not_stand(site: Site) -> None:
    statements = {name: statement for name, (statement, _) in REFUSED.items()}
    statements["address"] = "class Thing: pass\n>>> Thing()"
    text, said = written_by_approve(site, statements)
    for name, (_, words) in REFUSED.items():
        assert f"{name}:\n\n```pycon\n>>> {statements[name]}\n```" in text, name
        line = text[: text.index(f"{name}:\n")].count("\n") + 3
        told = re.findall(r"approved\.md:(\d+): example .*?\n(?=docs|\Z)", said, re.DOTALL)
        assert any(line <= int(number) <= line + 8 for number in told), name
        assert words in said


def test_approve_writes_what_is_right_beside_what_is_refused(site: Site) -> None:
    statements = {"right": "1 + 1", "luck": "import os; os.urandom(4).hex()", "refused": "print('>>> x')"}
    text, said = written_by_approve(site, statements)
    assert ">>> 1 + 1\n2\n```" in text
    assert "hex()\n```" in text
    assert said.count("approved.md:") == 2


def test_a_doctest_of_a_listing_is_compared_letter_by_letter(site: Site) -> None:
    right = "    >>> relu(-2.0)\n    0.0\n"
    for wrong, words in (
        (">>> relu(-2.0)  # doctest: +SKIP\n    9.0", LOOSE),
        (">>> relu(-2.0)  # doctest: +ELLIPSIS\n    0...", LOOSE),
        (">>> relu(-2.0) == 0\n    1", "a doctest of relu fails"),
    ):
        site.replace("snippets/demo/relu.py", right, f"    {wrong}\n")
        assert words in site.check("demo").stderr
        site.replace("snippets/demo/relu.py", f"    {wrong}\n", right)


ENDS = {"line ends of Windows": ("", "\r\n"), "a byte-order mark": ("\ufeff", "\n"), "both": ("\ufeff", "\r\n")}


@pytest.mark.parametrize("name", ENDS)
def test_line_ends_and_a_byte_order_mark_are_read_and_stay(site: Site, name: str) -> None:
    mark, end = ENDS[name]
    right = (mark + site.post.read_text().replace("\n", end)).encode()
    site.post.write_bytes(right)
    assert site.check().returncode == 0
    done = site.build()
    assert done.returncode == 0, done.stderr
    site.post.write_bytes(right.replace(b"[0.25](fact", b"[0.99](fact", 1))
    assert "docs/posts/demo.md:8: fact" in site.check().stderr
    assert site.run("approve").returncode == 0
    assert site.post.read_bytes() == right


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("slug: same", "slug: same"),
        ("slug: a-demonstration", ""),
        ("slug: about", None),
        ("title: The demonstration", "title: The demonstration!"),
    ],
)
def test_two_pages_with_one_address_are_an_error(site: Site, one: str, other: str | None) -> None:
    site.replace("docs/posts/demo.md", "date:", f"{one}\ndate:")
    name = "docs/posts/other.md"
    if other is None:
        name = "docs/about.md"
        site.write(name, "# About\n")
    else:
        text = site.post.read_text().replace(f"{one}\n", f"{other}\n" if other else "")
        site.write(name, text)
    checked, built = site.check(), site.build()
    for done in (checked, built):
        assert done.returncode != 0
        for page in ("docs/posts/demo.md", name):
            assert f"{page}:1:" in done.stdout + done.stderr
        assert "another page has the same address" in done.stdout + done.stderr


def test_posts_of_two_days_may_have_one_slug_where_the_address_holds_the_day(site: Site) -> None:
    site.replace("mkdocs.yml", '"{slug}"', '"{date}/{slug}"')
    text = site.post.read_text()
    site.write("docs/posts/other.md", text.replace("2026-01-31", "2026-01-30"))
    assert site.check().returncode == 0
    site.write("docs/posts/other.md", text)
    assert "the same address" in site.check("other").stderr


def test_an_excerpt_is_shown_without_marks_of_notes_and_with_what_is_defined_below(site: Site) -> None:
    site.replace("mkdocs.yml", "  - tables\n", "  - tables\n  - footnotes\n  - abbr\n")
    lead = "So.[^1] And *so*.[^two], a [link][ref] and HTML.[^1]"
    below = "[^1]: A note of\n    two lines.\n\n[^two]: Another.\n\n[ref]: ../index.md\n*[HTML]: Hypertext"
    text = POST.format(name="Noted", text=below).replace("Lead.", lead)
    site.write("docs/posts/noted.md", text)
    checked, built = site.check("noted"), site.build()
    assert (checked.returncode, built.returncode) == (0, 0), checked.stderr + built.stdout + built.stderr
    page, listed = (
        (site.root / "site" / name).read_text(encoding="utf-8") for name in ("noted/index.html", "index.html")
    )
    assert page.count('class="footnote-ref"') == 3
    assert "footnote" not in listed
    assert '<p>So. And <em>so</em>., a <a href="./">link</a> and <abbr title="Hypertext">HTML</abbr>.</p>' in listed


@pytest.mark.parametrize("mark", ["[7](#fn:1){ .footnote-ref }", "<a class='footnote-ref' href='#fn:1'>1</a>[^1]"])
def test_what_looks_like_the_mark_of_a_note_is_a_number_as_any_other(site: Site, mark: str) -> None:
    site.replace("mkdocs.yml", "  - tables\n", "  - tables\n  - footnotes\n")
    site.write("docs/posts/noted.md", POST.format(name="Noted", text=f"It is {mark}[^1].\n\n[^1]: A note."))
    assert "nothing says where this number comes from" in site.check("noted").stderr
