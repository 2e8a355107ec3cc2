"""Routes of the texts: unsealed for those who may read them, and only when they ask."""

from uuid import UUID

from fastapi.responses import Response

from services.investigation.api import queries
from services.investigation.api.answers import NotesAnswer
from services.investigation.application.notes import notes_of
from shared.http.edge import EdgeRouter, ReadingOf, reads
from shared.kernel.sealed import Sealer


def note_routes(sealer: Sealer) -> EdgeRouter:
    """Return the routes, bound to where file keys come from."""
    router = EdgeRouter(tags=["Texter"])

    @router.get(
        "/investigations/{investigation_id}/notes",
        **reads(rights=("investigation:handle", "investigation:decide"), answer=NotesAnswer),
    )
    async def read_notes(investigation_id: UUID, reading: ReadingOf) -> Response:
        """Läs utredningens texter: plan, kontakter, skäl och sammanfattning."""
        stream, *_ = await queries.investigation(reading.store, investigation_id)
        answer = NotesAnswer.of(await notes_of(stream, sealer))
        return await reading.one(answer, shows=stream.shown, version=stream.version)

    @router.get(
        "/decisions/{decision_id}/notes",
        **reads(rights=("investigation:handle", "investigation:decide"), answer=NotesAnswer),
    )
    async def read_decision_notes(decision_id: UUID, reading: ReadingOf) -> Response:
        """Läs beslutets motivering."""
        stream, _ = await queries.decision(reading.store, decision_id)
        answer = NotesAnswer.of(await notes_of(stream, sealer))
        return await reading.one(answer, shows=stream.shown, version=stream.version)

    return router
