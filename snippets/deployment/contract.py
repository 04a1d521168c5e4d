"""What a request to the model may say, and how a bad one is refused: one place, so that every server agrees."""

import json
import re
from typing import Any

MAX_BODY = 65_536  # bytes: a full batch needs about 40,000
MAX_ROWS = 1_000  # rows in one batch
LIMIT = 1_000  # millimetres: no bill of a metre, and no float that overflows

TOO_LONG = f"The body must be at most {MAX_BODY} bytes long."

JSON = "application/json"
PROBLEM_JSON = "application/problem+json"

# Written out, because Python's own phrases change: HTTPStatus(413) is another one since 3.13.
TITLES = {
    400: "Bad Request",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    408: "Request Timeout",
    409: "Conflict",
    413: "Content Too Large",
    415: "Unsupported Media Type",
    422: "Unprocessable Content",
    500: "Internal Server Error",
    503: "Service Unavailable",
}

Row = tuple[float, float]


class Problem(Exception):
    """A refused request, told the way RFC 9457 tells it, with the field that is wrong where there is one.

    >>> Problem(422, "X2 is missing.", "X2").as_dict()
    {'title': 'Unprocessable Content', 'status': 422, 'detail': 'X2 is missing.', 'field': 'X2'}
    """

    def __init__(self, status: int, detail: str, field: str | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.field = field

    def as_dict(self, request_id: str | None = None) -> dict[str, object]:
        """The body of the answer."""
        body: dict[str, object] = {
            "title": TITLES.get(self.status, "Error"),
            "status": self.status,
            "detail": self.detail,
        }
        more = {"field": self.field, "request_id": request_id}
        return body | {name: value for name, value in more.items() if value is not None}

    def as_json(self, request_id: str | None = None) -> str:
        """The body as text; ASCII alone, since a hostile name may hold half a character."""
        return json.dumps(self.as_dict(request_id)) + "\n"


def problem_of(status: int, method: str, path: str, said: str | None = None) -> Problem:
    """What the framework refuses before the contract is asked, or what broke in the service.

    >>> problem_of(405, "GET", "/predict").detail
    'GET /predict is not served here.'
    >>> problem_of(500, "POST", "/predict").detail
    'The service failed. Its log says why.'
    """
    if status in (404, 405):
        return Problem(status, f"{method} {path} is not served here.")
    if status >= 500:
        return Problem(status, "The service failed. Its log says why.")
    return Problem(status, said or "The request is refused.")


def decode(content_type: str | None, body: bytes) -> object:
    """The JSON document in a request's body.

    >>> decode("application/json", b'{"X1": "61.1", "X2": 17.3}')
    {'X1': '61.1', 'X2': 17.3}
    >>> decode("text/plain", b"61.1, 17.3")
    Traceback (most recent call last):
    snippets.deployment.contract.Problem: The body must be JSON, sent with the header 'Content-Type: application/json'.
    """
    if (content_type or "").partition(";")[0].strip().lower() != JSON:
        raise Problem(415, "The body must be JSON, sent with the header 'Content-Type: application/json'.")
    if len(body) > MAX_BODY:
        raise Problem(413, TOO_LONG)
    if not body.strip():
        raise Problem(400, "The body is empty.")
    try:
        return json.loads(body.decode(), object_pairs_hook=_object, parse_int=_integer)
    except UnicodeDecodeError as error:
        raise Problem(400, f"The body is not UTF-8: see byte {error.start}.") from None
    except json.JSONDecodeError as error:
        raise Problem(400, f"The body is not JSON: see line {error.lineno}, column {error.colno}.") from None
    except RecursionError:
        raise Problem(400, "The body is nested too deeply.") from None


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """A JSON object as a dict; Python alone would let the last of two equal names win in silence."""
    found: dict[str, object] = {}
    for name, value in pairs:
        if name in found:
            raise Problem(400, f"{_shown(name)} stands twice in one object.", name[:40])
        found[name] = value
    return found


def _integer(digits: str) -> float:
    """A whole number; a very long one as a float, since int() refuses thousands of digits."""
    return int(digits) if len(digits) < 20 else float(digits)


# --8<-- [start:rows]
def parse_row(document: object, where: str = "") -> Row:
    """Bill length X1 and bill depth X2 in millimetres, from numbers or from strings that hold numbers.

    >>> parse_row({"X1": "61.1", "X2": 17.3})
    (61.1, 17.3)
    >>> parse_row({"X1": "long", "X2": 17.3})
    Traceback (most recent call last):
    snippets.deployment.contract.Problem: X1 must be a number from 0 to below 1000, but it is "long".
    """
    row = _fields(document, ("X1", "X2"), where)
    return _number(row["X1"], f"{where}X1"), _number(row["X2"], f"{where}X2")


def parse_rows(document: object) -> list[Row]:
    """Many rows at once; an error names the row and the field.

    >>> parse_rows({"rows": [{"X1": 39.1, "X2": 18.7}, {"X1": "61.1", "X2": "17.3"}]})
    [(39.1, 18.7), (61.1, 17.3)]
    >>> parse_rows({"rows": [{"X1": 39.1, "X2": 18.7}, {"X1": 61.1}]})
    Traceback (most recent call last):
    snippets.deployment.contract.Problem: rows[1].X2 is missing.
    """
    rows = _fields(document, ("rows",))["rows"]
    if not isinstance(rows, list) or not 1 <= len(rows) <= MAX_ROWS:
        raise Problem(422, f"rows must be an array of 1 to {MAX_ROWS} rows.", "rows")
    return [parse_row(row, f"rows[{index}].") for index, row in enumerate(rows)]


# --8<-- [end:rows]


def parse_strength(document: object) -> float:
    """The setting to train with: C, the inverse strength of the regularisation.

    >>> parse_strength({"C": 0.1})
    0.1
    """
    value = _fields(document, ("C",))["C"]
    return _in_range(value, value, "C", low=0.001)


# --8<-- [start:origin]
def require_own_origin(origin: str | None, host: str | None) -> None:
    """Refuse what a page of another site makes somebody's browser send; curl and its like name no origin.

    >>> require_own_origin(None, "localhost:5000")
    >>> require_own_origin("http://localhost:5000", "localhost:5000")
    >>> require_own_origin("https://example.org", "localhost:5000")
    Traceback (most recent call last):
    snippets.deployment.contract.Problem: A page of another site may not change the model.
    """
    if origin is not None and origin.partition("://")[2] != host:
        raise Problem(403, "A page of another site may not change the model.")


# --8<-- [end:origin]


def _fields(document: object, names: tuple[str, ...], where: str = "") -> dict[str, Any]:
    """The document as a dict with exactly these names."""
    if not isinstance(document, dict):
        place = where.rstrip(".") or "The body"
        raise Problem(
            422,
            f"{place} must be an object with {' and '.join(names)}, but it is {_shown(document)}.",
            where.rstrip(".") or None,
        )
    for name in names:
        if name not in document:
            raise Problem(422, f"{where}{name} is missing.", f"{where}{name}")
    for name in document:
        if name not in names:
            raise Problem(422, f"{where}{name[:40]} is not a field of this request.", f"{where}{name[:40]}")
    return document


DECIMAL = re.compile(r"[0-9]{1,3}(\.[0-9]{1,9})?")


def _number(value: object, field: str) -> float:
    """A length, from a number or from a string that holds one; `float` alone would also take "nan" and "1_000"."""
    if isinstance(value, str) and DECIMAL.fullmatch(value):
        return _in_range(float(value), value, field)
    return _in_range(value, value, field)


def _in_range(value: object, given: object, field: str, low: float = 0) -> float:
    """The value, if it is a number in the range; NaN is in no range, and True is no number, whatever Python says."""
    if isinstance(value, int | float) and not isinstance(value, bool) and low <= value < LIMIT:
        return float(value)
    raise Problem(422, f"{field} must be a number from {low} to below {LIMIT}, but it is {_shown(given)}.", field)


def _shown(value: object) -> str:
    """The value for a message: short, whatever was sent."""
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "an array"
    text = json.dumps(value)
    return text if len(text) <= 40 else f"{text[:40]}…"
