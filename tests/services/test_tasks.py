"""The to-do list: each verb does what REST says it does."""

import pytest

from musings.services import Running
from snippets.deployment.contract import PROBLEM_JSON
from tests.services.wire import JSON, ask

FIRST_TASKS = [
    {"id": 1, "title": "Buy groceries", "done": False},
    {"id": 2, "title": "Learn Python", "done": False},
    {"id": 3, "title": "Build a web service", "done": False},
]


def test_the_list_begins_with_three_tasks_with_and_without_the_slash(tasks_service: Running) -> None:
    assert ask(tasks_service, "GET", "/tasks").json == {"tasks": FIRST_TASKS}
    assert ask(tasks_service, "GET", "/tasks/").json == {"tasks": FIRST_TASKS}


def test_one_task_is_read_by_its_number(tasks_service: Running) -> None:
    assert ask(tasks_service, "GET", "/tasks/2").json == FIRST_TASKS[1]


def test_a_task_that_does_not_exist_is_a_404(tasks_service: Running) -> None:
    for method in ("GET", "DELETE"):
        answer = ask(tasks_service, method, "/tasks/4")
        assert (answer.status, answer.type) == (404, PROBLEM_JSON)
        assert answer.json == {"title": "Not Found", "status": 404, "detail": "There is no task 4."}


def test_an_added_task_gets_the_next_number_and_an_address(tasks_service: Running) -> None:
    answer = ask(tasks_service, "POST", "/tasks", b'{"title":"Read a book"}', JSON)
    added = {"id": 4, "title": "Read a book", "done": False}
    assert (answer.status, answer.headers["location"], answer.json) == (201, "/tasks/4", added)
    assert ask(tasks_service, "GET", "/tasks/4").json == added


def test_adding_is_not_idempotent(tasks_service: Running) -> None:
    for _ in range(2):
        ask(tasks_service, "POST", "/tasks", b'{"title":"Read a book"}', JSON)
    assert len(ask(tasks_service, "GET", "/tasks").json["tasks"]) == 5


def test_updating_changes_what_was_named_and_is_idempotent(tasks_service: Running) -> None:
    answers = [ask(tasks_service, "PUT", "/tasks/2", b'{"done": true}', JSON) for _ in range(2)]
    updated = {"id": 2, "title": "Learn Python", "done": True}
    assert [(answer.status, answer.json) for answer in answers] == [(200, updated)] * 2
    assert ask(tasks_service, "GET", "/tasks").json["tasks"] == [FIRST_TASKS[0], updated, FIRST_TASKS[2]]


def test_a_deleted_task_is_gone_and_its_number_is_not_given_again(tasks_service: Running) -> None:
    ask(tasks_service, "POST", "/tasks", b'{"title":"Read a book"}', JSON)
    answer = ask(tasks_service, "DELETE", "/tasks/4")
    assert (answer.status, answer.text) == (204, "")
    assert ask(tasks_service, "GET", "/tasks/4").status == 404
    assert ask(tasks_service, "POST", "/tasks", b'{"title":"Sleep"}', JSON).json["id"] == 5


@pytest.mark.parametrize(
    ("method", "path", "body", "headers", "status"),
    [
        ("POST", "/tasks", b"", JSON, 400),
        ("POST", "/tasks", b"{title}", JSON, 400),
        ("POST", "/tasks", b'{"title": "\xff"}', JSON, 400),
        ("POST", "/tasks", b"[" * 10_000, JSON, 400),
        ("POST", "/tasks", b'{"title": "Read"}', {"Content-Type": "text/plain"}, 415),
        ("POST", "/tasks", b"{}", JSON, 422),
        ("POST", "/tasks", b"[]", JSON, 422),
        ("POST", "/tasks", b'{"title": ""}', JSON, 422),
        ("POST", "/tasks", b'{"title": 7}', JSON, 422),
        ("POST", "/tasks", b'{"title": "Read", "id": 9}', JSON, 422),
        ("PUT", "/tasks/2", b'{"done": "yes"}', JSON, 422),
        ("PUT", "/tasks/9", b'{"done": true}', JSON, 404),
        ("POST", "/tasks", b'{"title": "' + b"x" * 70_000 + b'"}', JSON, 413),
        ("PATCH", "/tasks/2", b"{}", JSON, 405),
        ("GET", "/tasks/two", None, {}, 404),
        ("GET", "/", None, {}, 404),
    ],
)
def test_a_bad_request_is_told_what_is_wrong_in_json(
    bad_tasks_service: Running, method: str, path: str, body: bytes | None, headers: dict[str, str], status: int
) -> None:
    answer = ask(bad_tasks_service, method, path, body, headers)
    assert (answer.status, answer.type, answer.json["status"]) == (status, PROBLEM_JSON, status)
    assert answer.json["detail"]
    assert ask(bad_tasks_service, "GET", "/tasks").json == {"tasks": FIRST_TASKS}
