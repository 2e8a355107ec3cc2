"""What the rules of administrative matters must know of the catalogue's kinds and clocks."""

from services.intake.domain.administration.lawful import Limit, Span
from services.intake.domain.administration.refusals import PeriodNotAsked, PeriodNotSaid
from shared.catalogue.administration import AdministrativeKind
from shared.catalogue.clocks import Clock, Repeat, WeekdayRule
from shared.clocks.periods import Period
from shared.kernel import calendar


def period_of(kind: AdministrativeKind, code: str | None) -> Period | None:
    """Return the period that a duty of the calendar's was done for.

    Raises:
        PeriodNotAsked, PeriodNotSaid: it does not go with the kind.
    """
    if kind.period is None:
        if code is not None:
            raise PeriodNotAsked
        return None
    period = Period.parse(code) if code else None
    if period is None or period.fact != f"{kind.period}-ended":
        raise PeriodNotSaid
    return period


def ground_of(clock: Clock) -> str | None:
    """Return the code of the only ground it may be extended on."""
    return clock.extension.ground if clock.extension else None


def limit_of(clock: Clock) -> Limit:
    """Return what the rules must know of a clock that may be extended."""
    extension, length = clock.extension, clock.length
    if extension is None or length is None:
        raise ValueError(f"{clock.id} is not counted, or cannot be extended")
    ends = (*clock.stop, *clock.absorbed_by)
    return Limit(
        started_by=frozenset(each.fact for each in clock.start if each.fact),
        stopped_by=frozenset(each.fact for each in ends if each.fact),
        time=_span(Repeat(length=length, unit=clock.unit)),
        longest=_span(extension.longest) if extension.longest else None,
        is_repeatable=extension.is_repeatable,
        is_moved_off_days_of_rest=clock.weekday_rule is not WeekdayRule.NOT,
    )


def _span(of: Repeat) -> Span:
    return Span(length=of.length, unit=calendar.Unit(of.unit.value))
