"""What the rules need to remember of a disposal list."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import TypeAlias, assert_never
from uuid import UUID

from services.intake.domain.disposal.events import (
    DisposalBegun,
    DisposalEvent,
    DisposalListApproved,
    DisposalListDrawnUp,
    DisposalListReviewed,
    FileHeld,
    FileListed,
    FileSpared,
    HoldLifted,
)
from shared.contracts.intake import DisposalCertified, FileDisposed


class RowState(StrEnum):
    """Radens läge: how far a file of the list has come."""

    LISTED = "listed"
    HELD = "held"
    BEGUN = "begun"  # its key may be gone
    DISPOSED = "disposed"
    SPARED = "spared"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One file of the list."""

    listed: FileListed
    state: RowState = RowState.LISTED
    code: str | None = None  # why it is held or spared


@dataclass(frozen=True, slots=True)
class NoList:
    """There is no such list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposalList:
    """A list, from its drawing up to its certificate."""

    list_id: UUID
    year: int
    drawn_up_on: date
    drawn_up_by: str
    rows: Mapping[UUID, Row] = field(default_factory=dict)
    reviewed_by: str | None = None
    approved_by: str | None = None
    approved_on: date | None = None
    delegation_rule_id: str | None = None
    certificate: DisposalCertified | None = None


Disposal: TypeAlias = NoList | DisposalList


def evolve(disposal: Disposal, event: DisposalEvent) -> Disposal:
    """Return the list after ``event``."""
    if isinstance(event, DisposalListDrawnUp):
        return DisposalList(
            list_id=event.list_id,
            year=event.year,
            drawn_up_on=event.drawn_up_on,
            drawn_up_by=event.drawn_up_by,
        )
    return disposal if isinstance(disposal, NoList) else _changed(disposal, event)


def _changed(known: DisposalList, event: DisposalEvent) -> DisposalList:
    match event:
        case DisposalListDrawnUp():
            return known
        case FileListed(file_id=file_id):
            return replace(known, rows={**known.rows, file_id: Row(listed=event)})
        case FileHeld(file_id=file_id, reason_code=code):
            return _row(known, RowState.HELD, file_id, code=code)
        case HoldLifted(file_id=file_id):
            return replace(_row(known, RowState.LISTED, file_id), reviewed_by=None)
        case DisposalListReviewed(reviewed_by=by):
            return replace(known, reviewed_by=by)
        case DisposalListApproved(approved_by=by, approved_on=on, delegation_rule_id=rule):
            return replace(known, approved_by=by, approved_on=on, delegation_rule_id=rule)
        case DisposalBegun(file_ids=file_ids):
            return _row(known, RowState.BEGUN, *file_ids)
        case FileSpared(file_id=file_id, why_code=code):
            return _row(known, RowState.SPARED, file_id, code=code)
        case FileDisposed(file_id=file_id):
            return _row(known, RowState.DISPOSED, file_id)
        case DisposalCertified():
            return replace(known, certificate=event)
        case _:
            assert_never(event)


def _row(
    known: DisposalList, state: RowState, *file_ids: UUID, code: str | None = None
) -> DisposalList:
    changed = {
        id_: replace(known.rows[id_], state=state, code=code)
        for id_ in file_ids
        if id_ in known.rows
    }
    return replace(known, rows={**known.rows, **changed})
