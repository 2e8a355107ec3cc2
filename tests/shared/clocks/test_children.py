"""The clocks of a report of concern, as an official tells what happened."""

from uuid import UUID

from shared.clocks import State
from shared.contracts.intake import (
    ImmediateProtectionAssessed,
    ProtectionOutcome,
)
from tests.shared.clocks.telling import Story
from tests.shared.clocks.told import INTAKE, by, day

ANOTHER = UUID(int=44)


def assessed(story: Story, on: str) -> None:
    event = ImmediateProtectionAssessed(
        outcome=ProtectionOutcome.NO_IMMEDIATE_NEED,
        assessed_on=day(on),
        assessed_by="handlaggare-7",
        legal_basis_id="sol-20-1",
    )
    story.tell(event, INTAKE)


def test_a_report_starts_the_fourteen_days_on_the_day_it_came_in() -> None:
    story = Story()
    opened = story.reported("2026-12-11")
    clock = story.clock("B2", "2026-12-15")
    assert by(clock.started_by) == opened
    assert (clock.nominal_on, clock.effective_on) == (day("2026-12-25"), day("2026-12-28"))
    assert (clock.state, clock.days_left) == (State.RUNNING, 10)
    assert clock.legal_basis_ids == ("sol-20-2",)


def test_a_limit_that_ends_on_a_holiday_is_not_broken_until_the_next_weekday_has_passed() -> None:
    story = Story()
    story.reported("2026-12-11")
    on_the_weekday = story.clock("B2", "2026-12-28")
    assert (on_the_weekday.state, on_the_weekday.days_left) == (State.RUNNING, -3)
    after = story.clock("B2", "2026-12-29")
    assert (after.state, after.breached_on) == (State.OVERDUE, day("2026-12-29"))


def test_a_report_sent_ten_to_midnight_on_a_saturday_is_assessed_that_saturday() -> None:
    story = Story()
    story.reported("2026-11-21", known="2026-11-21T23:50:00+01:00")
    clock = story.clock("B1", "2026-11-21")
    assert (clock.nominal_on, clock.effective_on) == (day("2026-11-21"), day("2026-11-21"))
    assert clock.state is State.RUNNING
    assert clock.started_by is not None
    assert not clock.started_by.is_late
    assert story.clock("B1", "2026-11-22").state is State.OVERDUE


def test_protection_assessed_the_day_after_was_too_late() -> None:
    story = Story()
    story.reported("2026-11-21")
    assessed(story, "2026-11-22")
    clock = story.clock("B1", "2026-12-01")
    assert (clock.state, clock.breached_on) == (State.MET_LATE, day("2026-11-22"))


def test_an_assessment_concluded_in_time_keeps_the_limit() -> None:
    story = Story()
    story.reported("2026-03-02")
    concluded = story.concluded("2026-03-16")
    clock = story.clock("B2", "2026-06-01")
    assert (clock.state, clock.breached_on, clock.days_left) == (State.MET, None, None)
    assert by(clock.stopped_by) == concluded


def test_more_time_gives_a_new_end_and_says_who_gave_it() -> None:
    story = Story()
    story.reported("2026-03-02")
    extension = story.given_more_time("2026-03-13", "2026-03-29")
    clock = story.clock("B2", "2026-03-20")
    assert clock.nominal_on == clock.effective_on == day("2026-03-29")  # a set day stands
    assert [each.cause.event_id for each in clock.extended_by] == [extension]
    assert clock.extended_by[0].ground_code == "exceptional-reasons"
    assert clock.state is State.RUNNING


def test_more_time_given_after_the_end_changes_nothing_and_is_shown() -> None:
    story = Story()
    story.reported("2026-03-02")
    story.given_more_time("2026-03-17", "2026-03-29")
    clock = story.clock("B2", "2026-03-20")
    assert (clock.nominal_on, clock.state) == (day("2026-03-16"), State.OVERDUE)
    assert [each.is_counted for each in clock.extended_by] == [False]


def test_an_extension_never_shortens() -> None:
    story = Story()
    story.reported("2026-03-02")
    story.given_more_time("2026-03-10", "2026-03-12")
    assert story.clock("B2", "2026-03-11").nominal_on == day("2026-03-16")


def test_every_report_on_one_child_has_a_clock_of_its_own() -> None:
    story = Story()
    story.reported("2026-03-02")
    story.reported("2026-03-09", ANOTHER)
    story.concluded("2026-03-13")
    first, second = story.clocks("B2", "2026-03-20")
    assert (first.nominal_on, first.state) == (day("2026-03-16"), State.MET)
    assert (second.nominal_on, second.state) == (day("2026-03-23"), State.RUNNING)


def test_a_report_that_joins_an_open_investigation_is_absorbed_by_it() -> None:
    story = Story()
    story.reported("2026-03-02")
    story.concluded("2026-03-05", "investigate")
    story.investigated("2026-03-05")
    story.reported("2026-03-20", ANOTHER)
    joined = story.concluded("2026-03-23", "attach", ANOTHER)
    second = story.clocks("B2", "2026-05-01")[1]
    assert (second.state, second.breached_on, second.stopped_by) == (State.ABSORBED, None, None)
    assert by(second.absorbed_by) == joined


def test_an_investigation_of_a_child_takes_four_months_and_may_be_extended() -> None:
    story = Story()
    story.reported("2026-06-01")
    story.investigated("2026-06-05")
    assert story.clock("B5", "2026-07-01").nominal_on == day("2026-10-05")
    assert story.clock("B5", "2026-10-06").state is State.OVERDUE


def test_information_about_the_investigation_is_owed_though_nothing_tells_of_it() -> None:
    story = Story()
    story.reported("2026-06-01")
    story.investigated("2026-06-05")
    clock = story.clock("B4", "2026-07-01")
    assert (clock.state, clock.breached_on) == (State.NOT_OBSERVABLE, None)
    assert clock.nominal_on == day("2026-06-05")
    assert "investigation-information-given" in clock.waits_for


def test_follow_up_ends_when_a_new_investigation_of_the_child_is_opened() -> None:
    story = Story()
    story.reported("2026-02-01")
    story.investigated("2026-02-05")
    story.decided("2026-05-29", decision_type="follow-up-after-investigation", basis="sol-23-1")
    story.closed("2026-06-01")
    waiting = story.clock("B6", "2026-07-01")
    assert (waiting.nominal_on, waiting.state) == (day("2026-12-01"), State.NOT_OBSERVABLE)
    assert waiting.waits_for == ("child-follow-up-ended",)
    story.reported("2026-08-01", ANOTHER)
    again = story.investigated("2026-08-10", UUID(int=55), ANOTHER)
    absorbed = story.clock("B6", "2026-12-02")
    assert absorbed.state is State.ABSORBED
    assert by(absorbed.absorbed_by) == again


def test_no_follow_up_is_owed_that_nobody_decided() -> None:
    story = Story()
    story.reported("2026-02-01")
    story.investigated("2026-02-05")
    story.closed("2026-06-01")
    assert story.clocks("B6", "2026-07-01") == []


def test_an_adult_has_no_fourteen_days() -> None:
    story = Story()
    story.note(
        "intake.opened.v1",
        day("2026-03-02"),
        told={
            "case_type": "adult-outpatient",
            "origin": "concern-report",
            "received_on": "2026-03-02",
        },
    )
    assert story.clocks("B2", "2026-03-20") == story.clocks("B1", "2026-03-20") == []
