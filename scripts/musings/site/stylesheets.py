"""One style sheet in place of the theme's and the site's own: a browser waits for each before it shows anything.

A finished site's is without the rules of the theme for things that are on none of its pages.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
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
    theme: int = 0
    """How many of its characters are the theme's: they come first."""

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
    texts = [join([(file.src_uri, file.content_string)]) for file in sheets]
    text = "\n".join(texts)
    name = _named(text)
    files.append(File.generated(config, name, content=text))
    return Joined(name, names, len("\n".join(texts[: len(theme)])))


def _named(text: str) -> str:
    return f"{FOLDER}/all.{hashlib.sha256(text.encode()).hexdigest()[:8]}.css"


_CLASS: Final = re.compile(r"""\bclass=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_SCRIPT: Final = re.compile(r"<script\b[^>]*>(.*?)</script>", re.DOTALL)
_WORD: Final = re.compile(r"[A-Za-z_][\w-]*")
_NAMED: Final = re.compile(r"\.((?:\\.|[\w-])+)")
_BESIDE: Final = re.compile(r":(?:not|is|where|has)\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|\[[^\]]*\]")
"""What of a selector may name classes that need not be there."""
_PICTURE: Final = re.compile(r"""(--[\w-]+):url\((?:"[^"]*"|'[^']*'|[^)]*)\)(?:;|(?=\}))""")
_NOTICES: Final = re.compile(r"(?:/\*.*?\*/\s*)+", re.DOTALL)
"""They stay, whatever becomes of the rule below them."""
_GROUPS: Final = ("@media", "@supports", "@container", "@layer")
_TOKEN: Final = re.compile(r"""/\*.*?\*/|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\([^"')]*\)|[{};]""", re.DOTALL)


def finish(site: Path, sheet: Joined) -> None:
    """Leave out of a built site's sheet what its pages and their scripts do not name, and give it a name anew."""
    words: set[str] = set()
    pages = {path: path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))}
    for html in pages.values():
        for found in _CLASS.findall(html):
            words.update("".join(found).split())
        for script in _SCRIPT.findall(html):
            words.update(_WORD.findall(script))
    for path in (site / "assets").rglob("*.js"):
        if not {"pack", "vendor"} & set(path.parts):
            words.update(_WORD.findall(path.read_text(encoding="utf-8")))
    old = site / sheet.name
    text = old.read_text(encoding="utf-8")
    own = text[sheet.theme :]
    kept = pruned(text[: sheet.theme], words, rtl=any('dir="rtl"' in html for html in pages.values()))
    used = set(re.findall(r"var\(\s*(--[\w-]+)", kept + own))
    text = _PICTURE.sub(lambda found: found[0] if found[1] in used else "", kept) + own
    name = _named(text)
    old.unlink()
    (site / name).write_text(text, encoding="utf-8", newline="")
    for path, html in pages.items():
        if sheet.name in html:
            path.write_text(html.replace(sheet.name, name), encoding="utf-8", newline="")


def pruned(text: str, words: Collection[str], *, rtl: bool = False) -> str:
    """Return a sheet without the rules that need a class that is none of the words, or a page written to the left.

    >>> pruned("a.b,.c{x:y}.c::after{content:'}'}@media print{.c{x:y}.b:not(.c){x:y}}@font-face{x:y}", {"b"})
    'a.b{x:y}@media print{.b:not(.c){x:y}}@font-face{x:y}'
    """
    kept = []
    for whole, body in _rules(text):
        notices = _NOTICES.match(whole)
        head = whole[notices.end() :] if notices else whole
        kept += [notices[0]] if notices else []
        if body is None or (head.startswith("@") and not head.startswith(_GROUPS)):
            kept.append(head if body is None else f"{head}{{{body}}}")
        elif head.startswith("@"):
            inside = pruned(body, words, rtl=rtl)
            kept += [f"{head}{{{inside}}}"] if inside else []
        else:
            alive = [each for each in _selectors(head) if _can_be(each, words, rtl=rtl)]
            kept += [f"{','.join(alive)}{{{body}}}"] if alive else []
    return "".join(kept)


def _rules(text: str) -> Iterator[tuple[str, str | None]]:
    """Yield what stands before each block and the block, or a statement that has none."""
    start = opened = depth = 0
    for token in _TOKEN.finditer(text):
        sign = token[0]
        if sign == "{":
            opened = opened if depth else token.start()
            depth += 1
        elif sign == "}":
            depth -= 1
            if not depth:
                yield text[start:opened].strip(), text[opened + 1 : token.start()]
                start = token.end()
        elif sign == ";" and not depth:
            yield text[start : token.end()].strip(), None
            start = token.end()


def _selectors(head: str) -> list[str]:
    """Return the selectors of a rule.

    >>> _selectors("a:is(.b,.c),[d='e,f']")
    ['a:is(.b,.c)', "[d='e,f']"]
    """
    found, depth, start = [], 0, 0
    for place, sign in enumerate(head):
        depth += (sign in "([") - (sign in ")]")
        if sign == "," and not depth:
            found.append(head[start:place])
            start = place + 1
    return [*found, head[start:]]


def _can_be(selector: str, words: Collection[str], *, rtl: bool) -> bool:
    if not rtl and "[dir=rtl]" in selector:
        return False
    return all(name.replace("\\", "") in words for name in _NAMED.findall(_BESIDE.sub("", selector)))
