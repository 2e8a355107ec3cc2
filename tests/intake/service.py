"""The service under test: asked over HTTP, told by investigation's events."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from httpx import AsyncClient, Response

from shared.contracts.investigation import InvestigationClosed, InvestigationOpened
from shared.eventstore.store import PostgresStore
from shared.kernel.clock import new_id, today
from shared.kernel.context import Actor, Client, Context
from shared.testing.tokens import CASEWORKER, E_SERVICE, ROBOT, bearer

BASE = "http://intake.example"
OFFICIAL = Actor(
    subject="official-5", role="caseworker", client=Client.OFFICIAL, client_id="handlaggarstod"
)


@dataclass(frozen=True, slots=True)
class Service:
    """Intake at work."""

    client: AsyncClient
    store: PostgresStore
    investigation: PostgresStore

    async def submit(
        self, path: str, body: dict[str, Any], key: str, *, by: str = E_SERVICE
    ) -> Response:
        """Hand something in."""
        headers = {**bearer(by), "Idempotency-Key": key}
        return await self.client.post(path, json=body, headers=headers)

    async def reported(self, body: dict[str, Any], key: str = "report-1") -> list[dict[str, Any]]:
        """Report a concern; return the matters it became, as they are listed."""
        answer = await self.submit("/concern-reports", body, key)
        assert answer.status_code == 201, answer.text
        return await self.matters_of(answer.json()["receiptId"])

    async def matters_of(self, receipt_id: str, *, by: str = CASEWORKER) -> list[dict[str, Any]]:
        """Return the matters of a report, in the order of its persons."""
        await self.caught_up("intakes")
        rows = await self.store.rows(
            "SELECT i.intake_id FROM intake.intake i JOIN store.readable e"
            " ON e.stream_id = i.intake_id AND e.version = 1"
            " WHERE i.report_id = %(report_id)s ORDER BY e.position",
            {"report_id": UUID(receipt_id)},
        )
        return [(await self.read(f"/intakes/{row['intake_id']}", by=by)).json() for row in rows]

    async def read(self, path: str, *, by: str = CASEWORKER) -> Response:
        """Read ``path``."""
        return await self.client.get(path, headers=bearer(by))

    async def ask(
        self, intake_id: str, what: str, body: dict[str, Any], *, by: str = CASEWORKER
    ) -> Response:
        """Ask something of a matter as it is now."""
        matter = await self.read(f"/intakes/{intake_id}", by=by)
        headers = {**bearer(by), "If-Match": matter.headers["etag"]}
        return await self.client.post(f"/intakes/{intake_id}/{what}", json=body, headers=headers)

    async def done(
        self, intake_id: str, what: str, body: dict[str, Any], *, by: str = CASEWORKER
    ) -> Any:
        """Ask something of a matter, and expect that it is accepted."""
        answer = await self.ask(intake_id, what, body, by=by)
        assert answer.is_success, answer.text
        return answer.json()

    async def claim_all(self, worklist: str = "sibling-check") -> None:
        """Let the robot claim all that waits on a work list: what it claims it may read."""
        await self.caught_up("work_items")
        taken = 0
        while True:
            key = f"{worklist}-{taken}-{new_id()}"
            answer = await self.work(f"{worklist}/claims", {"leaseSeconds": 600}, key)
            if answer.status_code == 204:
                return
            taken += 1

    async def work(self, path: str, body: dict[str, Any], key: str) -> Response:
        """Let a robot do something with a work list."""
        headers = {**bearer(ROBOT), "Idempotency-Key": key}
        return await self.client.post(f"/worklists/{path}", json=body, headers=headers)

    async def investigated(self, matter: dict[str, Any]) -> UUID:
        """Let investigation open one about the matter's person, and wait until it is heard."""
        investigation_id = uuid5(UUID(matter["intakeId"]), "investigation")
        opened = InvestigationOpened(
            investigation_id=investigation_id,
            intake_id=UUID(matter["intakeId"]),
            person_id=UUID(matter["personId"]),
            case_type=matter["caseType"],
            legal_basis_id="sol-14-2",
            opened_on=today(),
            catalogue_version="2026-1",
        )
        await self._tell(investigation_id, opened, matter)
        return investigation_id

    async def closed(self, investigation_id: UUID, matter: dict[str, Any]) -> None:
        """Let investigation close it, and wait until that is heard."""
        closed = InvestigationClosed(
            closed_on=today(),
            closed_by="official-5",
            is_with_intervention=False,
            reason_code="without-intervention",
            investigation_id=investigation_id,
            person_id=UUID(matter["personId"]),
        )
        await self._tell(investigation_id, closed, matter)

    async def caught_up(self, read_model: str) -> None:
        """Wait until ``read_model`` has taken in all that intake has appended."""
        last = await self.store.rows("SELECT event_id FROM store.own_event ORDER BY event_id")
        assert await self.store.wait_for(last[-1]["event_id"], read_model, seconds=10)

    async def _tell(self, stream_id: UUID, event: object, matter: dict[str, Any]) -> None:
        context = Context(
            actor=OFFICIAL,
            thread_id=UUID(matter["threadId"]),
            causation_id=UUID(matter["intakeId"]),
            person_id=UUID(matter["personId"]),
        )
        async with self.investigation.transaction() as tx:
            stream = await tx.read(stream_id)
            appended = await tx.append(stream_id, [event], context, after=stream.version)
        for read_model in ("open_investigations", "work_items"):
            assert await self.store.wait_for(appended.last_event_id, read_model, seconds=10)


def child(**changes: Any) -> dict[str, Any]:
    """Return a child as a reporter may write it."""
    return {"name": "Test Testsson", "birthYear": 2015, **changes}


def concern(**changes: Any) -> dict[str, Any]:
    """Return a report of concern from a school about one child."""
    body: dict[str, Any] = {
        "form": {"code": "orosanmalan", "version": "3.1", "locale": "sv"},
        "reporter": {
            "kind": "mandated",
            "mandateCode": "19-1-4",
            "name": "Lära Lärarsson",
            "workplace": "Provskolan",
        },
        "children": [child()],
        "text": "Han kommer  ofta hungrig till skolan.\nSka vi prata?",
        "reasonCodes": ["neglect"],
    }
    return {**body, **changes}


def day(of: date | None = None) -> str:
    """Return a civil date as it is written; today when none is given."""
    return (of or today()).isoformat()
