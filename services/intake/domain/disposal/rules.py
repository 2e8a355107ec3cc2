"""The rules of a disposal list: two persons, holds, and nothing begun that is not explained."""

from collections.abc import Sequence
from typing import assert_never

from services.intake.domain.disposal import refusals
from services.intake.domain.disposal.commands import (
    ApproveDisposalList,
    BeginDisposal,
    CertifyDisposal,
    DisposalCommand,
    DrawUpDisposalList,
    FinishDisposal,
    HoldFile,
    LiftHold,
    ReviewDisposalList,
    SpareFile,
)
from services.intake.domain.disposal.events import (
    DisposalEvent,
    DisposalListApproved,
    DisposalListDrawnUp,
    DisposalListReviewed,
    FileHeld,
    HoldLifted,
)
from services.intake.domain.disposal.execution import begin, certify, finish, row, spare
from services.intake.domain.disposal.state import (
    Disposal,
    DisposalList,
    NoList,
    RowState,
    evolve,
)
from shared.kernel.decider import Decider

BIRTH_DAY_UNKNOWN = "birth-day-unknown"


def draw_up(disposal: Disposal, command: DrawUpDisposalList) -> Sequence[DisposalEvent]:
    """Write down what is due; what research may keep is held until somebody has looked."""
    if isinstance(disposal, DisposalList):
        raise refusals.AlreadyDrawnUp
    if not command.files:
        raise refusals.NothingToDispose
    drawn_up = DisposalListDrawnUp(
        list_id=command.list_id,
        year=command.year,
        drawn_up_on=command.on,
        drawn_up_by=command.by,
        catalogue_version=command.catalogue_version,
    )
    held = [
        FileHeld(
            file_id=each.file_id,
            reason_code=BIRTH_DAY_UNKNOWN,
            held_on=command.on,
            held_by=command.by,
        )
        for each in command.files
        if each.file_id in command.birth_day_needed
    ]
    return [drawn_up, *command.files, *held]


def hold(known: DisposalList, command: HoldFile) -> Sequence[DisposalEvent]:
    """Hold a file back, until its disposal has begun."""
    state = row(known, command.file_id).state
    if state is RowState.HELD:
        raise refusals.FileAlreadyHeld
    if state is not RowState.LISTED:
        raise refusals.DisposalHasBegun
    return [
        FileHeld(
            file_id=command.file_id,
            reason_code=command.reason_code,
            held_on=command.on,
            held_by=command.by,
        )
    ]


def lift(known: DisposalList, command: LiftHold) -> Sequence[DisposalEvent]:
    """Let a file go with the list after all; who reviewed the list must do so again."""
    if row(known, command.file_id).state is not RowState.HELD:
        raise refusals.FileNotHeld
    if known.approved_by is not None:
        raise refusals.ListApproved
    return [HoldLifted(file_id=command.file_id, lifted_on=command.on, lifted_by=command.by)]


def review(known: DisposalList, command: ReviewDisposalList) -> Sequence[DisposalEvent]:
    """Answer for having gone through the list."""
    if known.approved_by is not None:
        raise refusals.ListApproved
    return [DisposalListReviewed(reviewed_on=command.on, reviewed_by=command.by)]


def approve(known: DisposalList, command: ApproveDisposalList) -> Sequence[DisposalEvent]:
    """Decide that the list is carried out: somebody else, whom the delegation order allows."""
    if known.approved_by is not None:
        raise refusals.ListApproved
    if known.reviewed_by is None:
        raise refusals.ListNotReviewed
    if known.reviewed_by == command.by:
        raise refusals.ApprovedByReviewer
    if command.delegation_rule_id is None:
        raise refusals.MayNotApprove
    return [
        DisposalListApproved(
            approved_on=command.on,
            approved_by=command.by,
            approver_role=command.role,
            delegation_rule_id=command.delegation_rule_id,
        )
    ]


def decide(disposal: Disposal, command: DisposalCommand) -> Sequence[DisposalEvent]:
    """Return what happens when ``command`` meets the list, or raise a Refusal."""
    if isinstance(command, DrawUpDisposalList):
        return draw_up(disposal, command)
    if isinstance(disposal, NoList):
        raise refusals.NoSuchList
    if disposal.certificate is not None:
        raise refusals.AlreadyCertified
    match command:
        case HoldFile():
            return hold(disposal, command)
        case LiftHold():
            return lift(disposal, command)
        case ReviewDisposalList():
            return review(disposal, command)
        case ApproveDisposalList():
            return approve(disposal, command)
        case BeginDisposal():
            return begin(disposal, command)
        case SpareFile():
            return spare(disposal, command)
        case FinishDisposal():
            return finish(disposal, command)
        case CertifyDisposal():
            return certify(disposal, command)
        case _:
            assert_never(command)


DISPOSAL: Decider[Disposal, DisposalCommand, DisposalEvent] = Decider(NoList(), decide, evolve)
