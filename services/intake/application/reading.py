"""Opening what rests sealed, for somebody who may read it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from services.intake.application import attachments
from services.intake.application.matters import opened_intake
from services.intake.application.storage import CODEC
from services.intake.domain.intake.events import ReasonsKept, WorkNoteKept
from services.intake.domain.person.events import (
    IdentityKept,
    MediatedAddressKept,
    NumberChanged,
)
from services.intake.domain.person.rules import PERSON
from services.intake.domain.person.state import Registered
from services.intake.domain.report.events import PersonDetailsKept
from shared.eventstore.opening import is_file_destroyed, opened
from shared.kernel.context import Recorded
from shared.kernel.corrections import corrected
from shared.kernel.refusal import NotFound
from shared.kernel.sealed import Sealer
from shared.kernel.shown import Shown
from shared.kernel.store import Store, Stream

_GUARDIANS = (
    "SELECT other_person_id FROM intake.relation"
    " WHERE person_id = ANY(%(person_ids)s) AND relation = 'guardian'"
)


class NoSuchAttachment(NotFound):
    """The report has no such file."""

    detail = "Det finns ingen sådan bilaga."


class NoSuchPerson(NotFound):
    """Nobody in the register has that pseudonym."""

    detail = "Det finns ingen sådan person."


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What arrived: its events, and whether their texts are open to read."""

    report_id: UUID
    version: int
    events: Sequence[object]
    is_sealed: bool
    shown: Shown
    is_destroyed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file that came with a report, in the clear."""

    content: bytes
    shown: Shown


class NoteKind(StrEnum):
    """Slag av text: what it was written for."""

    PROTECTION = "protection"
    EXTENSION = "extension"
    CONCLUSION = "conclusion"
    FEEDBACK = "feedback"
    WORK = "work"  # by a robot


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One text of a matter, and who recorded it when."""

    event_id: UUID
    kind: NoteKind
    text: str
    recorded_at: datetime
    recorded_by: str


class Reader:
    """Reads the sealed parts of reports and of the register."""

    def __init__(self, sealer: Sealer) -> None:
        self._sealer = sealer

    async def report(self, store: Store, intake_id: UUID, *, is_opened: bool) -> Report:
        """Return the report that the intake came from; its texts opened, or left sealed.

        Raises:
            NotFound: there is no such intake.
        """
        report_id = (await opened_intake(store, intake_id)).report_id
        stream = await store.read(report_id)
        is_destroyed = await is_file_destroyed(stream.context.file_id, self._sealer)
        is_opened = is_opened and not is_destroyed
        return Report(
            report_id=report_id,
            version=stream.version,
            events=await self._opened(stream) if is_opened else stream.events,
            is_sealed=not is_opened,
            shown=await _shown_by(store, stream) | Shown.of(None, intake_id),
            is_destroyed=is_destroyed,
        )

    async def attachment(self, store: Store, intake_id: UUID, attachment_id: UUID) -> File:
        """Return a file of the report that the intake came from.

        Raises:
            NotFound: there is no such intake, or no such file in its report.
            FileDestroyed: its content has been destroyed.
        """
        report_id = (await opened_intake(store, intake_id)).report_id
        stream = await store.read(report_id)
        file_id = stream.context.file_id
        assert file_id is not None, "a report rests in a file"
        key = await self._sealer.key(file_id)
        content = await attachments.content_of(store, key, report_id, attachment_id)
        if content is None:
            raise NoSuchAttachment
        shown = await _shown_by(store, stream) | Shown.of(None, intake_id, attachment_id)
        return File(content=content, shown=shown)

    async def notes(self, store: Store, intake_id: UUID) -> tuple[Sequence[Note], Stream[Any]]:
        """Return the texts written in a matter, oldest first, and the matter's stream.

        Raises:
            NotFound: there is no such intake.
        """
        await opened_intake(store, intake_id)
        stream = await store.read(intake_id)
        notes = map(_note, await opened(stream, CODEC, self._sealer))
        return [note for note in notes if note], stream

    async def identity(self, store: Store, person_id: UUID) -> IdentityKept:
        """Return who the pseudonym is, or was: a destroyed identity is shown as destroyed.

        Of a protected person no address is told but the mediated one.

        Raises:
            NoSuchPerson: nobody has it.
        """
        stream = await store.read(person_id)
        if not any(isinstance(event, IdentityKept) for event in stream.events):
            raise NoSuchPerson
        known = await self._opened(stream)
        identity = [each for each in known if isinstance(each, IdentityKept)][-1]
        for each in known:
            if isinstance(each, NumberChanged):
                identity = replace(identity, number_kind=each.number_kind, number=each.number)
        if not _is_protected(stream.events):
            return identity
        return replace(identity, address=mediated_address(known))

    async def _opened(self, stream: Stream[Any]) -> Sequence[object]:
        return [each.event for each in corrected(await opened(stream, CODEC, self._sealer))]


async def _shown_by(store: Store, report: Stream[Any]) -> Shown:
    """Return whom a report shows: those it is about, and their guardians."""
    details = [event for event in report.events if isinstance(event, PersonDetailsKept)]
    concerned = {event.person_id for event in details}
    rows = await store.rows(_GUARDIANS, {"person_ids": sorted(concerned)})
    guardians = {row["other_person_id"] for row in rows}
    return Shown(persons=frozenset(concerned | guardians), hits=frozenset({report.stream_id}))


def mediated_address(events: Sequence[object]) -> str | None:
    """Return the latest address that may be shown of a protected person."""
    kept = [each.address for each in events if isinstance(each, MediatedAddressKept)]
    return kept[-1] if kept else None


def _is_protected(events: Sequence[Any]) -> bool:
    person = PERSON.fold(events)
    return isinstance(person, Registered) and bool(person.guarded.kinds)


def _note(recorded: Recorded[Any]) -> Note | None:
    event = recorded.event
    match event:
        case ReasonsKept():
            kind, text = NoteKind(event.step), event.reasons
        case WorkNoteKept():
            kind, text = NoteKind.WORK, event.note
        case _:
            return None
    return Note(
        event_id=recorded.event_id,
        kind=kind,
        text=text,
        recorded_at=recorded.recorded_at,
        recorded_by=recorded.context.actor.subject,
    )
