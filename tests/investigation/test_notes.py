"""The texts of a file: opened when asked for, gone when the file is destroyed."""

from datetime import UTC, datetime
from uuid import UUID

from services.investigation.application.notes import TEXTS, Note, NoteKind, notes_of
from services.investigation.application.storage import CODEC, OWN
from services.investigation.domain.corrections.events import (
    InvestigationCorrectionExplained,
    InvestigationFactDisputed,
)
from services.investigation.domain.investigation.events import ContactNoted
from shared.kernel.context import Context, Recorded
from shared.kernel.sealed import GONE
from shared.kernel.store import Stream
from shared.testing.keys import MemoryKeys
from tests.contracts.samples import sample
from tests.investigation.service import OFFICIAL, THREAD_ID
from tests.investigation.stories import CONTACT_ID, INVESTIGATION_ID, opened

FILE_ID = UUID("0192f0c1-0000-7000-8000-0000000000fe")
EVENT_ID = UUID("0192f0c1-0000-7000-8000-0000000000e1")
AT = datetime(2026, 3, 20, 9, 30, tzinfo=UTC)


def recorded(event: object, version: int) -> Recorded[object]:
    context = Context(
        actor=OFFICIAL, thread_id=THREAD_ID, causation_id=UUID(int=99), file_id=FILE_ID
    )
    return Recorded(
        event=event,
        event_id=EVENT_ID,
        stream_id=INVESTIGATION_ID,
        version=version,
        name="",
        context=context,
        recorded_at=AT,
    )


async def noted(keys: MemoryKeys) -> Stream[object]:
    """Return an investigation with one note, as it rests in the store."""
    key = await keys.key(FILE_ID, create=True)
    note = ContactNoted(contact_id=CONTACT_ID, note="Barnet visade sitt rum.")
    stored = CODEC.decode(*CODEC.encode(note, EVENT_ID, key))
    assert "Barnet" not in str(stored)
    return Stream(INVESTIGATION_ID, [recorded(opened, 1), recorded(stored, 2)])


async def test_a_text_is_opened_for_who_asks() -> None:
    keys = MemoryKeys()
    assert await notes_of(await noted(keys), keys) == [
        Note(
            event_id=EVENT_ID,
            kind=NoteKind.CONTACT,
            text="Barnet visade sitt rum.",
            recorded_at=AT,
            recorded_by="official-5",
        )
    ]


def test_every_sealed_text_can_be_read() -> None:
    sealed = {cls for cls in OWN.values() if CODEC.has_sealed_fields(sample(cls))}
    with_the_facts = {InvestigationCorrectionExplained, InvestigationFactDisputed}
    assert sealed == set(TEXTS) | with_the_facts


async def test_an_investigation_without_texts_needs_no_key() -> None:
    assert await notes_of(Stream(INVESTIGATION_ID, [recorded(opened, 1)]), MemoryKeys()) == []


async def test_the_texts_of_a_destroyed_file_are_gone() -> None:
    keys = MemoryKeys()
    stream = await noted(keys)
    await keys.destroy([FILE_ID])
    assert {note.text for note in await notes_of(stream, keys)} == {GONE}
