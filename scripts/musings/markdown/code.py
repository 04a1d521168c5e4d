"""Highlighted code: how it is made lighter, and what a reader who copies it takes along."""

from __future__ import annotations

import html
import re

from markdown import Markdown
from markdown.postprocessors import Postprocessor

_PLAIN = re.compile(r'<span class="(?:n|o|p|w)">([^<]*)</span>')
"""What has the colour of the text, and is half of all elements of a page with much code."""
_DOCSTRING = re.compile(r'(?:<span class="sd">[^<]*</span>\s*){2,}')
"""Pygments ends an element with each line."""
_BLOCK = re.compile(
    r'(<div (?:id="[^"]*" )?class="[^"]*\bhighlight\b[^>]*)>(?=<pre>|<span class="filename">)(.*?</pre>)', re.DOTALL
)
_CODE = re.compile(r"<code>(.*?)</code>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_PROMPT = re.compile(r'(?:<a [^>]*></a>)?(?:<span class="gp [^>]*>[^<]*</span> )?<span class="gp">[^<]*</span>')
"""What a console shows before a line that is typed, an environment's name in front of it."""
_ANSWER = re.compile(r'<span class="g[ort]">')
_AFTER_STASHED_HTML = 20
"""After Python-Markdown has put the stashed HTML, code among it, back into the page (30)."""


def lighten(text: str) -> str:
    """Return highlighted code without the elements that change nothing of how it looks.

    >>> lighten('<span class="n">x</span><span class="w"> </span><span class="o">=</span> <span class="mi">1</span>')
    'x = <span class="mi">1</span>'
    """
    return _DOCSTRING.sub(_whole, _PLAIN.sub(r"\1", text))


def _whole(lines: re.Match[str]) -> str:
    ends = len(lines[0]) - len(lines[0].rstrip())
    return f'<span class="sd">{_TAG.sub("", lines[0]).rstrip()}</span>{lines[0][-ends:] if ends else ""}'


def typed(code: str) -> str:
    """Return what is typed in a console's highlighted code: its lines after a prompt, and those that they go on in.

    >>> typed('<span class="gp">$ </span>cat <span class="s2">a</span> &gt; b' + chr(10) + '<span class="go">c</span>')
    'cat a > b'
    """
    lines: list[str] = []
    goes_on = False
    for line in code.split("\n"):
        prompt = _PROMPT.match(line)
        if prompt or (goes_on and not _ANSWER.match(line)):
            lines.append(html.unescape(_TAG.sub("", line[prompt.end() if prompt else 0 :])))
            goes_on = lines[-1].endswith("\\")
    return "\n".join(lines)


def _copied(match: re.Match[str]) -> str:
    """Return a block with what its button copies, which Material reads from its head, where prompts are in it."""
    head, rest = match.groups()
    code = _CODE.search(rest)
    commands = typed(code[1]) if code else ""
    if not commands:
        return match[0]
    return f'{head} data-copy="{html.escape(commands).replace(chr(10), "&#10;")}">{rest}'


class _Code(Postprocessor):
    def run(self, text: str) -> str:
        return lighten(_BLOCK.sub(_copied, text))


def register(md: Markdown) -> None:
    """Have all code of a page lightened, and a console's copied without prompts and answers."""
    md.postprocessors.register(_Code(md), "musings_code", _AFTER_STASHED_HTML)
