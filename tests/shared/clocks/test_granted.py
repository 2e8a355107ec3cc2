"""The clocks of what was granted: carried out within three months, each spell, and appealed."""

import pytest

from shared.clocks import State
from shared.contracts.interventions import InterventionDeclined
from tests.shared.clocks.telling import Story
from tests.shared.clocks.told import INTERVENTION, by, day


def granted(basis: str = "sol-11-1") -> Story:
    """Return the story of a child that was granted an intervention on 2026-03-31."""
    story = Story()
    story.reported("2026-01-20")
    story.investigated("2026-01-25")
    story.decided("2026-03-31", basis=basis)
    story.granted("2026-03-31", basis)
    return story


@pytest.mark.parametrize("basis", ["sol-11-1", "sol-12-1"])
def test_what_is_granted_is_carried_out_within_three_months_of_the_decision(basis: str) -> None:
    story = granted(basis)
    clock = story.clock("E1", "2026-05-01")
    assert (clock.nominal_on, clock.effective_on) == (day("2026-06-30"), day("2026-06-30"))
    assert clock.state is State.RUNNING
    assert story.clock("E1", "2026-07-01").breached_on == day("2026-07-01")


def test_execution_stops_the_clock() -> None:
    story = granted()
    executed = story.executed("2026-06-30")
    clock = story.clock("E1", "2026-12-01")
    assert clock.state is State.MET
    assert by(clock.stopped_by) == executed


def test_no_thanks_to_an_offer_does_not_stop_it() -> None:
    story = granted()
    story.tell(InterventionDeclined(declined_on=day("2026-05-01"), reason_code="x"), INTERVENTION)
    assert story.clock("E1", "2026-07-01").state is State.OVERDUE


def test_what_ended_too_late_without_being_carried_out_stays_a_breach() -> None:
    story = granted()
    story.ended("2026-09-01")
    clock = story.clock("E1", "2026-12-01")
    assert (clock.state, clock.breached_on) == (State.ABSORBED, day("2026-07-01"))


@pytest.mark.parametrize(("outcome", "basis"), [("denied", "sol-11-1"), ("granted", "sol-11-4")])
def test_a_denial_and_a_grant_on_other_grounds_start_none(outcome: str, basis: str) -> None:
    story = Story()
    story.reported("2026-01-20")
    story.investigated("2026-01-25")
    story.decided("2026-03-31", outcome, basis=basis)
    assert story.clocks("E1", "2026-07-01") == []


def test_each_interruption_has_three_months_of_its_own() -> None:
    story = granted()
    story.executed("2026-04-10")
    story.interrupted("2026-05-04")
    story.resumed("2026-06-01")
    story.interrupted("2026-07-06")
    first, second = story.clocks("E2", "2026-10-07")
    assert (first.nominal_on, first.state) == (day("2026-08-04"), State.MET)
    assert (second.nominal_on, second.state) == (day("2026-10-06"), State.OVERDUE)


def test_what_was_offered_without_needs_assessment_is_not_reported_when_interrupted() -> None:
    story = Story()
    story.granted("2026-03-31", "sol-11-5")
    story.executed("2026-04-10")
    story.interrupted("2026-05-04")
    assert story.clocks("E2", "2026-10-07") == []


def test_until_something_tells_of_service_the_appeal_is_listed_and_waited_for() -> None:
    (clock,) = granted().clocks("F1", "2026-04-10")
    assert (clock.state, clock.started_by, clock.nominal_on) == (State.NOT_OBSERVABLE, None, None)
    assert clock.waits_for == ("decision-served",)


@pytest.mark.parametrize(
    ("received", "state"), [("2026-04-27", State.MET), ("2026-04-28", State.LAPSED)]
)
def test_an_appeal_arrives_within_three_weeks_of_service(received: str, state: State) -> None:
    story = granted()
    story.appealed(received, notified="2026-04-05")  # a Sunday; the last day too, so Monday
    clock = story.clock("F1", "2026-06-01")
    assert (clock.nominal_on, clock.effective_on) == (day("2026-04-26"), day("2026-04-27"))
    assert clock.state is state


def test_two_who_appeal_have_a_clock_each() -> None:
    story = granted()
    story.appealed("2026-04-10", notified="2026-04-07")
    story.appealed("2026-06-10", notified="2026-04-08")
    started = [each for each in story.clocks("F1", "2026-07-01") if each.started_by]
    assert [each.state for each in started] == [State.MET, State.LAPSED]


def test_an_application_that_waits_six_months_may_be_pressed() -> None:
    story = Story()
    told: dict[str, object] = {
        "case_type": "economic-assistance",
        "origin": "application",
        "received_on": "2026-01-10",
    }
    story.note("intake.opened.v1", day("2026-01-10"), told=told)
    assert story.clock("F4", "2026-07-11").state is State.OVERDUE
    unstated = story.clock("F16", "2027-07-11")
    assert (unstated.state, unstated.nominal_on) == (State.RUNNING, None)
