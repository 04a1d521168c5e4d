"""Ray Serve is asked what the other servers are asked, by the very same tests."""

from musings.services import Running
from tests.services.test_broken import (
    test_a_file_that_is_no_model_leaves_the_last_good_one_in_its_place,  # noqa: F401
)
from tests.services.test_contract import *  # noqa: F403
from tests.services.test_fuzz import test_the_server_keeps_the_contract  # noqa: F401
from tests.services.test_gunicorn import (
    test_bodies_that_kernel_gateway_cannot_tell_are_refused,  # noqa: F401
)
from tests.services.wire import ask


def test_a_replica_reads_the_model_before_it_is_asked(ray_service: Running) -> None:
    assert ask(ray_service, "GET", "/health").json["model_loads"] >= 1
