"""Routes of decisions: HTTP in, command out. No rules here."""

from uuid import UUID

from fastapi.responses import Response

from services.investigation.api import queries
from services.investigation.api.answers import DecisionAnswer, DecisionItem
from services.investigation.api.asking import asked_by
from services.investigation.api.decision_schemas import RegisterAppealBody
from services.investigation.application.appealing import register_appeal
from shared.catalogue import catalogue
from shared.http.edge import Accepted, ChangeOf, EdgeRouter, ReadingOf, changes, reads
from shared.kernel.store import Transaction

ROUTER = EdgeRouter(prefix="/decisions", tags=["Beslut"])


@ROUTER.get("/{decision_id}", **reads(rights="investigation:read", answer=DecisionAnswer))
async def read_decision(decision_id: UUID, reading: ReadingOf) -> Response:
    """Läs ett beslut.

    Svaret bygger på beslutets egna händelser och är alltid aktuellt.
    """
    stream, row = await queries.decision(reading.store, decision_id)
    return reading.one(DecisionAnswer(decision=DecisionItem.of(row)), version=stream.version)


@ROUTER.post("/{decision_id}/register-appeal", **changes(rights="investigation:handle"))
async def appeal(decision_id: UUID, body: RegisterAppealBody, change: ChangeOf) -> Response:
    """Registrera att beslutet har överklagats.

    Om det är känt när klaganden fick del av beslutet prövas om överklagandet kom in i tid.
    """

    async def work(tx: Transaction) -> Accepted:
        asked = asked_by(change)
        appealed = await register_appeal(
            tx,
            catalogue(),
            decision_id,
            received_on=body.received_on,
            served_on=body.notified_on,
            asked=asked,
        )
        return Accepted.of(appealed)

    return await change.run(work)
