"""A bill as Pydantic checks it, in FastAPI's usual way and strictly: what each takes for a length."""

from typing import Annotated

from fastapi import FastAPI
from pydantic import BaseModel, ConfigDict, Field

from snippets.deployment import contract
from snippets.deployment.asgi_client import asked
from snippets.deployment.contract import JSON, Problem

# --8<-- [start:bill]
api = FastAPI()


class Bill(BaseModel):
    """A bill as one writes it down at first."""

    X1: float
    X2: float


Length = Annotated[float, Field(ge=0, lt=contract.LIMIT, allow_inf_nan=False)]


class StrictBill(BaseModel):
    """A bill that is checked strictly: no conversion, no other field, bounds."""

    model_config = ConfigDict(strict=True, extra="forbid")

    X1: Length
    X2: Length


@api.post("/bill")
def take(bill: Bill) -> str:
    """What FastAPI has read."""
    return str(bill.X1)


@api.post("/strict")
def take_strictly(bill: StrictBill) -> str:
    """The same, strictly."""
    return str(bill.X1)


# --8<-- [end:bill]

SENT = (
    '{"X1": 61.1, "X2": 17.3}',
    '{"X1": "61.1", "X2": 17.3}',
    '{"X1": "infinity", "X2": 17.3}',
    '{"X1": true, "X2": 17.3}',
    '{"X1": Infinity, "X2": 17.3}',
    '{"X1": -1, "X2": 17.3}',
    '{"X1": 61.1, "X2": 17.3, "X3": 1}',
    '{"X1": 1, "X1": 61.1, "X2": 17.3}',
)


def taken(sent: str, path: str) -> str:
    """The length that FastAPI has read, or the status of its refusal.

    >>> taken('{"X1": true, "X2": 17.3}', "/bill")
    '1.0'
    """
    answer = asked(api, "POST", path, sent.encode())
    return answer.text.strip('"').replace("inf", "infinity") if answer.status == 200 else str(answer.status)


def by_contract(sent: str) -> str:
    """The length that the contract reads, or the status of its refusal.

    >>> by_contract('{"X1": true, "X2": 17.3}')
    '422'
    """
    try:
        return str(contract.parse_row(contract.decode(JSON, sent.encode()))[0])
    except Problem as problem:
        return str(problem.status)
