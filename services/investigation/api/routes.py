"""Routes of investigations: HTTP in, command out. No rules here."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from fastapi.responses import Response

from services.investigation.api import queries
from services.investigation.api.answers import (
    DecisionItem,
    InvestigationAnswer,
    InvestigationItem,
)
from services.investigation.api.asking import asked_by, take_step
from services.investigation.api.decision_schemas import DecideBody, ExtendBody
from services.investigation.api.schemas import (
    AskForDecisionBody,
    AssignBody,
    CloseBody,
    CommunicateBody,
    ContactBody,
    InstrumentBody,
    PlanBody,
    ReassignBody,
)
from services.investigation.application import closing
from services.investigation.application.deciding import decide
from services.investigation.application.extending import extend
from services.investigation.application.streams import read_begun
from services.investigation.projections.decisions import DECISIONS
from services.investigation.projections.investigations import INVESTIGATIONS
from shared.catalogue import catalogue
from shared.contracts.investigation import InvestigationOpened
from shared.http.edge import (
    Accepted,
    ChangeOf,
    EdgeRouter,
    ListingOf,
    ReadingOf,
    changes,
    lists,
    reads,
)
from shared.kernel.clock import today
from shared.kernel.store import Transaction

ROUTER = EdgeRouter(prefix="/investigations", tags=["Utredning"])

UnitFilter = Annotated[str | None, Query(description="Enhet.", max_length=64)]
OfficialFilter = Annotated[str | None, Query(description="Handläggare.", max_length=64)]
UnassignedFilter = Annotated[
    bool, Query(description="Bara de som väntar på en handläggare; då gäller inget annat urval.")
]


@ROUTER.get("", **lists(rights="investigation:read", item=InvestigationItem))
async def list_investigations(
    reading: ListingOf,
    unit: UnitFilter = None,
    official: OfficialFilter = None,
    unassigned: UnassignedFilter = False,
) -> Response:
    """Lista öppna utredningar, den äldsta först."""
    await reading.at_least(INVESTIGATIONS.name)
    rows = await queries.investigations(
        reading.store,
        reading.page,
        reading.sight,
        unit=unit,
        official=official,
        is_unassigned=unassigned,
    )
    items = [InvestigationItem.of(row) for row in rows]
    return await reading.listing(items, shows=InvestigationItem.shown)


@ROUTER.get(
    "/{investigation_id}", **reads(rights="investigation:read", answer=InvestigationAnswer)
)
async def read_investigation(investigation_id: UUID, reading: ReadingOf) -> Response:
    """Läs en utredning, öppen eller avslutad.

    Svaret bygger på utredningens egna händelser och är alltid aktuellt.
    """
    stream, row, decision_ids = await queries.investigation(reading.store, investigation_id)
    item = InvestigationItem.of(row)
    answer = InvestigationAnswer(investigation=item, decision_ids=decision_ids)
    return await reading.one(answer, shows=stream.shown, version=stream.version)


@ROUTER.get(
    "/{investigation_id}/decisions", **lists(rights="investigation:read", item=DecisionItem)
)
async def list_decisions(investigation_id: UUID, reading: ListingOf) -> Response:
    """Lista besluten i en utredning, det äldsta först."""
    stream, _ = await read_begun(reading.store, investigation_id, InvestigationOpened)
    await reading.at_least(DECISIONS.name)
    rows = await queries.decisions(reading.store, reading.page, investigation_id)
    items = [DecisionItem.of(row) for row in rows]
    return await reading.listing(items, shows=DecisionItem.shown, about=stream.shown)


@ROUTER.post("/{investigation_id}/assign", **changes(rights="investigation:handle"))
async def assign(investigation_id: UUID, body: AssignBody, change: ChangeOf) -> Response:
    """Tilldela utredningen en handläggare."""
    return await take_step(change, investigation_id, body.to_command(today()))


@ROUTER.post("/{investigation_id}/reassign", **changes(rights="investigation:handle"))
async def reassign(investigation_id: UUID, body: ReassignBody, change: ChangeOf) -> Response:
    """Omfördela utredningen till en annan handläggare."""
    return await take_step(change, investigation_id, body.to_command(today()))


@ROUTER.post("/{investigation_id}/plan", **changes(rights="investigation:handle"))
async def plan(investigation_id: UUID, body: PlanBody, change: ChangeOf) -> Response:
    """Fastställ utredningsplanen, för första gången eller på nytt."""
    command = body.to_command(change.actor.subject, today())
    return await take_step(change, investigation_id, command)


@ROUTER.post("/{investigation_id}/record-contact", **changes(rights="investigation:handle"))
async def record_contact(investigation_id: UUID, body: ContactBody, change: ChangeOf) -> Response:
    """Registrera en utredningskontakt med dess datum."""
    command = body.to_command(change.id_for("contact"), today())
    return await take_step(change, investigation_id, command)


@ROUTER.post("/{investigation_id}/apply-instrument", **changes(rights="investigation:handle"))
async def apply_instrument(
    investigation_id: UUID, body: InstrumentBody, change: ChangeOf
) -> Response:
    """Registrera ett bedömningsinstrument med dess poäng.

    Poängen måste ligga inom skalornas gränser i katalogen.
    """
    return await take_step(change, investigation_id, body.to_command(today()))


@ROUTER.post("/{investigation_id}/extend", **changes(rights="investigation:decide"))
async def extend_time(investigation_id: UUID, body: ExtendBody, change: ChangeOf) -> Response:
    """Besluta att förlänga utredningstiden, för viss tid och av särskilda skäl."""

    async def work(tx: Transaction) -> Accepted:
        wanted, asked = body.wanted(), asked_by(change)
        return Accepted.of(await extend(tx, catalogue(), investigation_id, wanted, asked))

    return await change.run(work)


@ROUTER.post("/{investigation_id}/communicate", **changes(rights="investigation:handle"))
async def communicate(investigation_id: UUID, body: CommunicateBody, change: ChangeOf) -> Response:
    """Registrera att utredningsmaterialet har kommunicerats med parten."""
    return await take_step(change, investigation_id, body.to_command(today()))


@ROUTER.post("/{investigation_id}/ask-for-decision", **changes(rights="investigation:handle"))
async def ask_for_decision(
    investigation_id: UUID, body: AskForDecisionBody, change: ChangeOf
) -> Response:
    """Begär beslut av utskott, ordförande eller nämnd.

    Från och med nu kan beslutsfattarna läsa ärendet och besluta i det.
    """
    command = body.to_command(change.actor.subject, today())
    return await take_step(change, investigation_id, command)


@ROUTER.post(
    "/{investigation_id}/decide",
    **changes(rights="investigation:decide") | {"status_code": 201},
)
async def make_decision(investigation_id: UUID, body: DecideBody, change: ChangeOf) -> Response:
    """Fatta ett beslut i utredningen.

    Lagrummet följer av beslutstypen och beslutsdagen. Beslutsfattarens roll prövas mot
    delegationsordningen den dagen. Svaret avser beslutet, som är en egen resurs.
    """
    wanted = body.wanted(change.id_for("decision"))

    async def work(tx: Transaction) -> Accepted:
        made = await decide(tx, catalogue(), investigation_id, wanted, asked_by(change))
        return Accepted.of(made, location=f"/decisions/{wanted.decision_id}")

    return await change.run(work)


@ROUTER.post("/{investigation_id}/close", **changes(rights="investigation:handle"))
async def close(investigation_id: UUID, body: CloseBody, change: ChangeOf) -> Response:
    """Avsluta utredningen, med eller utan insats."""
    wanted = body.wanted()

    async def work(tx: Transaction) -> Accepted:
        asked = asked_by(change)
        return Accepted.of(await closing.close(tx, catalogue(), investigation_id, wanted, asked))

    return await change.run(work)
