"""Glass breakings: who opened what was closed, until when, and what the review found."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import Column, Date, DateTime, MetaData, Table, Text, Uuid

from shared.contracts.intake import GlassBroken, GlassReviewed
from shared.eventstore.projections import Projection
from shared.kernel.context import Recorded

GLASS_BREAKINGS = Table(
    "glass_breaking",
    MetaData(schema="intake"),
    Column("glass_id", Uuid, primary_key=True),
    Column("person_id", Uuid, nullable=False),
    Column("official", Text, nullable=False),
    Column("official_role", Text, nullable=False),
    Column("unit", Text),
    Column("reason_code", Text, nullable=False),
    Column("broken_on", Date, nullable=False),
    Column("until_at", DateTime(timezone=True), nullable=False),
    Column("finding", Text),
    Column("reviewed_on", Date),
    Column("reviewed_by", Text),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class GlassRow:
    """One broken glass: a review task until it has a finding."""

    glass_id: UUID
    person_id: UUID
    official: str
    official_role: str
    unit: str | None
    reason_code: str
    broken_on: date
    until_at: datetime
    finding: str | None = None
    reviewed_on: date | None = None
    reviewed_by: str | None = None


Heard: TypeAlias = GlassBroken | GlassReviewed


def project(key: UUID, row: GlassRow | None, recorded: Recorded[Heard]) -> GlassRow | None:
    """Return the row after the event."""
    event = recorded.event
    if isinstance(event, GlassBroken):
        return GlassRow(
            glass_id=key,
            person_id=event.person_id,
            official=event.official,
            official_role=event.official_role,
            unit=event.unit,
            reason_code=event.reason_code,
            broken_on=event.broken_on,
            until_at=event.until_at,
        )
    if row is None:
        return None
    return replace(
        row,
        finding=event.finding.value,
        reviewed_on=event.reviewed_on,
        reviewed_by=event.reviewed_by,
    )


GLASS_BREAKINGS_PROJECTION = Projection(
    name="glass_breakings",
    table=GLASS_BREAKINGS,
    row=GlassRow,
    hears=(GlassBroken, GlassReviewed),
    keys=lambda recorded: [recorded.event.glass_id],
    project=project,
)
