"""A token that has been verified is remembered, within limits."""

from datetime import timedelta

import pytest

from shared.kernel.caller import NotAuthenticated
from tests.shared.access.signing import NOW, Clock, Keys, reader, signed


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
