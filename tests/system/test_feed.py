"""A consumer of the feed: CloudEvents by cursor, in bare batches, and as they happen."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice

import httpx
import pytest
from cloudevents.core.base import BaseCloudEvent
from cloudevents.core.formats.json import JSONFormat

from deploy.cli import main
from shared.eventstore.cursor import Cursor
from shared.testing.tokens import ANALYST, bearer
from tests.system import story
from tests.system.committee import Committee, accepted

BATCH = "application/cloudevents-batch+json"
PUBLISHED = """
    SELECT event_id::text FROM store.ledger JOIN store.event USING (event_id)
    JOIN store.event_name USING (name) WHERE is_published ORDER BY position"""


@pytest.fixture(scope="module")
def told(committee: Committee) -> Sequence[BaseCloudEvent]:
    """Return every event of the feed, read in pieces of seven, after something has happened."""
    committee.matters_of(story.report(committee))
    (intake_id,) = committee.matters_of(story.report(committee))
    story.receive(committee, intake_id)
    committee.told(intake_id, story.INVESTIGATED)
    return read_from(committee, None)


def read_from(committee: Committee, cursor: str | None, limit: int = 7) -> list[BaseCloudEvent]:
    """Read on from ``cursor`` until there is nothing more, as a consumer does."""
    events: list[BaseCloudEvent] = []
    while True:
        query: dict[str, str | int] = {"limit": limit}
        query |= {} if cursor is None else {"cursor": cursor}
        answer = accepted(committee.get(ANALYST, "reporting", "/events", **query)).json()
        assert answer["_meta"]["count"] == len(answer["items"]) <= limit
        events += [event_of(item) for item in answer["items"]]
        if not answer["items"]:
            return events
        cursor = answer["_meta"]["cursor"]


def event_of(item: object) -> BaseCloudEvent:
    """Return ``item`` as the CloudEvents SDK reads it; it refuses what is none."""
    return JSONFormat().read(None, json.dumps(item))


def ids(events: Sequence[BaseCloudEvent]) -> list[str]:
    return [event.get_id() for event in events]


def published(committee: Committee) -> list[str]:
    return [event_id for (event_id,) in committee.rows(PUBLISHED)]


def test_every_published_event_is_told_once_and_in_order(
    told: Sequence[BaseCloudEvent], committee: Committee
) -> None:
    assert ids(told) == published(committee)[: len(told)]
    assert story.INVESTIGATED in {event.get_type() for event in told}
    positions = [int(event.get_extension("position")) for event in told]
    assert positions == sorted(set(positions))


def test_an_event_is_thin_and_says_where_it_comes_from(told: Sequence[BaseCloudEvent]) -> None:
    opened = next(event for event in told if event.get_type() == "intake.opened.v1")
    assert opened.get_source() == "/intake"
    assert opened.get_datacontenttype() == "application/json"
    assert opened.get_time() is not None
    assert opened.get_extension("clientkind") == "e-service"
    data = opened.get_data()
    assert isinstance(data, dict)
    assert opened.get_subject() == data["intakeId"]


@pytest.mark.parametrize("place", [0, 3, 6, -1])
def test_a_consumer_goes_on_after_any_event(
    told: Sequence[BaseCloudEvent], committee: Committee, place: int
) -> None:
    after = str(told[place].get_extension("cursor"))
    rest = ids(told)[place:][1:]  # what has been told since comes after it
    assert ids(read_from(committee, after, limit=3))[: len(rest)] == rest


@pytest.mark.parametrize("place", [0, 3, 6])
def test_a_consumer_begins_after_any_position_and_goes_on_by_cursor(
    told: Sequence[BaseCloudEvent], committee: Committee, place: int
) -> None:
    after = int(told[place].get_extension("position"))
    page = accepted(committee.get(ANALYST, "reporting", "/events", after=after, limit=2)).json()
    begun = ids([event_of(item) for item in page["items"]])
    onward = ids(read_from(committee, page["_meta"]["cursor"]))
    assert begun + onward == ids(read_from(committee, None))[place + 1 :]


def test_the_command_lists_what_follows_a_position(
    told: Sequence[BaseCloudEvent],
    committee: Committee,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("RODATRADEN_REPORTING_URL", committee.plans["reporting"].url)
    monkeypatch.setenv("RODATRADEN_TOKEN", ANALYST)
    after = str(told[2].get_extension("position"))
    assert main(["events", "--after", after, "--limit", "3", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)["events"]
    assert [each["id"] for each in listed] == ids(told)[3:6]


def test_beyond_the_end_of_the_ledger_there_is_nothing_and_no_cursor(committee: Committee) -> None:
    page = accepted(committee.get(ANALYST, "reporting", "/events", after=10**12)).json()
    assert (page["items"], "cursor" in page["_meta"]) == ([], False)


def test_a_position_and_a_cursor_cannot_both_be_meant(
    told: Sequence[BaseCloudEvent], committee: Committee
) -> None:
    cursor = str(told[0].get_extension("cursor"))
    answer = committee.get(ANALYST, "reporting", "/events", cursor=cursor, after=1)
    assert (answer.status_code, answer.json()["code"]) == (409, "two-places")


def test_bare_batches_are_read_on_by_their_links(
    told: Sequence[BaseCloudEvent], committee: Committee
) -> None:
    url: str = f"{committee.plans['reporting'].url}/events"
    wanted = ["intake.opened.v1", "investigation.opened.v1"]
    query: dict[str, int | Sequence[str]] = {"limit": 2, "type": wanted}
    headers = bearer(ANALYST) | {"Accept": BATCH}
    read: list[BaseCloudEvent] = []
    answer = committee.http.get(url, params=query, headers=headers)
    while items := accepted(answer).json():
        assert answer.headers["content-type"] == BATCH
        read += [event_of(item) for item in items]
        answer = committee.http.get(answer.links["next"]["url"], headers=headers)
    assert ids(read) == [event.get_id() for event in told if event.get_type() in wanted]


def test_a_cursor_of_another_ledger_is_refused(committee: Committee) -> None:
    foreign = Cursor(1, 1, bytes(32)).encode()
    answer = committee.get(ANALYST, "reporting", "/events", cursor=foreign)
    assert (answer.status_code, answer.json()["code"]) == (409, "cursor-of-another-ledger")


def test_faults_of_a_question_are_named_with_their_place(committee: Committee) -> None:
    wrong = "intake.never.v1"
    answer = committee.get(ANALYST, "reporting", "/events", cursor="x", type=wrong, limit=0)
    assert answer.status_code == 400
    assert {fault["pointer"] for fault in answer.json()["errors"]} == {"/type", "/limit"}
    answer = committee.get(ANALYST, "reporting", "/events", cursor="x")
    assert [fault["pointer"] for fault in answer.json()["errors"]] == ["/cursor"]


@contextmanager
def listening(committee: Committee, after: str) -> Iterator[Iterator[tuple[str, BaseCloudEvent]]]:
    """Follow the events after the cursor ``after``; yield each with its id in the stream."""
    headers = bearer(ANALYST) | {"Last-Event-ID": after}
    url = f"{committee.plans['reporting'].url}/event-stream"
    with committee.http.stream("GET", url, headers=headers) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        yield _events(answer)


def _events(answer: httpx.Response) -> Iterator[tuple[str, BaseCloudEvent]]:
    fields: dict[str, str] = {}
    for line in answer.iter_lines():
        name, _, value = line.partition(": ")
        if line:
            fields[name] = value
        elif "data" in fields:
            event = event_of(json.loads(fields["data"]))
            assert fields["event"] == event.get_type()
            yield fields["id"], event
            fields = {}


def test_whoever_listens_is_told_as_it_happens_and_goes_on_after_a_break(
    committee: Committee,
) -> None:
    start = str(read_from(committee, None)[-1].get_extension("cursor"))
    with listening(committee, start) as events:
        story.report(committee)
        heard = list(islice(events, 2))
    story.report(committee)
    with listening(committee, heard[-1][0]) as events:
        committee.matters_of(story.report(committee))
        happened = read_from(committee, start)
        heard += islice(events, len(happened) - 2)
    assert ids([event for _, event in heard]) == ids(happened)
    assert [event.get_type() for event in happened].count("intake.opened.v1") == 3
