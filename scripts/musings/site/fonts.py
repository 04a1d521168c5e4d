"""Make the site's fonts from npm's packages: small WOFF2 files for the pages, static TrueType files for Matplotlib.

A font package holds more than a page needs: weights, hinting, layout features, and in the case of the mathematics font
four thousand characters. What is left here weighs a quarter. The results are functions of the sources, of this file and
of fontTools alone; they are made again only when one of these changes.
"""

import hashlib
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from musings.core import fingerprint, store

PAGE_FONTS: Final = Path("docs/assets/fonts")
FIGURE_FONTS: Final = Path("build/fonts")
FIGURE_FAMILY: Final = "Source Serif 4"

_PACKAGES: Final = Path("node_modules")
_SERIF: Final = "@fontsource-variable/source-serif-4/files/source-serif-4"
_MONO: Final = "@fontsource/ibm-plex-mono/files/ibm-plex-mono"
_MATHS: Final = "@fontsource/stix-two-math/files/stix-two-math-latin-400-normal.woff2"

Axes = dict[str, float | tuple[float, float]]


def _span(*bounds: tuple[int, int]) -> frozenset[int]:
    return frozenset(code for low, high in bounds for code in range(low, high + 1))


# What most formulas are written with: letters upright and italic, Greek, digits, accents, arrows, operators, fences.
# The larger sizes of operators and fences come along by themselves, through the MATH table. A browser sets a lone
# letter in italics but looks for its font under the upright letter, so both are here.
MATHS_CHARACTERS: Final = _span(
    (0x20, 0x7E), (0xA0, 0xA0), (0xA8, 0xA8), (0xAF, 0xAF), (0xB1, 0xB1), (0xB7, 0xB7), (0xD7, 0xD7), (0x2C6, 0x2C6),
    (0x2D9, 0x2D9), (0x2DC, 0x2DC), (0x302, 0x303), (0x332, 0x332), (0x393, 0x394), (0x398, 0x398), (0x39B, 0x39B),
    (0x39E, 0x39E), (0x3A0, 0x3A0), (0x3A3, 0x3A3), (0x3A6, 0x3A6), (0x3A8, 0x3A9), (0x3B1, 0x3C9), (0x3D1, 0x3D1),
    (0x3D5, 0x3D6), (0x3F1, 0x3F1), (0x3F5, 0x3F5), (0x2016, 0x2016), (0x2026, 0x2026), (0x2032, 0x2033),
    (0x2061, 0x2064), (0x20D7, 0x20D7), (0x210E, 0x210E), (0x2112, 0x2113), (0x211D, 0x211D),
    (0x2190, 0x2190), (0x2192, 0x2192), (0x21A6, 0x21A6), (0x21D2, 0x21D2), (0x2202, 0x2202), (0x2207, 0x2208),
    (0x220F, 0x220F), (0x2211, 0x2212), (0x221A, 0x221A), (0x221D, 0x221E), (0x222B, 0x222B), (0x223C, 0x223C),
    (0x2248, 0x2248), (0x2260, 0x2260), (0x2264, 0x2265), (0x226A, 0x226B), (0x2299, 0x2299), (0x22A4, 0x22A4),
    (0x22C5, 0x22C5), (0x22EE, 0x22EF), (0x22F1, 0x22F1), (0x2308, 0x230B), (0x1D434, 0x1D467), (0x1D4A9, 0x1D4A9),
    (0x1D53C, 0x1D53C), (0x1D6FC, 0x1D71B), (0x1D7D9, 0x1D7D9),
)  # fmt: skip

# Vectors and matrices: bold letters, upright and italic, Latin and Greek, and bold digits.
MATHS_BOLD: Final = _span(
    (0x1D400, 0x1D433), (0x1D468, 0x1D49B), (0x1D6A8, 0x1D6DB), (0x1D71C, 0x1D755), (0x1D7CE, 0x1D7D7),
)  # fmt: skip

# The rest of what a formula may want: fetched by a page that has one of these.
MATHS_MORE: Final = _span(
    (0xA1, 0xFF), (0x131, 0x131), (0x237, 0x237), (0x2C7, 0x2DD), (0x300, 0x304), (0x306, 0x308), (0x30C, 0x30C),
    (0x391, 0x3A9), (0x3B1, 0x3F6), (0x2013, 0x2014), (0x2018, 0x2019), (0x2034, 0x2034), (0x210F, 0x2111),
    (0x2190, 0x2199), (0x21D3, 0x21D4), (0x2200, 0x223C), (0x2243, 0x2247), (0x2261, 0x2263), (0x2282, 0x2287),
    (0x2295, 0x2298), (0x22A5, 0x22A5), (0x22C0, 0x22C4), (0x22F0, 0x22F0), (0x23DE, 0x23DF), (0x25A1, 0x25A1),
    (0x27E8, 0x27E9), (0x1D49C, 0x1D4CF), (0x1D4DB, 0x1D4DB), (0x1D538, 0x1D56B), (0x1D6E2, 0x1D6FB),
) - MATHS_CHARACTERS  # fmt: skip

# Signs that stand in sentences and that the text's own face lacks: raised and lowered digits, infinity, relations.
SIGNS: Final = _span(
    (0x2070, 0x2071), (0x2074, 0x208E), (0x2153, 0x2154), (0x2190, 0x2190), (0x2192, 0x2192), (0x21D2, 0x21D2),
    (0x2202, 0x2202), (0x2207, 0x2208), (0x2211, 0x2211), (0x221A, 0x221A), (0x221D, 0x221E), (0x2248, 0x2248),
    (0x2260, 0x2260), (0x2264, 0x2265), (0x226A, 0x226B), (0x2713, 0x2713),
)  # fmt: skip

# What names of people and places most often need beyond Western Europe's letters, and raised letters (eˣ).
_NAMES: Final = frozenset(map(ord, "ĀāĂăĄąĆćČčĎďĐđĒēĖėĘęĚěĞğĪīİŁłŃńŇňŌōŐőŘřŚśŞşŠšŤťŪūŮůŰűŹźŻżŽžȘșȚțʲˣ"))

_TYPESETTING: Final = frozenset({"BASE", "GDEF", "GPOS", "GSUB", "STAT"})
_TEXT_FEATURES: Final = ("ccmp", "kern", "liga", "locl", "mark", "mkmk", "pnum", "tnum")
# dtls and flac are dotless and flat accents, ssty the forms of indices: a browser asks for these by itself.
_MATHS_FEATURES: Final = ("ccmp", "dtls", "flac", "kern", "mark", "mkmk", "ssty")


@dataclass(frozen=True)
class PageFont:
    """A font file of the pages: where it comes from and what is kept of it."""

    name: str
    source: str
    axes: Axes
    features: tuple[str, ...] = _TEXT_FEATURES
    characters: frozenset[int] | None = None
    without: frozenset[int] = frozenset()


@dataclass(frozen=True)
class FigureFont:
    """A font file of the figures: one static cut, its alphabets merged."""

    style: str
    weight: int
    italic: bool = False
    alphabets: tuple[str, ...] = ("latin", "latin-ext", "greek")

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{FIGURE_FAMILY.replace(' ', '')}-{self.style}.ttf"


PAGE: Final = (
    PageFont("serif", f"{_SERIF}-latin-wght-normal.woff2", {"wght": (400, 700)}),
    PageFont("serif-italic", f"{_SERIF}-latin-wght-italic.woff2", {"wght": 400}),
    # The cut for large sizes: finer hairlines, closer set.
    PageFont("serif-display", f"{_SERIF}-latin-opsz-normal.woff2", {"wght": 600, "opsz": 44}),
    PageFont("serif-names", f"{_SERIF}-latin-ext-wght-normal.woff2", {"wght": (400, 700)}, characters=_NAMES),
    PageFont("serif-latin-ext", f"{_SERIF}-latin-ext-wght-normal.woff2", {"wght": (400, 700)}, without=_NAMES),
    PageFont("serif-greek", f"{_SERIF}-greek-wght-normal.woff2", {"wght": (400, 700)}),
    PageFont("mono", f"{_MONO}-latin-400-normal.woff2", {}, ("ccmp",)),
    PageFont("mono-latin-ext", f"{_MONO}-latin-ext-400-normal.woff2", {}, ("ccmp",)),
    PageFont("signs", _MATHS, {}, (), SIGNS),
    PageFont("maths", _MATHS, {}, _MATHS_FEATURES, MATHS_CHARACTERS),
    PageFont("maths-bold", _MATHS, {}, _MATHS_FEATURES, MATHS_BOLD),
    PageFont("maths-more", _MATHS, {}, _MATHS_FEATURES, MATHS_MORE),
)

FIGURE: Final = (
    FigureFont("Regular", 400),
    FigureFont("Italic", 400, italic=True),
    FigureFont("SemiBold", 600),
)


def there(root: Path) -> bool:
    """Return whether the project has the packages that the fonts are made from."""
    return all((root / _PACKAGES / source).parent.is_dir() for source in (_SERIF, _MONO, _MATHS))


def prepare(root: Path) -> None:
    """Write the fonts of the pages and of the figures below `root`, if the ones that stand there are not up to date."""
    wanted: dict[Path, Callable[[], bytes]] = {
        **{root / PAGE_FONTS / f"{font.name}.woff2": partial(_page_font, root, font) for font in PAGE},
        **{root / FIGURE_FONTS / font.file: partial(_figure_font, root, font) for font in FIGURE},
    }
    key_file = root / FIGURE_FONTS / "key"
    key = _key(root)
    known = store.read_json(key_file)
    for file, make in wanted.items():
        if known.get("key") != key or not file.is_file() or known.get(file.name) != fingerprint.of_file(file):
            store.write(file, make())
    store.write_json(key_file, {"key": key, **{file.name: fingerprint.of_file(file) for file in wanted}})


def _figure_sources(font: FigureFont) -> list[str]:
    slope = "italic" if font.italic else "normal"
    return [f"{_SERIF}-{alphabet}-wght-{slope}.woff2" for alphabet in font.alphabets]


def _source(root: Path, name: str) -> Path:
    file = root / _PACKAGES / name
    if not file.exists():
        raise FileNotFoundError(f"the font {file} is missing: run `npm ci`, which installs it")
    return file


def _key(root: Path) -> str:
    """Return a digest of everything the fonts depend on."""
    names = {font.source for font in PAGE} | {name for font in FIGURE for name in _figure_sources(font)}
    digest = hashlib.sha256(f"fontTools {version('fonttools')} Brotli {version('brotli')}".encode())
    digest.update(Path(__file__).read_bytes())
    for name in sorted(names):
        digest.update(hashlib.sha256(_source(root, name).read_bytes()).digest())
    return digest.hexdigest()


def _page_font(root: Path, font: PageFont) -> bytes:
    kept = _subset(_open(_source(root, font.source)), font.features, font.characters, font.without)
    if font.axes:
        kept = _limit(kept, font.axes)
    kept.flavor = "woff2"
    return _bytes(kept)


def _figure_font(root: Path, font: FigureFont) -> bytes:
    from fontTools.merge import Merger
    from fontTools.merge.options import Options

    parts = []
    for name in _figure_sources(font):
        part = _open(_source(root, name))
        # Matplotlib sets letters one by one: the tables of typesetting only make merging slow, or impossible.
        for tag in _TYPESETTING & set(part.keys()):
            del part[tag]
        part = _limit(_subset(part, (), None), {"wght": font.weight})
        part.flavor = None
        parts.append(io.BytesIO(_bytes(part)))
    merged = Merger(options=Options(drop_tables=["prep", "gasp"])).merge(parts)
    merged.recalcTimestamp = False  # the same packages give the same font
    _rename(merged, FIGURE_FAMILY, font)
    return _bytes(merged)


def _open(file: Path) -> Any:
    from fontTools.ttLib import TTFont

    return TTFont(file, recalcTimestamp=False)


def _bytes(font: Any) -> bytes:
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()


def _subset(
    font: Any, features: Iterable[str], characters: frozenset[int] | None, without: frozenset[int] = frozenset()
) -> Any:
    from fontTools import subset

    options = subset.Options(hinting=False, layout_features=list(features), notdef_outline=True, recalc_timestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=(font.getBestCmap().keys() if characters is None else characters) - without)
    subsetter.subset(font)
    return font


def _limit(font: Any, axes: Axes) -> Any:
    from fontTools.varLib import instancer

    return instancer.instantiateVariableFont(font, axes)


def _rename(font: Any, family: str, cut: FigureFont) -> None:
    """Give a static cut the names and the weight by which Matplotlib tells the cuts of a family apart."""
    names = font["name"]
    names.names = []
    postscript = f"{family.replace(' ', '')}-{cut.style}"
    entries = {1: family, 2: cut.style, 3: postscript, 4: f"{family} {cut.style}", 6: postscript}
    for name_id, text in entries.items():
        names.setName(text, name_id, 3, 1, 0x409)
        names.setName(text, name_id, 1, 0, 0)
    font["OS/2"].usWeightClass = cut.weight
    font["OS/2"].fsSelection = 0x01 if cut.italic else 0x40
    font["head"].macStyle = 0x02 if cut.italic else 0x00
    font["head"].created = font["head"].modified = 0
