"""Tokens as an issuer would sign them, and as somebody else would."""

import base64
import json
import warnings
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from joserfc import jws, jwt
from joserfc.jwk import ECKey, OctKey, OKPKey, RSAKey

from shared.access.issuer import DEVELOPMENT_ISSUER
from shared.access.keys import PublicKey
from shared.access.tokens import TokenReader

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
AUDIENCE = "rodatraden"
KEY = OKPKey.generate_key("Ed25519", {"kid": "key-1"})
EC = ECKey.generate_key("P-256", {"kid": "ec-1"})
RSA = RSAKey.generate_key(2048, {"kid": "rsa-1"})
CLAIMS: dict[str, Any] = {
    "iss": DEVELOPMENT_ISSUER,
    "aud": AUDIENCE,
    "sub": "official-7",
    "client_id": "case-system",
    "client_kind": "official",
    "roles": ["caseworker", "unit-head"],
    "scope": "intake:read intake:handle",
    "unit": "barn-norr",
    "iat": int(NOW.timestamp()),
    "exp": int((NOW + timedelta(minutes=5)).timestamp()),
    "jti": "token-1",
}


class Keys:
    """The keys of the issuer, and how often they were asked for."""

    def __init__(self) -> None:
        self.asked = 0

    async def find(self, kid: str) -> PublicKey | None:
        self.asked += 1
        known: dict[str, PublicKey] = {"key-1": KEY, "ec-1": EC, "rsa-1": RSA}
        return known.get(kid)


class Clock:
    def __init__(self) -> None:
        self.time = NOW

    def __call__(self) -> datetime:
        return self.time


def reader(
    keys: Keys | None = None, clock: Callable[[], datetime] | None = None, **settings: Any
) -> TokenReader:
    return TokenReader(
        issuer=DEVELOPMENT_ISSUER,
        audience=AUDIENCE,
        keys=keys or Keys(),
        clock=clock or Clock(),
        **settings,
    )


def signed(
    key: Any = KEY,
    alg: str = "Ed25519",
    header: dict[str, Any] | None = None,
    lacking: str | None = None,
    **changed: Any,
) -> str:
    claims = {name: value for name, value in {**CLAIMS, **changed}.items() if name != lacking}
    said = {"typ": "at+jwt", "alg": alg, "kid": "key-1", **(header or {})}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the library warns of what we let the tests try
        return jwt.encode(said, claims, key, algorithms=[alg])


def part(content: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(content).encode()).rstrip(b"=").decode()


def signed_with_secret(header: dict[str, Any], secret: bytes) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        key = OctKey.import_key(base64.urlsafe_b64encode(secret).decode())
        return jws.serialize_compact(header, json.dumps(CLAIMS), key, algorithms=["HS256"])
