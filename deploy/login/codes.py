"""Codes that a browser carries back: each for one client, one address and one use."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from deploy.demo.callers import Who
from shared.kernel.clock import now

CLIENT_ID = "rodatraden-pages"  # our pages, to this issuer
LONGEST = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """Who logged in, and to what attempt it answers."""

    who: Who
    client_id: str
    redirect_uri: str
    nonce: str = field(repr=False)
    challenge: str = field(repr=False)

    def is_for(self, client_id: str, redirect_uri: str, verifier: str) -> bool:
        """Whether the one who brings ``verifier`` is the one who began the attempt."""
        digest = hashlib.sha256(verifier.encode()).digest()
        shown = base64.urlsafe_b64encode(digest).rstrip(b"=")
        is_same = (client_id, redirect_uri) == (self.client_id, self.redirect_uri)
        return is_same and hmac.compare_digest(shown, self.challenge.encode())


class Codes:
    """The codes that have been given out and not yet used."""

    def __init__(self, *, clock: Callable[[], datetime] = now) -> None:
        self._clock = clock
        self._given: dict[str, tuple[Grant, datetime]] = {}

    def give(self, grant: Grant) -> str:
        """Return a new code for ``grant``."""
        at, code = self._clock(), secrets.token_urlsafe(32)
        self._given = {c: each for c, each in self._given.items() if at - each[1] < LONGEST}
        self._given[code] = (grant, at)
        return code

    def take(self, code: str) -> Grant | None:
        """Return what ``code`` was given for, once."""
        grant, at = self._given.pop(code, (None, None))
        return grant if at is not None and self._clock() - at < LONGEST else None
