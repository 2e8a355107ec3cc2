"""Routes of the pages of a thread: found by any id in it, seen from any day."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Response
from starlette.responses import RedirectResponse

from services.reporting.api import queries
from services.reporting.api.fit_to_show import fit_to_show, persons_in
from services.reporting.api.following import EITHER
from services.reporting.api.legal_bases import with_bases
from services.reporting.api.pages import thread_view
from services.reporting.api.pages.fields import MaybeDay
from services.reporting.api.pages.gate import PAGES, PageRouter, View, ViewOf
from services.reporting.api.pages.rendering import clock_time, long_day
from services.reporting.api.pages.tables import csv_response
from services.reporting.api.schemas import ThreadAnswer
from services.reporting.application.clocks import ThreadClocks, clocks_of, seen_from
from services.reporting.projections.thread_entries import THREAD_ENTRIES, ThreadEntry
from shared.catalogue import catalogue
from shared.http.problems import Problem
from shared.kernel.clock import CIVIL_ZONE
from shared.kernel.refusal import NotFound
from shared.kernel.shown import NOBODY

ValidAt = Annotated[MaybeDay, Query(alias="validAt")]
KnownOn = Annotated[MaybeDay, Query(alias="knownOn")]
RulesAsOf = Annotated[MaybeDay, Query(alias="rulesAsOf")]


@dataclass(frozen=True, slots=True)
class Asked:
    """The moment a thread is seen from, as the form gave it."""

    valid_at: date | None
    known_on: date | None
    rules_as_of: date | None

    @property
    def known_at(self) -> datetime | None:
        """The end of the last day whose facts count."""
        if self.known_on is None or self.known_on == date.max:
            return None
        return datetime.combine(self.known_on + timedelta(days=1), time.min, CIVIL_ZONE)


async def _asked(
    valid_at: ValidAt = None, known_on: KnownOn = None, rules_as_of: RulesAsOf = None
) -> Asked:
    return Asked(valid_at or known_on, known_on, rules_as_of)


AskedOf = Annotated[Asked, Depends(_asked)]


def thread_pages(router: PageRouter) -> None:
    """Add the pages of a thread."""

    @router.page("/threads", rights=EITHER)
    async def find_thread(view: ViewOf, id: Annotated[str, Query(max_length=64)]) -> Response:
        """Hitta en röd tråd."""
        found = RedirectResponse(f"{view.root}{PAGES}/threads/{id_written(id)}", 303)
        return await view.file(found, shows=NOBODY)

    @router.page("/threads/{any_id}", rights=EITHER)
    async def read_thread(any_id: UUID, view: ViewOf, asked: AskedOf) -> Response:
        """En röd tråd med sina frister på en tidslinje."""
        entries, found = await _read(view, any_id, asked)
        law = catalogue()
        return await view.render(
            "thread.html",
            models=(THREAD_ENTRIES.name,),
            shows=ThreadAnswer.of(any_id, entries).shown() | found.shown,
            asked=asked,
            lead=_lead(entries),
            person=next((each.person_id for each in entries if each.person_id), None),
            seen_on=found.axes.valid_at,
            known=_known(asked),
            catalogue_version=found.catalogue_version.partition("+")[0],
            chart=thread_view.clocks_chart(found, entries, law),
            learned_later=thread_view.learned_later(found),
            waiting=thread_view.waiting(found, law),
            lines=thread_view.lines_of(entries, law),
            downloads=view.downloads(("clocks.csv", "Fristerna som CSV")),
        )

    @router.page("/threads/{any_id}/clocks.csv", rights=EITHER)
    async def download_clocks(any_id: UUID, view: ViewOf, asked: AskedOf) -> Response:
        """Fristerna i en röd tråd, som en tabell."""
        entries, found = await _read(view, any_id, asked)
        chart = thread_view.clocks_chart(found, entries, catalogue())
        if chart is None:
            raise NotFound
        return await view.file(csv_response(chart.table, "frister"), shows=found.shown)


async def _read(view: View, any_id: UUID, asked: Asked) -> tuple[list[ThreadEntry], ThreadClocks]:
    axes = seen_from(asked.valid_at, asked.known_at, None, asked.rules_as_of)
    cleared = view.call.clearance.threads
    found = await clocks_of(view.store, any_id, axes, cleared)
    entries = await queries.thread_of(view.store, any_id, cleared)
    shown = fit_to_show(entries, await view.closed(persons_in(entries)))
    return list(with_bases(shown, catalogue())), found


def _lead(entries: list[ThreadEntry]) -> str:
    first, last = entries[0], entries[-1]
    between = f"från {long_day(first.happened_on)} till {long_day(last.happened_on)}"
    return f"{len(entries)} händelser {between}."


def _known(asked: Asked) -> str:
    if asked.known_at is None:
        return "allt som är känt nu"
    return f"före {clock_time(asked.known_at)}"


def id_written(given: str) -> UUID:
    """Return the id that was written, whatever is around it."""
    try:
        return UUID(given.strip())
    except ValueError:
        detail = "Det du skrev är ingen identitet. En identitet är 32 tecken i fem grupper."
        raise Problem(404, "not-found", detail) from None
