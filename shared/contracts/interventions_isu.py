"""What interventions tells of need, dose, measurements and the individual's view. Stored for good.

Together with goals, methods, follow-ups and endings they are the chain that systematic follow-up
(ISU, ``sol-5-2``) is made of: need, goal, intervention, follow-up, result.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID

from shared.contracts.investigation import InstrumentScore


class MeasurementPhase(StrEnum):
    """Mätfas: where in the intervention a measurement was made."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedStated:
    """Behov angivet: what the intervention shall meet; its words stay inside."""

    need_id: UUID
    area_code: str
    stated_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class StartReasonsStated:
    """Insatsorsak angiven: why it was begun, and for which target group. The latest one holds."""

    reason_codes: tuple[str, ...]
    target_group_code: str | None
    stated_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DosePlanned:
    """Insatsens omfattning planerad: how much of it, over which time. The latest one holds."""

    sessions: int | None
    minutes: int | None
    from_on: date
    until_on: date | None
    planned_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionHeld:
    """Insatstillfälle hållet: the person took part, for so many minutes."""

    held_on: date
    minutes: int
    form_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionMissed:
    """Insatstillfälle uteblivet: it was planned and did not take place."""

    missed_on: date
    reason_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InterventionMeasured:
    """Mätning gjord: an instrument scored before, during or after the intervention."""

    phase: MeasurementPhase
    instrument_code: str
    instrument_version: str
    applied_on: date
    respondent_code: str
    scores: tuple[InstrumentScore, ...]
    goal_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnAnswer:
    """Svar: one coded answer of the individual's own."""

    question_code: str
    answer_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnViewAnswered:
    """Den enskildes svar: coded answers about the intervention; the words stay inside."""

    answered_on: date
    answers: tuple[OwnAnswer, ...]


IsuPublished: TypeAlias = (
    NeedStated
    | StartReasonsStated
    | DosePlanned
    | SessionHeld
    | SessionMissed
    | InterventionMeasured
    | OwnViewAnswered
)
