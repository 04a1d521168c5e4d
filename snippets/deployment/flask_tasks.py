"""A to-do list as a REST service, after Miguel Grinberg's tutorial. The list lives as long as the process does."""

# --8<-- [start:app]
import itertools
import threading

from flask import Flask, request
from flask.typing import ResponseReturnValue

from snippets.deployment.body import read_json
from snippets.deployment.contract import Problem
from snippets.deployment.flask_errors import tell_problems

app = Flask(__name__)
app.url_map.strict_slashes = False  # /tasks and /tasks/ are the same resource
app.json.sort_keys = False  # type: ignore[attr-defined]  # id first, as written below
tell_problems(app)

Task = dict[str, object]
titles = ["Buy groceries", "Learn Python", "Build a web service"]
tasks: dict[int, Task] = {n: {"id": n, "title": title, "done": False} for n, title in enumerate(titles, start=1)}
next_id = itertools.count(len(tasks) + 1)
lock = threading.Lock()  # two threads must not change the list at once
# --8<-- [end:app]


# --8<-- [start:get]
@app.get("/tasks")
def get_tasks() -> ResponseReturnValue:
    """All tasks."""
    return {"tasks": list(tasks.values())}


@app.get("/tasks/<int:number>")
def get_task(number: int) -> ResponseReturnValue:
    """One task."""
    return find(number)


def find(number: int) -> Task:
    """The task of this number, or a 404."""
    if number not in tasks:
        raise Problem(404, f"There is no task {number}.")
    return tasks[number]


# --8<-- [end:get]


# --8<-- [start:change]
@app.post("/tasks")
def add_task() -> ResponseReturnValue:
    """A new task, from its title. Sent twice, it makes two tasks: POST is not idempotent."""
    change = read_change()
    if "title" not in change:
        raise Problem(422, "title is missing.")
    with lock:
        number = next(next_id)
        tasks[number] = {"id": number, "title": change["title"], "done": change.get("done", False)}
        return tasks[number], 201, {"Location": f"/tasks/{number}"}


@app.put("/tasks/<int:number>")
def update_task(number: int) -> ResponseReturnValue:
    """A task with some of its fields set. Sent twice, it changes nothing more: PUT is idempotent."""
    change = read_change()
    with lock:
        tasks[number] = find(number) | change
        return tasks[number]


@app.delete("/tasks/<int:number>")
def delete_task(number: int) -> ResponseReturnValue:
    """The task removed; there is nothing left to say, which is what 204 means."""
    with lock:
        find(number)
        del tasks[number]
    return "", 204


# --8<-- [end:change]


# --8<-- [start:check]
def read_change() -> Task:
    """The fields of a task in the request's body, each of the right type."""
    change = read_json(request.environ, request.content_length)
    if not isinstance(change, dict):
        raise Problem(422, "The body must be an object.")
    for name, value in change.items():
        if name == "title" and not (isinstance(value, str) and 0 < len(value) <= 200):
            raise Problem(422, "title must be a string of 1 to 200 characters.")
        if name == "done" and not isinstance(value, bool):
            raise Problem(422, "done must be true or false.")
        if name not in ("title", "done"):
            raise Problem(422, f"{name[:40]} is not a field that can be set.")
    return change


# --8<-- [end:check]
