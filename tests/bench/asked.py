"""What is asked of intake: a school's report of one child, and whose matter it is to be."""

import itertools
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from uuid import UUID

import psycopg

from deploy.demo.callers import Who
from shared.access.issuer import DevelopmentIssuer
from shared.access.policy import CASEWORKER, E_SERVICE
from shared.kernel.clock import new_id, today
from shared.kernel.context import Client
from tests.bench.calling import as_json, post

REPORT = {
    "form": {"code": "orosanmalan", "version": "3.1", "locale": "sv"},
    "reporter": {
        "kind": "mandated",
        "mandateCode": "19-1-4",
        "name": "Lära Lärarsson",
        "workplace": "Provskolan",
    },
    "children": [{"name": "Test Testsson", "birthYear": 2015, "school": "Provskolan 3 B"}],
    "text": "Han kommer ofta hungrig till skolan och har inga vinterkläder. Han säger att det inte"
    " finns någon mat hemma. Vi har talat med vårdnadshavaren vid två tillfällen i höst.",
    "reasonCodes": ["neglect"],
}
E_SERVICE_CLIENT = Who(
    subject="e-service-1", client=Client.E_SERVICE, client_id="e-service", role=E_SERVICE
)
OFFICIAL = Who(
    subject="official-7",
    client=Client.OFFICIAL,
    client_id="handlaggarstod",
    role=CASEWORKER,
    unit="barn-norr",
)
OPENED = """
    SELECT stream_id, max(version) FROM store.event
    WHERE stream_id IN (SELECT stream_id FROM store.event WHERE name = 'intake.opened.v1')
    GROUP BY stream_id
    HAVING NOT bool_or(name = 'intake.assigned.v1')
"""


def token(issuer: DevelopmentIssuer, who: Who) -> str:
    """Return a token that outlives the run."""
    return issuer.issue(
        subject=who.subject,
        client_kind=who.client.value,
        roles=[who.role],
        scopes=who.scopes,
        unit=who.unit,
        client_id=who.client_id,
        minutes=60,
    )


def a_report(authorization: str) -> tuple[bytes, None]:
    """Return the next report of concern."""
    headers = {"authorization": authorization, "idempotency-key": str(new_id())}
    return post("/concern-reports", as_json(REPORT), headers), None


@dataclass(slots=True)
class Matters:
    """Opened intakes, handed to one official and then to another, each at its version."""

    authorization: str
    known: deque[tuple[UUID, int, bool]] = field(default_factory=deque)
    _turns: "itertools.count[int]" = field(default_factory=lambda: itertools.count(100))

    def learn(self, admin_url: str) -> None:
        """Look the opened and not yet assigned ones up."""
        with psycopg.connect(admin_url) as connection:
            rows = connection.execute(OPENED).fetchall()
        known = {each[0] for each in self.known}
        self.known.extendleft((row[0], row[1], False) for row in rows if row[0] not in known)

    def next_assignment(self) -> tuple[bytes, Callable[[bytes], None]]:
        """Return the request that gives the next one to somebody else."""
        intake_id, version, is_assigned = self.known.popleft()
        what, body = self._reassign() if is_assigned else self._assign()
        headers = {
            "authorization": self.authorization,
            "if-match": f'"{version}"',
            "idempotency-key": str(new_id()),
        }
        request = post(f"/intakes/{intake_id}/{what}", as_json(body), headers)
        return request, partial(self._done, intake_id, version)

    def _done(self, intake_id: UUID, version: int, _: bytes) -> None:
        self.known.append((intake_id, version + 1, True))

    def _assign(self) -> tuple[str, dict[str, str]]:
        return "assign", {
            "official": "official-7",
            "unit": "barn-norr",
            "assignedOn": today().isoformat(),
        }

    def _reassign(self) -> tuple[str, dict[str, str]]:
        return "reassign", {
            "official": f"official-{next(self._turns)}",
            "unit": "barn-norr",
            "reassignedOn": today().isoformat(),
            "reasonCode": "workload",
        }
