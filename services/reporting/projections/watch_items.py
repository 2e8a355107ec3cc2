"""Watch items: every clock and risk with who answers for it, as each version was known.

A row is never changed but for its last position: what a list showed at any position is still
there, and days are counted when it is read.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date

import sqlalchemy as sa

from shared.clocks import Watched

TABLE = sa.Table(
    "watch_item",
    sa.MetaData(schema="reporting"),
    sa.Column("item_id", sa.Text, primary_key=True),
    sa.Column("from_position", sa.BigInteger, primary_key=True),
    sa.Column("until_position", sa.BigInteger, nullable=False),
    sa.Column("rule", sa.Text, nullable=False),
    sa.Column("is_risk", sa.Boolean, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("severity", sa.SmallInteger, nullable=False),
    sa.Column("thread_id", sa.Uuid, nullable=False),
    sa.Column("matter_id", sa.Uuid, nullable=False),
    sa.Column("person_id", sa.Uuid),
    sa.Column("unit", sa.Text),
    sa.Column("official", sa.Text),
    sa.Column("shown_from", sa.Date, nullable=False),
    sa.Column("due_on", sa.Date, nullable=False),
    sa.Column("overdue_after", sa.Date, nullable=False),
    sa.Column("closed_on", sa.Date, nullable=False),
    sa.Column("state", sa.Text),
)
STILL = 2**63 - 1
"""The last position of what still holds."""
SEVERITY: Mapping[str, int] = {"hard": 1, "statutory": 2, "soft": 3}
_SEEN = tuple(field.name for field in fields(Watched))


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchItem(Watched):
    """One version of what is watched: from one position of the ledger until another."""

    severity: int
    from_position: int
    until_position: int = STILL  # the first at which it no longer held

    @classmethod
    def of(cls, seen: Watched, position: int) -> "WatchItem":
        """Return what has been seen since ``position``."""
        values = {name: getattr(seen, name) for name in _SEEN}
        return cls(**values, severity=SEVERITY[seen.kind], from_position=position)

    def says(self, seen: Watched) -> bool:
        """Whether it says the same."""
        return all(getattr(self, name) == getattr(seen, name) for name in _SEEN)


class Versions:
    """The versions of one person's items: what held, and what has come since."""

    def __init__(self, held: Iterable[WatchItem]) -> None:
        self._current = {item.item_id: item for item in held}
        self._over: list[WatchItem] = []

    def see(self, seen: Iterable[Watched], position: int) -> None:
        """Take in what is watched once the ledger has come to ``position``."""
        now = {each.item_id: each for each in seen}
        for item_id, held in list(self._current.items()):
            if item_id not in now or not held.says(now[item_id]):
                self._end(self._current.pop(item_id), position)
        for item_id, each in now.items():
            if item_id not in self._current:
                self._current[item_id] = WatchItem.of(each, position)

    def _end(self, held: WatchItem, position: int) -> None:
        self._over.append(replace(held, until_position=position))

    def changed_since(self, position: int) -> Iterator[WatchItem]:
        """Yield what ended or began after ``position``."""
        yield from self._over
        yield from (each for each in self._current.values() if each.from_position > position)


def is_open(item: WatchItem, on: date) -> bool:
    """Whether it was running or at risk on ``on``."""
    return item.shown_from <= on < item.closed_on
