"""A destroyed file met by a reaction is parked with its code; one met by a reader says so."""

from dataclasses import replace

from shared.contracts.intake import IntakeAssigned
from shared.eventstore.opening import is_file_destroyed, opened
from shared.eventstore.reactions import Reaction
from shared.eventstore.runner import Runner
from shared.eventstore.store import PostgresStore
from shared.kernel.context import Recorded
from shared.kernel.sealed import GONE
from shared.kernel.store import Transaction
from shared.testing.keys import MemoryKeys
from tests.shared.eventstore import events
from tests.shared.eventstore.conftest import running
from tests.shared.eventstore.events import (
    CONTEXT,
    FILE,
    INTAKE_CODEC,
    NOTE,
    OTHER_STREAM,
    STREAM,
    assigned,
)


async def note(tx: Transaction, recorded: Recorded[IntakeAssigned]) -> None:
    """Write a sealed text in the matter that was assigned."""
    stream = await tx.read(recorded.stream_id)
    await tx.append(recorded.stream_id, [NOTE], recorded.context, after=stream.version)


async def test_a_reaction_that_would_write_in_a_destroyed_file_is_parked_and_the_rest_goes_on(
    intake: PostgresStore, keys: MemoryKeys
) -> None:
    other = replace(CONTEXT, file_id=OTHER_STREAM)
    await keys.destroy([FILE])
    reaction = Reaction(name="note", hears=(IntakeAssigned,), react=note)
    async with running(Runner(intake, reactions=[reaction])):
        async with intake.transaction() as tx:
            await tx.append(STREAM, [events.opened(), assigned()], CONTEXT, after=0)
            told = [events.opened(OTHER_STREAM), assigned()]
            last = await tx.append(OTHER_STREAM, told, other, after=0)
        assert await intake.wait_for(last.last_event_id, "note", seconds=10)
    (parked,) = await intake.rows("SELECT code FROM intake.parked")
    assert parked["code"] == "file-destroyed"
    assert [(await intake.read(each)).version for each in (STREAM, OTHER_STREAM)] == [2, 3]


async def test_each_text_of_a_destroyed_file_says_that_it_is_gone_and_the_rest_is_as_it_was(
    intake: PostgresStore, keys: MemoryKeys
) -> None:
    async with intake.transaction() as tx:
        await tx.append(STREAM, [events.opened(), NOTE], CONTEXT, after=0)
    stream = await intake.read(STREAM)
    assert not await is_file_destroyed(FILE, keys)
    await keys.destroy([FILE])
    shown = [each.event for each in await opened(stream, INTAKE_CODEC, keys)]
    assert shown == [events.opened(), replace(NOTE, text=GONE)]
    assert await is_file_destroyed(FILE, keys)
