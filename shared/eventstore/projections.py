"""Read models: tables that are a pure function of the ledger."""

from collections.abc import Callable, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar
from uuid import UUID

from sqlalchemy import Table

from shared.kernel.context import Recorded

Key: TypeAlias = UUID | int | str
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Projection(Generic[Row]):
    """A read model of one table whose primary key is one column.

    Args:
        row: a frozen dataclass whose fields are the table's columns.
        keys: which rows an event touches.
        project: the row after the event; None when there is none. Pure.
    """

    name: str
    table: Table
    row: type[Row]
    hears: tuple[type, ...]
    keys: Callable[[Recorded[Any]], Sequence[Any]]
    project: Callable[[Any, Row | None, Recorded[Any]], Row | None]

    def touched(self, events: Sequence[Recorded[Any]]) -> set[Any]:
        """Return the keys of the rows that ``events`` touch."""
        heard = (recorded for recorded in events if isinstance(recorded.event, self.hears))
        return {key for recorded in heard for key in self.keys(recorded)}

    def fold(self, rows: MutableMapping[Any, Row], events: Sequence[Recorded[Any]]) -> None:
        """Bring ``rows`` past ``events``."""
        for recorded in events:
            if isinstance(recorded.event, self.hears):
                for key in self.keys(recorded):
                    row = self.project(key, rows.get(key), recorded)
                    if row is None:
                        rows.pop(key, None)
                    else:
                        rows[key] = row
