"""The model under the Open Inference Protocol, which platforms and clients speak that know nothing of penguins.

No framework is known here: who serves it gives verb, path, and a function that reads the body.
"""

from collections.abc import Callable
from typing import Any

from snippets.deployment.contract import MAX_ROWS, Problem, Row, parse_row, problem_of
from snippets.deployment.model import Model, Prediction, penguins
from snippets.deployment.train import SPECIES

Body = dict[str, object]

# --8<-- [start:answer]
NAME = "penguins"
INPUT = {"name": "bills", "datatype": "FP64", "shape": [-1, 2]}  # a penguin a row: length and depth, in millimetres
OUTPUTS: list[dict[str, Any]] = [
    {"name": "species", "datatype": "BYTES", "shape": [-1]},
    {"name": "probabilities", "datatype": "FP64", "shape": [-1, len(SPECIES)]},  # in the order of the alphabet
]


def answer(method: str, path: str, read: Callable[[], object], model: Model = penguins) -> tuple[int, Body, str]:
    """Status and body of the answer, and which verb is served at this path, if any."""
    version = ""
    begin, is_versioned, end = path.rstrip("/").partition("/versions/")
    if is_versioned:
        version, slash, end = end.partition("/")
        end = slash + end
    routes: dict[str, tuple[str, Callable[[], Body]]] = {
        "/v2": ("GET", lambda: {"name": NAME, "version": "1", "extensions": []}),
        "/v2/health/live": ("GET", lambda: {"live": True}),
        "/v2/health/ready": ("GET", lambda: {"live": is_ready(model)}),  # it is called so in the protocol
        f"/v2/models/{NAME}": ("GET", lambda: metadata(model)),
        f"/v2/models/{NAME}/ready": ("GET", lambda: {"name": NAME, "ready": is_ready(model)}),
        f"/v2/models/{NAME}/infer": ("POST", lambda: infer(read(), model)),
    }
    verb, function = routes.get(begin + end, ("", dict))
    try:
        if not verb or (is_versioned and version != model.served()[1]):
            raise problem_of(404, method, path)
        if method != verb:
            raise problem_of(405, method, path)
        return 200, function(), verb
    except Problem as problem:  # the protocol has one word for all that is wrong, and one status for what was sent
        return 400 if problem.status == 422 else problem.status, {"error": problem.detail}, verb


# --8<-- [end:answer]


def is_ready(model: Model) -> bool:
    """Whether there is a model; a `Problem` with 503 says that there is none."""
    return bool(model.served())


def metadata(model: Model) -> Body:
    """What goes in and what comes out; the one version is the SHA-256 of the model's file."""
    described = {"name": NAME, "versions": [model.served()[1]], "platform": "sklearn_skops"}
    return {**described, "inputs": [INPUT], "outputs": OUTPUTS}


def infer(document: object, model: Model) -> Body:
    """The outputs for all rows of the one input, or those of them that are asked for."""
    rows, wanted, name = parse(document)
    predictions, version = predicted(rows, model)
    probabilities: list[dict[str, float]] = [each["probabilities"] for each in predictions]  # type: ignore[misc]
    data = {
        "species": [each["species"] for each in predictions],
        "probabilities": [each[species] for each in probabilities for species in SPECIES],
    }
    outputs = [
        {**described, "shape": [len(rows), *described["shape"][1:]], "data": data[described["name"]]}
        for described in OUTPUTS
        if not wanted or described["name"] in wanted
    ]
    found: Body = {"model_name": NAME, "model_version": version, "outputs": outputs}
    return found if name is None else {**found, "id": name}


def predicted(rows: list[Row], model: Model) -> tuple[list[Prediction], str]:
    """The predictions, and the version that they are of; once more, if another one took its place meanwhile."""
    version, predictions = "", list[Prediction]()
    while version != (now := model.served()[1]):
        version, predictions = now, model.predict_many(rows)
    return predictions, version


def parse(document: object) -> tuple[list[Row], set[str], str | None]:
    """The rows, the outputs that are asked for (none: all of them), and the id, from a request for inference.

    >>> parse({"inputs": [{"name": "bills", "datatype": "FP64", "shape": [1, 2], "data": [61.1, 17.3]}]})
    ([(61.1, 17.3)], set(), None)
    """
    if not isinstance(document, dict):
        raise Problem(400, "The body must be an object with inputs.")
    match document:
        case {"inputs": [{"name": "bills", "datatype": "FP32" | "FP64", "shape": [int(), 2] as shape, "data": data}]}:
            pass
        case _:
            raise Problem(400, "inputs must hold one: bills, of datatype FP64 and shape [n, 2], with its data.")
    numbers = flat(data)
    if not 1 <= shape[0] <= MAX_ROWS or len(numbers) != 2 * shape[0]:
        raise Problem(400, f"bills must be 1 to {MAX_ROWS} rows of 2 numbers, as many as its shape says.")
    rows = [
        parse_row({"X1": length, "X2": depth}, f"bills[{row}].")
        for row, (length, depth) in enumerate(zip(numbers[::2], numbers[1::2], strict=True))
    ]
    match document:
        case {"outputs": [*wanted]} if all(isinstance(each, dict) for each in wanted):
            names = {str(each.get("name")) for each in wanted}
        case {"outputs": _}:
            raise Problem(400, "outputs must be an array of objects that name outputs.")
        case _:
            names = set()
    if unknown := names - {each["name"] for each in OUTPUTS}:
        raise Problem(400, f"There is no output {min(unknown)[:40]}.")
    name = document.get("id")
    if not isinstance(name, str | None):
        raise Problem(400, "id must be text.")
    return rows, names, name


def flat(data: Any) -> list[float]:
    """The numbers of a tensor, row by row: the protocol lets them be nested as its shape is, or not.

    >>> flat([[61.1, 17.3], [39.1, 18.7]]) == flat([61.1, 17.3, 39.1, 18.7])
    True
    """
    if not isinstance(data, list):
        raise Problem(400, "data must be an array.")
    nested = bool(data) and all(isinstance(each, list) and len(each) == 2 for each in data)
    numbers = [number for row in data for number in row] if nested else data
    if not all(isinstance(number, int | float) and not isinstance(number, bool) for number in numbers):
        raise Problem(400, "data must be numbers, in rows of 2 or in one row.")
    return numbers
