"""What investigation tells the others. Stored for good."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID


class Outcome(StrEnum):
    """Beslutets utfall."""

    GRANTED = "granted"
    PARTLY_GRANTED = "partly-granted"
    DENIED = "denied"
    DISMISSED = "dismissed"


class DecisionEffect(StrEnum):
    """Det nya beslutets verkan på det tidigare."""

    CHANGED = "changed"
    ENDED = "ended"


class ContactKind(StrEnum):
    """Kontaktsätt: how the contact was held."""

    MEETING = "meeting"
    HOME_VISIT = "home-visit"
    TELEPHONE = "telephone"
    VIDEO = "video"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class InvestigationOpened:
    """Utredning inledd: because intake asked for it. Source: ``sol-14-2``."""

    investigation_id: UUID
    intake_id: UUID
    person_id: UUID
    case_type: str
    legal_basis_id: str
    opened_on: date
    catalogue_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportAttached:
    """Anmälan påförd utredningen: a further report joined the open investigation."""

    intake_id: UUID
    attached_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class InvestigationAssigned:
    """Utredning tilldelad: an official answers for it from this day."""

    official: str
    unit: str
    assigned_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class InvestigationReassigned:
    """Utredning omfördelad: another official answers for it from this day."""

    official: str
    unit: str
    reassigned_on: date
    reason_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InvestigationPlanned:
    """Utredningsplan fastställd: how the investigation will be done; its text stays inside."""

    planned_on: date
    planned_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactHeld:
    """Utredningskontakt hållen: somebody was met or spoken to."""

    contact_id: UUID
    held_on: date
    kind: ContactKind
    is_with_the_individual: bool
    is_with_guardian: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentScore:
    """Poäng: one scale of an instrument as scored."""

    scale_code: str
    score: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentApplied:
    """Bedömningsinstrument använt: a dated, versioned record of its scores."""

    instrument_code: str
    instrument_version: str
    applied_on: date
    scores: tuple[InstrumentScore, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InvestigationExtended:
    """Utredning förlängd: a decision for a set time, for special reasons. Source: ``sol-20-3``."""

    until_on: date
    decided_on: date
    decided_by: str
    decider_role: str
    ground_code: str
    legal_basis_id: str
    delegation_rule_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialCommunicated:
    """Kommunicering gjord: the party got the material before the decision. Source: ``fl-25``."""

    communicated_on: date
    answer_by_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionAsked:
    """Beslut begärt: the matter lies with those who decide; from now on they may see it."""

    decider_role: str
    decision_type: str
    asked_on: date
    asked_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionMade:
    """Beslut fattat: an outcome, its legal basis, and who decided by which delegation."""

    decision_id: UUID
    investigation_id: UUID
    person_id: UUID
    case_type: str
    decision_type: str  # of the catalogue
    outcome: Outcome
    intervention_type: str | None  # what was granted, of the catalogue; None for no intervention
    legal_basis_id: str
    decided_on: date
    decided_by: str
    decider_role: str
    delegation_rule_id: str
    reason_codes: tuple[str, ...]
    catalogue_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InvestigationClosed:
    """Utredning avslutad: with or without an intervention."""

    closed_on: date
    closed_by: str
    is_with_intervention: bool
    reason_code: str
    investigation_id: UUID
    person_id: UUID
    delegation_rule_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionAppealed:
    """Beslut överklagat: an appeal arrived. Source: ``sol-35-1``, ``fl-44``."""

    decision_id: UUID
    received_on: date
    notified_on: date | None  # when the appellant was served the decision
    is_in_time: bool | None  # None when it is not known when the appellant was served


@dataclass(frozen=True, slots=True, kw_only=True)
class ExecutionPostponed:
    """Verkställighet senarelagd: the person asked for a later day. Source: ``sol-35-5``."""

    decision_id: UUID
    requested_on: date
    agreed_on: date  # the day it is agreed to begin


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionWithdrawn:
    """Beslut avstått: the person no longer wants what was granted; nothing is left to execute."""

    decision_id: UUID
    withdrawn_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionReplaced:
    """Beslut ersatt: a new decision changes or ends what was granted. Source: ``sol-14-9``."""

    decision_id: UUID
    by_decision_id: UUID
    effect: DecisionEffect
    replaced_on: date  # the day of the new decision
    effective_on: date  # the first day that the earlier one no longer holds
    is_to_detriment: bool
    legal_basis_id: str | None  # what lets it be changed to the detriment; None when it is not


@dataclass(frozen=True, slots=True, kw_only=True)
class CircumstanceNoted:
    """Omständighet antecknad: something happened that time limits count from or to."""

    investigation_id: UUID
    person_id: UUID
    fact_code: str  # of the catalogue's facts
    happened_on: date
    until_on: date | None  # by when something must be done, where somebody else sets the day
    catalogue_version: str
    ground_code: str | None = None  # of an extension, where the law asks for a ground


InvestigationPublished: TypeAlias = (
    InvestigationOpened
    | CircumstanceNoted
    | ReportAttached
    | InvestigationAssigned
    | InvestigationReassigned
    | InvestigationPlanned
    | ContactHeld
    | InstrumentApplied
    | InvestigationExtended
    | MaterialCommunicated
    | DecisionAsked
    | DecisionMade
    | InvestigationClosed
    | DecisionAppealed
    | ExecutionPostponed
    | DecisionWithdrawn
    | DecisionReplaced
)
