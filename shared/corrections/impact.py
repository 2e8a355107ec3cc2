"""What a correction changes: asked of whoever builds on the facts, one dependant each."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from enum import Enum, StrEnum
from typing import Any, TypeAlias
from uuid import UUID

from shared.eventstore.projections import Projection
from shared.kernel.context import Recorded
from shared.kernel.corrections import corrected
from shared.kernel.store import Transaction


class Kind(StrEnum):
    """Slag av påverkan."""

    CLOCK = "clock"
    LIST = "list"
    REPORT = "report"  # delivered; it is not rewritten, the difference shows in the next one
    FIGURE = "figure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that is otherwise; None where there was, or is, nothing."""

    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """One clock, list, report or figure that a correction changes."""

    kind: Kind
    id: str  # of the rule, the list, the report or the figure
    name: str  # Swedish
    matter_id: UUID | None
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """What is known of a thread and its person, as it stood and as it stands when corrected.

    Published events of every service, and the private ones of the service that corrects; sealed
    fields are tokens.
    """

    stream_id: UUID
    before: Sequence[Recorded[Any]]
    after: Sequence[Recorded[Any]]
    today: date

    @classmethod
    def of(
        cls,
        stream_id: UUID,
        before: Sequence[Recorded[Any]],
        after: Sequence[Recorded[Any]],
        today: date,
    ) -> "Corrected":
        """Return it with corrections taken in; those in ``after`` that wait, as if approved."""
        known = {each.event_id for each in before}
        hoped = [each if each.event_id in known else _approved(each) for each in after]
        return cls(
            stream_id=stream_id, before=corrected(before), after=corrected(hoped), today=today
        )


Dependant: TypeAlias = Callable[[Transaction, Corrected], Awaitable[Sequence[Impact]]]
"""Somebody who builds on facts, and can say what a correction of them changes."""


def of_rows(
    projection: Projection[Any],
    list_id: str,
    name: str,
    is_listed: Callable[[Any], bool] = lambda _: True,
) -> Dependant:
    """Return the dependant of a list that ``projection`` holds: the rows that come, go or change.

    The rows must be told of by the thread and the person alone.
    """

    async def ask(_tx: Transaction, corrected: Corrected) -> Sequence[Impact]:
        before = _listed(projection, corrected.before, is_listed)
        after = _listed(projection, corrected.after, is_listed)
        found = []
        for key in sorted({*before, *after}, key=str):
            changes = _differences(before.get(key), after.get(key))
            if changes:
                matter_id = key if isinstance(key, UUID) else None
                found.append(
                    Impact(
                        kind=Kind.LIST, id=list_id, name=name, matter_id=matter_id, changes=changes
                    )
                )
        return found

    return ask


def differing(field: str, before: object, after: object) -> tuple[Change, ...]:
    """Return the change of one field, or nothing when there is none."""
    was, becomes = text_of(before), text_of(after)
    return () if was == becomes else (Change(field=field, before=was, after=becomes),)


def _approved(recorded: Recorded[Any]) -> Recorded[Any]:
    if getattr(recorded.event, "is_approval_needed", False):
        return replace(recorded, event=replace(recorded.event, is_approval_needed=False))
    return recorded


def _listed(
    projection: Projection[Any], history: Sequence[Recorded[Any]], is_listed: Callable[[Any], bool]
) -> Mapping[Any, Any]:
    rows: dict[Any, Any] = {}
    projection.fold(rows, history)
    return {key: row for key, row in rows.items() if is_listed(row)}


def _differences(before: Any, after: Any) -> tuple[Change, ...]:
    row = after if before is None else before
    names = [each.name for each in fields(row)] if is_dataclass(row) else []
    if before is None or after is None:
        return (
            Change(
                field="listed",
                before=str(before is not None).lower(),
                after=str(after is not None).lower(),
            ),
        )
    return tuple(
        change
        for name in names
        for change in differing(name, getattr(before, name), getattr(after, name))
    )


def text_of(value: object) -> str | None:
    """Return a fact as it is shown; None for none."""
    if value is None:
        return None
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date) else str(value)
