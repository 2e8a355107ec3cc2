"""Avsluta utredning."""

from datetime import date

from services.investigation.domain.delegation import Delegation, OutsideDelegation
from services.investigation.domain.investigation.commands import CloseInvestigation, JoinDecision
from services.investigation.domain.investigation.events import ClosingSummaryRecorded
from services.investigation.domain.investigation.refusals import (
    BeforeOpened,
    ClosedBeforeLatest,
    ClosingContradictsDecisions,
    NotOpen,
    ReasonOfOtherClosing,
)
from shared.contracts.investigation import ContactHeld, ContactKind, InvestigationClosed
from shared.kernel.dates import InTheFuture
from tests.investigation.stories import (
    CONTACT_ID,
    DAY_BEFORE_OPENING,
    DECISION_ID,
    INVESTIGATION_ID,
    NOT_PERMITTED,
    OPENED_ON,
    PERMITTED,
    PERSON_ID,
    TODAY,
    TOMORROW,
    closed,
    investigation,
    joined,
    opened,
)


def close(
    *,
    with_intervention: bool = False,
    on: date = TODAY,
    delegation: Delegation = PERMITTED,
    only_with_intervention: bool | None = None,
) -> CloseInvestigation:
    return CloseInvestigation(
        closed_on=on,
        closed_by="official-7",
        is_with_intervention=with_intervention,
        reason_code="completed",
        summary="Familjen har det stöd den behöver.",
        delegation=delegation,
        is_reason_with_intervention=only_with_intervention,
        today=TODAY,
    )


def ended(*, with_intervention: bool, on: date = TODAY) -> InvestigationClosed:
    return InvestigationClosed(
        closed_on=on,
        closed_by="official-7",
        is_with_intervention=with_intervention,
        reason_code="completed",
        investigation_id=INVESTIGATION_ID,
        person_id=PERSON_ID,
        delegation_rule_id="d-7",
    )


SUMMARY = ClosingSummaryRecorded(summary="Familjen har det stöd den behöver.")


def test_it_closes_without_intervention_when_nothing_was_granted() -> None:
    investigation.given(opened).when(close()).then(SUMMARY, ended(with_intervention=False))


def test_it_closes_without_intervention_after_a_denial() -> None:
    investigation.given(opened, joined(is_granted=False)).when(close()).then(
        SUMMARY, ended(with_intervention=False)
    )


def test_it_closes_with_intervention_when_something_was_granted() -> None:
    investigation.given(opened, joined()).when(close(with_intervention=True)).then(
        SUMMARY, ended(with_intervention=True)
    )


def test_a_later_denial_does_not_undo_what_was_granted() -> None:
    story = investigation.given(opened, joined(), joined(is_granted=False))
    story.when(close()).then_refused(ClosingContradictsDecisions)
    story.when(close(with_intervention=True)).then(SUMMARY, ended(with_intervention=True))


def test_it_cannot_close_with_an_intervention_nobody_granted() -> None:
    story = investigation.given(opened, joined(is_granted=False))
    story.when(close(with_intervention=True)).then_refused(ClosingContradictsDecisions)


def test_a_reason_for_closing_without_intervention_is_none_for_closing_with_one() -> None:
    story = investigation.given(opened, joined())
    without = close(with_intervention=True, only_with_intervention=False)
    story.when(without).then_refused(ReasonOfOtherClosing)
    fitting = close(with_intervention=True, only_with_intervention=True)
    story.when(fitting).then(SUMMARY, ended(with_intervention=True))


def test_a_reason_for_closing_with_an_intervention_is_none_for_closing_without() -> None:
    story = investigation.given(opened)
    story.when(close(only_with_intervention=True)).then_refused(ReasonOfOtherClosing)
    story.when(close(only_with_intervention=False)).then(SUMMARY, ended(with_intervention=False))


def test_it_cannot_close_before_the_last_contact() -> None:
    contact = ContactHeld(
        contact_id=CONTACT_ID,
        held_on=date(2026, 4, 2),
        kind=ContactKind.TELEPHONE,
        is_with_the_individual=False,
        is_with_guardian=True,
    )
    story = investigation.given(opened, contact)
    story.when(close(on=date(2026, 4, 1))).then_refused(ClosedBeforeLatest)
    story.when(close(on=date(2026, 4, 2))).then(
        SUMMARY, ended(with_intervention=False, on=date(2026, 4, 2))
    )


def test_it_may_close_the_day_it_was_opened() -> None:
    investigation.given(opened).when(close(on=OPENED_ON)).then(
        SUMMARY, ended(with_intervention=False, on=OPENED_ON)
    )


def test_it_cannot_close_before_it_was_opened() -> None:
    investigation.given(opened).when(close(on=DAY_BEFORE_OPENING)).then_refused(BeforeOpened)


def test_it_cannot_close_tomorrow() -> None:
    investigation.given(opened).when(close(on=TOMORROW)).then_refused(InTheFuture)


def test_only_who_has_delegation_closes_it() -> None:
    investigation.given(opened).when(close(delegation=NOT_PERMITTED)).then_refused(
        OutsideDelegation
    )


def test_it_closes_once() -> None:
    investigation.given(opened, closed).when(close()).then_refused(NotOpen)


def test_a_decision_joins_the_investigation_it_was_made_in() -> None:
    command = JoinDecision(
        decision_id=DECISION_ID, is_intervention_granted=True, decided_on=TODAY, today=TODAY
    )
    investigation.given(opened, joined(is_granted=False)).when(command).then(joined(on=TODAY))


def test_no_decision_is_made_before_the_opening_tomorrow_or_after_the_closing() -> None:
    def decide(on: date) -> JoinDecision:
        return JoinDecision(
            decision_id=DECISION_ID, is_intervention_granted=True, decided_on=on, today=TODAY
        )

    investigation.given(opened).when(decide(DAY_BEFORE_OPENING)).then_refused(BeforeOpened)
    investigation.given(opened).when(decide(TOMORROW)).then_refused(InTheFuture)
    investigation.given(opened, closed).when(decide(TODAY)).then_refused(NotOpen)
    investigation.given().when(decide(TODAY)).then_refused(NotOpen)
