"""The issuer's public keys: from a file or an address, read again when they may have changed."""

import asyncio
import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import httpx
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, JWKRegistry, OKPKey, RSAKey

from shared.kernel.caller import IssuerUnavailable
from shared.kernel.clock import now

PublicKey = OKPKey | ECKey | RSAKey

MAX_AGE = timedelta(minutes=5)  # how long a withdrawn key is still believed
COOLDOWN = timedelta(seconds=10)  # how often an unknown kid may make us ask again
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


class IssuerKeys:
    """The keys of one issuer, by ``kid``. Shared secrets are never among them.

    Args:
        source: a path, or an https address (http on loopback only), of a JWKS.
    """

    def __init__(self, source: str | Path, *, clock: Callable[[], datetime] = now) -> None:
        self._source = str(source)
        self._clock = clock
        self._keys: Mapping[str, PublicKey] = {}
        self._asked_at: datetime | None = None
        self._read_at: datetime | None = None
        self._asking = asyncio.Lock()
        address = urlsplit(self._source)
        self._is_address = address.scheme in ("http", "https")
        if address.scheme == "http" and not is_loopback(address.hostname):
            raise ValueError("the issuer's keys are fetched over https")

    async def find(self, kid: str) -> PublicKey | None:
        """Return the key called ``kid``, or None when the issuer has none by that name.

        Raises:
            IssuerUnavailable: no keys have been read yet, and they can't be had now.
        """
        if self._is_due(kid) or self._asking.locked():  # whoever comes during a read awaits it
            async with self._asking:
                if self._is_due(kid):
                    await self._refresh()
        if self._read_at is None:
            raise IssuerUnavailable
        return self._keys.get(kid)

    def _is_due(self, kid: str) -> bool:
        """Say whether to read again: keys are old, or ``kid`` is new; never too often."""
        if self._asked_at is None:
            return True
        rested = self._clock() - self._asked_at >= COOLDOWN
        old = self._read_at is None or self._clock() - self._read_at >= MAX_AGE
        return rested and (old or kid not in self._keys)

    async def _refresh(self) -> None:
        self._asked_at = self._clock()
        try:
            self._keys = _public_keys(await self._read())
        except (OSError, httpx.HTTPError, ValueError, KeyError, TypeError):
            return  # the keys we have stand until the issuer answers again
        self._read_at = self._asked_at

    async def _read(self) -> object:
        if not self._is_address:
            return json.loads(await asyncio.to_thread(Path(self._source).read_text))
        async with httpx.AsyncClient(timeout=5, follow_redirects=False) as client:
            answer = await client.get(self._source)
            return answer.raise_for_status().json()


def is_loopback(host: str | None) -> bool:
    """Whether ``host`` is this machine, so that nobody can listen in between."""
    return host in _LOOPBACK


def _public_keys(document: object) -> Mapping[str, PublicKey]:
    """Return the signing keys in a JWKS; those of kinds we do not use are passed over."""
    if not isinstance(document, dict):
        raise TypeError("not a JWKS")
    keys: dict[str, PublicKey] = {}
    for entry in document["keys"]:
        if not isinstance(entry, dict):
            raise TypeError("not a JWK")
        if entry.get("use", "sig") != "sig" or not isinstance(entry.get("kid"), str):
            continue
        try:
            key = JWKRegistry.import_key(entry)
        except JoseError:
            continue
        if isinstance(key, OKPKey | ECKey | RSAKey):
            keys[entry["kid"]] = key
    return keys
