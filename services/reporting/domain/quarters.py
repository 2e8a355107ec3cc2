"""Quarters: what a report of unexecuted decisions is about."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from shared.kernel.refusal import Refusal

WRITTEN = r"^(20[0-9]{2})Q([1-4])$"


class NotAQuarter(Refusal):
    """A quarter is written with its year: ``2026Q3``."""

    code = "not-a-quarter"
    detail = "Ange kvartalet som år och kvartal, till exempel 2026Q3."


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Kvartal: three months of a calendar year."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> "Quarter":
        """Return the quarter that ``text`` names.

        Raises:
            NotAQuarter: it names none.
        """
        written = re.fullmatch(WRITTEN, text)
        if written is None:
            raise NotAQuarter
        return cls(int(written[1]), int(written[2]))

    @classmethod
    def of(cls, day: date) -> "Quarter":
        """Return the quarter that ``day`` lies in."""
        return cls(day.year, (day.month + 2) // 3)

    @property
    def first_on(self) -> date:
        """Its first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last_on(self) -> date:
        """Its last day."""
        return self.following().first_on - timedelta(days=1)

    def following(self) -> "Quarter":
        """Return the quarter after it."""
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    def preceding(self) -> "Quarter":
        """Return the quarter before it."""
        return Quarter.of(self.first_on - timedelta(days=1))

    def next_day(self, month_and_day: str) -> date:
        """Return the first such day (``04-30``) after the quarter."""
        month, day = map(int, month_and_day.split("-"))
        after = self.following().first_on
        same_year = date(after.year, month, day)
        return same_year if same_year >= after else date(after.year + 1, month, day)

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"
