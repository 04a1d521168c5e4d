"""Where pages are read: two at one address would leave readers with one of them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from typing import Any

from pymdownx.slugs import slugify

from musings.core.failure import Failure
from musings.core.page import Page
from musings.core.project import Project

_SLUG = slugify(case="lower")


def address(page: Page) -> str:
    """Return the address of a page from the site's root: of a post as the blog makes it from date and title."""
    if page.path.is_relative_to(page.project.posts):
        return posixpath.normpath(page.project.settings.post_url.format_map(_Parts(_parts(page))))
    path = page.project.address_of(page.path).rpartition(".")[0]
    folder, _, name = path.rpartition("/")
    return (folder or ".") if name.lower() in {"index", "readme"} else path


def _parts(page: Page) -> dict[str, str]:
    front = page.front_matter
    date = front.get("date")
    named = front.get("slug") or _SLUG(str(front.get("title") or page.title or page.path.stem), "-")
    categories = front.get("categories")
    return {
        "slug": str(named),
        "date": str(date.get("created") if isinstance(date, dict) else date),
        "file": page.path.stem,
        "categories": "/".join(map(str, categories if isinstance(categories, list) else [])),
    }


class _Parts(dict[str, str]):
    def __missing__(self, key: Any) -> str:
        return f"{{{key}}}"


def clashes(project: Project, pages: Sequence[Page]) -> Iterator[tuple[Page, Failure]]:
    """Yield each page whose address another page has as well, with what is said of it."""
    known: dict[str, list[Page]] = {}
    for page in pages:
        try:
            known.setdefault(address(page).lower(), []).append(page)
        except Failure:  # told where the page is examined
            continue
    for where, there in known.items():
        for page in there if len(there) > 1 else ():
            others = ", ".join(project.name_of(other.path) for other in there if other is not page)
            yield (
                page,
                Failure(
                    "another page has the same address, and readers would find only one of them",
                    got=f"/{where}/: {others}",
                    advice="give one of them another `slug:` or another title",
                    line=1,
                ),
            )
