"""Whom a packet is about, who is given it, who else is in it; and what is kept back."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from shared.packet.contents import Entry

REPORTER, THIRD_PERSON, PLACE, CHILD = "reporter", "third-person", "whereabouts", "child"
"""Grounds, as the catalogue's reasons of kind ``masking`` have them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Somebody else in the register whom the person is related to."""

    person_id: UUID
    is_guardian: bool
    is_protected: bool
    identity: Sequence[Entry]  # what the register has, opened; not part of the packet


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """Whom a packet is about, who is given it, and who else is in it."""

    own: frozenset[UUID]  # every pseudonym of the person
    recipients: frozenset[UUID] = frozenset()  # of the one who is given it
    is_given_to_self: bool = True
    is_protected: bool = False  # the person
    protected: frozenset[UUID] = frozenset()  # of the others
    related: Sequence[Related] = ()
    recipient_numbers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A part to be kept back."""

    event_id: UUID
    path: str
    rule: str
    ground: str
    passages: Sequence[tuple[int, int]] = ()  # none: all of it
    is_fixed: bool = False
