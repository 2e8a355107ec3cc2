"""Open matters: what is open now, at which stage, with which unit and official."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeAlias, assert_never, get_args
from uuid import UUID

import sqlalchemy as sa

from shared.contracts.intake import (
    ImmediateProtectionAssessed,
    IntakeAssigned,
    IntakeOpened,
    IntakeReassigned,
    PreliminaryAssessmentConcluded,
)
from shared.contracts.interventions import (
    InterventionAssigned,
    InterventionDeclined,
    InterventionEnded,
    InterventionExecuted,
    InterventionInterrupted,
    InterventionOffered,
    InterventionOpened,
    InterventionReassigned,
    InterventionResumed,
)
from shared.contracts.investigation import (
    DecisionMade,
    InvestigationAssigned,
    InvestigationClosed,
    InvestigationOpened,
    InvestigationReassigned,
)
from shared.eventstore.projections import Projection
from shared.kernel.context import Recorded

TABLE = sa.Table(
    "open_matter",
    sa.MetaData(schema="reporting"),
    sa.Column("matter_id", sa.Uuid, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("thread_id", sa.Uuid, nullable=False),
    sa.Column("person_id", sa.Uuid, nullable=False),
    sa.Column("type_code", sa.Text, nullable=False),
    sa.Column("stage", sa.Text, nullable=False),
    sa.Column("unit", sa.Text),
    sa.Column("official", sa.Text),
    sa.Column("opened_on", sa.Date, nullable=False),
    sa.Column("stage_since_on", sa.Date, nullable=False),
)


class Stage(StrEnum):
    """Skede: where on its way an open matter is."""

    OPENED = "opened"
    ASSESSED = "assessed"
    ASSIGNED = "assigned"
    DECIDED = "decided"
    OFFERED = "offered"
    DECLINED = "declined"
    EXECUTED = "executed"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenMatter:
    """One open intake, investigation or intervention."""

    matter_id: UUID
    kind: str  # intake, investigation or intervention
    thread_id: UUID
    person_id: UUID
    type_code: str  # a case type, or for an intervention its type
    stage: Stage
    unit: str | None
    official: str | None
    opened_on: date
    stage_since_on: date


_Opened: TypeAlias = IntakeOpened | InvestigationOpened | InterventionOpened
_Assigned: TypeAlias = (
    IntakeAssigned
    | IntakeReassigned
    | InvestigationAssigned
    | InvestigationReassigned
    | InterventionAssigned
    | InterventionReassigned
)
_Closed: TypeAlias = PreliminaryAssessmentConcluded | InvestigationClosed | InterventionEnded
_Moved: TypeAlias = (
    ImmediateProtectionAssessed
    | DecisionMade
    | InterventionOffered
    | InterventionDeclined
    | InterventionExecuted
    | InterventionInterrupted
    | InterventionResumed
)
Heard: TypeAlias = _Opened | _Assigned | _Closed | _Moved


def keys(recorded: Recorded[Heard]) -> Sequence[UUID]:
    """Return the matter an event is about; a decision is about its investigation."""
    if isinstance(recorded.event, DecisionMade):
        return (recorded.event.investigation_id,)
    return (recorded.stream_id,)


def _open(recorded: Recorded[Heard], event: _Opened) -> OpenMatter:
    match event:
        case IntakeOpened():
            kind, code, on = "intake", event.case_type, event.received_on
        case InvestigationOpened():
            kind, code, on = "investigation", event.case_type, event.opened_on
        case InterventionOpened():
            kind, code, on = "intervention", event.intervention_type, event.opened_on
        case _:
            assert_never(event)
    return OpenMatter(
        matter_id=recorded.stream_id,
        kind=kind,
        thread_id=recorded.context.thread_id,
        person_id=event.person_id,
        type_code=code,
        stage=Stage.OPENED,
        unit=None,
        official=None,
        opened_on=on,
        stage_since_on=on,
    )


def _assign(row: OpenMatter, event: _Assigned) -> OpenMatter:
    given = replace(row, unit=event.unit, official=event.official)
    if row.stage not in (Stage.OPENED, Stage.ASSESSED):
        return given
    match event:
        case IntakeAssigned() | InvestigationAssigned() | InterventionAssigned():
            on = event.assigned_on
        case IntakeReassigned() | InvestigationReassigned() | InterventionReassigned():
            on = event.reassigned_on
        case _:
            assert_never(event)
    return replace(given, stage=Stage.ASSIGNED, stage_since_on=on)


def _move(row: OpenMatter, event: _Moved) -> OpenMatter:
    match event:
        case ImmediateProtectionAssessed():
            if row.stage != Stage.OPENED:
                return row
            return replace(row, stage=Stage.ASSESSED, stage_since_on=event.assessed_on)
        case DecisionMade():
            return replace(row, stage=Stage.DECIDED, stage_since_on=event.decided_on)
        case InterventionOffered():
            return replace(row, stage=Stage.OFFERED, stage_since_on=event.offered_on)
        case InterventionDeclined():
            return replace(row, stage=Stage.DECLINED, stage_since_on=event.declined_on)
        case InterventionExecuted():
            return replace(row, stage=Stage.EXECUTED, stage_since_on=event.executed_on)
        case InterventionInterrupted():
            return replace(row, stage=Stage.INTERRUPTED, stage_since_on=event.interrupted_on)
        case InterventionResumed():
            return replace(row, stage=Stage.EXECUTED, stage_since_on=event.resumed_on)
        case _:
            assert_never(event)


def project(key: UUID, row: OpenMatter | None, recorded: Recorded[Heard]) -> OpenMatter | None:
    """Return the open matter after ``recorded``; None once it is closed."""
    event = recorded.event
    if isinstance(event, _Opened):
        return _open(recorded, event)
    if row is None or isinstance(event, _Closed):
        return None
    if isinstance(event, _Assigned):
        return _assign(row, event)
    return _move(row, event)


OPEN_MATTERS = Projection(
    name="reporting.open-matters",
    table=TABLE,
    row=OpenMatter,
    hears=get_args(Heard),
    keys=keys,
    project=project,
)
