"""Routes of the robots' work lists: what a robot reports, and what it becomes."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from pydantic import Field

from services.investigation.api.fields import Text
from services.investigation.domain.investigation.commands import RecordWorkDone
from services.investigation.domain.investigation.rules import INVESTIGATION
from services.investigation.projections.work_items import HANDOVER
from shared.http.edge import EdgeRouter
from shared.http.schemas import Body
from shared.http.worklists import WorklistRoutes, worklist_router
from shared.kernel.clock import today
from shared.kernel.context import Actor
from shared.kernel.handling import handle
from shared.kernel.store import Appended, Transaction
from shared.worklists.worklists import Claim


class HandoverResult(StrEnum):
    """Överlämningens resultat."""

    HANDED_OVER = "handed-over"
    NOTHING_TO_HAND_OVER = "nothing-to-hand-over"


class HandoverBody(Body):
    """Överlämningen från aktualisering till utredning är gjord."""

    result: HandoverResult = Field(title="Resultat", examples=["handed-over"])
    note: Text | None = Field(
        default=None,
        title="Anteckning",
        examples=["Anmälan och skyddsbedömning förda till akten."],
    )

    def to_command(self, done_on: date) -> RecordWorkDone:
        """Return the command this body asks for."""
        return RecordWorkDone(
            worklist=HANDOVER.name, result_code=self.result.value, note=self.note, done_on=done_on
        )


async def finish_handover(
    tx: Transaction, claim: Claim, body: HandoverBody, actor: Actor, causation_id: UUID
) -> Appended:
    """Keep what the robot did in the investigation it did it for."""
    command = body.to_command(today())
    return await handle(
        tx, INVESTIGATION, claim.stream_id, command, actor=actor, causation_id=causation_id
    )


def work_routes() -> EdgeRouter:
    """Return the routes of every work list of investigation."""
    handover = WorklistRoutes(
        worklist=HANDOVER,
        title="Överlämning till utredning",
        result=HandoverBody,
        finish=finish_handover,
    )
    return worklist_router(right="investigation:work", lists=[handover])
