"""Who may see a case: one decision, pure, over facts; with a stable code for each refusal."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from shared.access.guarded import admission
from shared.access.policy import ANALYST, UNIT_HEAD
from shared.kernel.context import Client

GUARD = "intake:guard"
"""The right to say who may see a protected person: it opens no case."""


class Ground(StrEnum):
    """Grund: why somebody may see a case."""

    ASSIGNED = "assigned"
    UNIT_HEAD = "unit-head"
    SAME_UNIT = "same-unit"
    RECEIVING_UNIT = "receiving-unit"  # nobody has been given it yet
    ASKED_TO_DECIDE = "asked-to-decide"
    ADMITTED = "admitted"
    BROKEN_GLASS = "broken-glass"
    CLAIMED_WORK = "claimed-work"
    FOLLOW_UP = "follow-up"  # codes only, by those who follow up
    GUARDIAN = "guarding"  # says who may see it, without seeing it


class Bar(StrEnum):
    """Hinder: why somebody may not. Of the secret ones, not even that there is a case is told."""

    UNKNOWN = "unknown-case"
    PROTECTED = "protected-person"
    NO_CLAIM = "no-claim"
    NO_RELATION = "no-relation"
    ENDED = "case-ended"

    @property
    def is_secret(self) -> bool:
        """Say whether the refusal must look as if there were no such case."""
        return self not in (Bar.NO_RELATION, Bar.ENDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Who wants to see, as the token says. ``receives``: case types that come to their unit."""

    client: Client
    role: str
    subject: str
    unit: str | None
    right: str
    receives: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """What was said of who may see a person."""

    is_protected: bool = False
    admitted: Collection[str] = ()
    until: Mapping[str, datetime] | None = None  # how long a broken glass is open, by official

    def lets_in(self, viewer: Viewer, thread_id: UUID) -> bool:
        """Say whether the viewer is on the list of this case."""
        return admission(thread_id, viewer.subject) in self.admitted

    def is_broken_by(self, viewer: Viewer, at: datetime) -> bool:
        """Say whether the viewer has broken the glass, and it is still open."""
        until = (self.until or {}).get(viewer.subject)
        return until is not None and at < until

    def is_open_to(self, viewer: Viewer, at: datetime) -> bool:
        """Say whether the viewer may know of the person, in whichever case of theirs."""
        if not self.is_protected:
            return True
        if viewer.client is not Client.OFFICIAL or viewer.role == ANALYST:
            return False
        is_listed = any(each.endswith(f" {viewer.subject}") for each in self.admitted)
        return is_listed or self.is_broken_by(viewer, at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One matter of a case: who answers for it, who was asked, and whether it goes on."""

    unit: str | None = None
    official: str | None = None
    case_type: str | None = None
    asked_roles: Collection[str] = ()
    is_ended: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One thread's matters, and those of an investigation that it joined."""

    thread_id: UUID
    matters: Sequence[Matter]
    guards: Sequence[Guard] = ()
    is_claimed: bool = False  # by the viewer, on a work list, now

    @property
    def is_protected(self) -> bool:
        """Say whether somebody in it is protected."""
        return any(guard.is_protected for guard in self.guards)

    @property
    def is_live(self) -> bool:
        """Say whether something in it goes on."""
        return any(not matter.is_ended for matter in self.matters)


def rule(viewer: Viewer, case: Case, at: datetime) -> Ground | Bar:
    """Return on which ground the viewer may see the case, or what bars it."""
    if not case.matters:
        return Bar.UNKNOWN
    if viewer.client is Client.ROBOT:
        return _for_robot(case)
    if viewer.client is Client.REPORTING or viewer.role == ANALYST:
        return Bar.PROTECTED if case.is_protected else Ground.FOLLOW_UP
    if viewer.client is not Client.OFFICIAL:
        return Bar.UNKNOWN
    if viewer.right == GUARD:
        return Ground.GUARDIAN if _is_head_of(viewer, case) else Bar.PROTECTED
    return _for_official(viewer, case, at)


def _for_robot(case: Case) -> Ground | Bar:
    if case.is_protected:
        return Bar.PROTECTED
    return Ground.CLAIMED_WORK if case.is_claimed else Bar.NO_CLAIM


def _for_official(viewer: Viewer, case: Case, at: datetime) -> Ground | Bar:
    let_in = [guard for guard in case.guards if guard.lets_in(viewer, case.thread_id)]
    broken = [guard for guard in case.guards if guard.is_broken_by(viewer, at)]
    closed = [each for each in case.guards if each.is_protected and each not in [*let_in, *broken]]
    if closed:
        return Bar.PROTECTED
    if broken:
        return Ground.BROKEN_GLASS
    return Ground.ADMITTED if let_in else _related(viewer, case)


def _related(viewer: Viewer, case: Case) -> Ground | Bar:
    if any(matter.official == viewer.subject for matter in case.matters):
        return Ground.ASSIGNED
    if _is_head_of(viewer, case):
        return Ground.UNIT_HEAD
    if any(viewer.role in each.asked_roles and not each.is_ended for each in case.matters):
        return Ground.ASKED_TO_DECIDE
    if not _is_of_unit(viewer, case):
        return Ground.RECEIVING_UNIT if _is_received_by(viewer, case) else Bar.NO_RELATION
    return Ground.SAME_UNIT if case.is_live else Bar.ENDED


def _is_head_of(viewer: Viewer, case: Case) -> bool:
    is_theirs = _is_of_unit(viewer, case) or _is_received_by(viewer, case)
    return viewer.role == UNIT_HEAD and is_theirs


def _is_of_unit(viewer: Viewer, case: Case) -> bool:
    return viewer.unit is not None and any(each.unit == viewer.unit for each in case.matters)


def _is_received_by(viewer: Viewer, case: Case) -> bool:
    """Say whether the case has come to the viewer's unit, and been given to nobody."""
    if any(matter.unit is not None for matter in case.matters):
        return False
    return any(each.case_type in viewer.receives and not each.is_ended for each in case.matters)
