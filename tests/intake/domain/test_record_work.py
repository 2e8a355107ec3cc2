"""Registrera utfört arbetsmoment."""

from services.intake.domain.intake.commands import RecordWork
from services.intake.domain.intake.events import WorkNoteKept
from services.intake.domain.intake.refusals import WorkOnNothing
from shared.contracts.intake import IntakeWorkDone, Way
from tests.intake.domain.matter import MONDAY, concluded, matter, opened

done = IntakeWorkDone(worklist="sibling-check", result_code="siblings-found", done_on=MONDAY)


def record(note: str | None = None) -> RecordWork:
    return RecordWork(
        worklist="sibling-check", result_code="siblings-found", done_on=MONDAY, note=note
    )


def test_a_piece_of_work_is_kept_by_its_result() -> None:
    matter.given(opened).when(record()).then(done)


def test_what_the_robot_noted_stays_beside_it() -> None:
    noted = WorkNoteKept(worklist="sibling-check", note="Ett syskon finns.")
    matter.given(opened).when(record("Ett syskon finns.")).then(noted, done)


def test_a_concluded_matter_can_still_be_worked_on() -> None:
    matter.given(opened, concluded(Way.INVESTIGATE)).when(record()).then(done)


def test_there_is_no_work_on_what_does_not_exist() -> None:
    matter.given().when(record()).then_refused(WorkOnNothing)
