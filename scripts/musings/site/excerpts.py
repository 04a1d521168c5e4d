"""What the lists of posts need not render: the blog would turn each whole post into HTML again in every list."""

from __future__ import annotations

import re
from typing import Final

from mkdocs.structure.files import Files

from musings.core import written
from musings.core.project import Project

_MORE: Final = "<!-- more -->"
_SOMETHING: Final = "\n\nThe rest of the post."
"""Stands for what is cut off, and is shown nowhere: the blog asks whether there is more than the excerpt."""
_DEFINITION: Final = re.compile(r"^ {0,3}\*?\[[^\]\n]+\]:[ ]*\n?[ ]*\S.*(?:\n[ ]+\S.*)*", re.MULTILINE)
"""What a link, an abbreviation or a footnote is, which may be said anywhere in a page."""


def cut(files: Files, project: Project) -> None:
    """Cut the Markdown of the posts at the mark that ends the excerpt, once their own pages have been rendered."""
    for file in files.documentation_pages():
        page = file.page
        if page is not None and page.markdown and page.content is not None and _MORE in page.markdown:
            defined = "\n\n".join(_definitions(project, file.src_uri))
            page.markdown = f"{page.markdown.partition(_MORE)[0]}{_MORE}{_SOMETHING}\n\n{defined}"


def _definitions(project: Project, address: str) -> list[str]:
    """Return the definitions that stand below the mark."""
    page = written.at(project, address)
    below = page.text.find(_MORE)
    return [page.text[slice(*match.span())] for match in _DEFINITION.finditer(page.prose, max(below, 0))]
