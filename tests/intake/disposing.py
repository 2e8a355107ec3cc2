"""Old matters, and the lists they are destroyed by, for the tests of disposal."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from httpx import Response

from services.intake.application.disposal.births import Births
from services.intake.application.disposal.carrying_out import CarryingOut
from services.intake.application.disposal.leftovers import Leftovers
from services.intake.application.disposal.sheet import Sheet
from services.intake.application.disposal.standing import Standings
from shared.catalogue import catalogue
from shared.eventstore.store import PostgresStore
from shared.kernel.clock import new_id, today
from shared.kernel.settings import Settings
from shared.testing.database import Database
from shared.testing.tokens import SUBCOMMITTEE, UNIT_HEAD, bearer
from shared.vault.destruction import Destroyer
from shared.vault.master import read_master_key
from shared.vault.vault import Vault
from tests.intake.service import Service, concern
from tests.past import recorded_at

OLD = date(2020, 3, 2)


class Killed(BaseException):
    """The operator's process ended here."""


@dataclass(frozen=True, slots=True)
class Office:
    """Intake at work, and what an operator of it may do."""

    service: Service
    database: Database
    settings: Settings

    async def old_report(self, key: str = "old", on: date = OLD, **changes: Any) -> dict[str, Any]:
        """Return a matter from long ago that led to nothing."""
        at = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
        with recorded_at(self.database.admin_url, at):
            body = concern(receivedOn=on.isoformat(), **changes)
            body["reporter"] = {"kind": "private", "name": "Granne Grannsson"}
            (matter,) = await self.service.reported(body, key)
            told = {"assessedOn": on.isoformat(), "outcome": "no-immediate-need"}
            await self.service.done(
                matter["intakeId"], "assess-protection", {**told, "reasons": "Hemliga skäl."}
            )
            concluded = {"way": "no-action", "concludedOn": on.isoformat(), "reasons": "Nej."}
            await self.service.done(
                matter["intakeId"], "conclude-preliminary-assessment", concluded
            )
            await self.service.caught_up("filed_matters")
        return matter

    async def ask(
        self, list_id: str, act: str, body: dict[str, Any] | None = None, *, by: str = UNIT_HEAD
    ) -> Response:
        """Ask something of a list as it is now."""
        seen = await self.service.read(f"/disposal-lists/{list_id}", by=by)
        headers = {**bearer(by), "If-Match": seen.headers["etag"]}
        path = f"/disposal-lists/{list_id}/{act}"
        return await self.service.client.post(path, json=body or {}, headers=headers)

    async def drawn_up(self, year: int | None = None) -> str:
        """Draw up a list and return its id."""
        answer = await self.draw_up(year)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    async def draw_up(self, year: int | None = None) -> Response:
        """Ask for a list."""
        headers = {**bearer(UNIT_HEAD), "Idempotency-Key": str(new_id())}
        body = {"year": year or today().year}
        return await self.service.client.post("/disposal-lists", json=body, headers=headers)

    async def approved(self, list_id: str) -> str:
        """Have a list reviewed by one and approved by another."""
        for act, by in (("review", UNIT_HEAD), ("approve", SUBCOMMITTEE)):
            answer = await self.ask(list_id, act, by=by)
            assert answer.is_success, answer.text
        return list_id

    async def files(self, list_id: str) -> list[dict[str, Any]]:
        """Return the rows of a list."""
        answer = await self.service.read(f"/disposal-lists/{list_id}/files", by=UNIT_HEAD)
        assert answer.is_success, answer.text
        return list(answer.json()["items"])

    async def shown(self, list_id: str) -> dict[str, Any]:
        """Return a list."""
        answer = await self.service.read(f"/disposal-lists/{list_id}", by=UNIT_HEAD)
        return dict(answer.json())

    async def carry_out(self, list_id: str, on: date | None = None) -> Sheet:
        """Carry a list out, as the operator's command does."""
        async with self.operator() as work:
            sheet = await work.run(UUID(list_id), on or today(), lambda done, all_: None)
        await self.service.caught_up("filed_matters")
        return sheet

    @asynccontextmanager
    async def operator(self) -> AsyncIterator[CarryingOut]:
        """Yield what carries lists out, under the logins it has."""
        manager = read_master_key(self.settings.master_key, None, self.settings.epoch_secrets)
        vault = Vault(self.database.url_for("vault"), manager)
        destroyer = Destroyer(self.database.url_for("disposal"), manager)
        store: PostgresStore = self.service.store
        async with AsyncExitStack() as stack:
            for each in (vault, destroyer):
                stack.push_async_callback(each.close)
                await each.open()
            standings = Standings(catalogue(), Births(vault))
            yield CarryingOut(store, standings, destroyer, Leftovers(store, vault))
