"""The civil calendar of time limits: lag (1930:173) om beräkning av lagstadgad tid, 1-2 §§."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache


class Unit(StrEnum):
    """Tidsenhet: what a time limit is counted in."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


@dataclass(frozen=True, slots=True)
class End:
    """When a time limit ends: by its own count, and after 2 § moved it off a day of rest."""

    nominal: date
    effective: date


def _easter(year: int) -> date:
    """Return Easter Sunday of ``year`` in the Gregorian calendar (the method of Gauss-Lilius)."""
    golden, century = year % 19, year // 100
    skipped_leaps = century - century // 4
    moon_shift = (century + 8) // 25
    correction = (century - moon_shift + 1) // 3
    epact = (19 * golden + skipped_leaps - correction + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (year % 100 // 4) - epact - year % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def _saturday_from(first: date) -> date:
    return first + timedelta(days=(5 - first.weekday()) % 7)


@lru_cache(maxsize=512)
def days_of_rest(year: int) -> frozenset[date]:
    """Return the days 2 § names besides Saturdays and Sundays, falling on any weekday.

    Public holidays (lag 1989:253), and the eves of midsummer, Christmas and New Year.
    """
    easter = _easter(year)
    midsummer = _saturday_from(date(year, 6, 20))
    fixed = [(1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31)]
    from_easter = [-2, 0, 1, 39, 49]  # Good Friday, Easter, its Monday, Ascension, Pentecost
    return frozenset(
        [
            *(date(year, month, day) for month, day in fixed),
            *(easter + timedelta(days=days) for days in from_easter),
            midsummer - timedelta(days=1),
            midsummer,
            _saturday_from(date(year, 10, 31)),  # All Saints' Day
        ]
    )


def is_day_of_rest(day: date) -> bool:
    """Say whether an act due on ``day`` may be done on the next weekday instead."""
    return day.weekday() >= 5 or day in days_of_rest(day.year)


def _add_months(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def nominal_end(start: date, n: int, unit: Unit) -> date:
    """Return the day a limit of ``n`` units ends, counted from ``start`` (which is day 0).

    Weeks end on the same weekday; months and years on the same day number, or on the month's
    last day where that number is missing.
    """
    match unit:
        case Unit.DAYS:
            return start + timedelta(days=n)
        case Unit.WEEKS:
            return start + timedelta(weeks=n)
        case Unit.MONTHS:
            return _add_months(start, n)
        case Unit.YEARS:
            return _add_months(start, 12 * n)


def effective_end(nominal: date) -> date:
    """Return ``nominal``, or the first day after it that is not a day of rest."""
    while is_day_of_rest(nominal):
        nominal += timedelta(days=1)
    return nominal


def end_of(start: date, n: int, unit: Unit) -> End:
    """Return both ends of a limit of ``n`` units from ``start``."""
    nominal = nominal_end(start, n, unit)
    return End(nominal, effective_end(nominal))
