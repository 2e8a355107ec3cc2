"""Sammanträden: organet får veta vad som beslutats på delegation, en gång, och inget saknas."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from httpx import AsyncClient
from hypothesis import given
from hypothesis import strategies as st

from services.reporting.domain.events import DelegationTold, ReportContentKept
from services.reporting.domain.meetings.commands import (
    CancelMeeting,
    DeliverDelegationList,
    MeetingBody,
    ScheduleMeeting,
)
from services.reporting.domain.meetings.refusals import (
    DelegationListAlreadyDelivered,
    DelegationListOutOfOrder,
    MeetingAlreadyScheduled,
    MeetingIsCancelled,
    NoSuchMeeting,
)
from services.reporting.domain.meetings.rules import MEETING, meeting_id_of
from services.reporting.domain.meetings.telling import Told, told_after
from services.reporting.domain.meetings.urgent import Held, TaskState, duty_of
from shared.contracts import investigation
from shared.contracts.intake import ProtectionKind, ProtectionMarked
from shared.contracts.investigation_corrections import DecisionDateCorrected
from shared.contracts.reporting import DelegationListDelivered, MeetingScheduled
from shared.kernel.dates import InTheFuture
from shared.kernel.refusal import Refusal
from shared.testing.database import Database
from shared.testing.tokens import ANALYST, CASEWORKER, UNIT_HEAD, bearer
from tests.reporting.ledger import append
from tests.reporting.test_watch_list import an_investigation, read
from tests.shared.clocks.telling import Story
from tests.shared.clocks.told import CHILD, DECISION, day

TODAY = date(2026, 9, 1)
SCHEDULE = ScheduleMeeting(body=MeetingBody.COMMITTEE, meeting_on=date(2026, 9, 10), today=TODAY)


def deliver(on: str = "2026-09-01", told: Told | None = None) -> DeliverDelegationList:
    return DeliverDelegationList(
        delivered_on=day(on),
        today=TODAY,
        told=told or Told(),
        known_position=9,
        definition_version="1",
        catalogue_version="1",
        content=b"{}",
        decision_event_ids=(UUID(int=3),),
    )


def after(*commands: Any) -> Any:
    """Return the meeting after ``commands``, each of which is accepted."""
    state: Any = MEETING.initial
    for each in commands:
        for event in MEETING.decide(state, each):
            state = MEETING.evolve(state, event)
    return state


def test_a_meeting_is_scheduled_and_told_once_and_for_good() -> None:
    (scheduled,) = MEETING.decide(after(), SCHEDULE)
    assert isinstance(scheduled, MeetingScheduled)
    assert scheduled.meeting_id == meeting_id_of(MeetingBody.COMMITTEE, date(2026, 9, 10))
    kept, told = MEETING.decide(after(SCHEDULE), deliver())
    assert isinstance(kept, ReportContentKept)
    assert isinstance(told, DelegationListDelivered)
    assert (told.since_position, told.known_position) == (0, 9)


def test_a_cancelled_meeting_may_be_scheduled_again() -> None:
    again = after(SCHEDULE, CancelMeeting(today=TODAY), SCHEDULE)
    assert not again.is_cancelled


@pytest.mark.parametrize(
    ("before", "command", "refusal"),
    [
        ((SCHEDULE,), SCHEDULE, MeetingAlreadyScheduled),
        ((), CancelMeeting(today=TODAY), NoSuchMeeting),
        ((), deliver(), NoSuchMeeting),
        ((SCHEDULE, CancelMeeting(today=TODAY)), deliver(), MeetingIsCancelled),
        ((SCHEDULE, CancelMeeting(today=TODAY)), CancelMeeting(today=TODAY), MeetingIsCancelled),
        ((SCHEDULE, deliver()), deliver(), DelegationListAlreadyDelivered),
        ((SCHEDULE, deliver()), CancelMeeting(today=TODAY), DelegationListAlreadyDelivered),
        ((SCHEDULE,), deliver("2026-09-02"), InTheFuture),
        ((SCHEDULE,), deliver(told=Told(on=date(2026, 9, 2))), DelegationListOutOfOrder),
    ],
)
def test_what_cannot_be_is_refused(
    before: tuple[Any, ...], command: Any, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        MEETING.decide(after(*before), command)


def test_a_body_is_told_from_where_its_last_list_ended() -> None:
    marks = [
        DelegationTold(meeting_id=UUID(int=n), until_position=10 * n, told_on=date(2026, 9, n))
        for n in (1, 2)
    ]
    assert told_after(marks) == Told(until_position=20, on=date(2026, 9, 2))
    assert told_after([]) == Told()


def test_an_urgent_decision_waits_for_the_next_meeting_and_is_then_late() -> None:
    decided, next_on, later_on = date(2026, 3, 2), date(2026, 3, 20), date(2026, 4, 20)
    meetings = [Held(meeting_on=date(2026, 3, 2)), Held(meeting_on=next_on)]
    assert duty_of(decided, 5, meetings[:1], next_on).state is TaskState.NO_MEETING
    assert duty_of(decided, 5, meetings, next_on).state is TaskState.AWAITS
    assert duty_of(decided, 5, meetings, next_on + timedelta(1)).state is TaskState.OVERDUE
    told = Held(meeting_on=next_on, since_position=4, known_position=5)
    assert duty_of(decided, 5, [told], later_on).state is TaskState.REPORTED
    late = [*meetings, Held(meeting_on=later_on, since_position=0, known_position=9)]
    found = duty_of(decided, 5, late, later_on)
    assert (found.state, found.due_on, found.told_on) == (
        TaskState.REPORTED_LATE,
        next_on,
        later_on,
    )


@given(
    decided=st.integers(0, 60),
    position=st.integers(1, 40),
    told=st.lists(st.tuples(st.integers(0, 90), st.integers(0, 12) | st.none()), max_size=8),
    seen=st.integers(0, 120),
)
def test_a_duty_is_done_overdue_or_ahead_on_every_day(
    decided: int, position: int, told: list[tuple[int, int | None]], seen: int
) -> None:
    """Against a walk through the days: the lists follow on each other in the ledger."""
    first, reached, meetings = date(2026, 1, 1), 0, []
    for offset, more in sorted(told, key=lambda each: each[0]):
        span = (
            {} if more is None else {"since_position": reached, "known_position": reached + more}
        )
        reached += more or 0
        meetings.append(Held(meeting_on=first + timedelta(offset), **span))
    today, made = first + timedelta(seen), first + timedelta(decided)
    found = duty_of(made, position, meetings, today)
    passed = [each.meeting_on for each in meetings if made < each.meeting_on < today]
    if position <= reached:
        assert found.state in (TaskState.REPORTED, TaskState.REPORTED_LATE)
    elif passed:
        assert found.state is TaskState.OVERDUE
    else:
        ahead = [each for each in meetings if each.meeting_on > made]
        assert found.state is (TaskState.AWAITS if ahead else TaskState.NO_MEETING)


class Secretary:
    """Whoever prepares the meetings."""

    def __init__(self, client: AsyncClient, database: Database) -> None:
        self.client, self.database = client, database
        self.last: UUID = UUID(int=0)

    def tell(self, story: Story) -> None:
        self.last = append(self.database, story.happenings)

    async def read(self, path: str) -> Any:
        return await read(self.client, path, self.last)

    async def schedule(self, on: str, body: str = "committee") -> str:
        asked = {"body": body, "meetingOn": on}
        answer = await self.client.post("/meetings", json=asked, headers=bearer(UNIT_HEAD))
        assert answer.status_code == 201, answer.text
        return f"/meetings/{answer.json()['id']}"

    async def deliver(self, meeting: str, on: str, seen: str = '"1"') -> Any:
        headers = {**bearer(UNIT_HEAD), "if-match": seen}
        path = f"{meeting}/deliver-delegation-list"
        answer = await self.client.post(path, json={"deliveredOn": on}, headers=headers)
        if answer.is_success:
            self.last = UUID(answer.json()["eventId"])
        return answer


@pytest.fixture
def secretary(reporting: AsyncClient, database: Database) -> Secretary:
    return Secretary(reporting, database)


def urgent(story: Story, on: str) -> None:
    """Tell that the chair decided on immediate care, as LVU 6 § lets the chair."""
    event = investigation.DecisionMade(
        decision_id=DECISION,
        investigation_id=UUID(int=5),
        person_id=CHILD,
        case_type="child-concern",
        decision_type="lvu-immediate-care",
        outcome=investigation.Outcome.GRANTED,
        intervention_type=None,
        legal_basis_id="lvu-6",
        decided_on=day(on),
        decided_by="ordforande-1",
        decider_role="chair",
        delegation_rule_id="d-1",
        reason_codes=(),
        catalogue_version="1",
    )
    story.tell(event, DECISION)


async def test_each_decision_is_told_to_a_body_once_and_a_late_one_is_marked(
    secretary: Secretary,
) -> None:
    first, second = await secretary.schedule("2026-03-20"), await secretary.schedule("2026-04-20")
    secretary.tell(an_investigation())
    listed = await secretary.read(f"{first}/delegation-list")
    assert [each["decisionType"] for each in listed["decisions"]] == ["open-investigation"]
    assert (listed["isDelivered"], listed["isReproduced"]) == (False, None)
    assert (await secretary.deliver(first, "2026-03-19")).status_code == 200
    more = Story()
    more.decided("2026-03-05")
    secretary.tell(more)
    told = await secretary.read(f"{first}/delegation-list")
    assert [each["decidedOn"] for each in told["decisions"]] == ["2026-03-10"]
    (late,) = (await secretary.read(f"{second}/delegation-list"))["decisions"]
    assert (late["decidedOn"], late["decidedBy"], late["isLate"]) == ("2026-03-05", "chef-1", True)
    other = await secretary.schedule("2026-04-20", "subcommittee")
    assert len((await secretary.read(f"{other}/delegation-list"))["decisions"]) == 2


async def test_a_delivered_list_is_made_again_byte_for_byte_and_tells_what_was_learned(
    secretary: Secretary,
) -> None:
    story = an_investigation()
    made = story.decided("2026-06-01")
    meeting = await secretary.schedule("2026-06-20")
    secretary.tell(story)
    await secretary.read(f"{meeting}/delegation-list")
    await secretary.deliver(meeting, "2026-06-19")
    before = await secretary.read(f"{meeting}/delegation-list")
    assert (before["isIntact"], before["isReproduced"]) == (True, True)
    lines = (await secretary.read(f"/threads/{DECISION}"))["lines"]
    wrong = next(e["eventId"] for e in lines if e["type"] == "investigation.decision-made.v1")
    assert made
    right = Story()
    event = DecisionDateCorrected(
        corrects_event_id=UUID(wrong),
        corrected_on=day("2026-06-20"),
        correction_reason_code="wrong-date",
        is_approval_needed=False,
        decided_on=day("2026-05-20"),
    )
    right.tell(event, DECISION)
    secretary.tell(right)
    again = await secretary.read(f"{meeting}/delegation-list")
    assert (again["isReproduced"], again["decisions"]) == (True, before["decisions"])
    (found,) = (await secretary.read(f"{meeting}/delegation-list/differences"))["differences"]
    assert (found["was"]["decidedOn"], found["now"]["decidedOn"]) == ("2026-06-01", "2026-05-20")
    assert found["fields"] == ["decidedOn"]


async def test_an_urgent_decision_of_the_chair_is_listed_until_the_committee_was_told(
    secretary: Secretary,
) -> None:
    story = an_investigation()
    urgent(story, "2026-03-15")
    secretary.tell(story)
    (waiting,) = (await secretary.read("/urgent-decisions"))["items"]
    assert (waiting["state"], waiting["dueOn"]) == ("no-meeting", None)
    meeting = await secretary.schedule("2026-03-20")
    (listed,) = [
        each
        for each in (await secretary.read(f"{meeting}/delegation-list"))["decisions"]
        if each["isUrgent"]
    ]
    assert (listed["verdict"], listed["why"]) == ("conforms", "by-chair")
    await secretary.deliver(meeting, "2026-03-20")
    (told,) = (await secretary.read("/urgent-decisions"))["items"]
    assert (told["state"], told["toldOn"]) == ("reported", "2026-03-20")


async def test_a_protected_person_is_masked_and_no_decision_is_left_out(
    secretary: Secretary,
) -> None:
    story = an_investigation()
    marked = ProtectionMarked(
        person_id=CHILD,
        kind=ProtectionKind.CONFIDENTIALITY_MARK,
        marked_on=day("2026-03-13"),
        marked_by="chef-1",
        until_on=None,
    )
    story.tell(marked, CHILD)
    secretary.tell(story)
    meeting = await secretary.schedule("2026-03-20")
    (line,) = (await secretary.read(f"{meeting}/delegation-list"))["decisions"]
    assert line["isMasked"]
    assert [line[name] for name in ("eventId", "threadId", "matterId", "personId")] == [None] * 4


async def test_only_those_who_may_schedule_and_read_do(reporting: AsyncClient) -> None:
    asked = {"body": "committee", "meetingOn": "2026-12-01"}
    answer = await reporting.post("/meetings", json=asked, headers=bearer(CASEWORKER))
    assert answer.status_code == 403
    assert (await reporting.get("/meetings", headers=bearer(CASEWORKER))).status_code == 403
    unknown = f"/meetings/{UUID(int=1)}/delegation-list"
    assert (await reporting.get(unknown, headers=bearer(ANALYST))).status_code == 404
