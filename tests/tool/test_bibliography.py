from pathlib import Path

import pytest

from musings.core.bibliography import bibliography
from musings.core.failure import Failure
from musings.core.project import Project


def read(root: Path, text: str) -> str:
    (root / "docs").mkdir()
    (root / "docs" / "references.bib").write_text(text, encoding="utf-8")
    return next(iter(bibliography(Project(root)).values())).html


def test_an_entry_is_written_out(tmp_path: Path) -> None:
    html = read(
        tmp_path,
        "@article{a, author={Bridle, John S. and Gradient, {\\'E}lo{\\\"\\i}se}, title={Soft {Max} --- or not},"
        " journal={Neural Notes}, volume={3}, number={2}, pages={1--9}, year={1990}, doi={10.1/x}}",
    )
    assert html == (
        'J. S. Bridle and É. Gradient (1990). <a href="https://doi.org/10.1/x"><b>Soft Max — or not</b></a>. '
        "<i>Neural Notes</i>, 3(2), 1–9."
    )


def test_a_name_that_begins_with_a_brace_is_read(tmp_path: Path) -> None:
    assert "Ł. Kaiser" in read(tmp_path, "@misc{a, author={Kaiser, {\\L}ukasz}, title={T}, year={2017}}")


def test_what_html_would_take_for_a_tag_is_escaped(tmp_path: Path) -> None:
    assert "a &lt; b" in read(tmp_path, "@misc{a, author={A, B}, title={a < b}, year={2017}}")


def test_bibtex_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(Failure, match=r"docs/references.bib cannot be read"):
        read(tmp_path, "@misc{broken, author={A, B}, title={a } b}, year={2017}}")
