"""The rules of a matter's course: what ends something comes after what began it."""

from collections.abc import Sequence

from services.investigation.domain.course.commands import NoteCircumstance
from services.investigation.domain.course.events import CircumstanceDescribed, CourseEvent
from services.investigation.domain.course.extending import require_extendable
from services.investigation.domain.course.refusals import (
    AlreadyNoted,
    EndBeforeStart,
    EndNotAsked,
    EndNotSaid,
    NothingBegun,
)
from services.investigation.domain.course.state import Course, evolve
from shared.contracts.investigation import CircumstanceNoted
from shared.kernel.dates import require_come
from shared.kernel.decider import Decider


def note(course: Course, command: NoteCircumstance) -> Sequence[CourseEvent]:
    """Note a fact on the day it happened; it may be long ago, and noted out of order."""
    require_come(command.happened_on, command.today)
    _require_new(course, command)
    _require_begun(course, command)
    _require_end(command)
    require_extendable(
        course,
        command.extends,
        command.fact_code,
        command.happened_on,
        command.until_on,
        command.ground_code,
    )
    noted = CircumstanceNoted(
        investigation_id=command.investigation_id,
        person_id=command.person_id,
        fact_code=command.fact_code,
        happened_on=command.happened_on,
        until_on=command.until_on,
        catalogue_version=command.catalogue_version,
        ground_code=command.ground_code,
    )
    if command.note is None:
        return [noted]
    return [CircumstanceDescribed(fact_code=command.fact_code, text=command.note), noted]


def _require_new(course: Course, command: NoteCircumstance) -> None:
    wanted = (command.fact_code, command.happened_on)
    if wanted in {(each.fact_code, each.happened_on) for each in course}:
        raise AlreadyNoted


def _require_begun(course: Course, command: NoteCircumstance) -> None:
    if command.comes_after and not any(
        each.fact_code in command.comes_after and each.happened_on <= command.happened_on
        for each in course
    ):
        raise NothingBegun


def _require_end(command: NoteCircumstance) -> None:
    if command.until_on is None:
        if command.is_end_set:
            raise EndNotSaid
    elif not command.is_end_set:
        raise EndNotAsked
    elif command.until_on < command.happened_on:
        raise EndBeforeStart


COURSE: Decider[Course, NoteCircumstance, CourseEvent] = Decider(
    initial=frozenset(), decide=note, evolve=evolve
)
