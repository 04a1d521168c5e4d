"""The project that a page belongs to: where its folders are and which pages it has."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from musings.failure import Failure
from musings.page import Page

GENERATED_PAGES = "code"
"""The folder of `docs/` that holds the pages which the build writes: one for each file of `snippets/`."""


@dataclass(frozen=True)
class Project:
    """A site: the folder with `mkdocs.yml`, and in it docs/, snippets/, plots/ and tests/."""

    root: Path

    @classmethod
    def find(cls, start: Path | None = None) -> Project:
        """Return the project around `start` (the current folder): the nearest one above with a `mkdocs.yml`."""
        here = (start or Path.cwd()).resolve()
        for folder in (here, *here.parents):
            if (folder / "mkdocs.yml").is_file():
                return cls(folder)
        raise Failure(f"no mkdocs.yml in {here} or above it", advice="run the command inside a site's folder")

    @property
    def docs(self) -> Path:
        """What is read."""
        return self.root / "docs"

    @property
    def snippets(self) -> Path:
        """What is shown."""
        return self.root / "snippets"

    @property
    def plots(self) -> Path:
        """What is drawn."""
        return self.root / "plots"

    @property
    def tests(self) -> Path:
        """What proves."""
        return self.root / "tests"

    @property
    def baselines(self) -> Path:
        """The approved pictures."""
        return self.tests / "baseline"

    @property
    def bibliography(self) -> Path:
        """The one bibliography."""
        return self.docs / "references.bib"

    @property
    def figures(self) -> Path:
        """Where drawn figures are written: inside docs/, so that every renderer finds them; not committed."""
        return self.docs / "assets" / "figures"

    @property
    def pack(self) -> Path:
        """Where all is gathered that cells run on; not committed."""
        return self.docs / "assets" / "pack"

    @property
    def ledger(self) -> Path:
        """The page that lists every claim; written by the build, not committed."""
        return self.docs / "ledger.md"

    @property
    def cache(self) -> Path:
        """Where results are kept between runs; not committed."""
        return self.root / ".cache" / "musings"

    def name_of(self, path: Path) -> str:
        """Return `path` from the root, with forward slashes, or as it is when it lies elsewhere."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else path.as_posix()

    def address_of(self, path: Path) -> str:
        """Return where under docs/ a page is read: a notebook of snippets/ among the pages that show its code."""
        if path.is_relative_to(self.snippets):
            return f"{GENERATED_PAGES}/{path.relative_to(self.snippets).as_posix()}"
        return path.relative_to(self.docs).as_posix()

    def pages(self, chosen: Sequence[str | Path] = ()) -> list[Page]:
        """Return the pages named, or every page that a person wrote; raises `Failure` for one that does not exist."""
        if not chosen:
            generated = self.docs / GENERATED_PAGES
            pages = (
                path
                for pattern in ("*.md", "*.ipynb")
                for path in self.docs.rglob(pattern)
                if not path.is_relative_to(generated) and ".ipynb_checkpoints" not in path.parts
            )
            paths = sorted(p for p in [*pages, *self.snippets.rglob("*.ipynb")] if p != self.ledger)
            return [self.page(path) for path in paths]
        return [self.page(self._resolve(name)) for name in chosen]

    def page(self, path: Path) -> Page:
        """Return the page in a file, a notebook among them."""
        if path.suffix == ".ipynb":
            from musings.notebook import NotebookPage

            return NotebookPage(path, self)
        return Page(path, self)

    def _resolve(self, name: str | Path) -> Path:
        posts, notebooks = self.docs / "posts", self.docs / "notebooks"
        candidates = [
            Path(name),
            self.root / name,
            posts / name,
            posts / f"{name}.md",
            notebooks / name,
            notebooks / f"{name}.ipynb",
        ]
        for path in candidates:
            if path.is_file():
                return path.resolve()
        known = ", ".join(p.stem for p in sorted((self.docs / "posts").glob("*.md")))
        raise Failure(f"there is no page {name}", advice=f"name a file, or one of the posts: {known or '(none yet)'}")

    def use(self) -> None:
        """Make the project's own packages, `snippets` and `plots`, importable in this process."""
        root = str(self.root)
        if root not in sys.path:
            sys.path.insert(0, root)
