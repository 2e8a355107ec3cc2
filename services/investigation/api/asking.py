"""From a change somebody asks for to a use case, and back to its answer."""

from uuid import UUID

from fastapi.responses import Response

from services.investigation.application.asked import Asked
from services.investigation.application.stepping import step
from services.investigation.domain.investigation.commands import InvestigationStep
from shared.catalogue import catalogue
from shared.http.edge import Accepted, Change
from shared.kernel.clock import today
from shared.kernel.store import Transaction


def asked_by(change: Change) -> Asked:
    """Return who asks, when, and having seen what."""
    return Asked(
        actor=change.actor,
        causation_id=change.request_id,
        expected=change.expected,
        today=today(),
    )


async def take_step(
    change: Change, investigation_id: UUID, command: InvestigationStep
) -> Response:
    """Take the step, and answer."""

    async def work(tx: Transaction) -> Accepted:
        asked = asked_by(change)
        return Accepted.of(await step(tx, catalogue(), investigation_id, command, asked))

    return await change.run(work)
