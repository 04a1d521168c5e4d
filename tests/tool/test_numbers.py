"""Every number that a reader meets is a claim's, cited, or of a form that claims nothing; so is each relation."""

import shutil
from pathlib import Path

import pytest

from .conftest import FILES as DEMO
from .conftest import Site
from .test_reading import FACT, FIRST, Told, Way, slug, told

UNREAD = "nobody has read it since it changed"
LOOSE = "nothing says where this number comes from"
FORMULA = "nothing proves this formula"
IN_CODE = "no code of this page holds the number"
FALSE = "the statement is not true of the run"
BEYOND = "the interval goes beyond what the words say"
UNSET = "does not set this number"
UNSEEN = "did not look at this number"
UNSAID = "does not say whether it holds"
FIGURE = "(figure:demo/relu)"

FILES = {
    "snippets/demo/walk.py": '''\
"""A walk."""

STEPS = 300
RATES = (0.1, 1.8, -2)
TWICE = 2 * STEPS


def walk(steps=STEPS, *, batch=16):
    """Walk.

    >>> walk()
    600
    """
    far = 0
    for each in (1, 7):
        far = each
    for near, wide in [(21, 31), (22, 32)]:
        far += 0 * near * wide
    for deep, (low, high) in zip((41, 42), ((51, 61), (52, 62)), strict=True):
        far += 0 * deep * low * high
    return longer(start=0.5, steps=steps) + 0 * batch * far


def longer(start, steps):
    """Walk twice as long.

    >>> longer(0, 1)
    2
    """
    return 2 * steps
''',
    "snippets/demo/statements.py": '''\
"""Statements of the demonstration."""


def three_of_five():
    """Three of five nets learn.

    >>> three_of_five()
    (True, {'learnt': [1, 4, 5], 'nets': 5, 'steps': 113})
    """
    return True, {"learnt": [1, 4, 5], "nets": 5, "steps": 113}


def rises():
    """It rises.

    >>> rises()
    (False, {'slope': -1.0})
    """
    return False, {"slope": -1.0}


def unshown():
    """It shows nothing."""
    return True, {}


def unsaid():
    """It does not say.

    >>> unsaid()
    0.25
    """
    return 0.25


def raises():
    """It raises.

    >>> raises()
    """
    return 1 / 0


def flat():
    """The slope at the top.

    >>> flat()
    (True, {'slope': 0.0, 'at': 2})
    """
    return True, {"slope": 0.0, "at": 2}
''',
    "snippets/words.md": "All of 25 nets learnt.\n",
    "docs/references.bib": DEMO["docs/references.bib"]
    + """
@article{ohara2011,
  author = {O'Hara, Ann},
  title = {O'Hara's 25 "Nets"},
  journal = {Nets},
  year = {2011},
}
""",
}

WRONG = {
    "digits": Way("All of 25 nets learnt.", LOOSE),
    "digits in the middle of a paragraph": Way("Nets\nlearn. All of\n25 nets learnt.", LOOSE, 2),
    "decimals": Way("It is 0.99 here.", LOOSE),
    "percentage": Way("It is 99 % here.", LOOSE),
    "thousands": Way("It is 3,000 here.", LOOSE),
    "minus": Way("It is −1 here.", LOOSE),
    "zero": Way("It never comes to 0 here.", LOOSE),
    "unit that touches": Way("It takes 99ms here.", LOOSE),
    "words": Way("All of fifty nets learnt.", LOOSE),
    "words of several": Way("All of two hundred and six nets learnt.", LOOSE),
    "words with a hyphen": Way("All of the twenty-five nets learnt.", LOOSE),
    "small word of what is repeated": Way("The median of five seeds is small.", LOOSE),
    "small word of what is repeated, described": Way("Bands hold all of the three long runs.", LOOSE),
    "count below ten": Way("Two of all nets learnt.", UNREAD),
    "count below ten in a heading": Way("## Two nets\n\nThey learnt.", UNREAD),
    "count below ten in a list": Way("- Nets learn.\n- All **nine** learnt.", UNREAD, 1),
    "count below ten in a title": Way('[nets](https://example.org "all three")', UNREAD),
    "count below ten beside a citation": Way("Two learnt ([Nair and Hinton, 2010](cite:nair2010)).", UNREAD),
    "one in so many": Way("One in three nets learnt.", UNREAD),
    "share in words": Way("A third of the nets learnt.", UNREAD),
    "multiple in words": Way("It learns Twice as fast.", UNREAD),
    "multiple": Way("The loss doubled.", UNREAD),
    "fold": Way("The loss rose tenfold.", UNREAD),
    "supposition": Way("For $x = 3$ nets learn.", UNREAD),
    "word of a scale": Way("A million nets learnt.", LOOSE),
    "emphasis": Way("All of **25** nets learnt.", LOOSE),
    "emphasis within": Way("All of 2*5* nets learnt.", LOOSE),
    "entity": Way("All of &#50;5 nets learnt.", LOOSE),
    "list": Way("- Nets learn.\n- All of 25 learnt.", LOOSE, 1),
    "quote": Way("> All of 25 nets learnt.", LOOSE),
    "heading": Way("## All of 25 nets\n\nThey learnt.", LOOSE),
    "number behind the number of a heading": Way("## 1. All of 25 nets\n\nThey learnt.", LOOSE),
    "admonition of another kind": Way("/// details | All of 25 nets\nThey learnt.\n///", LOOSE),
    "caption": Way(f"![A line]{FIGURE}\n\n/// figure-caption\nAll of 25 nets.\n///", LOOSE, 3),
    "alternative text": Way(f"![A line of 25 points]{FIGURE}", LOOSE),
    "alternative text beside a claim": Way(f"![A line of 25 points and [0.25]({FACT})]{FIGURE}", LOOSE),
    "alternative text of another picture": Way("![All of 25 nets](x.png)", LOOSE),
    "alternative text in HTML": Way('<img src="x.png" alt="All of 25 nets">', LOOSE),
    "false claim in an alternative text": Way(f"![A line up to [0.99]({FACT})]{FIGURE}", "expected: 0.99"),
    "HTML": Way("<div>All of 25 nets learnt.</div>", LOOSE),
    "HTML of a drawing": Way("<svg><text>25 nets</text></svg>", LOOSE),
    "title of a link": Way('[nets](https://example.org "all of 25")', LOOSE),
    "HTML that looks like a fact": Way('It is <a class="fact" href="#x">0.99</a>.', LOOSE),
    "attributes that look like a fact": Way("It is [0.99](#digits){ .fact } here.", LOOSE),
    "attributes beside a fact": Way(f"It is [0.25]({FACT}), or [0.99](#digits){{ .fact }} here.", LOOSE),
    "sentence beside a citation": Way("So [Nair and Hinton, 2010](cite:nair2010) said. All of 25 nets learnt.", LOOSE),
    "footnote": Way("Nets learn.[^1]\n\n[^1]: All of 25 nets.", LOOSE, 2),
    "words that hold a form": Way("The 25 nets of exercise 3 learnt.", LOOSE),
    "code": Way("It is `0.99` here.", IN_CODE),
    "relation": Way("The mean $a = b$ stays.", FORMULA),
    "number in mathematics": Way("The bound $3x$ holds.", FORMULA),
    "approximation": Way("So $a \\approx b$ holds.", FORMULA),
    "number that is not supposed": Way("It falls to $3x$ soon.", FORMULA),
    "relation at a place": Way("It is largest at $x = 3$.", FORMULA),
    "relation after what is supposed": Way("For $x = 3$ it is so that $y = 4$.", FORMULA),
    "to try and believe": Way("Try to believe that it is 0.99 here.", LOOSE),
    "behind what is to be tried": Way("Try 0.1, and the slope will be 0.99.", LOOSE),
    "step that was reached": Way("The end comes at step 100.", LOOSE),
    "false statement": Way("It [rises](holds:demo.rises).", FALSE),
    "number that a statement did not look at": Way("[Three of seven nets](holds:demo.three_of_five) learn.", UNSEEN),
    "mathematics that a statement did not look at": Way("[$f'(3) = 0$](holds:demo.flat) holds.", UNSEEN),
    "statement without a function": Way("It [falls](holds:demo.falls).", "has no function falls"),
    "statement that shows nothing": Way("It [falls](holds:demo.unshown).", "does not show what it looked at"),
    "statement that does not say": Way("It [falls](holds:demo.unsaid).", UNSAID),
    "statement that nobody has read": Way("[No net](holds:demo.three_of_five) learns.", "since the two were read"),
    "statement that raises": Way("It [falls](holds:demo.raises).", "ZeroDivisionError"),
    "statement that cannot be read": Way("It [falls](<holds:demo.rises>).", "the link cannot be read"),
    "set-up of another number": Way("After [301 steps](setup:demo.walk.STEPS).", UNSET),
    "set-up of another unit": Way("After [300 %](setup:demo.walk.STEPS).", UNSET),
    "set-up of another word": Way("After [sixty steps](setup:demo.walk.STEPS).", UNSET),
    "set-up with one number too many": Way("[300 steps of 17](setup:demo.walk.STEPS).", UNSET),
    "set-up of another sign": Way("A start of [−0.5](setup:demo.walk.walk.start).", UNSET),
    "set-up without a number": Way("After [the steps](setup:demo.walk.STEPS).", "hold no number"),
    "set-up of nothing": Way("After [300 steps](setup:demo.walk.START).", "sets no number as START"),
    "set-up of no module": Way("After [300 steps](setup:demos.STEPS).", "does not begin with a module"),
    "set-up of no file": Way("After [300 steps](setup:demo.walks.STEPS).", "sets no number as walks.STEPS"),
    "set-up of a rounded number": Way("A rate of [2](setup:demo.walk.RATES).", UNSET),
    "set-up of another function": Way("A batch of [16](setup:demo.walk.longer.batch).", "sets no number"),
    "set-up below that is not": Way("A [3](setup:below).\n\n```pycon\n>>> 1 + 1\n2\n```", UNSET),
    "set-up below nothing": Way("A [3](setup:below).", "there is no code below"),
    "set-up above nothing": Way("A [3](setup:above).\n\n```pycon\n>>> 3\n3\n```", "there is no code above"),
    "set-up of a loop's other name": Way("Over [31](setup:demo.walk.walk.near).", UNSET),
    "set-up of the other of two loops": Way("Over [41](setup:demo.walk.walk.low).", UNSET),
    "touching a set-up": Way("After 1[300 steps](setup:demo.walk.STEPS).", LOOSE),
    "set-up of minus nothing": Way("From [−0](setup:demo.walk.walk.near).", UNSET),
    "more than its interval": Way(f'[More than 0.28]({FACT} "0.2 to 0.3").', BEYOND),
    "less than its interval": Way(f'[less than a quarter]({FACT} "0.2 to 0.3").', BEYOND),
    "at least more": Way(f'[at least 0.22]({FACT} "0.2 to 0.3").', BEYOND),
    "no more than": Way(f'[no more than 0.25]({FACT} "0.2 to 0.3").', BEYOND),
    "more than what is far below": Way(f'[more than 0.1]({FACT} "0.2 to 0.3").', "outside their own interval"),
    "fraction in words": Way(f'[about half]({FACT} "0.2 to 0.3").', "outside their own interval"),
    "mathematics in a fact": Way(f'[$3x$ is a quarter]({FACT} "0.2 to 0.3").', "hold mathematics"),
}
RIGHT = {
    "fact": f"It is [0.25]({FACT}).",
    "fact in emphasis": f"It is **[0.25]({FACT})**.",
    "citation": "Of 25 nets all learnt ([Nair and Hinton, 2010](cite:nair2010)).",
    "citation first": "As [Nair and Hinton (2010)](cite:nair2010) say, e.g. of 25 nets, all learnt.",
    "small words": "Two of nine nets learnt, a tenth of them tenfold; one seed is none.",
    "small word of what is repeated, set": "In [seven](setup:demo.walk.walk.each) runs.",
    "names": "ReLU6, L2, x_1, CIFAR-10, RFC 9110, Python 3.11 and HTTP/1.1.",
    "parts": "As in exercises 3, 4 and 5, Part 2, and figure 1.",
    "exercises": "**1.** Which nets learn?\n\n1. One.\n2. Another.",
    "numbered headings": "### 1. Nets\n\nThey learn.",
    "what is to be tried": "Try 0.1, then 1, then −1.9, or 50 %, and look.",
    "what is to be tried now": "Try a rate of 0.1, and look.",
    "numbers in code": "Look at `2`.\n\n```pycon\n>>> 1 + 1\n2\n```",
    "code with a sign": "Look at `-7`.\n\n```pycon\n>>> 1 - 8\n-7\n```",
    "indices": "The weights $w_{12}$ and $x^3$ of $f(0) + 1$.",
    "what is supposed": "With $\\mu = 0.9$, for $x < 3$ and $y > 2$, let $z = 5$, "
    "the usual $\\beta = 0.9$ and $\\alpha = 3$.",
    "display formula": "Here $\\max(0, x)$ is it: $\\operatorname{ReLU}(x) = \\max(0, x)$.\n\n"
    "/// formula | demo.relu\n\\operatorname{ReLU}(x) = \\max(0, x)\n///",
    "constant": "After [300 steps](setup:demo.walk.STEPS), [Three hundred](setup:demo.walk.STEPS) in words.",
    "several": "Rates of [0.1, 1.8 and −2](setup:demo.walk.RATES).",
    "arithmetic": "After [600 steps](setup:demo.walk.TWICE).",
    "default": "After [300 steps](setup:demo.walk.walk.steps) with a batch of [16](setup:demo.walk.walk.batch).",
    "argument by name": "From [0.5](setup:demo.walk.walk.start), through [7](setup:demo.walk.walk.each).",
    "loop over pairs": "Over [21 and 22](setup:demo.walk.walk.near), and [32](setup:demo.walk.walk.wide).",
    "loops side by side": "Over [42](setup:demo.walk.walk.deep), and up to [61 and 62](setup:demo.walk.walk.high).",
    "plot": "A picture of [3 by 2](setup:plots.demo.relu.figsize) inches.",
    "above and below": "```pycon\n>>> 3\n3\n```\n\nFrom [3](setup:above) to [40](setup:below).\n\n"
    "```pycon\n>>> 40\n40\n```",
    "comparisons": f'[More than 0.2]({FACT} "0.2 to 0.3"), [no more than 0.3]({FACT} "0.2 to 0.3"), '
    f'[no less than a fifth]({FACT} "0.2 to 0.3"), [nearly a third]({FACT} "0.2 to 0.33") '
    f'and [one and a half times less]({FACT} "0.2 to 0.3").',
    "alternative text": f"![Up to [0.25]({FACT}) in [300 steps](setup:demo.walk.STEPS)]{FIGURE}",
    "alternative text with brackets of words": f'![Up [about a quarter]({FACT} "0.2 to 0.3")]{FIGURE}',
    "caption": f"![A line]{FIGURE}\n\n/// figure-caption\nUp to [0.25]({FACT}).\n///",
    "statement": "[Three of five nets](holds:demo.three_of_five) learn, [in 113 steps](holds:demo.three_of_five).",
    "quotes": "[The nets' 113 \"steps\"](holds:demo.three_of_five) ([O'Hara, 2011](cite:ohara2011)).\n\n"
    "/// references\n///",
    "statement in mathematics": "There [$f'(2) = 0$](holds:demo.flat), and [flat](holds:demo.flat).",
}
READ = {
    "comparisons",
    "small words",
    "what is supposed",
    "display formula",
    "names",
    "parts",
    "what is to be tried",
    "what is to be tried now",
}
"""Of those that are right, whose sentences a person has to have read."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, approved: Path) -> Site:
    site = Site(tmp_path_factory.mktemp("numbers") / "site")
    shutil.copytree(approved, site.root)
    for name, text in FILES.items():
        site.write(name, text)
    site.replace("mkdocs.yml", "  - tables\n", "  - tables\n  - footnotes\n  - smarty\n")
    site.replace("mkdocs.yml", "  - musings\nmark", "  - musings: {proofread: true}\nmark")
    return site


@pytest.fixture(scope="module")
def said(site: Site) -> Told:
    right = {f"right {name}": text for name, text in RIGHT.items()}
    looked_at = [
        name for name, text in right.items() if any(each in text for each in (FIGURE, "(cite:", "(holds:", "(fact:"))
    ]
    looked_at += [name for name, way in WRONG.items() if way.words in {FALSE, UNSEEN, "ZeroDivisionError", UNSAID}]
    looked_at += [f"right {name}" for name in READ]
    return told(site, {name: way.text for name, way in WRONG.items()} | right, approve=looked_at)


@pytest.mark.parametrize("name", WRONG)
def test_neither_is_it_checked_nor_published(said: Told, name: str) -> None:
    way = WRONG[name]
    line = FIRST + way.offset
    assert way.words in Told.of(said.check, name).get(line, ""), Told.of(said.check, name)
    if way.words in {LOOSE, FORMULA, IN_CODE, UNSET, UNREAD}:
        assert way.words in Told.of(said.build, name).get(line, ""), Told.of(said.build, name)


@pytest.mark.parametrize("name", RIGHT)
def test_what_is_accounted_for_passes(said: Told, name: str) -> None:
    assert Told.of(said.check, f"right {name}") == {}
    assert Told.of(said.build, f"right {name}") == {}


def test_a_picture_is_shown_with_the_words_of_the_claims_in_its_alternative_text(site: Site, said: Told) -> None:
    page = site.root / "site" / slug("right alternative text") / "index.html"
    assert 'alt="Up to 0.25 in 300 steps"' in page.read_text(encoding="utf-8")


def test_a_description_has_no_number_that_nothing_proves(site: Site) -> None:
    site.write(
        "docs/posts/described.md", "---\ndate: 2026-01-31\ndescription: All of 25 nets.\n---\n\n# A\n\n<!-- more -->\n"
    )
    assert LOOSE in site.check("docs/posts/described.md").stderr


def test_a_page_may_wait_and_the_ledger_says_so_until_it_is_counted(site: Site) -> None:
    site.replace("mkdocs.yml", "{proofread: true}", "{uncounted: [docs/posts/waits.md]}")
    waits = (
        "---\ndate: 2026-01-31\n---\n\n# Waits\n\n<!-- more -->\n\nAll of {} nets, [0.25](fact:demo.largest_slope).\n"
    )
    site.write("docs/posts/waits.md", waits.format(25))
    assert site.check("docs/posts/waits.md").returncode == 0
    site.build()
    assert "numbers stand that no claim carries yet" in (site.root / "docs/ledger/of-posts-waits.md").read_text(
        encoding="utf-8"
    )
    site.write("docs/posts/waits.md", waits.format("the"))
    done = site.check("docs/posts/waits.md")
    assert done.returncode == 1
    assert "take the page out of `uncounted`" in done.stderr
