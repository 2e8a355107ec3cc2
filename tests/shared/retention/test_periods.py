"""När en akt får och ska gallras: fem år efter sista anteckningen, och det som kommer emellan."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.catalogue.records import Record
from shared.retention.verdict import State, Why
from tests.shared.retention.stories import look, matter, person

ON = date(2026, 11, 22)
CHILD = person(birth_year=2015)
DAYS = st.dates(date(2020, 1, 1), date(2060, 12, 31))


def test_a_file_may_go_the_day_after_five_years_and_must_before_the_next_year_ends() -> None:
    (found,) = look(ON, matter(last_note_on=date(2021, 11, 21))).values()
    assert (found.state, found.due_on, found.finish_by) == (
        State.DUE,
        date(2026, 11, 22),
        date(2027, 12, 31),
    )
    assert (found.rule_id, found.basis_id) == ("adult-care.file", "sol-16-1")
    (reason,) = found.reasons
    assert (reason.why, reason.counted_from, reason.until_on) == (
        Why.PERIOD,
        date(2021, 11, 21),
        date(2026, 11, 21),
    )


def test_on_the_last_day_of_the_five_years_it_stays() -> None:
    (found,) = look(ON, matter(last_note_on=date(2021, 11, 22))).values()
    assert (found.state, found.due_on) == (State.NOT_YET, date(2026, 11, 23))


def test_a_note_made_after_the_end_counts_anew() -> None:
    ended = date(2020, 5, 1)
    (before,) = look(ON, matter(ended_on=ended, last_note_on=ended)).values()
    (after,) = look(ON, matter(ended_on=ended, last_note_on=date(2022, 5, 1))).values()
    assert (before.state, after.state) == (State.DUE, State.NOT_YET)
    assert after.due_on == date(2027, 5, 2)


def test_the_duty_that_arises_on_new_years_day_is_the_new_years() -> None:
    (found,) = look(ON, matter(last_note_on=date(2021, 12, 31))).values()
    assert (found.due_on, found.finish_by) == (date(2027, 1, 1), date(2028, 12, 31))


def test_an_open_matter_of_the_person_keeps_every_other_file() -> None:
    found = look(
        ON,
        matter(1, last_note_on=date(2015, 1, 1)),
        matter(2, group="economic-assistance", ended_on=None),
    )
    assert {each.state for each in found.values()} == {State.BLOCKED}
    assert Why.OPEN_MATTER in {each.why for each in found[1].reasons}


def test_another_akt_whose_period_runs_keeps_this_one_as_long() -> None:
    found = look(
        ON,
        matter(1, last_note_on=date(2020, 1, 1)),
        matter(2, group="economic-assistance", last_note_on=date(2023, 6, 1)),
    )
    assert {each.due_on for each in found.values()} == {date(2028, 6, 2)}
    assert Why.OTHER_AKT in {each.why for each in found[1].reasons}


def test_a_childs_investigation_stays_until_the_year_of_the_thirtieth_birthday_is_out() -> None:
    note = date(2026, 3, 10)
    (found,) = look(ON, matter(group="child-protection", last_note_on=note), whom=CHILD).values()
    assert (found.rule_id, found.basis_id) == ("child-protection.investigation", "sol-16-2a")
    assert (found.due_on, found.finish_by) == (date(2046, 1, 1), date(2046, 12, 31))


def test_an_investigation_that_ended_before_the_new_rule_goes_after_five_years() -> None:
    old = date(2026, 1, 14)
    (found,) = look(
        date(2031, 1, 15),
        matter(group="child-protection", ended_on=old, last_note_on=old),
        whom=CHILD,
    ).values()
    assert (found.state, found.basis_id, found.due_on) == (
        State.DUE,
        "sol-16-1",
        date(2031, 1, 15),
    )


def test_a_report_that_led_to_nothing_goes_though_an_investigation_stays_until_thirty() -> None:
    note = date(2026, 3, 10)
    found = look(
        date(2031, 3, 11),
        matter(1, group="child-protection", record=Record.REPORT, last_note_on=date(2026, 2, 1)),
        matter(2, group="child-protection", last_note_on=note),
        whom=CHILD,
    )
    assert (found[1].state, found[2].state) == (State.DUE, State.NOT_YET)
    assert found[1].due_on == date(2031, 3, 11), "the last note in the akt counts"


def test_a_child_that_was_placed_keeps_the_file_for_good_and_no_other() -> None:
    found = look(
        date(2040, 1, 1),
        matter(1, group="child-protection", file=1),
        matter(2, group="child-protection", file=1, intervention_type="foster-home"),
        matter(3, group="child-protection", file=3, record=Record.REPORT),
        whom=CHILD,
    )
    assert (found[1].state, found[1].rule_id) == (State.KEPT, "child-protection.placement")
    assert found[3].state is State.DUE


@pytest.mark.parametrize("day", [5, 15, 25])
def test_research_keeps_all_about_those_born_on_three_days_of_each_month(day: int) -> None:
    (found,) = look(date(2099, 1, 1), matter(), whom=person(birth_day=day)).values()
    assert (found.state, found.basis_id, found.due_on) == (State.KEPT, "sof-13-1", None)


def test_where_the_day_of_birth_is_not_known_the_file_is_due_and_marked() -> None:
    (found,) = look(date(2099, 1, 1), matter(), whom=person(birth_day=None)).values()
    assert (found.state, found.is_birth_day_needed) == (State.DUE, True)


def test_a_child_without_a_year_of_birth_waits_for_one() -> None:
    unknown = person(birth_year=None)
    (found,) = look(date(2099, 1, 1), matter(group="child-protection"), whom=unknown).values()
    assert found.state is State.BLOCKED
    assert Why.BIRTH_YEAR_UNKNOWN in {each.why for each in found.reasons}


def test_a_private_providers_file_goes_after_two_years() -> None:
    (found,) = look(ON, matter(group="private-provider", last_note_on=date(2024, 2, 29))).values()
    assert (found.due_on, found.basis_id) == (date(2026, 3, 1), "sol-17-2")


def test_a_placed_childs_file_at_a_private_provider_is_handed_over_and_not_destroyed() -> None:
    placed = matter(group="private-provider", intervention_type="residential-care")
    (found,) = look(date(2099, 1, 1), placed).values()
    assert (found.state, found.basis_id) == (State.KEPT, "sol-17-4")


def test_a_group_without_a_rule_is_never_due() -> None:
    (found,) = look(date(2099, 1, 1), matter(group="attic")).values()
    assert (found.state, [each.why for each in found.reasons]) == (State.BLOCKED, [Why.NO_RULE])


@given(note=DAYS, later=st.integers(0, 9000))
def test_a_later_note_never_makes_a_file_due_earlier(note: date, later: int) -> None:
    (first,) = look(ON, matter(last_note_on=note)).values()
    (second,) = look(ON, matter(last_note_on=note + timedelta(days=later))).values()
    assert first.due_on
    assert second.due_on
    assert first.due_on <= second.due_on


@given(note=DAYS, on=DAYS)
def test_no_file_is_due_within_five_years_of_a_note_nor_later_than_it_may_be(
    note: date, on: date
) -> None:
    for found in look(max(on, date(2025, 7, 1)), matter(last_note_on=note)).values():
        assert found.due_on
        assert found.finish_by
        assert found.due_on.year - note.year >= 5
        assert (found.due_on - note).days > 5 * 365
        assert found.due_on <= found.finish_by
        assert found.finish_by == date(found.due_on.year + 1, 12, 31)


@given(born=st.integers(1995, 2045), note=DAYS, on=DAYS)
def test_no_investigation_of_a_child_ended_under_the_rule_goes_before_thirty(
    born: int, note: date, on: date
) -> None:
    ended = max(note, date(2026, 1, 15))
    child = matter(group="child-protection", ended_on=ended, last_note_on=ended)
    (found,) = look(max(on, ended), child, whom=person(birth_year=born)).values()
    assert found.due_on
    assert found.finish_by
    assert found.due_on >= date(born + 31, 1, 1)
    assert found.finish_by.year <= max(born + 31, ended.year + 6 + 1)


@given(notes=st.lists(st.tuples(DAYS, st.booleans()), min_size=1, max_size=5), on=DAYS)
def test_while_anything_is_open_nothing_is_due(notes: list[tuple[date, bool]], on: date) -> None:
    groups = ("adult-care", "economic-assistance")
    matters = [
        matter(
            number,
            group=groups[number % 2],
            last_note_on=note,
            ended_on=None if is_open else note,
        )
        for number, (note, is_open) in enumerate(notes)
    ]
    states = {each.state for each in look(max(on, date(2025, 7, 1)), *matters).values()}
    if any(is_open for _, is_open in notes):
        assert states == {State.BLOCKED}
    else:
        assert len(states) == 1, "all about a person goes at once"


@given(day=st.integers(1, 31), note=DAYS)
def test_only_the_three_days_keep_anything(day: int, note: date) -> None:
    (found,) = look(
        date(2099, 1, 1), matter(last_note_on=note), whom=person(birth_day=day)
    ).values()
    assert (found.state is State.KEPT) == (day in (5, 15, 25))
