"""Disclosures: what was given to whom about each person, and what is under way."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeAlias, assert_never
from uuid import UUID

from sqlalchemy import Column, Date, Integer, MetaData, Table, Text, Uuid

from services.intake.domain.disclosure.events import (
    DisclosureDecided,
    DisclosureOpened,
    MasksProposed,
    PacketMade,
)
from services.intake.domain.disclosure.state import DisclosureStage
from shared.contracts.intake_disclosures import PacketDelivered
from shared.eventstore.projections import Projection
from shared.kernel.context import Recorded

DISCLOSURES = Table(
    "disclosure",
    MetaData(),
    Column("disclosure_id", Uuid, primary_key=True),
    Column("person_id", Uuid, nullable=False),
    Column("kind", Text, nullable=False),
    Column("recipient", Text, nullable=False),
    Column("recipient_person_id", Uuid),
    Column("matter_id", Uuid),
    Column("administrative_matter_id", Uuid),
    Column("opened_on", Date, nullable=False),
    Column("stage", Text, nullable=False),
    Column("decided_on", Date),
    Column("withheld_count", Integer),
    Column("manifest_sha256", Text),
    Column("channel", Text),
    Column("delivered_on", Date),
    Column("delivered_by", Text),
    schema="intake",
)

Heard: TypeAlias = (
    DisclosureOpened | MasksProposed | DisclosureDecided | PacketMade | PacketDelivered
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureRow:
    """One disclosure, with what was given when it was."""

    disclosure_id: UUID
    person_id: UUID
    kind: str
    recipient: str
    recipient_person_id: UUID | None
    matter_id: UUID | None
    administrative_matter_id: UUID | None
    opened_on: date
    stage: str = DisclosureStage.OPENED.value
    decided_on: date | None = None
    withheld_count: int | None = None
    manifest_sha256: str | None = None
    channel: str | None = None
    delivered_on: date | None = None
    delivered_by: str | None = None


def project(key: UUID, row: DisclosureRow | None, recorded: Recorded[Any]) -> DisclosureRow | None:
    """Return the disclosure after one of its events."""
    event: Heard = recorded.event
    if isinstance(event, DisclosureOpened):
        return DisclosureRow(
            disclosure_id=key,
            person_id=event.person_id,
            kind=event.kind.value,
            recipient=event.recipient.value,
            recipient_person_id=event.recipient_person_id,
            matter_id=event.matter_id,
            administrative_matter_id=event.administrative_matter_id,
            opened_on=event.opened_on,
        )
    return None if row is None else _changed(row, event)


def _changed(row: DisclosureRow, event: Heard) -> DisclosureRow:
    match event:
        case MasksProposed():
            return replace(row, stage=DisclosureStage.PROPOSED.value)
        case DisclosureDecided(decided_on=on, withheld_count=count):
            return replace(
                row, stage=DisclosureStage.DECIDED.value, decided_on=on, withheld_count=count
            )
        case PacketMade(manifest_sha256=manifest):
            return replace(row, stage=DisclosureStage.MADE.value, manifest_sha256=manifest)
        case PacketDelivered(channel=channel, delivered_on=on, delivered_by=by):
            given = replace(row, stage=DisclosureStage.DELIVERED.value, channel=channel.value)
            return replace(given, delivered_on=on, delivered_by=by)
        case DisclosureOpened():
            return row
        case _:
            assert_never(event)


DISCLOSURES_PROJECTION = Projection(
    name="disclosures",
    table=DISCLOSURES,
    row=DisclosureRow,
    hears=Heard.__args__,
    keys=lambda recorded: [recorded.stream_id],
    project=project,
)
