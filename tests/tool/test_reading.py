"""What Markdown renders as a claim and what the checker finds are one: no spelling hides a false number from it.

Each way of writing stands in a post of its own, in one project; `check` and the strict build run once over all.
"""

import re
import shutil
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from musings.core import modules, written
from musings.core.project import Project
from musings.proof import account, check

from .conftest import Site

FACT = "fact:demo.largest_slope"
POST = """\
---
date: 2026-01-31
---

# {name}

Lead.

<!-- more -->

{text}

/// references
///
"""
FIRST = POST[: POST.index("{text}")].count("\n") + 1


@dataclass(frozen=True)
class Way:
    """Text that shows a false claim, words that must be said of it, on which of its lines."""

    text: str
    words: str = "the link cannot be read"
    offset: int = 0


FALSE = "expected: 0.99"
SHOWN = "the page shows"

# The checker reads these as Markdown does, and so sees what is false.
PROVED_FALSE = {
    "stray backticks": Way(f"Press the ` key.\n\nIt is [0.99]({FACT}).\n\nThen ` again.", FALSE, 2),
    "stray double backticks": Way(f"Two ``.\n\nIt is [0.99]({FACT}).\n\nThen `` again.", FALSE, 2),
    "escaped backtick": Way(f"A \\` and [0.99]({FACT}) and \\`.", FALSE),
    "comment marks in code": Way(f"From `<!--` on [0.99]({FACT}) to `-->`.", FALSE),
    "comment marks in code of paragraphs": Way(f"From `<!--` on.\n\n[0.99]({FACT})\n\nto `-->`.", FALSE, 2),
    "comment that a paragraph ends": Way(f"So <!-- it\n\nis [0.99]({FACT})\n\nas -->.", FALSE, 2),
    "text on two lines": Way(f"It is [0.99\n]({FACT}).", FALSE),
    "backslashes before code": Way(f"A \\\\\\` and [0.99]({FACT}) `.", FALSE),
}

# These are refused.
REFUSED = {
    "angle brackets": Way(f"[0.99](<{FACT}>)"),
    "angle brackets and a title": Way(f"[0.99](<{FACT}> 'x')"),
    "space before the address": Way(f"[0.99]( {FACT})"),
    "space after the address": Way(f"[0.99]({FACT} )"),
    "address on the next line": Way(f"[0.99](\n{FACT})"),
    "space in angle brackets": Way(f"[0.99](< {FACT} >)"),
    "reference": Way(f"[0.99][r]\n\n[r]: {FACT}", offset=2),
    "reference in angle brackets": Way(f"[0.99][r]\n\n[r]: <{FACT}>", offset=2),
    "short reference": Way(f"[0.99]\n\n[0.99]: <{FACT}>", offset=2),
    "reference on two lines": Way(f"[0.99][r]\n\n[r]:\n{FACT}", offset=2),
    "reference with a title": Way(f"[about half][r]\n\n[r]: {FACT} '0.4 to 0.6'", offset=2),
    "title in single quotes": Way(f"[about half]({FACT} '0.4 to 0.6')"),
    "title in parentheses": Way(f"[about half]({FACT} (0.4 to 0.6))"),
    "nested brackets": Way(f"[[0.99]]({FACT})"),
    "nested link": Way(f"[a [0.99](#x) b]({FACT})"),
    "capital scheme": Way("[0.99](FACT:demo.largest_slope)"),
    "colon as a number": Way("[0.99](fact&#58;demo.largest_slope)"),
    "colon as a hexadecimal number": Way("[0.99](fact&#x3a;demo.largest_slope)"),
    "colon by name": Way("[0.99](fact&colon;demo.largest_slope)"),
    "letter as a number": Way("[0.99](f&#97;ct:demo.largest_slope)"),
    "percent code": Way("[0.99](fact%3Ademo.largest_slope)"),
    "HTML": Way(f'<a href="{FACT}">0.99</a>'),
    "HTML of two lines": Way(f"<a\n  href = '{FACT}'>0.99</a>", offset=1),
    "HTML without quotes": Way(f"<p><a href={FACT}>0.99</a></p>"),
    "HTML in capitals": Way('<A HREF="Fact:demo.largest_slope">0.99</A>'),
    "HTML image": Way("<img src=figure:demo/relu alt=x>"),
    "image in angle brackets": Way("![A line](<figure:demo/relu>)"),
    "image by reference": Way("![A line][r]\n\n[r]: figure:demo/relu", offset=2),
    "image around brackets": Way("![A [b] line](figure:demo/relu)"),
    "link with the scheme of images": Way("[A line](figure:demo/relu)"),
    "image with the scheme of links": Way(f"![0.99]({FACT})"),
    "image in a link": Way(f"[![A line](figure:demo/relu)]({FACT})"),
    "citation in angle brackets": Way("[Nair, 2011](<cite:nair2010>)"),
    "autolink": Way("<fact://demo.largest_slope>"),
    "escaped bracket": Way(f"\\[0.25]({FACT})"),
    "attribute list": Way(f'[0.99](#x){{ href="{FACT}" }}'),
    # What only the rendered page shows.
    "address in code": Way(f"[0.99](`{FACT}`)", SHOWN),
    "emphasis": Way(f'[*not* about a quarter]({FACT} "0.2 to 0.3")', SHOWN),
    "code": Way(f'[`not` about a quarter]({FACT} "0.2 to 0.3")', SHOWN),
    "HTML in the text": Way(f'[a quarter<sup>2</sup>]({FACT} "0.2 to 0.3")', SHOWN),
    "comment in the text": Way(f'[0<!-- -->.99]({FACT} "0.2 to 0.3")', SHOWN),
    "mathematics in the text": Way(f'[a quarter $x^2$]({FACT} "0.2 to 0.3")', "words hold mathematics"),
    "stray backticks in a list": Way(f"- Press `.\n\n    It is [0.99]({FACT}).\n- Then `.", "expected: 0.99", 2),
    "stray backticks in a tight list": Way(f"- Press `.\n- It is [0.99]({FACT}).\n- Then `.", SHOWN, 1),
    "link in indented code": Way(f"So:\n\n    [0.25]({FACT})\n", "does not show", 2),
    "link in HTML": Way(f"<div>\n[0.25]({FACT})\n</div>", "does not show", 1),
    "link in the text of a link": Way(f"[a [0.25]({FACT}) b](#x)", "does not show"),
    "included page": Way('--8<-- "hidden.md"', SHOWN, 1 - FIRST),  # it stands nowhere on the page
    "fence that is none": Way(f"```py title=\n\n[0.99]({FACT})\n\n```", SHOWN, 2),
}
HARMLESS = {
    "code": f"Write `[a number]({FACT})`, or ``[`a number`](<{FACT}>)``.",
    "fence": f'```md {{ .illustration reason="it shows a mistake" }}\n[0.99](<{FACT}>)\n```',
    "comment": f"<!-- [0.99]({FACT}) -->",
    "comment of paragraphs": f"<!--\n[0.99]({FACT})\n\n[0.99](<{FACT}>)\n-->",
    "words": "In fact: a figure: one can cite: this (fact: so), [a figure][cite: none].",
    "HTML in code": f'`<a href="{FACT}">`',
    "text on two lines": f'This is [about\na quarter]({FACT} "0.2 to 0.3").',
    "other addresses": "[x](<https://example.org/fact:x>) [y]( #harmless 'fact:x') <https://example.org/?figure:y>",
    "escaped text": "[Nair \\& Hinton, 2010](cite:nair2010), [Nair &amp; Hinton, 2010](cite:nair2010)",
    "footnote": f"It is so.[^a]\n\n[^a]: It is [0.25]({FACT}).",
    "table": f"/// table | illustration: few words\n\n| a |\n| - |\n| [0.25]({FACT}) |\n\n///",
}


def slug(name: str) -> str:
    return re.sub(r"\W+", "-", name).lower()


@dataclass(frozen=True)
class Told:
    """What `check` and the strict build say of the posts."""

    check: str
    build: str

    @staticmethod
    def of(output: str, name: str) -> dict[int, str]:
        """Return what is said of a post, by line."""
        found: dict[int, str] = {}
        for page, line, words in re.findall(
            r"docs/posts/([\w-]+)\.md:(\d+):(.*?)(?=docs/posts/|\Z)", output, re.DOTALL
        ):
            if page == slug(name):
                found[int(line)] = found.get(int(line), "") + words
        return found


def told(site: Site, posts: dict[str, str], approve: Collection[str] = ()) -> Told:
    for name, text in posts.items():
        site.write(f"docs/posts/{slug(name)}.md", POST.format(name=name, text=text))
    if approve:
        assert site.run("approve", *map(slug, approve)).returncode == 0
    outputs = []
    for done in (site.check(), site.build()):
        outputs.append(done.stdout + done.stderr)
        assert not re.search(r"^Traceback", outputs[-1], re.MULTILINE)
    return Told(*outputs)


@pytest.fixture(scope="session")
def wrong(approved: Path, tmp_path_factory: pytest.TempPathFactory) -> Told:
    site = Site(tmp_path_factory.mktemp("reading") / "site")
    shutil.copytree(approved, site.root)
    site.write("snippets/hidden.md", f"It is [0.99]({FACT}).\n")
    return told(site, {name: way.text for name, way in (PROVED_FALSE | REFUSED).items()})


@pytest.fixture(scope="session")
def right(approved: Path, tmp_path_factory: pytest.TempPathFactory) -> Told:
    site = Site(tmp_path_factory.mktemp("harmless") / "site")
    shutil.copytree(approved, site.root)
    return told(site, {f"harmless {name}": text for name, text in HARMLESS.items()})


@pytest.mark.parametrize("name", PROVED_FALSE | REFUSED)
def test_check_does_not_pass_it(wrong: Told, name: str) -> None:
    way = (PROVED_FALSE | REFUSED)[name]
    assert way.words in Told.of(wrong.check, name).get(FIRST + way.offset, ""), Told.of(wrong.check, name)


@pytest.mark.parametrize("name", [name for name, way in REFUSED.items() if way.words != FALSE])
def test_the_strict_build_does_not_pass_it(wrong: Told, name: str) -> None:
    way = REFUSED[name]
    assert way.words in Told.of(wrong.build, name).get(FIRST + way.offset, ""), Told.of(wrong.build, name)


@pytest.mark.parametrize("name", HARMLESS)
def test_what_is_harmless_passes(right: Told, name: str) -> None:
    assert Told.of(right.check, f"harmless {name}") == {}
    assert Told.of(right.build, f"harmless {name}") == {}


INCLUDED = "snippets/outer.md", "snippets/inner.md", "snippets/listed.md"


@pytest.mark.parametrize("name", [*INCLUDED, "mkdocs.yml", "docs/posts/demo.md"])
def test_a_page_is_read_again_when_it_or_what_it_includes_changed(site: Site, name: str) -> None:
    site.add('\n--8<-- "outer.md:part"\n')
    for path, text in zip(INCLUDED, ('--8<-- "inner.md"\n', "--8<--\nlisted.md\n--8<--\n", "Text.\n"), strict=True):
        site.write(path, text)

    def key() -> str:
        modules.look_again()
        return account.key(written.page(Project(site.root), site.post))

    before = key()
    assert key() == before
    site.write(name, (site.root / name).read_text() + "\n")
    assert key() != before


def test_a_page_that_was_read_is_not_read_again(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def pages_read() -> int:
        jobs: list[check.Job] = []

        def run(waiting: list[check.Job], *options: Any) -> Iterator[list[check.Outcome]]:
            jobs.extend(waiting)
            return proved(waiting, *options)

        monkeypatch.setattr(check, "_run", run)
        check.check(project, written.pages(project), jobs=1)
        return sum(job.spots[0][0] == check.PAGE for job in jobs)

    proved = check._run
    project = Project(site.root)
    assert [pages_read() > 0, pages_read()] == [True, 0]


def test_extensions_that_cannot_be_loaded_are_told_in_a_sentence(site: Site) -> None:
    site.replace("mkdocs.yml", "  - tables\n", "  - tables\n  - no_such_extension\n")
    done = site.check()
    assert done.returncode == 1
    assert "mkdocs.yml: Failed to load extension 'no_such_extension'" in done.stderr
    assert not re.search(r"^Traceback", done.stderr, re.MULTILINE)


def test_pages_are_read_from_any_folder_of_the_site(site: Site) -> None:
    done = Site(site.root / "docs").check()
    assert done.returncode == 0, done.stderr
