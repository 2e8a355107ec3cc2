"""A published event as a CloudEvent 1.0: thin, by position, the same for everyone."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from pydantic import Field, JsonValue
from pydantic.alias_generators import to_camel

from services.reporting.api.schemas import SAMPLE_ID, camel, persons_in
from shared.eventstore.cursor import Cursor
from shared.http.schemas import CURSOR, Answer, Instant
from shared.kernel.shown import Shown

SAMPLE_HASH = "6f1ed002ab5595859014ebf0951522d9a1b2c3d4e5f60718293a4b5c6d7e8f90"


class CloudEvent(Answer):
    """En publicerad händelse (CloudEvents 1.0). Utvidgningarna har gemener utan skiljetecken."""

    specversion: str = Field(title="CloudEvents version", max_length=8, examples=["1.0"])
    id: UUID = Field(title="Händelsens identitet", examples=[SAMPLE_ID])
    source: str = Field(title="Tjänst", max_length=64, examples=["/intake"])
    type: str = Field(title="Händelsetyp", max_length=128, examples=["intake.opened.v1"])
    subject: UUID = Field(title="Ärendets identitet", examples=[SAMPLE_ID])
    time: Instant = Field(title="Registrerades", examples=["2026-03-02T09:30:00Z"])
    datacontenttype: str = Field(title="Mediatyp", max_length=64, examples=["application/json"])
    position: str = Field(title="Position i liggaren", max_length=20, examples=["17"])
    epoch: int = Field(title="Liggarens epok", examples=[1])
    chainhash: str = Field(title="Kedjans hash hit", max_length=64, examples=[SAMPLE_HASH])
    cursor: str = Field(title="Märke att läsa vidare från", max_length=512, examples=[CURSOR])
    threadid: UUID = Field(title="Trådens identitet", examples=[SAMPLE_ID])
    personid: UUID | None = Field(title="Pseudonym", examples=[SAMPLE_ID])
    causationid: UUID = Field(title="Vad som ledde hit", examples=[SAMPLE_ID])
    actorrole: str = Field(title="Roll", max_length=64, examples=["caseworker"])
    clientkind: str = Field(title="Typ av klient", max_length=32, examples=["official"])
    data: dict[str, JsonValue] = Field(title="Uppgifter", examples=[{"caseType": "child-concern"}])


def shown_by(event: CloudEvent) -> Shown:
    """Return whom ``event`` shows."""
    named = Shown(persons=persons_in(event.data), hits=frozenset())
    return Shown.of(event.personid, event.subject) | named


def cursor_after(row: Mapping[str, Any]) -> Cursor:
    """Return the cursor that goes on after a row of the ledger."""
    return Cursor(epoch=row["epoch"], position=row["position"], chain_hash=row["chain_hash"])


def cloud_event(row: Mapping[str, Any]) -> CloudEvent:
    """Return the CloudEvent of a row of ``store.readable``."""
    data: Mapping[str, object] = json.loads(row["data"])
    return CloudEvent(
        specversion="1.0",
        id=row["event_id"],
        source=f"/{row['name'].partition('.')[0]}",
        type=row["name"],
        subject=row["stream_id"],
        time=row["recorded_at"],
        datacontenttype="application/json",
        position=str(row["position"]),
        epoch=row["epoch"],
        chainhash=row["chain_hash"].hex(),
        cursor=cursor_after(row).encode(),
        threadid=row["thread_id"],
        personid=row["person_id"],
        causationid=row["causation_id"],
        actorrole=row["actor_role"],
        clientkind=row["actor_client"],
        data={to_camel(name): camel(value) for name, value in data.items()},
    )
