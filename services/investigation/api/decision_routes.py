"""Routes of decisions: HTTP in, command out. No rules here."""

from uuid import UUID

from fastapi.responses import Response

from services.investigation.api import queries
from services.investigation.api.answers import DecisionAnswer, DecisionItem
from services.investigation.api.asking import asked_by
from services.investigation.api.decision_schemas import RegisterAppealBody
from services.investigation.api.standing_schemas import PostponeBody, ReplaceBody, WithdrawBody
from services.investigation.application.appealing import register_appeal
from services.investigation.application.standing import change_standing, replace_decision
from shared.catalogue import catalogue
from shared.http.edge import Accepted, Change, ChangeOf, EdgeRouter, ReadingOf, changes, reads
from shared.kernel.store import Transaction

ROUTER = EdgeRouter(prefix="/decisions", tags=["Beslut"])


@ROUTER.get("/{decision_id}", **reads(rights="investigation:read", answer=DecisionAnswer))
async def read_decision(decision_id: UUID, reading: ReadingOf) -> Response:
    """Läs ett beslut.

    Svaret bygger på beslutets egna händelser och är alltid aktuellt.
    """
    stream, row = await queries.decision(reading.store, decision_id)
    answer = DecisionAnswer(decision=DecisionItem.of(row))
    return await reading.one(answer, shows=stream.shown, version=stream.version)


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


@ROUTER.post("/{decision_id}/postpone", **changes(rights="investigation:handle"))
async def postpone(decision_id: UUID, body: PostponeBody, change: ChangeOf) -> Response:
    """Senarelägg verkställigheten på den enskildes begäran.

    35 kap. 5 § socialtjänstlagen. Flyttas dagen igen registreras den nya överenskommelsen.
    """
    return await _change(change, decision_id, body)


@ROUTER.post("/{decision_id}/withdraw", **changes(rights="investigation:handle"))
async def withdraw(decision_id: UUID, body: WithdrawBody, change: ChangeOf) -> Response:
    """Registrera att den enskilde avstår från det som beviljades.

    Ett nej till ett visst erbjudande är inte ett avstående; det registreras på insatsen.
    """
    return await _change(change, decision_id, body)


@ROUTER.post("/{decision_id}/replace", **changes(rights="investigation:decide"))
async def replace(decision_id: UUID, body: ReplaceBody, change: ChangeOf) -> Response:
    """Registrera att ett nytt beslut har ändrat eller avslutat beslutet.

    Ett gynnande beslut som är fattat före den 1 juli 2025 får inte ändras till den enskildes
    nackdel med stöd av 14 kap. 9 § socialtjänstlagen.
    """

    async def work(tx: Transaction) -> Accepted:
        wanted, asked = body.wanted(), asked_by(change)
        return Accepted.of(await replace_decision(tx, catalogue(), decision_id, wanted, asked))

    return await change.run(work)


async def _change(
    change: Change, decision_id: UUID, body: PostponeBody | WithdrawBody
) -> Response:
    async def work(tx: Transaction) -> Accepted:
        asked = asked_by(change)
        command = body.to_command(asked.today)
        return Accepted.of(await change_standing(tx, decision_id, command, asked))

    return await change.run(work)
