"""LVU, LVM, sheltered housing and family law on generated histories, reckoned a second time.

Their case types follow; the facts are told here as they will be. The second reckoning knows the
catalogue's data and nothing of the engine: it counts by hand, day by day where time stands still.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.catalogue import catalogue
from shared.catalogue.clocks import COUNTED, Clock, ClockKind, Scope, Trigger, Unit, WeekdayRule
from shared.clocks import Axes, Explanation, Happening, State, ends, explain
from shared.kernel import calendar
from tests.shared.clocks.told import CHILD, THREAD
from tests.shared.kernel.test_calendar import counted, rests

FIRST, LAST = date(2025, 7, 1), date(2035, 12, 31)
MATTER = UUID(int=9)
DAY = timedelta(days=1)


def _of_later(clock: Clock) -> bool:
    facts = all(each.fact for each in (*clock.start, *clock.stop, *clock.absorbed_by))
    return facts and clock.number[0] in "LMRS" and clock.scope is Scope.MATTER


LATER = {
    wordings[-1].number: wordings[-1]
    for wordings in catalogue().tables.clocks.values()
    if _of_later(wordings[-1])
}
FACTS = frozenset(catalogue().tables.facts)


def test_the_generated_histories_are_of_all_that_follows() -> None:
    families = {letter: sum(number[0] == letter for number in LATER) for letter in "LMRS"}
    assert families == {"L": 18, "M": 7, "R": 8, "S": 8}


@cache
def moved(day: date) -> date:
    """Return the next day that is no day of rest, by the holidays package."""
    return moved(day + DAY) if rests(day) else day


@pytest.mark.parametrize("number", [n for n, clock in LATER.items() if clock.unit in COUNTED])
def test_every_start_of_eleven_years_ends_as_counted_by_hand(number: str) -> None:
    clock = LATER[number]
    assert clock.length is not None
    for day in (FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)):
        by_hand = counted(day, clock.length, calendar.Unit(clock.unit.value))
        assert ends.counted(clock, day, None) == by_hand
        is_moved = clock.weekday_rule is not WeekdayRule.NOT
        assert ends.moved(clock, by_hand) == (moved(by_hand) if is_moved else by_hand)


@dataclass(frozen=True, slots=True)
class Noted:
    """A fact on its day; ``until`` is the end that somebody set."""

    fact: str
    on: date
    place: int  # in the ledger
    until: date | None = None

    @property
    def moment(self) -> tuple[date, int]:
        return self.on, self.place


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What is to be said of one round of a clock."""

    nominal: date | None
    effective: date | None
    state: State


@st.composite
def histories(draw: st.DrawFn) -> tuple[Clock, list[Noted], date]:
    """Return a clock, what happened after it started, and the day it is asked about."""
    clock = LATER[draw(st.sampled_from(sorted(LATER)))]
    span = {Unit.YEARS: 900, Unit.MONTHS: 300, Unit.WEEKS: 60}.get(clock.unit, 20)
    days = st.integers(0, span)
    began = FIRST + timedelta(days=draw(st.integers(0, 3650)))
    until = began + timedelta(days=draw(days)) if clock.unit is Unit.SET_DATE else None
    noted = [Noted(clock.start[0].fact or "", began, 1, until)]
    others = [*clock.stop, *clock.absorbed_by]
    others += [each for pause in clock.pauses for each in (pause.since, pause.until)] * 2
    longer = clock.extension.trigger if clock.extension else None
    others += [longer] * 2 if longer else []
    for place in range(2, 2 + draw(st.integers(0, 6))):
        trigger = draw(st.sampled_from(others))
        on = began + timedelta(days=draw(days))
        end = on + timedelta(days=draw(st.integers(-30, 120))) if trigger is longer else None
        noted.append(Noted(trigger.fact or "", on, place, end))
    return clock, noted, began + timedelta(days=draw(st.integers(0, 2 * span)))


def happenings(noted: list[Noted]) -> list[Happening]:
    return [
        Happening(
            event_id=UUID(int=1000 + each.place),
            position=each.place,
            name=each.fact,
            happened_on=each.on,
            recorded_at=datetime.combine(each.on, time(12), UTC),
            thread_id=THREAD,
            matter_id=MATTER,
            person_id=CHILD,
            fields={"until_on": each.until.isoformat()} if each.until else {},
        )
        for each in noted
    ]


def explained(clock: Clock, noted: list[Noted], on: date) -> list[Explanation]:
    every = explain(happenings(noted), catalogue(), Axes(valid_at=on), told=FACTS)
    first = UUID(int=1001)
    rounds = [each for each in every if each.rule.id == clock.id and each.started_by]
    return (
        rounds
        if any(each.started_by.event_id == first for each in rounds if each.started_by)
        else []
    )


@settings(derandomize=True, deadline=None, max_examples=1500, database=None)
@given(histories())
def test_what_is_said_is_what_a_second_reckoning_says(
    asked: tuple[Clock, list[Noted], date],
) -> None:
    clock, noted, on = asked
    said = [
        Reckoned(each.nominal_on, each.effective_on, each.state)
        for each in explained(clock, noted, on)
    ]
    assert said == list(reckoned(clock, noted, on))


def reckoned(clock: Clock, noted: list[Noted], on: date) -> Iterator[Reckoned]:
    """Yield each round, by hand."""
    start, is_again = noted[0], False
    while True:
        after = [each for each in noted if each.moment > start.moment and each.on <= on]
        stop = _first(after, clock.stop)
        absorbed = _first(after, clock.absorbed_by)
        closing = min((each for each in (stop, absorbed) if each), key=_moment, default=None)
        yield _round(clock, start, closing, stop, after, on, is_again=is_again)
        if closing is None or closing is not stop or clock.repeat is None:
            return
        start, is_again = closing, True


def _moment(each: Noted) -> tuple[date, int]:
    return each.moment


def _first(after: list[Noted], triggers: tuple[Trigger, ...]) -> Noted | None:
    facts = {trigger.fact for trigger in triggers}
    return min((each for each in after if each.fact in facts), key=_moment, default=None)


def _round(
    clock: Clock,
    start: Noted,
    closing: Noted | None,
    stop: Noted | None,
    after: list[Noted],
    on: date,
    *,
    is_again: bool,
) -> Reckoned:
    last = closing.on if closing else on
    before = [each for each in after if closing is None or each.moment < closing.moment]
    nominal = _nominal(clock, start, is_again=is_again)
    if nominal is None:
        done = State.ABSORBED if closing is not stop else State.MET
        return Reckoned(None, None, done if closing else State.RUNNING)
    nominal = _stood_still(clock, start.on, nominal, before, last)
    effective = nominal if clock.weekday_rule is WeekdayRule.NOT else moved(nominal)
    nominal, effective = _longer(clock, before, nominal, effective)
    is_past = last > effective
    if is_past and clock.kind is ClockKind.HARD:
        state = State.LAPSED
    elif closing is None:
        state = State.OVERDUE if is_past else State.RUNNING
    elif closing is not stop:
        state = State.ABSORBED
    else:
        state = State.MET_LATE if is_past else State.MET
    return Reckoned(nominal, effective, state)


def _nominal(clock: Clock, start: Noted, *, is_again: bool) -> date | None:
    if is_again and clock.repeat:
        return counted(start.on, clock.repeat.length, calendar.Unit(clock.repeat.unit.value))
    if clock.length is None:
        return start.until
    return counted(start.on, clock.length, calendar.Unit(clock.unit.value))


def _stood_still(
    clock: Clock, began: date, nominal: date, before: list[Noted], last: date
) -> date:
    """Go day by day: a day away serves nothing, whatever the reason; return the last of all."""
    away: set[date] = set()
    for pause in clock.pauses:
        for since in (each for each in before if each.fact == pause.since.fact):
            backs = [each for each in before if each.moment > since.moment]
            back = _first(backs, (pause.until,))
            until = back.on if back else last
            away |= {since.on + timedelta(days=n) for n in range((until - since.on).days)}
    day, left = began, (nominal - began).days
    while left or day in away:
        left -= day not in away
        day += DAY
    return day


def _longer(
    clock: Clock, before: list[Noted], nominal: date, effective: date
) -> tuple[date, date]:
    extension, times = clock.extension, 0
    if extension is None or extension.fact is None:
        return nominal, effective
    for each in sorted((e for e in before if e.fact == extension.fact), key=_moment):
        most = date.max
        if extension.longest:
            unit = calendar.Unit(extension.longest.unit.value)
            most = counted(nominal, extension.longest.length, unit)
        may = extension.is_repeatable or not times
        if may and each.on <= effective and each.until and nominal < each.until <= most:
            nominal, effective, times = each.until, max(each.until, effective), times + 1
    return nominal, effective


def test_the_generated_histories_reach_every_state_and_every_standstill() -> None:
    reached: set[State] = set()
    moved_ends: set[str] = set()

    @settings(derandomize=True, deadline=None, max_examples=1500, database=None)
    @given(histories())
    def look(asked: tuple[Clock, list[Noted], date]) -> None:
        for each in explained(*asked):
            reached.add(each.state)
            moved_ends.update(["paused"] if each.paused_by else [])
            moved_ends.update(["extended" for one in each.extended_by if one.is_counted])
            moved_ends.update(["again"] if each.round > 1 else [])

    look()
    assert reached == set(State) - {State.NOT_OBSERVABLE}
    assert moved_ends == {"paused", "extended", "again"}
