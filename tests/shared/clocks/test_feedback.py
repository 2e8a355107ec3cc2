"""The clocks of feedback to the one who reported: after the decision, or at once."""

from shared.clocks import State
from shared.contracts.intake import FeedbackAnswer, FeedbackGiven, FeedbackRequested
from tests.shared.clocks.telling import Story
from tests.shared.clocks.told import INTAKE, day


def asked(story: Story, on: str) -> None:
    story.tell(FeedbackRequested(requested_on=day(on)), INTAKE)


def answered(story: Story, on: str) -> None:
    event = FeedbackGiven(answer=FeedbackAnswer.NOT_OPENED, given_on=day(on), given_by="h-7")
    story.tell(event, INTAKE)


def test_one_who_asked_before_the_decision_is_answered_within_a_week_of_it() -> None:
    story = Story()
    story.reported("2026-11-30", asked=True)
    story.concluded("2026-12-11")
    clock = story.clock("B3a", "2026-12-12")
    assert (clock.nominal_on, clock.state) == (day("2026-12-18"), State.RUNNING)
    answered(story, "2026-12-18")
    assert story.clock("B3a", "2027-01-10").state is State.MET
    assert story.clocks("B3b", "2027-01-10") == []


def test_one_who_asks_after_the_decision_is_answered_at_once() -> None:
    story = Story()
    story.reported("2026-03-02")
    story.concluded("2026-03-10")
    asked(story, "2026-03-12")
    assert story.clock("B3b", "2026-03-12").effective_on == day("2026-03-12")
    assert story.clock("B3b", "2026-03-13").state is State.OVERDUE
    assert story.clocks("B3a", "2026-03-13") == []


def test_one_who_never_asked_is_owed_no_answer() -> None:
    story = Story()
    story.reported("2026-03-02")
    story.concluded("2026-03-10")
    assert story.clocks("B3a", "2026-03-12") == story.clocks("B3b", "2026-03-12") == []


def test_on_the_day_of_the_decision_the_order_of_the_two_tells_which_limit_it_is() -> None:
    before, after = Story(), Story()
    for story in (before, after):
        story.reported("2026-03-02")
    asked(before, "2026-03-10")
    before.concluded("2026-03-10")
    after.concluded("2026-03-10")
    asked(after, "2026-03-10")
    assert [len(before.clocks(each, "2026-03-12")) for each in ("B3a", "B3b")] == [1, 0]
    assert [len(after.clocks(each, "2026-03-12")) for each in ("B3a", "B3b")] == [0, 1]
