"""The project that a page belongs to: where its folders are and which pages it has."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from musings.core import sources
from musings.core.failure import Failure
from musings.core.settings import Settings, settings

GENERATED_PAGES = "code"
CATALOGUES = "catalogue"
"""The folder of `docs/` that holds the pages which the build writes: one for each file of `snippets/` and `plots/`."""
TEST_ANCHOR = "its-test"
"""Where on such a page the tests of the file begin."""


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
    def settings(self) -> Settings:
        """What `mkdocs.yml` says now."""
        return settings(self.root)

    @property
    def docs(self) -> Path:
        """What is read."""
        return self.root / self.settings.docs

    @property
    def posts(self) -> Path:
        """The posts among it."""
        return self.root / os.path.normpath(self.settings.posts)

    @property
    def site(self) -> Path:
        """Where the finished site is written."""
        return self.root / self.settings.site

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
    def read(self) -> Path:
        """The digests of the words that a person has read, since no program can tell whether they are true."""
        return self.baselines / "read.json"

    @property
    def answers(self) -> Path:
        """The digests of what tells one run from another in the answers of services."""
        return self.baselines / "answers.json"

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
        """The page about every claim, beside a file and a folder of its name; written by the build, not committed."""
        return self.docs / "ledger.md"

    def is_made(self, path: Path) -> bool:
        """Whether the build writes a page anew from what is looked at elsewhere: the ledger, the pages of code."""
        return path == self.ledger or any(
            map(path.is_relative_to, (self.ledger.with_suffix(""), self.docs / GENERATED_PAGES))
        )

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

    def code_page(self, path: Path) -> str:
        """Return where under docs/ the code of a file is shown; of plots/ in a folder of that name."""
        inside = path.relative_to(self.snippets if path.is_relative_to(self.snippets) else self.root)
        return f"{GENERATED_PAGES}/{inside.with_suffix('.md').as_posix()}"

    def use(self) -> None:
        """Make the project's own packages, `snippets` and `plots`, importable in this process, from their sources."""
        root = str(self.root)
        if root not in sys.path:
            sys.path.insert(0, root)
        sources.import_from(root)
