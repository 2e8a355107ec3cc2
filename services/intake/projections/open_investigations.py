"""Open investigations: about whom one is going on, as investigation tells it."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Date, MetaData, Table, Text, Uuid

from shared.contracts.investigation import InvestigationClosed, InvestigationOpened
from shared.eventstore.projections import Projection
from shared.kernel.context import Recorded

OPEN_INVESTIGATIONS = Table(
    "open_investigation",
    MetaData(),
    Column("investigation_id", Uuid, primary_key=True),
    Column("person_id", Uuid, nullable=False),
    Column("intake_id", Uuid, nullable=False),
    Column("case_type", Text, nullable=False),
    Column("opened_on", Date, nullable=False),
    schema="intake",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenInvestigation:
    """One investigation that is going on."""

    investigation_id: UUID
    person_id: UUID
    intake_id: UUID
    case_type: str
    opened_on: date


def keys(recorded: Recorded[InvestigationOpened | InvestigationClosed]) -> list[UUID]:
    """Return which investigation it is."""
    return [recorded.event.investigation_id]


def project(
    key: UUID, row: OpenInvestigation | None, recorded: Recorded[Any]
) -> OpenInvestigation | None:
    """Return the row while the investigation is open."""
    event = recorded.event
    if not isinstance(event, InvestigationOpened):
        return None
    return OpenInvestigation(
        investigation_id=event.investigation_id,
        person_id=event.person_id,
        intake_id=event.intake_id,
        case_type=event.case_type,
        opened_on=event.opened_on,
    )


OPEN_INVESTIGATIONS_PROJECTION = Projection(
    name="open_investigations",
    table=OPEN_INVESTIGATIONS,
    row=OpenInvestigation,
    hears=(InvestigationOpened, InvestigationClosed),
    keys=keys,
    project=project,
)
