"""A number and its unit stay on one line, and a part and its number."""

import pytest
from markdown import Markdown

from .conftest import Site


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("It is 25 % here.", "25~%"),
        ("It takes **3** ms here.", "<strong>3</strong>~ms"),
        ("It is [6](about.md) × *as 7 km* long.", '<a href="about.md">6</a>~×'),
        ("It is [6](about.md) × *as 7 km* long.", "as 7~km"),
        ("So 7 sheep and 8 s.", "7 sheep and 8~s"),
        ("Say `25 %` here.", "25 %"),
        ("Say 25 % in `code`.", "25~%"),
        ("It is 2 minutes.", "2 minutes"),
        ("As in Part 5 – here.", "Part~5 –"),
        ("As in [Part 12](about.md).", "Part~12"),
        ("A Counterpart 5, a part 5.", "Counterpart 5, a part 5"),
        ("# Part 5", '<h1 id="part-5">Part~5</h1>'),
    ],
)
def test_the_space_between_them_does_not_break(site: Site, text: str, kept: str) -> None:
    md = Markdown(extensions=["toc", "musings"], extension_configs={"musings": {"root": str(site.root)}})
    assert kept in md.convert(text).replace("\u00a0", "~")
