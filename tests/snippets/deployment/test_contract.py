"""The contract takes what it says and nothing else, whatever is thrown at it."""

import json
import math
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from snippets.deployment import contract
from snippets.deployment.contract import JSON, Problem, decode, parse_row, parse_rows, parse_strength

OPENAPI = yaml.safe_load((Path(contract.__file__).parent / "predict.openapi.yaml").read_text(encoding="utf-8"))
SCHEMAS = OPENAPI["components"]["schemas"]

lengths = st.floats(min_value=0, max_value=1000, exclude_max=True)
documents = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text() | st.sampled_from(["X1", "X2"]), inner, max_size=4)
    ),
)


@given(lengths, lengths)
def test_every_pair_of_lengths_comes_through_unchanged(x1: float, x2: float) -> None:
    body = json.dumps({"X1": x1, "X2": x2}).encode()
    assert parse_row(decode(JSON, body)) == (x1, x2)


@given(st.from_regex(contract.DECIMAL, fullmatch=True))
def test_a_string_means_the_number_that_it_holds(text: str) -> None:
    assert parse_row({"X1": text, "X2": 0})[0] == float(text)


@given(st.text().filter(lambda text: not contract.DECIMAL.fullmatch(text)))
def test_any_other_string_is_refused_by_field(text: str) -> None:
    with pytest.raises(Problem) as refused:
        parse_row({"X1": 0, "X2": text})
    assert (refused.value.status, refused.value.field) == (422, "X2")


@given(st.floats().filter(lambda x: not 0 <= x < 1000) | st.integers(max_value=-1) | st.integers(min_value=1000))
def test_a_number_out_of_range_is_refused_by_field(number: float) -> None:
    with pytest.raises(Problem, match="from 0 to below 1000") as refused:
        parse_row({"X1": number, "X2": 0})
    assert refused.value.field == "X1"


@given(st.binary())
def test_any_bytes_are_a_document_or_a_problem(body: bytes) -> None:
    assert outcome(body) in {"document", 400}


@given(documents)
def test_any_document_is_a_row_of_finite_numbers_or_a_422(document: object) -> None:
    problem, row = row_or_problem(document)
    assert problem is None or (problem.status, row) == (422, ())
    assert all(math.isfinite(number) and 0 <= number < 1000 for number in row)


@given(documents)
def test_any_refusal_is_short_and_can_be_sent(document: object) -> None:
    problem, _ = row_or_problem({"X1": document, "X2": -1})
    assert problem is not None
    assert json.loads(problem.as_json()) == problem.as_dict()
    assert len(problem.as_json().encode()) < 400


@given(documents, st.integers(min_value=0, max_value=3))
def test_a_bad_row_of_a_batch_is_named_by_its_index(document: object, index: int) -> None:
    rows: list[object] = [{"X1": 1, "X2": 2}] * 4
    rows[index] = [document]
    with pytest.raises(Problem) as refused:
        parse_rows({"rows": rows})
    assert refused.value.field == f"rows[{index}]"


@pytest.mark.parametrize(
    ("content_type", "body", "status"),
    [
        (None, b"{}", 415),
        ("", b"{}", 415),
        ("application/jsonp", b"{}", 415),
        (JSON, b" \n", 400),
        (JSON, b"{", 400),
        (JSON, b"\xef\xbb\xbf{}", 400),
        (JSON, b"\xff", 400),
        (JSON, b'{"a": {"b": 1, "b": 2}}', 400),
        (JSON, b"[" * 60_000, 400),
        (JSON, b" " * (contract.MAX_BODY + 1), 413),
    ],
)
def test_what_is_no_document_is_refused(content_type: str | None, body: bytes, status: int) -> None:
    with pytest.raises(Problem) as refused:
        decode(content_type, body)
    assert refused.value.status == status


@pytest.mark.parametrize("content_type", [JSON, "application/JSON", "application/json; charset=utf-8"])
def test_json_may_be_called_so_in_each_of_the_usual_ways(content_type: str) -> None:
    assert decode(content_type, b'{"X1": 1}') == {"X1": 1}


def test_a_number_of_5000_digits_is_refused_by_field_and_not_printed() -> None:
    with pytest.raises(Problem) as refused:
        parse_row(decode(JSON, b'{"X1": ' + b"9" * 5000 + b', "X2": 17.3}'))
    assert (refused.value.field, refused.value.detail) == (
        "X1",
        "X1 must be a number from 0 to below 1000, but it is Infinity.",
    )


@pytest.mark.parametrize("document", [{"X1": "9" * 5000, "X2": 1}, {"X1": 1, "X2": 1, "9" * 5000: 1}, "9" * 5000])
def test_a_long_text_is_cut_in_the_message(document: object) -> None:
    with pytest.raises(Problem) as refused:
        parse_row(document)
    assert len(refused.value.as_json()) < 400


def test_an_empty_batch_and_a_too_long_one_are_refused() -> None:
    for rows in ([], [{"X1": 1, "X2": 2}] * (contract.MAX_ROWS + 1)):
        with pytest.raises(Problem, match="1 to 1000 rows"):
            parse_rows({"rows": rows})


@pytest.mark.parametrize("value", [0, 0.0009, 1000, -1, "1", None, True, math.nan, math.inf, [1]])
def test_a_setting_must_be_a_number_that_can_be_trained_with(value: object) -> None:
    with pytest.raises(Problem, match=r"C must be a number from 0\.001 to below 1000"):
        parse_strength({"C": value})


def test_a_problem_without_a_field_names_none() -> None:
    assert "field" not in Problem(400, "The body is empty.").as_dict()


@pytest.mark.parametrize(
    ("schema", "limits"),
    [
        (SCHEMAS["Number"]["oneOf"][0], {"minimum": 0, "exclusiveMaximum": contract.LIMIT}),
        (SCHEMAS["Number"]["oneOf"][1], {"pattern": f"^{contract.DECIMAL.pattern}$"}),
        (SCHEMAS["Rows"]["properties"]["rows"], {"minItems": 1, "maxItems": contract.MAX_ROWS}),
    ],
)
def test_the_written_contract_states_the_limits_of_the_code(schema: dict[str, Any], limits: dict[str, object]) -> None:
    assert limits.items() <= schema.items()


def outcome(body: bytes) -> str | int:
    """What decoding makes of a body: a document, or the status of the refusal."""
    try:
        decode(JSON, body)
    except Problem as problem:
        return problem.status
    return "document"


def row_or_problem(document: object) -> tuple[Problem | None, tuple[float, ...]]:
    """What parsing makes of a document: a row, or the refusal."""
    try:
        return None, parse_row(document)
    except Problem as problem:
        return problem, ()
