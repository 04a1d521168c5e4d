"""What the lists of posts need not render: the blog would turn each whole post into HTML again in every list."""

from __future__ import annotations

from typing import Final

from mkdocs.structure.files import Files

_MORE: Final = "<!-- more -->"
_SOMETHING: Final = "\n\nThe rest of the post."
"""Stands for what is cut off, and is shown nowhere: the blog asks whether there is more than the excerpt."""


def cut(files: Files) -> None:
    """Cut the Markdown of the posts at the mark that ends the excerpt, once their own pages have been rendered."""
    for file in files.documentation_pages():
        page = file.page
        if page is not None and page.markdown and page.content is not None and _MORE in page.markdown:
            page.markdown = page.markdown.partition(_MORE)[0] + _MORE + _SOMETHING
