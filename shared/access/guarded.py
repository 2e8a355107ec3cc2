"""Guarded persons: who is protected, who was let in, and who broke the glass until when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias, assert_never, get_args
from uuid import UUID

from sqlalchemy import Boolean, Column, MetaData, Table, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from shared.contracts.intake import (
    GlassBroken,
    GlassReviewed,
    Guarding,
    OfficialAdmitted,
    OfficialRemoved,
    ProtectionLifted,
    ProtectionMarked,
)
from shared.contracts.intake_merges import IntakeMerges, MergeReversed, PersonsMerged
from shared.eventstore.projections import Projection
from shared.kernel.context import Recorded

NAME = "access-guarded"


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardedRow:
    """A person that something was said about who may see them."""

    person_id: UUID
    is_protected: bool = False
    kinds: Sequence[str] = ()
    admitted: Sequence[str] = ()  # "<thread> <official>"
    glasses: Mapping[str, str] | None = None  # until when (ISO, UTC), by official
    same_as: Sequence[str] = ()  # pseudonyms merged into it, and the one that it is merged into


Heard: TypeAlias = Guarding | IntakeMerges


def admission(thread_id: UUID, official: str) -> str:
    """Return how the row says that an official was let into a case."""
    return f"{thread_id} {official}"


def keys(recorded: Recorded[Heard]) -> Sequence[UUID]:
    """Return the pseudonyms an event tells of: of a merge, both."""
    match recorded.event:
        case PersonsMerged(person_id=person_id, into_person_id=other):
            return [person_id, other]
        case MergeReversed(person_id=person_id, from_person_id=other):
            return [person_id, other]
        case event:
            return [event.person_id]


def project(key: UUID, row: GuardedRow | None, recorded: Recorded[Any]) -> GuardedRow:
    """Return the person after the event."""
    event: Heard = recorded.event
    known = row or GuardedRow(person_id=key)
    match event:
        case PersonsMerged() | MergeReversed():
            return _of_merges(known, event)
        case ProtectionMarked():
            return _of_kinds(known, {*known.kinds, event.kind.value})
        case ProtectionLifted():
            return _of_kinds(known, {*known.kinds} - {event.kind.value})
        case OfficialAdmitted():
            let_in = admission(event.thread_id, event.official)
            return replace(known, admitted=sorted({*known.admitted, let_in}))
        case OfficialRemoved():
            put_out = admission(event.thread_id, event.official)
            return replace(known, admitted=sorted({*known.admitted} - {put_out}))
        case GlassBroken():
            until = {event.official: event.until_at.isoformat()}
            return replace(known, glasses={**(known.glasses or {}), **until})
        case GlassReviewed():
            return known
        case _:
            assert_never(event)


def _of_kinds(row: GuardedRow, kinds: set[str]) -> GuardedRow:
    return replace(row, kinds=sorted(kinds), is_protected=bool(kinds))


def _of_merges(row: GuardedRow, event: IntakeMerges) -> GuardedRow:
    if isinstance(event, PersonsMerged):
        pair = {event.person_id, event.into_person_id}
        return replace(row, same_as=sorted({*row.same_as, *_others(row, pair)}))
    pair = {event.person_id, event.from_person_id}
    return replace(row, same_as=sorted({*row.same_as} - _others(row, pair)))


def _others(row: GuardedRow, pair: set[UUID]) -> set[str]:
    return {str(each) for each in pair - {row.person_id}}


def guarded_of(service: str) -> Projection[GuardedRow]:
    """Return the read model as ``service`` keeps it."""
    table = Table(
        "guarded_person",
        MetaData(schema=service),
        Column("person_id", Uuid, primary_key=True),
        Column("is_protected", Boolean, nullable=False),
        Column("kinds", JSONB, nullable=False),
        Column("admitted", JSONB, nullable=False),
        Column("glasses", JSONB),
        Column("same_as", JSONB, nullable=False),
    )
    return Projection(NAME, table, GuardedRow, get_args(Heard), keys, project)
