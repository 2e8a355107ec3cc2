"""Read models: tables that are a pure function of the ledger."""

from collections.abc import Callable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar
from uuid import UUID

from sqlalchemy import Table

from shared.kernel.context import Recorded
from shared.kernel.corrections import corrected, names_another
from shared.kernel.refusal import NotFound
from shared.kernel.store import Stream

Key: TypeAlias = UUID | int | str
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Projection(Generic[Row]):
    """A read model of one table whose primary key is one column.

    Args:
        row: a frozen dataclass whose fields are the table's columns.
        keys: which rows an event touches.
        project: the row after the event; None when there is none. Pure.

    A correction that is not among ``hears`` is taken in by making the rows it bears on anew, from
    the history as corrected: ``project`` never sees it. Every event that touches such a row must
    be of the same stream, thread or person as what is corrected.
    """

    name: str
    table: Table
    row: type[Row]
    hears: tuple[type, ...]
    keys: Callable[[Recorded[Any]], Sequence[Any]]
    project: Callable[[Any, Row | None, Recorded[Any]], Row | None]

    def touched(self, events: Sequence[Recorded[Any]]) -> set[Any]:
        """Return the keys of the rows that ``events`` touch."""
        heard = frozenset(self.hears)
        return {key for each in events if type(each.event) in heard for key in self.keys(each)}

    def is_remade_by(self, event: Any) -> bool:
        """Say whether ``event`` is a correction that rows are made anew for."""
        return names_another(type(event)) and type(event) not in self.hears

    def remade(
        self, correction: Recorded[Any], past: Sequence[Recorded[Any]]
    ) -> Mapping[Any, Any]:
        """Return each row that ``correction`` bears on as it is after ``past``, or None, by key.

        ``past`` is all that happened in the stream, the thread or to the person, oldest first.
        """
        stands = corrected(past)
        of_stream = [each for each in (*past, *stands) if each.stream_id == correction.stream_id]
        rows: dict[Any, Any] = {}
        self.fold(rows, stands)
        return {key: rows.get(key) for key in self.touched(of_stream)}

    def fold(self, rows: MutableMapping[Any, Row], events: Sequence[Recorded[Any]]) -> None:
        """Bring ``rows`` past ``events``."""
        heard = frozenset(self.hears)
        for recorded in events:
            if type(recorded.event) in heard:
                for key in self.keys(recorded):
                    row = self.project(key, rows.get(key), recorded)
                    if row is None:
                        rows.pop(key, None)
                    else:
                        rows[key] = row

    def of(self, stream: Stream[Any]) -> Row:
        """Return the row that bears the stream's id, by what that stream alone tells.

        Raises:
            NotFound: there is none; the stream may be of another kind.
        """
        rows = self.all_of(stream)
        if stream.stream_id not in rows:
            raise NotFound
        return rows[stream.stream_id]

    def all_of(self, stream: Stream[Any]) -> Mapping[Any, Row]:
        """Return every row that the stream alone tells of, by key."""
        rows: dict[Any, Row] = {}
        self.fold(rows, stream.standing)
        return rows
