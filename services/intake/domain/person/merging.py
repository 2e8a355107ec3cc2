"""The rules of who is who: a new number, two pseudonyms that are one, and the way back."""

from collections.abc import Sequence

from services.intake.domain.person.commands import ChangeNumber, MergePersons, ReverseMerge
from services.intake.domain.person.events import NumberChanged, PersonEvent
from services.intake.domain.person.state import Person, Registered
from shared.contracts.intake_merges import MergeReversed, PersonsMerged
from shared.kernel.dates import require_come
from shared.kernel.refusal import Refusal


class PersonNotRegistered(Refusal):
    """Only somebody in the register has relations and numbers there."""

    code = "person-not-registered"
    detail = "Personen finns inte i registret."


class NumberOfAnother(Refusal):
    """The number finds another person: they may be one."""

    code = "number-of-another"
    detail = "Numret hör till en annan person i registret. Är de samma person, för samman dem."


class AlreadyMerged(Refusal):
    """It is merged into another person already."""

    code = "already-merged"
    detail = "Personen är redan sammanförd med en annan."


class MergedWithItself(Refusal):
    """A person is the same as itself."""

    code = "merged-with-itself"
    detail = "En person kan inte sammanföras med sig själv."


class IntoMergedAway(Refusal):
    """The other pseudonym is merged away: name the one that remains."""

    code = "into-merged-away"
    detail = "Den andra personen är själv sammanförd. Ange den person som den är sammanförd med."


class NotMerged(Refusal):
    """There is no merge to reverse."""

    code = "not-merged"
    detail = "Personen är inte sammanförd med någon."


def change_number(person: Person, command: ChangeNumber) -> Sequence[PersonEvent]:
    """Keep a new number; the ones before still find the person."""
    _registered(person)
    require_come(command.changed_on, command.today)
    if command.is_of_another:
        raise NumberOfAnother
    return [
        NumberChanged(
            number_kind=command.number.kind,
            number=command.number.digits,
            changed_on=command.changed_on,
            reason_code=command.reason_code,
        )
    ]


def merge(person: Person, command: MergePersons) -> Sequence[PersonEvent]:
    """Let this pseudonym stand for the same person as another, until it is reversed."""
    registered = _registered(person)
    if registered.merged_into is not None:
        raise AlreadyMerged
    if command.into_person_id == registered.person_id:
        raise MergedWithItself
    if not command.is_into_registered:
        raise PersonNotRegistered
    if command.is_into_merged:
        raise IntoMergedAway
    return [
        PersonsMerged(
            person_id=registered.person_id,
            into_person_id=command.into_person_id,
            merged_on=command.merged_on,
            reason_code=command.reason_code,
        )
    ]


def reverse(person: Person, command: ReverseMerge) -> Sequence[PersonEvent]:
    """Let them be two again, exactly as before the merge."""
    registered = _registered(person)
    if registered.merged_into is None:
        raise NotMerged
    return [
        MergeReversed(
            person_id=registered.person_id,
            from_person_id=registered.merged_into,
            reversed_on=command.reversed_on,
            reason_code=command.reason_code,
        )
    ]


def _registered(person: Person) -> Registered:
    if not isinstance(person, Registered):
        raise PersonNotRegistered
    return person
