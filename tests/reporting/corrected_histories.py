"""Histories of granted decisions in which something turns out to have been recorded wrongly."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from shared.contracts import interventions as told
from shared.contracts import interventions_corrections as of_matters
from shared.contracts import investigation as decided
from shared.contracts import investigation_corrections as of_decisions
from shared.kernel.context import Recorded
from shared.kernel.correction_kinds import Annulment, Approval, Correction
from tests.reporting.histories import DAYS, histories, ledger

RIGHT: Mapping[type, tuple[type, str]] = {
    decided.DecisionMade: (of_decisions.DecisionDateCorrected, "decided_on"),
    told.InterventionExecuted: (of_matters.ExecutionCorrected, "executed_on"),
    told.InterventionInterrupted: (of_matters.InterruptionCorrected, "interrupted_on"),
    told.InterventionResumed: (of_matters.ResumptionCorrected, "resumed_on"),
    told.InterventionEnded: (of_matters.EndingCorrected, "ended_on"),
}
"""What puts the day of an event right, and what the day is called."""
COMMON = {each.name for each in fields(Correction)}


@st.composite
def corrected_histories(draw: st.DrawFn, decisions: int = 3) -> list[Recorded[Any]]:
    """Draw a history, then what is said of it: days put right, facts annulled, and approvals."""
    known = [(each.stream_id, each.event) for each in draw(histories(decisions))]
    for _ in range(draw(st.integers(0, 5))):
        place = draw(st.integers(1, len(known)))
        stream_id, wrong = known[place - 1]
        known.append((stream_id, draw(said_of(UUID(int=place), wrong))))
    return ledger(*known)


@st.composite
def said_of(draw: st.DrawFn, event_id: UUID, wrong: object) -> object:
    """Draw what is found to be wrong of an event; no decision is annulled here."""
    is_of_decision = type(wrong).__module__.rpartition(".")[2].startswith("investigation")
    room: Any = of_decisions if is_of_decision else of_matters
    area = "Investigation" if is_of_decision else "Intervention"
    if isinstance(wrong, Correction | Annulment) and draw(st.booleans()):
        approving = getattr(room, f"{area}CorrectionApproved")
        return approving(approves_event_id=event_id, approved_on=draw(DAYS))
    why = {
        "correction_reason_code": "wrong-date",
        "is_approval_needed": draw(st.booleans()),
    }
    is_decision = isinstance(wrong, decided.DecisionMade)
    if type(wrong) in RIGHT and (is_decision or draw(st.booleans())):
        kind, day = RIGHT[type(wrong)]
        same = {each.name for each in fields(kind)} - COMMON
        facts = {name: getattr(wrong, name) for name in same} | {day: draw(DAYS)}
        return kind(corrects_event_id=event_id, corrected_on=draw(DAYS), **why, **facts)
    annulling = getattr(room, f"{area}FactAnnulled")
    return annulling(annuls_event_id=event_id, annulled_on=draw(DAYS), **why)


def standing_days(history: list[Recorded[Any]]) -> Mapping[UUID, Any]:
    """Return the day of each fact that stands, by going back from the end: a second opinion."""
    annulled, approved = set[UUID](), set[UUID]()
    moved: dict[UUID, Any] = {}
    days: dict[UUID, Any] = {}
    for each in reversed(history):
        event: Any = each.event
        if each.event_id in annulled:
            continue
        is_in_force = not getattr(event, "is_approval_needed", False) or each.event_id in approved
        if isinstance(event, Approval):
            approved.add(event.approves_event_id)
        elif isinstance(event, Annulment):
            annulled |= {event.annuls_event_id} if is_in_force else set()
        elif isinstance(event, Correction):
            day = next(name for kind, name in RIGHT.values() if isinstance(event, kind))
            if is_in_force:
                moved.setdefault(event.corrects_event_id, getattr(event, day))
        else:
            days[each.event_id] = moved.get(each.event_id)
    return days
