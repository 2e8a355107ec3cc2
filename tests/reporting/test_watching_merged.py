"""Bevakningarna följer sammanföringar: one person's matters are seen together, or parted again."""

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.reporting.projections.same_persons import Link, SamePersons
from services.reporting.projections.watch_items import STILL, TABLE
from services.reporting.projections.watching import derive
from shared.catalogue import catalogue
from shared.clocks import Happening, Watched, watched
from shared.contracts.intake_merges import MergeReversed, PersonsMerged
from shared.eventstore.store import PostgresStore
from shared.testing.database import Database
from tests.reporting.test_clocks import tell
from tests.reporting.test_watch_list import an_investigation
from tests.reporting.test_watching import as_recorded
from tests.shared.clocks.telling import Story
from tests.shared.clocks.told import CHILD, THREAD, day

OTHER, OTHERS_INTAKE = UUID(int=501), UUID(int=504)
SEEN = [field.name for field in fields(Watched)]


def of_other(story: Story, since: int) -> None:
    """Let what was told from the number ``since`` on be about another pseudonym."""
    story.happenings[since:] = [
        replace(each, person_id=OTHER, fields={**each.fields, "person_id": str(OTHER)})
        for each in story.happenings[since:]
    ]


def two_who_are_one(*, is_reversed: bool = False) -> Story:
    """Tell of an investigation, of a report on the child by another pseudonym, and a merge."""
    story = an_investigation()
    begun = len(story.happenings)
    story.reported("2026-03-20", OTHERS_INTAKE)
    merged = PersonsMerged(
        person_id=OTHER,
        into_person_id=CHILD,
        merged_on=day("2026-03-22"),
        reason_code="same-number",
    )
    story.tell(merged, OTHER)
    if is_reversed:
        parted = MergeReversed(
            person_id=OTHER,
            from_person_id=CHILD,
            reversed_on=day("2026-03-24"),
            reason_code="mistaken",
        )
        story.tell(parted, OTHER)
    of_other(story, begun)
    return story


async def rows(store: PostgresStore) -> Sequence[Any]:
    return await store.rows(TABLE.select().order_by(TABLE.c.item_id, TABLE.c.from_position))


async def derived(store: PostgresStore, story: Story, size: int = 50) -> Sequence[Any]:
    events = as_recorded(story.happenings)
    for start in range(0, len(events), size):
        async with store.transaction() as tx:
            await derive(tx, events[start : start + size])
    return await rows(store)


def seen_in(found: Sequence[Any]) -> set[tuple[Any, ...]]:
    """Return what holds now of persons, as it is watched; authority-wide duties are of nobody."""
    mine = [each for each in found if each["person_id"] is not None]
    return {tuple(each[name] for name in SEEN) for each in mine if each["until_position"] == STILL}


def worked_out(happenings: Sequence[Happening]) -> set[tuple[Any, ...]]:
    """Return what the pure function says of them, by the ids that they have in the thread."""
    ids = 1000 * THREAD.int
    known = [replace(each, event_id=UUID(int=each.event_id.int + ids)) for each in happenings]
    items = watched(known, catalogue())
    return {tuple(getattr(each, name) for name in SEEN) for each in items}


async def test_once_merged_everything_is_seen_as_one_persons(
    store: PostgresStore, database: Database
) -> None:
    story = two_who_are_one()
    tell(database, story)
    as_one = [replace(each, person_id=CHILD) for each in story.happenings]
    found = await derived(store, story)
    assert seen_in(found) == worked_out(as_one)
    apart = {each["item_id"] for each in found if each["person_id"] == OTHER}
    assert apart
    assert all(each["until_position"] != STILL for each in found if each["person_id"] == OTHER)


async def test_once_parted_everything_is_seen_as_before(
    store: PostgresStore, database: Database
) -> None:
    story = two_who_are_one(is_reversed=True)
    tell(database, story)
    mine = [each for each in story.happenings if each.person_id == CHILD]
    others = [each for each in story.happenings if each.person_id == OTHER]
    assert seen_in(await derived(store, story)) == worked_out(mine) | worked_out(others)


@pytest.mark.parametrize("size", [1, 3])
async def test_the_rows_are_the_same_however_the_events_are_divided(
    store: PostgresStore, database: Database, size: int
) -> None:
    story = two_who_are_one(is_reversed=True)
    tell(database, story)
    found = await derived(store, story, size)
    async with store.transaction() as tx:
        await tx.rows(TABLE.delete())
    assert found == await derived(store, story) != []


@given(
    told=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.booleans()), max_size=12),
    at=st.integers(0, 13),
)
def test_each_person_is_in_one_group_and_those_together_remain_as_one(
    told: list[tuple[int, int, bool]], at: int
) -> None:
    """Against walking the links: a merge joins, a reversal parts, and no ring is made."""
    into: dict[int, int] = {}
    links, then = [], dict[int, int]()

    def last(person: int) -> int:
        while person in into:
            person = into[person]
        return person

    for position, (person, other, is_parted) in enumerate(told, start=1):
        if is_parted and person in into:
            del into[person]
            links.append(Link(position=position, person_id=UUID(int=person), into_person_id=None))
        elif not is_parted and person not in into and last(other) != person and person != other:
            into[person] = other
            links.append(
                Link(position=position, person_id=UUID(int=person), into_person_id=UUID(int=other))
            )
        if position <= at:
            then = dict(into)
    same = SamePersons(persons=frozenset(UUID(int=n) for n in range(6)), links=links)
    groups = [
        (remaining, members)
        for cluster in same.clusters()
        for remaining, members in same.groups_at(cluster, at).items()
    ]
    assert sorted(each for _, members in groups for each in members) == sorted(same.persons)
    into = then
    for remaining, members in groups:
        assert {last(each.int) for each in members} == {remaining.int}
