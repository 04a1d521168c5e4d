"""The id of a request on Ray: Serve makes one for each, and takes any that it is given; the replicas are stricter."""

import re

import pytest

from musings.services import Running
from snippets.deployment.contract import PROBLEM_JSON
from tests.services.test_request_id import BAD, get, post
from tests.services.wire import BILL

MADE = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def test_what_the_client_calls_its_request_comes_back_with_every_answer(ray_service: Running) -> None:
    answer = post(ray_service, BILL, "X-Request-ID: till-7.42")
    assert (answer.status, answer.headers["x-request-id"]) == (200, "till-7.42")
    assert "request_id" not in answer.text


def test_a_refusal_says_it_in_its_body_too(ray_service: Running) -> None:
    refused = [
        (422, post(ray_service, b"{}", "x-request-id: till-7.42")),
        (404, get(ray_service, "/nowhere", "X-Request-ID: till-7.42")),
        (405, get(ray_service, "/predict", "X-Request-ID: till-7.42")),
    ]
    for status, answer in refused:
        assert (answer.status, answer.type) == (status, PROBLEM_JSON)
        assert (answer.headers["x-request-id"], answer.json["request_id"]) == ("till-7.42", "till-7.42")


def test_who_names_no_request_is_told_the_name_that_serve_has_made(ray_service: Running) -> None:
    answers = [post(ray_service, b"{}") for _ in range(2)]
    names = [answer.headers["x-request-id"] for answer in answers]
    assert all(MADE.fullmatch(name) for name in names)
    assert names[0] != names[1]
    assert [answer.json["request_id"] for answer in answers] == names


@pytest.mark.parametrize("bad", [bad for bad in BAD if bad])
def test_a_name_that_is_not_well_formed_is_handed_back_by_serve_and_left_out_of_the_body(
    ray_service: Running, bad: str
) -> None:
    answer = post(ray_service, b"{}", f"X-Request-ID: {bad}")
    assert answer.status == 422
    assert not MADE.fullmatch(answer.headers["x-request-id"])
    assert "request_id" not in answer.json
