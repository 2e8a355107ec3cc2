"""Investigations: which there are, who answers for each, and how far it has come."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias, assert_never, get_args
from uuid import UUID

from sqlalchemy import Boolean, Column, Date, MetaData, Table, Text, Uuid

from shared.contracts.investigation import (
    ContactHeld,
    InvestigationAssigned,
    InvestigationClosed,
    InvestigationExtended,
    InvestigationOpened,
    InvestigationPlanned,
    InvestigationReassigned,
    MaterialCommunicated,
)
from shared.eventstore.projections import Projection
from shared.kernel.context import Recorded

TABLE = Table(
    "investigation",
    MetaData(schema="investigation"),
    Column("investigation_id", Uuid, primary_key=True),
    Column("person_id", Uuid, nullable=False),
    Column("intake_id", Uuid, nullable=False),
    Column("case_type", Text, nullable=False),
    Column("legal_basis_id", Text, nullable=False),
    Column("opened_on", Date, nullable=False),
    Column("official", Text),
    Column("unit", Text),
    Column("assigned_on", Date),
    Column("planned_on", Date),
    Column("last_contact_on", Date),
    Column("communicated_on", Date),
    Column("extended_until_on", Date),
    Column("closed_on", Date),
    Column("is_with_intervention", Boolean),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class InvestigationRow:
    """One investigation, open or closed."""

    investigation_id: UUID
    person_id: UUID
    intake_id: UUID
    case_type: str
    legal_basis_id: str
    opened_on: date
    official: str | None = None
    unit: str | None = None
    assigned_on: date | None = None
    planned_on: date | None = None
    last_contact_on: date | None = None
    communicated_on: date | None = None
    extended_until_on: date | None = None
    closed_on: date | None = None
    is_with_intervention: bool | None = None


Heard: TypeAlias = (
    InvestigationOpened
    | InvestigationAssigned
    | InvestigationReassigned
    | InvestigationPlanned
    | ContactHeld
    | MaterialCommunicated
    | InvestigationExtended
    | InvestigationClosed
)


def keys(recorded: Recorded[Heard]) -> Sequence[UUID]:
    """Return the investigation the event happened to."""
    return [recorded.stream_id]


def project(
    key: UUID, row: InvestigationRow | None, recorded: Recorded[Heard]
) -> InvestigationRow | None:
    """Return the investigation after the event."""
    event = recorded.event
    if isinstance(event, InvestigationOpened):
        return InvestigationRow(
            investigation_id=key,
            person_id=event.person_id,
            intake_id=event.intake_id,
            case_type=event.case_type,
            legal_basis_id=event.legal_basis_id,
            opened_on=event.opened_on,
        )
    return None if row is None else _after(row, event)


def _after(row: InvestigationRow, event: Heard) -> InvestigationRow:
    match event:
        case InvestigationAssigned(assigned_on=on) | InvestigationReassigned(reassigned_on=on):
            return replace(row, official=event.official, unit=event.unit, assigned_on=on)
        case InvestigationPlanned():
            return replace(row, planned_on=event.planned_on)
        case ContactHeld():
            latest = max(row.last_contact_on or event.held_on, event.held_on)
            return replace(row, last_contact_on=latest)
        case MaterialCommunicated():
            return replace(row, communicated_on=event.communicated_on)
        case InvestigationExtended():
            return replace(row, extended_until_on=event.until_on)
        case InvestigationClosed():
            return replace(
                row, closed_on=event.closed_on, is_with_intervention=event.is_with_intervention
            )
        case InvestigationOpened():
            return row
        case _:
            assert_never(event)


INVESTIGATIONS = Projection(
    name="investigations",
    table=TABLE,
    row=InvestigationRow,
    hears=get_args(Heard),
    keys=keys,
    project=project,
)
