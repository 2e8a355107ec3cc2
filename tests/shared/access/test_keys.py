"""The issuer's keys are read again when they may have changed, and not more often."""

import asyncio
import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from joserfc.jwk import ECKey, OctKey, OKPKey

from shared.access.keys import IssuerKeys
from shared.kernel.caller import IssuerUnavailable

START = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.time = START

    def __call__(self) -> datetime:
        return self.time

    def later(self, **much: float) -> None:
        self.time += timedelta(**much)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    publish(tmp_path / "jwks.json", key("key-1"))
    return tmp_path / "jwks.json"


def key(kid: str) -> dict[str, Any]:
    return {**OKPKey.generate_key("Ed25519", {"kid": kid}).as_dict(private=False)}


def publish(path: Path, *keys: dict[str, Any]) -> None:
    path.write_text(json.dumps({"keys": keys}))


async def known(keys: IssuerKeys, kid: str) -> bool:
    return await keys.find(kid) is not None


async def test_keys_are_found_by_their_name(path: Path, clock: Clock) -> None:
    keys = IssuerKeys(path, clock=clock)
    assert await known(keys, "key-1")
    assert not await known(keys, "key-2")


async def test_eight_who_come_at_once_to_a_new_process_all_find_the_key(path: Path) -> None:
    keys = IssuerKeys(path)
    assert await asyncio.gather(*(known(keys, "key-1") for _ in range(8))) == [True] * 8


async def test_those_who_come_while_a_rotation_is_read_find_the_new_key(
    path: Path, clock: Clock
) -> None:
    keys = IssuerKeys(path, clock=clock)
    await keys.find("key-1")
    publish(path, key("key-1"), key("key-2"))
    clock.later(minutes=5)
    assert await asyncio.gather(*(known(keys, "key-2") for _ in range(8))) == [True] * 8


async def test_a_new_key_is_found_when_somebody_signs_with_it(path: Path, clock: Clock) -> None:
    keys = IssuerKeys(path, clock=clock)
    assert await known(keys, "key-1")
    publish(path, key("key-1"), key("key-2"))
    clock.later(seconds=10)
    assert await known(keys, "key-2")


async def test_made_up_names_do_not_make_us_ask_all_the_time(path: Path, clock: Clock) -> None:
    keys = IssuerKeys(path, clock=clock)
    assert not await known(keys, "made-up")
    publish(path, key("made-up"))
    clock.later(seconds=9)
    assert not await known(keys, "made-up")


async def test_a_withdrawn_key_is_forgotten_within_five_minutes(path: Path, clock: Clock) -> None:
    keys = IssuerKeys(path, clock=clock)
    assert await known(keys, "key-1")
    publish(path, key("key-2"))
    clock.later(minutes=4)
    assert await known(keys, "key-1")
    clock.later(minutes=1)
    assert not await known(keys, "key-1")


async def test_the_keys_we_have_stand_while_the_issuer_is_away(path: Path, clock: Clock) -> None:
    keys = IssuerKeys(path, clock=clock)
    assert await known(keys, "key-1")
    path.unlink()
    clock.later(minutes=6)
    assert await known(keys, "key-1")


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"keys": 7}', '{"keys": ["x"]}'])
async def test_before_the_first_keys_nothing_can_be_said(
    path: Path, clock: Clock, content: str
) -> None:
    path.write_text(content)
    keys = IssuerKeys(path, clock=clock)
    with pytest.raises(IssuerUnavailable):
        await keys.find("key-1")


async def test_the_issuer_is_found_when_it_comes_back(path: Path, clock: Clock) -> None:
    away = path.with_name("later.json")
    keys = IssuerKeys(away, clock=clock)
    with pytest.raises(IssuerUnavailable):
        await keys.find("key-1")
    path.rename(away)
    clock.later(seconds=10)
    assert await known(keys, "key-1")


async def test_secrets_and_encryption_keys_are_never_used_to_verify(
    path: Path, clock: Clock
) -> None:
    secret = {**OctKey.generate_key(256, {"kid": "secret"}).as_dict()}
    sealing = ECKey.generate_key("P-256", {"kid": "enc", "use": "enc"})
    encryption = {**sealing.as_dict(private=False)}
    strange = {"kty": "POST-QUANTUM", "kid": "strange"}
    publish(path, secret, encryption, strange, key("key-1"))
    keys = IssuerKeys(path, clock=clock)
    assert await known(keys, "key-1")
    for kid in ("secret", "enc", "strange"):
        assert not await known(keys, kid)


class Issuer(BaseHTTPRequestHandler):
    """Answers with the keys it was given."""

    document: bytes = b""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.document)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def address() -> Iterator[str]:
    Issuer.document = json.dumps({"keys": [key("key-1")]}).encode()
    with HTTPServer(("127.0.0.1", 0), Issuer) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/jwks.json"
        server.shutdown()
        thread.join()


async def test_keys_may_be_fetched_from_an_address(address: str, clock: Clock) -> None:
    assert await known(IssuerKeys(address, clock=clock), "key-1")


def test_keys_are_not_fetched_in_the_clear_from_another_machine() -> None:
    with pytest.raises(ValueError, match="https"):
        IssuerKeys("http://issuer.example/jwks.json")
