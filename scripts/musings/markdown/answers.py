"""What servers answer, with what changes from run to run taken out."""

from __future__ import annotations

import re
from email.utils import format_datetime, parsedate_to_datetime
from typing import Final

_DATE: Final = re.compile(r"^(?P<name>(?:< )?date): (?P<date>.*)$", re.IGNORECASE | re.MULTILINE)
_PYTHON: Final = re.compile(r"^(?P<name>(?:< )?server: .*?) Python/[\d.]+$", re.IGNORECASE | re.MULTILINE)
"""The Python that a server runs under."""
_MADE: Final = re.compile(r"^(?P<name>(?:< )?x-request-id): [0-9a-f-]{32,36}$", re.IGNORECASE | re.MULTILINE)
"""An id that a server has made; a client's own must come back as it was."""
_ALLOW: Final = re.compile(r"^(?P<name>(?:< )?allow): (?P<verbs>.*)$", re.IGNORECASE | re.MULTILINE)
"""A set of verbs, which some servers give in another order in each run."""


def _dated(header: re.Match[str]) -> str:
    """Return a header with a date, or as it is where that is none: no such day, or another day of the week."""
    try:
        same = format_datetime(parsedate_to_datetime(header["date"]), usegmt=True) == header["date"]
    except ValueError:
        same = False
    return f"{header['name']}: (a date)" if same else header[0]


def passing(answer: str) -> list[str]:
    r"""Return the headers that another run would answer otherwise: its moment, its Python, an id that it made.

    >>> passing("HTTP/1.1 200 OK\nServer: Werkzeug/3.1 Python/3.11\nAllow: GET\n\n{}")
    ['Server: Werkzeug/3.1 Python/3.11']
    """
    return [line for line in answer.split("\n") if any(each.match(line) for each in (_DATE, _PYTHON, _MADE))]


def normalised(answer: str) -> str:
    r"""Return an answer with what may change taken out.

    >>> normalised("HTTP/1.1 200 OK\nServer: Werkzeug/3.1 Python/3.11\nDate: Sun, 22 Nov 2026 13:00:00 GMT\n\n{}")
    'HTTP/1.1 200 OK\nServer: Werkzeug/3.1\nDate: (a date)\n\n{}'
    """
    answer = _DATE.sub(_dated, answer.replace("\r\n", "\n"))
    answer = _PYTHON.sub(r"\g<name>", answer)  # its own version is that of the lock
    answer = _MADE.sub(r"\g<name>: (an id)", answer)
    answer = _ALLOW.sub(lambda m: f"{m['name']}: {', '.join(sorted(re.split(r', *', m['verbs'])))}", answer)
    return "\n".join(line.rstrip() for line in answer.rstrip("\n").split("\n"))
