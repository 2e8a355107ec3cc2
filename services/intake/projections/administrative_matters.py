"""Administrative matters: which there are, who answers for them, and whether all is done."""

from dataclasses import dataclass, replace
from datetime import date
from typing import get_args
from uuid import UUID

from sqlalchemy import Column, Date, MetaData, Table, Text, Uuid

from shared.contracts.intake_administration import (
    Administration,
    AdministrativeFactNoted,
    AdministrativeMatterAssigned,
    AdministrativeMatterOpened,
)
from shared.eventstore.projections import Projection
from shared.kernel.context import Recorded

ADMINISTRATIVE_MATTERS = Table(
    "administrative_matter",
    MetaData(),
    Column("matter_id", Uuid, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("unit", Text),
    Column("official", Text),
    Column("opened_on", Date, nullable=False),
    Column("period_code", Text),
    Column("closed_on", Date),
    schema="intake",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AdministrativeMatterRow:
    """One administrative matter."""

    matter_id: UUID
    kind: str
    unit: str | None
    official: str | None
    opened_on: date
    period_code: str | None = None
    closed_on: date | None = None


def project(
    key: UUID, row: AdministrativeMatterRow | None, recorded: Recorded[Administration]
) -> AdministrativeMatterRow | None:
    """Return the matter after one of its events."""
    match recorded.event:
        case AdministrativeMatterOpened() as opened:
            return AdministrativeMatterRow(
                matter_id=key,
                kind=opened.kind_code,
                unit=opened.unit,
                official=opened.official,
                opened_on=opened.opened_on,
            )
        case AdministrativeMatterAssigned(unit=unit, official=official) if row:
            return replace(row, unit=unit, official=official)
        case AdministrativeFactNoted() as noted if row:
            closed_on = noted.happened_on if noted.is_closing else row.closed_on
            period_code = row.period_code or noted.period_code
            return replace(row, closed_on=closed_on, period_code=period_code)
        case _:
            return row


ADMINISTRATIVE_MATTERS_PROJECTION = Projection(
    name="administrative_matters",
    table=ADMINISTRATIVE_MATTERS,
    row=AdministrativeMatterRow,
    hears=get_args(Administration),
    keys=lambda recorded: [recorded.stream_id],
    project=project,
)
