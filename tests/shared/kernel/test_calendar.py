"""Time limits end when lag (1930:173) says: fixed vectors, and every day of sixteen years."""

from datetime import date, timedelta
from itertools import product

import holidays
import pytest

from shared.kernel.calendar import Unit, effective_end, end_of, is_day_of_rest, nominal_end

VECTORS = [
    ("2026-12-11", 14, Unit.DAYS, "2026-12-25", "2026-12-28"),
    ("2026-11-22", 14, Unit.DAYS, "2026-12-06", "2026-12-07"),
    ("2026-10-31", 4, Unit.MONTHS, "2027-02-28", "2027-03-01"),
    ("2027-10-31", 4, Unit.MONTHS, "2028-02-29", "2028-02-29"),
    ("2026-12-24", 1, Unit.WEEKS, "2026-12-31", "2027-01-04"),
    ("2026-11-25", 4, Unit.WEEKS, "2026-12-23", "2026-12-23"),
    ("2026-12-04", 3, Unit.WEEKS, "2026-12-25", "2026-12-28"),
    ("2026-08-31", 3, Unit.MONTHS, "2026-11-30", "2026-11-30"),
    ("2026-12-06", 6, Unit.MONTHS, "2027-06-06", "2027-06-07"),
    ("2024-02-29", 1, Unit.YEARS, "2025-02-28", "2025-02-28"),
    ("2024-02-29", 2, Unit.YEARS, "2026-02-28", "2026-03-02"),
]
RULES = [(14, Unit.DAYS), (21, Unit.DAYS), (1, Unit.WEEKS), (3, Unit.WEEKS), (6, Unit.WEEKS)]
RULES += [(months, Unit.MONTHS) for months in (1, 2, 3, 4, 6)]
RULES += [(years, Unit.YEARS) for years in (1, 2, 3)]
EVERY_DAY = [date(2020, 1, 1) + timedelta(days=n) for n in range(5844)]  # to 2035-12-31

# An independent second implementation: the holidays package, and counting one day at a time.
_PUBLIC = holidays.country_holidays("SE", years=range(2019, 2042), include_sundays=False)
_EVES = {(12, 24), (12, 31)}


def rests(day: date) -> bool:
    midsummer_eve = day.month == 6 and day.weekday() == 4 and 19 <= day.day <= 25
    return (
        day.isoweekday() in (6, 7)
        or day in _PUBLIC
        or (day.month, day.day) in _EVES
        or midsummer_eve
    )


def counted(start: date, n: int, unit: Unit) -> date:
    if unit in (Unit.DAYS, Unit.WEEKS):
        return date.fromordinal(start.toordinal() + n * (7 if unit is Unit.WEEKS else 1))
    year, month = start.year, start.month
    for _ in range(n if unit is Unit.MONTHS else 12 * n):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    day = start.day
    while True:
        try:
            return date(year, month, day)
        except ValueError:
            day -= 1


@pytest.mark.parametrize(("start", "n", "unit", "nominal", "effective"), VECTORS)
def test_the_vectors_of_the_law_reference(
    start: str, n: int, unit: Unit, nominal: str, effective: str
) -> None:
    end = end_of(date.fromisoformat(start), n, unit)
    assert (end.nominal.isoformat(), end.effective.isoformat()) == (nominal, effective)


@pytest.mark.parametrize(("n", "unit"), RULES)
def test_every_start_date_agrees_with_counting_by_hand(n: int, unit: Unit) -> None:
    wrong = [day for day in EVERY_DAY if nominal_end(day, n, unit) != counted(day, n, unit)]
    assert not wrong


def test_every_day_of_rest_agrees_with_the_holidays_package() -> None:
    assert [day for day in EVERY_DAY if is_day_of_rest(day) != rests(day)] == []


def test_the_effective_end_is_the_first_weekday_from_the_nominal_one() -> None:
    for day in EVERY_DAY:
        moved = effective_end(day)
        assert not rests(moved)
        assert all(rests(day + timedelta(days=n)) for n in range((moved - day).days))


def test_a_limit_in_months_never_ends_before_a_shorter_one() -> None:
    for day, months in product(EVERY_DAY[::7], range(1, 12)):
        assert nominal_end(day, months, Unit.MONTHS) < nominal_end(day, months + 1, Unit.MONTHS)


def test_the_eve_of_easter_is_an_ordinary_day_but_for_being_a_saturday() -> None:
    assert is_day_of_rest(date(2026, 4, 4))
    assert not is_day_of_rest(date(2026, 1, 5))
