"""What the catalogue of the day says of a decision: legal basis, delegation, reasons, limits."""

from datetime import date
from uuid import UUID

import pytest

from services.investigation.application.appealing import last_day_to_appeal
from services.investigation.application.asked import Asked
from services.investigation.application.deciding import DecisionWanted, lawful_decision
from services.investigation.application.extending import (
    ExtensionWanted,
    lawful_extension,
    time_limit,
)
from services.investigation.application.lawful import delegation
from services.investigation.domain.investigation.refusals import NothingToExtend
from shared.catalogue import NotInForce, UnknownCode, catalogue
from shared.catalogue.refusals import (
    NotForCaseType,
    NotGrantedByDecision,
    OutcomeNotPossible,
)
from shared.contracts.investigation import InvestigationOpened, Outcome
from shared.kernel.context import Actor, Client
from shared.kernel.refusal import Refusal
from tests.investigation.stories import (
    DECISION_ID,
    INTAKE_ID,
    INVESTIGATION_ID,
    PERSON_ID,
    TODAY,
    opened,
)

OLD_LAW = date(2025, 6, 30)
NEW_LAW = date(2025, 7, 1)


def asked(role: str = "caseworker") -> Asked:
    actor = Actor(
        subject="official-7", role=role, client=Client.OFFICIAL, client_id="handlaggarstod"
    )
    return Asked(actor=actor, causation_id=UUID(int=1), expected=1, today=TODAY)


def wanted(
    outcome: Outcome = Outcome.GRANTED,
    *,
    decision_type: str = "assistance-personal",
    intervention_type: str | None = "outpatient-family",
    reason_codes: tuple[str, ...] = ("need-established",),
    on: date = TODAY,
) -> DecisionWanted:
    return DecisionWanted(
        decision_id=DECISION_ID,
        decision_type=decision_type,
        outcome=outcome,
        intervention_type=intervention_type,
        decided_on=on,
        reason_codes=reason_codes,
        reasons="Behovet är utrett.",
    )


def of_type(case_type: str) -> InvestigationOpened:
    return InvestigationOpened(
        investigation_id=INVESTIGATION_ID,
        intake_id=INTAKE_ID,
        person_id=PERSON_ID,
        case_type=case_type,
        legal_basis_id="sol-14-2",
        opened_on=date(2026, 3, 9),
        catalogue_version="2026.1",
    )


@pytest.mark.parametrize(("on", "basis"), [(OLD_LAW, "sol-2001-4-1"), (NEW_LAW, "sol-11-1")])
def test_a_decision_rests_on_the_law_in_force_that_day(on: date, basis: str) -> None:
    command = lawful_decision(catalogue(), opened, wanted(on=on), asked())
    assert command.legal_basis_id == basis
    assert command.catalogue_version == catalogue().version


def test_the_role_that_decides_is_tried_against_the_delegation_order() -> None:
    granted = lawful_decision(catalogue(), opened, wanted(), asked())
    assert (granted.delegation.rule_id, granted.decider_role) == ("d-5", "caseworker")
    placed = wanted(decision_type="foster-home-placement", intervention_type="foster-home")
    refused = lawful_decision(catalogue(), opened, placed, asked("unit-head"))
    assert refused.delegation.rule_id is None
    assert refused.delegation.lowest_role == "subcommittee"


def test_who_stands_higher_may_decide_too() -> None:
    leave = delegation(catalogue(), "assistance-personal", "committee", TODAY)
    assert leave.rule_id == "d-5"


@pytest.mark.parametrize(
    ("asking_for", "rule"),
    [
        (wanted(decision_type="assistance-income"), NotForCaseType),
        (wanted(intervention_type="income-support"), NotForCaseType),
        (wanted(intervention_type="foster-home"), NotGrantedByDecision),
        (wanted(decision_type="close-investigation"), OutcomeNotPossible),
        (wanted(decision_type="no-such-type"), UnknownCode),
        (wanted(on=date(2019, 12, 31)), NotInForce),
        (wanted(reason_codes=("insufficient-income",)), UnknownCode),
        (wanted(Outcome.DENIED, reason_codes=("need-established",)), UnknownCode),
        (wanted(reason_codes=("no-need",)), UnknownCode),
    ],
)
def test_what_the_catalogue_does_not_know_is_not_decided(
    asking_for: DecisionWanted, rule: type[Refusal]
) -> None:
    with pytest.raises(rule):
        lawful_decision(catalogue(), opened, asking_for, asked())


def test_a_partly_granted_decision_gives_reasons_for_both() -> None:
    both = wanted(Outcome.PARTLY_GRANTED, reason_codes=("need-established", "unreasonable-cost"))
    command = lawful_decision(catalogue(), opened, both, asked())
    assert command.reason_codes == ("need-established", "unreasonable-cost")


def test_a_childs_investigation_takes_four_months_by_law() -> None:
    limit = time_limit(catalogue(), opened)
    assert (limit.end_on, limit.ground) == (date(2026, 7, 9), "special-reasons")


@pytest.mark.parametrize("case_type", ["adult-outpatient", "economic-assistance"])
def test_without_a_time_limit_there_is_nothing_to_extend(case_type: str) -> None:
    with pytest.raises(NothingToExtend):
        time_limit(catalogue(), of_type(case_type))


@pytest.mark.parametrize(
    ("on", "basis"), [(OLD_LAW, "sol-2001-11-2"), (date(2026, 5, 4), "sol-20-3")]
)
def test_an_extension_rests_on_the_law_of_the_day_and_takes_a_unit_head(
    on: date, basis: str
) -> None:
    extension = ExtensionWanted(
        until_on=date(2026, 9, 9), decided_on=on, reasons="Utlåtandet dröjer."
    )
    command = lawful_extension(catalogue(), opened, extension, asked())
    assert command.legal_basis_id == basis
    assert (command.delegation.rule_id, command.delegation.lowest_role) == (None, "unit-head")
    by_head = lawful_extension(catalogue(), opened, extension, asked("unit-head"))
    assert by_head.delegation.rule_id == "d-3"


@pytest.mark.parametrize(
    ("served", "last_day"),
    [
        (date(2026, 4, 22), date(2026, 5, 13)),
        (date(2026, 4, 23), date(2026, 5, 15)),  # the last day is Ascension Day
        (date(2026, 12, 4), date(2026, 12, 28)),
    ],
)
def test_an_appeal_has_three_weeks_and_never_ends_on_a_holiday(
    served: date, last_day: date
) -> None:
    assert last_day_to_appeal(catalogue(), served) == last_day
