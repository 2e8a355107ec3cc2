"""Filed matters: what each file holds, of every service, for retention to be counted from."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeAlias, assert_never
from uuid import UUID

from sqlalchemy import Boolean, Column, Date, MetaData, Table, Text, Uuid

from services.intake.domain.disposal.filed import FiledMatter
from shared.contracts.intake import (
    FileDisposed,
    IntakeOpened,
    PreliminaryAssessmentConcluded,
    Way,
)
from shared.contracts.interventions import InterventionEnded, InterventionOpened
from shared.contracts.investigation import DecisionMade, InvestigationClosed, InvestigationOpened
from shared.eventstore.projections import Projection
from shared.kernel.context import Recorded

FILED_MATTERS = Table(
    "filed_matter",
    MetaData(),
    Column("matter_id", Uuid, primary_key=True),
    Column("file_id", Uuid, nullable=False),
    Column("person_id", Uuid, nullable=False),
    Column("thread_id", Uuid, nullable=False),
    Column("report_id", Uuid),
    Column("case_type", Text),
    Column("intervention_type", Text),
    Column("is_investigated", Boolean, nullable=False),
    Column("joined_id", Uuid),
    Column("opened_on", Date, nullable=False),
    Column("ended_on", Date),
    Column("is_disposed", Boolean, nullable=False),
    schema="intake",
)


_Opened: TypeAlias = IntakeOpened | InvestigationOpened | DecisionMade | InterventionOpened
Heard: TypeAlias = (
    _Opened
    | PreliminaryAssessmentConcluded
    | InvestigationClosed
    | InterventionEnded
    | FileDisposed
)


def keys(recorded: Recorded[Heard]) -> Sequence[UUID]:
    """Return the matters that an event is about."""
    if isinstance(recorded.event, FileDisposed):
        return recorded.event.matter_ids
    return (recorded.stream_id,)


def project(key: UUID, row: FiledMatter | None, recorded: Recorded[Any]) -> FiledMatter | None:
    """Return the matter after ``recorded``; what rests in no file is not kept."""
    event: Heard = recorded.event
    if isinstance(event, _Opened):
        return _opened(key, recorded, event)
    if row is None:
        return None
    match event:
        case PreliminaryAssessmentConcluded():
            return replace(
                row,
                ended_on=event.concluded_on,
                is_investigated=event.way is not Way.NO_ACTION,
                joined_id=event.investigation_id if event.way is Way.ATTACH else None,
            )
        case InvestigationClosed():
            return replace(row, ended_on=event.closed_on)
        case InterventionEnded():
            return replace(row, ended_on=event.ended_on)
        case FileDisposed():
            return replace(row, is_disposed=True)
        case _:
            assert_never(event)


def _opened(key: UUID, recorded: Recorded[Any], event: _Opened) -> FiledMatter | None:
    context = recorded.context
    if context.file_id is None:
        return None
    row = FiledMatter(
        matter_id=key,
        file_id=context.file_id,
        person_id=event.person_id,
        thread_id=context.thread_id,
        case_type=event.case_type,
        opened_on=_opened_on(event),
    )
    match event:
        case IntakeOpened():
            return replace(row, report_id=event.report_id)
        case InvestigationOpened():
            return replace(row, is_investigated=True)
        case DecisionMade():
            return replace(row, is_investigated=True, ended_on=event.decided_on)
        case InterventionOpened():
            kind, is_granted = event.intervention_type, event.decision_id is not None
            return replace(row, intervention_type=kind, is_investigated=is_granted)
        case _:
            assert_never(event)


def _opened_on(event: _Opened) -> date:
    match event:
        case IntakeOpened():
            return event.received_on
        case DecisionMade():
            return event.decided_on
        case InvestigationOpened() | InterventionOpened():
            return event.opened_on
        case _:
            assert_never(event)


FILED_MATTERS_PROJECTION = Projection(
    name="filed_matters",
    table=FILED_MATTERS,
    row=FiledMatter,
    hears=Heard.__args__,
    keys=keys,
    project=project,
)
