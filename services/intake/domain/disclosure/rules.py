"""The rules of a disclosure: opened, masked, decided by somebody who may, made and given."""

from collections.abc import Sequence
from typing import assert_never

from services.intake.domain.disclosure import refusals
from services.intake.domain.disclosure.commands import (
    AddMask,
    DecideDisclosure,
    DeliverPacket,
    DisclosureCommand,
    KeepPacketMade,
    LiftMask,
    OpenDisclosure,
    ProposeMasks,
)
from services.intake.domain.disclosure.events import (
    DisclosureDecided,
    DisclosureEvent,
    DisclosureOpened,
    DisclosureReasonsKept,
    MaskAdded,
    MaskLifted,
    MasksProposed,
    ProposedMask,
)
from services.intake.domain.disclosure.giving import deliver, keep_made
from services.intake.domain.disclosure.state import (
    Disclosure,
    DisclosureState,
    NoDisclosure,
    evolve,
)
from shared.contracts.intake_disclosures import DisclosureKind, Recipient
from shared.kernel.decider import Decider

RELEASING = {
    DisclosureKind.REGISTER_EXTRACT: "release-extract",
    DisclosureKind.PARTY_INSIGHT: "release-to-party",
}
WITHHOLDING = {
    DisclosureKind.REGISTER_EXTRACT: "withhold-from-extract",
    DisclosureKind.PARTY_INSIGHT: "withhold-from-party",
}


def open_(state: DisclosureState, command: OpenDisclosure) -> Sequence[DisclosureEvent]:
    """Begin, for somebody who may ask for what is kept about the person."""
    if isinstance(state, Disclosure):
        raise refusals.DisclosureAlreadyOpened
    is_insight = command.kind is DisclosureKind.PARTY_INSIGHT
    if is_insight != (command.matter_id is not None):
        raise refusals.MatterNeeded
    if is_insight and not command.is_matter_of_person:
        raise refusals.MatterNeeded
    if command.recipient is Recipient.GUARDIAN and not command.is_guardian:
        raise refusals.NotAGuardian
    if command.is_opposed and not is_insight:
        raise refusals.RecipientOpposed
    opened = DisclosureOpened(
        disclosure_id=command.disclosure_id,
        kind=command.kind,
        person_id=command.person_id,
        recipient=command.recipient,
        recipient_person_id=command.recipient_person_id,
        matter_id=command.matter_id,
        administrative_matter_id=command.administrative_matter_id,
        opened_on=command.on,
        opened_by=command.by,
    )
    return [opened]


def propose(known: Disclosure, command: ProposeMasks) -> Sequence[DisclosureEvent]:
    """Say what the rules keep back; asked again, the newer proposal takes the older's place."""
    _require_undecided(known)
    proposed = MasksProposed(
        known_position=command.known_position,
        person_ids=command.person_ids,
        recipient_ids=command.recipient_ids,
        masks=command.masks,
        retention=command.retention,
        catalogue_version=command.catalogue_version,
        proposed_on=command.on,
        proposed_by=command.by,
    )
    return [proposed]


def add(known: Disclosure, command: AddMask) -> Sequence[DisclosureEvent]:
    """Keep back what no rule proposed."""
    _require_proposed(known)
    if command.mask_id in known.masks:
        raise refusals.MaskAlreadyThere
    if any(each.first >= each.end for each in command.passages):
        raise refusals.EmptyPassage
    added = MaskAdded(
        mask_id=command.mask_id,
        event_id=command.event_id,
        path=command.path,
        passages=command.passages,
        ground_code=command.ground_code,
        added_on=command.on,
        added_by=command.by,
    )
    return [added]


def lift(known: Disclosure, command: LiftMask) -> Sequence[DisclosureEvent]:
    """Let a part be given all the same, unless the rule leaves no choice."""
    _require_proposed(known)
    mask = known.masks.get(command.mask_id)
    if mask is None:
        raise refusals.NoSuchMask
    if isinstance(mask, ProposedMask) and mask.is_fixed:
        raise refusals.MaskFixed
    lifted = MaskLifted(
        mask_id=command.mask_id,
        reason_code=command.reason_code,
        lifted_on=command.on,
        lifted_by=command.by,
    )
    return [lifted]


def conclude(known: Disclosure, command: DecideDisclosure) -> Sequence[DisclosureEvent]:
    """Decide what is given and what is kept back; the latter by somebody who may, with reasons."""
    _require_proposed(known)
    withheld = len(known.masks)
    types, rule = RELEASING, command.release_rule_id
    if withheld:
        types, rule = WITHHOLDING, command.withhold_rule_id
    if rule is None:
        raise refusals.MayNotWithhold if withheld else refusals.MayNotRelease
    if withheld and not command.reasons:
        raise refusals.ReasonsNeeded
    decided = DisclosureDecided(
        decision_type=types[known.opened.kind],
        decided_on=command.on,
        decided_by=command.by,
        decider_role=command.role,
        delegation_rule_id=rule,
        withheld_count=withheld,
    )
    kept = [DisclosureReasonsKept(reasons=command.reasons)] if command.reasons else []
    return [*kept, decided]


def decide(state: DisclosureState, command: DisclosureCommand) -> Sequence[DisclosureEvent]:
    """Return what happens when ``command`` meets the disclosure, or raise a Refusal."""
    if isinstance(command, OpenDisclosure):
        return open_(state, command)
    if isinstance(state, NoDisclosure):
        raise refusals.NoSuchDisclosure
    match command:
        case ProposeMasks():
            return propose(state, command)
        case AddMask():
            return add(state, command)
        case LiftMask():
            return lift(state, command)
        case DecideDisclosure():
            return conclude(state, command)
        case KeepPacketMade():
            return keep_made(state, command)
        case DeliverPacket():
            return deliver(state, command)
        case _:
            assert_never(command)


def _require_undecided(known: Disclosure) -> None:
    if known.decided is not None:
        raise refusals.DisclosureClosed


def _require_proposed(known: Disclosure) -> None:
    _require_undecided(known)
    if known.proposed is None:
        raise refusals.MasksNotProposed


DISCLOSURE: Decider[DisclosureState, DisclosureCommand, DisclosureEvent] = Decider(
    NoDisclosure(), decide, evolve
)
