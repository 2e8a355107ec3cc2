"""Taking corrections into a read model: the rows they bear on are made anew from the past."""

from collections.abc import Awaitable, Callable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeAlias, TypeVar

from shared.eventstore.projections import Projection
from shared.kernel.context import Recorded

Row = TypeVar("Row")

Past: TypeAlias = Callable[[Recorded[Any], Sequence[type]], Awaitable[Sequence[Recorded[Any]]]]
"""What happened in the stream, thread and to the person of an event, up to the event itself."""


@dataclass(frozen=True, slots=True)
class Remaking:
    """What a correction makes of the rows it bears on; None for a row there is no more."""

    correction: Recorded[Any]
    rows: Mapping[Any, Any]


async def remakings(
    projection: Projection[Any], events: Sequence[Recorded[Any]], past: Past
) -> Sequence[Remaking]:
    """Return what each correction among ``events`` makes of the projection's rows."""
    return [
        Remaking(each, projection.remade(each, await past(each, projection.hears)))
        for each in events
        if projection.is_remade_by(each.event)
    ]


def fold(
    projection: Projection[Row],
    rows: MutableMapping[Any, Row],
    events: Sequence[Recorded[Any]],
    remade: Sequence[Remaking],
) -> None:
    """Bring ``rows`` past ``events``, corrections and all."""
    by_correction = {each.correction.event_id: each.rows for each in remade}
    for is_remaking, group in groupby(events, lambda each: each.event_id in by_correction):
        if not is_remaking:
            projection.fold(rows, list(group))
            continue
        for each in group:
            for key, row in by_correction[each.event_id].items():
                if row is None:
                    rows.pop(key, None)
                else:
                    rows[key] = row
