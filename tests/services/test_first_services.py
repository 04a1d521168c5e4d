"""The services that introduce Flask and Falcon."""

from pathlib import Path

import pytest

from musings.services import Running, discover
from tests.services.wire import ask


def test_each_of_the_two_resources_answers(bare_service: Running) -> None:
    assert ask(bare_service, "GET", "/1").text == "This is the first resource.\n"
    assert ask(bare_service, "GET", "/2").text == "And this is the second.\n"


def test_there_is_no_third_resource(bare_service: Running) -> None:
    assert ask(bare_service, "GET", "/3").status == 404


def test_a_resource_that_is_read_cannot_be_written(bare_service: Running) -> None:
    assert ask(bare_service, "POST", "/1", b"").status == 405


@pytest.mark.parametrize("body", [b"", b"{}", b"anything"])
def test_a_post_is_greeted_whatever_it_holds(hi_service: Running, body: bytes) -> None:
    answer = ask(hi_service, "POST", "/hi", body, {"Content-Type": "application/json"})
    assert (answer.status, answer.type) == (200, "application/json")
    assert answer.json == {"message": "hello world"}


def test_a_get_is_not_greeted_but_told_what_is(hi_service: Running) -> None:
    answer = ask(hi_service, "GET", "/hi")
    assert (answer.status, answer.headers["allow"]) == (405, "POST, OPTIONS")


def test_each_posts_servers_have_a_port_that_neither_another_post_nor_the_site_uses() -> None:
    ports: dict[int, set[str]] = {8000: {"the site"}}
    for service in discover(Path(__file__).parents[2]).values():
        ports.setdefault(service.port, set()).add(service.name.partition("-")[0])
    assert [framework for framework in ports.values() if len(framework) > 1] == []
