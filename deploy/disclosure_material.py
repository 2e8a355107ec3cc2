"""The material of a packet: everything that every service keeps about a person, at a position.

Each stream is read with the login of the service that owns it, and its texts are opened under the
services' login to the keys. What was appended later, or has no position yet, is not there.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

from deploy.roles import SERVICES
from services.intake.application import attachments
from services.intake.domain.disclosure.state import Disclosure
from services.intake.domain.report.events import AttachmentKept
from shared.contracts.intake import IntakeOpened
from shared.contracts.intake_disclosures import DisclosureKind
from shared.eventstore.opening import is_file_destroyed, opened
from shared.eventstore.store import PostgresStore
from shared.kernel.context import Recorded
from shared.kernel.store import Stream
from shared.packet.contents import Entry, Section
from shared.packet.telling import entry_of
from shared.vault.vault import Vault

_STREAMS = """
    SELECT stream_id, min(position) AS first, array_agg(name ORDER BY version) AS names
    FROM store.own_event
    WHERE person_id = ANY(%(ids)s)
      AND (%(threads)s::uuid[] IS NULL OR thread_id = ANY(%(threads)s))
    GROUP BY stream_id HAVING min(position) <= %(position)s
    ORDER BY min(position)"""
_THREADS = """
    WITH asked AS (SELECT thread_id, joined_thread_id FROM intake.access_matter
                   WHERE matter_id = %(matter_id)s)
    SELECT thread_id FROM asked
    UNION SELECT joined_thread_id FROM asked WHERE joined_thread_id IS NOT NULL
    UNION SELECT m.thread_id FROM intake.access_matter m JOIN asked a
          ON m.joined_thread_id IN (a.thread_id, a.joined_thread_id)"""
REGISTER = "Personregistret"
HEADINGS: Mapping[str, str] = {
    "intake.person-registered": REGISTER,
    "intake.opened": "Aktualisering",
    "investigation.opened": "Utredning",
    "investigation.decision-made": "Beslut",
    "interventions.opened": "Insats",
    "reporting.warning-sent": "Varningar om tidsfrister",
}
"""What a stream is called, by an event that it has."""
OTHERWISE = "Övrigt"
IN_TABLES = ("intake.disclosure-opened", "intake.file-exported")
"""Streams that are told in a table of their own: what was given to whom."""
RECEIVED = "Det som kom in"
_ENDINGS = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Whom the material is about, up to where, and in which threads (None: in all)."""

    person_ids: Sequence[UUID]
    known_position: int
    threads: Sequence[UUID] | None = None


@dataclass(slots=True)
class Material:
    """What was found: sections in order, and where each attachment is kept."""

    sections: list[Section] = field(default_factory=list)
    attached: dict[UUID, tuple[Stream[Any], AttachmentKept]] = field(default_factory=dict)
    streams: list[tuple[str, Stream[Any]]] = field(default_factory=list)

    @property
    def entries(self) -> Iterable[Entry]:
        """Every entry, in order."""
        return (entry for section in self.sections for entry in section.entries)


class _Begun(NamedTuple):
    first: int
    service: str
    stream_id: UUID
    heading: str | None


class Keeper:
    """Reads what the services keep."""

    def __init__(self, stores: Mapping[str, PostgresStore], vault: Vault) -> None:
        self.stores = stores
        self.vault = vault

    @property
    def intake(self) -> PostgresStore:
        """The store of intake, whose the register and the disclosures are."""
        return self.stores["intake"]

    async def scope(self, known: Disclosure, ids: Sequence[UUID], position: int) -> Scope:
        """Return what the disclosure reaches: all of a person's, or one matter's."""
        if known.opened.kind is DisclosureKind.REGISTER_EXTRACT:
            return Scope(person_ids=ids, known_position=position)
        rows = await self.intake.rows(_THREADS, {"matter_id": known.opened.matter_id})
        threads = sorted(row["thread_id"] for row in rows)
        return Scope(person_ids=ids, known_position=position, threads=threads)

    async def material(self, scope: Scope) -> Material:
        """Return everything within ``scope``, in the order in which each thing began."""
        found, begun = Material(), []
        asked = {
            "ids": list(scope.person_ids),
            "position": scope.known_position,
            "threads": None if scope.threads is None else list(scope.threads),
        }
        for service in SERVICES:
            rows = await self.stores[service].rows(_STREAMS, asked)
            begun += [
                _Begun(row["first"], service, row["stream_id"], _heading(row["names"]))
                for row in rows
            ]
        for _, service, stream_id, heading in sorted(begun, key=_order):
            stream = await self.stores[service].read(stream_id)
            found.streams.append((service, stream))
            if heading is None or (scope.threads is not None and heading == REGISTER):
                continue
            for each in stream.events:
                if isinstance(each, IntakeOpened):
                    report = await self.intake.read(each.report_id)
                    await self._add(found, RECEIVED, "intake", report, scope)
            await self._add(found, heading, service, stream, scope)
        return found

    async def identity(self, person_id: UUID) -> Sequence[Entry]:
        """Return what the register has of somebody, opened."""
        stream = await self.intake.read(person_id)
        clear = await opened(stream, self.intake.codec, self.vault)
        return [entry_of(*pair) for pair in zip(stream.recorded, clear, strict=True)]

    async def attachment(self, material: Material, event_id: UUID) -> tuple[str, bytes] | None:
        """Return an attachment's file name in the packet, and its content."""
        report, event = material.attached[event_id]
        file_id = report.context.file_id
        if file_id is None or await is_file_destroyed(file_id, self.vault):
            return None
        content = await attachments.content_of(
            self.intake, await self.vault.key(file_id), report.stream_id, event.attachment_id
        )
        name = f"{event.attachment_id}{_ENDINGS[event.media_type]}"
        return None if content is None else (name, content)

    async def _add(
        self, found: Material, heading: str, service: str, stream: Stream[Any], scope: Scope
    ) -> None:
        clear = await opened(stream, self.stores[service].codec, self.vault)
        pairs = [
            pair
            for pair in zip(stream.recorded, clear, strict=True)
            if _is_known(pair[0], scope.known_position)
        ]
        entries = [entry_of(*pair) for pair in pairs]
        known = {entry.event_id for entry in found.entries}
        if any(entry.event_id in known for entry in entries):
            return  # one report may have led to several of the person's matters
        found.sections.append(Section(heading=heading, entries=entries))
        for resting, _ in pairs:
            if isinstance(resting.event, AttachmentKept):
                found.attached[resting.event_id] = (stream, resting.event)


def _heading(names: Sequence[str]) -> str | None:
    """Return what a stream with these events is called; None where a table tells of it."""
    plain = [name.rpartition(".")[0] for name in names]
    if any(name in IN_TABLES for name in plain):
        return None
    return next((HEADINGS[name] for name in plain if name in HEADINGS), OTHERWISE)


def _order(begun: _Begun) -> tuple[bool, int]:
    """Return what sorts: the register first, then as each began."""
    return (begun.heading != REGISTER, begun.first)


def _is_known(recorded: Recorded[Any], position: int) -> bool:
    return recorded.position is not None and recorded.position <= position
