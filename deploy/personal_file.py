"""The personal file (personakt) of somebody, gathered from every service that keeps a part of it.

Each stream is read with the login of the service that owns it, and its texts are opened under
the services' login to the keys.
"""

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from importlib import import_module
from typing import Any
from uuid import UUID

from deploy.migrate import Deployment
from deploy.roles import SEALING, VAULT
from services.intake.application import attachments
from services.intake.domain.report.events import (
    AttachmentKept,
    GuardianDetailsKept,
    PersonDetailsKept,
    SenderKept,
    SubmissionKept,
)
from shared.eventstore.opening import is_file_destroyed, opened
from shared.eventstore.store import PostgresStore
from shared.kernel.context import Recorded
from shared.kernel.store import Store, Stream
from shared.packet.contents import Contents, Entry, Proof, Section
from shared.packet.telling import entry_of
from shared.proofs.reading import NotSignedYet, inclusion, latest
from shared.vault.master import MasterKey
from shared.vault.vault import Vault

HEADINGS = {
    "intake": "Aktualisering",
    "investigation": "Utredning och beslut",
    "interventions": "Insats",
}
WITHOUT_REPORTER = "Uppgifter om vem som har lämnat anmälan, och skrivelsens egna ord (OSL 26:5)."
_MATTERS = """
    SELECT matter_id, report_id FROM intake.filed_matter
    WHERE person_id = %(person_id)s ORDER BY opened_on, matter_id"""


class NothingKept(Exception):  # noqa: N818
    """Nobody in the register has that pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Whose file is wanted, what for, and whether it tells who reported."""

    person_id: UUID
    purpose: str
    is_with_reporter: bool
    made_at: datetime


@dataclass(slots=True)
class _Found:
    sections: list[Section] = field(default_factory=list)
    attachments: dict[str, bytes] = field(default_factory=dict)


class PersonalFiles:
    """Reads what the services keep about a person."""

    def __init__(self, stores: Mapping[str, PostgresStore], vault: Vault) -> None:
        self.stores = stores
        self.vault = vault

    async def contents(self, wanted: Wanted) -> Contents:
        """Return the person's file as a packet tells it.

        Raises:
            NothingKept: nobody has that pseudonym.
        """
        person = await self.stores["intake"].read(wanted.person_id)
        if not person.version:
            raise NothingKept(f"nobody in the register is {wanted.person_id}")
        found = _Found()
        await self._add(found, "Personregistret", "intake", person, wanted)
        asked = {"person_id": wanted.person_id}
        for row in await self.stores["intake"].rows(_MATTERS, asked):
            if row["report_id"] is not None:
                report = await self.stores["intake"].read(row["report_id"])
                await self._add(found, "Det som kom in", "intake", report, wanted)
                await self._attach(found, report, wanted)
            for service in SEALING:
                stream = await self.stores[service].read(row["matter_id"])
                await self._add(found, HEADINGS[service], service, stream, wanted)
        note, proofs = await _proofs(self.stores["intake"], found.sections)
        return Contents(
            title="Personakt",
            purpose=wanted.purpose,
            person_id=wanted.person_id,
            made_at=wanted.made_at,
            sections=found.sections,
            left_out=() if wanted.is_with_reporter else (WITHOUT_REPORTER,),
            attachments=found.attachments,
            checkpoint=note,
            proofs=proofs,
        )

    async def _add(
        self, found: _Found, heading: str, service: str, stream: Stream[Any], wanted: Wanted
    ) -> None:
        if not stream.version:
            return
        clear = await opened(stream, self.stores[service].codec, self.vault)
        pairs = zip(stream.recorded, clear, strict=True)
        entries = [entry_of(*pair) for pair in pairs if _is_told(pair[1], wanted)]
        found.sections.append(Section(heading=heading, entries=entries))

    async def _attach(self, found: _Found, report: Stream[Any], wanted: Wanted) -> None:
        file_id = report.context.file_id
        if not wanted.is_with_reporter or file_id is None:
            return
        if await is_file_destroyed(file_id, self.vault):
            return
        key = await self.vault.key(file_id)
        for event in report.events:
            if isinstance(event, AttachmentKept):
                content = await attachments.content_of(
                    self.stores["intake"], key, report.stream_id, event.attachment_id
                )
                if content is not None:
                    found.attachments[f"{event.attachment_id}{_ENDING[event.media_type]}"] = (
                        content
                    )


_ENDING = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png"}


def _is_told(recorded: Recorded[Any], wanted: Wanted) -> bool:
    """Say whether an event belongs in the person's own packet: others' details never do."""
    match recorded.event:
        case PersonDetailsKept(person_id=person_id):
            return person_id == wanted.person_id
        case GuardianDetailsKept(person_ids=person_ids):
            return wanted.person_id in person_ids
        case SenderKept() | AttachmentKept() | SubmissionKept():
            return wanted.is_with_reporter
        case _:
            return True


async def _proofs(store: Store, sections: Iterable[Section]) -> tuple[str | None, Sequence[Proof]]:
    """Return the last checkpoint, and the proof of every entry that it covers."""
    try:
        signed = await latest(store)
    except NotSignedYet:
        return None, ()
    entries = [entry for section in sections for entry in section.entries]
    return signed.note, [
        await proof_of(store, entry, signed.tree_size)
        for entry in entries
        if entry.position is not None and entry.position <= signed.tree_size
    ]


async def proof_of(store: Store, entry: Entry, size: int) -> Proof:
    """Return the proof that the ledger of ``size`` holds the entry."""
    found = await inclusion(store, entry.position, size)
    return Proof(
        event_id=entry.event_id,
        position=found.position,
        leaf_hash=found.leaf_hash.hex(),
        tree_size=found.tree_size,
        hashes=[each.hex() for each in found.hashes],
    )


@asynccontextmanager
async def personal_files(target: Deployment, manager: MasterKey) -> AsyncIterator[PersonalFiles]:
    """Yield what reads personal files in a deployment."""
    async with AsyncExitStack() as stack:
        vault = Vault(target.url_for(VAULT), manager)
        stack.push_async_callback(vault.close)
        await vault.open()
        stores = {}
        for service in SEALING:
            codec = import_module(f"services.{service}.application.storage").CODEC
            store = PostgresStore(target.url_for(service), service=service, codec=codec)
            stack.push_async_callback(store.close)
            await store.open()
            stores[service] = store
        yield PersonalFiles(stores, vault)
