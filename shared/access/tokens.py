"""Reading bearer tokens: JWT access tokens (RFC 9068) from the one issuer we trust."""

import hashlib
import re
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any, Protocol

from joserfc import errors, jws
from joserfc.jwt import JWTClaimsRegistry, Token
from joserfc.jwt import decode as decode_jwt

from shared.access.keys import PublicKey
from shared.kernel.caller import Caller, NotAuthenticated
from shared.kernel.clock import now
from shared.kernel.context import Actor, Client

ALGORITHMS = ("EdDSA", "Ed25519", "ES256", "RS256")
MAX_LENGTH = 8192
SKEW_SECONDS = 30
REMEMBERED = 4096
REMEMBERED_SECONDS = 300

_CODE = re.compile(r"[!-~]{1,128}")
_PERSONAL_NUMBER = re.compile(r"\d{6}(\d{2})?[-+]?\d{4}")
_KINDS = [client.value for client in Client if client is not Client.SYSTEM]

_REASONS: Mapping[type[errors.JoseError], str] = {
    errors.ExpiredTokenError: "token-expired",
    errors.MissingClaimError: "claim-missing",
    errors.InvalidClaimError: "claim-invalid",
    errors.BadSignatureError: "signature-invalid",
    errors.UnsupportedAlgorithmError: "algorithm-refused",
    errors.ExceededSizeError: "token-too-large",
}


class Keys(Protocol):
    """Where the issuer's public keys come from."""

    async def find(self, kid: str) -> PublicKey | None:
        """Return the key called ``kid``, if there is one."""


class Pinned(jws.JWSRegistry):
    """The algorithms allowed, and no others. EdDSA is what most issuers still call Ed25519."""

    def get_alg(self, name: str) -> Any:
        """Return the algorithm called ``name``, if it is allowed."""
        if name not in (self.allowed or ()):
            raise errors.UnsupportedAlgorithmError("not among the allowed")
        return self.algorithms[name]


class TokenReader:
    """Says who calls. A token that has been verified is remembered, by its hash, until it ends.

    Args:
        algorithms: those the issuer signs with; symmetric ones and ``none`` are never accepted.
    """

    def __init__(
        self,
        *,
        issuer: str,
        audience: str,
        keys: Keys,
        algorithms: Collection[str] = ALGORITHMS,
        clock: Callable[[], datetime] = now,
    ) -> None:
        if refused := set(algorithms) - set(ALGORITHMS):
            raise ValueError(f"not an algorithm for public keys: {sorted(refused)}")
        self._issuer, self._audience, self._keys = issuer, audience, keys
        self._registry = Pinned(algorithms=algorithms)
        self._clock = clock
        self._known: dict[bytes, tuple[Caller, float]] = {}

    async def authenticate(self, token: str) -> Caller:
        """Return who calls.

        Raises:
            NotAuthenticated: not a token of ours, or no longer valid.
            IssuerUnavailable: nothing can be said now.
        """
        if len(token) > MAX_LENGTH:
            raise NotAuthenticated("token-too-large")
        digest, time = hashlib.sha256(token.encode("latin-1", "replace")).digest(), self._clock()
        known = self._known.get(digest)
        if known is not None and time.timestamp() < known[1]:
            return known[0]
        claims = await self._verified(token, int(time.timestamp()))
        caller = _caller(claims)
        self._remember(digest, caller, min(claims["exp"], time.timestamp() + REMEMBERED_SECONDS))
        return caller

    async def _verified(self, token: str, time: int) -> Mapping[str, Any]:
        """Return the claims of ``token`` when key, algorithm, signature and claims all hold."""
        try:
            key = await self._key(token)
            read = decode_jwt(token, key, registry=self._registry)
            _require_type(read)
            self._claims(time).validate(read.claims)
        except errors.JoseError as error:
            raise NotAuthenticated(_REASONS.get(type(error), "token-invalid")) from None
        except ValueError:
            raise NotAuthenticated("token-invalid") from None
        return read.claims

    async def _key(self, token: str) -> PublicKey:
        kid = jws.extract_compact(token.encode("ascii")).headers().get("kid")
        key = await self._keys.find(kid) if isinstance(kid, str) else None
        if key is None:
            raise NotAuthenticated("key-unknown")
        return key

    def _claims(self, time: int) -> JWTClaimsRegistry:
        return JWTClaimsRegistry(
            now=time,
            leeway=SKEW_SECONDS,
            iss={"essential": True, "value": self._issuer},
            aud={"essential": True, "value": self._audience},
            exp={"essential": True},
            iat={"essential": True},
            sub={"essential": True},
            jti={"essential": True},
            client_id={"essential": True},
            client_kind={"essential": True, "values": _KINDS},
            roles={"essential": True},
        )

    def _remember(self, digest: bytes, caller: Caller, until: float) -> None:
        while len(self._known) >= REMEMBERED:
            self._known.pop(next(iter(self._known)))
        self._known[digest] = (caller, until)


def _require_type(token: Token) -> None:
    """Refuse other JWTs of the same issuer, such as ID tokens."""
    kind = str(token.header.get("typ", "")).lower()
    if kind not in ("at+jwt", "application/at+jwt"):
        raise NotAuthenticated("not-an-access-token")


def _caller(claims: Mapping[str, Any]) -> Caller:
    roles, unit, scope = claims["roles"], claims.get("unit"), claims.get("scope", "")
    said = [claims["sub"], claims["client_id"], claims["client_kind"]]
    said += [*(roles if isinstance(roles, list) else [None]), *([] if unit is None else [unit])]
    if not isinstance(scope, str) or not all(_is_code(value) for value in said):
        raise NotAuthenticated("claim-invalid")
    if not is_opaque(claims["sub"]):
        raise NotAuthenticated("subject-not-opaque")
    actor = Actor(
        subject=claims["sub"],
        role=roles[0],
        client=Client(claims["client_kind"]),
        client_id=claims["client_id"],
        unit=unit,
    )
    return Caller(actor=actor, scopes=frozenset(scope.split()))


def is_opaque(subject: str) -> bool:
    """Say whether ``subject`` can name somebody here: a code, and no personal number."""
    return _is_code(subject) and not _PERSONAL_NUMBER.fullmatch(subject)


def _is_code(value: object) -> bool:
    return isinstance(value, str) and _CODE.fullmatch(value) is not None
