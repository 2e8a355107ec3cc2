"""What is read of disposal: when a file falls due, the lists, their rows and certificates."""

from itertools import islice
from uuid import UUID

from fastapi import Response

from services.intake.api.disposal_answers import (
    DisposalListItem,
    RetentionAnswer,
    RetentionPart,
)
from services.intake.api.disposal_list_answers import DisposalListAnswer, DisposalRowItem
from services.intake.application.disposal.sheet import known_list
from services.intake.application.disposal.standing import Standings
from services.intake.projections.disposal_lists import DISPOSAL_LISTS, DisposalListRow
from shared.http.edge import EdgeRouter, ListingOf, ReadingOf, lists, reads
from shared.kernel.clock import today
from shared.kernel.shown import NOBODY, Shown

RIGHT = "intake:dispose"
LISTS, MATTERS = "disposal_lists", "filed_matters"  # read models that may be waited for


def disposal_reading_routes(standings: Standings) -> EdgeRouter:
    """Return the routes that read about disposal."""
    router = EdgeRouter(tags=["Gallring"])

    @router.get("/persons/{person_id}/retention", **reads(RIGHT, answer=RetentionAnswer))
    async def read_retention(person_id: UUID, reading: ReadingOf) -> Response:
        """Läs när en persons akter får gallras.

        Varje akt med sin regel, vad tiden räknas från, och varje skäl till att den är kvar.
        """
        await reading.at_least(MATTERS)
        found = await standings.of(reading.store, [person_id], today())
        files = tuple(RetentionPart.of(each.verdict) for each in found)
        answer = RetentionAnswer(person_id=person_id, files=files)
        shows = Shown.of(person_id, *(each.file_id for each in files))
        return await reading.one(answer, shows=shows)

    @router.get("/disposal-lists", **lists(RIGHT, item=DisposalListItem))
    async def list_disposal_lists(reading: ListingOf) -> Response:
        """Lista gallringslistor, den senaste först."""
        await reading.at_least(LISTS)
        order = (DISPOSAL_LISTS.c.drawn_up_on.desc(), DISPOSAL_LISTS.c.list_id)
        page = DISPOSAL_LISTS.select().order_by(*order).limit(reading.page.fetch)
        rows = await reading.store.rows(page.offset(reading.page.offset))
        items = [DisposalListItem.of(DisposalListRow(**row)) for row in rows]
        return await reading.listing(items, shows=NOBODY)

    @router.get("/disposal-lists/{list_id}", **reads(RIGHT, answer=DisposalListAnswer))
    async def read_disposal_list(list_id: UUID, reading: ReadingOf) -> Response:
        """Läs en gallringslista, och dess intyg när den är verkställd."""
        version = (await reading.store.read(list_id)).version
        known = await known_list(reading.store, list_id)
        return await reading.one(DisposalListAnswer.of(known), shows=NOBODY, version=version)

    @router.get("/disposal-lists/{list_id}/files", **lists(RIGHT, item=DisposalRowItem))
    async def list_listed_files(list_id: UUID, reading: ListingOf) -> Response:
        """Lista gallringslistans akter, med förklaring."""
        known = await known_list(reading.store, list_id)
        first = reading.page.offset
        rows = list(islice(known.rows.values(), first, first + reading.page.fetch))
        persons = list({row.listed.person_id for row in rows})
        found = await standings.of(reading.store, persons, today())
        now = {each.verdict.file_id: each.verdict for each in found}
        items = [DisposalRowItem.of(row, now.get(row.listed.file_id)) for row in rows]
        return await reading.listing(items, shows=DisposalRowItem.shown)

    return router
