"""Facts noted in a child's matter move the clocks that wait for them."""

import pytest

from shared.catalogue import catalogue
from shared.catalogue.noting import facts_before
from shared.clocks import Explanation, State, matter_of
from shared.clocks.happening import Happening
from tests.shared.clocks.telling import Story
from tests.shared.clocks.told import INVESTIGATION, day


class Noting(Story):
    """A matter whose official notes what the catalogue lets be noted."""

    def clocks(
        self,
        number: str,
        on: str,
        *,
        known: str | None = None,
        rules: str | None = None,
        told: frozenset[str] | None = None,
    ) -> list[Explanation]:
        return super().clocks(number, on, known=known, rules=rules, told=told)


def investigated(on: str = "2026-01-12") -> Noting:
    story = Noting()
    story.reported(on)
    story.concluded(on, "investigate")
    story.investigated(on)
    return story


def test_information_given_the_same_day_keeps_the_limit() -> None:
    story = investigated()
    assert story.clock("B4", "2026-01-13").state is State.OVERDUE
    story.noted("investigation-information-given", "2026-01-12")
    assert story.clock("B4", "2026-01-13").state is State.MET


def test_care_is_considered_every_six_months_from_when_it_was_last_done() -> None:
    story = investigated()
    story.noted("care-executed", "2026-02-02")
    story.noted("care-considered", "2026-07-27")
    story.noted("care-considered", "2027-01-20")
    rounds = story.clocks("B8", "2027-03-01")
    assert [each.nominal_on for each in rounds] == [
        day("2026-08-02"),
        day("2027-01-27"),
        day("2027-07-20"),
    ]
    assert [each.state for each in rounds] == [State.MET, State.MET, State.RUNNING]
    story.noted("care-ended", "2027-03-02")
    assert story.clocks("B8", "2027-03-03")[-1].state is State.ABSORBED


def test_a_taking_into_care_lapses_when_it_is_not_submitted_within_a_week() -> None:
    story = investigated()
    story.noted("lvu-taken-into-care-decided", "2026-03-02")
    assert story.clock("L1", "2026-03-09").state is State.RUNNING
    assert story.clock("L1", "2026-03-10").state is State.LAPSED
    story.noted("lvu-submitted-to-court", "2026-03-09", known="2026-03-12T09:00:00+01:00")
    assert story.clock("L1", "2026-03-20").state is State.MET
    then = story.clock("L1", "2026-03-11", known="2026-03-11T12:00:00+01:00")
    assert then.state is State.LAPSED


def test_a_child_in_sheltered_housing_has_six_weeks_to_the_application() -> None:
    story = investigated()
    story.noted("sheltered-placement-started", "2026-03-02")
    assert story.clock("S3", "2026-03-03").nominal_on == day("2026-04-13")
    assert story.clock("S5", "2026-03-03").nominal_on == day("2026-09-02")


def test_a_request_to_have_it_decided_is_answered_by_the_decision_itself() -> None:
    story = investigated()
    story.noted("delay-request-received", "2026-08-03")
    assert story.clock("F5", "2026-08-10").nominal_on == day("2026-08-31")
    story.decided("2026-08-20", "denied")
    assert story.clock("F5", "2026-09-10").state is State.MET


def test_time_to_answer_ends_on_the_day_that_was_set() -> None:
    story = investigated()
    story.communicated("2026-04-01", "2026-04-15")
    clock = story.clock("F6", "2026-04-10")
    assert (clock.nominal_on, clock.days_left) == (day("2026-04-15"), 5)
    story.noted("party-answered", "2026-04-14")
    assert story.clock("F6", "2026-05-01").state is State.MET


def test_time_to_answer_has_no_end_when_none_was_set() -> None:
    story = investigated()
    story.communicated("2026-04-01", None)
    assert story.clock("F6", "2026-04-10").nominal_on is None


def test_a_noted_fact_belongs_to_the_matter_it_was_noted_in() -> None:
    story = investigated()
    story.noted("care-executed", "2026-02-02")
    noted: Happening = story.happenings[-1]
    assert noted.what == "care-executed"
    stream_id = noted.event_id
    assert matter_of(stream_id, noted.fields) == INVESTIGATION
    assert matter_of(stream_id, {"investigation_id": str(INVESTIGATION)}) == stream_id


@pytest.mark.parametrize(
    ("fact", "before"),
    [
        ("care-considered", {"care-executed"}),
        ("care-executed", set()),
        ("lvu-submitted-to-court", {"lvu-taken-into-care-decided"}),
        ("investigation-information-given", set()),  # an event of its own starts it
        ("sheltered-placement-started", set()),  # urgently, without a judgment
    ],
)
def test_what_must_come_before_a_fact_follows_from_the_clocks(fact: str, before: set[str]) -> None:
    assert facts_before(catalogue(), fact) == before
