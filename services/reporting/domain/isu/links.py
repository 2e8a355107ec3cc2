"""The links of the chain: need, goal, method, dose, measurement, follow-up and own view."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from shared.contracts.interventions import GoalAttainment
from shared.contracts.interventions_isu import MeasurementPhase


class MeasurementSource(StrEnum):
    """Mätningens källa: where a measurement was told."""

    INVESTIGATION = "investigation"
    FOLLOW_UP = "follow-up"
    MEASUREMENT = "measurement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """When something was, and when it was told."""

    on: date
    recorded_on: date

    @property
    def is_late(self) -> bool:
        """Whether it was recorded on a later day than it happened."""
        return self.recorded_on > self.on


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A need that the intervention shall meet."""

    need_id: UUID
    area_code: str
    told: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """How far a goal was reached, when it was last looked at."""

    attainment: GoalAttainment
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A goal, the need that it answers, and every assessment of it; oldest first."""

    goal_id: UUID
    need_id: UUID | None
    area_code: str
    told: Told
    assessments: Sequence[Assessment] = ()

    @property
    def attainment(self) -> GoalAttainment | None:
        """How it stood when last assessed; None before that."""
        return self.assessments[-1].attainment if self.assessments else None


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodUse:
    """A method, from the day it was taken up; ``reason_code`` of a swap to it."""

    method_code: str | None
    from_on: date
    until_on: date | None
    reason_code: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One scale as scored."""

    scale_code: str
    score: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """An instrument as scored, and where in the intervention."""

    instrument_code: str
    instrument_version: str
    phase: MeasurementPhase
    is_phase_stated: bool  # otherwise worked out from the days
    source: MeasurementSource
    respondent_code: str | None  # None where it was not asked
    goal_id: UUID | None
    scores: Sequence[Score]
    told: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A session held, or missed for a reason."""

    told: Told
    minutes: int | None
    form_code: str | None
    missed_reason_code: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How much of it was planned."""

    sessions: int | None
    minutes: int | None
    from_on: date
    until_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose:
    """Dos: what was planned, and what was given of it."""

    plan: Plan | None
    sessions: Sequence[Session]

    @property
    def held(self) -> int:
        """How many sessions were held."""
        return sum(each.missed_reason_code is None for each in self.sessions)

    @property
    def missed(self) -> int:
        """How many were planned and did not take place."""
        return len(self.sessions) - self.held

    @property
    def minutes(self) -> int:
        """How many minutes were held, together."""
        return sum(each.minutes or 0 for each in self.sessions)


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """A follow-up of the goals."""

    is_with_the_individual: bool
    told: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One coded answer."""

    question_code: str
    answer_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnView:
    """The individual's coded answers of one day."""

    replies: Sequence[Reply]
    told: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Interruption:
    """A time when it did not go on."""

    from_on: date
    until_on: date | None
    reason_code: str
