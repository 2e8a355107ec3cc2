"""What officials do with disposal lists; carrying one out is the operator's doing."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from fastapi import Response

from services.intake.api.disposal_bodies import (
    ApproveBody,
    DrawUpBody,
    HoldBody,
    LiftBody,
    ReviewBody,
)
from services.intake.api.submission_routes import asking_of
from services.intake.application.disposal.drawing_up import DrawingUp
from services.intake.domain.disposal.commands import (
    ApproveDisposalList,
    DisposalCommand,
    HoldFile,
    LiftHold,
    ReviewDisposalList,
)
from services.intake.domain.disposal.rules import DISPOSAL
from shared.catalogue import Catalogue
from shared.http.edge import Accepted, Change, ChangeOf, EdgeRouter, changes, creates
from shared.kernel.clock import today
from shared.kernel.handling import handle
from shared.kernel.store import Transaction

RIGHT = "intake:dispose"
DECISION = "approve-disposal"


def disposal_routes(drawing_up: DrawingUp, catalogue: Catalogue) -> EdgeRouter:
    """Return the routes that change disposal lists."""
    router = EdgeRouter(prefix="/disposal-lists", tags=["Gallring"])

    @router.post("", **creates(RIGHT))
    async def draw_up_disposal_list(body: DrawUpBody, change: ChangeOf) -> Response:
        """Upprätta en gallringslista.

        Tar upp varje akt som får gallras under året eller tidigare, med regel, lagrum och dagar.
        Akter där forskningens undantag inte kan prövas tas upp som undantagna.
        """
        list_id = change.id_for("disposal-list")

        async def work(tx: Transaction) -> Accepted:
            made = await drawing_up.draw_up(tx, asking_of(change), list_id, body.year)
            return Accepted.of(made, location=f"/disposal-lists/{list_id}")

        return await change.run(work)

    @router.post("/{list_id}/hold", **changes(RIGHT))
    async def hold_file(list_id: UUID, body: HoldBody, change: ChangeOf) -> Response:
        """Undanta en akt.

        Går tills gallringen av akten har börjat, också efter godkännandet.
        """

        def command(on: date) -> DisposalCommand:
            code = catalogue.reason("disposal-hold", body.reason_code, on).id
            return HoldFile(file_id=body.file_id, reason_code=code, on=on, by=_subject(change))

        return await _ask(change, list_id, command)

    @router.post("/{list_id}/lift-hold", **changes(RIGHT))
    async def lift_hold(list_id: UUID, body: LiftBody, change: ChangeOf) -> Response:
        """Häv ett undantag.

        Före godkännandet. Listan måste sedan granskas på nytt.
        """
        return await _ask(
            change,
            list_id,
            lambda on: LiftHold(file_id=body.file_id, on=on, by=_subject(change)),
        )

    @router.post("/{list_id}/review", **changes(RIGHT))
    async def review_disposal_list(list_id: UUID, body: ReviewBody, change: ChangeOf) -> Response:
        """Intyga att listan är granskad."""
        return await _ask(
            change, list_id, lambda on: ReviewDisposalList(on=on, by=_subject(change))
        )

    @router.post("/{list_id}/approve", **changes(RIGHT))
    async def approve_disposal_list(
        list_id: UUID, body: ApproveBody, change: ChangeOf
    ) -> Response:
        """Godkänn listan.

        Av en annan än den som granskade den, inom delegationsordningen. Därefter kan listan
        verkställas.
        """

        def command(on: date) -> DisposalCommand:
            role = change.actor.role
            rule = catalogue.may_decide(DECISION, role, on)
            return ApproveDisposalList(
                on=on,
                by=_subject(change),
                role=role,
                delegation_rule_id=rule.id if rule else None,
            )

        return await _ask(change, list_id, command)

    return router


def _subject(change: Change) -> str:
    return change.actor.subject


async def _ask(
    change: Change, list_id: UUID, to_command: Callable[[date], DisposalCommand]
) -> Response:
    async def work(tx: Transaction) -> Accepted:
        appended = await handle(
            tx,
            DISPOSAL,
            list_id,
            to_command(today()),
            actor=change.actor,
            causation_id=change.request_id,
            expected=change.expected,
        )
        return Accepted.of(appended)

    return await change.run(work)
