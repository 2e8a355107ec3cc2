"""Intakes: every matter that reached us, where it stands and who answers for it."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, TypeAlias, assert_never
from uuid import UUID

from sqlalchemy import ARRAY, Boolean, Column, Date, MetaData, Table, Text, Uuid

from shared.contracts.intake import (
    FeedbackGiven,
    FeedbackRequested,
    FeedbackWithheld,
    ImmediateProtectionAssessed,
    IntakeAssigned,
    IntakeOpened,
    IntakeReassigned,
    Origin,
    PreliminaryAssessmentConcluded,
    PreliminaryAssessmentExtended,
    ProtectionOutcome,
    Way,
)
from shared.eventstore.projections import Projection
from shared.kernel.context import Recorded


class Stage(StrEnum):
    """Läge: what an intake waits for."""

    AWAITING_ASSIGNMENT = "awaiting-assignment"
    UNDER_ASSESSMENT = "under-assessment"
    AWAITING_FEEDBACK = "awaiting-feedback"  # concluded; the reporter has asked, and not been told
    CONCLUDED = "concluded"


INTAKES = Table(
    "intake",
    MetaData(),
    Column("intake_id", Uuid, primary_key=True),
    Column("person_id", Uuid, nullable=False),
    Column("report_id", Uuid, nullable=False),
    Column("thread_id", Uuid, nullable=False),
    Column("origin", Text, nullable=False),
    Column("case_type", Text, nullable=False),
    Column("reason_codes", ARRAY(Text), nullable=False),
    Column("received_on", Date, nullable=False),
    Column("is_danger_reported", Boolean, nullable=False),
    Column("stage", Text, nullable=False),
    Column("protection", Text),
    Column("official", Text),
    Column("unit", Text),
    Column("extended_until_on", Date),
    Column("way", Text),
    Column("concluded_on", Date),
    Column("investigation_id", Uuid),
    Column("is_feedback_pending", Boolean, nullable=False),
    schema="intake",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeRow:
    """One intake as it stands."""

    intake_id: UUID
    person_id: UUID
    report_id: UUID
    thread_id: UUID
    origin: Origin
    case_type: str
    reason_codes: tuple[str, ...]
    received_on: date
    is_danger_reported: bool
    stage: Stage = Stage.AWAITING_ASSIGNMENT
    protection: ProtectionOutcome | None = None  # None until assessed
    official: str | None = None
    unit: str | None = None
    extended_until_on: date | None = None
    way: Way | None = None
    concluded_on: date | None = None
    investigation_id: UUID | None = None  # which open one it was attached to
    is_feedback_pending: bool = False


Heard: TypeAlias = (
    IntakeOpened
    | ImmediateProtectionAssessed
    | IntakeAssigned
    | IntakeReassigned
    | PreliminaryAssessmentExtended
    | PreliminaryAssessmentConcluded
    | FeedbackRequested
    | FeedbackGiven
    | FeedbackWithheld
)
HEARS: tuple[type, ...] = Heard.__args__


def project(key: UUID, row: IntakeRow | None, recorded: Recorded[Any]) -> IntakeRow | None:
    """Return the intake's row after one of its events."""
    event = recorded.event
    if isinstance(event, IntakeOpened):
        return _opened(event, recorded.context.thread_id)
    if row is None:
        return None
    changed = _changed(row, event)
    return replace(changed, stage=_stage(changed))


def _opened(event: IntakeOpened, thread_id: UUID) -> IntakeRow:
    return IntakeRow(
        intake_id=event.intake_id,
        person_id=event.person_id,
        report_id=event.report_id,
        thread_id=thread_id,
        origin=event.origin,
        case_type=event.case_type,
        reason_codes=event.reason_codes,
        received_on=event.received_on,
        is_danger_reported=event.is_danger_reported,
    )


def _changed(row: IntakeRow, event: Heard) -> IntakeRow:
    match event:
        case IntakeOpened():
            return row
        case ImmediateProtectionAssessed():
            return replace(row, protection=event.outcome)
        case IntakeAssigned() | IntakeReassigned():
            return replace(row, official=event.official, unit=event.unit)
        case PreliminaryAssessmentExtended():
            return replace(row, extended_until_on=event.until_on)
        case PreliminaryAssessmentConcluded():
            return _concluded(row, event)
        case FeedbackRequested():
            return replace(row, is_feedback_pending=True)
        case FeedbackGiven() | FeedbackWithheld():
            return replace(row, is_feedback_pending=False)
        case _:
            assert_never(event)


def _concluded(row: IntakeRow, event: PreliminaryAssessmentConcluded) -> IntakeRow:
    return replace(
        row,
        way=event.way,
        concluded_on=event.concluded_on,
        investigation_id=event.investigation_id,
    )


def _stage(row: IntakeRow) -> Stage:
    if row.way is not None:
        return Stage.AWAITING_FEEDBACK if row.is_feedback_pending else Stage.CONCLUDED
    return Stage.UNDER_ASSESSMENT if row.official else Stage.AWAITING_ASSIGNMENT


INTAKES_PROJECTION = Projection(
    name="intakes",
    table=INTAKES,
    row=IntakeRow,
    hears=HEARS,
    keys=lambda recorded: [recorded.stream_id],
    project=project,
)
