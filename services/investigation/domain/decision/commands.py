"""What can be asked of a decision."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID

from services.investigation.domain.delegation import Delegation
from shared.contracts.investigation import DecisionEffect, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeDecision:
    """Fatta beslut: the legal basis is in force on that day."""

    decision_id: UUID
    investigation_id: UUID
    person_id: UUID
    case_type: str
    decision_type: str
    is_granting: bool  # whether this type of decision is how interventions are granted
    outcome: Outcome
    intervention_type: str | None
    legal_basis_id: str
    decided_on: date
    decided_by: str
    decider_role: str
    reason_codes: tuple[str, ...]
    reasons: str
    delegation: Delegation
    catalogue_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterAppeal:
    """Registrera överklagande: it arrived, in time or not."""

    received_on: date
    notified_on: date | None  # when the appellant was served the decision; None when not known
    last_day_on: date | None  # to appeal, counted from being served
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PostponeExecution:
    """Senarelägg verkställighet: because the person asked for it. Source: ``sol-35-5``."""

    requested_on: date
    agreed_on: date  # may lie ahead
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawDecision:
    """Avstå beslut: the person no longer wants what was granted."""

    withdrawn_on: date
    reasons: str | None
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplaceDecision:
    """Ersätt beslut: a new decision about the same person changes or ends this one."""

    by_decision_id: UUID
    by_person_id: UUID
    by_decided_on: date
    effect: DecisionEffect
    effective_on: date  # may lie ahead
    is_to_detriment: bool
    detriment_basis_id: str | None  # what allows it for a decision of that day; None: nothing


DecisionCommand: TypeAlias = (
    MakeDecision | RegisterAppeal | PostponeExecution | WithdrawDecision | ReplaceDecision
)
