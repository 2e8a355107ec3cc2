"""Registrera överklagande."""

from datetime import date

import pytest

from services.investigation.domain.decision.commands import RegisterAppeal
from services.investigation.domain.decision.refusals import (
    AppealedBeforeDecided,
    NotDecided,
    ServedAfterAppeal,
)
from services.investigation.domain.decision.rules import DECISION
from shared.contracts.investigation import DecisionAppealed, DecisionMade, Outcome
from shared.kernel.dates import InTheFuture
from shared.testing.scenario import Scenario
from tests.investigation.stories import DECISION_ID, INVESTIGATION_ID, PERSON_ID, TODAY

decision = Scenario(DECISION)
DECIDED_ON = date(2026, 4, 7)
SERVED_ON = date(2026, 4, 9)
LAST_DAY = date(2026, 4, 30)

made = DecisionMade(
    decision_id=DECISION_ID,
    investigation_id=INVESTIGATION_ID,
    person_id=PERSON_ID,
    case_type="adult-outpatient",
    decision_type="assistance",
    outcome=Outcome.DENIED,
    intervention_type=None,
    legal_basis_id="sol-11-1",
    decided_on=DECIDED_ON,
    decided_by="official-2",
    decider_role="unit-head",
    delegation_rule_id="d-7",
    reason_codes=(),
    catalogue_version="2026.1",
)


def appeal(
    received: date = LAST_DAY, served: date | None = SERVED_ON, last_day: date | None = LAST_DAY
) -> RegisterAppeal:
    return RegisterAppeal(
        received_on=received, notified_on=served, last_day_on=last_day, today=TODAY
    )


def appealed(
    received: date, served: date | None = SERVED_ON, *, in_time: bool | None
) -> DecisionAppealed:
    return DecisionAppealed(
        decision_id=DECISION_ID, received_on=received, notified_on=served, is_in_time=in_time
    )


@pytest.mark.parametrize(("received", "in_time"), [(LAST_DAY, True), (date(2026, 5, 1), False)])
def test_an_appeal_is_kept_in_time_or_late(received: date, in_time: bool) -> None:
    decision.given(made).when(appeal(received)).then(appealed(received, in_time=in_time))


def test_whether_it_came_in_time_is_open_while_nobody_knows_when_they_were_served() -> None:
    decision.given(made).when(appeal(served=None, last_day=None)).then(
        appealed(LAST_DAY, None, in_time=None)
    )


def test_another_party_may_appeal_the_same_decision() -> None:
    first = appealed(date(2026, 4, 20), in_time=True)
    decision.given(made, first).when(appeal()).then(appealed(LAST_DAY, in_time=True))


def test_nothing_is_appealed_before_it_was_decided() -> None:
    day_before = date(2026, 4, 6)
    story = decision.given(made)
    story.when(appeal(day_before, None)).then_refused(AppealedBeforeDecided)
    story.when(appeal(LAST_DAY, day_before)).then_refused(AppealedBeforeDecided)


def test_who_appeals_was_served_before() -> None:
    story = decision.given(made)
    story.when(appeal(date(2026, 4, 20), date(2026, 4, 21))).then_refused(ServedAfterAppeal)


def test_an_appeal_that_has_not_arrived_is_not_registered() -> None:
    decision.given(made).when(appeal(date(2026, 5, 5))).then_refused(InTheFuture)


def test_there_is_nothing_to_appeal_before_a_decision() -> None:
    decision.given().when(appeal()).then_refused(NotDecided)
