"""When it happened, when we knew, which rules held: kept apart, and each can be asked about."""

from datetime import UTC, datetime

import pytest

from shared.catalogue import catalogue
from shared.clocks import Axes, State, look_back
from tests.shared.clocks.telling import Story
from tests.shared.clocks.told import INTAKE, Told, by, day


def seen_then_and_now(story: Told, number: str, on: str) -> list[tuple[bool, bool]]:
    """Return, for each such clock, whether it looked broken on ``on`` and whether it was."""
    at = datetime.fromisoformat(f"{on}T23:00:00+00:00")
    back = look_back(story.happenings, catalogue(), Axes(valid_at=day(on), known_at=at))
    found = [each for each in back if each.seen.rule.number == number and each.seen.started_by]
    return [(each.is_breached_then, each.is_breached_now) for each in found]


def test_a_report_that_was_registered_late_ran_all_the_time() -> None:
    story = Story()
    story.reported("2026-03-02", known="2026-03-20T09:00:00+01:00")
    assert story.clocks("B2", "2026-03-17", known="2026-03-17T12:00:00+01:00") == []
    clock = story.clock("B2", "2026-03-20", known="2026-03-20T09:00:00+01:00")
    assert clock.state is State.OVERDUE
    assert clock.started_by is not None
    assert clock.started_by.is_late
    assert seen_then_and_now(story, "B2", "2026-03-17") == [(False, True)]


def test_a_conclusion_that_was_registered_late_looked_like_a_breach_and_was_none() -> None:
    story = Story()
    story.reported("2026-03-02")
    story.concluded("2026-03-10", known="2026-03-25T09:00:00+01:00")
    then = story.clock("B2", "2026-03-20", known="2026-03-20T09:00:00+01:00")
    assert then.state is State.OVERDUE
    now = story.clock("B2", "2026-03-20")
    assert now.state is State.MET
    assert now.stopped_by is not None
    assert now.stopped_by.is_late
    assert seen_then_and_now(story, "B2", "2026-03-20") == [(True, False)]


def test_what_was_corrected_moves_the_clock_from_when_the_correction_was_known() -> None:
    story = Story()
    wrong = story.reported("2026-03-02")
    story.note(
        "intake.received-corrected.v1",
        day("2026-03-12"),
        known="2026-03-12T09:00:00+01:00",
        told={"corrects_event_id": str(wrong), "received_on": "2026-02-20"},
    )
    before = story.clock("B2", "2026-03-11", known="2026-03-11T09:00:00+01:00")
    assert (before.nominal_on, before.state) == (day("2026-03-16"), State.RUNNING)
    after = story.clock("B2", "2026-03-12")
    assert (after.nominal_on, after.state) == (day("2026-03-06"), State.OVERDUE)
    assert by(after.started_by) == wrong
    assert seen_then_and_now(story, "B2", "2026-03-11") == [(False, True)]


def test_knowledge_may_also_be_asked_for_by_position() -> None:
    story = Story()
    story.reported("2026-03-02")
    story.concluded("2026-03-10")
    axes = Axes(valid_at=day("2026-03-20"), known_position=1)
    states = [
        each.then.state
        for each in look_back(story.happenings, catalogue(), axes)
        if each.then and each.then.rule.number == "B2"
    ]
    assert states == [State.OVERDUE]


def test_what_has_not_happened_yet_on_the_day_asked_about_makes_no_difference() -> None:
    story = Story()
    story.reported("2026-03-02")
    story.concluded("2026-03-10")
    assert story.clock("B2", "2026-03-09").state is State.RUNNING
    assert story.clocks("B2", "2026-03-01") == []


def test_a_clock_that_runs_past_the_new_act_has_run_under_both() -> None:
    story = Story()
    story.reported("2025-06-20")
    assert story.clock("B2", "2025-06-30").legal_basis_ids == ("sol-2001-11-1a",)
    assert story.clock("B2", "2025-07-01").legal_basis_ids == ("sol-2001-11-1a", "sol-20-2")
    story.concluded("2025-06-30")
    assert story.clock("B2", "2026-01-01").legal_basis_ids == ("sol-2001-11-1a",)


def test_the_rules_of_another_day_may_be_asked_for() -> None:
    story = Story()
    story.reported("2025-06-20")
    assert story.clock("B2", "2025-07-01", rules="2025-06-30").legal_basis_ids == (
        "sol-2001-11-1a",
    )
    assert story.clock("B2", "2025-06-25", rules="2025-07-01").legal_basis_ids == ("sol-20-2",)


@pytest.mark.parametrize(("concluded", "clocks"), [("2026-01-14", 0), ("2026-01-15", 1)])
def test_the_week_for_feedback_runs_from_decisions_made_once_it_was_law(
    concluded: str, clocks: int
) -> None:
    story = Story()
    story.reported("2026-01-05", asked=True)
    story.concluded(concluded)
    assert len(story.clocks("B3a", "2026-02-01")) == clocks


def test_a_new_rule_makes_no_breach_of_what_began_before_it_unless_one_asks_what_if() -> None:
    story = Story()
    story.reported("2025-12-20", asked=True)
    story.concluded("2026-01-09")
    story.note("intake.feedback-requested.v1", day("2026-01-10"))
    assert [each.state for each in story.clocks("B3b", "2026-03-01")] == [State.RUNNING] * 2
    what_if = story.clock("B3b", "2026-03-01", rules="2026-01-15")
    assert (what_if.state, what_if.breached_on) == (State.OVERDUE, day("2026-01-11"))


@pytest.mark.parametrize(
    ("opened", "ends"), [("2027-10-31", "2028-02-29"), ("2028-02-29", "2028-06-29")]
)
def test_four_months_to_and_from_a_leap_day(opened: str, ends: str) -> None:
    story = Story()
    story.reported(opened)
    story.investigated(opened)
    assert story.clock("B5", opened).nominal_on == day(ends)


@pytest.mark.parametrize(
    ("on", "recorded", "is_late"),
    [
        ("2026-03-29", datetime(2026, 3, 28, 23, 30, tzinfo=UTC), False),  # 00:30, summer begins
        ("2026-03-29", datetime(2026, 3, 29, 21, 59, tzinfo=UTC), False),  # 23:59 summer time
        ("2026-03-29", datetime(2026, 3, 29, 22, 0, tzinfo=UTC), True),
        ("2026-10-25", datetime(2026, 10, 25, 22, 59, tzinfo=UTC), False),  # 23:59 winter time
        ("2026-10-25", datetime(2026, 10, 25, 23, 0, tzinfo=UTC), True),
    ],
)
def test_what_is_late_is_told_by_the_calendar_in_sweden_also_when_clocks_change(
    on: str, recorded: datetime, is_late: bool
) -> None:
    story = Story()
    story.reported(on, INTAKE, known=recorded.isoformat())
    clock = story.clock("B2", on)
    assert clock.started_by is not None
    assert clock.started_by.is_late is is_late
    assert clock.nominal_on == day("2026-04-12" if on < "2026-06" else "2026-11-08")
