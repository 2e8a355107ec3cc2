"""Förvaltningens egna skyldigheter: requests, incidents, and what the calendar brings."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.catalogue import catalogue
from shared.catalogue.clocks import Scope
from shared.clocks import Axes, State, explain
from shared.clocks.periods import Period, periods_of
from shared.contracts.intake_disclosures import DisclosureKind
from tests.shared.clocks.duties import MATTER, Duties, last_of
from tests.shared.clocks.telling import Story
from tests.shared.clocks.told import day


def test_a_public_document_is_due_at_once() -> None:
    duty = Duties()
    duty.opened("2026-11-20", "document-requested")
    assert duty.duty_clock("O1", "2026-11-20").state is State.RUNNING
    assert duty.duty_clock("O1", "2026-11-21").state is State.OVERDUE
    duty.noted("document-request-answered", "2026-11-20", known="2026-11-23T09:00:00+01:00")
    assert duty.duty_clock("O1", "2026-11-25").state is State.MET
    then = duty.duty_clock("O1", "2026-11-22", known="2026-11-22T12:00:00+01:00")
    assert then.state is State.OVERDUE


def test_a_request_that_is_taken_back_is_neither_kept_nor_broken() -> None:
    duty = Duties()
    duty.opened("2026-11-20", "document-requested")
    duty.noted("document-request-withdrawn", "2026-11-23")
    assert duty.duty_clock("O1", "2026-11-25").state is State.ABSORBED


def test_a_register_extract_has_a_month_and_two_more_if_told_within_it() -> None:
    duty = Duties(kind="register-extract-request")
    duty.opened("2026-10-31", "register-extract-requested")
    clock = duty.duty_clock("O2", "2026-11-01")
    assert (clock.nominal_on, clock.effective_on) == (day("2026-11-30"), day("2026-11-30"))
    duty.given_more_time("2026-11-30", "2027-01-30")
    clock = duty.duty_clock("O2", "2026-12-01")
    assert (clock.nominal_on, clock.state) == (day("2027-01-30"), State.RUNNING)
    assert [each.is_counted for each in clock.extended_by] == [True]


def test_the_packet_itself_closes_the_request_that_it_answers() -> None:
    duty = Duties(kind="register-extract-request")
    duty.opened("2026-10-31", "register-extract-requested")
    duty.given_out("2026-11-10", DisclosureKind.PARTY_INSIGHT)
    assert duty.duty_clock("O2", "2026-11-20").state is State.RUNNING
    duty.given_out("2026-11-12")
    assert duty.duty_clock("O2", "2026-12-20").state is State.MET


@pytest.mark.parametrize(
    ("told_on", "until"),
    [("2026-12-01", "2027-01-30"), ("2026-11-20", "2027-01-31"), ("2026-11-20", "2026-11-30")],
)
def test_more_time_told_too_late_too_long_or_not_at_all_does_not_count(
    told_on: str, until: str
) -> None:
    duty = Duties(kind="register-extract-request")
    duty.opened("2026-10-31", "register-extract-requested")
    duty.given_more_time(told_on, until)
    clock = duty.duty_clock("O2", "2026-12-15")
    assert (clock.nominal_on, clock.state) == (day("2026-11-30"), State.OVERDUE)
    assert [each.is_counted for each in clock.extended_by] == [False]


def test_an_annulled_answer_leaves_the_request_open() -> None:
    duty = Duties(kind="register-extract-request")
    duty.opened("2026-10-01", "register-extract-requested")
    answered = duty.noted("register-extract-delivered", "2026-10-20")
    assert duty.duty_clock("O2", "2026-11-10").state is State.MET
    duty.annulled("2026-11-05", answered)
    assert duty.duty_clock("O2", "2026-11-10").state is State.OVERDUE


FIRST, LAST = datetime(2020, 1, 1, tzinfo=UTC), datetime(2035, 12, 31, tzinfo=UTC)
instants = st.integers(int(FIRST.timestamp()), int(LAST.timestamp())).map(
    lambda seconds: datetime.fromtimestamp(seconds, UTC)
)


@settings(derandomize=True, deadline=None, max_examples=400, database=None)
@given(instants, st.integers(0, 200 * 3600))
def test_seventy_two_hours_are_seventy_two_hours_summer_time_or_not(
    known_at: datetime, seconds: int
) -> None:
    """Reckoned a second time in seconds since 1970, where no clock is ever put forward."""
    notified_at = known_at + timedelta(seconds=seconds)
    duty = Duties(kind="personal-data-breach")
    duty.opened(_civil(known_at), "data-breach-known", at=known_at.isoformat())
    duty.noted("data-breach-notified", _civil(notified_at), at=notified_at.isoformat())
    clock = duty.duty_clock("O3", "2036-12-31")
    is_late = notified_at.timestamp() - known_at.timestamp() > 72 * 3600
    assert clock.state is (State.MET_LATE if is_late else State.MET)
    assert clock.due_at is not None
    assert clock.due_at.timestamp() == known_at.timestamp() + 72 * 3600


def _civil(at: datetime) -> str:
    """Return the Swedish civil date by the rule of the last Sundays in March and October."""
    begins, ends = (_last_sunday(at.year, month) for month in (3, 10))
    is_summer = begins <= at < ends
    return (at + timedelta(hours=2 if is_summer else 1)).date().isoformat()


def _last_sunday(year: int, month: int) -> datetime:
    last = last_of(year, month)
    sunday = last - timedelta(days=(last.weekday() + 1) % 7)
    return datetime(year, month, sunday.day, 1, tzinfo=UTC)


def test_on_the_night_the_clocks_go_forward_a_day_has_twenty_three_hours() -> None:
    duty = Duties(kind="cyber-incident")
    duty.opened("2026-03-28", "cyber-incident-known", at="2026-03-28T12:00:00+01:00")
    duty.noted("cyber-incident-warned", "2026-03-29", at="2026-03-29T13:00:00+02:00")
    assert duty.duty_clock("O4", "2026-04-01").state is State.MET  # 24 hours to the second
    late = Duties(kind="cyber-incident")
    late.opened("2026-03-28", "cyber-incident-known", at="2026-03-28T12:00:00+01:00")
    late.noted("cyber-incident-warned", "2026-03-29", at="2026-03-29T13:00:01+02:00")
    clock = late.duty_clock("O4", "2026-04-01")
    assert (clock.state, clock.breached_on) == (State.MET_LATE, day("2026-03-29"))


def test_without_a_moment_hours_are_counted_in_days() -> None:
    duty = Duties(kind="personal-data-breach")
    duty.opened("2026-03-28", "data-breach-known")
    assert duty.duty_clock("O3", "2026-03-29").nominal_on == day("2026-03-31")


def test_the_final_report_counts_from_the_report_before_it() -> None:
    duty = Duties(kind="cyber-incident")
    duty.opened("2026-10-30", "cyber-incident-known")
    duty.noted("cyber-incident-reported", "2026-10-31")
    assert duty.duty_clock("O6", "2026-11-02").nominal_on == day("2026-11-30")


def test_serious_misconduct_is_reported_at_once_and_told_to_ivo() -> None:
    duty = Duties(kind="misconduct")
    duty.opened("2026-11-20", "misconduct-known")
    duty.noted("misconduct-reported", "2026-11-20")
    duty.noted("serious-misconduct-known", "2026-11-21")
    assert duty.duty_clock("O11", "2026-11-22").state is State.MET
    assert duty.duty_clock("O12", "2026-11-22").state is State.RUNNING
    duty.noted("misconduct-notified-to-ivo", "2026-11-22")
    assert duty.duty_clock("O12", "2026-11-22").state is State.MET


QUARTERS = [
    ("2026Q1", "2026-04-30"),
    ("2026Q2", "2026-08-31"),
    ("2026Q3", "2026-10-31"),
    ("2026Q4", "2027-01-31"),
]


@pytest.mark.parametrize(("code", "until"), QUARTERS)
def test_each_quarter_calls_for_its_report_within_its_window(code: str, until: str) -> None:
    duty = Duties(period=code)
    clock = duty.duty_clock("E3", until)
    assert (clock.nominal_on, clock.state) == (day(until), State.RUNNING)
    assert clock.rule.answered_by == "kansli"
    duty.delivered(until)
    assert duty.duty_clock("E3", "2027-06-30").state is State.MET
    assert duty.duty_clock("E4", "2027-06-30").state is State.OVERDUE
    duty.delivered("2027-06-30", "unexecuted-statistics")
    assert duty.duty_clock("E4", "2027-06-30").state is State.MET_LATE


@pytest.mark.parametrize(("code", "until"), QUARTERS)
def test_the_clock_has_the_same_window_as_the_report_itself(code: str, until: str) -> None:
    law, quarter = catalogue(), int(code[-1])
    window = law.report_window("unexecuted-decisions", quarter, day("2026-11-22"))
    assert window.closes == until[5:]
    assert window.closes in law.clock("unexecuted-report", day("2026-11-22")).due_days


def test_a_year_calls_for_the_list_of_placed_children_and_a_month_for_its_statistics() -> None:
    year = Duties(period="2026", kind="placed-children-list")
    clock = year.duty_clock("B16", "2027-01-31")
    assert (clock.nominal_on, clock.effective_on) == (day("2027-01-31"), day("2027-02-01"))
    year.noted("placed-children-listed", "2027-02-01")
    assert year.duty_clock("B16", "2027-03-01").state is State.MET
    month = Duties(period="2026-12", kind="income-statistics")
    assert month.duty_clock("O18", "2027-01-05").nominal_on == day("2027-01-15")
    assert month.duty_clock("O18b", "2027-01-05").nominal_on == day("2027-04-30")


def test_a_period_is_no_duty_before_it_is_over() -> None:
    duty = Duties(period="2026Q4")
    assert duty.all_clocks("2026-12-30") == []
    assert {each.rule.number for each in duty.all_clocks("2026-12-31")} == {"E3", "E4"}


@pytest.mark.parametrize("year", range(2020, 2036))
def test_every_period_of_every_year_ends_on_its_last_day(year: int) -> None:
    periods = list(periods_of(year))
    assert len(periods) == 17
    for period in periods:
        months = {12: [12], 3: [3, 6, 9, 12], 1: list(range(1, 13))}[period.months]
        assert period.last_on in {last_of(year, month) for month in months}
        assert period.first_on.day == 1
        again = Period.parse(period.code)
        assert again == period
    assert Period.parse("2026-13") is None


periods = st.builds(
    lambda year, number: list(periods_of(year))[number],
    st.integers(2026, 2035),
    st.integers(0, 16),
)


@settings(derandomize=True, deadline=None, max_examples=300, database=None)
@given(periods, st.integers(-400, 400))
def test_whenever_it_is_asked_the_calendars_duty_says_what_its_days_say(
    period: Period, days: int
) -> None:
    on = period.last_on + timedelta(days=days)
    for clock in explain([period.ended()], catalogue(), Axes(valid_at=on), scope=Scope.AUTHORITY):
        nominal, effective = clock.nominal_on, clock.effective_on
        assert nominal is not None
        assert effective is not None
        assert clock.started_by is not None
        assert not clock.started_by.is_late
        assert period.last_on < nominal <= effective
        assert clock.state is (State.OVERDUE if on > effective else State.RUNNING)
        assert clock.thread_id == clock.matter_id
    expected = {1: 2, 3: 2, 12: 1}[period.months] if days >= 0 else 0
    assert (
        len(explain([period.ended()], catalogue(), Axes(valid_at=on), scope=Scope.AUTHORITY))
        == expected
    )


def test_a_childs_matter_has_no_clock_of_the_authoritys_and_the_other_way_round() -> None:
    story = Story()
    story.reported("2026-03-02")
    theirs = explain(story.happenings, catalogue(), Axes(valid_at=date(2026, 4, 1)))
    assert all(each.rule.scope is Scope.MATTER for each in theirs)
    duty = Duties()
    duty.opened("2026-11-20", "document-requested")
    assert [each.matter_id for each in duty.all_clocks("2026-11-22")] == [MATTER]
    assert duty.clocks("O1", "2026-11-22", told=None) == []
