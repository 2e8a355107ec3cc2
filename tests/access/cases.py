"""Five cases that differ in what the policy asks: made once, over the services' own interfaces."""

import time
from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import UUID

import anyio
from httpx import AsyncClient

from services.intake.projections.work_items import (
    CLOSING_SUMMARY,
    HANDOVER,
    SIBLING_CHECK,
    item_id,
)
from shared.kernel.clock import new_id, today
from shared.testing.database import Database
from shared.testing.tokens import ANALYST, E_SERVICE, bearer, token_for
from tests.services import client_of, settings_of

SERVICES = ("intake", "investigation", "interventions", "reporting")
CASES: Mapping[str, str] = {
    "own": "200001052380",
    "other": "199312172381",
    "protected": "199006022397",
    "ended": "199107172380",
    "merged": "191212121212",
}
"""What each case is to the unit barn-norr, and the official test number of the person in it."""
OURS = token_for("official-7", "official", "caseworker", unit="barn-norr")
THEIRS = token_for("official-8", "official", "caseworker", unit="barn-syd")
OUR_HEAD = token_for("official-3", "official", "unit-head", unit="barn-norr")
THEIR_HEAD = token_for("official-4", "official", "unit-head", unit="barn-syd")
PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Known:
    """What one case is called, by the names that paths use."""

    ids: dict[str, str] = field(default_factory=dict)

    def filled(self, path: str) -> str:
        """Return ``path`` with the case's ids; an id of no case is a new one."""
        for worklist in (SIBLING_CHECK, HANDOVER, CLOSING_SUMMARY):
            if f"/{worklist}/" in path and "{itemId}" in path:
                thread_id = UUID(self.ids["anyId"])
                path = path.replace("{itemId}", str(item_id(thread_id, worklist)))
        for name, value in self.ids.items():
            path = path.replace(f"{{{name}}}", value)
        while "{" in path:
            head, _, rest = path.partition("{")
            path = f"{head}{new_id()}{rest.partition('}')[2]}"
        return path


@dataclass(frozen=True, slots=True)
class Office:
    """The four services at work on one database, and five cases in them."""

    clients: Mapping[str, AsyncClient]
    cases: dict[str, Known] = field(default_factory=dict)

    async def get(self, service: str, path: str, by: str) -> Any:
        """Read, and expect an answer."""
        answer = await self.clients[service].get(path, headers=bearer(by))
        assert answer.is_success, (path, answer.text)
        return answer

    async def act(self, service: str, thing: str, act: str, by: str, **body: Any) -> Any:
        """Change a thing as it is now, and expect that it is accepted."""
        seen = await self.get(service, thing, by)
        headers = {**bearer(by), "If-Match": seen.headers["etag"]}
        answer = await self.clients[service].post(f"{thing}/{act}", json=body, headers=headers)
        assert answer.is_success, (act, answer.text)
        return answer.json()

    async def post(self, service: str, path: str, by: str, body: Mapping[str, Any]) -> Any:
        """Post, and expect an answer."""
        headers = {**bearer(by), "Idempotency-Key": str(new_id())}
        answer = await self.clients[service].post(path, json=body, headers=headers)
        assert answer.is_success, (path, answer.text)
        return answer.json()

    async def stream(self, intake_id: str, kind: str) -> str:
        """Return the stream that opened by reaction, once reporting tells of it."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            path = f"/threads/{intake_id}"
            answer = await self.clients["reporting"].get(path, headers=bearer(ANALYST))
            lines = answer.json().get("lines", ())
            found = [line["matterId"] for line in lines if line["type"] == kind]
            if found:
                return str(found[0])
            await anyio.sleep(0.05)
        raise AssertionError(f"{kind} was never told of")


async def office(database: Database, folder: Path, stack: AsyncExitStack) -> Office:
    """Open the services and make the five cases."""
    clients = {}
    for service in SERVICES:
        base = f"http://{service}.example"
        settings = settings_of(service, base, database, folder)
        app = import_module(f"services.{service}.main").create_app(settings)
        clients[service] = await stack.enter_async_context(client_of(app, base))
    here = Office(clients)
    for name in CASES:
        here.cases[name] = await _case(here, name)
    await _protect(here)
    return here


async def _case(here: Office, name: str) -> Known:
    """Take one child from the report to a granted intervention; of the ended one, to its end."""
    number, on = CASES[name], today().isoformat()
    report = {
        "form": {"code": "orosanmalan", "version": "3.1", "locale": "sv"},
        "reporter": {
            "kind": "mandated",
            "mandateCode": "19-1-4",
            "name": "Lära Lärarsson",
            "isFeedbackRequested": True,
        },
        "children": [{"name": "Test Testsson", "number": number}],
        "text": "Ofta ensam hemma.",
        "reasonCodes": ["neglect"],
    }
    received = await here.post("intake", "/concern-reports", E_SERVICE, report)
    listed = f"/intakes?limit=100&atLeast={received['eventId']}"
    found = (await here.get("intake", listed, OURS)).json()["items"]
    intake = next(each for each in found if each["official"] is None)
    ids = {
        "intakeId": intake["intakeId"],
        "anyId": intake["threadId"],
        "personId": intake["personId"],
        "receiptId": received["receiptId"],
    }
    await _handle(here, name, ids, on)
    return Known(ids)


async def _handle(here: Office, name: str, ids: dict[str, str], on: str) -> None:
    who, head = (THEIRS, THEIR_HEAD) if name == "other" else (OURS, OUR_HEAD)
    given = {
        "official": "official-8" if name == "other" else "official-7",
        "unit": "barn-syd" if name == "other" else "barn-norr",
        "assignedOn": on,
    }
    at = f"/intakes/{ids['intakeId']}"
    reasons = {"reasons": "Behöver utredas."}
    outcome = {"outcome": "no-immediate-need", "assessedOn": on}
    await here.act("intake", at, "assess-protection", OURS, **outcome, **reasons)
    await here.act("intake", at, "assign", OURS, **given)
    way = {"way": "investigate", "concludedOn": on, **reasons}
    await here.act("intake", at, "conclude-preliminary-assessment", who, **way)
    ids["investigationId"] = await here.stream(ids["intakeId"], "investigation.opened.v1")
    investigation = f"/investigations/{ids['investigationId']}"
    await here.act("investigation", investigation, "assign", who, **given)
    decided = await here.act(
        "investigation",
        investigation,
        "decide",
        head,
        decisionType="assistance-personal",
        outcome="granted",
        interventionType="outpatient-family",
        decidedOn=on,
        reasonCodes=["need-established"],
        reasons="Behovet är utrett.",
    )
    ids["decisionId"] = decided["id"]
    ids["interventionId"] = await here.stream(ids["intakeId"], "interventions.opened.v1")
    intervention = f"/interventions/{ids['interventionId']}"
    await here.act("interventions", intervention, "assign", who, **given)
    if name == "ended":
        closing = {"closedOn": on, "isWithIntervention": True, "summary": "Stöd."}
        await here.act(
            "investigation", investigation, "close", who, reasonCode="with-intervention", **closing
        )
        ending = {"endedOn": on, "reasonCode": "individual-ended"}
        await here.act("interventions", intervention, "end", who, **ending)


async def _protect(here: Office) -> None:
    """Protect one person, let another be found to be the same, and wait until all have heard."""
    secret, same = (here.cases[name].ids["personId"] for name in ("protected", "merged"))
    kind = {"kind": "confidentiality-mark", "markedOn": today().isoformat()}
    await here.post("intake", f"/persons/{secret}/mark-protection", OURS, kind)
    merge = {"intoPersonId": secret, "reasonCode": "registered-twice"}
    facts = await here.get("intake", f"/persons/{same}/facts", OURS)
    headers = {**bearer(OURS), "If-Match": facts.headers["etag"]}
    merged = await here.clients["intake"].post(
        f"/persons/{same}/merge", json=merge, headers=headers
    )
    for service, client in here.clients.items():
        lists = {"reporting": "/open-matters"}.get(service, f"/{service}s".replace("ss", "s"))
        waited = f"{lists}?atLeast={merged.json()['eventId']}"
        assert (await client.get(waited, headers=bearer(OUR_HEAD))).is_success
