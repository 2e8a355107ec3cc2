"""Routes of systematic follow-up (ISU): HTTP in, command out. No rules here."""

from uuid import UUID

from fastapi.responses import Response

from services.interventions.api.answers import NeedStatedAnswer
from services.interventions.api.asking import ask, ask_for_need
from services.interventions.api.isu_schemas import (
    DoseBody,
    HoldSessionBody,
    MeasureBody,
    MissSessionBody,
    NeedBody,
    OwnViewBody,
    StartReasonsBody,
)
from shared.http.edge import ChangeOf, EdgeRouter, changes

ROUTER = EdgeRouter(prefix="/interventions/{intervention_id}", tags=["Uppföljning (ISU)"])
HANDLE = "interventions:handle"


@ROUTER.post("/state-need", **changes(rights=HANDLE, answer=NeedStatedAnswer))
async def state_need(intervention_id: UUID, body: NeedBody, change: ChangeOf) -> Response:
    """Ange ett behov som insatsen ska möta.

    Orden stannar i akten. Mål knyts till behovet när de sätts.
    """
    return await ask_for_need(change, intervention_id, body)


@ROUTER.post("/state-start-reasons", **changes(rights=HANDLE))
async def state_start_reasons(
    intervention_id: UUID, body: StartReasonsBody, change: ChangeOf
) -> Response:
    """Ange insatsorsak och målgrupp. Det som angavs senast gäller."""
    return await ask(change, intervention_id, body)


@ROUTER.post("/plan-dose", **changes(rights=HANDLE))
async def plan_dose(intervention_id: UUID, body: DoseBody, change: ChangeOf) -> Response:
    """Planera insatsens omfattning. Den senaste planen gäller."""
    return await ask(change, intervention_id, body)


@ROUTER.post("/hold-session", **changes(rights=HANDLE))
async def hold_session(intervention_id: UUID, body: HoldSessionBody, change: ChangeOf) -> Response:
    """Registrera ett hållet tillfälle; även i efterhand, när insatsen är avslutad."""
    return await ask(change, intervention_id, body)


@ROUTER.post("/miss-session", **changes(rights=HANDLE))
async def miss_session(intervention_id: UUID, body: MissSessionBody, change: ChangeOf) -> Response:
    """Registrera ett planerat tillfälle som uteblev, och varför."""
    return await ask(change, intervention_id, body)


@ROUTER.post("/measure", **changes(rights=HANDLE))
async def measure(intervention_id: UUID, body: MeasureBody, change: ChangeOf) -> Response:
    """Registrera en mätning före, under eller efter insatsen.

    Efter insatsen får mätas även när den är avslutad sedan länge.
    """
    return await ask(change, intervention_id, body)


@ROUTER.post("/answer-own-view", **changes(rights=HANDLE))
async def answer_own_view(intervention_id: UUID, body: OwnViewBody, change: ChangeOf) -> Response:
    """Registrera den enskildes egen syn: kodade svar och egna ord.

    Orden stannar i akten; svaren redovisas i uppföljningen.
    """
    return await ask(change, intervention_id, body)
