"""Påbörja ett utlämnande, och föreslå maskningar enligt reglerna."""

from dataclasses import replace

import pytest

from services.intake.domain.disclosure.commands import OpenDisclosure
from services.intake.domain.disclosure.refusals import (
    DisclosureAlreadyOpened,
    DisclosureClosed,
    MatterNeeded,
    NoSuchDisclosure,
    NotAGuardian,
    RecipientOpposed,
)
from shared.contracts.intake_disclosures import DisclosureKind
from shared.kernel.refusal import Refusal
from tests.intake.domain.disclosure import (
    MATTER_ID,
    REPORTER_MASK,
    decided,
    disclosure,
    mask,
    opened,
    opening,
    proposed,
    proposing,
)

INSIGHT = DisclosureKind.PARTY_INSIGHT


def test_a_guardian_may_ask_for_a_childs_extract() -> None:
    disclosure.given().when(opening()).then(opened)


def test_a_party_has_insight_into_one_matter_of_the_person_even_from_another_side() -> None:
    asked = opening(INSIGHT, matter_id=MATTER_ID, is_matter_of_person=True, is_opposed=True)
    disclosure.given().when(asked).then(replace(opened, kind=INSIGHT, matter_id=MATTER_ID))


@pytest.mark.parametrize(
    ("asked", "rule"),
    [
        (opening(INSIGHT), MatterNeeded),
        (opening(INSIGHT, matter_id=MATTER_ID), MatterNeeded),
        (opening(matter_id=MATTER_ID, is_matter_of_person=True), MatterNeeded),
        (opening(is_guardian=False), NotAGuardian),
        (opening(is_opposed=True), RecipientOpposed),
    ],
)
def test_what_cannot_be_asked_for_is_refused(asked: OpenDisclosure, rule: type[Refusal]) -> None:
    disclosure.given().when(asked).then_refused(rule)


def test_it_is_begun_once() -> None:
    disclosure.given(opened).when(opening()).then_refused(DisclosureAlreadyOpened)


def test_the_rules_propose_what_to_keep_back() -> None:
    of_reporter = mask(REPORTER_MASK)
    disclosure.given(opened).when(proposing(of_reporter)).then(proposed(of_reporter))


def test_nothing_is_proposed_once_it_is_decided() -> None:
    disclosure.given(opened, proposed(), decided()).when(proposing()).then_refused(
        DisclosureClosed
    )


def test_nothing_is_proposed_for_what_was_never_begun() -> None:
    disclosure.given().when(proposing()).then_refused(NoSuchDisclosure)
