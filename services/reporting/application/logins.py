"""Attempts to log in, from the moment a browser leaves for the issuer until it comes back."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from services.reporting.application.sessions import hashed
from shared.kernel.clock import now
from shared.kernel.store import Store

LONGEST = timedelta(minutes=10)

BEGIN = """
    INSERT INTO reporting.web_login (secret_hash, state, nonce, verifier, return_to, begun_at)
    VALUES (%(hash)s, %(state)s, %(nonce)s, %(verifier)s, %(return_to)s, %(at)s)
    RETURNING begun_at"""
TAKE = """
    DELETE FROM reporting.web_login WHERE secret_hash = %(hash)s
    RETURNING state, nonce, verifier, return_to, begun_at"""
SWEEP = "DELETE FROM reporting.web_login WHERE begun_at <= %(begun)s RETURNING begun_at"


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """What an attempt needs to be finished, and the page that it began from."""

    state: str = field(repr=False)
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)
    return_to: str


class Logins:
    """The attempts under way. Each is bound to its browser by a secret, and used once."""

    def __init__(self, store: Store, *, clock: Callable[[], datetime] = now) -> None:
        self._store, self._clock = store, clock

    async def begin(self, login: Login) -> str:
        """Keep ``login``; return the secret that the browser brings back."""
        at, secret = self._clock(), secrets.token_urlsafe(32)
        told = {
            "state": login.state,
            "nonce": login.nonce,
            "verifier": login.verifier,
            "return_to": login.return_to,
        }
        async with self._store.transaction() as tx:
            await tx.rows(SWEEP, {"begun": at - LONGEST})
            await tx.rows(BEGIN, {"hash": hashed(secret), "at": at, **told})
        return secret

    async def take(self, secret: str) -> Login | None:
        """Return the attempt of this browser, and forget it: it is not to be used twice."""
        async with self._store.transaction() as tx:
            rows = await tx.rows(TAKE, {"hash": hashed(secret)})
        if not rows or self._clock() - rows[0]["begun_at"] >= LONGEST:
            return None
        return Login(**{name: value for name, value in rows[0].items() if name != "begun_at"})
