"""Noting what time limits count from and to, in the matter that it happened in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from services.investigation.application.asked import Asked
from services.investigation.application.streams import read_begun
from services.investigation.domain.course.commands import NoteCircumstance
from services.investigation.domain.course.extending import Extendable
from services.investigation.domain.course.rules import COURSE
from shared.catalogue import Catalogue
from shared.catalogue.clocks import WeekdayRule
from shared.catalogue.facts import Fact, Place
from shared.catalogue.noting import extended_by, facts_before
from shared.contracts.investigation import CircumstanceNoted, InvestigationOpened
from shared.kernel.calendar import Unit
from shared.kernel.context import Context, Recorded
from shared.kernel.handling import begin
from shared.kernel.refusal import Refusal
from shared.kernel.store import Appended, Store, Stream, Transaction


class NotNotedHere(Refusal):
    """The fact belongs in matters of another kind."""

    code = "circumstance-not-for-matter"
    detail = "Omständigheten antecknas inte i ärenden av det här slaget."


@dataclass(frozen=True, slots=True, kw_only=True)
class CircumstanceWanted:
    """A fact that somebody wants noted."""

    fact_code: str
    happened_on: date
    until_on: date | None
    note: str | None
    ground_code: str | None = None


def course_id_of(investigation_id: UUID) -> UUID:
    """Return the stream of an investigation's course."""
    return uuid5(investigation_id, "course")


async def note_circumstance(
    tx: Transaction,
    catalogue: Catalogue,
    investigation_id: UUID,
    wanted: CircumstanceWanted,
    asked: Asked,
) -> Appended:
    """Note the fact in the investigation's matter, also after the investigation is closed.

    Raises:
        NotFound: there is no such investigation.
        Refusal: the catalogue or a rule refused; nothing was appended.
    """
    stream, opened = await read_begun(tx, investigation_id, InvestigationOpened)
    fact = _fact(catalogue, wanted, opened.case_type)
    command = NoteCircumstance(
        investigation_id=investigation_id,
        person_id=opened.person_id,
        fact_code=wanted.fact_code,
        comes_after=facts_before(catalogue, wanted.fact_code),
        is_end_set=fact.is_end_set,
        happened_on=wanted.happened_on,
        until_on=wanted.until_on,
        note=wanted.note,
        catalogue_version=catalogue.version,
        today=asked.today,
        ground_code=wanted.ground_code,
        extends=_extended_by(catalogue, wanted),
    )
    context = Context(
        actor=asked.actor,
        thread_id=stream.context.thread_id,
        causation_id=asked.causation_id,
        person_id=stream.context.person_id,
        file_id=stream.context.file_id,
    )
    return await begin(tx, COURSE, course_id_of(investigation_id), command, context)


async def course_of(
    store: Store, investigation_id: UUID
) -> tuple[Stream[Any], Sequence[Recorded[CircumstanceNoted]]]:
    """Return the investigation, and what was noted in it by the day it happened.

    Raises:
        NotFound: there is no such investigation.
    """
    stream, _ = await read_begun(store, investigation_id, InvestigationOpened)
    course = await store.read(course_id_of(investigation_id))
    noted = [each for each in course.recorded if isinstance(each.event, CircumstanceNoted)]
    return stream, sorted(noted, key=lambda each: (each.event.happened_on, each.version))


def _fact(catalogue: Catalogue, wanted: CircumstanceWanted, case_type: str) -> Fact:
    fact = catalogue.fact(wanted.fact_code, wanted.happened_on)
    if fact.place is not Place.MATTER or not {"all", case_type} & {*fact.case_types}:
        raise NotNotedHere
    return fact


def _extended_by(catalogue: Catalogue, wanted: CircumstanceWanted) -> tuple[Extendable, ...]:
    """Return the limits that the fact gives more time, by the rules of its day.

    Raises:
        UnknownCode, NotInForce: the ground is no reason of the catalogue's.
    """
    if wanted.ground_code is not None:
        catalogue.reason("extension", wanted.ground_code, wanted.happened_on)
    found = []
    for clock in extended_by(catalogue, wanted.fact_code, wanted.happened_on):
        longest = clock.extension.longest if clock.extension else None
        found.append(
            Extendable(
                started_by=frozenset(each.fact for each in clock.start if each.fact),
                length=clock.length,
                unit=Unit(clock.unit.value) if clock.length else None,
                is_moved_off_days_of_rest=clock.weekday_rule is not WeekdayRule.NOT,
                is_repeatable=clock.extension is not None and clock.extension.is_repeatable,
                ground=clock.extension.ground if clock.extension else None,
                longest_length=longest.length if longest else None,
                longest_unit=Unit(longest.unit.value) if longest else None,
            )
        )
    return tuple(found)
