"""What robots do in intake: sibling check, hand-over and summary at closing."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any, TypeAlias
from uuid import UUID

from pydantic import Field

from services.intake.api.fields import Words
from services.intake.domain.intake.commands import RecordWork
from services.intake.domain.intake.rules import INTAKE
from services.intake.projections import work_items
from shared.access.guards import guards
from shared.eventstore.merged_persons import same_person
from shared.http.edge import EdgeRouter
from shared.http.schemas import Body
from shared.http.worklists import WorklistRoutes, worklist_router
from shared.kernel.clock import today
from shared.kernel.context import Actor
from shared.kernel.handling import handle
from shared.kernel.store import Appended, Transaction
from shared.worklists.worklists import Claim, Worklist

KEPT_BACK = f"""
EXISTS (SELECT FROM {guards("intake")} g
        WHERE g.is_protected AND g.person_id IN (
            WITH RECURSIVE {same_person("intake", "SELECT {person}")}
            SELECT person_id FROM same
            UNION SELECT r.other_person_id FROM intake.relation r JOIN same USING (person_id)
            UNION SELECT r.person_id
            FROM intake.relation r JOIN same ON same.person_id = r.other_person_id
            UNION SELECT theirs.person_id
            FROM intake.relation mine JOIN same USING (person_id)
            JOIN intake.relation theirs ON theirs.other_person_id = mine.other_person_id))"""
"""No robot works with a protected person, nor where a relative is one: it would not see them."""

SIBLING_CHECK = Worklist(name=work_items.SIBLING_CHECK, service="intake", kept_back=KEPT_BACK)
HANDOVER = Worklist(name=work_items.HANDOVER, service="intake", kept_back=KEPT_BACK)
CLOSING_SUMMARY = Worklist(name=work_items.CLOSING_SUMMARY, service="intake", kept_back=KEPT_BACK)
WORKLISTS = (SIBLING_CHECK, HANDOVER, CLOSING_SUMMARY)

Note = Annotated[
    Words | None, Field(title="Anteckning", examples=["Ett syskon med pågående utredning."])
]


class SiblingCheckBody(Body):
    """Resultatet av en syskonkontroll."""

    sibling_count: int = Field(title="Antal syskon som hittades", ge=0, le=50, examples=[1])
    note: Note = None

    @property
    def result_code(self) -> str:
        """Return the code that is told of the result."""
        return "siblings-found" if self.sibling_count else "no-siblings"


class HandoverBody(Body):
    """Resultatet av en överlämning till utredningen."""

    note: Note = None

    @property
    def result_code(self) -> str:
        """Return the code that is told of the result."""
        return "handed-over"


class ClosingSummaryBody(Body):
    """Sammanfattningen när utredningen har avslutats."""

    note: Words = Field(title="Sammanfattning", examples=["En anmälan, utredd på 98 dagar."])

    @property
    def result_code(self) -> str:
        """Return the code that is told of the result."""
        return "summarised"


ResultBody: TypeAlias = SiblingCheckBody | HandoverBody | ClosingSummaryBody
Finish: TypeAlias = Callable[[Transaction, Claim, Any, Actor, UUID], Awaitable[Appended]]


def robot_routes() -> EdgeRouter:
    """Return the routes of the three work lists."""
    return worklist_router(
        right="intake:work",
        lists=[
            WorklistRoutes(
                worklist=SIBLING_CHECK,
                title="Syskonkontroll",
                result=SiblingCheckBody,
                finish=_finish(SIBLING_CHECK),
            ),
            WorklistRoutes(
                worklist=HANDOVER,
                title="Överlämning",
                result=HandoverBody,
                finish=_finish(HANDOVER),
            ),
            WorklistRoutes(
                worklist=CLOSING_SUMMARY,
                title="Sammanfattning",
                result=ClosingSummaryBody,
                finish=_finish(CLOSING_SUMMARY),
            ),
        ],
    )


def _finish(worklist: Worklist) -> Finish:
    async def finish(
        tx: Transaction, claim: Claim, body: ResultBody, actor: Actor, causation_id: UUID
    ) -> Appended:
        command = RecordWork(
            worklist=worklist.name,
            result_code=body.result_code,
            done_on=today(),
            note=body.note,
        )
        stream_id = claim.stream_id
        return await handle(tx, INTAKE, stream_id, command, actor=actor, causation_id=causation_id)

    return finish
