"""Routes of the review of the access log (lag 2001:454 10 §): selecting, judging, signing."""

from datetime import timedelta
from typing import Annotated

from fastapi import Depends, Query
from fastapi.responses import Response

from services.reporting.api.look_schemas import (
    MonthItem,
    ReviewBody,
    ReviewItem,
    ReviewsAnswer,
    SelectedLook,
)
from services.reporting.application.looks import Draw
from services.reporting.application.reviews import (
    Reviewer,
    months,
    reviewed_months,
    signed_reviews,
    to_command,
)
from services.reporting.domain.reviews import REVIEW as RULES
from shared.http.edge import (
    Accepted,
    ChangeOf,
    EdgeRouter,
    ListingOf,
    ReadingOf,
    creates,
    lists,
    reads,
)
from shared.http.schemas import Day
from shared.kernel.clock import today
from shared.kernel.handling import begin
from shared.kernel.shown import NOBODY
from shared.kernel.store import Transaction

REVIEW = "reporting:review"

FromOn = Annotated[
    Day | None,
    Query(
        alias="fromOn",
        description="Första dag. Utelämnas: förra månadens.",
        examples=["2026-02-01"],
    ),
]
UntilOn = Annotated[
    Day | None,
    Query(
        alias="untilOn",
        description="Sista dag. Utelämnas: förra månadens.",
        examples=["2026-02-28"],
    ),
]
Seed = Annotated[
    str | None,
    Query(
        alias="seed",
        min_length=1,
        max_length=64,
        description="Samma frö ger samma stickprov. Utelämnas: den första dagen.",
        examples=["feb-2026"],
    ),
]
Sample = Annotated[int, Query(alias="sample", ge=0, le=1000, description="Stickprovets storlek.")]


async def _draw(
    from_on: FromOn = None, until_on: UntilOn = None, seed: Seed = None, sample: Sample = 20
) -> Draw:
    last_of_month = today().replace(day=1) - timedelta(days=1)
    first = from_on or last_of_month.replace(day=1)
    return Draw(
        from_on=first,
        until_on=until_on or last_of_month,
        seed=seed or first.isoformat(),
        sample=sample,
    )


DrawOf = Annotated[Draw, Depends(_draw)]


def review_routes(reviewer: Reviewer) -> EdgeRouter:
    """Return the routes, bound to ``reviewer``."""
    router = EdgeRouter(tags=["Åtkomstlogg"])

    @router.get("/access-review-selection", **lists(rights=REVIEW, item=SelectedLook))
    async def select_looks(reading: ListingOf, draw: DrawOf) -> Response:
        """Lista de åtkomster som ska bedömas i en period.

        Ett stickprov som kan dras om, och det som reglerna pekar ut: ingen relation till ärendet,
        egen akt, närstående, kollega, känt namn, skyddad person. Den egna åtkomsten är märkt och
        bedöms av någon annan.
        """
        found = await reviewer.select(reading.store, draw)
        page = reading.page
        chosen = found.selected[page.offset :][: page.fetch]
        items = [SelectedLook.of(each, reading.actor.subject) for each in chosen]
        return await reading.listing(items, shows=SelectedLook.shown, total=len(found.selected))

    @router.post("/access-reviews", **creates(rights=REVIEW))
    async def sign_review(body: ReviewBody, change: ChangeOf) -> Response:
        """Underteckna granskningen av en period.

        Varje utvald åtkomst ska vara bedömd, utom granskarens egna.
        """
        review_id, draw = change.id_for("review"), body.draw()
        selection = await reviewer.select(change.store, draw)
        by = change.actor.subject
        findings = body.to_findings()
        command = to_command(selection, draw, findings, review_id=review_id, signed_by=by)

        async def work(tx: Transaction) -> Accepted:
            context = change.context(thread_id=review_id)
            return Accepted.of(await begin(tx, RULES, review_id, command, context))

        return await change.run(work)

    @router.get("/access-reviews", **reads(rights=REVIEW, answer=ReviewsAnswer))
    async def list_reviews(reading: ReadingOf) -> Response:
        """Läs vilka granskningar som är undertecknade, och vilka månader som inte är granskade."""
        signed, all_months = await signed_reviews(reading.store), await months(reading.store)
        covered = reviewed_months(signed, all_months)
        answer = ReviewsAnswer(
            reviews=tuple(ReviewItem.of(each) for each in signed),
            months=tuple(MonthItem.of(each, covered) for each in all_months),
        )
        return await reading.one(answer, shows=NOBODY)

    return router
