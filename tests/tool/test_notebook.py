"""Notebook pages: run again, compared, approved, rendered."""

import base64
import io
import json
from pathlib import Path
from typing import Any

import nbformat
import pytest
from PIL import Image

from musings.claims.registry import find_claims, kinds
from musings.core import notebook_page, written
from musings.core.failure import Failure
from musings.core.notebook import normalised, options, read, write
from musings.core.notebook_page import NotebookPage
from musings.core.project import Project
from musings.notebooks import kernel, pictures
from musings.proof import account
from musings.proof.check import key
from tests.tool.conftest import Site

NAME = "docs/notebooks/small.ipynb"
TEXT = "# Small\n\nThe slope is [0.25](fact:demo.largest_slope).\n"
CODE = "from snippets.demo.relu import relu\n\nprint('hello')\nrelu(2.0)"
DRAWING = "#| alt: A rising line\n#| caption: It rises.\nimport matplotlib.pyplot as plt\nplt.plot([0, 1]);"
DRAWN = '<svg width="10pt" height="10pt"><path id="p0123456789" d="M 1.00 2.00" style="fill: #1f49c4"/></svg>'


def notebook(*cells: Any) -> str:
    made = nbformat.v4.new_notebook(cells=list(cells))  # type: ignore[no-untyped-call]
    return write(normalised(made))


def text(source: str) -> Any:
    return nbformat.v4.new_markdown_cell(source)  # type: ignore[no-untyped-call]


def code(source: str, *outputs: Any) -> Any:
    return nbformat.v4.new_code_cell(source, outputs=list(outputs))  # type: ignore[no-untyped-call]


def shows(**data: str) -> Any:
    return nbformat.v4.new_output("display_data", data={k.replace("__", "/"): v for k, v in data.items()})  # type: ignore[no-untyped-call]


def svg(drawing: str) -> Any:
    return nbformat.v4.new_output("display_data", data={"image/svg+xml": drawing})  # type: ignore[no-untyped-call]


def prints(what: str) -> Any:
    return nbformat.v4.new_output("stream", name="stdout", text=what)  # type: ignore[no-untyped-call]


def page(site: Site, *cells: Any) -> NotebookPage:
    site.write(NAME, notebook(*cells))
    found = written.page(Project(site.root), site.root / NAME)
    assert isinstance(found, NotebookPage)
    return found


def examine(found: NotebookPage) -> None:
    kinds()["notebook"].examine(find_claims(found)[0], found)


def prove(found: NotebookPage) -> None:
    kinds()["notebook"].prove(find_claims(found)[0], found)


def test_approving_runs_the_notebook_and_twice_changes_nothing(site: Site) -> None:
    page(site, text(TEXT), code(CODE), code(DRAWING))
    done = site.run("approve", NAME)
    assert done.returncode == 0, done.stderr
    assert "+hello\n+2.0\n" in done.stdout
    first = (site.root / NAME).read_bytes()
    done = site.run("approve", NAME)
    assert "nothing to approve" in done.stdout
    assert (site.root / NAME).read_bytes() == first
    assert [each["status"] for each in site.results(NAME)] == ["unchanged", "unchanged"]  # approving has proved it


def test_a_cell_that_is_not_run_is_told(site: Site) -> None:
    cell = code("print(6 * 7)", prints("41\n"))
    cell.metadata["tags"] = ["skip-execution"]
    with pytest.raises(Failure, match="cell 1: it is not run"):
        examine(page(site, text(TEXT), cell))


def test_what_is_not_the_same_in_a_fresh_kernel_is_not_written(site: Site) -> None:
    page(site, text(TEXT), code("import os\nprint(os.urandom(4).hex())"))
    before = (site.root / NAME).read_bytes()
    done = site.run("approve", NAME)
    assert done.returncode == 1
    assert "does not hold in a fresh process" in done.stderr
    assert (site.root / NAME).read_bytes() == before


def test_an_output_that_is_not_what_the_code_gives_is_told_with_its_cell(site: Site) -> None:
    with pytest.raises(Failure) as caught:
        prove(page(site, text(TEXT), code("n = 1"), code("print(6 * 7)", prints("41\n"))))
    assert caught.value.problem.startswith("cell 2:")
    assert (caught.value.expected, caught.value.got) == ("41", "42")
    assert caught.value.line is not None
    assert "print(6 * 7)" in (site.root / NAME).read_text().split("\n")[caught.value.line - 1]


def test_a_cell_that_raises_is_told(site: Site) -> None:
    with pytest.raises(Failure, match="cell 1 raises") as caught:
        prove(page(site, code("1 / 0")))
    assert caught.value.got == "ZeroDivisionError: division by zero"


def test_a_warning_is_an_error(site: Site) -> None:
    with pytest.raises(Failure, match="cell 1 raises") as caught:
        prove(page(site, code("import warnings\nwarnings.warn('old')")))
    assert caught.value.got == "UserWarning: old"


def test_a_cell_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel, "CELL_SECONDS", 1)
    with pytest.raises(Failure, match="longer than 1 seconds") as caught:
        kernel.execute(read(notebook(code("while True:\n    pass"))))
    assert caught.value.got == "while True:\n    pass"


def test_without_a_project_its_packages_are_not_there() -> None:
    ran = kernel.execute(read(notebook(code("import snippets"))))
    assert ran.cells[0].outputs[0].ename == "ModuleNotFoundError"


def test_a_change_of_an_imported_module_asks_for_a_new_proof(site: Site) -> None:
    from musings.core import modules

    found = page(site, code(CODE))
    before = key(find_claims(found)[0], found)
    site.replace("snippets/demo/helper.py", "0.0", "0.5")
    modules.look_again()
    assert key(find_claims(found)[0], found) != before


def test_a_picture_needs_an_alternative_text(site: Site) -> None:
    with pytest.raises(Failure, match="cell 1: picture or words have changed"):  # there is one, and nobody has read it
        examine(page(site, code("#| alt: A dot\nplot()", svg(DRAWN))))
    with pytest.raises(Failure, match="cell 1: each picture"):
        examine(page(site, code("plot()", svg(DRAWN))))


@pytest.mark.parametrize(
    ("old", "new"), [("A rising", "A falling"), ("It rises", "It falls"), ("plt.plot([0, 1])", "plt.plot([1, 0])")]
)
def test_a_picture_or_its_words_that_have_changed_are_to_be_read_again(site: Site, old: str, new: str) -> None:
    found = page(site, text(TEXT), code(DRAWING))
    assert site.run("approve", NAME).returncode == 0
    assert site.run("check", NAME).returncode == 0
    raw = found.path.read_text(encoding="utf-8")
    site.write(NAME, raw.replace(old, new))
    if "plot" in old:  # the picture is the new one too, as if it had been run in Jupyter
        words = (site.root / "tests/baseline/words.json").read_bytes()
        assert site.run("approve", NAME).returncode == 0
        (site.root / "tests/baseline/words.json").write_bytes(words)
    told = "cell 1: picture or words have changed since the two were read side by side"
    assert told in site.run("check", NAME).stderr
    assert "written: tests/baseline/words.json" in site.run("approve", NAME).stdout
    assert site.run("check", NAME).returncode == 0


def test_an_alternative_text_without_a_picture_is_a_mistake(site: Site) -> None:
    with pytest.raises(Failure, match="cell 1: each picture"):
        examine(page(site, code("#| alt: A dot\nplot()", prints("no"))))


def test_times_and_notes_of_tools_do_not_stay(site: Site) -> None:
    found = page(site, code("1"))
    data = json.loads((site.root / NAME).read_text())
    data["cells"][0]["metadata"]["execution"] = {"iopub.execute_input": "2026-11-22T12:00:00Z"}
    site.write(NAME, json.dumps(data))
    found = NotebookPage(site.root / NAME, Project(site.root))
    with pytest.raises(Failure, match="from run to run"):
        examine(found)
    assert "2026" not in write(normalised(found.notebook))


def test_addresses_and_cuts_of_streams_do_not_matter() -> None:
    first = normalised(read(notebook(code("f", prints("<f at 0x7fcf00aa11>\n"), prints("more\n")))))
    second = normalised(read(notebook(code("f", prints("<f at 0x7fcf00bb22>\nmore\n")))))
    assert first.cells[0].outputs == second.cells[0].outputs


def test_a_file_that_is_no_notebook_is_told(site: Site) -> None:
    site.write(NAME, '{"cells": 3}')
    results = site.results(NAME)
    assert len(results) == 1
    assert "no notebook" in results[0]["failure"]


def test_a_fact_in_a_text_cell_is_proved_and_approved(site: Site) -> None:
    page(site, text("# Small\n\nIt is\nnow [0.75](fact:demo.largest_slope).\n"))
    (bad,) = [each for each in site.results(NAME) if each["status"] == "failed"]
    assert bad["kind"] == "fact"
    assert "0.75" in (site.root / NAME).read_text().split("\n")[bad["line"] - 1]
    site.run("approve", NAME)
    assert "now [0.25](fact:demo.largest_slope)." in read((site.root / NAME).read_text()).cells[0].source


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("1.00", "1.04", True),
        ("1.00", "1.10", False),
        ("0123456789", "abcdef0123", True),
        ("#1f49c4", "#1f49c5", False),
        ("/></svg>", "/><path/></svg>", False),
    ],
)
def test_two_drawings_are_alike_but_for_rounding(old: str, new: str, same: bool) -> None:
    assert pictures.alike("image/svg+xml", DRAWN, DRAWN.replace(old, new)) == same


def png(*, width: int = 40, grey: int = 200) -> str:
    buffer = io.BytesIO()
    image = Image.new("L", (width, 20), 200)
    image.putpixel((0, 0), grey)
    image.save(buffer, "png")
    return base64.b64encode(buffer.getvalue()).decode()


def test_two_pictures_of_pixels_are_alike_within_the_tolerance() -> None:
    assert pictures.alike("image/png", png(), png(grey=203))
    assert not pictures.alike("image/png", png(), png(grey=0))
    assert not pictures.alike("image/png", png(), png(width=41))


def test_a_drawing_takes_the_colours_of_the_dark_scheme(root: Path) -> None:
    made = pictures.for_page(Project(root), "image/svg+xml", DRAWN)
    assert "#1f49c4" in made["light"]
    assert "#9cbbfc" in made["dark"]


def test_pixels_stand_on_paper_of_their_own(root: Path) -> None:
    made = pictures.for_page(Project(root), "image/png", png())
    assert made["dark"] == made["light"]
    assert 'fill="#ffffff"' in made["dark"]


def test_a_page_shows_code_without_options_and_each_output_below(site: Site) -> None:
    found = page(
        site,
        text("# Small"),
        code("#| alt: A dot\n#| caption: One dot.\nplot()", prints("done\n"), svg(DRAWN)),
    )
    assert found.markdown() == (
        "# Small\n\n"
        '```py { .notebook-code data-cell="1" }\nplot()\n```\n\n'
        "```text { .notebook-output }\ndone\n```\n\n"
        "![A dot](figure:notebooks/small-1)\n\n"
        "/// figure-caption\nOne dot.\n///\n"
    )


def test_a_fence_in_an_output_does_not_end_its_block_and_an_include_is_not_followed() -> None:
    assert notebook_page.fence("text", "x", '```\n--8<-- "a.py"') == '````text { .x }\n```\n;--8<-- "a.py"\n````'


def test_a_table_keeps_its_cells_and_loses_its_looks() -> None:
    html = (
        '<style>th {color: red}</style><table border="1"><thead><tr><th></th><th>x</th></tr></thead>'
        "<tbody><tr><th>a &amp; b</th><td>1.5</td></tr></tbody></table>"
    )
    assert notebook_page.read_table(html) == (
        '<div class="claim-table notebook-table" role="group" aria-label="Table"><table>'
        '<thead><tr><td></td><th style="text-align: right">x</th></tr></thead>'
        '<tbody><tr><th>a &amp; b</th><td style="text-align: right">1.5</td></tr></tbody></table></div>'
    )


def test_html_that_is_no_table_is_not_shown(site: Site) -> None:
    output = shows(text__html="<script>alert(1)</script>", text__plain="a model")
    shown = page(site, code("model", output)).markdown()
    assert "script" not in shown
    assert "a model" in shown


@pytest.mark.parametrize(
    "more",
    [
        "<div>Estimator</div>{}",
        "{}<footer>9 rows</footer>",
        "<details>{}</details>",
        "<table><tr><td><button>copy</button>1</td></tr></table>",
    ],
)
def test_a_table_with_more_around_it_is_shown_as_text(more: str) -> None:
    table = "<table><tr><td>1</td></tr></table>"
    assert notebook_page.read_table(f"<style>td {{}}</style><div>{table}</div>") != ""
    assert notebook_page.read_table(more.format(table)) == ""


def test_an_estimator_is_shown_by_its_name(site: Site) -> None:
    page(site, text(TEXT), code("from sklearn.linear_model import LogisticRegression\nLogisticRegression(C=2.0)"))
    assert site.run("approve", NAME).returncode == 0
    shown = written.page(Project(site.root), site.root / NAME).markdown()
    assert shown.endswith("```text { .notebook-output }\nLogisticRegression(C=2.0)\n```\n")
    assert site.check(NAME).returncode == 0


@pytest.mark.parametrize(
    "picture",
    [
        "![A dot](attachment:dot.png)",
        '<img alt="x > y" src="attachment:dot.png">',
        "![A dot](https://example.org/dot.png)",
        "![A dot](//example.org/dot.png)",
        "![A dot](file:///dot.png)",
    ],
)
def test_a_picture_that_no_page_can_show_is_told_with_its_line(site: Site, picture: str) -> None:
    found = page(site, text(TEXT), text(f"So:\n\n{picture}"))
    (failure,) = account.read(found)
    assert failure.problem == "a page shows pictures of its own site alone, and this is none"
    assert (failure.got or "") in picture
    assert json.dumps(picture)[1:-1] in found.raw.split("\n")[(failure.line or 0) - 1]


def test_options_end_at_the_first_line_of_code() -> None:
    assert options("#| alt: A\nx = 1\n#| alt: B") == ([("alt", "A")], "x = 1\n#| alt: B")


def test_what_a_page_shows_beside_its_text_cells_is_read_with_it(site: Site) -> None:
    drawn = code("#| alt: A dot, `x` *and* y\nplot()", svg(DRAWN))
    assert account.read(page(site, text(TEXT), drawn, text(TEXT))) == []


def test_an_output_makes_no_claims(site: Site) -> None:
    output = shows(text__markdown="[0.99](fact:demo.largest_slope)", text__plain="0.99")
    said = account.read(page(site, text(TEXT), code("show()", output)))
    assert [failure.problem for failure in said] == ["the page shows a fact that nothing looks at"]
