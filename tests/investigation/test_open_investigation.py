"""Inled utredning, och påför en ny anmälan."""

from datetime import date
from uuid import UUID

from services.investigation.domain.investigation.commands import AttachReport, OpenInvestigation
from services.investigation.domain.investigation.refusals import (
    AboutSomebodyElse,
    BeforeOpened,
    NotOpen,
)
from shared.contracts.investigation import ReportAttached
from tests.investigation.stories import (
    DAY_BEFORE_OPENING,
    INTAKE_ID,
    INVESTIGATION_ID,
    OPENED_ON,
    OTHER_INTAKE_ID,
    OTHER_PERSON_ID,
    PERSON_ID,
    TODAY,
    closed,
    investigation,
    opened,
)

open_ = OpenInvestigation(
    investigation_id=INVESTIGATION_ID,
    intake_id=INTAKE_ID,
    person_id=PERSON_ID,
    case_type="child-concern",
    legal_basis_id="sol-14-2",
    opened_on=OPENED_ON,
    catalogue_version="2026.1",
)


def attach(
    intake_id: UUID = OTHER_INTAKE_ID, *, person_id: UUID = PERSON_ID, on: date = TODAY
) -> AttachReport:
    return AttachReport(intake_id=intake_id, person_id=person_id, attached_on=on)


def test_an_investigation_opens_when_an_intake_asks_for_it() -> None:
    investigation.given().when(open_).then(opened)


def test_asked_for_twice_it_is_opened_once() -> None:
    investigation.given(opened).when(open_).then()


def test_a_closed_investigation_is_not_opened_again_by_the_same_intake() -> None:
    investigation.given(opened, closed).when(open_).then()


def test_a_further_report_joins_the_open_investigation() -> None:
    investigation.given(opened).when(attach()).then(
        ReportAttached(intake_id=OTHER_INTAKE_ID, attached_on=TODAY)
    )


def test_the_same_report_joins_once() -> None:
    attached = ReportAttached(intake_id=OTHER_INTAKE_ID, attached_on=TODAY)
    investigation.given(opened, attached).when(attach()).then()


def test_the_report_that_opened_it_does_not_join_it_again() -> None:
    investigation.given(opened).when(attach(INTAKE_ID)).then()


def test_a_report_that_joined_before_the_closing_may_be_told_of_again() -> None:
    attached = ReportAttached(intake_id=OTHER_INTAKE_ID, attached_on=TODAY)
    investigation.given(opened, attached, closed).when(attach()).then()


def test_no_report_joins_a_closed_investigation() -> None:
    investigation.given(opened, closed).when(attach()).then_refused(NotOpen)


def test_no_report_joins_what_was_never_opened() -> None:
    investigation.given().when(attach()).then_refused(NotOpen)


def test_no_report_about_somebody_else_joins() -> None:
    story = investigation.given(opened)
    story.when(attach(person_id=OTHER_PERSON_ID)).then_refused(AboutSomebodyElse)


def test_no_report_joins_before_the_opening() -> None:
    story = investigation.given(opened)
    story.when(attach(on=DAY_BEFORE_OPENING)).then_refused(BeforeOpened)
    story.when(attach(on=OPENED_ON)).then(
        ReportAttached(intake_id=OTHER_INTAKE_ID, attached_on=OPENED_ON)
    )
