"""Each page's code as a notebook: it runs where nothing is but itself, and prints what the page prints."""

import ast
import doctest
from pathlib import Path
from typing import Any

import nbformat
import pytest

from musings.claims.registry import kinds
from musings.core import written
from musings.core.page import Page
from musings.core.project import Project
from musings.notebooks.cells import printed
from musings.notebooks.kernel import execute
from musings.site.downloads import FOLDER, code_sources, downloads, notebook
from tests.tool.conftest import Site

ROOT = Path(__file__).resolve().parents[2]
PAGES = [page for page in written.pages(Project(ROOT)) if code_sources(page) is not None]
EXTRA = """
## More { #more }

See [the demo](demo.md#more), [a place](https://example.org/a) and `[code](x.md)`.

/// details | Solution
```py { title="snippets/demo/app.py" }
--8<-- "demo/app.py:route"
```
///

```pycon
>>> int("x")
Traceback (most recent call last):
ValueError: invalid literal for int() with base 10: 'x'
>>> print("a\\n\\nb")
a
<BLANKLINE>
b
```
"""
APP = """from snippets.demo.relu import relu

app = object()


# --8<-- [start:route]
@app.get("/")
def route():
    return relu(1.0)
# --8<-- [end:route]
"""


def alone(page: Page) -> pytest.MarkDecorator:
    """These share nothing, so that any process may run them."""
    return pytest.mark.xdist_group(f"download {page.name}")


def address(path: str) -> str:
    return f"https://example.org/{path}"


def made(site: Site) -> Any:
    return notebook(written.page(Project(site.root), site.post), address)


def code_of(found: Any) -> list[str]:
    return [cell.source for cell in found.cells if cell.cell_type == "code"]


def text_of(found: Any) -> str:
    return "\n\n".join(cell.source for cell in found.cells if cell.cell_type == "markdown")


@pytest.mark.parametrize("page", [pytest.param(page, marks=alone(page), id=page.name) for page in PAGES])
def test_the_notebook_of_every_page_runs_by_itself_and_prints_what_the_page_prints(page: Any) -> None:
    promised = notebook(page, address)
    nbformat.validate(promised)
    ran = execute(promised)
    checker = doctest.OutputChecker()
    other = [
        f"{cell.source}\nexpected: {printed(cell)}\ngot: {printed(now)}"
        for cell, now in zip(promised.cells, ran.cells, strict=True)
        if cell.cell_type == "code" and not checker.check_output(printed(cell), printed(now), doctest.ELLIPSIS)
    ]
    assert other == []


def test_a_page_without_code_has_none(site: Site) -> None:
    assert code_sources(written.page(Project(site.root), site.root / "docs/index.md")) is None


def test_it_lies_where_its_page_says(site: Site) -> None:
    (download,) = downloads(Project(site.root), address)
    assert download.path == f"{FOLDER}/posts/demo.ipynb"
    assert [each.content for each in downloads(Project(site.root), address)] == [download.content]


def test_a_mistake_in_a_page_costs_its_notebook_and_nothing_else(site: Site) -> None:
    site.add(EXTRA)  # its listing names a file that is not there
    assert list(downloads(Project(site.root), address)) == []


def test_a_change_of_an_imported_file_is_in_it(site: Site) -> None:
    from musings.core import modules

    list(downloads(Project(site.root), address))
    site.replace("snippets/demo/helper.py", "0.0", "0.5")
    modules.look_again()
    (download,) = downloads(Project(site.root), address)
    assert "ZERO = 0.5" in download.content


def test_it_brings_the_files_that_its_code_imports_and_no_others(site: Site) -> None:
    site.write("snippets/demo/unused.py", "x = 1\n")
    heads = [source.split("\n")[0] for source in code_of(made(site))]
    assert "%%writefile snippets/demo/helper.py" in heads
    assert "%%writefile snippets/demo/unused.py" not in heads


def test_a_listing_is_a_cell_with_the_imports_it_needs(site: Site) -> None:
    (cell,) = [source for source in code_of(made(site)) if source.startswith("# snippets/demo/relu.py")]
    assert "from snippets.demo.helper import ZERO\n\ndef relu(x):" in cell
    assert "8<" not in cell


def test_examples_lose_their_prompts_and_keep_their_answers(site: Site) -> None:
    cells = {cell.source: printed(cell) for cell in made(site).cells if cell.cell_type == "code"}
    assert cells["from snippets.demo.relu import relu\nrelu(-1.0)"] == "0.0\n"
    assert cells["relu(2.0)"] == "2.0\n"


def test_what_jupyter_does_not_know_becomes_plain_markdown(site: Site) -> None:
    text = text_of(made(site))
    assert text.startswith("# A demonstration\n")
    assert "is 0.25, which is 25 % of one and\nabout a quarter, as Nair and Hinton, 2010 never said" in text
    assert "$$\n\\operatorname{ReLU}(x) = \\max(0, x)\n$$" in text
    assert "|   x | ReLU |" in text
    assert "1. V. Nair and G. E. Hinton (2010)." in text
    assert "///" not in text
    assert "<!--" not in text
    assert "date: 2026" not in text


def test_no_address_that_only_the_site_can_follow_is_left(site: Site) -> None:
    site.add("\nYou can [make it fall](explorer:demo:x=1) and see.\n\n![A line](plot:catalogue.demo/entry/relu)\n")
    text = text_of(made(site))
    assert "You can make it fall and see.\n\n(A line)" in text
    assert not [scheme for kind in kinds().values() for scheme in (kind.link, kind.image) if f"({scheme}:" in text]


def test_the_pictures_are_inside(site: Site) -> None:
    (cell,) = [cell for cell in made(site).cells if cell.get("attachments")]
    assert "![A line that is flat and then rises](attachment:demo_relu_light.png)" in cell.source
    assert list(cell.attachments) == ["demo_relu_light.png"]


def test_links_lead_to_the_site(site: Site) -> None:
    site.write("snippets/demo/app.py", APP)
    site.add(EXTRA)
    text = text_of(made(site))
    assert "[the demo](https://example.org/posts/demo.md#more)" in text
    assert "[a place](https://example.org/a)" in text
    assert "## More\n" in text
    assert "**Solution**" in text


def test_a_listing_that_does_more_than_define_is_shown_and_not_run(site: Site) -> None:
    site.write("snippets/demo/app.py", APP)
    site.add(EXTRA)
    found = made(site)
    assert '```python\n# snippets/demo/app.py\n@app.get("/")' in text_of(found)
    assert not [source for source in code_of(found) if source.startswith("@app")]


def test_an_error_is_expected_and_a_blank_line_is_blank(site: Site) -> None:
    site.write("snippets/demo/app.py", APP)
    site.add(EXTRA)
    cells = {cell.source: cell for cell in made(site).cells if cell.cell_type == "code"}
    assert cells['int("x")'].metadata.tags == ["raises-exception"]
    assert printed(cells['int("x")']) == "ValueError: invalid literal for int() with base 10: 'x'\n"
    assert printed(cells['print("a\\n\\nb")']) == "a\n\nb\n"


def test_every_code_cell_can_be_read(site: Site) -> None:
    for source in code_of(made(site)):
        if not source.startswith("%%"):
            ast.parse(source)
