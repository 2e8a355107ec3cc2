"""Tokens for tests: the usual callers, signed by a key that lives as long as the test run."""

from collections.abc import Mapping, Sequence

from joserfc.jwk import OKPKey

from shared.access.issuer import DEVELOPMENT_ISSUER, DevelopmentIssuer
from shared.access.keys import PublicKey
from shared.access.policy import RIGHTS
from shared.access.tokens import TokenReader

AUDIENCE = "rodatraden"
ISSUER = DevelopmentIssuer.in_memory(audience=AUDIENCE)


class FixedKeys:
    """The public keys of issuers that are known beforehand."""

    def __init__(self, *issuers: DevelopmentIssuer) -> None:
        keys = [OKPKey.import_key(key) for i in issuers for key in i.jwks()["keys"]]
        self._keys: Mapping[str, PublicKey] = {str(key.kid): key for key in keys}

    async def find(self, kid: str) -> PublicKey | None:
        """Return the key called ``kid``, if it is one of theirs."""
        return self._keys.get(kid)


def reader_for_tests() -> TokenReader:
    """Return the authenticator that trusts the tokens made here."""
    return TokenReader(issuer=DEVELOPMENT_ISSUER, audience=AUDIENCE, keys=FixedKeys(ISSUER))


def token_for(
    subject: str,
    client_kind: str,
    role: str,
    *,
    scopes: Sequence[str] | None = None,
    unit: str | None = None,
    client_id: str | None = None,
) -> str:
    """Return a token for a whole test run; with all rights as scopes, so that the table rules."""
    return ISSUER.issue(
        subject=subject,
        client_kind=client_kind,
        roles=[role],
        scopes=sorted(RIGHTS) if scopes is None else scopes,
        unit=unit,
        client_id=client_id or f"test-{client_kind}",
        minutes=600,
    )


def bearer(token: str) -> dict[str, str]:
    """Return the header that carries ``token``."""
    return {"Authorization": f"Bearer {token}"}


E_SERVICE = token_for("e-service-1", "e-service", "e-service")
ROBOT = token_for("robot-1", "robot", "robot")
CASEWORKER = token_for("official-7", "official", "caseworker", unit="barn-norr")
UNIT_HEAD = token_for("official-3", "official", "unit-head", unit="barn-norr")
SUBCOMMITTEE = token_for("official-2", "official", "subcommittee")
CHAIR = token_for("official-1", "official", "chair")
COMMITTEE = token_for("official-0", "official", "committee")
ANALYST = token_for("analyst-1", "reporting", "analyst")
