"""Where reports, applications and requests come in, and where their receipts are read."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from fastapi import Response

from services.intake.api.receipt_answers import ReceiptAnswer, RegistrationAnswer
from services.intake.api.submissions import (
    ApplicationBody,
    ConcernReportBody,
    StatementRequestBody,
)
from services.intake.application.asking import Asking
from services.intake.application.handed_in import Arrival
from services.intake.application.receipts import registration
from services.intake.application.reception import Reception
from shared.http.edge import MIB, Accepted, Change, ChangeOf, EdgeRouter, ReadingOf, creates, reads
from shared.kernel.clock import now
from shared.kernel.shown import NOBODY
from shared.kernel.store import Transaction

RIGHTS = ("intake:report", "intake:handle")
MOST = 16 * MIB


def asking_of(change: Change) -> Asking:
    """Return who asks, when, having seen what."""
    return Asking(
        actor=change.actor,
        request_id=change.request_id,
        at=now(),
        expected=change.expected,
        id_for=change.id_for,
    )


def submission_routes(reception: Reception) -> EdgeRouter:
    """Return the routes that receive, bound to ``reception``."""
    router = EdgeRouter(tags=["Inlämningar"])

    @router.post("/concern-reports", **creates(RIGHTS, answer=ReceiptAnswer, max_body=MOST))
    async def report_concern(body: ConcernReportBody, change: ChangeOf) -> Response:
        """Lämna en orosanmälan.

        En aktualisering öppnas för varje barn. Ofullständiga och anonyma anmälningar tas emot;
        en anmälan från en anmälningsskyldig utan namn tas emot och märks. Texten sparas
        oförändrad. Kvittensen säger inget om huruvida något barn är känt sedan tidigare.
        """
        return await _receive(reception, change, body.to_arrival)

    @router.post("/applications", **creates(RIGHTS, answer=ReceiptAnswer, max_body=MOST))
    async def apply(body: ApplicationBody, change: ChangeOf) -> Response:
        """Lämna en ansökan.

        Digitala ansökningar och ansökningar på papper tas emot lika.
        """
        return await _receive(reception, change, body.to_arrival)

    @router.post("/statement-requests", **creates(RIGHTS, answer=ReceiptAnswer, max_body=MOST))
    async def request_statement(body: StatementRequestBody, change: ChangeOf) -> Response:
        """Lämna en begäran om yttrande.

        En aktualisering öppnas för varje person. Dagen då yttrandet ska vara inne är den som
        myndigheten har satt.
        """
        return await _receive(reception, change, body.to_arrival)

    @router.get("/receipts/{receipt_id}", **reads(RIGHTS, answer=RegistrationAnswer))
    async def read_receipt(receipt_id: UUID, reading: ReadingOf) -> Response:
        """Läs en kvittens.

        Visar var i liggaren inlämningen finns, med bevis mot den senaste kontrollpunkten, för den
        klient som lämnade den. Inget annat.
        """
        found = await registration(reading.store, receipt_id, reading.actor.client_id)
        return await reading.one(RegistrationAnswer.of(found), shows=NOBODY)

    return router


async def _receive(
    reception: Reception, change: Change, to_arrival: Callable[[date], Arrival]
) -> Response:
    asking = asking_of(change)

    async def work(tx: Transaction) -> Accepted:
        receipt = await reception.receive(tx, asking, to_arrival(asking.on))
        location = f"/receipts/{receipt.receipt_id}"
        return Accepted(shows=NOBODY, body=ReceiptAnswer.of(receipt), location=location)

    return await change.run(work)
