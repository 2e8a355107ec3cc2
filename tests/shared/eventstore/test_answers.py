"""Kept answers: an Idempotency-Key is answered once, and the same ever after."""

from uuid import UUID

import pytest

from shared.eventstore.store import PostgresStore
from shared.kernel.shown import NOBODY, Shown
from shared.kernel.store import Answer, AnswerInFlight
from shared.testing.database import Database
from tests.shared.eventstore.events import CONTEXT, STREAM, opened
from tests.shared.eventstore.sql import administer

ANSWER = Answer(
    digest=b"\x01" * 32,
    status=201,
    headers={"ETag": '"1"'},
    body=b'{"eventId": 1}',
    shows=Shown.of(UUID(int=1), STREAM),
)
OTHER = Answer(digest=b"\x02" * 32, status=200, headers={}, body=b"", shows=NOBODY)


async def test_an_answer_is_kept_with_the_events_it_tells_of(intake: PostgresStore) -> None:
    async with intake.transaction() as tx:
        assert await tx.kept_answer("e-service", "key-1") is None
        await tx.append(STREAM, [opened()], CONTEXT, after=0)
        await tx.keep_answer("e-service", "key-1", ANSWER)
    async with intake.transaction() as tx:
        assert await tx.kept_answer("e-service", "key-1") == ANSWER


async def test_what_was_rolled_back_was_not_answered(intake: PostgresStore) -> None:
    async def answer_and_fail() -> None:
        async with intake.transaction() as tx:
            await tx.keep_answer("e-service", "key-1", ANSWER)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await answer_and_fail()
    async with intake.transaction() as tx:
        assert await tx.kept_answer("e-service", "key-1") is None


async def test_keys_of_another_client_are_other_keys(intake: PostgresStore) -> None:
    async with intake.transaction() as tx:
        await tx.kept_answer("e-service", "key-1")
        await tx.keep_answer("e-service", "key-1", ANSWER)
        async with intake.transaction() as another:
            assert await another.kept_answer("robot", "key-1") is None
            assert await another.kept_answer("e-service", "key-2") is None


async def test_a_key_that_is_being_answered_is_in_flight_and_then_answered(
    intake: PostgresStore,
) -> None:
    async with intake.transaction() as tx:
        await tx.kept_answer("e-service", "key-1")
        async with intake.transaction() as another:
            with pytest.raises(AnswerInFlight):
                await another.kept_answer("e-service", "key-1")
        await tx.keep_answer("e-service", "key-1", ANSWER)
    async with intake.transaction() as another:
        assert await another.kept_answer("e-service", "key-1") == ANSWER


async def test_an_expired_answer_is_forgotten_and_its_key_free(
    intake: PostgresStore, store_database: Database
) -> None:
    async with intake.transaction() as tx:
        await tx.keep_answer("e-service", "key-1", ANSWER)
        await tx.keep_answer("e-service", "key-2", ANSWER)
    administer(store_database, "UPDATE intake.answer SET expires_at = now()")
    async with intake.transaction() as tx:
        assert await tx.kept_answer("e-service", "key-1") is None
        await tx.keep_answer("e-service", "key-1", OTHER)
    async with intake.transaction() as tx:
        assert await tx.kept_answer("e-service", "key-1") == OTHER
    assert administer(store_database, "SELECT count(*) FROM intake.answer") == [(1,)]
