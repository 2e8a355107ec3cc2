"""The rules of who may see a person: protection, the list of the case, and the broken glass."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeAlias, assert_never
from uuid import UUID

from services.intake.domain.guarding import commands as asked
from services.intake.domain.person.events import (
    GlassReasonKept,
    MediatedAddressKept,
    PersonEvent,
)
from shared.contracts.intake import (
    GlassBroken,
    GlassReviewed,
    Guarding,
    OfficialAdmitted,
    OfficialRemoved,
    ProtectionKind,
    ProtectionLifted,
    ProtectionMarked,
)
from shared.kernel.refusal import NotFound, Refusal


class AlreadyProtected(Refusal):
    """That kind of protection is marked already."""

    code = "already-protected"
    detail = "Det skyddet är redan antecknat för personen."


class NotProtected(Refusal):
    """There is no such protection to lift."""

    code = "not-protected"
    detail = "Det skyddet är inte antecknat för personen."


class ProtectionInTheFuture(Refusal):
    """Protection is noted when it holds, or has been lifted: not beforehand."""

    code = "protection-in-the-future"
    detail = "Dagen har inte kommit än. Anteckna skyddet, eller att det är hävt, när det gäller."


class AlreadyAdmitted(Refusal):
    """The official is on the list of the case."""

    code = "already-admitted"
    detail = "Handläggaren står redan på listan för ärendet."


class NotAdmitted(Refusal):
    """The official is not on the list of the case."""

    code = "not-admitted"
    detail = "Handläggaren står inte på listan för ärendet."


class NoSuchGlass(NotFound):
    """No glass was broken under that id."""

    detail = "Det finns ingen sådan nödöppning."


class AlreadyReviewed(Refusal):
    """It has been reviewed."""

    code = "already-reviewed"
    detail = "Nödöppningen är redan granskad."


class ReviewedByOneself(Refusal):
    """Nobody reviews what they did themselves."""

    code = "reviewed-by-oneself"
    detail = "Den som gjorde nödöppningen får inte granska den. Låt en annan enhetschef göra det."


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarded:
    """What was said of who may see the person."""

    kinds: frozenset[ProtectionKind] = frozenset()
    admitted: frozenset[tuple[UUID, str]] = frozenset()  # case and official
    broken_by: Mapping[UUID, str] = field(default_factory=dict)  # official by glass
    reviewed: frozenset[UUID] = frozenset()


def guarded_after(guarded: Guarded, event: Guarding) -> Guarded:
    """Return what holds after ``event``."""
    match event:
        case ProtectionMarked():
            return replace(guarded, kinds=guarded.kinds | {event.kind})
        case ProtectionLifted():
            return replace(guarded, kinds=guarded.kinds - {event.kind})
        case OfficialAdmitted():
            let_in = (event.thread_id, event.official)
            return replace(guarded, admitted=guarded.admitted | {let_in})
        case OfficialRemoved():
            put_out = (event.thread_id, event.official)
            return replace(guarded, admitted=guarded.admitted - {put_out})
        case GlassBroken():
            broken_by = {**guarded.broken_by, event.glass_id: event.official}
            return replace(guarded, broken_by=broken_by)
        case GlassReviewed():
            return replace(guarded, reviewed=guarded.reviewed | {event.glass_id})
        case _:
            assert_never(event)


Happened: TypeAlias = Sequence[PersonEvent]


def mark(person_id: UUID, guarded: Guarded, command: asked.MarkProtection) -> Happened:
    """Protect the person; those who answer for the cases today stay on their lists."""
    if command.kind in guarded.kinds:
        raise AlreadyProtected
    _require_come(command.marked_on, command.today)
    marked = ProtectionMarked(
        person_id=person_id,
        kind=command.kind,
        marked_on=command.marked_on,
        marked_by=command.marked_by,
        until_on=command.until_on,
    )
    address = command.mediated_address
    kept = [MediatedAddressKept(address=address, kept_on=command.today)] if address else []
    let_in = [
        _admitted(person_id, thread_id, official, command.today, command.marked_by)
        for thread_id, official in command.admitted
        if (thread_id, official) not in guarded.admitted
    ]
    return [marked, *kept, *let_in]


def lift(person_id: UUID, guarded: Guarded, command: asked.LiftProtection) -> Happened:
    """Say that this kind of protection holds no more."""
    if command.kind not in guarded.kinds:
        raise NotProtected
    _require_come(command.lifted_on, command.today)
    lifted = ProtectionLifted(
        person_id=person_id,
        kind=command.kind,
        lifted_on=command.lifted_on,
        lifted_by=command.lifted_by,
    )
    return [lifted]


def admit(person_id: UUID, guarded: Guarded, command: asked.AdmitOfficial) -> Happened:
    """Put the official on the list of the case."""
    if (command.thread_id, command.official) in guarded.admitted:
        raise AlreadyAdmitted
    by, on = command.admitted_by, command.today
    return [_admitted(person_id, command.thread_id, command.official, on, by)]


def remove(person_id: UUID, guarded: Guarded, command: asked.RemoveOfficial) -> Happened:
    """Take the official off the list of the case."""
    if (command.thread_id, command.official) not in guarded.admitted:
        raise NotAdmitted
    removed = OfficialRemoved(
        person_id=person_id,
        thread_id=command.thread_id,
        official=command.official,
        removed_on=command.today,
        removed_by=command.removed_by,
    )
    return [removed]


def break_glass(person_id: UUID, command: asked.BreakGlass) -> Happened:
    """Open what is closed for a time."""
    broken = GlassBroken(
        glass_id=command.glass_id,
        person_id=person_id,
        official=command.official,
        official_role=command.official_role,
        unit=command.unit,
        reason_code=command.reason_code,
        broken_on=command.today,
        until_at=command.until_at,
    )
    return [GlassReasonKept(glass_id=command.glass_id, reason=command.reason), broken]


def review(person_id: UUID, guarded: Guarded, command: asked.ReviewGlass) -> Happened:
    """Say what was found; never by the one who broke it."""
    if command.glass_id not in guarded.broken_by:
        raise NoSuchGlass
    if command.glass_id in guarded.reviewed:
        raise AlreadyReviewed
    if guarded.broken_by[command.glass_id] == command.reviewed_by:
        raise ReviewedByOneself
    reviewed = GlassReviewed(
        glass_id=command.glass_id,
        person_id=person_id,
        finding=command.finding,
        reviewed_on=command.today,
        reviewed_by=command.reviewed_by,
    )
    return [reviewed]


def guard(person_id: UUID, guarded: Guarded, command: asked.GuardingCommand) -> Happened:
    """Return what happens when ``command`` meets a registered person, or raise a Refusal."""
    match command:
        case asked.MarkProtection():
            return mark(person_id, guarded, command)
        case asked.LiftProtection():
            return lift(person_id, guarded, command)
        case asked.AdmitOfficial():
            return admit(person_id, guarded, command)
        case asked.RemoveOfficial():
            return remove(person_id, guarded, command)
        case asked.BreakGlass():
            return break_glass(person_id, command)
        case asked.ReviewGlass():
            return review(person_id, guarded, command)
        case _:
            assert_never(command)


def _admitted(
    person_id: UUID, thread_id: UUID, official: str, on: date, by: str
) -> OfficialAdmitted:
    return OfficialAdmitted(
        person_id=person_id,
        thread_id=thread_id,
        official=official,
        admitted_on=on,
        admitted_by=by,
    )


def _require_come(on: date, today: date) -> None:
    if on > today:
        raise ProtectionInTheFuture
