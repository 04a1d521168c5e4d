"""Mutants of posts and other pages of Markdown: within every kind of claim, and in what stands between claims."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import Final

from musings import services
from musings.claims.claim import Claim, is_illustration
from musings.claims.registry import find_claims
from musings.core.bibliography import bibliography
from musings.core.page import Fence, Page
from musings.core.project import Project
from musings.core.written import is_generated, pages
from musings.markdown.includes import INCLUDE
from tests.mutants import letters
from tests.mutants.mutant import Mutant, Population, choice, mutant

Change = tuple[int, str, str]
"""Where in a text, what stands there, what shall."""
Changes = Callable[[str], Iterator[Change]]

LANGUAGES: Final = ("py", "python", "pycon", "python-console", "text", "console", "bash", "http", "json", "")
_BRACKETS: Final = re.compile(
    r"(?<![!\\])\[(?P<text>[^\[\]]*)\]\((?P<scheme>fact|holds|setup|recorded):(?P<name>[^\s()\"]+)"
)
_SURNAME: Final = re.compile(r"\b[A-Z][a-zé]{2,}\b")
_CAPTION: Final = re.compile(r"^/// figure-caption\n(?P<text>.*?)^///$", re.MULTILINE | re.DOTALL)
_PICTURE: Final = re.compile(r"!\[(?P<text>[^\]]*)\]\(figure:")
_ATTRIBUTES: Final = re.compile(r"\]\([^)]*\)|<[^>]*>|\{[^}\n]*\}|\$[^$\n]+\$|/// .*|^#+ .*", re.MULTILINE)
_LISTED: Final = re.compile(r"^[ \t]*\d+\. ", re.MULTILINE)
"""What an ordered list is written with: whatever the numbers are, it shows those that count its items."""
_INLINE: Final = re.compile(r"(?<![\\$])\$(?!\$)(?P<text>[^$\n]+?)\$")
_TOKEN: Final = re.compile(r"\\[A-Za-z]+|[A-Za-z]|\d|[+\-<>=/]")
_COMMANDS: Final = (
    (r"\max", r"\min"),
    (r"\sum", r"\prod"),
    (r"\exp", r"\log"),
    (r"\ln", r"\exp"),
    (r"\sin", r"\cos"),
    (r"\tanh", r"\sinh"),
    (r"\alpha", r"\beta"),
    (r"\lambda", r"\mu"),
    (r"\eta", r"\epsilon"),
    (r"\hat", r"\bar"),
    (r"\le", r"\ge"),
    (r"\leq", r"\geq"),
    (r"\lt", r"\gt"),
)
_OPPOSITE: Final = {a: b for pair in _COMMANDS for a, b in (pair, pair[::-1])} | {
    "+": "-",
    "-": "+",
    "<": ">",
    ">": "<",
}


def _pages(project: Project) -> Iterator[Page]:
    """Yield the pages that a person wrote as Markdown; the rest is made of what is mutated itself."""
    for page in pages(project):
        made = page.path.is_relative_to(project.docs / "catalogue") or is_generated(page)
        if page.path.suffix == ".md" and not made:
            yield page


@cache
def claims(project: Project) -> dict[str, list[tuple[Page, Claim]]]:
    """Return the claims of those pages by their kinds."""
    found: dict[str, list[tuple[Page, Claim]]] = {}
    for page in _pages(project):
        for claim in find_claims(page):
            found.setdefault(claim.kind, []).append((page, claim))
    return found


def _within(kind: str, page: Page, start: int, text: str, changes: Changes) -> Iterator[Mutant]:
    for at, before, after in changes(text):
        yield mutant(kind, page.name, page.text, start + at, before, after)


def _bracketed(kind: str, changes: Changes, project: Project) -> Iterator[Mutant]:
    """Yield changes of the words of facts and of whatever else puts a claim into brackets."""
    for page in _pages(project):
        for match in _BRACKETS.finditer(page.prose):
            yield from _within(kind, page, match.start("text"), page.text[slice(*match.span("text"))], changes)


def _units(text: str) -> Iterator[Change]:
    for match in re.finditer(r" ?[%×]", text):
        yield match.start(), match[0], ""
    if re.fullmatch(r"[−-]?[\d.,]+", text):
        yield len(text), "", " %"


def _swapped_links(kind: str, scheme: str, project: Project) -> Iterator[Mutant]:
    """Yield claims' names in the place of each other: for facts of one topic, for citations of all."""
    links = [
        (page, match.start("name"), match["name"])
        for page in _pages(project)
        for match in re.finditer(rf"\]\({scheme}:(?P<name>[^\s()\"]+)", page.prose)
    ]
    for page, start, name in links:
        topic = name.partition(".")[0] if "." in name else ""
        others = sorted({other for _, _, other in links if other != name and other.startswith(topic)})
        if others:
            yield mutant(kind, page.name, page.text, start, name, choice(others, page.name, start))


def _cited(kind: str, changes: Changes, project: Project) -> Iterator[Mutant]:
    for page, claim in claims(project)["citation"]:
        yield from _within(kind, page, claim.span[0], claim.text, changes)


def _authors(project: Project) -> Iterator[Mutant]:
    short = [_SURNAME.search(entry.short) for entry in bibliography(project).values()]
    names = sorted({match[0] for match in short if match})

    def changes(text: str) -> Iterator[Change]:
        for match in _SURNAME.finditer(text):
            if match[0] in names:
                yield match.start(), match[0], choice([name for name in names if name != match[0]], text)

    yield from _cited("citation: author", changes, project)


def _fences(project: Project, *kinds: str) -> Iterator[tuple[Page, Claim, Fence]]:
    for kind in kinds:
        for page, claim in claims(project)[kind]:
            yield from ((page, claim, fence) for fence in page.fences if fence.mark == claim.mark)


def _head(page: Page, fence: Fence) -> str:
    return page.text[fence.mark[0] : page.text.index("\n", fence.mark[0])]


def _languages(project: Project) -> Iterator[Mutant]:
    for page, claim, fence in _fences(project, "example", "exchange", "listing"):
        at = _head(page, fence).index(fence.language, len(fence.indent))
        same = {"py", "python"} if claim.kind == "listing" else {fence.language}
        others = [name for name in LANGUAGES if name not in {*same, fence.language}]
        after = choice(others, page.name, fence.source)
        yield mutant("fence: language", page.name, page.text, fence.mark[0] + at, fence.language, after)


def _attributes(project: Project) -> Iterator[Mutant]:
    """Yield titles of listings and names of services, each in the place of another."""
    found = [
        (page, fence, key, fence.attributes[key])
        for page, _, fence in _fences(project, "exchange", "listing")
        for key in ("title", "service", "runner")
        if key in fence.attributes
    ]
    for page, fence, key, value in found:
        others = sorted({other for _, _, name, other in found if name == key and other != value})
        at = fence.mark[0] + _head(page, fence).index(f'{key}="{value}"') + len(key) + 2
        if others:
            yield mutant("fence: attribute", page.name, page.text, at, value, choice(others, page.name, at))


def _sections(project: Project) -> Iterator[Mutant]:
    """Yield sections of listings in the place of others: of the same file, where that has more than one."""
    for page, claim in claims(project)["listing"]:
        include = INCLUDE.search(claim.text)
        if include is None or not include["section"]:
            continue
        text = (project.snippets / include["path"]).read_text(encoding="utf-8")
        known = set(re.findall(r"8<-+[ \t]+\[[ \t]*start[ \t]*:[ \t]*([\w-]+)", text)) - {include["section"]}
        if known:
            start = page.text.index(claim.text, claim.mark[0]) + include.start("section")
            after = choice(sorted(known), page.name, claim.name)
            yield mutant("listing: section", page.name, page.text, start, include["section"], after)


def _figures(project: Project) -> Iterator[Mutant]:
    found = claims(project)["figure"]
    for page, claim in found:
        topic = claim.name.partition("/")[0]
        others = sorted({other.name for _, other in found if other.name.startswith(f"{topic}/")} - {claim.name})
        if others:
            start = page.text.index(f"](figure:{claim.name}", claim.mark[0]) + len("](figure:")
            yield mutant("figure: name", page.name, page.text, start, claim.name, choice(others, claim.name))


def _latex(text: str) -> Iterator[Change]:
    """Yield changes of the tokens of LaTeX: digits, operators, functions, letters that are names or indices."""
    alone = sorted(set(re.findall(r"(?<![\\A-Za-z])[a-zA-Z](?![A-Za-z])", text)))
    others = {each: [other for other in alone if other != each] for each in alone if len(alone) > 1}
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token.isdigit():
            yield match.start(), token, letters.other_digit(token, text, match.start())
        elif token in _OPPOSITE:
            yield match.start(), token, _OPPOSITE[token]
        elif token in others and not re.search(r"[A-Za-z]{2}", text[max(0, match.start() - 1) : match.end() + 1]):
            yield match.start(), token, choice(others[token], text, match.start())


def _formulas(project: Project) -> Iterator[Mutant]:
    """Yield changes of the formulas that are proved; an illustration is shown as what nobody proves."""
    for page, claim in claims(project)["formula"]:
        if not is_illustration(claim.name):
            yield from _within("formula: symbol", page, claim.span[0], claim.text, _latex)


def _functions(project: Project) -> Iterator[Mutant]:
    """Yield the functions of formulas, each in the place of another one of its module."""
    found = [(page, claim) for page, claim in claims(project)["formula"] if not is_illustration(claim.name)]
    for page, claim in found:
        module = claim.name.rpartition(".")[0]
        others = sorted({each.name for _, each in found if each.name.startswith(f"{module}.")} - {claim.name})
        if others:
            start = page.text.index(claim.name, claim.mark[0])
            yield mutant("formula: function", page.name, page.text, start, claim.name, choice(others, claim.name))


def _inline(project: Project) -> Iterator[Mutant]:
    for page in _pages(project):
        for match in _INLINE.finditer(page.prose):
            if re.search(r"[=<>]|\\(?:le|ge|approx)", match["text"]):
                yield from _within("formula: inline relation", page, match.start("text"), match["text"], _latex)


def _cells(text: str) -> Iterator[Change]:
    for row in [each for each in re.finditer(r"^.*$", text, re.MULTILINE) if re.search(r"\w", each[0])]:
        yield from ((row.start() + at, before, after) for at, before, after in letters.digits(row[0]))


def _swapped_cells(text: str) -> Iterator[Change]:
    for match in re.finditer(r"(?<=\|)([^|\n]*\w[^|\n]*)\|([^|\n]*\w[^|\n]*)(?=\|)", text):
        if match[1].strip() != match[2].strip():
            yield match.start(), match[0], f"{match[2]}|{match[1]}"


def _tables(kind: str, changes: Changes, project: Project) -> Iterator[Mutant]:
    for page, claim in claims(project)["table"]:
        if not is_illustration(claim.name):
            yield from _within(kind, page, claim.span[0], claim.text, changes)


def _outputs(project: Project) -> Iterator[Mutant]:
    for page, claim in claims(project)["example"]:
        for match in re.finditer(r"^(?!\s*(?:>>>|\.\.\.)).*\S.*$", page.text[slice(*claim.span)], re.MULTILINE):
            start = claim.span[0] + match.start()
            yield from _within("example: output", page, start, match[0], _printed)


def _printed(text: str) -> Iterator[Change]:
    yield from letters.digits(text)
    for match in re.finditer(r"True|False|-(?=\d)", text):
        yield match.start(), match[0], {"True": "False", "False": "True"}.get(match[0], "")


def _letters(text: str) -> Iterator[Change]:
    """Yield a digit or a letter of each word, changed."""
    for match in re.finditer(r"\w+", text):
        at = match.start() + len(match[0]) // 2
        before = text[at]
        yield at, before, letters.other_digit(before, text) if before.isdigit() else "x" if before != "x" else "y"


def _exchanges(kind: str, part: str, project: Project) -> Iterator[Mutant]:
    """Yield changes of answers: of the status line, of headers, of the body; what was asked is a request of its own.

    A service that needs an environment of its own answers where that is: `make test-cluster`.
    """
    for page, claim in claims(project)["exchange"]:
        if services.find(claim.name, project.root).venv is not None:
            continue
        where = "body"
        start = claim.span[0]
        for line in page.text[slice(*claim.span)].splitlines(keepends=True):
            if line.startswith("$ "):
                where = "asked"
            elif where == "asked" and not re.match(r"\s*(?:-|'|\")", line):
                where = "status" if line.startswith("HTTP/") else "body"
            elif where == "status":
                where = "headers"
            elif where == "headers" and not line.strip():
                where = "body"
            if where == part:
                yield from _within(kind, page, start, line.rstrip("\n"), _letters)
            start += len(line)


def _seen(text: str) -> Iterator[Change]:
    yield from letters.digits(text)
    yield from letters.counts(text)
    yield from letters.words(text, (*letters.PAIRS, *letters.SIDES))


def _pictures(kind: str, pattern: re.Pattern[str], project: Project) -> Iterator[Mutant]:
    for page in _pages(project):
        for match in pattern.finditer(page.prose):
            yield from _within(kind, page, match.start("text"), _open(page, match), _seen)


def _open(page: Page, match: re.Match[str]) -> str:
    """Return the text of a caption with the claims within it blanked: they are mutated as what they are."""
    text = page.text[slice(*match.span("text"))]
    return re.sub(r"\[[^\]]*\]\([^)]*\)|`[^`]*`|\$[^$]*\$", lambda found: " " * len(found[0]), text)


def _numerals(project: Project) -> Iterator[Mutant]:
    """Yield changes of numerals that stand in sentences outside of every claim."""
    blank: Callable[[re.Match[str]], str] = lambda found: re.sub(r"[^\n]", " ", found[0])  # noqa: E731
    for page in _pages(project):
        text = _CAPTION.sub(blank, page.prose)
        for claim_like in (
            r"^[ \t]*/{3,}[ \t]+(?:formula|table)\b.*?^[ \t]*/{3,}[ \t]*$",
            r"!?\[[^\]]*\]\((?:fact|cite|figure|explorer|holds|setup|recorded):[^)]*\)",
        ):
            text = re.sub(claim_like, blank, text, flags=re.MULTILINE | re.DOTALL)
        text = _LISTED.sub(blank, _ATTRIBUTES.sub(blank, text))
        for changes in (letters.digits, letters.counts):
            yield from _within("prose: numeral", page, 0, text, changes)


def _states(project: Project) -> Iterator[Mutant]:
    """Yield the keys and values of the states that links open explorers in."""
    for page in _pages(project):
        for match in re.finditer(
            r"\(explorer:[\w]+:(?P<state>[^)\s]+)\)|^    state: (?P<option>\S+)$", page.prose, re.MULTILINE
        ):
            group = "state" if match["state"] else "option"
            yield from _within("explorer: state", page, match.start(group), match[group], _letters)


POPULATIONS: Final[dict[str, Population]] = {
    "fact: digit": partial(_bracketed, "fact: digit", letters.digits),
    "fact: sign": partial(_bracketed, "fact: sign", letters.signs),
    "fact: unit": partial(_bracketed, "fact: unit", _units),
    "fact: comparison": partial(_bracketed, "fact: comparison", letters.words),
    "fact: swapped": partial(_swapped_links, "fact: swapped", "fact"),
    "citation: key": partial(_swapped_links, "citation: key", "cite"),
    "citation: year": partial(_cited, "citation: year", letters.digits),
    "citation: author": _authors,
    "fence: language": _languages,
    "fence: attribute": _attributes,
    "listing: section": _sections,
    "figure: name": _figures,
    "formula: symbol": _formulas,
    "formula: function": _functions,
    "formula: inline relation": _inline,
    "table: digit": partial(_tables, "table: digit", _cells),
    "table: cells swapped": partial(_tables, "table: cells swapped", _swapped_cells),
    "example: output": _outputs,
    "exchange: status": partial(_exchanges, "exchange: status", "status"),
    "exchange: header": partial(_exchanges, "exchange: header", "headers"),
    "exchange: body": partial(_exchanges, "exchange: body", "body"),
    "alternative text": partial(_pictures, "alternative text", _PICTURE),
    "caption": partial(_pictures, "caption", _CAPTION),
    "prose: numeral": _numerals,
    "explorer: state": _states,
}
