"""Avsluta förhandsbedömning."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.intake.domain.intake.commands import ConcludePreliminaryAssessment
from services.intake.domain.intake.events import ReasonsKept, Step
from services.intake.domain.intake.refusals import (
    AlreadyInvestigated,
    ApplicationNotTried,
    DatedBeforeReceived,
    NotDelegated,
    NothingToAttachTo,
    NotUnderAssessment,
    ProtectionNotAssessed,
)
from shared.contracts.intake import Origin, Way
from shared.kernel.dates import InTheFuture
from tests.intake.domain.matter import (
    BEFORE,
    INVESTIGATION_ID,
    LATER,
    TOMORROW,
    applied,
    assigned,
    concluded,
    matter,
    opened,
    protection_assessed,
)

reasons = ReasonsKept(step=Step.CONCLUSION, reasons="Uppgifterna behöver utredas.")


def conclude(
    way: Way = Way.INVESTIGATE,
    on: date = LATER,
    open_investigation_id: UUID | None = None,
    *,
    is_protection_required: bool = True,
    rule: str | None = "d-1",
) -> ConcludePreliminaryAssessment:
    return ConcludePreliminaryAssessment(
        way=way,
        concluded_on=on,
        asked_on=LATER,
        concluded_by="official-7",
        decider_role="caseworker",
        delegation_rule_id=rule,
        legal_basis_id="sol-20-2",
        is_protection_required=is_protection_required,
        open_investigation_id=open_investigation_id,
        reasons="Uppgifterna behöver utredas.",
    )


@pytest.mark.parametrize("way", [Way.INVESTIGATE, Way.NO_ACTION])
def test_an_official_chooses_to_investigate_or_not(way: Way) -> None:
    past = (opened, protection_assessed, assigned)
    matter.given(*past).when(conclude(way)).then(reasons, concluded(way))


def test_a_report_joins_the_open_investigation_about_the_child() -> None:
    outcome = matter.given(opened, protection_assessed).when(
        conclude(Way.ATTACH, open_investigation_id=INVESTIGATION_ID)
    )
    outcome.then(reasons, concluded(Way.ATTACH, INVESTIGATION_ID))


def test_there_must_be_an_open_investigation_to_join() -> None:
    past = (opened, protection_assessed)
    matter.given(*past).when(conclude(Way.ATTACH)).then_refused(NothingToAttachTo)


def test_a_child_is_not_investigated_twice_at_once() -> None:
    again = conclude(Way.INVESTIGATE, open_investigation_id=INVESTIGATION_ID)
    matter.given(opened, protection_assessed).when(again).then_refused(AlreadyInvestigated)


def test_no_action_may_be_taken_on_a_report_although_an_investigation_is_open() -> None:
    none = conclude(Way.NO_ACTION, open_investigation_id=INVESTIGATION_ID)
    matter.given(opened, protection_assessed).when(none).then(reasons, concluded(Way.NO_ACTION))


def test_the_need_of_protection_is_assessed_first() -> None:
    matter.given(opened, assigned).when(conclude()).then_refused(ProtectionNotAssessed)


def test_an_application_is_investigated_at_once_although_another_is_open() -> None:
    one_more = conclude(open_investigation_id=INVESTIGATION_ID, is_protection_required=False)
    matter.given(applied).when(one_more).then(
        reasons,
        replace(
            concluded(Way.INVESTIGATE), case_type="adult-outpatient", origin=Origin.APPLICATION
        ),
    )


def test_an_application_is_never_left_without_being_tried() -> None:
    matter.given(applied).when(conclude(Way.NO_ACTION, is_protection_required=False)).then_refused(
        ApplicationNotTried
    )


def test_only_a_role_with_the_delegation_chooses_whether_to_investigate() -> None:
    past = (opened, protection_assessed)
    matter.given(*past).when(conclude(rule=None)).then_refused(NotDelegated)


def test_a_report_joins_an_open_investigation_without_any_decision() -> None:
    joining = conclude(Way.ATTACH, open_investigation_id=INVESTIGATION_ID, rule=None)
    outcome = matter.given(opened, protection_assessed).when(joining)
    outcome.then(reasons, concluded(Way.ATTACH, INVESTIGATION_ID))


def test_not_before_the_matter_arrived_and_not_ahead_of_time() -> None:
    past = (opened, protection_assessed)
    matter.given(*past).when(conclude(on=BEFORE)).then_refused(DatedBeforeReceived)
    matter.given(*past).when(conclude(on=TOMORROW)).then_refused(InTheFuture)


def test_the_way_is_chosen_once() -> None:
    past = (opened, protection_assessed, concluded(Way.NO_ACTION))
    matter.given(*past).when(conclude()).then_refused(NotUnderAssessment)
    matter.given().when(conclude()).then_refused(NotUnderAssessment)
