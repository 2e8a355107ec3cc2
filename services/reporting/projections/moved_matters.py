"""Moved matters: what was recorded on one person and is about another, and since which position.

A line of a thread keeps whom it was recorded on; who counts or lists by person follows this.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from shared.contracts.names import PUBLISHED
from shared.eventstore.projections import Projection
from shared.kernel.context import Recorded
from shared.kernel.correction_kinds import Annulment, Approval, Move
from shared.kernel.corrections import Mark, mark_of, standing

TABLE = sa.Table(
    "moved_matter",
    sa.MetaData(schema="reporting"),
    sa.Column("stream_id", sa.Uuid, primary_key=True),
    sa.Column("person_id", sa.Uuid, nullable=False),
    sa.Column("spans", JSONB, nullable=False),
    sa.Column("said", JSONB, nullable=False),
)
_MARKS = ("corrects", "annuls", "approves")


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedMatter:
    """One stream whose first person was, or may turn out to be, the wrong one."""

    stream_id: UUID
    person_id: UUID  # whom it is about now
    spans: Sequence[Mapping[str, object]]  # {"position": since when, "person_id": about whom}
    said: Sequence[Mapping[str, object]]  # the moves, approvals and annulments, as Mark has it


def keys(recorded: Recorded[object]) -> Sequence[UUID]:
    """Return the stream that an event says something of."""
    return (recorded.stream_id,)


def project(key: UUID, row: MovedMatter | None, recorded: Recorded[Any]) -> MovedMatter | None:
    """Return the stream after what was said of it; None for one that nobody ever moved."""
    event, first = recorded.event, recorded.context.person_id
    if first is None or (row is None and not isinstance(event, Move)):
        return row
    if row is None:
        since = {"position": 0, "person_id": str(first)}
        row = MovedMatter(stream_id=key, person_id=first, spans=[since], said=[])
    said = [*row.said, _said(recorded)]
    now = _person(said) or UUID(str(row.spans[0]["person_id"]))
    if now == row.person_id:
        return replace(row, said=said)
    since = {"position": recorded.position, "person_id": str(now)}
    return replace(row, person_id=now, spans=[*row.spans, since], said=said)


def person_at(spans: Sequence[Mapping[str, Any]], position: int) -> UUID:
    """Return whom a stream was about once the ledger had come to ``position``."""
    return UUID([each for each in spans if each["position"] <= position][-1]["person_id"])


def _said(recorded: Recorded[Any]) -> Mapping[str, object]:
    mark = mark_of(recorded.event) or Mark()
    ids = {name: getattr(mark, name) for name in _MARKS}
    person_id = getattr(recorded.event, "person_id", None)
    return {
        "event_id": str(recorded.event_id),
        **{name: str(each) for name, each in ids.items() if each},
        "is_approval_needed": mark.is_approval_needed,
        "person_id": person_id and str(person_id),
    }


def _person(said: Sequence[Mapping[str, Any]]) -> UUID | None:
    """Return whom the last move in force says; None where none is."""
    whole = [(UUID(each["event_id"]), _mark(each), each) for each in said]
    named = {each["corrects"] for each in said if "corrects" in each}
    facts: list[tuple[UUID, Mark | None, Mapping[str, Any]]] = [
        (UUID(each), None, {}) for each in sorted(named)
    ]
    moves = [each for found in standing([*facts, *whole]) for each in found.corrections]
    moves = sorted(moves, key=said.index)
    return UUID(moves[-1]["person_id"]) if moves else None


def _mark(said: Mapping[str, Any]) -> Mark:
    ids = {name: UUID(said[name]) for name in _MARKS if name in said}
    return Mark(**ids, is_approval_needed=said["is_approval_needed"])


MOVED_MATTERS = Projection(
    name="reporting.moved-matters",
    table=TABLE,
    row=MovedMatter,
    hears=tuple(
        each for each in PUBLISHED.values() if issubclass(each, Move | Annulment | Approval)
    ),
    keys=keys,
    project=project,
)
