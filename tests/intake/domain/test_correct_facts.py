"""Rätta i en aktualisering: the day it came in stands in several events, and all follow."""

from datetime import date

import pytest

from services.intake.application.correcting import BOOK, PERSON_BOOK
from services.intake.domain.intake.refusals import AlreadyAssigned, DatedBeforeReceived
from services.intake.domain.intake.rules import INTAKE
from services.intake.domain.intake.state import UnderAssessment
from shared.contracts.intake import PersonRegistered, Sex, Way
from shared.contracts.intake_corrections import ReceiptDateCorrected
from shared.corrections import rules
from shared.corrections.refusals import FactNotAnnullable
from shared.kernel.corrections import corrected
from shared.kernel.refusal import Refusal
from tests.intake.domain.matter import (
    BEFORE,
    CHILD_ID,
    MONDAY,
    TUESDAY,
    assigned,
    concluded,
    opened,
    protection_assessed,
)
from tests.shared.corrections.ledger import Kept, events_of, how

registered = PersonRegistered(
    person_id=CHILD_ID,
    birth_year=2015,
    sex=Sex.UNKNOWN,
    district_code=None,
    registered_on=MONDAY,
)


def told(*events: object) -> Kept:
    kept = Kept(BOOK)
    kept.add(*events)
    return kept


def test_the_day_it_came_in_is_put_right_and_the_conclusion_follows() -> None:
    kept = told(opened, protection_assessed, concluded(Way.NO_ACTION))
    kept.correct(kept.id_of(opened), {"received_on": BEFORE})
    correction = kept.history[-1].event
    assert isinstance(correction, ReceiptDateCorrected)
    kept.add(*rules.echoes(BOOK, kept.history, correction, how()))
    first, _, last = events_of(corrected(kept.history))
    assert (first.received_on, last.received_on) == (BEFORE, BEFORE)


def test_an_assignment_by_mistake_leaves_it_unassigned() -> None:
    kept = told(opened, assigned)
    kept.annul(kept.id_of(assigned))
    matter = INTAKE.fold(events_of(corrected(kept.history)))
    assert isinstance(matter, UnderAssessment)
    assert matter.official is None


def test_an_annulled_assignment_does_not_come_back_beside_another() -> None:
    kept = told(opened, assigned)
    annulment = kept.annul(kept.id_of(assigned))
    kept.add(assigned)
    with pytest.raises(AlreadyAssigned):
        kept.annul(annulment)


@pytest.mark.parametrize(
    ("facts", "rule"),
    [({"received_on": TUESDAY}, DatedBeforeReceived)],
)
def test_it_came_in_before_anything_was_done_with_it(
    facts: dict[str, date], rule: type[Refusal]
) -> None:
    kept = told(opened, protection_assessed)
    with pytest.raises(rule):
        kept.correct(kept.id_of(opened), facts)


def test_neither_the_opening_nor_the_choice_is_annulled() -> None:
    end = concluded(Way.NO_ACTION)
    kept = told(opened, protection_assessed, end)
    for event in (opened, end):
        with pytest.raises(FactNotAnnullable):
            kept.annul(kept.id_of(event))


def test_a_person_was_born_another_year_and_nobody_knows_the_district() -> None:
    kept = Kept(PERSON_BOOK)
    kept.add(registered)
    kept.correct(kept.id_of(registered), {"birth_year": 2014, "sex": Sex.FEMALE})
    (right,) = events_of(corrected(kept.history))
    assert (right.birth_year, right.sex, right.district_code) == (2014, Sex.FEMALE, None)
