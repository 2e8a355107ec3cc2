"""Interventions: where each stands, who answers for it, and since when it goes unexecuted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeAlias, assert_never, get_args
from uuid import UUID

from sqlalchemy import Boolean, Column, Date, MetaData, Table, Text, Uuid

from services.interventions.domain.events import AppealNoted
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
    MethodSwapped,
)
from shared.eventstore.projections import Projection
from shared.kernel.context import Recorded

TABLE = Table(
    "intervention",
    MetaData(schema="interventions"),
    Column("intervention_id", Uuid, primary_key=True),
    Column("person_id", Uuid, nullable=False),
    Column("thread_id", Uuid, nullable=False),
    Column("decision_id", Uuid),
    Column("investigation_id", Uuid),
    Column("case_type", Text),
    Column("intervention_type", Text, nullable=False),
    Column("legal_basis_id", Text, nullable=False),
    Column("is_needs_assessed", Boolean, nullable=False),
    Column("prevention_level", Text, nullable=False),
    Column("granted_on", Date),
    Column("opened_on", Date, nullable=False),
    Column("stage", Text, nullable=False),
    Column("stage_since_on", Date, nullable=False),
    Column("unit", Text),
    Column("provider", Text),
    Column("official", Text),
    Column("executed_on", Date),
    Column("unexecuted_since_on", Date),
    Column("method_code", Text),
    Column("appealed_on", Date),
    Column("ended_on", Date),
    Column("ending_reason_code", Text),
)


class ShownStage(StrEnum):
    """Skede: what officials call where an intervention stands."""

    GRANTED = "granted"  # or opened without needs assessment
    ASSIGNED = "assigned"
    OFFERED = "offered"
    DECLINED = "declined"
    EXECUTED = "executed"
    INTERRUPTED = "interrupted"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class InterventionRow:
    """An intervention by codes and dates; its texts stay sealed in the stream."""

    intervention_id: UUID
    person_id: UUID
    thread_id: UUID
    decision_id: UUID | None
    investigation_id: UUID | None
    case_type: str | None
    intervention_type: str
    legal_basis_id: str
    is_needs_assessed: bool
    prevention_level: str
    granted_on: date | None
    opened_on: date
    stage: ShownStage
    stage_since_on: date
    unit: str | None = None
    provider: str | None = None
    official: str | None = None
    executed_on: date | None = None
    unexecuted_since_on: date | None = None  # only of what was granted by a decision
    method_code: str | None = None
    appealed_on: date | None = None  # the first appeal
    ended_on: date | None = None
    ending_reason_code: str | None = None


_Move: TypeAlias = (
    InterventionOffered
    | InterventionDeclined
    | InterventionExecuted
    | InterventionInterrupted
    | InterventionResumed
    | InterventionEnded
)
_Fact: TypeAlias = InterventionAssigned | InterventionReassigned | MethodSwapped | AppealNoted
Heard: TypeAlias = InterventionOpened | _Move | _Fact


def keys(recorded: Recorded[Heard]) -> Sequence[UUID]:
    """Return the intervention the event happened in."""
    return [recorded.stream_id]


def project(
    key: UUID, row: InterventionRow | None, recorded: Recorded[Heard]
) -> InterventionRow | None:
    """Return the intervention after the event."""
    event = recorded.event
    if isinstance(event, InterventionOpened):
        return _opened(event, recorded.context.thread_id)
    if row is None:
        return None
    return _moved(row, event) if isinstance(event, _Move) else _filled_in(row, event)


def _opened(event: InterventionOpened, thread_id: UUID) -> InterventionRow:
    return InterventionRow(
        intervention_id=event.intervention_id,
        person_id=event.person_id,
        thread_id=thread_id,
        decision_id=event.decision_id,
        investigation_id=event.investigation_id,
        case_type=event.case_type,
        intervention_type=event.intervention_type,
        legal_basis_id=event.legal_basis_id,
        is_needs_assessed=event.is_needs_assessed,
        prevention_level=event.prevention_level,
        granted_on=event.granted_on,
        opened_on=event.opened_on,
        stage=ShownStage.GRANTED,
        stage_since_on=event.granted_on or event.opened_on,
        unexecuted_since_on=event.granted_on,
    )


def _at(row: InterventionRow, stage: ShownStage, on: date) -> InterventionRow:
    return replace(row, stage=stage, stage_since_on=on)


def _moved(row: InterventionRow, event: _Move) -> InterventionRow:
    match event:
        case InterventionOffered(offered_on=on):
            return _at(row, ShownStage.OFFERED, on)
        case InterventionDeclined(declined_on=on):
            return _at(row, ShownStage.DECLINED, on)
        case InterventionExecuted(executed_on=on, method_code=code):
            begun = replace(row, executed_on=on, method_code=code, unexecuted_since_on=None)
            return _at(begun, ShownStage.EXECUTED, on)
        case InterventionInterrupted(interrupted_on=on):
            since_on = on if row.is_needs_assessed else None
            return _at(replace(row, unexecuted_since_on=since_on), ShownStage.INTERRUPTED, on)
        case InterventionResumed(resumed_on=on):
            return _at(replace(row, unexecuted_since_on=None), ShownStage.EXECUTED, on)
        case InterventionEnded(ended_on=on, reason_code=code):
            closed = replace(row, ended_on=on, ending_reason_code=code, unexecuted_since_on=None)
            return _at(closed, ShownStage.ENDED, on)
        case _:
            assert_never(event)


def _filled_in(row: InterventionRow, event: _Fact) -> InterventionRow:
    match event:
        case InterventionAssigned(assigned_on=on):
            given = replace(row, unit=event.unit, provider=event.provider, official=event.official)
            return _at(given, ShownStage.ASSIGNED, on)
        case InterventionReassigned():
            return replace(row, unit=event.unit, provider=event.provider, official=event.official)
        case MethodSwapped(to_method_code=code):
            return replace(row, method_code=code)
        case AppealNoted(received_on=on):
            return replace(row, appealed_on=min(row.appealed_on or on, on))
        case _:
            assert_never(event)


INTERVENTIONS = Projection(
    name="interventions",
    table=TABLE,
    row=InterventionRow,
    hears=get_args(Heard),
    keys=keys,
    project=project,
)
