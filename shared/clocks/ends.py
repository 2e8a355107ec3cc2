"""When a clock ends: counted from its start, later by pauses and by decisions to extend."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from shared.catalogue.clocks import COUNTED, Clock, Repeat, Unit, WeekdayRule
from shared.clocks.explanation import Cause, Extended, Paused
from shared.clocks.happening import Occurrence
from shared.kernel import calendar
from shared.kernel.clock import civil_date


@dataclass(frozen=True, slots=True)
class Ends:
    """Both ends, and what moved them. Both are None where the law gives no day."""

    nominal: date | None
    effective: date | None
    extended_by: tuple[Extended, ...] = ()
    paused_by: tuple[Paused, ...] = ()


def from_start(rule: Clock, start: Occurrence, again: Repeat | None) -> date | None:
    """Return the nominal end of a clock that ``start`` started; the day set, where one is set."""
    if rule.unit is not Unit.SET_DATE or again:
        due_at = moment_due(rule, start)
        return civil_date(due_at) if due_at else counted(rule, start.day, again)
    if rule.due_days:
        return first_of(rule.due_days, start.day)
    day = start.happening.fields.get(rule.set_by)
    return None if day is None else date.fromisoformat(str(day))


def first_of(days: Sequence[str], after: date) -> date:
    """Return the first of ``days`` of the year ("04-30") after ``after``."""
    coming = (date.fromisoformat(f"{after.year + n}-{day}") for n in (0, 1) for day in days)
    return min(day for day in coming if day > after)


def moment_due(rule: Clock, start: Occurrence) -> datetime | None:
    """Return the moment a clock of hours ends, if it is known at what moment it started."""
    began = told_at(start)
    if rule.unit is not Unit.HOURS or rule.length is None or began is None:
        return None
    return began.astimezone(UTC) + timedelta(hours=rule.length)


def told_at(occurrence: Occurrence) -> datetime | None:
    """Return the moment that it is said to have happened at, if one is said."""
    moment = occurrence.happening.fields.get("happened_at")
    return None if moment is None else datetime.fromisoformat(str(moment))


def counted(rule: Clock, started_on: date, again: Repeat | None) -> date | None:
    """Return the nominal end of ``rule``, or of its repetition, from ``started_on``."""
    length, unit = (again.length, again.unit) if again else (rule.length, rule.unit)
    if unit is Unit.AT_ONCE:
        return started_on
    if length is None or unit not in COUNTED:
        return None
    if unit is Unit.HOURS:
        return started_on + timedelta(days=-(-length // 24))
    return calendar.nominal_end(started_on, length, calendar.Unit(unit.value))


def moved(rule: Clock, nominal: date) -> date:
    """Return the effective end; the later day where it is uncertain whether 2 § applies."""
    if rule.weekday_rule is WeekdayRule.NOT:
        return nominal
    return calendar.effective_end(nominal)


def stood_still(
    rule: Clock, nominal: date, pauses: Sequence[tuple[Occurrence, Occurrence | None]], last: date
) -> Ends:
    """Return the ends after ``pauses`` (in order of time); one still going on counts to ``last``.

    Days when two pauses overlap stand still once. What begins after the end changes nothing.
    """
    paused: list[Paused] = []
    covered = date.min
    for since, until in pauses:
        if since.day > moved(rule, nominal):
            break
        ends_on = until.day if until else last
        nominal += max(ends_on - max(since.day, covered), timedelta(0))
        covered = max(covered, ends_on)
        back = Cause.of(until) if until else None
        paused.append(Paused(since=Cause.of(since), until=back))
    return Ends(nominal, moved(rule, nominal), paused_by=tuple(paused))


def _furthest(rule: Clock, nominal: date) -> date:
    """Return the last day that a clock ending on ``nominal`` may be extended to."""
    longest = rule.extension.longest if rule.extension else None
    if longest is None:
        return date.max
    return calendar.nominal_end(nominal, longest.length, calendar.Unit(longest.unit.value))


def extended(rule: Clock, ends: Ends, decisions: Iterable[Occurrence]) -> Ends:
    """Return the ends after ``decisions``, in order of time; a set day is not moved by 2 §."""
    nominal, effective = ends.nominal, ends.effective
    told: list[Extended] = []
    for decision in decisions:
        fields = decision.happening.fields
        until = date.fromisoformat(str(fields["until_on"]))
        is_allowed = (rule.extension is not None and rule.extension.is_repeatable) or not any(
            each.is_counted for each in told
        )
        in_time = effective is not None and decision.day <= effective
        is_later = nominal is not None and nominal < until <= _furthest(rule, nominal)
        is_counted = is_allowed and in_time and is_later
        if is_counted:
            nominal, effective = until, max(until, effective or until)
        ground = fields.get("ground_code")
        told.append(
            Extended(
                cause=Cause.of(decision),
                until_on=until,
                ground_code=None if ground is None else str(ground),
                is_counted=is_counted,
            )
        )
    return Ends(nominal, effective, tuple(told), ends.paused_by)
