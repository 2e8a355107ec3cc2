"""Routes of the delegation sweep: HTTP in, every decision tried out."""

from datetime import timedelta
from typing import Annotated

from fastapi import Depends, Query
from fastapi.responses import Response

from services.reporting.api.clock_routes import KnownPosition
from services.reporting.api.delegation_schemas import (
    VERDICT,
    DelegationSweepAnswer,
    TriedDecision,
)
from services.reporting.api.few import FEW
from services.reporting.application.delegation import Verdict
from services.reporting.application.delegation_sweep import Sweep, key_of, sweep
from services.reporting.application.moments import position_known
from services.reporting.projections.thread_entries import THREAD_ENTRIES
from shared.catalogue import catalogue
from shared.http import problems
from shared.http.edge import EdgeRouter, ListingOf, ReadingOf, lists, reads
from shared.http.schemas import Day
from shared.kernel.clock import today
from shared.kernel.shown import Shown

YEAR = timedelta(days=366)
From = Annotated[
    Day | None,
    Query(alias="from", description="Beslut från och med. Utelämnas: ett kvarts år bakåt."),
]
To = Annotated[Day | None, Query(alias="to", description="Till och med. Utelämnas: i dag.")]
InVerdict = Annotated[
    Verdict | None, Query(alias="verdict", description=f"Bara detta utfall. {VERDICT}")
]


async def _swept(
    reading: ReadingOf, first: From = None, last: To = None, known_position: KnownPosition = None
) -> Sweep:
    await reading.at_least(THREAD_ENTRIES.name)
    until = last or today()
    since = first or until - timedelta(days=91)
    if not since <= until <= since + YEAR:
        told = "Tiden ska börja före sitt slut och vara högst ett år."
        raise problems.Problem(409, "period-impossible", told)
    known = await position_known(reading.store, known_position)
    return await sweep(reading.store, reading.sight, since, until, known)


SweptOf = Annotated[Sweep, Depends(_swept)]


def delegation_routes() -> EdgeRouter:
    """Return the routes of the delegation sweep."""
    router = EdgeRouter(tags=["Delegation"])

    @router.get(
        "/delegation-sweep", **reads(rights="reporting:read", answer=DelegationSweepAnswer)
    )
    async def sweep_delegation(reading: ReadingOf, swept: SweptOf) -> Response:
        """Pröva alla beslut under en tid mot delegationsordningen den dag de fattades.

        Svaret har antal: inom delegationen, utanför, och det som inte kan avgöras med varför.
        """
        return await reading.one(DelegationSweepAnswer.of(swept), shows=few_in(swept))

    @router.get("/delegated-decisions", **lists(rights="reporting:read", item=TriedDecision))
    async def list_tried_decisions(
        reading: ListingOf, swept: SweptOf, verdict: InVerdict = None
    ) -> Response:
        """Lista besluten under en tid, vart och ett prövat, med skälet till utfallet."""
        page = reading.page
        found = [each for each in swept.tried if verdict in (None, each.verdict)]
        rows = [
            TriedDecision.of(each, catalogue())
            for each in found[page.offset : page.offset + page.fetch]
        ]
        return await reading.listing(rows, shows=TriedDecision.shown, total=len(found))

    return router


def few_in(swept: Sweep) -> Shown:
    """Return whom the numbers tell of one by one: those who are few."""
    counts = swept.counts
    shown = [each.decided for each in swept.tried if counts[key_of(each)] < FEW]
    return Shown.all_of(Shown.of(each.person_id, each.matter_id) for each in shown)
