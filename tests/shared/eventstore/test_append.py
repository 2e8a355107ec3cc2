from uuid import UUID

import pytest

from shared.eventstore.store import PostgresStore
from shared.kernel.refusal import StreamMoved
from shared.testing.keys import MemoryKeys
from tests.shared.eventstore.events import (
    CONTEXT,
    FILE,
    INTAKE_CODEC,
    NOTE,
    OTHER_STREAM,
    STREAM,
    assigned,
    opened,
)


async def test_what_was_appended_is_read_back_with_its_circumstances(
    intake: PostgresStore,
) -> None:
    async with intake.transaction() as tx:
        appended = await tx.append(STREAM, [opened(), assigned()], CONTEXT, after=0)
    stream = await intake.read(STREAM)
    assert stream.events == [opened(), assigned()]
    assert [each.event_id for each in stream.recorded] == list(appended.event_ids)
    assert [each.context for each in stream.recorded] == [CONTEXT, CONTEXT]
    assert stream.version == appended.version == 2


async def test_a_stream_nobody_began_is_empty(intake: PostgresStore) -> None:
    assert (await intake.read(STREAM)).version == 0


async def test_a_sealed_text_rests_sealed_and_is_opened_by_the_files_key(
    intake: PostgresStore, keys: MemoryKeys
) -> None:
    async with intake.transaction() as tx:
        await tx.append(STREAM, [opened(), NOTE], CONTEXT, after=0)
    (_, note) = (await intake.read(STREAM)).recorded
    assert note.event.text.startswith("sealed:")
    assert INTAKE_CODEC.unseal(note, await keys.key(FILE)) == NOTE


@pytest.mark.parametrize("after", [0, 2], ids=["behind", "ahead"])
async def test_appending_after_another_version_is_refused_and_leaves_nothing(
    intake: PostgresStore, after: int
) -> None:
    async with intake.transaction() as tx:
        await tx.append(STREAM, [opened()], CONTEXT, after=0)

    async def append_late() -> None:
        async with intake.transaction() as tx:
            await tx.append(OTHER_STREAM, [opened(OTHER_STREAM)], CONTEXT, after=0)
            await tx.append(STREAM, [assigned()], CONTEXT, after=after)

    with pytest.raises(StreamMoved):
        await append_late()
    assert (await intake.read(STREAM)).version == 1
    assert (await intake.read(OTHER_STREAM)).version == 0


async def test_several_streams_are_appended_to_in_one_transaction(intake: PostgresStore) -> None:
    async with intake.transaction() as tx:
        for stream_id in (STREAM, OTHER_STREAM):
            await tx.append(stream_id, [opened(stream_id)], CONTEXT, after=0)
            assert (await tx.read(stream_id)).version == 1
    assert (await intake.read(OTHER_STREAM)).version == 1


async def test_a_transaction_that_fails_leaves_nothing(intake: PostgresStore) -> None:
    async def append_and_fail() -> None:
        async with intake.transaction() as tx:
            await tx.append(STREAM, [opened()], CONTEXT, after=0)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await append_and_fail()
    assert (await intake.read(STREAM)).version == 0


async def test_an_event_gets_a_position_soon(intake: PostgresStore) -> None:
    async with intake.transaction() as tx:
        appended = await tx.append(STREAM, [opened()], CONTEXT, after=0)
    assert await _position(intake, appended.last_event_id) == 1


async def _position(store: PostgresStore, event_id: UUID) -> int | None:
    for _ in range(100):
        rows = await store.rows(
            "SELECT position FROM store.readable WHERE event_id = %(id)s", {"id": event_id}
        )
        if rows:
            return int(rows[0]["position"])
    return None
