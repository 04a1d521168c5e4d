"""Who writes: the people of the blog's authors file, the one place where a site names them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

BLOG = "material/blog"


def named(config: MkDocsConfig) -> list[dict[str, Any]]:
    """Return what the authors file says of each person, in its order; nothing where there is no such file.

    That a person's entry is as it must be is the blog's to say.
    """
    blog = config.plugins.get(BLOG)
    if blog is None:
        return []
    path = Path(config.docs_dir) / str(blog.config["authors_file"]).format(blog=blog.config["blog_dir"])
    if not path.is_file():
        return []
    try:
        people = (yaml.safe_load(path.read_bytes()) or {}).get("authors") or {}
    except (yaml.YAMLError, AttributeError):
        return []
    return [person for person in people.values() if isinstance(person, dict) and person.get("name")]


def settle(config: MkDocsConfig) -> None:
    """Give the site the first of them as its author, unless `mkdocs.yml` names one: its head and its feeds say it."""
    if not config.site_author:
        config.site_author = next((str(person["name"]) for person in named(config)), None)


def of(page: Page, config: MkDocsConfig) -> list[str]:
    """Return the names of those who wrote a page: a post's own, else the site's author, if anybody is known."""
    own = [str(author["name"]) for author in getattr(page, "authors", ())]
    return own or [name for name in [config.site_author] if name]
