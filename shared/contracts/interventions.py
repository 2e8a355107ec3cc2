"""What interventions tells the others. Stored for good."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID, uuid5

from shared.contracts.interventions_isu import IsuPublished
from shared.contracts.investigation import InstrumentScore


def intervention_id_of(decision_id: UUID) -> UUID:
    """Return the id of the intervention a decision leads to: heard twice, opened once."""
    return uuid5(decision_id, "intervention")


class GoalAttainment(StrEnum):
    """Måluppfyllelse: how far a goal was reached."""

    REACHED = "reached"
    PARTLY_REACHED = "partly-reached"
    NOT_REACHED = "not-reached"
    NOT_ASSESSED = "not-assessed"


@dataclass(frozen=True, slots=True, kw_only=True)
class InterventionOpened:
    """Insats öppnad: granted by a decision, or offered without needs assessment (``sol-11-5``)."""

    intervention_id: UUID
    person_id: UUID
    decision_id: UUID | None  # None without needs assessment
    investigation_id: UUID | None
    intervention_type: str
    legal_basis_id: str
    is_needs_assessed: bool
    prevention_level: str  # of the catalogue: universal, selective, indicated
    granted_on: date | None  # the day of the decision
    opened_on: date
    catalogue_version: str
    attested_age_code: str | None = None  # child, young or adult, where an official vouched for it
    case_type: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InterventionAssigned:
    """Insats tilldelad: a unit or a provider answers for carrying it out."""

    unit: str
    provider: str | None  # a contractor's code; None for the municipality's own unit
    official: str | None
    assigned_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class InterventionReassigned:
    """Insats omfördelad: another unit or provider answers from this day."""

    unit: str
    provider: str | None
    official: str | None
    reassigned_on: date
    reason_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InterventionOffered:
    """Insats erbjuden: the person got an offer of a start."""

    offered_on: date
    starting_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InterventionDeclined:
    """Insats avböjd: the person said no to the offer; the decision stands."""

    declined_on: date
    reason_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InterventionExecuted:
    """Insats verkställd: it really began, on a date of its own. Source: ``sol-34-2``."""

    executed_on: date
    method_code: str | None
    intervention_id: UUID
    decision_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InterventionInterrupted:
    """Insats avbruten: it does not go on for now. Source: ``sol-34-1``."""

    interrupted_on: date
    reason_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InterventionResumed:
    """Insats återupptagen: it goes on again."""

    resumed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalSet:
    """Mål satt: agreed with the person; its words stay inside."""

    goal_id: UUID
    area_code: str
    set_on: date
    need_id: UUID | None = None  # what it shall meet; None where no need was stated


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalProgress:
    """Målläge: how one goal stood at a follow-up."""

    goal_id: UUID
    attainment: GoalAttainment


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentRepeated:
    """Bedömningsinstrument upprepat: an instrument of the investigation, scored once more."""

    instrument_code: str
    instrument_version: str
    applied_on: date
    scores: tuple[InstrumentScore, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InterventionFollowedUp:
    """Insats uppföljd: the goals were gone through, with the person or without."""

    followed_up_on: date
    is_with_the_individual: bool
    goals: tuple[GoalProgress, ...]
    instruments: tuple[InstrumentRepeated, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodSwapped:
    """Metod bytt: another method under the same decision; both stay traceable."""

    from_method_code: str | None
    to_method_code: str
    swapped_on: date
    reason_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NonExecutionExplained:
    """Utebliven verkställighet förklarad: why it is not carried out yet, and what is done."""

    explained_on: date
    reason_code: str
    measure_codes: tuple[str, ...]
    intervention_id: UUID
    decision_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class InterventionEnded:
    """Insats avslutad: for a reason, with what the goals came to."""

    ended_on: date
    reason_code: str
    goals: tuple[GoalProgress, ...]
    intervention_id: UUID
    person_id: UUID


InterventionsPublished: TypeAlias = (
    InterventionOpened
    | InterventionAssigned
    | InterventionReassigned
    | InterventionOffered
    | InterventionDeclined
    | InterventionExecuted
    | InterventionInterrupted
    | InterventionResumed
    | NonExecutionExplained
    | GoalSet
    | InterventionFollowedUp
    | MethodSwapped
    | InterventionEnded
    | IsuPublished
)
