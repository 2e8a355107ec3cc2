"""What robots have to do follows from what has happened."""

from datetime import date
from uuid import UUID

from services.intake.projections.work_items import EXPECTED, WORK_ITEMS_PROJECTION, item_id
from shared.contracts.intake import IntakeWorkDone
from shared.testing.recorded import THREAD_ID
from tests.intake.domain.matter import INTAKE_ID, LATER, MONDAY, opened
from tests.intake.ledgered import investigation_closed, investigation_opened, rows_after


def work_after(*events: object) -> dict[str, tuple[str, UUID, date]]:
    rows = rows_after(WORK_ITEMS_PROJECTION, INTAKE_ID, *events)
    assert all(row.item_id == item_id(THREAD_ID, row.worklist) for row in rows.values())
    return {row.worklist: (row.state, row.stream_id, row.created_on) for row in rows.values()}


def done(worklist: str) -> IntakeWorkDone:
    return IntakeWorkDone(worklist=worklist, result_code="done", done_on=LATER)


def test_a_new_report_asks_for_a_sibling_check() -> None:
    assert work_after(opened) == {"sibling-check": ("waiting", INTAKE_ID, MONDAY)}


def test_an_opened_investigation_asks_for_a_hand_over_and_later_a_summary() -> None:
    assert work_after(opened, done("sibling-check"), investigation_opened) == {
        "handover": ("waiting", INTAKE_ID, LATER),
        "closing-summary": (EXPECTED, INTAKE_ID, LATER),
    }


def test_a_closed_investigation_asks_for_the_summary_of_the_matter_it_came_from() -> None:
    past = (opened, done("sibling-check"), investigation_opened, done("handover"))
    assert work_after(*past, investigation_closed) == {
        "closing-summary": ("waiting", INTAKE_ID, date(2026, 6, 1))
    }


def test_what_is_done_is_gone() -> None:
    past = (opened, investigation_opened, investigation_closed)
    lists = ("sibling-check", "handover", "closing-summary")
    assert work_after(*past, *(done(worklist) for worklist in lists)) == {}
