"""What officials and robots read of a matter: itself, its report, siblings, history."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response

from services.intake.api import queries
from services.intake.api.answers import (
    HistoryItem,
    IntakeAnswer,
    IntakeItem,
    NoteItem,
    NotesAnswer,
    SiblingItem,
)
from services.intake.api.report_answers import ReportAnswer
from services.intake.api.report_secrecy import Secrecy, secrecy_of
from services.intake.application.reading import NoSuchAttachment, Reader, Report
from services.intake.projections.intakes import Stage
from shared.http.edge import EdgeRouter, ListingOf, Reading, ReadingOf, lists, reads, streams
from shared.kernel.clock import today
from shared.kernel.context import Client
from shared.kernel.shown import Shown

READ = "intake:read"
HANDLE = "intake:handle"
FILE = "application/octet-stream"  # somebody else's file is never shown by us
INTAKES, RELATIONS = "intakes", "relations"  # read models that may be waited for

_Unit = Annotated[str | None, Query(description="Enhet.", max_length=64, examples=["barn-norr"])]
_Official = Annotated[
    str | None, Query(description="Handläggare.", max_length=64, examples=["official-7"])
]
_Stage = Annotated[Stage | None, Query(description="Läge.", examples=["awaiting-assignment"])]
_CaseType = Annotated[
    str | None,
    Query(alias="caseType", description="Ärendetyp.", max_length=64, examples=["child-concern"]),
]


async def report_for(reader: Reader, reading: Reading, intake_id: UUID) -> tuple[Report, Secrecy]:
    """Return what came in, opened as far as the reader may see it, and what is kept from them."""
    sealed = await reader.report(reading.store, intake_id, is_opened=False)
    secrecy = await secrecy_of(reading, sealed)
    if secrecy.is_text_shut or reading.actor.client is not Client.OFFICIAL:
        return sealed, secrecy
    return await reader.report(reading.store, intake_id, is_opened=True), secrecy


def reading_routes(reader: Reader) -> EdgeRouter:
    """Return the routes that read matters, bound to ``reader``."""
    router = EdgeRouter(prefix="/intakes", tags=["Aktualiseringar"])

    @router.get("", **lists(READ, item=IntakeItem))
    async def list_intakes(
        reading: ListingOf,
        unit: _Unit = None,
        official: _Official = None,
        stage: _Stage = None,
        case_type: _CaseType = None,
    ) -> Response:
        """Lista öppna aktualiseringar.

        De äldsta först. Läget `awaiting-assignment` visar de som ingen ansvarar för.
        """
        await reading.at_least(INTAKES)
        wanted = queries.Wanted(unit=unit, official=official, stage=stage, case_type=case_type)
        rows = await queries.open_intakes(reading.store, wanted, reading.page, reading.sight)
        items = [IntakeItem.of(row, today()) for row in rows]
        return await reading.listing(items, shows=IntakeItem.shown)

    @router.get("/{intake_id}", **reads(READ, answer=IntakeAnswer))
    async def read_intake(intake_id: UUID, reading: ReadingOf) -> Response:
        """Läs en aktualisering."""
        row, version = await queries.intake(reading.store, intake_id)
        answer = IntakeAnswer.of(row, today())
        return await reading.one(answer, shows=answer.shown(), version=version)

    @router.get("/{intake_id}/report", **reads(READ, answer=ReportAnswer))
    async def read_report(intake_id: UUID, reading: ReadingOf) -> Response:
        """Läs det som kom in.

        Texterna öppnas för handläggare; andra klienter får koderna och att texten är förseglad.
        Står någon skyddad i det som kom in, och inte är öppen för läsaren, utelämnas den personen
        och texterna.
        """
        report, secrecy = await report_for(reader, reading, intake_id)
        answer, shown = ReportAnswer.of(report, secrecy), secrecy.without_closed(report.shown)
        return await reading.one(answer, shows=shown, version=report.version)

    @router.get(
        "/{intake_id}/attachments/{attachment_id}",
        **streams(HANDLE, media_type=FILE, example="%PDF-1.7"),
    )
    async def read_attachment(
        intake_id: UUID, attachment_id: UUID, reading: ReadingOf
    ) -> Response:
        """Hämta en bilaga.

        Svaret är filen som den lämnades, att spara och inte att visa; filtypen står i det som
        kom in.
        """
        _, secrecy = await report_for(reader, reading, intake_id)
        if secrecy.is_text_shut:
            raise NoSuchAttachment
        file = await reader.attachment(reading.store, intake_id, attachment_id)
        headers = {"content-disposition": "attachment", "x-content-type-options": "nosniff"}
        return await reading.content(
            file.content, shows=file.shown, media_type=FILE, headers=headers
        )

    @router.get("/{intake_id}/notes", **reads(HANDLE, answer=NotesAnswer))
    async def read_notes(intake_id: UUID, reading: ReadingOf) -> Response:
        """Läs ärendets texter: motiveringar och robotars anteckningar."""
        notes, stream = await reader.notes(reading.store, intake_id)
        answer = NotesAnswer(notes=tuple(NoteItem.of(note) for note in notes))
        return await reading.one(answer, shows=stream.shown, version=stream.version)

    @router.get("/{intake_id}/siblings", **lists(READ, item=SiblingItem))
    async def list_siblings(intake_id: UUID, reading: ListingOf) -> Response:
        """Lista syskon till den som aktualiseringen gäller.

        Uppgivna syskon, och de som delar en vårdnadshavare; med om en utredning pågår.
        """
        await reading.at_least(RELATIONS)
        row, _ = await queries.intake(reading.store, intake_id)
        page, sight = reading.page, reading.sight
        found = await queries.siblings(reading.store, row.person_id, page, sight)
        items = [SiblingItem.of(sibling) for sibling in found]
        about = Shown.of(row.person_id, intake_id)
        return await reading.listing(items, shows=SiblingItem.shown, about=about)

    @router.get("/{intake_id}/history", **lists(READ, item=HistoryItem))
    async def list_history(intake_id: UUID, reading: ListingOf) -> Response:
        """Lista tidigare aktualiseringar för personen och syskonen.

        Dagar, utfall och koder; de senaste först.
        """
        await reading.at_least(INTAKES)
        row, _ = await queries.intake(reading.store, intake_id)
        found = await queries.earlier(reading.store, row, reading.page, reading.sight)
        items = [HistoryItem.of(earlier) for earlier in found]
        about = Shown.of(row.person_id, intake_id)
        return await reading.listing(items, shows=HistoryItem.shown, about=about)

    return router
