"""Periods: the months, quarters and years that end, and with which duties begin."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid5

from shared.clocks.happening import PERIODS, Happening, period_id
from shared.kernel.clock import CIVIL_ZONE

WRITTEN = r"(20[0-9]{2})(?:Q([1-4])|-(0[1-9]|1[0-2]))?"
CALENDAR = 0
"""The position of what the calendar tells: it is known before anything is in the ledger."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Period: a year, a quarter or a month of the calendar."""

    code: str  # "2026", "2026Q3", "2026-09"
    first_on: date
    months: int

    @classmethod
    def parse(cls, code: str) -> "Period | None":
        """Return the period that ``code`` names, or None when it names none."""
        written = re.fullmatch(WRITTEN, code)
        if written is None:
            return None
        year, quarter, month = written.groups()
        if quarter:
            return cls(code=code, first_on=date(int(year), 3 * int(quarter) - 2, 1), months=3)
        if month:
            return cls(code=code, first_on=date(int(year), int(month), 1), months=1)
        return cls(code=code, first_on=date(int(year), 1, 1), months=12)

    @property
    def last_on(self) -> date:
        """Its last day."""
        years, month = divmod(self.first_on.month - 1 + self.months, 12)
        return date(self.first_on.year + years, month + 1, 1) - timedelta(days=1)

    @property
    def fact(self) -> str:
        """What has happened when it is over, as clocks know it."""
        return {1: "month-ended", 3: "quarter-ended", 12: "year-ended"}[self.months]

    def ended(self) -> Happening:
        """Return that it is over; known from its first moment, as a calendar is."""
        return Happening(
            event_id=ended_id(self.code),
            position=CALENDAR,
            name=self.fact,
            happened_on=self.last_on,
            recorded_at=datetime.combine(self.first_on, time(), CIVIL_ZONE),
            thread_id=period_id(self.code),
            matter_id=period_id(self.code),
            person_id=None,
            fields={"period_code": self.code},
        )


def ended_id(code: str) -> UUID:
    """Return the id of the calendar's own fact that a period is over."""
    return uuid5(PERIODS, f"{code} ended")


def periods_of(year: int) -> Iterator[Period]:
    """Yield the periods that end in ``year``."""
    codes = [f"{year}-{month:02}" for month in range(1, 13)]
    for code in (*codes, *(f"{year}Q{number}" for number in range(1, 5)), str(year)):
        found = Period.parse(code)
        if found:
            yield found
