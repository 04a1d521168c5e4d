from pathlib import Path

import pytest

from musings.core.bibliography import bibliography
from musings.core.failure import Failure
from musings.core.project import Project

from .conftest import Site


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


def test_a_page_on_the_web_is_quoted_with_the_day_on_which_it_was_read(tmp_path: Path) -> None:
    entry = "@misc{a, title={T}, url={https://example.org}, quote={Half \\& half}, urldate={2026-11-29}}"
    assert read(tmp_path, entry).endswith("</a>. In a copy read on 29 November 2026: “Half &amp; half”")


@pytest.mark.parametrize(("urldate", "got"), [("", "(nothing)"), ("urldate={29 Nov 2026}", "29 Nov 2026")])
def test_a_quotation_without_the_day_of_reading_is_an_error(tmp_path: Path, urldate: str, got: str) -> None:
    with pytest.raises(Failure) as failure:
        read(tmp_path, f"@misc{{a, title={{T}}, quote={{Half}}, {urldate}}}")
    assert "entry a quotes what can change" in str(failure.value)
    assert failure.value.got == got


NAMED = {
    "one author": ("{Bridle, John S.}", "Bridle, 2019"),
    "two": ("{Nair, Vinod and Hinton, Geoffrey E.}", "Nair and Hinton (2019)"),
    "three": ("{He, Kaiming and Zhang, Xiangyu and Ren, Shaoqing}", "He et al., 2019"),
    "others": ("{He, Kaiming and others}", "He et al. (2019)"),
    "accents": (r"""{M{\"u}ller, Rafael and L{\'o}pez, Priscila}""", "Müller and López, 2019"),
    "accents in two parts": (r"{M{\"u}ller, Rafael}", "Mu\u0308ller, 2019"),
    "a particle": ("{van der Maaten, Laurens}", "van der Maaten, 2019"),
    "a particle where a sentence begins": ("{van der Maaten, Laurens}", "Van der Maaten (2019)"),
    "a group": ("{{Ray Team}}", "Ray Team, 2019"),
    "an apostrophe": ("{O'Toole, Garson}", "O’Toole, 2019"),
    "a sign for and": ("{Nair, Vinod and Hinton, Geoffrey E.}", "Nair &amp; Hinton, 2019"),
    "one of several in a year": ("{Bridle, John S.}", "Bridle, 2019b"),
    "two lines": ("{Nair, Vinod and Hinton, Geoffrey E.}", "Nair and\nHinton, 2019"),
}
MISNAMED = {
    "another author": ("{Bridle, John S.}", "Nair, 2019"),
    "another order": ("{Nair, Vinod and Hinton, Geoffrey E.}", "Hinton and Nair, 2019"),
    "one of two": ("{Nair, Vinod and Hinton, Geoffrey E.}", "Nair, 2019"),
    "two and others": ("{Nair, Vinod and Hinton, Geoffrey E.}", "Nair et al., 2019"),
    "three by one": ("{He, Kaiming and Zhang, Xiangyu and Ren, Shaoqing}", "He, 2019"),
    "three by two": ("{He, Kaiming and Zhang, Xiangyu and Ren, Shaoqing}", "He and Zhang, 2019"),
    "the second of three": ("{He, Kaiming and Zhang, Xiangyu and Ren, Shaoqing}", "Zhang et al., 2019"),
    "one and others": ("{Bridle, John S.}", "Bridle et al., 2019"),
    "no accent": (r"{M{\"u}ller, Rafael}", "Muller, 2019"),
    "no particle": ("{van der Maaten, Laurens}", "Maaten, 2019"),
    "a part of a name": ("{Bridle, John S.}", "Bridl, 2019"),
    "another year": ("{Bridle, John S.}", "Bridle, 2018"),
    "a longer year": ("{Bridle, John S.}", "Bridle, 20190"),
    "no year": ("{Bridle, John S.}", "Bridle"),
    "no author": ("{Bridle, John S.}", "2019"),
    "a title": ("{Bridle, John S.}", "a paper"),
    "more words": ("{Bridle, John S.}", "see Bridle, 2019"),
}


def is_named(root: Path, authors: str, text: str) -> bool:
    read(root, f"@misc{{a, author={authors}, title={{T}}, year={{2019}}}}")
    return bibliography(Project(root))["a"].is_named(text)


@pytest.mark.parametrize("way", NAMED)
def test_a_source_is_named_by_its_authors_and_its_year(tmp_path: Path, way: str) -> None:
    assert is_named(tmp_path, *NAMED[way])


@pytest.mark.parametrize("way", MISNAMED)
def test_what_names_other_authors_or_another_year_names_another_source(tmp_path: Path, way: str) -> None:
    assert not is_named(tmp_path, *MISNAMED[way])


def test_a_source_without_a_year_is_named_by_its_authors(tmp_path: Path) -> None:
    read(tmp_path, "@misc{a, author={Bridle, John S.}, title={T}}")
    source = bibliography(Project(tmp_path))["a"]
    assert (source.is_named("Bridle"), source.is_named("Bridle, 2019")) == (True, False)


def test_what_html_would_take_for_a_tag_is_escaped(tmp_path: Path) -> None:
    assert "a &lt; b" in read(tmp_path, "@misc{a, author={A, B}, title={a < b}, year={2017}}")


def test_bibtex_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(Failure, match=r"docs/references.bib cannot be read"):
        read(tmp_path, "@misc{broken, author={A, B}, title={a } b}, year={2017}}")


CHANGED = {
    "a letter of a title": ("Linear Units", "Linear Unite"),
    "a first name": ("Geoffrey E.", "Geoffrey F."),
    "where it stands": ("{ICML}", "{ICLR}"),
    "a field more": ("booktitle =", "pages = {807--814},\n  booktitle ="),
    "a field less": ("  booktitle = {ICML},\n", ""),
    "what it is": ("@inproceedings", "@article"),
}


@pytest.mark.parametrize("change", CHANGED)
def test_an_entry_that_has_changed_since_its_source_was_looked_up_is_told(site: Site, change: str) -> None:
    site.replace("docs/references.bib", *CHANGED[change])
    done = site.run("check")
    assert done.returncode == 1
    assert "the entry nair2010 in docs/references.bib is not as it was when its source was looked up" in done.stderr
    assert "written: tests/baseline/sources.json" in site.run("approve").stdout
    assert site.run("check").returncode == 0


def test_how_an_entry_is_laid_out_is_free(site: Site) -> None:
    text = (site.root / "docs/references.bib").read_text(encoding="utf-8")
    head, *fields, end = text.splitlines()
    other = "\n".join([head, *reversed(fields), end])
    site.write("docs/references.bib", other.replace("Linear Units", "Linear\n    Units").replace("year =", "YEAR="))
    assert site.run("check").returncode == 0


def test_a_citation_of_what_nobody_has_looked_up_is_told(site: Site) -> None:
    (site.root / "tests/baseline/sources.json").unlink()
    assert "nair2010 in docs/references.bib is not as it was when" in site.run("check").stderr
