"""Varningar: each step towards an end is warned of once, whoever looks and however often."""

import asyncio
from datetime import date, timedelta

from httpx import AsyncClient

from services.reporting.domain.warnings import WARNING, SendWarning
from services.reporting.projections.watch_items import WatchItem
from services.reporting.projections.watching import WATCH_LIST, derive
from services.reporting.reactions.warn import Seen, Warner, warning_of
from shared.catalogue import catalogue
from shared.catalogue.clocks import ClockKind
from shared.clocks import watched
from shared.contracts.reporting import WarningSent
from shared.eventstore.deriving import start_over
from shared.eventstore.store import PostgresStore
from shared.eventstore.tracking import Tracking
from shared.testing.database import Database
from shared.testing.tokens import ANALYST, ROBOT, bearer
from tests.reporting.ledger import append
from tests.reporting.test_clocks import tell
from tests.reporting.test_watch_list import an_investigation
from tests.reporting.test_watching import as_recorded
from tests.shared.clocks.telling import Story
from tests.shared.clocks.told import day

SENT = """
    SELECT convert_from(data, 'UTF8')::jsonb AS said FROM store.own_event
    WHERE name = 'reporting.warning-sent.v1' ORDER BY recorded_at, event_id"""


def a_report() -> Story:
    story = Story()
    story.reported("2026-03-02")
    return story


async def keep(store: PostgresStore, database: Database, story: Story) -> None:
    """Let the lists have taken in the story."""
    tell(database, story)
    async with store.transaction() as tx:
        await derive(tx, as_recorded(story.happenings))


async def said(store: PostgresStore, rule: str) -> list[tuple[int, str]]:
    rows = [row["said"] for row in await store.rows(SENT)]
    return [(each["days_before"], each["due_on"]) for each in rows if each["rule_code"] == rule]


def item_of(story: Story, rule: str) -> WatchItem:
    (seen,) = (each for each in watched(story.happenings, catalogue()) if each.rule == rule)
    return WatchItem.of(seen, 1)


def test_each_step_is_reached_once_on_its_way_to_the_end_and_past_it() -> None:
    item, state = item_of(a_report(), "preliminary-assessment"), WARNING.initial
    sent: list[WarningSent] = []
    for days in range(60):
        warning = warning_of(item, date(2026, 3, 2) + timedelta(days=days), catalogue())
        if warning is not None:
            events = WARNING.decide(state, SendWarning(warning=warning))
            state = WARNING.fold([*sent, *events])
            sent += events
    assert [(each.days_before, each.warned_on) for each in sent] == [
        (7, day("2026-03-09")),
        (3, day("2026-03-13")),
        (0, day("2026-03-16")),
        (-1, day("2026-03-17")),
    ]


def test_a_step_that_nobody_was_there_to_see_is_not_warned_of_afterwards() -> None:
    item = item_of(a_report(), "preliminary-assessment")
    late = warning_of(item, day("2026-03-20"), catalogue())
    assert late is not None
    state = WARNING.fold(WARNING.decide(WARNING.initial, SendWarning(warning=late)))
    early = warning_of(item, day("2026-03-14"), catalogue())
    assert early is not None
    assert (late.days_before, WARNING.decide(state, SendWarning(warning=early))) == (-1, [])


def test_every_kind_of_limit_has_its_steps() -> None:
    law = catalogue()
    assert all(law.watch_days(f"warn-{kind}", day("2026-03-02")) for kind in ClockKind)


async def test_a_warning_is_sent_once_however_often_it_is_looked(
    store: PostgresStore, database: Database
) -> None:
    await keep(store, database, a_report())
    warner = Warner(store)
    assert await warner.send(day("2026-03-09")) > 0
    assert await warner.send(day("2026-03-09")) == 0
    assert await said(store, "preliminary-assessment") == [(7, "2026-03-16")]


async def test_two_processes_send_it_once_together(
    store: PostgresStore, database: Database
) -> None:
    await keep(store, database, a_report())
    await asyncio.gather(*(Warner(store).send(day("2026-03-13")) for _ in range(4)))
    assert await said(store, "preliminary-assessment") == [(3, "2026-03-16")]


async def test_built_anew_the_lists_warn_of_nothing_again(
    store: PostgresStore, database: Database
) -> None:
    story = a_report()
    await keep(store, database, story)
    await Warner(store).send(day("2026-03-13"))
    await start_over(store, WATCH_LIST)
    async with store.transaction() as tx:
        await derive(tx, as_recorded(story.happenings))
    assert await Warner(store).send(day("2026-03-13")) == 0


async def test_an_end_that_was_moved_is_warned_of_anew(
    store: PostgresStore, database: Database
) -> None:
    story = a_report()
    await keep(store, database, story)
    await Warner(store).send(day("2026-03-13"))
    story.given_more_time("2026-03-14", "2026-03-30")
    story.happenings = story.happenings[1:]
    tell(database, story)
    async with store.transaction() as tx:
        await derive(tx, as_recorded(story.happenings))
    await Warner(store).send(day("2026-03-14"))
    await Warner(store).send(day("2026-03-27"))
    assert await said(store, "preliminary-assessment") == [(3, "2026-03-16"), (3, "2026-03-30")]


async def test_what_was_done_in_time_is_never_warned_of(
    store: PostgresStore, database: Database
) -> None:
    story = a_report()
    story.concluded("2026-03-05")
    await keep(store, database, story)
    await Warner(store).send(day("2026-03-20"))
    assert await said(store, "preliminary-assessment") == []


async def test_it_looks_only_when_the_lists_have_caught_up(
    store: PostgresStore, database: Database
) -> None:
    await keep(store, database, a_report())
    async with store.transaction() as tx:
        await Tracking("reporting").begin(tx, [WATCH_LIST.name])
    warner = Warner(store, day=lambda: day("2026-03-13"))
    behind = Seen(on=day("2026-03-12"), position=0, head=5)
    assert await warner.look(behind) == behind
    seen = await warner.look(Seen())
    assert (seen.on, await said(store, "preliminary-assessment")) == (
        day("2026-03-13"),
        [(3, "2026-03-16")],
    )


async def test_the_service_warns_by_itself_and_a_robot_reads_on(
    reporting: AsyncClient, database: Database
) -> None:
    append(database, an_investigation().happenings)
    found: list[dict[str, object]] = []
    async with asyncio.timeout(60):
        while not found:
            answer = await reporting.get("/warnings?limit=100", headers=bearer(ROBOT))
            assert answer.status_code == 200, answer.text
            found = answer.json()["items"]
            await asyncio.sleep(0.1)
    first = found[0]
    assert {"rule", "matterId", "daysBefore", "dueOn"} <= first.keys()
    beyond = f"/warnings?afterPosition={first['position']}"
    onward = (await reporting.get(beyond, headers=bearer(ROBOT))).json()["items"]
    assert all(int(each["position"]) > int(str(first["position"])) for each in onward)
    feed = await reporting.get("/events?type=reporting.warning-sent.v1", headers=bearer(ANALYST))
    assert feed.json()["items"][0]["data"]["ruleCode"] == first["rule"]
