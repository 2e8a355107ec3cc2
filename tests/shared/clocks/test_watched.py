"""Bevakat: what of a person's matters belongs on a watch list, and since when."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from shared.catalogue import catalogue
from shared.clocks import Axes, State, Watched, explain, watched
from shared.clocks.watched import OPEN
from shared.contracts import intake, interventions, investigation
from tests.shared.clocks.telling import Story
from tests.shared.clocks.told import INTAKE, INTERVENTION, INVESTIGATION, day


def items(story: Story) -> dict[str, Watched]:
    """Return what is watched, by rule; only the last of each."""
    return {each.rule: each for each in watched(story.happenings, catalogue())}


def open_rules(story: Story) -> set[str]:
    return {rule for rule, each in items(story).items() if each.closed_on == OPEN}


def given_to(story: Story, on: str, official: str, unit: str = "barn-norr") -> None:
    story.tell(
        investigation.InvestigationAssigned(official=official, unit=unit, assigned_on=day(on)),
        INVESTIGATION,
    )


def met(story: Story, on: str) -> None:
    event = investigation.ContactHeld(
        contact_id=INVESTIGATION,
        held_on=day(on),
        kind=investigation.ContactKind.MEETING,
        is_with_the_individual=True,
        is_with_guardian=False,
    )
    story.tell(event, INVESTIGATION)


def an_investigation() -> Story:
    story = Story()
    story.reported("2026-03-02")
    story.concluded("2026-03-10", "investigate")
    story.investigated("2026-03-10")
    return story


def test_a_limit_is_watched_from_its_start_to_what_ended_it() -> None:
    story = Story()
    story.reported("2026-03-02")
    limit = items(story)["preliminary-assessment"]
    assert (limit.shown_from, limit.due_on, limit.closed_on) == (
        date(2026, 3, 2),
        date(2026, 3, 16),
        OPEN,
    )
    story.concluded("2026-03-18")
    ended = items(story)["preliminary-assessment"]
    assert (ended.closed_on, ended.state) == (date(2026, 3, 18), State.MET_LATE)
    assert ended.item_id == limit.item_id


def test_what_the_individual_or_a_court_has_to_keep_is_on_no_list_of_ours() -> None:
    story = an_investigation()
    story.decided("2026-06-01", "denied")
    story.appealed("2026-06-10", "2026-06-02")
    assert "appeal" not in items(story)
    ours = {each.rule for each in watched(story.happenings, catalogue()) if not each.is_risk}
    law = catalogue().tables.clocks
    assert all(law[rule][-1].responsible == "committee" for rule in ours)


def test_a_duty_that_nobody_has_noted_as_done_stays_until_somebody_has() -> None:
    story = an_investigation()
    assert items(story)["inform-about-investigation"].closed_on == date.max
    story.noted("investigation-information-given", "2026-03-12")
    assert items(story)["inform-about-investigation"].closed_on == day("2026-03-12")


def test_an_intake_without_official_is_at_risk_from_the_third_day() -> None:
    story = Story()
    story.reported("2026-03-02")
    assert items(story)["intake-unassigned"].shown_from == date(2026, 3, 5)
    event = intake.IntakeAssigned(
        official="handlaggare-7", unit="mottagning", assigned_on=day("2026-03-04")
    )
    story.tell(event, INTAKE)
    assert "intake-unassigned" not in open_rules(story)


def test_an_investigation_waits_with_the_unit_it_came_from_until_somebody_has_it() -> None:
    story = Story()
    story.reported("2026-03-02")
    event = intake.IntakeAssigned(
        official="handlaggare-1", unit="mottagning", assigned_on=day("2026-03-02")
    )
    story.tell(event, INTAKE)
    story.concluded("2026-03-10", "investigate")
    story.investigated("2026-03-10")
    waiting = items(story)["investigation-unassigned"]
    assert (waiting.unit, waiting.official) == ("mottagning", None)
    given_to(story, "2026-03-12", "handlaggare-7")
    limit = items(story)["child-investigation"]
    assert (limit.unit, limit.official) == ("barn-norr", "handlaggare-7")


def test_no_contact_threatens_an_end_that_is_near() -> None:
    story = an_investigation()
    risk = items(story)["no-contact"]
    end = items(story)["child-investigation"].due_on
    assert (end, risk.due_on) == (date(2026, 7, 10), date(2026, 7, 10))
    assert risk.shown_from == end - timedelta(days=45)
    met(story, "2026-06-20")
    assert items(story)["no-contact"].shown_from == date(2026, 7, 20)
    assert items(story)["contact-and-not-closed"].shown_from == date(2026, 7, 4)
    story.closed("2026-07-01")
    assert {"no-contact", "contact-and-not-closed"}.isdisjoint(items(story))


def test_what_was_decided_and_is_not_executed_is_at_risk_after_thirty_days() -> None:
    story = an_investigation()
    given_to(story, "2026-03-12", "handlaggare-7")
    story.decided("2026-06-01")
    story.granted("2026-06-01")
    risk = items(story)["decided-not-executed"]
    assert (risk.shown_from, risk.unit, risk.official) == (date(2026, 7, 1), "barn-norr", None)
    story.executed("2026-06-15")
    assert "decided-not-executed" not in items(story)


def test_a_decisions_limit_stays_with_the_official_of_its_investigation() -> None:
    story = an_investigation()
    given_to(story, "2026-03-12", "handlaggare-7")
    story.decided("2026-06-01")
    story.granted("2026-06-01")
    provided = interventions.InterventionAssigned(
        unit="oppenvard", provider=None, official=None, assigned_on=day("2026-06-03")
    )
    story.tell(provided, INTERVENTION)
    unexecuted = items(story)["unexecuted-decision"]
    assert unexecuted.unit in {"barn-norr", "oppenvard"}
    assert items(story)["decided-not-executed"].unit == "oppenvard"


@given(st.dates(date(2026, 3, 2), date(2027, 3, 1)), st.integers(1, 9))
def test_the_list_and_the_explained_clocks_of_any_day_agree(on: date, known: int) -> None:
    story = an_investigation()
    given_to(story, "2026-03-12", "handlaggare-7")
    met(story, "2026-04-02")
    story.decided("2026-06-01")
    story.granted("2026-06-01")
    story.closed("2026-06-05")
    story.executed("2026-07-15")
    seen = story.happenings[:known]
    told = {each.happened_on for each in seen}
    explained = {
        each.clock_id: (each.nominal_on, each.effective_on)
        for each in explain(seen, catalogue(), Axes(valid_at=max(on, *told)))
        if each.state in {State.RUNNING, State.OVERDUE}
        and each.started_by
        and each.rule.responsible == "committee"
        and each.nominal_on
    }
    listed = {
        each.item_id: (each.due_on, each.overdue_after)
        for each in watched(seen, catalogue())
        if not each.is_risk and each.closed_on > max(on, *told)
    }
    assert listed == explained
