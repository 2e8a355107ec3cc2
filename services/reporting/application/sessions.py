"""Sessions of officials who look at the pages: kept here by hash, never in the browser."""

import hashlib
import hmac
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from shared.kernel.caller import Caller
from shared.kernel.clock import now
from shared.kernel.context import Actor, Client
from shared.kernel.store import Store

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=9)  # a working day
NOTED_EVERY = timedelta(minutes=1)  # so that not every page writes

OPEN = """
    INSERT INTO reporting.web_session
        (secret_hash, subject, role, client_id, unit, scopes, begun_at, seen_at)
    VALUES (%(hash)s, %(subject)s, %(role)s, %(client_id)s, %(unit)s, %(scopes)s, %(at)s, %(at)s)
    RETURNING begun_at"""
FIND = "SELECT * FROM reporting.web_session WHERE secret_hash = %(hash)s"
NOTE = """
    UPDATE reporting.web_session SET seen_at = %(at)s WHERE secret_hash = %(hash)s
    RETURNING seen_at"""
CLOSE = "DELETE FROM reporting.web_session WHERE secret_hash = %(hash)s RETURNING subject"
SWEEP = """
    DELETE FROM reporting.web_session WHERE begun_at <= %(begun)s OR seen_at <= %(seen)s
    RETURNING subject"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One official's logged-in browser. The secret is known to it and, for a moment, to us."""

    secret: str = field(repr=False)
    caller: Caller

    @property
    def form_token(self) -> str:
        """What every form carries, and no other site can know (CSRF)."""
        return hmac.digest(self.secret.encode(), b"form", hashlib.sha256).hex()

    def is_from_our_form(self, token: str) -> bool:
        """Whether ``token`` is the one our own forms carry."""
        return hmac.compare_digest(token.encode(), self.form_token.encode())


class Sessions:
    """Who is logged in. A session ends by log-out, after half an hour unused, or after a day."""

    def __init__(self, store: Store, *, clock: Callable[[], datetime] = now) -> None:
        self._store, self._clock = store, clock

    async def open(self, caller: Caller) -> Session:
        """Begin a session, always under a new secret; sweep away those that have ended."""
        at, session = self._clock(), Session(secret=secrets.token_urlsafe(32), caller=caller)
        actor = caller.actor
        told = {
            "subject": actor.subject,
            "role": actor.role,
            "client_id": actor.client_id,
            "unit": actor.unit,
            "scopes": sorted(caller.scopes),
        }
        async with self._store.transaction() as tx:
            await tx.rows(SWEEP, {"begun": at - LONGEST, "seen": at - IDLE})
            await tx.rows(OPEN, {"hash": hashed(session.secret), "at": at, **told})
        return session

    async def find(self, secret: str) -> Session | None:
        """Return the session that ``secret`` opens, if it still runs; note that it is used."""
        at = self._clock()
        rows = await self._store.rows(FIND, {"hash": hashed(secret)})
        if not rows or at - rows[0]["begun_at"] >= LONGEST or at - rows[0]["seen_at"] >= IDLE:
            return None
        if at - rows[0]["seen_at"] >= NOTED_EVERY:
            async with self._store.transaction() as tx:
                await tx.rows(NOTE, {"hash": hashed(secret), "at": at})
        return Session(secret=secret, caller=_caller(rows[0]))

    async def close(self, session: Session) -> None:
        """End the session."""
        async with self._store.transaction() as tx:
            await tx.rows(CLOSE, {"hash": hashed(session.secret)})


def hashed(secret: str) -> bytes:
    """Return what is kept of a secret: nobody who reads the table can use it."""
    return hashlib.sha256(secret.encode()).digest()


def _caller(row: Mapping[str, Any]) -> Caller:
    actor = Actor(
        subject=row["subject"],
        role=row["role"],
        client=Client.OFFICIAL,
        client_id=row["client_id"],
        unit=row["unit"],
    )
    return Caller(actor=actor, scopes=frozenset(row["scopes"]))
