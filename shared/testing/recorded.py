"""Events as the ledger hands them out, for stories about read models."""

from datetime import UTC, datetime
from typing import TypeVar
from uuid import UUID

from shared.kernel.context import Actor, Client, Context, Recorded

Event = TypeVar("Event")

THREAD_ID = UUID("00000000-0000-7000-8000-00000000000a")
PERSON_ID = UUID("00000000-0000-7000-8000-00000000000b")
OFFICIAL = Actor(
    subject="handlaggare-7",
    role="caseworker",
    client=Client.OFFICIAL,
    client_id="handlaggarstod",
    unit="barn-norr",
)


def recorded(
    event: Event, stream_id: UUID, *, position: int = 1, name: str = ""
) -> Recorded[Event]:
    """Return ``event`` as registered at ``position``, done by an official of a children's unit."""
    return Recorded(
        event=event,
        event_id=UUID(int=position),
        stream_id=stream_id,
        version=1,
        name=name or type(event).__name__,
        context=Context(
            actor=OFFICIAL,
            thread_id=THREAD_ID,
            causation_id=UUID(int=99),
            person_id=PERSON_ID,
            file_id=None,
        ),
        recorded_at=datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
        position=position,
    )
