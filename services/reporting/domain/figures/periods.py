"""The periods that figures are asked about: a year, a month of it, or several years."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from shared.kernel.calendar import Unit, nominal_end
from shared.kernel.refusal import Refusal

WRITTEN = r"^\d{4}(-(0[1-9]|1[0-2])|-\d{4})?$"
MOST_YEARS = 10
DAY = timedelta(days=1)
EARLIEST, LATEST = 1900, 2200


class PeriodUnknown(Refusal):
    """Figures are asked about calendar years and months: other spans would give days away."""

    code = "period-unknown"
    detail = (
        "Perioden ska vara ett år (2025), en månad (2025-03) eller flera år (2018-2023), "
        f"högst {MOST_YEARS} år och i vår tid."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Period: whole years, or one month of a year."""

    first_year: int
    last_year: int
    month: str | None = None  # "03"

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Return the period as it is written.

        Raises:
            PeriodUnknown: it is none.
        """
        if not re.fullmatch(WRITTEN, text, re.ASCII):
            raise PeriodUnknown
        first, _, rest = text.partition("-")
        last = int(rest) if len(rest) == 4 else int(first)
        if not EARLIEST <= int(first) <= last <= LATEST or last - int(first) >= MOST_YEARS:
            raise PeriodUnknown
        month = rest if len(rest) == 2 else None
        return cls(first_year=int(first), last_year=last, month=month)

    def __str__(self) -> str:
        if self.month is not None:
            return f"{self.first_year}-{self.month}"
        is_one = self.first_year == self.last_year
        return str(self.first_year) if is_one else f"{self.first_year}-{self.last_year}"

    @property
    def years(self) -> Sequence[int]:
        """Every year in it."""
        return range(self.first_year, self.last_year + 1)

    @property
    def last_on(self) -> date:
        """Its last day."""
        if self.month is None:
            return date(self.last_year, 12, 31)
        return nominal_end(date(self.first_year, int(self.month), 1), 1, Unit.MONTHS) - DAY
