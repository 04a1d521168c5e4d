"""Numbers among words, in digits and spelt out: the one reader of them, for claims and for the account of a page."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_FROM_SUPERSCRIPT = {raised: chr(plain) for plain, raised in _SUPERSCRIPT.items()}
SPACE: Final = "[ \u00a0\u202f]"
NUMBER: Final = re.compile(
    rf"""(?P<sign>[-−+]?)
        (?P<integer>\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d+)
        (?:\.(?P<fraction>\d+))?
        (?:(?P<e>e[-+]?\d+)|(?P<ten>{SPACE}?×{SPACE}?10)(?P<power>[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+))?
        (?P<unit>{SPACE}?%|{SPACE}?×)?""",
    re.VERBOSE,
)
"""A number in digits, as this site writes them, with its sign, exponent and unit."""
_DECIMAL_COMMA = re.compile(r"(?<![\d,.])(\d+),(\d{1,2}|\d{4,})(?![\d,])")
"""As many languages write a fraction; three digits behind a comma are thousands."""
_UNITS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
    *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SMALL: Final = {
    **{word: float(value) for value, word in enumerate(_UNITS, 1)},
    **{word: 10.0 * value for value, word in enumerate(_TENS, 2)},
    "dozen": 12.0,
}
_SCALES: Final = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9}
_WORD = "|".join((*_SMALL, *_SCALES))
_SPELT = re.compile(rf"\b(?:{_WORD})(?:(?:[\s-]|\sand\s)(?:{_WORD}))*\b(?!-?fold)", re.IGNORECASE)
_SCALED = re.compile(rf"{SPACE}(?P<scale>{'|'.join(_SCALES)})\b")
_ONE_IN = re.compile(r"\bone (?:in|out of) \Z", re.IGNORECASE)
_IN_A_NAME = re.compile(r"[^\W\d_]['’]?\Z|_\Z|[A-Z]{2,}-\Z")
"""What stands before a digit that is a part of a name: ReLU6, L2, x_1, CIFAR-10."""


_PARTS: Final = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "twentieth": 20,
    "hundredth": 100,
    "thousandth": 1000,
    "millionth": 1_000_000,
}
_MANY: Final = {
    "a": 1,
    "an": 1,
    **{word: _SMALL[word] for word in ("one", "two", "three", "four", "five", "seven", "nine")},
}
_FRACTION: Final = re.compile(
    rf"(?<!and )(?<!and a )\b(?:(?P<many>{'|'.join(_MANY)})[ -])?(?P<part>{'|'.join(_PARTS)})s?\b(?! and)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Format:
    """How a number is written: decimals, thousands, exponent, sign and unit. Read off the approved text."""

    decimals: int
    thousands: bool
    exponent: str
    minus: str
    plus: bool
    unit: str

    @classmethod
    def read(cls, text: str) -> Format | None:
        """Return the format of a text, or None where it is not a number.

        >>> Format.read("336,776")
        Format(decimals=0, thousands=True, exponent='', minus='-', plus=False, unit='')
        >>> Format.read("about half") is None
        True
        """
        match = NUMBER.fullmatch(text.strip())
        if match is None:
            return None
        return cls(
            decimals=len(match["fraction"] or ""),
            thousands="," in match["integer"],
            exponent=match["ten"] or ("e" if match["e"] else ""),
            minus="−" if match["sign"] == "−" else "-",
            plus=match["sign"] == "+",
            unit=match["unit"] or "",
        )

    def write(self, value: float) -> str:
        """Return `value` in this format.

        >>> Format.read("25 %").write(0.2512)
        '25 %'
        >>> Format.read("1.2e-5").write(0.00002)
        '2.0e-5'
        >>> Format.read("9.5 × 10⁻⁷").write(1e-12)
        '1.0 × 10⁻¹²'
        """
        if not math.isfinite(value):
            return str(value)
        scaled = value * 100 if self.unit.endswith("%") else value
        if self.exponent:
            mantissa, power = f"{abs(scaled):.{self.decimals}e}".split("e")
            number = str(int(power))
            digits = (
                f"{mantissa}e{number}"
                if self.exponent == "e"
                else mantissa + self.exponent + number.translate(_SUPERSCRIPT)
            )
        else:
            mantissa = f"{abs(scaled):,.{self.decimals}f}"
            digits = mantissa if self.thousands else mantissa.replace(",", "")
        nonzero = any(digit in "123456789" for digit in mantissa)
        sign = (self.minus if scaled < 0 else "+" if self.plus else "") if nonzero else ""
        return f"{sign}{digits}{self.unit}"


@dataclass(frozen=True)
class Numeral:
    """A number as it is written, what it means, and where it stands."""

    text: str
    value: float
    start: int
    end: int

    @property
    def spelt(self) -> bool:
        """Whether it is written in words."""
        return not any(map(str.isdigit, self.text))

    def says(self, value: float) -> bool:
        """Return whether this is how a value is written, at this precision; a percentage may be given as such.

        >>> third = next(numerals("0.33"))
        >>> third.says(1 / 3), third.says(0.34), next(numerals("25 %")).says(25), next(numerals("sixty")).says(60)
        (True, False, True, True)
        >>> next(numerals("−0")).says(0)
        False
        """
        written = Format.read(self.text)
        same = value == self.value and math.copysign(1, value) == math.copysign(1, self.value)
        if written is None:
            return same
        return written.write(value) == self.text or same or ("%" in self.text and value == 100 * self.value)


def fractions(text: str) -> Iterator[Numeral]:
    """Yield the fractions that a text has in words; those of a mixed number are none by themselves.

    >>> [round(each.value, 6) for each in fractions("less than a millionth, two thirds, half of it; one and a half")]
    [1e-06, 0.666667, 0.5]
    """
    for match in _FRACTION.finditer(text):
        value = _MANY.get((match["many"] or "a").lower(), 1) / _PARTS[match["part"].lower()]
        yield Numeral(match[0], value, match.start(), match.end())


def numerals(text: str) -> Iterator[Numeral]:
    """Yield the numbers in a text: those in digits, then those in words; a digit of a name is none.

    >>> [each.value for each in numerals("more than 99 % of 60 million, 1.5e-3 and 9 × 10⁻⁷; ReLU6 and CIFAR-10")]
    [0.99, 60000000.0, 0.0015, 9e-07]
    >>> [each.value for each in numerals("Two thousand walks, a hundred and five nets, tenfold; one in twenty")]
    [2000.0, 105.0, 1.0, 0.05]
    """
    scaled: set[int] = set()
    for match in NUMBER.finditer(_DECIMAL_COMMA.sub(r"\1.\2", text)):
        if _IN_A_NAME.search(text[: match.start("integer")]):
            continue
        power = (match["power"] or "0").translate(_FROM_SUPERSCRIPT)
        sign = match["sign"] if not re.search(r"[\w)\]]\Z", text[: match.start()]) else ""  # 3–5 is no minus five
        digits = f"{sign.replace('−', '-')}{match['integer'].replace(',', '')}.{match['fraction'] or 0}"
        value = float(digits + (match["e"] or f"e{power}"))
        scale = _SCALED.match(text, match.end())
        if scale:
            scaled.add(scale.start("scale"))
        value = value / 100 if "%" in (match["unit"] or "") else value * _SCALES[scale["scale"]] if scale else value
        yield Numeral(match[0].strip(), value, match.start(), match.end())
    for match in _SPELT.finditer(text):
        if match.start() not in scaled:
            value = _value(match[0])
            yield Numeral(match[0], 1 / value if _ONE_IN.search(text[: match.start()]) else value, *match.span())


def _value(words: str) -> float:
    """Return what number words mean: `two hundred and five thousand` is 205,000."""
    total = part = 0.0
    for word in re.split(r"[\s-]+", words.lower()):
        scale = _SCALES.get(word)
        if scale is None:
            part += _SMALL.get(word, 0.0)
        elif scale == _SCALES["hundred"]:
            part = (part or 1.0) * scale
        else:
            total, part = total + (part or 1.0) * scale, 0.0
    return total + part
