r"""LaTeX to MathML, when the site is built.

`math-core` was chosen over `latex2mathml` after looking at all formulas of the course in Chromium. It sets the space
around `\operatorname`, `\sum` and `|x|` as TeX does, aligns `cases` and `aligned`, and refuses what it does not know,
with the place (`latex2mathml` prints an unknown command, a stray `&` and a `\frac` of one argument as they come). It
keeps the LaTeX as an annotation, for assistive technology and for a copy of the page.
"""

from __future__ import annotations

import re
from functools import cache

from math_core import LatexError, LatexToMathML

from .errors import FormulaError, error_at

_PRIME_ENDS = "<mo>′</mo></msup>"


@cache
def _converter() -> LatexToMathML:
    return LatexToMathML(annotation=True, fancy_error=False)


def to_mathml(latex: str, *, display: bool) -> str:
    """Return the MathML of the LaTeX, as a line of its own or within text."""
    if not latex.strip():
        raise FormulaError("the formula is empty", line=1, column=1)
    try:
        mathml: str = _converter().convert_with_local_state(latex.strip(), displaystyle=display)
    except LatexError as error:
        found = re.fullmatch(r"(\d+): (.*)", str(error).strip(), re.DOTALL)
        if found is None:
            raise FormulaError(str(error)) from None
        indent = len(latex) - len(latex.lstrip())
        raise error_at(latex, indent + int(found.group(1)), found.group(2).rstrip(".")) from None
    # A named entity is unknown to XML, and so to a feed that carries the post.
    mathml = mathml.replace("&ApplyFunction;", "&#x2061;")
    # The search would show each formula twice: as it is set and as it was written.
    return _lower_primes(mathml.replace("<annotation ", '<annotation data-search-exclude="" '))


def _lower_primes(mathml: str) -> str:
    """Set primes beside their letter at full size: the glyph is a raised one already, and as an exponent it is lost."""
    end = mathml.find(_PRIME_ENDS)
    while end >= 0:
        begin, open_ones = end, 1
        while open_ones:
            begin = mathml.rfind("msup>", 0, begin)
            open_ones += -1 if mathml[begin - 1] == "<" else 1
        base = mathml[begin + len("msup>") : end]
        primes = _PRIME_ENDS.removesuffix("</msup>").replace("<mo>", '<mo form="postfix" lspace="0" rspace="0">')
        mathml = f"{mathml[: begin - 1]}<mrow>{base}{primes}</mrow>{mathml[end + len(_PRIME_ENDS) :]}"
        end = mathml.find(_PRIME_ENDS)
    return mathml
