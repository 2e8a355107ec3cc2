"""Fastställ utredningsplan, registrera kontakt och bedömningsinstrument, kommunicera."""

from datetime import date

from services.investigation.domain.investigation.commands import (
    ApplyInstrument,
    CommunicateMaterial,
    PlanInvestigation,
    RecordContact,
)
from services.investigation.domain.investigation.events import (
    CommunicationTextRecorded,
    ContactNoted,
    PlanTextRecorded,
)
from services.investigation.domain.investigation.refusals import AnswerBeforeCommunicated, NotOpen
from shared.contracts.investigation import (
    ContactHeld,
    ContactKind,
    InstrumentApplied,
    InstrumentScore,
    InvestigationPlanned,
    MaterialCommunicated,
)
from tests.investigation.stories import CONTACT_ID, TODAY, closed, investigation, opened

plan = PlanInvestigation(
    text="Samtal med barnet.", planned_on=TODAY, planned_by="official-7", today=TODAY
)
contact = RecordContact(
    contact_id=CONTACT_ID,
    held_on=TODAY,
    kind=ContactKind.HOME_VISIT,
    is_with_the_individual=True,
    is_with_guardian=False,
    note="Barnet visade sitt rum.",
    today=TODAY,
)
instrument = ApplyInstrument(
    instrument_code="sdq",
    instrument_version="1",
    applied_on=TODAY,
    scores=(InstrumentScore(scale_code="total", score=17),),
    today=TODAY,
)


def communicate(answer_by: date | None = None) -> CommunicateMaterial:
    return CommunicateMaterial(
        text="Utredningstexten.", communicated_on=TODAY, answer_by_on=answer_by, today=TODAY
    )


def test_the_plan_is_settled_and_its_text_stays_inside() -> None:
    investigation.given(opened).when(plan).then(
        PlanTextRecorded(text="Samtal med barnet."),
        InvestigationPlanned(planned_on=TODAY, planned_by="official-7"),
    )


def test_a_plan_may_be_made_anew() -> None:
    earlier = InvestigationPlanned(planned_on=TODAY, planned_by="official-7")
    investigation.given(opened, earlier).when(plan).then(
        PlanTextRecorded(text="Samtal med barnet."), earlier
    )


def test_a_contact_is_kept_with_its_date_and_its_note_stays_inside() -> None:
    investigation.given(opened).when(contact).then(
        ContactNoted(contact_id=CONTACT_ID, note="Barnet visade sitt rum."),
        ContactHeld(
            contact_id=CONTACT_ID,
            held_on=TODAY,
            kind=ContactKind.HOME_VISIT,
            is_with_the_individual=True,
            is_with_guardian=False,
        ),
    )


def test_the_scores_of_an_instrument_are_kept_with_its_version() -> None:
    investigation.given(opened).when(instrument).then(
        InstrumentApplied(
            instrument_code="sdq",
            instrument_version="1",
            applied_on=TODAY,
            scores=(InstrumentScore(scale_code="total", score=17),),
        )
    )


def test_the_party_gets_the_material_and_a_day_to_answer_by() -> None:
    investigation.given(opened).when(communicate(date(2026, 5, 18))).then(
        CommunicationTextRecorded(text="Utredningstexten."),
        MaterialCommunicated(communicated_on=TODAY, answer_by_on=date(2026, 5, 18)),
    )


def test_the_party_may_be_left_without_a_day_to_answer_by() -> None:
    investigation.given(opened).when(communicate()).then(
        CommunicationTextRecorded(text="Utredningstexten."),
        MaterialCommunicated(communicated_on=TODAY, answer_by_on=None),
    )


def test_the_party_cannot_answer_before_the_material_was_sent() -> None:
    story = investigation.given(opened)
    story.when(communicate(date(2026, 5, 3))).then_refused(AnswerBeforeCommunicated)


def test_nothing_is_done_in_a_closed_investigation() -> None:
    story = investigation.given(opened, closed)
    story.when(plan).then_refused(NotOpen)
    story.when(contact).then_refused(NotOpen)
    story.when(instrument).then_refused(NotOpen)
    story.when(communicate()).then_refused(NotOpen)
