"""Facts that time limits count to, noted in the course of an investigation's matter."""

from deploy.simulation.town import Case, Town
from services.investigation.application.course import course_id_of
from services.investigation.domain.course.commands import NoteCircumstance
from services.investigation.domain.course.rules import COURSE
from shared.catalogue.noting import facts_before
from shared.kernel.context import Context


def note_fact(town: Town, case: Case, code: str) -> None:
    """Note that something happened today that no step tells of."""
    opened, today = case.opened, town.today
    command = NoteCircumstance(
        investigation_id=opened.investigation_id,
        person_id=opened.person_id,
        fact_code=code,
        comes_after=facts_before(town.catalogue, code),
        is_end_set=town.catalogue.fact(code, today).is_end_set,
        happened_on=today,
        until_on=None,
        note=None,
        catalogue_version=town.catalogue.version,
        today=today,
    )
    matter = case.running.matter
    context = Context(
        actor=case.official,
        thread_id=matter.thread_id,
        causation_id=town.desk.new_id(),
        person_id=matter.person_id,
        file_id=case.file_id,
    )
    town.desk.begin(COURSE, course_id_of(opened.investigation_id), command, context)
