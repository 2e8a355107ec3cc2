"""From a change somebody asks for to the rules, and back to its answer."""

from datetime import date
from typing import Protocol
from uuid import UUID

from fastapi.responses import Response

from services.interventions.api import queries
from services.interventions.api.answers import GoalSetAnswer, NeedStatedAnswer
from services.interventions.api.content_schemas import GoalBody
from services.interventions.api.isu_schemas import NeedBody
from services.interventions.api.schemas import OpenBody
from services.interventions.application.lawful import Law
from services.interventions.application.opening import PersonUnknown, without_needs_assessment
from services.interventions.domain.commands import InterventionCommand
from services.interventions.domain.rules import INTERVENTION
from shared.catalogue import catalogue
from shared.http.edge import Accepted, Change
from shared.kernel.clock import today
from shared.kernel.files import file_of_matter
from shared.kernel.handling import begin, handle
from shared.kernel.store import Appended, Transaction


class CommandBody(Protocol):
    """A body that asks for one command."""

    def to_command(self, law: Law, today: date) -> InterventionCommand:
        """Return the command, with what the law of the day says about its codes."""


async def ask(change: Change, intervention_id: UUID, body: CommandBody) -> Response:
    """Ask for what the body says, and answer."""

    async def work(tx: Transaction) -> Accepted:
        command = body.to_command(Law(catalogue()), today())
        return Accepted.of(await _handle(tx, change, intervention_id, command))

    return await change.run(work)


async def ask_for_goal(change: Change, intervention_id: UUID, body: GoalBody) -> Response:
    """Ask for a goal, and answer with its id too."""
    goal_id = change.id_for("goal")

    async def work(tx: Transaction) -> Accepted:
        command = body.to_command(goal_id, Law(catalogue()), today())
        appended = await _handle(tx, change, intervention_id, command)
        answer = GoalSetAnswer(
            goal_id=goal_id, event_id=appended.last_event_id, version=appended.version
        )
        return Accepted.of(appended, body=answer)

    return await change.run(work)


async def ask_for_need(change: Change, intervention_id: UUID, body: NeedBody) -> Response:
    """Ask for a need to be stated, and answer with its id too."""
    need_id = change.id_for("need")

    async def work(tx: Transaction) -> Accepted:
        command = body.to_command(need_id, Law(catalogue()), today())
        appended = await _handle(tx, change, intervention_id, command)
        answer = NeedStatedAnswer(
            need_id=need_id, event_id=appended.last_event_id, version=appended.version
        )
        return Accepted.of(appended, body=answer)

    return await change.run(work)


async def ask_to_open(change: Change, body: OpenBody) -> Response:
    """Ask for an intervention without needs assessment: a thread of its own, in a file of ours."""
    wanted = body.wanted(change.id_for("intervention"))
    law = Law(catalogue())

    async def work(tx: Transaction) -> Accepted:
        person = await queries.person(tx, wanted.person_id)
        if person is None or await change.closed(tx, [wanted.person_id]):
            raise PersonUnknown
        command = without_needs_assessment(law, wanted, person.birth_year, today())
        context = change.context(
            thread_id=change.id_for("thread"),
            person_id=wanted.person_id,
            file_id=file_of_matter(wanted.intervention_id),
        )
        appended = await begin(tx, INTERVENTION, wanted.intervention_id, command, context)
        return Accepted.of(appended, location=f"/interventions/{wanted.intervention_id}")

    return await change.run(work)


async def _handle(
    tx: Transaction, change: Change, intervention_id: UUID, command: InterventionCommand
) -> Appended:
    return await handle(
        tx,
        INTERVENTION,
        intervention_id,
        command,
        actor=change.actor,
        causation_id=change.request_id,
        expected=change.expected,
    )
