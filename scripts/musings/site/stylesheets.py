"""One style sheet in place of the theme's and the site's own: a browser waits for each before it shows anything."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterable
from typing import Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

THEME: Final = re.compile(r"assets/stylesheets/(?:main|palette)\.[0-9a-f]+\.min\.css")
FOLDER: Final = "assets/stylesheets"

_ADDRESS: Final = re.compile(r"""url\(\s*(?P<quote>["']?)(?![a-z]+:|/|\#)(?P<path>[^"')]+)(?P=quote)\s*\)""")
_MAP: Final = re.compile(r"/\*#\s*sourceMappingURL=.*?\*/")


def join(sheets: Iterable[tuple[str, str]], folder: str = FOLDER) -> str:
    """Return the sheets, each a path and its text, as one that stands in `folder`; relative addresses are led there.

    >>> join([("assets/styles/fonts.css", 'a { src: url("../fonts/a.woff2") }')], "assets")
    'a { src: url("fonts/a.woff2") }'
    """

    def moved(path: str, text: str) -> str:
        def lead(address: re.Match[str]) -> str:
            target = posixpath.join(posixpath.dirname(path), address["path"])
            return f'url("{posixpath.relpath(target, folder)}")'

        return _ADDRESS.sub(lead, _MAP.sub("", text)).strip()

    return "\n".join(moved(path, text) for path, text in sheets)


def replace(files: Files, config: MkDocsConfig) -> None:
    """Put the joined sheet in the place of all that the pages name; `extra.stylesheet` tells the templates."""
    theme = sorted(file.src_uri for file in files if THEME.fullmatch(file.src_uri))
    names = [*theme, *map(str, config.extra_css)]
    sheets = [file for name in names if (file := files.get_file_from_path(name)) is not None]
    if not theme or len(sheets) < len(names):
        return  # another theme, or a sheet from elsewhere: all stay as they are
    text = join((file.src_uri, file.content_string) for file in sheets)
    name = f"{FOLDER}/all.{hashlib.sha256(text.encode()).hexdigest()[:8]}.css"
    files.append(File.generated(config, name, content=text))
    config.extra["stylesheet"] = name
    config.extra_css = []
