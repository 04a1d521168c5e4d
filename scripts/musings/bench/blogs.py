"""What a blog of many posts costs to build: with this tool, with MkDocs and Material as they come, and with Hugo.

Each post has 800 words, eight parts, six formulas, two pictures and four listings, each pulled from a file of its own.
Hugo has a theme of three lines and no mathematics: it is the field's limit and not a like.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

from musings.bench.serve import waits
from musings.command import begin
from musings.core.failure import Failure

SIZES: Final = (20, 200)
ROUNDS: Final = 3
SEED: Final = 20
WORDS: Final = 800
PARTS: Final = 8
LISTINGS: Final = 4
FORMULAS: Final = 6
PICTURES: Final = 2
_MKDOCS: Final = (sys.executable, "-m", "mkdocs", "build", "--quiet")
_SPEECH: Final = (
    "the of a slope net weight layer learns from data where loss falls and rises while each step looks back at what "
    "was seen before with noise under some light rate until all units agree on one answer that holds for new digits"
)
_CODE: Final = '''\
"""A listing."""


def value_{number}(x: float) -> float:
    """Return a polynomial of `x`."""
    total = 0.0
{lines}
    return total
'''
_STOCK: Final = """\
site_name: A site
theme: {name: material, font: false}
plugins: [search, blog: {blog_dir: ., post_dir: "{blog}/posts", post_url_format: "{slug}", post_excerpt: required}]
markdown_extensions: [attr_list, md_in_html, tables, footnotes, pymdownx.highlight, pymdownx.superfences,
  pymdownx.snippets: {base_path: [snippets], check_paths: true}, pymdownx.arithmatex: {generic: true}]
validation: {nav: {omitted_files: ignore}}
"""
_HUGO: Final = {
    "hugo.toml": 'baseURL = "/"\ntitle = "A site"\n[markup.goldmark.renderer]\nunsafe = true\n',
    "layouts/_default/single.html": "<title>{{ .Title }}</title><main>{{ .Content }}</main>\n",
    "layouts/_default/list.html": "<main>{{ range .Pages }}<h2>{{ .Title }}</h2>{{ .Summary }}{{ end }}</main>\n",
    "layouts/shortcodes/code.html": '{{ highlight (readFile (.Get 0)) "python" "" }}\n',
}


@dataclass(frozen=True)
class Cost:
    """What a command took: seconds of the processor and of the clock, and megabytes at most."""

    processor: float
    clock: float
    memory: float


@dataclass(frozen=True)
class Notation:
    """How a post says that a listing, a formula or a picture is to stand there; and how a blog of such posts begins."""

    listing: str
    formula: str
    picture: str
    posts: str
    begin: Callable[[Path], None]
    command: tuple[str, ...] = _MKDOCS


def _ours(folder: Path) -> None:
    begin.begin(folder, "A site")


def _stock(folder: Path) -> None:
    _ours(folder)
    (folder / "mkdocs.yml").write_text(_STOCK, encoding="utf-8")
    (folder / "docs" / "posts" / "squares.md").unlink()
    shutil.copy(folder / "tests" / "baseline" / "squares_square_light.png", folder / "docs" / "square.png")


def _hugo(folder: Path) -> None:
    for name, text in _HUGO.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


_INCLUDED: Final = '```py {{ title="snippets/{name}" }}\n--8<-- "{name}"\n```'
TOOLS: Final = {
    "this": Notation(
        _INCLUDED, "/// formula | squares.square\nf(x) = x^2\n///", "figure:squares/square", "docs", _ours
    ),
    "stock": Notation(_INCLUDED, "$$\nf(x) = x^2\n$$", "../square.png", "docs", _stock),
    "Hugo": Notation(
        '{{{{< code "snippets/{name}" >}}}}', "$$f(x) = x^2$$", "/square.png", "content", _hugo, ("hugo", "--quiet")
    ),
}


def write(folder: Path, posts: int, notation: Notation) -> None:
    """Write a blog of so many posts into a folder that is not there yet."""
    notation.begin(folder)
    dice = random.Random(SEED)
    for number in range(posts):
        _code(folder / "snippets" / f"post_{number:04}")
        path = folder / notation.posts / "posts" / f"post-{_name(number)}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n\n".join(_blocks(number, dice, notation)) + "\n", encoding="utf-8")


def _name(number: int) -> str:
    """Return a number in letters: numerals would have to be proved."""
    return "".join("abcdefghij"[int(digit)] for digit in str(number))


def _code(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text(f'"""Code of {folder.name}."""\n', encoding="utf-8")
    lines = "\n".join(f"    total = total * {step}.0 + x" for step in range(2, 11))
    for number in range(LISTINGS):
        text = _CODE.format(number=number, lines=lines)
        (folder / f"part_{number}.py").write_text(text, encoding="utf-8")


def _blocks(number: int, dice: random.Random, notation: Notation) -> Iterator[str]:
    def said(words: int) -> str:
        return " ".join(dice.choices(_SPEECH.split(), k=words))

    name = _name(number)
    yield f"---\ndate: 20{10 + number % 10}-0{1 + number % 9}-01\ntitle: Post {name}\ncategories: [of-{said(1)}]\n---"
    yield f"# Post {name}"
    for part in range(PARTS):
        yield said(WORDS // PARTS).capitalize() + "."
        if part == 0:
            yield "<!-- more -->"
        yield f"## Of {said(3)}"
        if part < LISTINGS:
            yield notation.listing.format(name=f"post_{number:04}/part_{part}.py")
        if part < FORMULAS:
            yield notation.formula
        if part < PICTURES:
            yield f"![A parabola]({notation.picture})"


def build(folder: Path, command: tuple[str, ...]) -> Cost:
    """Build a blog as it stands, and return what that took; raises `Failure` where it cannot be built."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    start = time.monotonic()
    made = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(made.pid, 0)
    clock = time.monotonic() - start
    made.returncode = os.waitstatus_to_exitcode(status)
    if made.returncode:
        raise Failure(f"the blog in {folder} was not built", advice="see above what is said of it")
    return Cost(used.ru_utime + used.ru_stime, clock, used.ru_maxrss / 1024)


def blogs(root: Path, sizes: tuple[int, ...] = SIZES) -> dict[str, list[str]]:
    """Measure blogs of some sizes, the tools in turns, and return the report; `root` lends what npm installed."""
    lines = [f"{'posts':>5} {'':<22}{'CPU s':>8}{'s':>8}{'MB':>7}{'of stock':>10}"]
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            lines += _of_size(root, Path(folder), size)
    return {"report": lines}


def _of_size(root: Path, folder: Path, size: int) -> Iterator[str]:
    tools = {name: tool for name, tool in TOOLS.items() if shutil.which(tool.command[0])}
    for name, tool in tools.items():
        write(folder / name, size, tool)
    (folder / "this" / "node_modules").symlink_to(root / "node_modules")
    build(folder / "this", _MKDOCS)  # draws the figures
    costs: dict[str, list[Cost]] = {}
    for _ in range(ROUNDS):
        for name, tool in tools.items():
            for made in ("site", "public"):
                shutil.rmtree(folder / name / made, ignore_errors=True)
            costs.setdefault(f"{name}, clean", []).append(build(folder / name, tool.command))
        costs.setdefault("this, again", []).append(build(folder / "this", _MKDOCS))
    stock = median(cost.processor for cost in costs["stock, clean"])
    for name, found in costs.items():
        processor, clock, memory = (
            median(of) for of in zip(*((c.processor, c.clock, c.memory) for c in found), strict=True)
        )
        yield f"{size:>5} {name:<22}{processor:>8.1f}{clock:>8.1f}{memory:>7.0f}{processor / stock:>10.2f}"
    post = folder / "this" / "docs" / "posts" / "post-b.md"
    yield f"{size:>5} {'this, save to page':<22}{'':>8}{median(waits(folder / 'this', post)):>8.1f}"
