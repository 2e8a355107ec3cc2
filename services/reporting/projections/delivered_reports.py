"""Delivered reports: what was handed over, to whom, and what was known then."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from shared.contracts.reporting import ReportDelivered
from shared.eventstore.projections import Projection
from shared.kernel.context import Recorded

TABLE = sa.Table(
    "delivered_report",
    sa.MetaData(schema="reporting"),
    sa.Column("report_id", sa.Uuid, primary_key=True),
    sa.Column("kind_code", sa.Text, nullable=False),
    sa.Column("period_code", sa.Text, nullable=False),
    sa.Column("recipient_codes", ARRAY(sa.Text), nullable=False),
    sa.Column("delivered_on", sa.Date, nullable=False),
    sa.Column("known_position", sa.BigInteger, nullable=False),
    sa.Column("definition_version", sa.Text, nullable=False),
    sa.Column("catalogue_version", sa.Text, nullable=False),
    sa.Column("content_sha256", sa.Text, nullable=False),
    sa.Column("position", sa.BigInteger, nullable=False),
    sa.Column("items", sa.BigInteger, nullable=False),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveredReport:
    """One report as it was handed over; its content rests in its stream."""

    report_id: UUID
    kind_code: str
    period_code: str
    recipient_codes: Sequence[str]
    delivered_on: date
    known_position: int
    definition_version: str
    catalogue_version: str
    content_sha256: str
    position: int  # of the delivery itself
    items: int


def keys(recorded: Recorded[ReportDelivered]) -> Sequence[UUID]:
    """Return the report."""
    return [recorded.event.report_id]


def project(
    key: UUID, row: DeliveredReport | None, recorded: Recorded[ReportDelivered]
) -> DeliveredReport:
    """Return the report; it never changes afterwards."""
    event = recorded.event
    return DeliveredReport(
        report_id=key,
        kind_code=event.kind_code,
        period_code=event.period_code,
        recipient_codes=list(event.recipient_codes),
        delivered_on=event.delivered_on,
        known_position=event.known_position,
        definition_version=event.definition_version,
        catalogue_version=event.catalogue_version,
        content_sha256=event.content_sha256,
        position=recorded.position or 0,
        items=len(event.items),
    )


DELIVERED_REPORTS = Projection(
    name="reporting.delivered-reports",
    table=TABLE,
    row=DeliveredReport,
    hears=(ReportDelivered,),
    keys=keys,
    project=project,
)
