"""What can be asked of an intervention's systematic follow-up.

What happened before the intervention ended may be told afterwards too: facts that come late are
accepted, and the day they were recorded stays beside them.
"""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID

from services.interventions.domain.catalogued import Reason
from shared.contracts.interventions_isu import MeasurementPhase, OwnAnswer
from shared.contracts.investigation import InstrumentScore


@dataclass(frozen=True, slots=True, kw_only=True)
class StateNeed:
    """Ange behov. Goals are tied to it afterwards."""

    need_id: UUID
    area_code: str
    words: str
    stated_on: date
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class StateStartReasons:
    """Ange insatsorsak."""

    reasons: tuple[Reason, ...]
    target_group_code: str | None
    stated_on: date
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDose:
    """Planera insatsens omfattning."""

    sessions: int | None
    minutes: int | None
    from_on: date
    until_on: date | None
    planned_on: date
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldSession:
    """Registrera hållet insatstillfälle."""

    held_on: date
    minutes: int
    form_code: str
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class MissSession:
    """Registrera uteblivet insatstillfälle."""

    missed_on: date
    reason: Reason
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureIntervention:
    """Registrera mätning."""

    phase: MeasurementPhase
    instrument_code: str
    instrument_version: str
    applied_on: date
    respondent_code: str
    scores: tuple[InstrumentScore, ...]
    goal_id: UUID | None
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerOwnView:
    """Registrera den enskildes svar."""

    answered_on: date
    answers: tuple[OwnAnswer, ...]
    own_view: str | None
    today: date


IsuCommand: TypeAlias = (
    StateNeed
    | StateStartReasons
    | PlanDose
    | HoldSession
    | MissSession
    | MeasureIntervention
    | AnswerOwnView
)
