"""Loggranskning: allt i urvalet bedöms, en gång, av någon annan, när perioden är slut."""

from datetime import date
from uuid import UUID

import pytest

from services.reporting.domain.commands import Finding, SignReview
from services.reporting.domain.events import FindingAccepted, Judgement, ReviewSigned
from services.reporting.domain.reviews import (
    REVIEW,
    FindingsMissing,
    NotSelected,
    OwnLooks,
    PeriodBackwards,
    PeriodNotOver,
    ReviewSignedAlready,
)
from shared.kernel.refusal import Refusal

REVIEW_ID = UUID(int=7)
SELECTED = {3: ("sample",), 5: ("no-relation",), 8: ("own-record", "sample")}


def found(*looks: int) -> tuple[Finding, ...]:
    return tuple(Finding(look=look, judgement=Judgement.JUSTIFIED) for look in looks)


def signing(
    findings: tuple[Finding, ...],
    *,
    own: frozenset[int] = frozenset(),
    from_on: date = date(2026, 2, 1),
    until_on: date = date(2026, 2, 28),
    asked_on: date = date(2026, 3, 1),
) -> SignReview:
    return SignReview(
        review_id=REVIEW_ID,
        from_on=from_on,
        until_on=until_on,
        seed="feb-2026",
        sample=2,
        looks=40,
        selected=SELECTED,
        own=own,
        findings=findings,
        unasked=("relative",),
        signed_by="official-3",
        asked_on=asked_on,
    )


def test_each_finding_is_accepted_and_the_review_signed() -> None:
    *accepted, signed = REVIEW.decide(False, signing(found(3, 5), own=frozenset({8})))
    assert accepted == [
        FindingAccepted(
            look=look,
            rule_codes=SELECTED[look],
            judgement=Judgement.JUSTIFIED,
            accepted_on=date(2026, 3, 1),
        )
        for look in (3, 5)
    ]
    assert signed == ReviewSigned(
        review_id=REVIEW_ID,
        from_on=date(2026, 2, 1),
        until_on=date(2026, 2, 28),
        seed="feb-2026",
        sample=2,
        looks=40,
        reviewed=2,
        left_to_others=1,
        unasked_rules=("relative",),
        signed_by="official-3",
        signed_on=date(2026, 3, 1),
    )


REFUSED = {
    "one is not judged": (signing(found(3, 5)), FindingsMissing),
    "one is judged twice": (signing(found(3, 3, 5, 8)), FindingsMissing),
    "one was not selected": (signing(found(3, 4, 5, 8)), NotSelected),
    "one is the reviewer's own": (signing(found(3, 5, 8), own=frozenset({8})), OwnLooks),
    "the period is not over": (
        signing(found(3, 5, 8), asked_on=date(2026, 2, 28)),
        PeriodNotOver,
    ),
    "the period runs backwards": (
        signing(found(3, 5, 8), from_on=date(2026, 2, 28), until_on=date(2026, 2, 27)),
        PeriodBackwards,
    ),
}


@pytest.mark.parametrize(("command", "refusal"), REFUSED.values(), ids=REFUSED.keys())
def test_a_review_is_refused_when(command: SignReview, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        REVIEW.decide(False, command)


def test_a_signed_review_stands() -> None:
    command = signing(found(3, 5, 8))
    signed = REVIEW.fold(REVIEW.decide(False, command))
    with pytest.raises(ReviewSignedAlready):
        REVIEW.decide(signed, command)
