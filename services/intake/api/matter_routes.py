"""What officials do in a matter: one POST for each thing done."""

from datetime import date
from uuid import UUID

from fastapi import Response

from services.intake.api.changes import (
    AssessProtectionBody,
    AssignBody,
    ConcludeBody,
    ExtendBody,
    GiveFeedbackBody,
    ReassignBody,
    RequestFeedbackBody,
    WithholdFeedbackBody,
)
from services.intake.api.submission_routes import asking_of
from services.intake.application.matters import Matters, ToCommand
from shared.http.edge import Accepted, Change, ChangeOf, EdgeRouter, changes
from shared.kernel.store import Transaction

RIGHT = "intake:handle"


def matter_routes(matters: Matters) -> EdgeRouter:
    """Return the routes that change a matter, bound to ``matters``."""
    router = EdgeRouter(prefix="/intakes/{intake_id}", tags=["Förhandsbedömning"])

    async def ask(change: Change, intake_id: UUID, on: date, to_command: ToCommand) -> Response:
        async def work(tx: Transaction) -> Accepted:
            asking = asking_of(change)
            return Accepted.of(await matters.change(tx, asking, intake_id, on, to_command))

        return await change.run(work)

    @router.post("/assess-protection", **changes(RIGHT))
    async def assess_protection(
        intake_id: UUID, body: AssessProtectionBody, change: ChangeOf
    ) -> Response:
        """Dokumentera en omedelbar skyddsbedömning.

        Görs genast när en anmälan gäller barn eller unga, och igen när något nytt blir känt.
        """
        return await ask(change, intake_id, body.on, body.to_command)

    @router.post("/assign", **changes(RIGHT))
    async def assign(intake_id: UUID, body: AssignBody, change: ChangeOf) -> Response:
        """Tilldela aktualiseringen en handläggare."""
        return await ask(change, intake_id, body.on, body.to_command)

    @router.post("/reassign", **changes(RIGHT))
    async def reassign(intake_id: UUID, body: ReassignBody, change: ChangeOf) -> Response:
        """Omfördela aktualiseringen till en annan handläggare eller enhet."""
        return await ask(change, intake_id, body.on, body.to_command)

    @router.post("/extend-preliminary-assessment", **changes(RIGHT))
    async def extend(intake_id: UUID, body: ExtendBody, change: ChangeOf) -> Response:
        """Förläng förhandsbedömningen.

        Bara om det finns synnerliga skäl, till en dag efter det nuvarande slutet, och innan
        tiden har gått ut. Beslutet prövas mot delegationsordningen.
        """
        return await ask(change, intake_id, body.on, body.to_command)

    @router.post("/conclude-preliminary-assessment", **changes(RIGHT))
    async def conclude(intake_id: UUID, body: ConcludeBody, change: ChangeOf) -> Response:
        """Avsluta förhandsbedömningen.

        Inled utredning, inled inte, eller för anmälan till den utredning som redan pågår.
        Beslutet prövas mot delegationsordningen.
        """
        return await ask(change, intake_id, body.on, body.to_command)

    @router.post("/request-feedback", **changes(RIGHT))
    async def request_feedback(
        intake_id: UUID, body: RequestFeedbackBody, change: ChangeOf
    ) -> Response:
        """Registrera att en anmälningsskyldig begär återkoppling."""
        return await ask(change, intake_id, body.on, body.to_command)

    @router.post("/give-feedback", **changes(RIGHT))
    async def give_feedback(intake_id: UUID, body: GiveFeedbackBody, change: ChangeOf) -> Response:
        """Registrera att återkoppling har lämnats.

        Svaret följer av ärendet: utredning har inletts, har inte inletts eller pågår redan.
        """
        return await ask(change, intake_id, body.on, body.to_command)

    @router.post("/withhold-feedback", **changes(RIGHT))
    async def withhold_feedback(
        intake_id: UUID, body: WithholdFeedbackBody, change: ChangeOf
    ) -> Response:
        """Neka återkoppling för att den är olämplig."""
        return await ask(change, intake_id, body.on, body.to_command)

    return router
