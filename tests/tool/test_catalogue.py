"""Catalogue pages: written from what a topic's package says of its functions, proved like any page."""

import re

import pytest

from musings.claims.registry import find_claims
from musings.core import written
from musings.core.project import Project
from musings.proof.check import examine
from musings.site.catalogue import write_stale
from tests.tool.conftest import Site

ENTRIES = '''\
"""Every function of the demonstration.

There is more to say of them.
"""

from collections.abc import Callable
from dataclasses import dataclass

from snippets.demo.relu import relu


@dataclass
class Entry:
    label: str
    slope: Callable | None
    function: Callable
    formula: str
    monotone: bool = True
    kinks: tuple[float, ...] = ()
    used: str = "everywhere"
    paper: str = "nair2010"
    pytorch: str | None = None

    @property
    def name(self):
        return self.function.__name__

    @property
    def subject(self):
        return self.function

    @property
    def companion(self):
        return self.slope

    def properties(self):
        return {"Monotone": "yes" if self.monotone else "no", "Kinks": ", ".join(f"{kink:.0f}" for kink in self.kinks)}


CATALOGUE = {
    "relu": Entry("ReLU", None, relu, r"f(x) = \\max(0, x)", kinks=(0.0,), pytorch="torch.relu"),
}
'''

HALF = '''\
"""Half of it."""


# --8<-- [start:half]
def half(x):
    """Half of x.

    >>> half(3.0)
    1.5
    """
    return x / 2.0
# --8<-- [end:half]
'''

PICTURES = '''\
"""Pictures.

Try another:

>>> from snippets.demo.relu import relu
>>> relu(7.0)
7.0
"""

import matplotlib.pyplot as plt

from snippets.demo.catalogue import CATALOGUE


def entry(name):
    figure, axes = plt.subplots(figsize=(2, 1))
    axes.plot([-1, 0, 1], [CATALOGUE[name].function(x) for x in (-1.0, 0.0, 1.0)])
    return figure


def sketch(name):
    return [[(0.0, 0.0), (0.5, 0.0), (1.0, 1.0)]]
'''


PAGE = "docs/catalogue/demo.md"
GROUP = "docs/catalogue/demo/half-and-positive.md"


@pytest.fixture
def catalogue(site: Site) -> Site:
    site.write("snippets/demo/catalogue.py", ENTRIES)
    site.write("plots/catalogue/__init__.py", "")
    site.write("plots/catalogue/demo.py", PICTURES)
    return site


def page(site: Site) -> str:
    return (site.root / "docs/catalogue/demo.md").read_text(encoding="utf-8")


def page_of(site: Site) -> str:
    done = site.run("catalogue")
    assert done.returncode == 0, done.stderr
    return page(site)


def put_into_a_group(site: Site, group: str = "half and positive") -> None:
    site.replace("snippets/demo/catalogue.py", "    monotone: bool", f"    family: str = {group!r}\n    monotone: bool")


def add_half(site: Site, formula: str = r"g(x) = \\frac{x}{2}") -> None:
    site.write("snippets/demo/half.py", HALF)
    site.replace(
        "snippets/demo/catalogue.py",
        'pytorch="torch.relu"),\n',
        f'pytorch="torch.relu"),\n    "half": Entry("Half", None, half, r"{formula}".replace("\\\\\\\\", "\\\\")),\n',
    )
    site.replace("snippets/demo/catalogue.py", "import relu\n", "import relu\nfrom snippets.demo.half import half\n")
    site.replace("snippets/demo/__init__.py", "as relu\n", "as relu\nfrom snippets.demo.half import half as half\n")


def test_a_page_says_what_the_catalogue_says(catalogue: Site) -> None:
    text = page_of(catalogue)
    assert "# Demo\n\nEvery function of the demonstration.\n\nThere is more to say of them." in text
    assert "## ReLU { #relu }\n\nThe positive part of x." in text
    assert "/// formula | demo.relu\n\nf(x) = \\max(0, x)\n///" in text
    assert "<dt>Monotone</dt><dd>yes</dd>" in text
    assert "<dt>Kinks</dt><dd>0</dd>" in text
    assert "**Used**: everywhere." in text
    assert "**Source**: [Nair and Hinton, 2010](cite:nair2010)." in text
    assert "**Elsewhere**: PyTorch `torch.relu`." in text
    assert "![ReLU. monotone: yes, kinks: 0](plot:catalogue.demo/entry/relu)" in text
    assert '--8<-- "demo/relu.py:relu"' in text


def test_entries_of_a_group_stand_on_its_page_and_the_overview_leads_there(catalogue: Site) -> None:
    put_into_a_group(catalogue)
    add_half(catalogue)
    overview, group = page_of(catalogue), (catalogue.root / GROUP).read_text(encoding="utf-8")
    assert re.findall(r'<tr id="(\w+)">.*?<a href="(.*?)">', overview) == [
        ("relu", "half-and-positive/#relu"),
        ("half", "half-and-positive/#half"),
    ]
    assert "## [Half and positive](demo/half-and-positive.md)" in overview
    assert "[ReLU](demo/half-and-positive.md#relu), [Half](demo/half-and-positive.md#half)\n" in overview
    assert "/// formula" not in overview
    assert group.startswith("# Demo: Half and positive\n\n[ReLU](#relu), [Half](#half). [The catalogue](../demo.md) ")
    assert "## ReLU { #relu }\n\nThe positive part of x." in group
    assert "/// formula | demo.half\n\ng(x) = \\frac{x}{2}\n///" in group
    done = catalogue.build()
    assert done.returncode == 0, done.stderr
    html = (catalogue.root / "site/catalogue/demo/half-and-positive/index.html").read_text(encoding="utf-8")
    assert re.search(r'<h2 id="half">Half', html)


def test_what_the_page_of_a_group_says_is_proved(catalogue: Site) -> None:
    put_into_a_group(catalogue)
    add_half(catalogue, r"g(x) = \\frac{x}{3}")
    done = catalogue.check()
    assert done.returncode == 1
    assert re.search(rf"{GROUP}:\d+: formula demo\.half", done.stderr)


def test_the_page_of_a_group_is_there_as_long_as_the_group(catalogue: Site) -> None:
    put_into_a_group(catalogue)
    page_of(catalogue)
    (catalogue.root / GROUP).unlink()
    assert write_stale(Project(catalogue.root)) == []
    assert (catalogue.root / GROUP).is_file()
    catalogue.replace("snippets/demo/catalogue.py", "half and positive", "positive")
    assert write_stale(Project(catalogue.root)) == []
    assert not (catalogue.root / GROUP).exists()
    assert (catalogue.root / "docs/catalogue/demo/positive.md").is_file()


def test_the_order_of_an_entrys_fields_says_nothing(catalogue: Site) -> None:
    add_half(catalogue)
    catalogue.replace("snippets/demo/catalogue.py", '"ReLU", None, relu', '"ReLU", half, relu')
    text = page_of(catalogue)
    assert "## ReLU { #relu }\n\nThe positive part of x." in text


@pytest.mark.parametrize("missing", ["subject", "companion", "properties"])
def test_what_an_entry_lacks_is_told(catalogue: Site, missing: str) -> None:
    catalogue.replace("snippets/demo/catalogue.py", f"def {missing}(", "def another(")
    done = catalogue.run("catalogue")
    assert done.returncode == 1
    assert f"an entry of snippets/demo/catalogue.py has no {missing}" in done.stderr


def test_the_examples_of_a_docstring_stand_alone(catalogue: Site) -> None:
    cells = re.findall(r"```pycon \{ \.live \}\n(.*?)```", page_of(catalogue), re.DOTALL)
    assert cells[0] == ">>> from snippets.demo.relu import relu\n>>> relu(-2.0)\n0.0\n"
    assert cells[-1].endswith(">>> relu(7.0)\n7.0\n")


def test_what_a_page_says_is_proved_and_is_in_the_ledger(catalogue: Site) -> None:
    done = catalogue.check(PAGE)
    assert done.returncode == 0, done.stderr
    found = {(claim.kind, claim.name) for claim in find_claims(written.pages(Project(catalogue.root))[0])}
    assert {("formula", "demo.relu"), ("plot", "catalogue.demo/entry/relu"), ("citation", "nair2010")} <= found


def test_a_new_function_appears_by_itself(catalogue: Site) -> None:
    assert "half" not in page_of(catalogue)
    add_half(catalogue)
    done = catalogue.build()
    assert done.returncode == 0, done.stderr
    text = (catalogue.root / "site/catalogue/demo/index.html").read_text(encoding="utf-8")
    assert re.search(r'<h2 id="half">Half', text)
    assert '<a href="#half">Half</a>' in text
    assert (catalogue.root / "docs/assets/figures/catalogue.demo/entry/half.light.svg").is_file()


def test_a_false_formula_of_an_entry_fails(catalogue: Site) -> None:
    add_half(catalogue, r"g(x) = \\frac{x}{3}")
    done = catalogue.check(PAGE)
    assert done.returncode == 1
    assert "formula demo.half" in done.stderr
    assert "the formula disagrees with half" in done.stderr


def test_a_source_that_the_bibliography_lacks_is_told(catalogue: Site) -> None:
    catalogue.replace("snippets/demo/catalogue.py", '"nair2010"', '"nobody1999"')
    done = catalogue.run("catalogue")
    assert done.returncode == 1
    assert "docs/references.bib has no entry nobody1999, the source of relu" in done.stderr


def test_a_catalogue_that_cannot_be_imported_leaves_the_last_page(catalogue: Site) -> None:
    before = page_of(catalogue)
    catalogue.replace("snippets/demo/catalogue.py", "@dataclass", "@data_class")
    done = catalogue.check(PAGE)
    assert done.returncode == 1
    assert "catalogue demo: snippets/demo/catalogue.py" in done.stderr
    assert page(catalogue) == before


def test_the_pages_of_a_catalogue_that_is_gone_go(catalogue: Site) -> None:
    put_into_a_group(catalogue)
    page_of(catalogue)
    (catalogue.root / "snippets/demo/catalogue.py").unlink()
    assert write_stale(Project(catalogue.root)) == []
    assert list((catalogue.root / "docs/catalogue").rglob("*.md")) == []


def test_a_formula_of_a_post_is_taken_where_the_entry_names_it(catalogue: Site) -> None:
    catalogue.replace("snippets/demo/catalogue.py", r'r"f(x) = \max(0, x)"', '"demo.relu"')
    assert "/// formula | demo.relu\n\n\\operatorname{ReLU}(x) = \\max(0, x)\n///" in page_of(catalogue)
    put_into_a_group(catalogue)
    page_of(catalogue)
    catalogue.replace("docs/posts/demo.md", "\\max(0, x)", "\\max(x, 0)")
    page_of(catalogue)
    assert "\\operatorname{ReLU}(x) = \\max(x, 0)\n///" in (catalogue.root / GROUP).read_text(encoding="utf-8")


def test_a_plot_that_shows_nothing_fails(catalogue: Site) -> None:
    catalogue.replace("plots/catalogue/demo.py", "CATALOGUE[name].function(x)", "float('nan')")
    done = catalogue.check(PAGE)
    assert "plot catalogue.demo/entry/relu" in done.stderr
    assert "the plot shows nothing" in done.stderr


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("![](plot:catalogue.demo/entry/relu)", "the plot has no alternative text"),
        ("![A plot](plot:demo/relu)", "a plot names what it shows"),
        ("![A figure](figure:catalogue.demo/entry/relu)", "a figure takes no argument"),
        ("![A plot](plot:catalogue.demo/gone/relu)", "has no function gone"),
    ],
)
def test_a_picture_that_is_named_wrongly_is_told(catalogue: Site, line: str, problem: str) -> None:
    catalogue.add(f"\n{line}\n")
    wrong = examine(written.pages(Project(catalogue.root), ["docs/posts/demo.md"]))
    assert [problem in str(result.failure) for result in wrong] == [True]
