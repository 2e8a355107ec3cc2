"""The service under test: asked over HTTP, told by the events of intake and investigation."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from httpx import AsyncClient, Response

from services.interventions.projections.persons import PERSONS
from services.interventions.reactions.follow_the_decision import NAME
from shared.contracts.intake import PersonRegistered, Sex
from shared.contracts.interventions import intervention_id_of
from shared.contracts.investigation import (
    DecisionAppealed,
    DecisionMade,
    InvestigationAssigned,
    Outcome,
)
from shared.eventstore.store import PostgresStore
from shared.kernel.context import Actor, Client, Context
from shared.testing.tokens import CASEWORKER, bearer
from tests.interventions.stories import DECISION_ID, GRANTED_ON, INVESTIGATION_ID, PERSON_ID

BASE = "http://interventions.example"
THREAD_ID = UUID("0192f0c1-0000-7000-8000-0000000000f1")
FILE_ID = UUID("0192f0c1-0000-7000-8000-0000000000f1")
OFFICIAL = Actor(
    subject="official-5", role="caseworker", client=Client.OFFICIAL, client_id="handlaggarstod"
)
CONTEXT = Context(
    actor=OFFICIAL,
    thread_id=THREAD_ID,
    causation_id=UUID(int=99),
    person_id=PERSON_ID,
    file_id=FILE_ID,
)


def decided(
    outcome: Outcome = Outcome.GRANTED,
    *,
    decision_id: UUID = DECISION_ID,
    intervention_type: str | None = "outpatient-family",
    on: date = GRANTED_ON,
) -> DecisionMade:
    return DecisionMade(
        decision_id=decision_id,
        investigation_id=INVESTIGATION_ID,
        person_id=PERSON_ID,
        case_type="child-concern",
        decision_type="assistance-personal",
        outcome=outcome,
        intervention_type=intervention_type,
        legal_basis_id="sol-11-1",
        decided_on=on,
        decided_by="official-3",
        decider_role="unit-head",
        delegation_rule_id="d-5",
        reason_codes=("need-established",),
        catalogue_version="2026-1",
    )


def appealed(decision_id: UUID = DECISION_ID, on: date = date(2026, 5, 8)) -> DecisionAppealed:
    return DecisionAppealed(
        decision_id=decision_id, received_on=on, notified_on=None, is_in_time=None
    )


def person_registered(birth_year: int | None, person_id: UUID = PERSON_ID) -> PersonRegistered:
    return PersonRegistered(
        person_id=person_id,
        birth_year=birth_year,
        sex=Sex.UNKNOWN,
        district_code=None,
        registered_on=date(2026, 3, 2),
    )


async def tell(store: PostgresStore, stream_id: UUID, event: object) -> UUID:
    """Let another service append ``event``; return its id."""
    async with store.transaction() as tx:
        stream = await tx.read(stream_id)
        appended = await tx.append(stream_id, [event], CONTEXT, after=stream.version)
    return appended.last_event_id


@dataclass(frozen=True, slots=True)
class Service:
    """Interventions at work."""

    client: AsyncClient
    store: PostgresStore
    intake: PostgresStore
    investigation: PostgresStore

    async def opened(self, decision: DecisionMade) -> str:
        """Let investigation, which official-7 answers for, decide; return what is open then."""
        await self.investigated(decision.investigation_id)
        await self.told(decision)
        return f"/interventions/{intervention_id_of(decision.decision_id)}"

    async def investigated(self, investigation_id: UUID) -> None:
        """Let investigation give the case to official-7, and wait until the policy knows."""
        given = InvestigationAssigned(
            official="official-7", unit="barn-norr", assigned_on=GRANTED_ON
        )
        event_id = await tell(self.investigation, investigation_id, given)
        assert await self.store.wait_for(event_id, "access-matters", seconds=10)

    async def told(self, event: DecisionMade | DecisionAppealed) -> None:
        """Let investigation append ``event``, and wait until interventions has reacted."""
        event_id = await tell(self.investigation, event.decision_id, event)
        assert await self.store.wait_for(event_id, NAME, seconds=10)

    async def knows(self, person: PersonRegistered) -> None:
        """Let intake register a person, and wait until interventions has heard of it."""
        event_id = await tell(self.intake, person.person_id, person)
        assert await self.store.wait_for(event_id, PERSONS.name, seconds=10)

    async def read(self, path: str, *, by: str = CASEWORKER, **query: str) -> Response:
        """Read ``path``."""
        return await self.client.get(path, headers=bearer(by), params=query)

    async def ask(self, path: str, body: dict[str, Any], *, by: str = CASEWORKER) -> Response:
        """Ask for a change of what stands at ``path`` without its last step, as it is now."""
        thing = await self.read(path.rpartition("/")[0])
        headers = {**bearer(by), "If-Match": thing.headers["etag"]}
        return await self.client.post(path, json=body, headers=headers)

    async def open(
        self, body: dict[str, Any], *, by: str = CASEWORKER, key: str | None = None
    ) -> Response:
        """Ask for an intervention without needs assessment."""
        headers = bearer(by) if key is None else {**bearer(by), "Idempotency-Key": key}
        return await self.client.post("/interventions", json=body, headers=headers)

    async def changed(self, path: str, body: dict[str, Any]) -> Any:
        """Ask for a change, and expect that it is accepted."""
        answer = await self.ask(path, body)
        assert answer.is_success, answer.text
        return answer.json()
