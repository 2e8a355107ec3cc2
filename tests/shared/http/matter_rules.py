"""The rules of the small service: a matter is opened, and closed once."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import assert_never

from shared.kernel.decider import Decider
from shared.kernel.refusal import Refusal


class Sort(StrEnum):
    """Sort: what kind of matter."""

    REPORT = "report"
    APPLICATION = "application"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    received_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    closed_on: date


class ClosedAlready(Refusal):
    """A matter is closed once."""

    code = "matter-closed-already"
    detail = "Ärendet är redan avslutat."


State = tuple[bool, bool]


def decide(state: State, command: Opened | Closed) -> list[Opened | Closed]:
    if isinstance(command, Closed) and state[1]:
        raise ClosedAlready
    return [command]


def evolve(state: State, event: Opened | Closed) -> State:
    match event:
        case Opened():
            return (True, False)
        case Closed():
            return (True, True)
        case _:
            assert_never(event)


MATTER: Decider[State, Opened | Closed, Opened | Closed] = Decider((False, False), decide, evolve)
