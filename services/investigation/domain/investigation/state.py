"""What the rules need to remember of an investigation; no more."""

from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias, assert_never
from uuid import UUID

from services.investigation.domain.investigation.events import (
    ClosingSummaryRecorded,
    CommunicationTextRecorded,
    ContactNoted,
    DecisionJoined,
    ExtensionReasonsRecorded,
    InvestigationEvent,
    PlanTextRecorded,
)
from shared.contracts.investigation import (
    ContactHeld,
    DecisionAsked,
    InstrumentApplied,
    InvestigationAssigned,
    InvestigationClosed,
    InvestigationExtended,
    InvestigationOpened,
    InvestigationPlanned,
    InvestigationReassigned,
    MaterialCommunicated,
    ReportAttached,
)


@dataclass(frozen=True, slots=True)
class NotOpened:
    """Nobody has asked for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """Under way."""

    investigation_id: UUID
    person_id: UUID
    opened_on: date
    latest_on: date  # of all that has happened in it
    intake_ids: frozenset[UUID]
    assigned_on: date | None = None  # to the official who answers for it now
    extended_until_on: date | None = None
    is_intervention_granted: bool = False  # by some decision in it


@dataclass(frozen=True, slots=True)
class Closed:
    """Nothing more happens here."""

    intake_ids: frozenset[UUID]


Investigation: TypeAlias = NotOpened | Open | Closed


def evolve(investigation: Investigation, event: InvestigationEvent) -> Investigation:
    """Return the investigation after ``event``. Never refuses: it has happened."""
    if isinstance(event, InvestigationOpened):
        return Open(
            investigation_id=event.investigation_id,
            person_id=event.person_id,
            opened_on=event.opened_on,
            latest_on=event.opened_on,
            intake_ids=frozenset({event.intake_id}),
        )
    return _go_on(investigation, event) if isinstance(investigation, Open) else investigation


def _go_on(case: Open, event: InvestigationEvent) -> Open | Closed:
    match event:
        case InvestigationAssigned(assigned_on=on) | InvestigationReassigned(reassigned_on=on):
            return replace(_until(case, on), assigned_on=on)
        case ReportAttached():
            return replace(case, intake_ids=case.intake_ids | {event.intake_id})
        case InvestigationExtended():
            return replace(_until(case, event.decided_on), extended_until_on=event.until_on)
        case DecisionJoined():
            granted = case.is_intervention_granted or event.is_intervention_granted
            return replace(_until(case, event.decided_on), is_intervention_granted=granted)
        case InvestigationPlanned(planned_on=on) | ContactHeld(held_on=on):
            return _until(case, on)
        case InstrumentApplied(applied_on=on) | MaterialCommunicated(communicated_on=on):
            return _until(case, on)
        case DecisionAsked():
            return _until(case, event.asked_on)
        case InvestigationClosed():
            return Closed(case.intake_ids)
        case (
            InvestigationOpened()
            | PlanTextRecorded()
            | ContactNoted()
            | ExtensionReasonsRecorded()
            | CommunicationTextRecorded()
            | ClosingSummaryRecorded()
        ):
            return case
        case _:
            assert_never(event)


def _until(case: Open, on: date) -> Open:
    return replace(case, latest_on=max(case.latest_on, on))
