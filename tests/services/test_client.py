"""The Python client, synchronous and asynchronous, against a real server."""

import asyncio
import urllib.error

import pytest

from musings.services import Running
from snippets.deployment.client import predict, predict_all, predict_batch

ROWS = [(39.1, 18.7), (61.1, 17.3), (50.0, 19.5)]


def test_one_bill_is_asked_for_and_waited_for(gunicorn_service: Running) -> None:
    assert predict(gunicorn_service.url, (39.1, 18.7))["species"] == "Adelie"


def test_many_bills_asked_at_once_are_answered_in_order(gunicorn_service: Running) -> None:
    answers = asyncio.run(predict_all(gunicorn_service.url, ROWS))
    assert answers == [predict(gunicorn_service.url, row) for row in ROWS]
    assert [answer["species"] for answer in answers] == ["Adelie", "Gentoo", "Chinstrap"]


def test_one_request_for_many_bills_gives_the_same_answers(gunicorn_service: Running) -> None:
    assert predict_batch(gunicorn_service.url, ROWS) == [predict(gunicorn_service.url, row) for row in ROWS]


def test_a_refusal_is_an_exception_with_its_status(gunicorn_service: Running) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        predict(gunicorn_service.url, (-1.0, 17.3))
    with refused.value as answer:
        assert answer.code == 422
