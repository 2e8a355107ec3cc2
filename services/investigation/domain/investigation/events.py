"""What can happen to an investigation: what is published, and what stays here."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID

from shared.contracts.investigation import (
    ContactHeld,
    DecisionAsked,
    InstrumentApplied,
    InvestigationAssigned,
    InvestigationClosed,
    InvestigationExtended,
    InvestigationOpened,
    InvestigationPlanned,
    InvestigationReassigned,
    MaterialCommunicated,
    ReportAttached,
)
from shared.kernel.sealed import SealedText


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTextRecorded:
    """Utredningsplanens text: what is to be found out, and how."""

    text: SealedText


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactNoted:
    """Kontaktanteckning: what was said and seen at a contact."""

    contact_id: UUID
    note: SealedText


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionReasonsRecorded:
    """Motivering till förlängning: the special reasons in words. Source: ``sol-20-3``."""

    reasons: SealedText


@dataclass(frozen=True, slots=True, kw_only=True)
class CommunicationTextRecorded:
    """Kommunicerat material: what the party was given to read. Source: ``fl-25``."""

    text: SealedText


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionJoined:
    """Beslut fört till utredningen: a decision with a stream of its own was made here."""

    decision_id: UUID
    is_intervention_granted: bool
    decided_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingSummaryRecorded:
    """Avslutande sammanfattning: what the investigation came to, in words."""

    summary: SealedText


InvestigationEvent: TypeAlias = (
    InvestigationOpened
    | ReportAttached
    | InvestigationAssigned
    | InvestigationReassigned
    | InvestigationPlanned
    | PlanTextRecorded
    | ContactHeld
    | ContactNoted
    | InstrumentApplied
    | InvestigationExtended
    | ExtensionReasonsRecorded
    | MaterialCommunicated
    | CommunicationTextRecorded
    | DecisionAsked
    | DecisionJoined
    | InvestigationClosed
    | ClosingSummaryRecorded
)
