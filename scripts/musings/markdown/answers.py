"""What servers answer, with what changes from run to run taken out."""

from __future__ import annotations

import re
from typing import Final

_CHANGING: Final = (
    (re.compile(r"^(?P<name>(?:< )?date): .*$", re.IGNORECASE | re.MULTILINE), r"\g<name>: (a date)"),
    (
        re.compile(r"^(?P<name>(?:< )?server): (?P<what>[A-Za-z]+).*$", re.IGNORECASE | re.MULTILINE),
        r"\g<name>: \g<what>",
    ),
    # One that a server has made; a client's own must come back as it was.
    (
        re.compile(r"^(?P<name>(?:< )?x-request-id): [0-9a-f-]{32,36}$", re.IGNORECASE | re.MULTILINE),
        r"\g<name>: (an id)",
    ),
)
_ALLOW: Final = re.compile(r"^(?P<name>(?:< )?allow): (?P<verbs>.*)$", re.IGNORECASE | re.MULTILINE)
"""A set of verbs, which some servers give in another order in each run."""


def normalised(answer: str) -> str:
    r"""Return an answer with what may change taken out.

    >>> normalised("HTTP/1.1 200 OK\nServer: Werkzeug/3.1 Python/3.11\nDate: Sun, 22 Nov 2026 13:00:00 GMT\n\n{}")
    'HTTP/1.1 200 OK\nServer: Werkzeug\nDate: (a date)\n\n{}'
    """
    answer = answer.replace("\r\n", "\n")
    for pattern, form in _CHANGING:
        answer = pattern.sub(form, answer)
    answer = _ALLOW.sub(lambda m: f"{m['name']}: {', '.join(sorted(re.split(r', *', m['verbs'])))}", answer)
    return "\n".join(line.rstrip() for line in answer.rstrip("\n").split("\n"))
