"""The pages of a catalogue, as Markdown: what is known of each entry, and what can be tried of it.

Entries without a group follow the overview; those with one stand on the group's page, to which the overview leads.
"""

from __future__ import annotations

import ast
import builtins
import doctest
import inspect
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape
from itertools import pairwise
from math import hypot
from pathlib import Path
from types import ModuleType
from typing import Any, Final, Protocol

import yaml

from musings.core import modules
from musings.core.bibliography import Reference, bibliography
from musings.core.failure import Failure
from musings.core.project import CATALOGUES, Project
from musings.markdown import includes

"""The folder of docs/ for the pages, and the package of plots/ for their pictures."""
Formulas = Mapping[str, tuple[str, Mapping[str, str]]]

_LIBRARIES: Final = {"pytorch": "PyTorch", "keras": "Keras", "jax": "JAX", "sklearn": "scikit-learn"}
_GROUPS: Final = ("family", "task")
_COLUMNS: Final = 4
_DASH: Final = "–"
_NEEDED: Final = ("name", "label", "subject", "companion", "properties")


class CatalogueEntry(Protocol):
    """What the page needs of every entry, whose class need not know this one."""

    @property
    def name(self) -> str:
        """How the code calls it."""

    @property
    def label(self) -> str:
        """How readers call it."""

    @property
    def subject(self) -> Callable[..., Any]:
        """The function or class that it is about, which has a docstring with examples."""

    @property
    def companion(self) -> Callable[..., Any] | None:
        """The slope of that, or its update."""

    def properties(self) -> Mapping[str, str]:
        """Return its properties by their headings; a dash where one does not apply."""


def plots_file(project: Project, topic: str) -> Path:
    """Return the module that draws a topic's entries."""
    return project.plots / CATALOGUES / f"{topic}.py"


def render(project: Project, topic: str, formulas: Formulas) -> dict[Path, str]:
    """Return the texts of a topic's pages by their files; raises `Failure` where its catalogue cannot be imported."""
    module = modules.load(project, f"snippets.{topic}.catalogue")
    plots = modules.load(project, f"plots.{CATALOGUES}.{topic}") if plots_file(project, topic).is_file() else None
    entries = [Entry(project, topic, entry, formulas, plots) for entry in module.CATALOGUE.values()]
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.group, []).append(entry)
    title, folder = topic.replace("_", " ").capitalize(), project.docs / CATALOGUES
    pages = {folder / f"{topic}.md": _overview(title, topic, module, plots, entries, groups)}
    families = [members for group, members in groups.items() if group]
    for before, members, after in zip([None, *families], families, [*families[1:], None], strict=False):
        beside = {words: others for words, others in (("Before", before), ("Next", after)) if others}
        pages[folder / topic / f"{members[0].page}.md"] = _group(title, topic, members, beside)
    return {path: _with_references("".join(parts)) for path, parts in pages.items()}


def _overview(
    title: str,
    topic: str,
    module: ModuleType,
    plots: ModuleType | None,
    entries: list[Entry],
    groups: Mapping[str, list[Entry]],
) -> Iterator[str]:
    summary, *paragraphs = _paragraphs(module)
    yield f"---\ntitle: {title}\ndescription: >-\n  {' '.join(summary.split())}\n---\n\n# {title}\n\n"
    for paragraph in (summary, *paragraphs):
        yield f"{paragraph}\n\n"
    yield from _table(title, entries)
    if plots is not None and hasattr(plots, "sheet"):
        alternative = f"One small picture for each of the {len(entries)} entries, under its name."
        yield f"/// details | All of them on one sheet\n![{alternative}](figure:{CATALOGUES}.{topic}/sheet)\n///\n\n"
    for group, members in groups.items():
        if group:
            page = f"{topic}/{members[0].page}.md"
            yield f"## [{group}]({page}) {{ data-search-exclude }}\n\n"
            yield ", ".join(f"[{entry.label}]({page}#{entry.name})" for entry in members) + "\n\n"
        else:
            yield from _sections(members)
    if plots is not None and (examples := _examples(plots)):
        yield "## Draw one yourself\n\n"
        yield f"{_paragraphs(plots)[-1]}\n\n"
        yield f"```pycon {{ .live }}\n{examples}```\n\n"


def _group(title: str, topic: str, members: list[Entry], beside: Mapping[str, list[Entry]]) -> Iterator[str]:
    """Return the page of a group, and in its front matter the pages beside it, which its foot leads to."""
    if beside:
        told = [
            {"words": words, "title": f"{title}: {others[0].group}", "address": f"../{others[0].page}/"}
            for words, others in beside.items()
        ]
        yield f"---\nbeside: {json.dumps(told, ensure_ascii=False)}\n---\n\n"
    yield f"# {title}: {members[0].group}\n\n"
    named = ", ".join(f"[{entry.label}](#{entry.name})" for entry in members)
    yield f"{named}. [The catalogue](../{topic}.md) compares them with others and says what the properties mean.\n\n"
    yield from _sections(members)


def _sections(entries: Iterable[Entry]) -> Iterator[str]:
    for entry in entries:
        yield f"## {entry.label} {{ #{entry.name} }}\n\n"
        yield from entry.section()


def _with_references(text: str) -> str:
    """End a page that cites something with the entries of what it cites."""
    return f"{text}## References\n\n/// references\n///\n" if "(cite:" in text else text


_REASON: Final = "made from the entries; tests hold them to the code"


def _table(title: str, entries: list[Entry]) -> Iterator[str]:
    headings = list(entries[0].properties())[:_COLUMNS]
    yield '<div class="catalogue-bar"></div>\n'  # for the script that searches the table
    yield f'<div class="claim-table catalogue-table" role="group" aria-label="{title} at a glance">\n'
    yield f'<table data-illustration="{_REASON}">\n'
    heads = ["Picture", "Name", *headings, "Year"]
    yield "<thead><tr>" + "".join(f'<th scope="col">{escape(head)}</th>' for head in heads) + "</tr></thead>\n<tbody>\n"
    for entry in entries:
        properties = entry.properties()
        place, anchor = (f"{entry.page}/", f' id="{entry.name}"') if entry.page else ("", "")
        cells = [entry.sketch(), f'<a href="{place}#{entry.name}">{escape(entry.label)}</a>']
        cells += [escape(properties.get(heading, _DASH)) for heading in headings]
        cells.append(str(getattr(entry.value, "year", "")))
        yield f"<tr{anchor}>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>\n"
    yield "</tbody>\n</table>\n</div>\n\n"


class Entry:
    """One entry of a catalogue and what can be told of it."""

    def __init__(
        self, project: Project, topic: str, value: CatalogueEntry, formulas: Formulas, plots: ModuleType | None
    ) -> None:
        if missing := [each for each in _NEEDED if not hasattr(value, each)]:
            raise Failure(
                f"an entry of snippets/{topic}/catalogue.py has no {' and no '.join(missing)}: {value!r:.80}",
                advice="give its class what `musings.site.catalogue_page.CatalogueEntry` names",
            )
        self.project = project
        self.topic = topic
        self.value = value
        self.posts = formulas
        self.plots = plots
        self.name = value.name
        self.label = value.label
        group = next((str(getattr(value, each)) for each in _GROUPS if hasattr(value, each)), "")
        self.group = f"{group[:1].upper()}{group[1:]}"
        self.page = re.sub(r"\W+", "-", self.group.lower())
        self.subject = value.subject
        self.companion = value.companion

    def section(self) -> Iterator[str]:
        """Yield what follows the entry's heading."""
        examples = _examples(self.subject) or _examples(self.companion)
        definition, *rest = _paragraphs(self.subject)
        if not rest:
            definition = re.sub(":$", ".", definition)
        yield f"{_plain(definition)}\n\n"
        for name, latex, bind in self._formulas():
            options = (
                f"    bind: {yaml.safe_dump(dict(bind), default_flow_style=True, width=10_000).strip()}\n"
                if bind
                else ""
            )
            yield f"/// formula | {name}\n{options}\n{latex}\n///\n\n"
        if self.plots is not None and hasattr(self.plots, "entry"):
            yield f"![{self._alternative()}](plot:{CATALOGUES}.{self.topic}/entry/{self.name})\n\n"
        yield from self._properties()
        yield from self._told()
        for paragraph in rest:
            yield f"{_plain(paragraph if examples else re.sub(':$', '.', paragraph))}\n\n"
        if examples:
            yield f"```pycon {{ .live }}\n{examples}```\n\n"
        yield from self._listing()

    # -- parts

    def properties(self) -> dict[str, str]:
        """Return the properties in words, by their headings."""
        return dict(self.value.properties())

    def _parameters(self) -> dict[str, float]:
        for name in ("parameters", "hyper_parameters"):
            given = getattr(self.value, name, None)
            if isinstance(given, Mapping):
                return dict(given)
            if given:
                return {each.name: each.default for each in given}
        return {}

    def _properties(self) -> Iterator[str]:
        told = {name: text for name, text in self.properties().items() if text != _DASH}
        for name, value in self._parameters().items():
            told[f"{name} ="] = _words(value)
        if told:
            parts = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(text)}</dd></div>" for name, text in told.items())
            yield f'<dl class="properties">{parts}</dl>\n\n'

    def _told(self) -> Iterator[str]:
        lines = []
        for heading, name in (("Used", "used"), ("Weakness", "weakness")):
            if text := getattr(self.value, name, None):
                lines.append(f"**{heading}**: {text}.")
        if paper := getattr(self.value, "paper", None):
            lines.append(f"**Source**: [{self._reference(paper).short}](cite:{paper}).")
        names = {title: getattr(self.value, library, None) for library, title in _LIBRARIES.items()}
        if any(names.values()):
            elsewhere = (f"{title} `{name}`" for title, name in names.items() if name)
            lines.append(f"**Elsewhere**: {', '.join(elsewhere)}.")
        if lines:
            yield "".join(f"- {line}\n" for line in lines) + "\n"

    def _reference(self, paper: str) -> Reference:
        entries = bibliography(self.project)
        if paper not in entries:
            where = self.project.name_of(self.project.bibliography)
            raise Failure(f"{where} has no entry {paper}, the source of {self.name}", advice="add it")
        return entries[paper]

    def _formulas(self) -> Iterator[tuple[str, str, Mapping[str, str]]]:
        names = [f"{self.topic}.{each.__name__}" for each in (self.subject, self.companion) if each is not None]
        for name, field in zip(names, ("", "derivative_"), strict=False):
            given = str(getattr(self.value, f"{field}formula", None) or "")
            if given in self.posts:
                yield given, *self.posts[given]
            elif given:
                yield name, given, getattr(self.value, f"{field}bind", {})
            elif name in self.posts and getattr(self.value, "formula", None) not in self.posts:
                yield name, *self.posts[name]

    def _alternative(self) -> str:
        shown = ", ".join(f"{name.lower()}: {text}" for name, text in self.properties().items() if text != _DASH)
        return f"{self.label}. {shown}".replace("[", "from ").replace("]", "").replace('"', "").replace("*", "")

    def sketch(self) -> str:
        """Return the small picture of the overview as SVG; nothing where there is none."""
        if self.plots is None or not hasattr(self.plots, "sketch"):
            return ""
        lines = []
        for line in self.plots.sketch(self.name):
            points = _bends([(2 + 60 * float(x), 30 - 28 * float(y)) for x, y in line])
            lines.append('<polyline points="' + " ".join(f"{x:.1f},{y:.1f}" for x, y in points) + '"/>')
        return f'<svg class="sketch" viewBox="0 0 64 32" aria-hidden="true">{"".join(lines)}</svg>'

    def _listing(self) -> Iterator[str]:
        file = inspect.getsourcefile(self.subject)
        if file is None:
            return
        path = Path(file).resolve().relative_to(self.project.snippets.resolve())
        section = _section(Path(file), self.subject)
        include = path.as_posix() + (f":{section}" if section else "")
        yield "/// details | Code\n"
        yield f'```py {{ title="snippets/{path.as_posix()}" }}\n--8<-- "{include}"\n```\n///\n\n'


def _bends(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Drop the points that lie within a tenth of a pixel of the line between those that are kept."""
    kept, dropped = points[:1], []
    for point, after in pairwise(points[1:]):
        (x, y), (across, up) = kept[-1], (after[0] - kept[-1][0], after[1] - kept[-1][1])
        dropped.append(point)
        offsets = (abs(across * (b - y) - up * (a - x)) for a, b in dropped)
        if max(offsets) > 0.1 * hypot(across, up):
            kept.append(point)
            dropped = []
    return [*kept, *points[-1:]]


def _words(value: float) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.4g}".replace("-", "−")


def _paragraphs(thing: object) -> list[str]:
    """Return the prose of a docstring, without its examples."""
    text = inspect.cleandoc(getattr(thing, "__doc__", None) or "")
    kept = [part for part in re.split(r"\n\s*\n", text) if not part.lstrip().startswith(">>>")]
    return kept or [""]


def _plain(text: str) -> str:
    """Escape what Markdown would read as its own signs, outside of code."""
    parts = re.split(r"(`[^`]*`)", text)
    return "".join(part if part.startswith("`") else re.sub(r"([*_$<\[\]])", r"\\\1", part) for part in parts)


def _examples(thing: Any) -> str:
    """Return the examples of a docstring as they are typed, after imports of the names that they take for granted."""
    found = doctest.DocTestParser().get_examples(inspect.getdoc(thing) or "")
    if not found:
        return ""
    module = thing if isinstance(thing, ModuleType) else inspect.getmodule(thing)
    imports = _imports("".join(example.source for example in found), module)
    lines = [f">>> {line}\n" for line in imports]
    for example in found:
        first, *rest = example.source.rstrip("\n").split("\n")
        lines += [f">>> {first}\n", *(f"... {line}".rstrip() + "\n" for line in rest)]
        lines.append(example.want)
    return "".join(lines)


def _imports(code: str, module: ModuleType | None) -> list[str]:
    tree = ast.parse(code)
    nodes = list(ast.walk(tree))
    known = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    known |= {
        alias.asname or alias.name
        for node in nodes
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    known |= {node.arg for node in nodes if isinstance(node, ast.arg)} | set(dir(builtins))
    loaded = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    plain, own = [], []
    for name in sorted(loaded - known):
        value = getattr(module, name, None)
        if isinstance(value, ModuleType):
            plain.append(f"import {value.__name__} as {name}" if value.__name__ != name else f"import {name}")
        elif value is not None and module is not None:
            own.append(name)
    home = module.__name__ if module is not None else ""
    return [*plain, *([f"from {home} import {', '.join(own)}"] if own else [])]


def _section(file: Path, thing: Callable[..., Any]) -> str:
    """Return the section of a file that holds a function or a class; nothing where no section does."""
    return includes.section_at(file.read_text(encoding="utf-8"), inspect.getsourcelines(thing)[1])
