"""What can be asked of an intervention.

``today`` comes with every command that names a day: nothing is registered before it happens.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID

from services.interventions.domain.catalogued import Method, Reason
from services.interventions.domain.isu.commands import IsuCommand
from shared.contracts.interventions import GoalProgress, InstrumentRepeated


class AgeGroup(StrEnum):
    """Åldersgrupp: as the law divides people for what needs no assessment (``sol-11-5``)."""

    CHILD = "child"  # 0-17
    YOUNG = "young"  # 18-20
    ADULT = "adult"  # from 21


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenGrantedIntervention:
    """Öppna beviljad insats. What was decided is opened as it was decided."""

    intervention_id: UUID
    person_id: UUID
    decision_id: UUID
    investigation_id: UUID
    case_type: str
    intervention_type: str
    legal_basis_id: str
    prevention_level: str
    granted_on: date
    catalogue_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenWithoutNeedsAssessment:
    """Öppna insats utan behovsprövning. Source: ``sol-11-5``."""

    intervention_id: UUID
    person_id: UUID
    birth_year: int | None  # as registered; None when nobody knows
    attested_age: AgeGroup | None  # vouched for by the official; the year may not settle it
    case_type: str
    intervention_type: str
    free_for: frozenset[AgeGroup]  # of the catalogue: who may have it without needs assessment
    legal_basis_id: str
    prevention_level: str
    opened_on: date
    today: date
    catalogue_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignIntervention:
    """Tilldela insats."""

    unit: str
    provider: str | None
    official: str | None
    assigned_on: date
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ReassignIntervention:
    """Omfördela insats."""

    unit: str
    provider: str | None
    official: str | None
    reassigned_on: date
    reason: Reason
    reasons: str | None
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferIntervention:
    """Erbjud insats."""

    offered_on: date
    starting_on: date | None  # may lie ahead
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineIntervention:
    """Avböj insats. The person said no to what was offered; the decision stands."""

    declined_on: date
    reason: Reason
    own_view: str | None
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ExecuteIntervention:
    """Verkställ insats."""

    executed_on: date
    method: Method | None
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class InterruptIntervention:
    """Avbryt insats."""

    interrupted_on: date
    reason: Reason
    reasons: str | None
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeIntervention:
    """Återuppta insats."""

    resumed_on: date
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainNonExecution:
    """Förklara utebliven verkställighet: the reason for the delay, and what is done about it."""

    explained_on: date
    reason: Reason
    measure_codes: tuple[str, ...]
    reasons: str | None
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SetGoal:
    """Sätt mål."""

    goal_id: UUID
    area_code: str
    words: str
    set_on: date
    today: date
    need_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpIntervention:
    """Följ upp insats."""

    followed_up_on: date
    is_with_the_individual: bool
    goals: tuple[GoalProgress, ...]
    instruments: tuple[InstrumentRepeated, ...]
    note: str | None
    own_view: str | None
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SwapMethod:
    """Byt metod. Another way of working under the same decision."""

    to_method: Method
    swapped_on: date
    reason: Reason
    reasons: str | None
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EndIntervention:
    """Avsluta insats."""

    ended_on: date
    reason: Reason
    goals: tuple[GoalProgress, ...]
    reasons: str | None
    own_view: str | None
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteAppeal:
    """Notera överklagande på insatsen."""

    decision_id: UUID
    received_on: date
    is_in_time: bool | None


InterventionCommand: TypeAlias = (
    OpenGrantedIntervention
    | OpenWithoutNeedsAssessment
    | AssignIntervention
    | ReassignIntervention
    | OfferIntervention
    | DeclineIntervention
    | ExecuteIntervention
    | InterruptIntervention
    | ResumeIntervention
    | ExplainNonExecution
    | SetGoal
    | FollowUpIntervention
    | SwapMethod
    | EndIntervention
    | NoteAppeal
    | IsuCommand
)
