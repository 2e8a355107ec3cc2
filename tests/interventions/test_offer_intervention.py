"""Erbjud insats, och avböj den."""

from datetime import date

from services.interventions.domain.events import OwnViewNoted, Step
from services.interventions.domain.refusals import (
    AlreadyEnded,
    AlreadyExecuted,
    BeforeOpening,
    BeforePrecedingStep,
    NotAssigned,
    NothingOpened,
    NotOffered,
    StartBeforeOffer,
)
from shared.contracts.interventions import InterventionOffered
from shared.kernel.dates import InTheFuture
from tests.interventions.stories import (
    BEFORE_EXECUTION,
    DAY_BEFORE_GRANTED,
    INTERRUPTED,
    RUNNING,
    TOMORROW,
    decline,
    declined,
    ended,
    execute,
    executed,
    intervention,
    offer,
    offered,
    opened,
)

OFFERED = (*BEFORE_EXECUTION, offered)


def test_the_person_is_offered_a_start() -> None:
    intervention.given(*BEFORE_EXECUTION).when(offer()).then(offered)


def test_an_offered_start_may_lie_ahead_or_be_open() -> None:
    ahead = InterventionOffered(offered_on=date(2026, 4, 27), starting_on=date(2027, 1, 4))
    intervention.given(*BEFORE_EXECUTION).when(offer(starting_on=date(2027, 1, 4))).then(ahead)
    open_start = InterventionOffered(offered_on=date(2026, 4, 27), starting_on=None)
    intervention.given(*BEFORE_EXECUTION).when(offer(starting_on=None)).then(open_start)


def test_an_offered_start_does_not_lie_before_the_offer() -> None:
    intervention.given(*BEFORE_EXECUTION).when(offer(starting_on=date(2026, 4, 26))).then_refused(
        StartBeforeOffer
    )


def test_nobody_offers_what_nobody_answers_for() -> None:
    intervention.given(opened).when(offer()).then_refused(NotAssigned)


def test_nothing_is_offered_before_it_is_opened_or_after_it_ended() -> None:
    intervention.given().when(offer()).then_refused(NothingOpened)
    intervention.given(opened, ended).when(offer()).then_refused(AlreadyEnded)


def test_what_has_begun_is_not_offered() -> None:
    intervention.given(*RUNNING).when(offer(on=date(2026, 5, 5))).then_refused(AlreadyExecuted)
    intervention.given(*INTERRUPTED).when(offer(on=date(2026, 7, 1))).then_refused(AlreadyExecuted)


def test_it_is_offered_from_the_day_it_was_granted_and_not_in_the_future() -> None:
    intervention.given(*BEFORE_EXECUTION).when(offer(on=DAY_BEFORE_GRANTED)).then_refused(
        BeforeOpening
    )
    intervention.given(*BEFORE_EXECUTION).when(offer(on=TOMORROW)).then_refused(InTheFuture)


def test_a_person_who_said_no_can_be_offered_it_again() -> None:
    again = InterventionOffered(offered_on=date(2026, 5, 2), starting_on=date(2026, 5, 4))
    intervention.given(*OFFERED, declined).when(offer(on=date(2026, 5, 2))).then(again)


def test_a_new_offer_does_not_lie_before_the_no() -> None:
    intervention.given(*OFFERED, declined).when(offer(on=date(2026, 4, 28))).then_refused(
        BeforePrecedingStep
    )


def test_the_person_says_no_in_words_of_their_own() -> None:
    intervention.given(*OFFERED).when(decline(own_view="Jag vill vänta till hösten.")).then(
        OwnViewNoted(
            step=Step.DECLINE, view="Jag vill vänta till hösten.", noted_on=date(2026, 4, 29)
        ),
        declined,
    )


def test_what_was_declined_can_still_be_carried_out_for_the_decision_stands() -> None:
    intervention.given(*OFFERED, declined).when(execute()).then(executed)


def test_only_an_offer_is_declined_and_once() -> None:
    intervention.given(*BEFORE_EXECUTION).when(decline()).then_refused(NotOffered)
    intervention.given(*OFFERED, declined).when(decline()).then_refused(NotOffered)
    intervention.given(*OFFERED, executed).when(decline()).then_refused(NotOffered)


def test_nobody_says_no_before_the_offer_or_in_the_future() -> None:
    intervention.given(*OFFERED).when(decline(on=date(2026, 4, 26))).then_refused(
        BeforePrecedingStep
    )
    intervention.given(*OFFERED).when(decline(on=TOMORROW)).then_refused(InTheFuture)


def test_nothing_is_declined_before_it_is_opened_or_after_it_ended() -> None:
    intervention.given().when(decline()).then_refused(NothingOpened)
    intervention.given(opened, ended).when(decline()).then_refused(AlreadyEnded)
