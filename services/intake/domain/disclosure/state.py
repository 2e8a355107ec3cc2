"""What the rules need to remember of a disclosure."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeAlias, assert_never
from uuid import UUID

from services.intake.domain.disclosure.events import (
    DisclosureDecided,
    DisclosureEvent,
    DisclosureOpened,
    DisclosureReasonsKept,
    MaskAdded,
    MaskLifted,
    MasksProposed,
    PacketMade,
    ProposedMask,
)
from shared.contracts.intake_disclosures import PacketDelivered


class DisclosureStage(StrEnum):
    """Utlämnandets läge: what a disclosure waits for."""

    OPENED = "opened"
    PROPOSED = "proposed"
    DECIDED = "decided"
    MADE = "made"
    DELIVERED = "delivered"


@dataclass(frozen=True, slots=True)
class NoDisclosure:
    """There is no such disclosure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """A disclosure, from its opening until the packet was given."""

    opened: DisclosureOpened
    proposed: MasksProposed | None = None
    added: Mapping[UUID, MaskAdded] = field(default_factory=dict)
    lifted: Mapping[UUID, MaskLifted] = field(default_factory=dict)
    decided: DisclosureDecided | None = None
    made: PacketMade | None = None
    delivered: PacketDelivered | None = None

    @property
    def by_rule(self) -> Mapping[UUID, ProposedMask]:
        """The masks that the rules proposed, by id, lifted ones too."""
        masks = self.proposed.masks if self.proposed else ()
        return {each.mask_id: each for each in masks}

    @property
    def masks(self) -> Mapping[UUID, ProposedMask | MaskAdded]:
        """The masks that stand, those of the rules first."""
        every: Mapping[UUID, ProposedMask | MaskAdded] = {**self.by_rule, **self.added}
        return {id_: mask for id_, mask in every.items() if id_ not in self.lifted}

    @property
    def stage(self) -> DisclosureStage:
        """How far it has come."""
        if self.delivered:
            return DisclosureStage.DELIVERED
        if self.made:
            return DisclosureStage.MADE
        if self.decided:
            return DisclosureStage.DECIDED
        return DisclosureStage.PROPOSED if self.proposed else DisclosureStage.OPENED


DisclosureState: TypeAlias = NoDisclosure | Disclosure


def evolve(state: DisclosureState, event: DisclosureEvent) -> DisclosureState:
    """Return the disclosure after ``event``."""
    if isinstance(event, DisclosureOpened):
        return Disclosure(opened=event)
    return state if isinstance(state, NoDisclosure) else _changed(state, event)


def _changed(known: Disclosure, event: DisclosureEvent) -> Disclosure:
    match event:
        case DisclosureOpened() | DisclosureReasonsKept():
            return known
        case MasksProposed():
            return replace(known, proposed=event)
        case MaskAdded(mask_id=mask_id):
            lifted = {id_: each for id_, each in known.lifted.items() if id_ != mask_id}
            return replace(known, added={**known.added, mask_id: event}, lifted=lifted)
        case MaskLifted(mask_id=mask_id):
            return replace(known, lifted={**known.lifted, mask_id: event})
        case DisclosureDecided():
            return replace(known, decided=event)
        case PacketMade():
            return replace(known, made=event)
        case PacketDelivered():
            return replace(known, delivered=event)
        case _:
            assert_never(event)
