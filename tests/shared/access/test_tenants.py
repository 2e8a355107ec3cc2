"""Familjerådgivningen är en egen driftsättning: ingens token gäller hos den andra (OSL 26:3)."""

import pytest

from shared.access.issuer import DEVELOPMENT_ISSUER, DevelopmentIssuer
from shared.access.policy import RIGHTS
from shared.access.tokens import TokenReader
from shared.kernel.caller import NotAuthenticated
from shared.testing.tokens import FixedKeys

COMMITTEE, COUNSELLING = "socialnamnden", "familjeradgivningen"


def reader_of(audience: str, issuer: DevelopmentIssuer) -> TokenReader:
    return TokenReader(issuer=DEVELOPMENT_ISSUER, audience=audience, keys=FixedKeys(issuer))


def head_of(issuer: DevelopmentIssuer) -> str:
    """Return a unit head's token with every right there is, the emergency opening too."""
    return issuer.issue(
        subject="official-3",
        client_kind="official",
        roles=["unit-head"],
        scopes=sorted(RIGHTS),
        unit="barn-norr",
        client_id="handlaggarstod",
        minutes=5,
    )


@pytest.mark.parametrize(("own", "other"), [(COMMITTEE, COUNSELLING), (COUNSELLING, COMMITTEE)])
async def test_a_token_of_one_tenant_is_none_at_the_other(own: str, other: str) -> None:
    issuer = DevelopmentIssuer.in_memory(audience=own)
    token = head_of(issuer)
    assert (await reader_of(own, issuer).authenticate(token)).actor.role == "unit-head"
    with pytest.raises(NotAuthenticated) as refused:
        await reader_of(other, issuer).authenticate(token)
    assert refused.value.reason != "no-token"


async def test_each_tenant_knows_its_own_issuers_keys_alone() -> None:
    ours = DevelopmentIssuer.in_memory(audience=COMMITTEE)
    theirs = DevelopmentIssuer.in_memory(audience=COMMITTEE)
    with pytest.raises(NotAuthenticated):
        await reader_of(COMMITTEE, ours).authenticate(head_of(theirs))
