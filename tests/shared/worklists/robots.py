"""Robots at work on one list of intake's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import psycopg
from sqlalchemy import insert

from shared.eventstore.store import PostgresStore
from shared.testing.database import Database
from shared.worklists.items import work_item_table
from shared.worklists.worklists import Claim, Worklist

LIST = Worklist(name="sibling-check", service="intake", max_attempts=3)
ITEMS = work_item_table("intake")
PERSON = UUID(int=900)
_LET_LAPSE = "UPDATE intake.claim SET leased_until = clock_timestamp() WHERE claim_id = %s"


@dataclass(frozen=True, slots=True)
class Robots:
    """Robots at work on the one list of these tests."""

    store: PostgresStore
    database: Database

    async def give(self, *numbers: int, worklist: str = LIST.name, state: str = "waiting") -> None:
        """Put items 1, 2, ... on the list; item 2 came in the day after item 1."""
        rows = [
            {
                "item_id": UUID(int=number),
                "worklist": worklist,
                "stream_id": UUID(int=100 + number),
                "person_id": PERSON,
                "created_on": date(2026, 3, number % 28 + 1),
                "state": state,
            }
            for number in numbers
        ]
        async with self.store.transaction() as tx:
            for row in rows:
                await tx.rows(insert(ITEMS).values(row))

    async def claim(self, subject: str = "robot-1", worklist: Worklist = LIST) -> Claim | None:
        async with self.store.transaction() as tx:
            return await worklist.claim(tx, subject)

    async def claimed(self, subject: str = "robot-1") -> Claim:
        claim = await self.claim(subject)
        assert claim
        return claim

    async def fail(self, claim: Claim, reason: str = "source-unavailable") -> bool:
        async with self.store.transaction() as tx:
            return await LIST.fail(tx, claim.claim_id, "robot-1", reason=reason)

    async def fail_until_parked(self) -> UUID:
        while True:
            claim = await self.claimed()
            if await self.fail(claim):
                return claim.item_id

    def let_lapse(self, claim_id: UUID) -> None:
        """Let time pass, for this claim only."""
        with psycopg.connect(self.database.admin_url) as admin:
            admin.execute(_LET_LAPSE, (claim_id,))


def numbers(claims: Sequence[Claim]) -> list[int]:
    """Return which items were claimed."""
    return [claim.item_id.int for claim in claims]
