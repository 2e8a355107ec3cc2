"""The rules of carrying a list out: begun before a key is touched, finished when it is gone."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from services.intake.domain.disposal import refusals
from services.intake.domain.disposal.commands import (
    BeginDisposal,
    CertifyDisposal,
    FinishDisposal,
    SpareFile,
)
from services.intake.domain.disposal.events import DisposalBegun, DisposalEvent, FileSpared
from services.intake.domain.disposal.state import DisposalList, Row, RowState
from shared.contracts.intake import DisposalCertified, DisposedByRule, FileDisposed

OPEN = (RowState.LISTED, RowState.BEGUN)


def row(known: DisposalList, file_id: UUID) -> Row:
    """Return the list's row of a file.

    Raises:
        FileNotListed: there is none.
    """
    if file_id not in known.rows:
        raise refusals.FileNotListed
    return known.rows[file_id]


def begin(known: DisposalList, command: BeginDisposal) -> Sequence[DisposalEvent]:
    """Say that the keys of some files are about to go; those begun before are not said again."""
    _require_approved(known, command.on)
    new = [id_ for id_ in command.file_ids if _is_to_begin(known, id_, command.on)]
    return [DisposalBegun(file_ids=tuple(new), begun_on=command.on)] if new else []


def spare(known: DisposalList, command: SpareFile) -> Sequence[DisposalEvent]:
    """Leave a file as it is, when something has happened since the list was approved."""
    _require_approved(known, command.on)
    state = row(known, command.file_id).state
    if state is not RowState.LISTED:
        raise refusals.HoldStands if state is RowState.HELD else refusals.DisposalHasBegun
    return [FileSpared(file_id=command.file_id, why_code=command.why_code, spared_on=command.on)]


def finish(known: DisposalList, command: FinishDisposal) -> Sequence[DisposalEvent]:
    """Say that a file's key is gone; once."""
    found = row(known, command.file_id)
    if found.state is RowState.DISPOSED:
        return []
    if found.state is not RowState.BEGUN:
        raise refusals.DisposalNotBegun
    listed = found.listed
    return [
        FileDisposed(
            list_id=known.list_id,
            file_id=listed.file_id,
            person_id=listed.person_id,
            retention_group=listed.retention_group,
            rule_id=listed.rule_id,
            legal_basis_id=listed.legal_basis_id,
            disposed_on=command.on,
            matter_ids=listed.matter_ids,
        )
    ]


def certify(known: DisposalList, command: CertifyDisposal) -> Sequence[DisposalEvent]:
    """Certify what the list destroyed, once nothing on it waits any more."""
    _require_approved(known, command.on)
    states = Counter(each.state for each in known.rows.values())
    if any(states[each] for each in OPEN):
        raise refusals.DisposalUnfinished
    return [
        DisposalCertified(
            list_id=known.list_id,
            year=known.year,
            certified_on=command.on,
            reviewed_by=known.reviewed_by or "",
            approved_by=known.approved_by or "",
            delegation_rule_id=known.delegation_rule_id or "",
            disposed=_by_rule(known),
            files_held=states[RowState.HELD],
            files_spared=states[RowState.SPARED],
            key_epoch=command.key_epoch,
            ledger_position=command.ledger_position,
            ledger_chain=command.ledger_chain,
        )
    ]


def _require_approved(known: DisposalList, on: date) -> None:
    if known.approved_on is None:
        raise refusals.ListNotApproved
    if on < known.approved_on:
        raise refusals.ClockSetBack


def _is_to_begin(known: DisposalList, file_id: UUID, on: date) -> bool:
    found = row(known, file_id)
    if found.state is RowState.HELD:
        raise refusals.HoldStands
    if on < found.listed.due_on:
        raise refusals.NotDueYet
    return found.state is RowState.LISTED


def _by_rule(known: DisposalList) -> tuple[DisposedByRule, ...]:
    gone = Counter(
        (each.listed.rule_id, each.listed.legal_basis_id)
        for each in known.rows.values()
        if each.state is RowState.DISPOSED
    )
    return tuple(
        DisposedByRule(rule_id=rule, legal_basis_id=basis, files=files)
        for (rule, basis), files in sorted(gone.items())
    )
