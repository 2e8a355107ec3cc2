"""A token is believed only when everything about it holds."""

import base64
import json
import warnings
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from joserfc import jws, jwt
from joserfc.jwk import ECKey, OctKey, OKPKey, RSAKey

from shared.access.issuer import DEVELOPMENT_ISSUER
from shared.access.keys import PublicKey
from shared.access.tokens import MAX_LENGTH, TokenReader
from shared.kernel.caller import Caller, NotAuthenticated
from shared.kernel.context import Actor, Client

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
    header = _part({"typ": "at+jwt", "alg": "none", "kid": "key-1"})
    await refused(f"{header}.{_part(CLAIMS)}.", "algorithm-refused")


async def test_a_token_signed_with_the_public_key_as_a_secret_is_refused() -> None:
    public = RSA.public_key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    for secret in (public, json.dumps(RSA.as_dict(private=False)).encode()):
        header = {"typ": "at+jwt", "alg": "HS256", "kid": "rsa-1"}
        token = _signed_with_secret(header, secret)
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
    header = _part({"typ": "at+jwt", "alg": "Ed25519"})
    await refused(f"{header}.{_part(CLAIMS)}.AAAA", "key-unknown")


async def test_a_token_that_was_tampered_with_is_refused() -> None:
    header, _, signature = signed().split(".")
    for payload in (_part({**CLAIMS, "sub": "official-1"}), _part({})):
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


async def test_a_verified_token_is_remembered_until_it_ends_and_no_longer() -> None:
    keys, clock = Keys(), Clock()
    remembering, token = reader(keys, clock), signed()
    await remembering.authenticate(token)
    clock.time = NOW + timedelta(seconds=299)
    await remembering.authenticate(token)
    assert keys.asked == 1
    clock.time = NOW + timedelta(seconds=331)
    with pytest.raises(NotAuthenticated) as refusal:
        await remembering.authenticate(token)
    assert refusal.value.reason == "token-expired"


async def test_a_long_lived_token_is_verified_anew_now_and_then() -> None:
    keys, clock = Keys(), Clock()
    remembering = reader(keys, clock)
    token = signed(exp=int((NOW + timedelta(hours=8)).timestamp()))
    await remembering.authenticate(token)
    clock.time = NOW + timedelta(seconds=301)
    await remembering.authenticate(token)
    assert keys.asked == 2


async def test_a_refused_token_is_not_remembered() -> None:
    keys = Keys()
    remembering = reader(keys)
    for _ in range(2):
        with pytest.raises(NotAuthenticated):
            await remembering.authenticate(signed(aud="other"))
    assert keys.asked == 2


async def test_no_more_tokens_are_remembered_than_there_is_room_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("shared.access.tokens.REMEMBERED", 2)
    keys = Keys()
    remembering = reader(keys)
    tokens = [signed(jti=str(number)) for number in range(3)]
    for token in tokens:
        await remembering.authenticate(token)
    await remembering.authenticate(tokens[2])
    assert keys.asked == 3
    await remembering.authenticate(tokens[0])
    assert keys.asked == 4


def _part(content: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(content).encode()).rstrip(b"=").decode()


def _signed_with_secret(header: dict[str, Any], secret: bytes) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        key = OctKey.import_key(base64.urlsafe_b64encode(secret).decode())
        return jws.serialize_compact(header, json.dumps(CLAIMS), key, algorithms=["HS256"])
