"""Whatever is asked, in whatever order: no date before the opening, none ahead of today."""

from collections.abc import Callable
from datetime import date
from typing import TypeAlias

from hypothesis import given, settings
from hypothesis import strategies as some

from services.investigation.domain.investigation.commands import (
    ApplyInstrument,
    AssignInvestigation,
    CloseInvestigation,
    CommunicateMaterial,
    InvestigationCommand,
    JoinDecision,
    PlanInvestigation,
    ReassignInvestigation,
    RecordContact,
)
from services.investigation.domain.investigation.events import DecisionJoined, InvestigationEvent
from services.investigation.domain.investigation.rules import INVESTIGATION
from services.investigation.domain.investigation.state import Closed
from shared.contracts.investigation import ContactKind, InvestigationClosed
from shared.contracts.names import HAPPENED_ON
from shared.kernel.refusal import Refusal
from tests.investigation.stories import (
    CONTACT_ID,
    DECISION_ID,
    OPENED_ON,
    PERMITTED,
    TODAY,
    opened,
)

Ask: TypeAlias = Callable[[date], InvestigationCommand]

ASK: dict[str, Ask] = {
    "assign": lambda on: AssignInvestigation(
        official="official-7", unit="north", assigned_on=on, today=TODAY
    ),
    "reassign": lambda on: ReassignInvestigation(
        official="official-8", unit="north", reassigned_on=on, reason_code="workload", today=TODAY
    ),
    "plan": lambda on: PlanInvestigation(
        text="...", planned_on=on, planned_by="official-7", today=TODAY
    ),
    "contact": lambda on: RecordContact(
        contact_id=CONTACT_ID,
        held_on=on,
        kind=ContactKind.MEETING,
        is_with_the_individual=True,
        is_with_guardian=False,
        note="...",
        today=TODAY,
    ),
    "instrument": lambda on: ApplyInstrument(
        instrument_code="sdq", instrument_version="1", applied_on=on, scores=(), today=TODAY
    ),
    "communicate": lambda on: CommunicateMaterial(
        text="...", communicated_on=on, answer_by_on=None, today=TODAY
    ),
    "decide": lambda on: JoinDecision(
        decision_id=DECISION_ID, is_intervention_granted=False, decided_on=on, today=TODAY
    ),
    "close": lambda on: CloseInvestigation(
        closed_on=on,
        closed_by="official-7",
        is_with_intervention=False,
        reason_code="completed",
        summary="...",
        delegation=PERMITTED,
        is_reason_with_intervention=None,
        today=TODAY,
    ),
}

days = some.dates(min_value=date(2026, 2, 20), max_value=date(2026, 5, 20))
asked = some.lists(some.tuples(some.sampled_from(sorted(ASK)), days), max_size=12)


def happened_on(event: InvestigationEvent) -> date | None:
    """Return the day an event says it happened, or None for the text beside another event."""
    if isinstance(event, DecisionJoined):
        return event.decided_on
    field = HAPPENED_ON.get(type(event))
    return None if field is None else getattr(event, field)


def what_happens(asks: list[tuple[str, date]]) -> list[InvestigationEvent]:
    """Return the history that accepted what could be accepted."""
    history: list[InvestigationEvent] = [opened]
    for what, on in asks:
        try:
            history += INVESTIGATION.decide(INVESTIGATION.fold(history), ASK[what](on))
        except Refusal:
            continue
    return history


@settings(derandomize=True)
@given(asked)
def test_nothing_happens_before_the_opening_or_after_today(asks: list[tuple[str, date]]) -> None:
    dated = [on for on in map(happened_on, what_happens(asks)) if on is not None]
    assert all(OPENED_ON <= on <= TODAY for on in dated)


@settings(derandomize=True)
@given(asked, some.dates(min_value=OPENED_ON, max_value=TODAY))
def test_the_closing_is_the_last_that_happens(asks: list[tuple[str, date]], on: date) -> None:
    history = what_happens([*asks, ("close", on), ("close", TODAY)])
    closing = history[-1]
    assert isinstance(closing, InvestigationClosed)
    assert all(day <= closing.closed_on for day in map(happened_on, history) if day is not None)
    assert isinstance(INVESTIGATION.fold(history), Closed)


@settings(derandomize=True)
@given(some.sampled_from(sorted(set(ASK) - {"reassign", "close"})), days)
def test_a_day_between_the_opening_and_today_is_always_taken(what: str, on: date) -> None:
    assert (len(what_happens([(what, on)])) > 1) is (OPENED_ON <= on <= TODAY)
