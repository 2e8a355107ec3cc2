"""A work list by name: claim, renew, complete, fail, hand back."""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from shared.kernel.caller import Sight
from shared.kernel.clock import new_id
from shared.kernel.store import Store, Transaction
from shared.worklists import statements
from shared.worklists.refusals import (
    ClaimCompleted,
    ClaimLapsed,
    LeaseOutOfBounds,
    NoSuchClaim,
    NoSuchParkedItem,
    NotYourClaim,
)

Result = TypeVar("Result")

_KEPT = re.compile(r"@kept\(([a-z_.]+)\)")

LEASE = timedelta(seconds=60)
SHORTEST, LONGEST = timedelta(seconds=10), timedelta(minutes=15)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A piece of work somebody has taken, until ``leased_until`` unless renewed."""

    claim_id: UUID
    item_id: UUID
    stream_id: UUID
    person_id: UUID | None
    created_on: date
    leased_until: datetime
    attempts: int  # how many times it has been claimed, this time included


@dataclass(frozen=True, slots=True, kw_only=True)
class Parked:
    """A piece of work that robots have failed at too often: an official's to look at."""

    item_id: UUID
    stream_id: UUID
    person_id: UUID | None
    created_on: date
    attempts: int
    reason: str | None  # of the last failure; None when every claim just lapsed


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much there is on a list."""

    waiting: int
    claimed: int
    parked: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Worklist:
    """A list of one kind of work, which the projection ``work_item`` of ``service`` fills.

    What has been claimed ``max_attempts`` times without being completed is parked. ``kept_back``
    is an SQL condition on ``{person}``: whose work no robot is given, but an official.
    """

    name: str
    service: str
    max_attempts: int = 5
    kept_back: str = "false"

    async def claim(
        self, tx: Transaction, subject: str, *, lease: timedelta = LEASE
    ) -> Claim | None:
        """Take the next piece of work, untried and oldest first; None when there is none.

        Raises:
            LeaseOutOfBounds: the lease is shorter or longer than allowed.
        """
        taking = {"claim_id": new_id(), "subject": subject, "lease": _bounded(lease)}
        while rows := await self._ask(tx, statements.CLAIM, **taking):
            if rows[0]["claim_id"]:
                return _claim(rows[0])
        return None

    async def heartbeat(
        self, tx: Transaction, claim_id: UUID, subject: str, *, lease: timedelta = LEASE
    ) -> Claim:
        """Renew a claim from now on.

        Raises:
            LeaseOutOfBounds: the lease is shorter or longer than allowed.
            NoSuchClaim | NotYourClaim | ClaimCompleted | ClaimLapsed: it cannot be renewed.
        """
        renewing = _bounded(lease)
        await self.held(tx, claim_id, subject)
        rows = await self._ask(tx, statements.RENEW, claim_id=claim_id, lease=renewing)
        return _claim(rows[0])

    async def complete(
        self,
        tx: Transaction,
        claim_id: UUID,
        subject: str,
        work: Callable[[Claim], Awaitable[Result]],
    ) -> Result:
        """Do ``work`` under a claim and complete it, in one transaction: both or neither.

        Raises:
            NoSuchClaim | NotYourClaim | ClaimCompleted | ClaimLapsed: ``work`` was not begun.
        """
        claim = await self.held(tx, claim_id, subject)
        result = await work(claim)
        await self._ask(tx, statements.COMPLETE, claim_id=claim_id)
        return result

    async def fail(self, tx: Transaction, claim_id: UUID, subject: str, *, reason: str) -> bool:
        """Hand the work back as failed, for ``reason`` (a code); say whether it is now parked.

        Raises:
            NoSuchClaim | NotYourClaim | ClaimCompleted | ClaimLapsed: nothing was changed.
        """
        claim = await self.held(tx, claim_id, subject)
        await self._ask(tx, statements.FAIL, claim_id=claim_id, reason=reason)
        return claim.attempts >= self.max_attempts

    async def release(self, tx: Transaction, claim_id: UUID, subject: str) -> None:
        """Hand the work back undone; that claim does not count as an attempt.

        Raises:
            NoSuchClaim | NotYourClaim | ClaimCompleted | ClaimLapsed: nothing was changed.
        """
        await self.held(tx, claim_id, subject)
        await self._ask(tx, statements.RELEASE, claim_id=claim_id)

    async def held(self, tx: Transaction, claim_id: UUID, subject: str) -> Claim:
        """Return a claim that ``subject`` holds now, locked until the transaction ends.

        Raises:
            NoSuchClaim: there is no such claim, or the work has been claimed anew since.
            NotYourClaim: somebody else made it.
            ClaimCompleted: the work has been completed under it.
            ClaimLapsed: it was not renewed in time, or handed back.
        """
        rows = await self._ask(tx, statements.HOLD, claim_id=claim_id)
        if not rows:
            raise NoSuchClaim
        if rows[0]["subject"] != subject:
            raise NotYourClaim
        if rows[0]["is_completed"]:
            raise ClaimCompleted
        if not rows[0]["is_live"]:
            raise ClaimLapsed
        return _claim(rows[0])

    async def read(self, store: Store, claim_id: UUID, subject: str) -> Claim:
        """Return a claim that ``subject`` holds now.

        Raises:
            NoSuchClaim: it holds none such.
        """
        rows = await self._ask(store, statements.READ, claim_id=claim_id, subject=subject)
        if not rows:
            raise NoSuchClaim
        return _claim(rows[0])

    async def parked(
        self, store: Store, sight: Sight | None = None, *, limit: int = 100, offset: int = 0
    ) -> list[Parked]:
        """Return what waits for an official, and may be seen by the one who asks; oldest first."""
        seen = sight.of_matter("i.stream_id") if sight else "true"
        statement = statements.PARKED.replace("@seen", seen)
        asked = {**(sight.parameters if sight else {}), "limit": limit, "offset": offset}
        rows = await self._ask(store, statement, **asked)
        return [Parked(**row) for row in rows]

    async def take(
        self,
        tx: Transaction,
        item_id: UUID,
        subject: str,
        work: Callable[[Claim], Awaitable[Result]],
    ) -> Result:
        """Do ``work`` that waits for an official, and complete it, in one transaction.

        Raises:
            NoSuchParkedItem: it waits for nobody, or for robots.
        """
        rows = await self._ask(
            tx, statements.TAKE, item_id=item_id, claim_id=new_id(), subject=subject
        )
        if not rows:
            raise NoSuchParkedItem
        return await work(_claim(rows[0]))

    async def give_back(self, tx: Transaction, item_id: UUID) -> None:
        """Put a parked piece of work back on the list, to be tried afresh.

        Raises:
            NoSuchParkedItem: it is not parked.
        """
        if not await self._ask(tx, statements.GIVE_BACK, item_id=item_id):
            raise NoSuchParkedItem

    async def counts(self, store: Store) -> Counts:
        """Return how much there is on the list now."""
        return Counts(**(await self._ask(store, statements.COUNTS))[0])

    async def _ask(
        self, asked: Transaction | Store, statement: str, **parameters: object
    ) -> Sequence[Mapping[str, Any]]:
        given = {"worklist": self.name, "most": self.max_attempts, **parameters}
        kept = _KEPT.sub(lambda m: f"({self.kept_back.replace('{person}', m[1])})", statement)
        return await asked.rows(kept.replace("@.", f"{self.service}."), given)


def _bounded(lease: timedelta) -> timedelta:
    if not SHORTEST <= lease <= LONGEST:
        raise LeaseOutOfBounds
    return lease


def _claim(row: Mapping[str, Any]) -> Claim:
    return Claim(**{field.name: row[field.name] for field in fields(Claim)})
