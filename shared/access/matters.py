"""Who answers for each matter: what the policy asks of a case, kept in every service."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias, assert_never, get_args
from uuid import UUID

from sqlalchemy import Boolean, Column, MetaData, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from shared.contracts.intake import (
    IntakeAssigned,
    IntakeOpened,
    IntakeReassigned,
    PreliminaryAssessmentConcluded,
    Way,
)
from shared.contracts.intake_corrections import MisrecordingNoted
from shared.contracts.interventions import (
    InterventionAssigned,
    InterventionEnded,
    InterventionOpened,
    InterventionReassigned,
)
from shared.contracts.interventions_corrections import InterventionMisrecordingNoted
from shared.contracts.investigation import (
    DecisionAsked,
    DecisionMade,
    InvestigationAssigned,
    InvestigationClosed,
    InvestigationOpened,
    InvestigationReassigned,
    ReportAttached,
)
from shared.eventstore.projections import Projection
from shared.kernel.context import Client, Recorded

NAME = "access-matters"


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterRow:
    """An intake, investigation, decision or intervention, as far as the policy asks."""

    matter_id: UUID
    thread_id: UUID
    joined_thread_id: UUID | None = None  # of the investigation that a further report joined
    person_id: UUID | None = None
    report_id: UUID | None = None
    case_type: str | None = None
    unit: str | None = None
    official: str | None = None
    asked_roles: Sequence[str] = ()  # of those outside the unit who were asked to decide
    is_ended: bool = False


_Opened: TypeAlias = IntakeOpened | InvestigationOpened | InterventionOpened
_Assigned: TypeAlias = (
    IntakeAssigned
    | IntakeReassigned
    | InvestigationAssigned
    | InvestigationReassigned
    | InterventionAssigned
    | InterventionReassigned
)
_Ended: TypeAlias = PreliminaryAssessmentConcluded | InvestigationClosed | InterventionEnded
_Left: TypeAlias = MisrecordingNoted | InterventionMisrecordingNoted
Heard: TypeAlias = (
    _Opened | _Assigned | _Ended | _Left | DecisionAsked | DecisionMade | ReportAttached
)


def keys(recorded: Recorded[Heard]) -> Sequence[UUID]:
    """Return the matters an event tells of: its own, and an intake it takes over from."""
    match recorded.event:
        case InvestigationOpened(intake_id=intake_id) | ReportAttached(intake_id=intake_id):
            return [recorded.stream_id, intake_id]
        case _:
            return [recorded.stream_id]


def project(key: UUID, row: MatterRow | None, recorded: Recorded[Heard]) -> MatterRow | None:
    """Return the matter after the event."""
    event, context = recorded.event, recorded.context
    if key != recorded.stream_id:
        return _taken_over(row, recorded)
    known = row or MatterRow(
        matter_id=key, thread_id=context.thread_id, person_id=context.person_id
    )
    match event:
        case IntakeOpened() | InvestigationOpened() | InterventionOpened():
            return _opened(known, recorded, event)
        case IntakeAssigned() | InvestigationAssigned() | InterventionAssigned():
            return replace(known, unit=event.unit, official=event.official)
        case IntakeReassigned() | InvestigationReassigned() | InterventionReassigned():
            return replace(known, unit=event.unit, official=event.official)
        case PreliminaryAssessmentConcluded():
            return replace(_left(known, recorded), is_ended=event.way is not Way.INVESTIGATE)
        case InvestigationClosed() | InterventionEnded():
            return replace(_left(known, recorded), is_ended=True)
        case DecisionAsked():
            return replace(known, asked_roles=sorted({*known.asked_roles, event.decider_role}))
        case DecisionMade():
            return replace(known, person_id=event.person_id, is_ended=True)
        case MisrecordingNoted() | InterventionMisrecordingNoted():
            return _left_behind(known, recorded, event)
        case ReportAttached():
            return known
        case _:
            assert_never(event)


def _taken_over(row: MatterRow | None, recorded: Recorded[Heard]) -> MatterRow | None:
    """Return the intake whose way on has begun: until then it is not over."""
    if row is None:
        return None
    thread_id = recorded.context.thread_id
    joined = None if row.thread_id == thread_id else thread_id
    return replace(row, is_ended=True, joined_thread_id=joined)


def _left(known: MatterRow, recorded: Recorded[Heard]) -> MatterRow:
    """Return the matter at its end; what nobody was given stays with the one who ended it."""
    actor = recorded.context.actor
    if known.official is not None or actor.client is not Client.OFFICIAL:
        return known
    return replace(known, official=actor.subject, unit=known.unit or actor.unit)


def _left_behind(known: MatterRow, recorded: Recorded[Heard], event: _Left) -> MatterRow:
    """Return what a mistaken matter leaves on the person: theirs who moved it away."""
    actor = recorded.context.actor
    return replace(
        known,
        case_type=event.case_type,
        unit=actor.unit,
        official=actor.subject,
        is_ended=True,
    )


def _opened(known: MatterRow, recorded: Recorded[Heard], event: _Opened) -> MatterRow:
    """Return the matter as it begins; what an official opens is theirs until it is assigned."""
    actor = recorded.context.actor
    is_theirs = actor.client is Client.OFFICIAL and isinstance(event, InterventionOpened)
    return replace(
        known,
        person_id=event.person_id,
        case_type=event.case_type,
        report_id=event.report_id if isinstance(event, IntakeOpened) else None,
        unit=actor.unit if is_theirs else known.unit,
        official=actor.subject if is_theirs else known.official,
    )


def matters_of(service: str) -> Projection[MatterRow]:
    """Return the read model as ``service`` keeps it."""
    table = Table(
        "access_matter",
        MetaData(schema=service),
        Column("matter_id", Uuid, primary_key=True),
        Column("thread_id", Uuid, nullable=False),
        Column("joined_thread_id", Uuid),
        Column("person_id", Uuid),
        Column("report_id", Uuid),
        Column("case_type", Text),
        Column("unit", Text),
        Column("official", Text),
        Column("asked_roles", JSONB, nullable=False),
        Column("is_ended", Boolean, nullable=False),
    )
    return Projection(NAME, table, MatterRow, get_args(Heard), keys, project)
