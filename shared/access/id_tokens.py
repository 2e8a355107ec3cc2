"""Reading ID tokens: that the login which ends here is the one that we began."""

import hmac
from collections.abc import Callable
from datetime import datetime

from joserfc import errors, jws
from joserfc.jwt import JWTClaimsRegistry
from joserfc.jwt import decode as decode_jwt

from shared.access.tokens import ALGORITHMS, MAX_LENGTH, SKEW_SECONDS, Keys, Pinned
from shared.kernel.caller import NotAuthenticated
from shared.kernel.clock import now


class IdTokenReader:
    """Says who logged in, when an ID token answers to a login of ours."""

    def __init__(self, *, issuer: str, keys: Keys, clock: Callable[[], datetime] = now) -> None:
        self._issuer, self._keys, self._clock = issuer, keys, clock
        self._registry = Pinned(algorithms=ALGORITHMS)

    async def subject(self, token: str, *, client_id: str, nonce: str) -> str:
        """Return the subject of ``token``.

        Raises:
            NotAuthenticated: signature, issuer, audience, time or nonce is not right.
            IssuerUnavailable: nothing can be said now.
        """
        if len(token) > MAX_LENGTH:
            raise NotAuthenticated("token-too-large")
        try:
            kid = jws.extract_compact(token.encode("ascii")).headers().get("kid")
            key = await self._keys.find(kid) if isinstance(kid, str) else None
            if key is None:
                raise NotAuthenticated("key-unknown")
            claims = decode_jwt(token, key, registry=self._registry).claims
            self._claims(client_id).validate(claims)
        except (errors.JoseError, ValueError):
            raise NotAuthenticated("id-token-invalid") from None
        if not hmac.compare_digest(str(claims["nonce"]).encode(), nonce.encode()):
            raise NotAuthenticated("nonce-mismatch")
        return str(claims["sub"])

    def _claims(self, client_id: str) -> JWTClaimsRegistry:
        return JWTClaimsRegistry(
            now=int(self._clock().timestamp()),
            leeway=SKEW_SECONDS,
            iss={"essential": True, "value": self._issuer},
            aud={"essential": True, "value": client_id},
            exp={"essential": True},
            iat={"essential": True},
            sub={"essential": True},
            nonce={"essential": True},
        )
