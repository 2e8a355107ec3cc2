"""Routes of the pages of meetings: when bodies meet, what they are told, and the chair's duty."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Response

from services.reporting.api.delegation_list_schemas import (
    DelegationListAnswer,
    ListDifferenceAnswer,
    UrgentDecisionItem,
)
from services.reporting.api.meeting_queries import meetings
from services.reporting.api.meeting_schemas import MeetingItem
from services.reporting.api.pages.gate import PageRouter, View, ViewOf
from services.reporting.api.pages.meeting_view import BODIES, DUTIES, remark_of, table_of
from services.reporting.api.pages.tables import csv_response
from services.reporting.application.delegation_lists import persons_in
from services.reporting.application.meetings import (
    MeetingList,
    learned_since,
    list_of,
    made_again,
)
from services.reporting.application.urgent_decisions import urgent_decisions
from services.reporting.domain.meetings.urgent import UNDONE
from services.reporting.projections.meetings import MEETINGS
from services.reporting.projections.thread_entries import THREAD_ENTRIES
from shared.catalogue import catalogue
from shared.kernel.clock import today
from shared.kernel.shown import Shown

RIGHT = "reporting:read"
MOST = 50


async def _found(meeting_id: UUID, view: ViewOf) -> MeetingList:
    return await list_of(view.store, meeting_id)


FoundOf = Annotated[MeetingList, Depends(_found)]


def meeting_pages(router: PageRouter) -> None:
    """Add the pages of meetings."""

    @router.page("/meetings", rights=RIGHT)
    async def meetings_page(view: ViewOf) -> Response:
        """Sammanträden, och ordförandens brådskande beslut."""
        rows = await meetings(view.store, None, limit=MOST, offset=0)
        urgent = await _urgent(view)
        told = [MeetingItem.of(row) for row in rows]
        return await view.render(
            "meetings.html",
            models=(MEETINGS.name, THREAD_ENTRIES.name),
            shows=Shown.all_of(each.shown() for each in told) | _shown(urgent),
            ahead=[each for each in reversed(told) if each.meeting_on >= today()],
            past=[each for each in told if each.meeting_on < today()],
            urgent=[each for each in urgent if each.state in UNDONE],
            done=[each for each in urgent if each.state not in UNDONE],
            bodies=BODIES,
            duties=DUTIES,
        )

    @router.page("/meetings/{meeting_id}", rights=RIGHT)
    async def meeting_page(view: ViewOf, found: FoundOf) -> Response:
        """Vad ett sammanträde får veta: som det lämnades, eller som det skulle bli nu."""
        answer, learned = await _answer(view, found)
        return await view.render(
            "meeting.html",
            models=(THREAD_ENTRIES.name,),
            shows=answer.shown() | learned.shown(),
            answer=answer,
            remark=remark_of,
            differences=learned.differences,
            bodies=BODIES,
            downloads=view.downloads(("list.csv", "Listan som CSV")),
        )

    @router.page("/meetings/{meeting_id}/list.csv", rights=RIGHT)
    async def download_list(view: ViewOf, found: FoundOf) -> Response:
        """Anmälningslistan som en tabell."""
        answer, _ = await _answer(view, found)
        table = table_of(answer.decisions)
        return await view.file(csv_response(table, "anmalningslista"), shows=answer.shown())


async def _answer(
    view: View, found: MeetingList
) -> tuple[DelegationListAnswer, ListDifferenceAnswer]:
    law, again = catalogue(), None
    learned: Sequence[Mapping[str, Any]] = []
    if found.delivered is not None:
        again = await made_again(view.store, found)
        learned = await learned_since(view.store, found)
    closed = await view.closed(persons_in(found.plain))
    differences = ListDifferenceAnswer.of(found.meeting.meeting_id, learned, closed, law)
    return DelegationListAnswer.of(found, again, closed, law), differences


def _shown(urgent: Sequence[UrgentDecisionItem]) -> Shown:
    return Shown.all_of(each.shown() for each in urgent)


async def _urgent(view: View) -> Sequence[UrgentDecisionItem]:
    found = await urgent_decisions(view.store, today())
    persons = {each.tried.decided.person_id for each in found}
    closed = await view.closed([each for each in persons if each is not None])
    return [UrgentDecisionItem.of(each, closed, catalogue()) for each in found]
