"""Runs the cells of a page: inside the worker, under Pyodide. It knows no browser, so that CPython can test it.

A page has one namespace. An *example* is run in it statement by statement, as the console would. A *listing* is a
section of a module: the module is imported, with the reader's text in place of the section where they changed it.
`Runner.run` writes what happens through `emit(kind, text)`, kind being `out`, `value` or `err`, and returns a result as
JSON.
"""

import ast
import asyncio
import base64
import builtins
import contextlib
import gc
import importlib
import inspect
import io
import json
import linecache
import re
import signal
import sys
import textwrap
import time
import traceback
import types
import warnings
from collections.abc import Callable, Iterator
from functools import partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from musings.live.browser.python import loop, told, values
from musings.markdown.includes import bounds

OUTPUT_LIMIT = 100_000
LINES = 5000
OUTPUT_NOTE = "\n… the output is longer than 100 KB or 5000 lines; the rest is not shown\n"
FLUSH_SECONDS = 0.05
SLICE = 10_000
ERROR_LIMIT = 1000
PICTURES = 20
"""The figures that a cell may show."""
NODES = 2000
"""What the figures of a cell may put into the page: its browser takes seconds over some thousands of elements."""
LETTERS = 2_000_000
"""The length that a drawing may have: one element can hold any number of points."""
PIXELS = 8_000_000
"""What a picture may have, whatever its shape."""
IMPORT = re.compile(r"^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import\b|import[ \t]+([\w., \t]+))", re.MULTILINE)

Emit = Callable[[str, str], None]


class Output(io.TextIOBase):
    """One of a cell's streams; pieces are gathered for a moment, and dropped beyond the limit they share."""

    def __init__(self, cell: "Cell", kind: str) -> None:
        """Write to `cell` as `kind`."""
        super().__init__()
        self.cell = cell
        self.kind = kind

    def write(self, text: str) -> int:
        """Take the text."""
        self.cell.write(self.kind, text)
        return len(text)

    def writable(self) -> bool:
        """Say yes, as a stream for output does."""
        return True


class Cell:
    """What one run of a cell has written, and the figures it has shown."""

    def __init__(self, emit: Emit, name: str, *, printed: bool = False) -> None:
        """Send what is written to `emit`; of a `printed` cell the values are compared, with their own words."""
        self.name = name
        self.printed = printed
        self.emit = emit
        self.pending: list[tuple[str, str]] = []
        self.step: list[str] = []
        self.left = OUTPUT_LIMIT
        self.lines = LINES
        self.flushed = time.monotonic()
        self.figures: list[dict[str, str]] = []
        self.shown: list[Any] = []
        self.nodes = NODES

    def write(self, kind: str, text: str) -> None:
        """Take text of a kind: what a console shows as output also counts for the comparison with the printed one."""
        if self.left < 0:
            return
        begun = text.count("\n")
        if len(text) > self.left or begun > self.lines:
            text = "\n".join(text[: self.left].split("\n")[: self.lines + 1]) + OUTPUT_NOTE
            self.left = -1
        else:
            self.left -= len(text)
            self.lines -= begun
        if kind != "err":
            self.step.append(text)
        self.pending.append((kind, text))
        if time.monotonic() - self.flushed > FLUSH_SECONDS:
            self.flush()

    def flush(self) -> None:
        """Send on what has gathered: pieces of one kind as one, and what is long in slices."""
        pieces, self.pending = self.pending, []
        for kind, group in groupby(pieces, key=itemgetter(0)):
            joined = "".join(text for _, text in group)
            for at in range(0, len(joined), SLICE):
                self.emit(kind, joined[at : at + SLICE])
        self.flushed = time.monotonic()

    def display(self, value: Any) -> None:
        """Show a value as the console does."""
        if value is None:
            return
        builtins._ = None  # type: ignore[attr-defined]
        shown = None if self.printed else values.rich(value, self.left, self.nodes)
        if shown:
            self.flush()
            self.emit(*shown)
            self.left -= len(shown[1])
            self.nodes -= shown[1].count("<")
        elif self.printed or not values.quiet(value):
            self.write("value", repr(value) + "\n")
        builtins._ = value  # type: ignore[attr-defined]
        if "matplotlib.figure" in sys.modules and isinstance(value, sys.modules["matplotlib.figure"].Figure):
            self.shown.append(value)


class TooMuch(Exception):
    """A drawing has more in it than a page should take."""


class Drawing(io.StringIO):
    """SVG while it is written; what grows beyond the limits raises `TooMuch`, before it is made in full."""

    def __init__(self, most: int) -> None:
        """Take at most so many elements."""
        super().__init__()
        self.most = most
        self.nodes = 0

    def write(self, text: str) -> int:
        """Take the text and count the elements that begin in it."""
        self.nodes += text.count("<") - text.count("</")
        if self.nodes > self.most or self.tell() > LETTERS:
            raise TooMuch
        return super().write(text)


class Runner:
    """Runs cells; see the module's first lines."""

    def __init__(self, folder: str, package: str, emit: Emit, packages: str) -> None:
        """Take the folder that holds the site's `package`, and, as JSON, the package of each name to be imported."""
        self.folder = Path(folder)
        self.package = package
        self.emit = emit
        self.packages: dict[str, str] = json.loads(packages)
        self.page = ""
        self.pages: dict[str, types.ModuleType] = {}
        self.changes: dict[tuple[str, str], str] = {}
        self.figures = 0
        self.narrow = False
        self.pictures: dict[str, Any] = {"pixels": 700, "schemes": {"light": {}, "dark": {}}, "settings": {}}
        self.progress: dict[str, Any] = {}
        self.interruptible = False
        self.stopped = False
        sys.dont_write_bytecode = True
        sys.path.insert(0, folder)
        builtins.input = _no_input
        self.builtins = {name: value for name, value in vars(builtins).items() if name != "_"}
        if sys.platform == "emscripten":
            loop.take_over()

    # --- stopping ---------------------------------------------------------------------------------------------------

    def listen(self) -> None:
        """Have an interrupt stop what a reader runs, and nothing else."""
        signal.signal(signal.SIGINT, self._interrupt)
        loop.listen()

    def _interrupt(self, _: int, frame: types.FrameType | None) -> None:
        if self.interruptible and not self._loading(frame):
            self.interruptible, self.stopped = False, True
            raise KeyboardInterrupt

    def _loading(self, frame: types.FrameType | None) -> bool:
        """Say whether a package is being imported: stopped half-way, one of compiled parts cannot be imported again."""
        inside = ""
        while frame:
            name = frame.f_code.co_filename
            if name.startswith("<frozen importlib"):
                return not inside.startswith((self.folder / self.package).as_posix())
            inside, frame = name, frame.f_back
        return False

    @contextlib.contextmanager
    def heeding(self) -> Iterator[None]:
        """Let an interrupt end what runs in here."""
        try:
            self.interruptible = True
            yield
        finally:
            self.interruptible = False

    # --- pages and changed listings ---------------------------------------------------------------------------------

    def enter(self, page: str, changes: str, fresh: bool) -> None:
        """Make `page` the one whose cells run, with the listings in `changes`: JSON, [source, section, text] each."""
        wanted = {(source, section): code for source, section, code in json.loads(changes)}
        if wanted != self.changes:
            self._change(wanted)
        if fresh or page not in self.pages:
            self.pages[page] = types.ModuleType("__main__")
        self.page = page
        sys.modules["__main__"] = self.pages[page]

    def forget(self, page: str) -> None:
        """Drop what a page has defined."""
        self.pages.pop(page, None)

    def _change(self, wanted: dict[tuple[str, str], str]) -> None:
        """Write the changed files, put back those that are not changed any more, and forget the modules loaded."""
        for source in {source for source, _ in {**self.changes, **wanted}}:
            path = self.folder / self.package / source
            original = path.with_name(path.name + ".original")
            if not original.exists():
                original.write_bytes(path.read_bytes())
            text = original.read_text(encoding="utf-8")
            ordered = sorted((section, code) for (other, section), code in wanted.items() if other == source)
            for section, code in ordered:  # the whole file comes first: its name is empty
                text = substitute(text, section, code)
            path.write_text(text, encoding="utf-8")
        self.changes = wanted
        self._purge()

    def _purge(self) -> None:
        for name in [name for name in sys.modules if name.partition(".")[0] == self.package]:
            del sys.modules[name]
        importlib.invalidate_caches()
        linecache.checkcache()

    # --- what takes a while before a cell's time counts ---------------------------------------------------------------

    def unimported(self, code: str) -> str:
        """Return the packages of which the code's import lines name modules that are not loaded, for a reader."""
        return ", ".join(dict.fromkeys(self.packages[module.partition(".")[0]] for module in self._unimported(code)))

    def import_ahead(self, code: str) -> None:
        """Import them: what goes wrong goes wrong again in the cell, and is told there."""
        for module in self._unimported(code):
            with contextlib.suppress(BaseException):
                importlib.import_module(module)
        self._settle()

    @staticmethod
    def _settle() -> None:
        """Let the collection after each cell pass over what stays: modules hold a hundred thousand objects."""
        gc.collect()
        gc.freeze()

    def _unimported(self, code: str) -> list[str]:
        lines = [(start or names).split(",") for start, names in IMPORT.findall(code)]
        modules = [part.split()[0] for line in lines for part in line if part.strip()]
        return [name for name in modules if name.partition(".")[0] in self.packages and name not in sys.modules]

    # --- running ----------------------------------------------------------------------------------------------------

    def run(self, job: str) -> str:
        """Run a cell and return the result as JSON; `missing` in it names a package to load before calling `resume`.

        The job is JSON: for an example `name` and `steps`, each with `code`, `line` and perhaps `want` (then each step
        is run, whatever the one before it raised, as doctest does); for a listing `source`, `section` and `code`.
        """
        self.progress = {"job": json.loads(job), "cell": None, "next": 0, "steps": [], "same": True, "error": ""}
        self.stopped = False
        return self.resume()

    def resume(self) -> str:
        """Go on with the cell, after the package that was missing has been loaded."""
        state = self.progress
        job = state["job"]
        printed = any("want" in step for step in job.get("steps", []))
        cell = Cell(self.emit, job["name"], printed=printed) if state["cell"] is None else state["cell"]
        state["cell"] = cell
        kept = sys.stdout, sys.stderr, sys.displayhook, warnings.formatwarning
        sys.stdout, sys.stderr, sys.displayhook = Output(cell, "out"), Output(cell, "err"), cell.display
        warnings.formatwarning = told.warning
        try:
            if "matplotlib" in sys.modules:
                self._dress()
            missing = self._listing(job, cell) if job["kind"] == "listing" else self._example(job, cell)
            if missing:
                return json.dumps({"missing": missing})
            try:
                with self.heeding():
                    self._draw(cell, hidden=bool(job.get("hidden")))
            except (Exception, KeyboardInterrupt) as problem:  # of a figure that cannot be drawn, its text for example
                self._tell(problem, cell, {f"<{job['name']}>"})
            cell.write("err", told.replaced(self._taken_back()))
            gc.collect()  # what it left behind and complains of its end does so here, not amid another cell's output
        finally:
            sys.stdout, sys.stderr, sys.displayhook, warnings.formatwarning = kept
            cell.flush()
        checked = job["kind"] == "example" and all(step.get("want") is not None for step in job["steps"])
        result = {
            "error": state["error"],
            "steps": state["steps"],
            "same": state["same"] if checked else None,
            "figures": cell.figures,
            "stopped": self.stopped,
            "defined": state.get("defined", []),
        }
        self.progress = {}
        return json.dumps(result)

    def _example(self, job: dict[str, Any], cell: Cell) -> str | None:
        state = self.progress
        namespace = self.pages[self.page].__dict__
        filename = f"<{job['name']}>"
        source = "\n".join(step["code"] for step in job["steps"])
        linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
        statements = [
            (step, compiled)
            for step in job["steps"]
            for compiled in self._statements("\n" * step["line"] + step["code"], filename, whole="want" in step)
        ]
        for position, (step, compiled) in enumerate(statements):
            if position < state["next"]:
                continue
            cell.step = []
            error: BaseException | None = None
            try:
                with self.heeding():
                    running = eval(compiled(), namespace)
                    if inspect.iscoroutine(running):
                        asyncio.run(running)
            except BaseException as problem:
                taken = self._taken_back()  # first of all: what tells of errors counts on these names
                missing = self._loadable(problem)
                if missing:
                    return missing
                error = problem
                note = told.replaced(taken) or told.hint(problem, namespace, self.packages)
            got = "".join(cell.step)
            if error is not None:
                self._tell(error, cell, {filename}, note)
            want = step.get("want")
            if want is not None:
                state["same"] = state["same"] and agrees(step["code"], want, got, error)
                state["steps"].append(got if error is None else got + self._report(error, {filename}))
            state["next"] = position + 1
            if self.stopped or (error is not None and want is None):
                break
        return None

    def _statements(self, code: str, filename: str, *, whole: bool) -> Iterator[Callable[[], types.CodeType]]:
        """Yield the code's statements, or all as one, to be compiled in their turn; what does not parse raises then.

        With an `await` outside of functions all are one, for what is begun by one may be awaited by another.
        """
        code = code if whole else told.answered(code, self.packages)
        make = partial(
            compile, filename=filename, mode="single", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True
        )
        try:
            body = ast.parse(code, filename).body
        except (SyntaxError, ValueError):
            yield lambda: compile(code, filename, "exec", dont_inherit=True)
            return
        if not whole:
            with contextlib.suppress(SyntaxError):
                whole = bool(make(ast.Interactive(body)).co_flags & inspect.CO_COROUTINE)
        for group in [body] if whole else [[node] for node in body]:
            yield partial(make, ast.Interactive(group))

    def _listing(self, job: dict[str, Any], cell: Cell) -> str | None:
        state = self.progress
        source, section = job["source"], job["section"]
        module = ".".join([self.package, *Path(source).with_suffix("").parts]).removesuffix(".__init__")
        if (source, section) in self.changes:
            self._purge()  # run it again though nothing has changed since: it may print
        try:
            with self.heeding():
                importlib.import_module(module)
        except BaseException as problem:
            missing = self._loadable(problem)
            if missing:
                return missing
            self._tell(problem, cell, set())
        state["defined"] = defined(job["code"])
        return None

    def _loadable(self, problem: BaseException) -> str | None:
        """Return the package that was not found, if it can be had and was not asked for yet."""
        if isinstance(problem, ModuleNotFoundError) and problem.name:
            name = problem.name.partition(".")[0]
            if name in self.packages and name not in self.progress.setdefault("asked", []):
                self.progress["asked"].append(name)
                return name
        return None

    def _taken_back(self) -> list[str]:
        """Give Python's own names their values again, without using one; return those that had others."""
        own, kept = vars(builtins), self.builtins
        taken = [name for name in kept if name not in own or own[name] is not kept[name]]
        own.update(kept)
        return taken

    # --- errors -----------------------------------------------------------------------------------------------------

    def _tell(self, error: BaseException, cell: Cell, own: set[str], note: str = "") -> None:
        self.progress["error"] = self._short(_last_line(error))[:ERROR_LIMIT]
        cell.write("err", self._report(error, own) + note)

    def _report(self, error: BaseException, own: set[str]) -> str:
        """Return the traceback with the reader's own lines: those of cells and of listings they changed."""
        report = traceback.TracebackException.from_exception(error, capture_locals=False)
        waiting: list[traceback.TracebackException | None] = [report]
        while waiting:
            part = waiting.pop()
            if part is None:
                continue
            part.stack = traceback.StackSummary.from_list([])
            waiting += [part.__cause__, part.__context__]
        self._keep(report, error, own)
        return self._short("".join(report.format()))

    def _short(self, text: str) -> str:
        """Return the text with files named as the page names them."""
        return text.replace(f"{self.folder}/", "")

    def _keep(self, report: traceback.TracebackException, error: BaseException, own: set[str]) -> None:
        frames = traceback.extract_tb(error.__traceback__)
        report.stack = traceback.StackSummary([self._placed(frame) for frame in frames if self._is_own(frame, own)])
        if isinstance(error, SyntaxError) and error.filename and error.lineno:
            place = self._place(error.filename, error.lineno)
            if place:
                report.filename, line = place
                report.lineno = str(line)
        for part, cause in ((report.__cause__, error.__cause__), (report.__context__, error.__context__)):
            if part is not None and cause is not None:
                self._keep(part, cause, own)

    def _is_own(self, frame: traceback.FrameSummary, own: set[str]) -> bool:
        return (
            frame.filename in own
            or frame.filename.startswith("<example ")
            or bool(self._place(frame.filename, frame.lineno or 0))
        )

    def _placed(self, frame: traceback.FrameSummary) -> traceback.FrameSummary:
        place = self._place(frame.filename, frame.lineno or 0)
        if place:
            _ = frame.line  # looked up now, under the name that has the text
            frame.filename, frame.lineno = place
        return frame

    def _place(self, filename: str, line: int) -> tuple[str, int] | None:
        """Return the listing that a line of a changed file belongs to, and the line's number there."""
        base = self.folder / self.package
        for source, section in self.changes:
            if Path(filename) == base / source:
                first, last = place_of((base / source).read_text(encoding="utf-8"), section)
                if first < line <= last:
                    return source, line - first
        return None

    # --- figures ----------------------------------------------------------------------------------------------------

    def prepare_figures(self, fonts: str = "") -> None:
        """Import Matplotlib, which takes a while, before a cell's time counts; `fonts` is the list that it keeps."""
        import matplotlib as mpl

        if fonts:
            Path(mpl.__file__).with_name("fontlist.json").write_text(fonts, encoding="utf-8")
        import matplotlib.pyplot as plt

        def show(*_: Any, **__: Any) -> None:
            """Do nothing: the page shows every figure that a cell leaves open."""

        plt.show = show
        self._settle()

    def take_pictures(self, pictures: str) -> None:
        """Take, as JSON, how figures are drawn.

        `settings` are Matplotlib's. What is too much for the page becomes a picture, so many `pixels` wide, in the
        colours that `schemes` has for those of the settings.
        """
        self.pictures = json.loads(pictures)

    def _dress(self) -> None:
        """Give figures the look of the page."""
        import matplotlib as mpl
        from cycler import cycler

        settings = dict(self.pictures["settings"])
        if hues := settings.pop("cycle", None):
            mpl.rcParams["axes.prop_cycle"] = cycler(color=hues)
        mpl.rcParams.update(settings)
        if self.narrow:
            mpl.rcParams["figure.figsize"] = (4.4, 3.2)

    def _draw(self, cell: Cell, *, hidden: bool) -> None:
        """Turn the figures that the cell left open, or showed as a value, into what the page shows, and close them."""
        figures = [] if hidden else list(cell.shown)
        if "matplotlib.pyplot" in sys.modules and not hidden:
            plt = sys.modules["matplotlib.pyplot"]
            figures += [figure for number in plt.get_fignums() if (figure := plt.figure(number)) not in figures]
        try:
            shown, more = figures[:PICTURES], len(figures) - PICTURES
            cell.figures = [{**self._drawn(figure, cell), "label": describe(figure)} for figure in shown]
            if more > 0:
                cell.write("err", f"… {more} more figures are not shown: a cell may show {PICTURES}\n")
        finally:
            if "matplotlib.pyplot" in sys.modules:
                sys.modules["matplotlib.pyplot"].close("all")

    def _drawn(self, figure: Any, cell: Cell) -> dict[str, str]:
        """Return a figure as SVG, or, where that is too much for a page, as a picture for each scheme of it."""
        self.figures += 1
        for image in (image for axes in figure.axes for image in axes.images if not image.zorder):
            image.set_zorder(0.6)  # over the lines of the grid, under all other lines
        drawing = Drawing(cell.nodes)
        try:
            with sys.modules["matplotlib"].rc_context({"svg.hashsalt": f"live-{self.figures}"}):
                figure.savefig(drawing, format="svg", metadata={"Date": None})
        except TooMuch:
            pixels, schemes = self.pictures["pixels"], self.pictures["schemes"]
            return {scheme: picture(figure, pixels, colours) for scheme, colours in schemes.items()}
        cell.nodes -= drawing.nodes
        text = drawing.getvalue()
        return {"svg": text[text.index("<svg") :]}


def picture(figure: Any, pixels: int, colours: dict[str, str]) -> str:
    """Return a figure as PNG in base64, `pixels` wide; a colour that `colours` names becomes the one given there."""
    canvas = figure.canvas
    wide, high = figure.get_size_inches()
    dpi = min(pixels / wide, (PIXELS / (wide * high)) ** 0.5)
    stream = io.BytesIO()
    _recolouring_canvas(colours)(figure)
    try:
        figure.savefig(stream, format="png", dpi=dpi)
    finally:
        figure.set_canvas(canvas)
    return base64.b64encode(stream.getvalue()).decode()


def _recolouring_canvas(colours: dict[str, str]) -> Any:
    """Return a class of canvases; colours change where they are drawn with, so that the figure stays as it is."""
    import numpy as np
    from matplotlib.backend_bases import GraphicsContextBase
    from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
    from matplotlib.colors import is_color_like, to_rgb

    swap = [
        (np.round(np.multiply(to_rgb(old), 255)), to_rgb(new)) for old, new in colours.items() if is_color_like(new)
    ]

    def swapped(value: Any) -> Any:
        """Return a colour, or an array of them, in the colours of the scheme; anything else as it is."""
        if isinstance(value, tuple) and len(value) in (3, 4):
            return tuple(swapped(np.array([(*value, 1.0)[:4]]))[0])
        if not isinstance(value, np.ndarray) or value.ndim != 2 or value.shape[1] != 4:
            return value
        rows, seen = value.copy(), np.round(value[:, :3] * 255)
        for old, new in swap:
            rows[(seen == old).all(axis=1), :3] = new
        return rows

    class Context(GraphicsContextBase):
        def set_foreground(self, fg: Any, isRGBA: bool = False) -> None:  # noqa: N803 - as its base has it
            super().set_foreground(fg, isRGBA)
            self._rgb = swapped(self._rgb)  # type: ignore[has-type]

    class Renderer(RendererAgg):
        def new_gc(self) -> Any:
            return Context()

        def draw_path(self, gc: Any, path: Any, transform: Any, rgbFace: Any = None) -> None:  # noqa: N803
            super().draw_path(gc, path, transform, swapped(rgbFace))

        def _update_methods(self) -> None:
            super()._update_methods()
            for name in ("draw_markers", "draw_path_collection", "draw_quad_mesh"):
                setattr(self, name, self._recoloured(getattr(self, name)))

        def _recoloured(self, draw: Any) -> Any:
            return lambda *given, **named: draw(*map(swapped, given), **named)

    class Canvas(FigureCanvasAgg):
        def get_renderer(self) -> Any:
            key = (*self.figure.bbox.size, self.figure.dpi)
            if key != getattr(self, "key", None):
                wide, high = map(int, self.figure.bbox.size)
                self.key, self.renderer = key, Renderer(wide, high, self.figure.dpi)
            return self.renderer

    return Canvas


def describe(figure: Any) -> str:
    """Return a figure in words: titles, axes and the names of its lines."""
    parts: list[str] = []
    for axes in figure.axes:
        words = [axes.get_title(), axes.get_title(loc="left"), axes.get_ylabel(), axes.get_xlabel()]
        if words[2] and words[3]:
            words[2:] = [f"{words[2]} over {words[3]}"]
        labels = [label for label in axes.get_legend_handles_labels()[1] if not label.startswith("_")]
        parts.append("; ".join([*filter(None, words), *([", ".join(labels)] if labels else [])]))
    return ". ".join(["Figure drawn by this cell", *filter(None, parts)])[:ERROR_LIMIT]


def place_of(text: str, section: str) -> tuple[int, int]:
    """Return where a section's lines begin and end, as a slice of the text's lines; the whole of them for no name."""
    return bounds(text, section, "the file") if section else (0, len(text.split("\n")))


def substitute(text: str, section: str, code: str) -> str:
    """Return the file's text with the section's lines replaced; a last expression in it is made to show its value."""
    lines = text.split("\n")
    first, last = place_of(text, section)
    old = "\n".join(lines[first:last])
    indent = min((len(line) - len(line.lstrip()) for line in old.splitlines() if line.strip()), default=0)
    new = textwrap.indent(displayed(code), " " * indent)
    return "\n".join([*lines[:first], *new.splitlines(), *lines[last:]]).rstrip("\n") + "\n"


def displayed(code: str) -> str:
    """Return the code with its last statement, if it is an expression, in a call that shows it; no line moves."""
    try:
        body = ast.parse(code).body
    except SyntaxError:
        return code
    last = body[-1] if body else None
    if not isinstance(last, ast.Expr) or isinstance(last.value, ast.Constant) or last.end_lineno is None:
        return code
    lines = code.encode().splitlines()  # the tree counts bytes
    end, start = last.end_lineno - 1, last.lineno - 1
    lines[end] = lines[end][: last.end_col_offset] + b")" + lines[end][last.end_col_offset or 0 :]
    lines[start] = lines[start][: last.col_offset] + b"__import__('sys').displayhook(" + lines[start][last.col_offset :]
    return b"\n".join(lines).decode()


def defined(code: str) -> list[str]:
    """Return the names that a listing defines, in order."""
    try:
        body = ast.parse(code).body
    except SyntaxError:
        return []
    names: list[str] = []
    for node in body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            names.append(node.name)
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names += [target.id for target in targets if isinstance(target, ast.Name)]
    return names


def agrees(code: str, want: str, got: str, error: BaseException | None) -> bool:
    """Say whether doctest would accept what a statement gave; doctest itself is asked only where the texts differ."""
    if error is None and got == want:
        return True
    if error is None and not want:
        return False
    import doctest

    prompts = "".join(f"{'... ' if number else '>>> '}{line}\n" for number, line in enumerate(code.splitlines()))
    example = doctest.DocTestParser().get_examples(prompts + want)[0]
    flags = sum(flag for flag, on in example.options.items() if on)
    check = doctest.OutputChecker().check_output
    if error is None:
        return example.exc_msg is None and check(example.want, got, flags)
    if example.exc_msg is None:
        return False
    said = traceback.format_exception_only(type(error), error)[-1]
    if check(example.exc_msg, said, flags):
        return True
    name = re.compile(r"(?:\w+\.)*(\w+)")
    first, second = name.match(example.exc_msg), name.match(said)
    detail = bool(flags & doctest.IGNORE_EXCEPTION_DETAIL)
    return detail and first is not None and second is not None and first[1] == second[1]


def _last_line(error: BaseException) -> str:
    return traceback.format_exception_only(type(error), error)[-1].strip()


def _no_input(*_: object) -> str:
    raise RuntimeError("input() cannot be answered here: put the value into the code")
