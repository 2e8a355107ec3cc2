"""Notera överklagande på insatsen."""

from datetime import date

from services.interventions.domain.commands import NoteAppeal
from services.interventions.domain.events import AppealNoted
from services.interventions.domain.refusals import NothingOpened
from tests.interventions.stories import (
    BEFORE_EXECUTION,
    DECISION_ID,
    RUNNING,
    ended,
    execute,
    executed,
    intervention,
    opened,
)

appeal = NoteAppeal(decision_id=DECISION_ID, received_on=date(2026, 5, 2), is_in_time=True)
noted = AppealNoted(decision_id=DECISION_ID, received_on=date(2026, 5, 2), is_in_time=True)


def test_an_appeal_is_noted_whatever_the_stage() -> None:
    for past in ((opened,), RUNNING, (*RUNNING, ended)):
        intervention.given(*past).when(appeal).then(noted)


def test_what_is_appealed_is_carried_out_all_the_same() -> None:
    intervention.given(*BEFORE_EXECUTION, noted).when(execute()).then(executed)


def test_there_is_nothing_to_note_it_on_before_opening() -> None:
    intervention.given().when(appeal).then_refused(NothingOpened)
