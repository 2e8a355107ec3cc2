"""The rule of warnings: each step towards an end is warned of once, nearer ones after it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import assert_never
from uuid import UUID, uuid5

from shared.contracts.reporting import WarningSent
from shared.kernel.decider import Decider

WARNINGS = UUID("4f1c7e6a-0b52-5f3c-9d1e-2a6b8c7d9e10")
PASSED = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class SendWarning:
    """Skicka varning: say that a step towards an end has been reached."""

    warning: WarningSent


@dataclass(frozen=True, slots=True, kw_only=True)
class Warned:
    """For each end there has been, the nearest step that was warned of."""

    nearest: dict[date, int] = field(default_factory=dict)


def stream_of(item_id: str) -> UUID:
    """Return the one stream of warnings about a clock or a risk."""
    return uuid5(WARNINGS, item_id)


def decide(state: Warned, command: SendWarning) -> Sequence[WarningSent]:
    """Return the warning, unless this step or one nearer to the same end was warned of."""
    said = state.nearest.get(command.warning.due_on)
    if said is not None and said <= command.warning.days_before:
        return []
    return [command.warning]


def evolve(state: Warned, event: WarningSent) -> Warned:
    """Return what has been warned of after ``event``."""
    match event:
        case WarningSent():
            return replace(state, nearest={**state.nearest, event.due_on: event.days_before})
        case _:
            assert_never(event)


WARNING = Decider(initial=Warned(), decide=decide, evolve=evolve)
