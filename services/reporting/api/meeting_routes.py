"""Routes of meetings: when a body meets, and the list of what was decided in its place."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from fastapi.responses import Response

from services.reporting.api.delegation_list_schemas import (
    DelegationListAnswer,
    ListDifferenceAnswer,
    UrgentDecisionItem,
)
from services.reporting.api.meeting_queries import meetings
from services.reporting.api.meeting_schemas import (
    WHO_MEETS,
    DeliverListBody,
    MeetingItem,
    ScheduleMeetingBody,
)
from services.reporting.application.delegation_lists import persons_in
from services.reporting.application.meetings import (
    Asking,
    deliver_list,
    learned_since,
    list_of,
    made_again,
)
from services.reporting.application.urgent_decisions import urgent_decisions
from services.reporting.domain.meetings.commands import CancelMeeting, MeetingBody
from services.reporting.domain.meetings.rules import MEETING, meeting_id_of
from services.reporting.projections.meetings import MEETINGS
from services.reporting.projections.thread_entries import THREAD_ENTRIES
from shared.catalogue import catalogue
from shared.http.edge import (
    Accepted,
    ChangeOf,
    EdgeRouter,
    ListingOf,
    ReadingOf,
    changes,
    creates,
    lists,
    reads,
)
from shared.kernel.clock import today
from shared.kernel.handling import begin
from shared.kernel.store import Transaction

READ, DELIVER = "reporting:read", "reporting:deliver"
OfBody = Annotated[
    MeetingBody | None, Query(alias="body", description=WHO_MEETS, examples=["committee"])
]


def meeting_routes() -> EdgeRouter:
    """Return the routes of meetings and their lists."""
    router = EdgeRouter(prefix="/meetings", tags=["Delegation"])

    @router.post("", **creates(rights=DELIVER))
    async def schedule_meeting(body: ScheduleMeetingBody, change: ChangeOf) -> Response:
        """Sätt ut ett sammanträde med nämnden eller utskottet."""
        command = body.to_command(today())
        meeting_id = meeting_id_of(command.body, command.meeting_on)

        async def work(tx: Transaction) -> Accepted:
            context = change.context(thread_id=meeting_id)
            appended = await begin(tx, MEETING, meeting_id, command, context)
            return Accepted.of(appended, location=f"/meetings/{meeting_id}")

        return await change.run(work)

    @router.get("", **lists(rights=READ, item=MeetingItem))
    async def list_meetings(reading: ListingOf, body: OfBody = None) -> Response:
        """Lista sammanträden, det senaste först."""
        await reading.at_least(MEETINGS.name)
        page = reading.page
        rows = await meetings(reading.store, body, limit=page.fetch, offset=page.offset)
        return await reading.listing(
            [MeetingItem.of(row) for row in rows], shows=MeetingItem.shown
        )

    @router.get("/{meeting_id}", **reads(rights=READ, answer=MeetingItem))
    async def read_meeting(meeting_id: UUID, reading: ReadingOf) -> Response:
        """Läs ett sammanträde."""
        found = await list_of(reading.store, meeting_id)
        answer = MeetingItem.of_list(found)
        return await reading.one(answer, shows=answer.shown(), version=found.version)

    @router.post("/{meeting_id}/cancel", **changes(rights=DELIVER))
    async def cancel_meeting(meeting_id: UUID, change: ChangeOf) -> Response:
        """Ställ in ett sammanträde. Det som skulle ha anmälts då tas med till nästa."""
        return await change.handle(MEETING, meeting_id, CancelMeeting(today=today()))

    @router.post("/{meeting_id}/deliver-delegation-list", **changes(rights=DELIVER))
    async def deliver_delegation_list(
        meeting_id: UUID, body: DeliverListBody, change: ChangeOf
    ) -> Response:
        """Lämna anmälningslistan: den fryses som den är känd nu, med position och kontrollsumma.

        Listan har varje beslut på delegation som registrerats efter organets förra lista, så att
        inget faller mellan två sammanträden och inget anmäls två gånger.
        """

        async def work(tx: Transaction) -> Accepted:
            asking = Asking(
                delivered_on=body.delivered_on,
                today=today(),
                context=change.context(thread_id=meeting_id),
                expected=change.expected,
            )
            return Accepted.of(await deliver_list(tx, meeting_id, asking))

        return await change.run(work)

    return router


def delegation_list_routes() -> EdgeRouter:
    """Return the routes by which a meeting's list is read, and what the chair decided."""
    router = EdgeRouter(tags=["Delegation"])

    @router.get(
        "/meetings/{meeting_id}/delegation-list", **reads(rights=READ, answer=DelegationListAnswer)
    )
    async def read_delegation_list(meeting_id: UUID, reading: ReadingOf) -> Response:
        """Läs anmälningslistan som den lämnades; är den inte lämnad, som den skulle bli nu."""
        await reading.at_least(THREAD_ENTRIES.name)
        found = await list_of(reading.store, meeting_id)
        again = await made_again(reading.store, found) if found.delivered else None
        closed = await reading.closed(persons_in(found.plain))
        answer = DelegationListAnswer.of(found, again, closed, catalogue())
        return await reading.one(answer, shows=answer.shown())

    @router.get(
        "/meetings/{meeting_id}/delegation-list/differences",
        **reads(rights=READ, answer=ListDifferenceAnswer),
    )
    async def read_list_differences(meeting_id: UUID, reading: ReadingOf) -> Response:
        """Läs vad som har blivit känt om de anmälda besluten sedan listan lämnades."""
        await reading.at_least(THREAD_ENTRIES.name)
        found = await list_of(reading.store, meeting_id)
        learned = await learned_since(reading.store, found)
        closed = await reading.closed(persons_in(found.plain))
        answer = ListDifferenceAnswer.of(meeting_id, learned, closed, catalogue())
        return await reading.one(answer, shows=answer.shown())

    @router.get("/urgent-decisions", **lists(rights=READ, item=UrgentDecisionItem))
    async def list_urgent_decisions(reading: ListingOf) -> Response:
        """Lista ordförandens brådskande beslut, och om de har anmälts vid nästa sammanträde."""
        await reading.at_least(MEETINGS.name)
        found = await urgent_decisions(reading.store, today())
        page = reading.page
        chosen = found[page.offset : page.offset + page.fetch]
        persons = {each.tried.decided.person_id for each in chosen} - {None}
        closed = await reading.closed([each for each in persons if each])
        items = [UrgentDecisionItem.of(each, closed, catalogue()) for each in chosen]
        return await reading.listing(items, shows=UrgentDecisionItem.shown, total=len(found))

    return router
