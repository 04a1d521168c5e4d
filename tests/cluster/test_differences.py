"""What Ray Serve makes of odd requests, sent byte by byte, is what the table in the post says."""

from musings.services import Running
from tests.services.test_differences import differs, to


def test_ray_serve_answers_what_the_post_says(ray_service: Running) -> None:
    assert differs("Ray Serve", to(ray_service)) == {}
