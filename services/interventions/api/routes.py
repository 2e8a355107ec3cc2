"""Routes of interventions: HTTP in, command out. No rules here."""

from uuid import UUID

from fastapi.responses import Response

from services.interventions.api.answers import GoalSetAnswer
from services.interventions.api.asking import ask, ask_for_goal, ask_to_open
from services.interventions.api.content_schemas import (
    EndBody,
    FollowUpBody,
    GoalBody,
    SwapMethodBody,
)
from services.interventions.api.delay_schemas import ExplainBody
from services.interventions.api.schemas import (
    AssignBody,
    DeclineBody,
    ExecuteBody,
    InterruptBody,
    OfferBody,
    OpenBody,
    ReassignBody,
    ResumeBody,
)
from shared.http.edge import ChangeOf, EdgeRouter, changes, creates

ROUTER = EdgeRouter(prefix="/interventions", tags=["Insats"])
HANDLE = "interventions:handle"


@ROUTER.post("", **creates(rights=HANDLE))
async def open_without_needs_assessment(body: OpenBody, change: ChangeOf) -> Response:
    """Öppna en insats utan behovsprövning.

    Bara för insatstyper, och i åldrar, där nämnden får erbjuda insatsen utan individuell
    behovsprövning (11 kap. 5 § socialtjänstlagen). Anonymt deltagande registreras inte här.
    """
    return await ask_to_open(change, body)


@ROUTER.post("/{intervention_id}/assign", **changes(rights=HANDLE))
async def assign(intervention_id: UUID, body: AssignBody, change: ChangeOf) -> Response:
    """Tilldela insatsen en enhet eller utförare."""
    return await ask(change, intervention_id, body)


@ROUTER.post("/{intervention_id}/reassign", **changes(rights=HANDLE))
async def reassign(intervention_id: UUID, body: ReassignBody, change: ChangeOf) -> Response:
    """Omfördela insatsen till en annan enhet eller utförare."""
    return await ask(change, intervention_id, body)


@ROUTER.post("/{intervention_id}/offer", **changes(rights=HANDLE))
async def offer(intervention_id: UUID, body: OfferBody, change: ChangeOf) -> Response:
    """Registrera att den enskilde har erbjudits en start."""
    return await ask(change, intervention_id, body)


@ROUTER.post("/{intervention_id}/decline", **changes(rights=HANDLE))
async def decline(intervention_id: UUID, body: DeclineBody, change: ChangeOf) -> Response:
    """Registrera att den enskilde har tackat nej till erbjudandet.

    Beslutet gäller fortfarande; insatsen är fortfarande inte verkställd.
    """
    return await ask(change, intervention_id, body)


@ROUTER.post("/{intervention_id}/execute", **changes(rights=HANDLE))
async def execute(intervention_id: UUID, body: ExecuteBody, change: ChangeOf) -> Response:
    """Registrera att insatsen är verkställd, och från vilken dag."""
    return await ask(change, intervention_id, body)


@ROUTER.post("/{intervention_id}/interrupt", **changes(rights=HANDLE))
async def interrupt(intervention_id: UUID, body: InterruptBody, change: ChangeOf) -> Response:
    """Registrera att insatsen är avbruten tills vidare."""
    return await ask(change, intervention_id, body)


@ROUTER.post("/{intervention_id}/resume", **changes(rights=HANDLE))
async def resume(intervention_id: UUID, body: ResumeBody, change: ChangeOf) -> Response:
    """Registrera att insatsen är återupptagen."""
    return await ask(change, intervention_id, body)


@ROUTER.post("/{intervention_id}/explain-non-execution", **changes(rights=HANDLE))
async def explain(intervention_id: UUID, body: ExplainBody, change: ChangeOf) -> Response:
    """Förklara varför insatsen inte verkställs: skäl med kod, text och vidtagna åtgärder.

    Det som gäller vid kvartalets slut står i rapporten till IVO (34 kap. 1 §).
    """
    return await ask(change, intervention_id, body)


@ROUTER.post("/{intervention_id}/set-goal", **changes(rights=HANDLE, answer=GoalSetAnswer))
async def set_goal(intervention_id: UUID, body: GoalBody, change: ChangeOf) -> Response:
    """Sätt ett mål för insatsen.

    Målets ordalydelse stannar i akten; målområdet redovisas i uppföljningen.
    """
    return await ask_for_goal(change, intervention_id, body)


@ROUTER.post("/{intervention_id}/follow-up", **changes(rights=HANDLE))
async def follow_up(intervention_id: UUID, body: FollowUpBody, change: ChangeOf) -> Response:
    """Följ upp insatsen och dess mål."""
    return await ask(change, intervention_id, body)


@ROUTER.post("/{intervention_id}/swap-method", **changes(rights=HANDLE))
async def swap_method(intervention_id: UUID, body: SwapMethodBody, change: ChangeOf) -> Response:
    """Byt metod inom samma beslut; båda metoderna går att följa."""
    return await ask(change, intervention_id, body)


@ROUTER.post("/{intervention_id}/end", **changes(rights=HANDLE))
async def end(intervention_id: UUID, body: EndBody, change: ChangeOf) -> Response:
    """Avsluta insatsen, verkställd eller inte, med orsak och måluppfyllelse."""
    return await ask(change, intervention_id, body)
