"""Ray Serve is asked what the other servers are asked, by the very same tests."""

from musings.services import Running
from tests.services.test_broken import (
    test_a_file_that_is_no_model_leaves_the_last_good_one_in_its_place,  # noqa: F401
)
from tests.services.test_contract import *  # noqa: F403
from tests.services.test_fuzz import test_the_server_keeps_the_contract  # noqa: F401
from tests.services.test_gunicorn import (
    HEAD,
    test_a_body_in_chunks_is_limited_too,  # noqa: F401
    test_a_body_in_chunks_is_served,  # noqa: F401
    test_a_wrong_method_is_told_the_right_one,  # noqa: F401
    test_an_unknown_path_is_a_problem_document,  # noqa: F401
    test_bodies_that_kernel_gateway_cannot_tell_are_refused,  # noqa: F401
    test_health_may_be_asked_for_its_headers_alone,  # noqa: F401
)
from tests.services.wire import BILL, JSON, ask, send_part, stays_open


def test_a_body_that_stops_coming_gets_a_408_in_the_words_of_serve(ray_service: Running) -> None:
    with send_part(ray_service, HEAD + BILL[:10]) as stuck:
        answer = stuck.recv(4096)
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert b"text/plain" in answer


def test_headers_that_stop_coming_are_waited_for_and_cost_the_others_nothing(ray_service: Running) -> None:
    with send_part(ray_service, HEAD[:50]) as stuck:
        assert ask(ray_service, "POST", "/predict", BILL, JSON).status == 200
        assert stays_open(stuck, seconds=3)


def test_a_replica_reads_the_model_before_it_is_asked(ray_service: Running) -> None:
    assert ask(ray_service, "GET", "/health").json["model_loads"] >= 1
