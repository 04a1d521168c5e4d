"""One style sheet in place of the theme's and the site's own: a browser waits for each before it shows anything."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

THEME: Final = re.compile(r"assets/stylesheets/(?:main|palette)\.[0-9a-f]+\.min\.css")
FOLDER: Final = "assets/stylesheets"

_ADDRESS: Final = re.compile(r"""url\(\s*(?P<quote>["']?)(?![a-z]+:|/|\#)(?P<path>[^"')]+)(?P=quote)\s*\)""")
_COMMENT: Final = re.compile(r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|/\*(?!!).*?\*/""", re.DOTALL)
"""What a browser has no use for, notices aside; what looks like one in a string is none."""


def join(sheets: Iterable[tuple[str, str]], folder: str = FOLDER) -> str:
    """Return the sheets, each a path and its text, as one that stands in `folder`; relative addresses are led there.

    >>> join([("assets/styles/fonts.css", 'a { src: url("../fonts/a.woff2") }')], "assets")
    'a { src: url("fonts/a.woff2") }'
    """

    def moved(path: str, text: str) -> str:
        def lead(address: re.Match[str]) -> str:
            target = posixpath.join(posixpath.dirname(path), address["path"])
            return f'url("{posixpath.relpath(target, folder)}")'

        return _ADDRESS.sub(lead, _COMMENT.sub(lambda found: found[1] or "", text)).strip()

    return "\n".join(moved(path, text) for path, text in sheets)


@dataclass(frozen=True)
class Joined:
    """The one sheet, by its address, and those that it stands for."""

    name: str
    stands_for: tuple[str, ...]

    def put(self, html: str) -> str:
        """Return a finished page that names this sheet where it named the first of the others.

        >>> Joined("a/all.css", ("a/x.css", "y.css")).put('<link rel="stylesheet" href="../a/x.css">')
        '<link rel="stylesheet" href="../a/all.css">'
        """
        names = "|".join(map(re.escape, self.stands_for))
        link = re.compile(rf"""\s*<link rel="stylesheet" href="[^"]*?(?P<name>{names})">""")
        first = link.search(html)
        if first is None:
            return html
        named = html[first.start() : first.start("name")] + self.name + html[first.end("name") : first.end()]
        return html[: first.start()] + named + link.sub("", html[first.end() :])


def joined(files: Files, config: MkDocsConfig) -> Joined | None:
    """Add the one sheet to the site's files; nothing where a sheet comes from elsewhere: all stay as they are."""
    theme = sorted(file.src_uri for file in files if THEME.fullmatch(file.src_uri))
    names = (*theme, *map(str, config.extra_css))
    sheets = [file for name in names if (file := files.get_file_from_path(name)) is not None]
    if not theme or len(sheets) < len(names):
        return None
    text = join((file.src_uri, file.content_string) for file in sheets)
    name = f"{FOLDER}/all.{hashlib.sha256(text.encode()).hexdigest()[:8]}.css"
    files.append(File.generated(config, name, content=text))
    return Joined(name, names)
