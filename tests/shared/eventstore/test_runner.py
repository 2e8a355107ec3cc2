import dataclasses
from uuid import UUID, uuid5

from shared.eventstore.runner import Runner
from shared.eventstore.store import PostgresStore
from shared.testing.database import Database
from tests.shared.eventstore.conftest import running
from tests.shared.eventstore.events import CONTEXT, STREAM, assigned, opened
from tests.shared.eventstore.reading import OPEN_INTAKES, OPEN_INVESTIGATION, create_table


async def test_a_read_model_follows_what_happens(
    intake: PostgresStore, store_database: Database
) -> None:
    create_table(store_database)
    async with running(Runner(intake, projections=[OPEN_INTAKES])):
        async with intake.transaction() as tx:
            last = await tx.append(STREAM, [opened(), assigned()], CONTEXT, after=0)
        assert await intake.wait_for(last.last_event_id, "open_intakes", seconds=5)
    (row,) = await intake.rows("SELECT intake_id, official, event_count FROM intake.open_intakes")
    assert row == {"intake_id": STREAM, "official": "official-7", "event_count": 2}


async def test_a_reaction_does_its_work_once_although_two_processes_run_it(
    intake: PostgresStore, investigation: PostgresStore
) -> None:
    ids = [UUID(int=number) for number in range(1, 21)]
    first = Runner(investigation, reactions=[OPEN_INVESTIGATION])
    second = Runner(investigation, reactions=[OPEN_INVESTIGATION])
    async with running(first), running(second):
        appended = []
        for intake_id in ids:
            async with intake.transaction() as tx:
                appended.append(await tx.append(intake_id, [opened(intake_id)], CONTEXT, after=0))
        last = appended[-1].last_event_id
        assert await investigation.wait_for(last, "open_investigation", seconds=5)
    for intake_id in ids:
        assert (await investigation.read(uuid5(intake_id, "investigation"))).version == 1


async def test_an_event_a_rule_refuses_is_parked_and_the_rest_goes_on(
    intake: PostgresStore, investigation: PostgresStore
) -> None:
    refused, accepted = UUID(int=1), UUID(int=2)
    poor = dataclasses.replace(opened(refused), case_type="economic-assistance")
    async with intake.transaction() as tx:
        parked = await tx.append(refused, [poor], CONTEXT, after=0)
        last = await tx.append(accepted, [opened(accepted)], CONTEXT, after=0)
    async with running(Runner(investigation, reactions=[OPEN_INVESTIGATION])):
        assert await investigation.wait_for(last.last_event_id, "open_investigation", seconds=5)
    (row,) = await investigation.rows("SELECT event_id, code FROM investigation.parked")
    assert row == {"event_id": parked.last_event_id, "code": "found-wanting"}
    assert (await investigation.read(uuid5(accepted, "investigation"))).version == 1
    assert (await investigation.read(uuid5(refused, "investigation"))).version == 0
