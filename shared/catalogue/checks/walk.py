"""Going through the tables, and through time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from shared.catalogue.clocks import Clock, Trigger
from shared.catalogue.dated import Dated, Entry, Table
from shared.catalogue.lookup import Tables
from shared.catalogue.reading import Fault


@dataclass(frozen=True, slots=True)
class Walk:
    """The tables under check, and the names of their files."""

    tables: Tables
    files: Mapping[str, str]

    def fault(self, field: str, key: str, what: str) -> Fault:
        """Return a fault of the entry ``key`` in the table ``field``."""
        return Fault(f"{self.files[field]}.toml", key, what)


def triggers_of(clock: Clock) -> Sequence[Trigger]:
    """Return everything that may move the clock."""
    pauses = [trigger for pause in clock.pauses for trigger in (pause.since, pause.until)]
    longer = clock.extension.trigger if clock.extension else None
    extending = [longer] if longer else []
    return [
        *clock.start,
        *clock.stop,
        *clock.requires,
        *clock.absorbed_by,
        *pauses,
        *extending,
    ]


def each(table: Table[Entry]) -> Iterator[tuple[str, Entry]]:
    """Yield (key, wording) for every wording of every entry."""
    for key, wordings in table.items():
        for wording in wordings:
            yield key, wording


def days_of_change(span: Dated, parts: Sequence[Dated]) -> list[date]:
    """Return the days within ``span`` on which something may begin to hold or cease to."""
    days = {span.valid_from}
    days |= {part.valid_from for part in parts}
    days |= {part.valid_to + timedelta(days=1) for part in parts if part.valid_to}
    return sorted(day for day in days if span.is_in_force(day))


def first_bad_day(span: Dated, parts: Sequence[Dated], *, most: int | None = None) -> date | None:
    """Return the first day of ``span`` on which none of ``parts`` is in force, or too many."""
    for day in days_of_change(span, parts):
        count = sum(part.is_in_force(day) for part in parts)
        if not count or (most is not None and count > most):
            return day
    return None
