"""Drawing: each function of `plots/` in both schemes, as SVG for the page and as PNG for the comparison.

A site may keep a module `plots/style.py` with a function `rc_params(scheme)`; figures are drawn within its settings.
"""

from __future__ import annotations

import io
import multiprocessing
import os
import re
import shutil
import tempfile
import warnings
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree

from musings.core import experiments, fingerprint, fresh, modules, store
from musings.core.failure import Failure
from musings.core.project import Project
from musings.markdown.links import split_name

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from musings.markdown.site import Site

SCHEMES: Final = ("light", "dark")
TOLERANCE: Final = 0.3
"""Root mean square of the pixels' difference, of 255, that a drawing may have from its baseline: room for another
processor's rounding at the edges of lines, none for a line that moved."""

PAPER: Final = {"light": "white", "dark": "#14181d"}
_CLIP = re.compile(rb'<clipPath id="([^"]+)"')
_SIZE = re.compile(
    rb'<svg[^>]*?\bheight="(?P<height>[\d.]+)pt"[^>]*?\bwidth="(?P<width>[\d.]+)pt"|'
    rb'<svg[^>]*?\bwidth="(?P<width2>[\d.]+)pt"[^>]*?\bheight="(?P<height2>[\d.]+)pt"'
)


def split(name: str) -> tuple[str, str, tuple[str, ...]]:
    """Return module, function and arguments of a figure: `topic/function`, or `module.topic/function/argument`.

    >>> split("activations/sigmoid"), split("catalogue.activations/entry/relu")
    (('activations', 'sigmoid', ()), ('catalogue.activations', 'entry', ('relu',)))
    """
    named, *argument = name.rsplit("/", 1) if name.count("/") == 2 else (name,)
    module, _, function = named.partition("/")
    split_name(f"{module.replace('.', '_')}/{function}", "/", "a figure", "topic/name")
    return module, function, tuple(argument)


def module_file(project: Project, name: str) -> Path:
    """Return the file of plots/ that a figure's function is in."""
    return project.plots.joinpath(*name.partition("/")[0].split(".")).with_suffix(".py")


def baseline(project: Project, name: str, scheme: str) -> Path:
    """Return the path of the approved picture of a figure."""
    return project.baselines / f"{name.replace('/', '_')}_{scheme}.png"


def picture(project: Project, name: str, scheme: str) -> Path:
    """Return the path of the figure that the page shows."""
    return project.figures / f"{name}.{scheme}.svg"


def style_files(project: Project) -> list[Path]:
    """Return the files that every figure's looks depend on."""
    style = project.plots / "style.py"
    fonts = sorted((project.root / "build" / "fonts").glob("*.ttf"))
    return [*([style] if style.is_file() else []), *fonts]


@contextmanager
def styled(project: Project, scheme: str) -> Iterator[None]:
    """Have Matplotlib draw as the site's figures are drawn; a warning is an error."""
    import matplotlib as mpl

    mpl.use("Agg")
    settings: Any = {"svg.hashsalt": "musings"}  # otherwise the names inside an SVG are random
    if (project.plots / "style.py").is_file():
        style = modules.find_function(project, "plots", "style", "rc_params")
        settings |= modules.call(project, lambda: style(scheme), "plots/style.py:rc_params")
    with mpl.rc_context(settings), warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


@contextmanager
def drawn(project: Project, name: str, scheme: str) -> Iterator[Figure]:
    """Draw a figure in a scheme and close it afterwards; raises `Failure` where the function raises."""
    import matplotlib.pyplot as plt
    from matplotlib.figure import Figure

    module, last, arguments = split(name)
    function = modules.find_function(project, "plots", module, last)
    where = f"{project.name_of(module_file(project, name))}:{last}"
    with styled(project, scheme):
        figure = modules.call(project, lambda: function(*arguments), where)
        if not isinstance(figure, Figure):
            raise Failure(
                f"{where} returns no Figure",
                got=repr(figure)[:200],
                advice="return the Matplotlib Figure that it draws",
            )
        try:
            yield figure
        finally:
            plt.close("all")


def svg(project: Project, name: str, scheme: str) -> bytes:
    """Return a figure as SVG: the same bytes in every run."""
    return with_steady_clips(_saved(project, name, scheme, format="svg", metadata={"Date": None, "Creator": None}))


def with_steady_clips(drawn: bytes) -> bytes:
    """Return an SVG whose clip paths are numbered.

    Matplotlib names them by all digits of where axes lie, and the last that its layout finds differ from run to run.

    >>> with_steady_clips(b'<g clip-path="url(#p41fc)"/><clipPath id="p41fc"/>')
    b'<g clip-path="url(#clip1)"/><clipPath id="clip1"/>'
    """
    for number, name in enumerate(_CLIP.findall(drawn), 1):
        drawn = drawn.replace(b'="url(#%s)"' % name, b'="url(#clip%d)"' % number)
        drawn = drawn.replace(b'<clipPath id="%s"' % name, b'<clipPath id="clip%d"' % number)
    return drawn


def png(project: Project, name: str, scheme: str) -> bytes:
    """Return a figure as the PNG that is compared and reviewed, on paper of the scheme's colour."""
    return _saved(project, name, scheme, format="png", dpi=100, facecolor=PAPER[scheme], metadata={"Software": None})


def _saved(project: Project, name: str, scheme: str, **options: Any) -> bytes:
    """Return a figure as a file; raises `Failure` for what Matplotlib meets only when it draws what it was told."""
    buffer = io.BytesIO()
    with drawn(project, name, scheme) as figure:
        where = f"drawing what {project.name_of(module_file(project, name))}:{split(name)[1]} returns"
        modules.call(project, lambda: figure.savefig(buffer, **options), where)
    return buffer.getvalue()


def compare(project: Project, name: str, scheme: str) -> None:
    """Raise `Failure` unless the figure, drawn now, looks like its baseline."""
    from matplotlib.testing.compare import compare_images
    from matplotlib.testing.exceptions import ImageComparisonFailure

    approved = baseline(project, name, scheme)
    advice = "look at both pictures; run `musings approve` if the new one is right, or correct the plot"
    now = png(project, name, scheme)
    if not approved.is_file():
        raise Failure(
            f"the figure has no approved picture ({scheme})",
            expected=project.name_of(approved),
            advice="run `musings approve` and look at it",
        )
    if now == approved.read_bytes():
        return
    folder = project.root / "build" / "figures"
    made = folder / approved.name
    store.write(made, now)
    with tempfile.TemporaryDirectory() as work:
        copies = [Path(work) / f"{which}.png" for which in ("expected", "got")]
        shutil.copy(approved, copies[0])
        shutil.copy(made, copies[1])
        try:
            difference = compare_images(str(copies[0]), str(copies[1]), TOLERANCE, in_decorator=True)
        except (OSError, ValueError, ImageComparisonFailure) as error:  # a broken file, or another size
            raise Failure(
                f"the figure cannot be compared with its approved picture ({scheme})",
                got=str(error).split("\n")[0],
                advice=advice,
            ) from None
    if difference is None:
        made.unlink()
        return
    raise Failure(
        f"the figure is not the approved one ({scheme})",
        expected=project.name_of(approved),
        got=f"{project.name_of(made)} (differs by {difference['rms']:.2f} of 255, {TOLERANCE} allowed)",
        advice=advice,
    )


def approve(project: Project, name: str, scheme: str) -> bool:
    """Write the baseline where the figure no longer looks like it; return whether it was written."""
    try:
        compare(project, name, scheme)
    except Failure:
        path = baseline(project, name, scheme)
        (project.root / "build" / "figures" / path.name).unlink(missing_ok=True)
        return store.write(path, png(project, name, scheme))
    return False


def key(project: Project, name: str) -> str:
    """Return the hash of everything a figure depends on."""
    files = modules.closure(project, [module_file(project, name), *style_files(project)])
    return fingerprint.of(project, [name], [*files, Path(__file__)])


def stale(project: Project, names: Iterable[str]) -> list[str]:
    """Return the figures that must be drawn: changed since they were, or never drawn."""
    modules.look_again()
    keys = store.read_json(project.cache / "figures.json")
    return [
        name
        for name in names
        if keys.get(name) != key(project, name) or not all(picture(project, name, s).is_file() for s in SCHEMES)
    ]


def write(project: Project, names: Iterable[str]) -> list[tuple[str, Failure]]:
    """Draw figures for the page; return what failed. The picture of a figure that fails stays as it was.

    Those of one module share what they import and compute; modules are drawn side by side, those with most first.
    """
    keys = store.read_json(project.cache / "figures.json")
    groups: dict[str, list[str]] = {}
    for name in names:
        groups.setdefault(split(name)[0], []).append(name)
    failures = []
    for name, failure in _side_by_side(project, sorted(groups.values(), key=len, reverse=True)):
        if failure is not None:
            failures.append((name, failure))
        else:
            keys[name] = key(project, name)
    store.write_json(project.cache / "figures.json", keys)
    return failures


def _side_by_side(project: Project, groups: list[list[str]]) -> Iterator[tuple[str, Failure | None]]:
    workers = min(os.cpu_count() or 1, len(groups))
    if workers < 2:
        for names in groups:
            yield from _write(project, names)
        return
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        for future in as_completed([pool.submit(_write, project, names) for names in groups]):
            yield from future.result()


def _write(project: Project, names: list[str]) -> list[tuple[str, Failure | None]]:
    """Draw figures in this process; return for each what went wrong, or that nothing did."""
    found: list[tuple[str, Failure | None]] = []
    with experiments.kept(project):
        for name in names:
            try:
                for scheme in SCHEMES:
                    store.write(picture(project, name, scheme), svg(project, name, scheme))
            except Failure as failure:
                found.append((name, failure))
            else:
                found.append((name, None))
    return found


def write_stale(project: Project, names: Iterable[str]) -> str:
    """Draw what is out of date in a fresh interpreter, which sees the files as they are now; return its complaints."""
    waiting = stale(project, names)
    return fresh.complaints(project, "figures", waiting) if waiting else ""


def size(path: Path) -> tuple[int, int] | None:
    """Return width and height of an SVG in CSS pixels, or None where there is no such picture."""
    if not path.is_file():
        return None
    with path.open("rb") as file:
        match = _SIZE.search(file.read(2000))
    if match is None:
        return None
    width, height = (float(match[part] or match[f"{part}2"]) for part in ("width", "height"))
    return round(width * 4 / 3), round(height * 4 / 3)


def render(element: ElementTree.Element, name: str, site: Site) -> None:
    """Turn the image into two, of which the style sheet shows the one of the scheme; the other is not loaded."""
    alternative = element.get("alt", "")
    element.clear()
    element.tag = "span"
    element.set("class", "figure")
    for scheme in SCHEMES:
        path = picture(site.project, name, scheme)
        image = ElementTree.SubElement(element, "img")
        image.set("class", f"figure-{scheme}")
        image.set("src", site.address(path.relative_to(site.project.docs).as_posix()))
        image.set("alt", alternative)
        image.set("loading", "lazy")
        if measured := size(path):
            image.set("width", str(measured[0]))
            image.set("height", str(measured[1]))
