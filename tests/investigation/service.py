"""The service under test: asked over HTTP, told by intake's events."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from httpx import AsyncClient, Response

from services.investigation.reactions.take_over_from_intake import NAME, investigation_id_of
from shared.contracts.intake import Origin, PreliminaryAssessmentConcluded, Way
from shared.eventstore.store import PostgresStore
from shared.kernel.context import Actor, Client, Context
from shared.testing.tokens import CASEWORKER, bearer
from tests.investigation.stories import INTAKE_ID, OPENED_ON, PERSON_ID

BASE = "http://investigation.example"
THREAD_ID = UUID("0192f0c1-0000-7000-8000-0000000000f1")
OFFICIAL = Actor(
    subject="official-5", role="caseworker", client=Client.OFFICIAL, client_id="handlaggarstod"
)


def concluded(
    way: Way = Way.INVESTIGATE,
    *,
    intake_id: UUID = INTAKE_ID,
    person_id: UUID = PERSON_ID,
    case_type: str = "child-concern",
    on: date = OPENED_ON,
    investigation_id: UUID | None = None,
    origin: Origin | None = None,
) -> PreliminaryAssessmentConcluded:
    return PreliminaryAssessmentConcluded(
        way=way,
        concluded_on=on,
        concluded_by="official-5",
        legal_basis_id="sol-20-2",
        investigation_id=investigation_id,
        intake_id=intake_id,
        person_id=person_id,
        case_type=case_type,
        received_on=on,
        origin=origin,
    )


async def tell(intake: PostgresStore, event: PreliminaryAssessmentConcluded) -> UUID:
    """Let intake append ``event``; return its id."""
    context = Context(
        actor=OFFICIAL,
        thread_id=THREAD_ID,
        causation_id=UUID(int=99),
        person_id=event.person_id,
        file_id=FILE_ID,
    )
    async with intake.transaction() as tx:
        stream = await tx.read(event.intake_id)
        appended = await tx.append(event.intake_id, [event], context, after=stream.version)
    return appended.last_event_id


FILE_ID = UUID("0192f0c1-0000-7000-8000-0000000000fe")


@dataclass(frozen=True, slots=True)
class Service:
    """Investigation at work."""

    client: AsyncClient
    store: PostgresStore
    intake: PostgresStore

    async def opened(self, event: PreliminaryAssessmentConcluded) -> UUID:
        """Let intake ask for an investigation; return its id when it is open."""
        await self.told(event)
        return investigation_id_of(event.intake_id)

    async def told(self, event: PreliminaryAssessmentConcluded) -> None:
        """Let intake append ``event``, and wait until investigation has reacted."""
        event_id = await tell(self.intake, event)
        assert await self.store.wait_for(event_id, NAME, seconds=10)

    async def read(self, path: str, *, by: str = CASEWORKER) -> Response:
        """Read ``path``."""
        return await self.client.get(path, headers=bearer(by))

    async def ask(self, path: str, body: dict[str, Any], *, by: str = CASEWORKER) -> Response:
        """Ask for a change of what stands at ``path`` without its last step, as it is now."""
        thing = await self.read(path.rpartition("/")[0], by=by)
        headers = {**bearer(by), "If-Match": thing.headers["etag"]}
        return await self.client.post(path, json=body, headers=headers)

    async def changed(self, path: str, body: dict[str, Any], *, by: str = CASEWORKER) -> Any:
        """Ask for a change, and expect that it is accepted."""
        answer = await self.ask(path, body, by=by)
        assert answer.is_success, answer.text
        return answer.json()
