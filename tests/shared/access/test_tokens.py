"""A token is believed only when everything about it holds."""

import json
from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from joserfc.jwk import OKPKey

from shared.access.tokens import MAX_LENGTH
from shared.kernel.caller import Caller, NotAuthenticated
from shared.kernel.context import Actor, Client
from tests.shared.access.signing import (
    AUDIENCE,
    CLAIMS,
    EC,
    KEY,
    NOW,
    RSA,
    Keys,
    part,
    reader,
    signed,
    signed_with_secret,
)


async def refused(token: str, reason: str, **settings: Any) -> None:
    with pytest.raises(NotAuthenticated) as refusal:
        await reader(**settings).authenticate(token)
    assert refusal.value.reason == reason
    assert token not in str(refusal.value)


async def test_a_good_token_says_who_calls() -> None:
    assert await reader().authenticate(signed()) == Caller(
        actor=Actor(
            subject="official-7",
            role="caseworker",
            client=Client.OFFICIAL,
            client_id="case-system",
            unit="barn-norr",
        ),
        scopes=frozenset({"intake:read", "intake:handle"}),
    )


@pytest.mark.parametrize(
    ("key", "alg", "kid"),
    [(KEY, "EdDSA", "key-1"), (EC, "ES256", "ec-1"), (RSA, "RS256", "rsa-1")],
)
async def test_the_usual_algorithms_for_public_keys_are_understood(
    key: Any, alg: str, kid: str
) -> None:
    token = signed(key, alg, {"kid": kid})
    assert (await reader().authenticate(token)).actor.subject == "official-7"


async def test_an_audience_may_be_one_of_several() -> None:
    assert await reader().authenticate(signed(aud=["other", AUDIENCE]))


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"iss": "https://evil.example"}, "claim-invalid"),
        ({"aud": "other"}, "claim-invalid"),
        ({"aud": ["other"]}, "claim-invalid"),
        ({"exp": int((NOW - timedelta(seconds=31)).timestamp())}, "token-expired"),
        ({"exp": "soon"}, "claim-invalid"),
        ({"nbf": int((NOW + timedelta(seconds=31)).timestamp())}, "claim-invalid"),
        ({"iat": int((NOW + timedelta(seconds=31)).timestamp())}, "claim-invalid"),
        ({"client_kind": "system"}, "claim-invalid"),
        ({"client_kind": "administrator"}, "claim-invalid"),
        ({"client_kind": ["official", "robot"]}, "claim-invalid"),
        ({"roles": []}, "claim-invalid"),
        ({"roles": "caseworker"}, "claim-invalid"),
        ({"roles": [7]}, "claim-invalid"),
        ({"scope": ["intake:read"]}, "claim-invalid"),
        ({"unit": "barn\0norr"}, "claim-invalid"),
        ({"sub": "Test Testsson"}, "claim-invalid"),
        ({"sub": "x" * 129}, "claim-invalid"),
        ({"sub": "191212121212"}, "subject-not-opaque"),
        ({"sub": "121212-1212"}, "subject-not-opaque"),
    ],
)
async def test_a_claim_that_does_not_hold_is_refused(changed: dict[str, Any], reason: str) -> None:
    await refused(signed(**changed), reason)


@pytest.mark.parametrize(
    "name", ["iss", "aud", "exp", "iat", "sub", "jti", "client_id", "client_kind", "roles"]
)
async def test_a_missing_claim_is_refused(name: str) -> None:
    await refused(signed(lacking=name), "claim-missing")


async def test_clocks_may_differ_a_little() -> None:
    early = int((NOW + timedelta(seconds=20)).timestamp())
    late = int((NOW - timedelta(seconds=20)).timestamp())
    assert await reader().authenticate(signed(iat=early, nbf=early))
    assert await reader().authenticate(signed(exp=late))


@pytest.mark.parametrize("kind", ["JWT", "id+jwt", ""])
async def test_another_kind_of_jwt_is_no_access_token(kind: str) -> None:
    await refused(signed(header={"typ": kind}), "not-an-access-token")


async def test_a_token_without_signature_is_refused() -> None:
    header = part({"typ": "at+jwt", "alg": "none", "kid": "key-1"})
    await refused(f"{header}.{part(CLAIMS)}.", "algorithm-refused")


async def test_a_token_signed_with_the_public_key_as_a_secret_is_refused() -> None:
    public = RSA.public_key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    for secret in (public, json.dumps(RSA.as_dict(private=False)).encode()):
        header = {"typ": "at+jwt", "alg": "HS256", "kid": "rsa-1"}
        token = signed_with_secret(header, secret)
        await refused(token, "algorithm-refused")


async def test_an_algorithm_that_is_not_the_issuers_is_refused() -> None:
    token = signed(RSA, "RS256", {"kid": "rsa-1"})
    await refused(token, "algorithm-refused", algorithms=["Ed25519"])


async def test_an_algorithm_that_does_not_suit_the_key_is_refused() -> None:
    token = signed(EC, "ES256", {"kid": "key-1"})
    await refused(token, "token-invalid")


@pytest.mark.parametrize("alg", ["HS256", "none", "PS256"])
def test_no_one_can_configure_a_weak_algorithm(alg: str) -> None:
    with pytest.raises(ValueError, match="not an algorithm for public keys"):
        reader(algorithms=["Ed25519", alg])


async def test_an_unknown_key_is_refused() -> None:
    await refused(signed(header={"kid": "key-9"}), "key-unknown")


async def test_a_token_that_names_no_key_is_refused() -> None:
    header = part({"typ": "at+jwt", "alg": "Ed25519"})
    await refused(f"{header}.{part(CLAIMS)}.AAAA", "key-unknown")


async def test_a_token_that_was_tampered_with_is_refused() -> None:
    header, _, signature = signed().split(".")
    for payload in (part({**CLAIMS, "sub": "official-1"}), part({})):
        await refused(f"{header}.{payload}.{signature}", "signature-invalid")


async def test_another_issuers_signature_under_our_key_id_is_refused() -> None:
    other = OKPKey.generate_key("Ed25519", {"kid": "key-1"})
    await refused(signed(other), "signature-invalid")


@pytest.mark.parametrize("token", ["", "x", "a.b", "a.b.c.d", "....", "åäö", "e30.e30.e30"])
async def test_what_is_no_jwt_is_refused(token: str) -> None:
    with pytest.raises(NotAuthenticated):
        await reader().authenticate(token)


async def test_a_token_of_unreasonable_size_is_refused_unread() -> None:
    keys = Keys()
    await refused("x" * (MAX_LENGTH + 1), "token-too-large", keys=keys)
    assert keys.asked == 0
