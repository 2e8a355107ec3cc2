"""Rätta i en utredning: days and reasons, and the day of a decision in both its places."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.investigation.application.correcting import BOOK, DECISION_BOOK
from services.investigation.domain.investigation.refusals import BeforeOpened, ClosedBeforeLatest
from services.investigation.domain.investigation.rules import INVESTIGATION
from services.investigation.domain.investigation.state import Open
from shared.contracts.investigation import ContactHeld, ContactKind, InvestigationExtended
from shared.corrections.refusals import FactNotAnnullable, FactNotCorrectable
from shared.kernel.corrections import corrected
from shared.kernel.refusal import Refusal
from shared.testing.tokens import UNIT_HEAD, token_for
from tests.investigation.service import Service, concluded
from tests.investigation.stories import CONTACT_ID, assigned, closed, joined, opened
from tests.shared.corrections.ledger import Kept, events_of

ANOTHER_HEAD = token_for("official-4", "official", "unit-head", unit="barn-norr")
contact = ContactHeld(
    contact_id=CONTACT_ID,
    held_on=date(2026, 3, 20),
    kind=ContactKind.MEETING,
    is_with_the_individual=True,
    is_with_guardian=False,
)
extended = InvestigationExtended(
    until_on=date(2026, 9, 9),
    decided_on=date(2026, 4, 1),
    decided_by="official-3",
    decider_role="unit-head",
    ground_code="awaiting-report",
    legal_basis_id="sol-20-3",
    delegation_rule_id="d-4",
)
WHY = {"correctionReasonCode": "typing-error", "explanation": "Fel dag skrevs av."}
DECIDE = {
    "decisionType": "assistance-personal",
    "outcome": "denied",
    "decidedOn": "2026-04-20",
    "reasonCodes": ["no-need"],
    "reasons": "Behovet är tillgodosett.",
}


def told(*events: object) -> Kept:
    kept = Kept(BOOK)
    kept.add(*events)
    return kept


def test_a_contact_was_held_another_day_and_in_another_way() -> None:
    kept = told(opened, assigned, contact)
    facts = {"held_on": date(2026, 3, 18), "kind": ContactKind.TELEPHONE}
    kept.correct(kept.id_of(contact), facts)
    *_, right = events_of(corrected(kept.history))
    assert (right.held_on, right.kind, right.is_with_the_individual) == (*facts.values(), True)


def test_a_closing_by_mistake_leaves_the_investigation_open() -> None:
    kept = told(opened, assigned, contact, closed)
    kept.annul(kept.id_of(closed))
    assert isinstance(INVESTIGATION.fold(events_of(corrected(kept.history))), Open)


@pytest.mark.parametrize(
    ("event", "facts", "rule"),
    [
        (contact, {"held_on": date(2026, 3, 8)}, BeforeOpened),
        (contact, {"held_on": date(2026, 5, 4)}, ClosedBeforeLatest),
        (opened, {"opened_on": date(2026, 3, 13)}, BeforeOpened),
        (closed, {"closed_on": date(2026, 4, 2)}, ClosedBeforeLatest),
        (extended, {"decided_on": date(2026, 4, 2)}, FactNotCorrectable),
    ],
)
def test_what_cannot_have_been_so_is_refused(
    event: object, facts: dict[str, object], rule: type[Refusal]
) -> None:
    kept = told(
        opened, assigned, contact, extended, joined(is_granted=False, on=date(2026, 4, 3)), closed
    )
    with pytest.raises(rule):
        kept.correct(kept.id_of(event), facts)


def test_what_was_decided_is_not_annulled() -> None:
    kept = told(opened, assigned, extended)
    with pytest.raises(FactNotAnnullable):
        kept.annul(kept.id_of(extended))
    assert not DECISION_BOOK.annullable & {type(extended), type(opened)}


async def ask(service: Service, path: str, body: dict[str, Any], by: str) -> dict[str, Any]:
    answer = await service.ask(path, body, by=by)
    assert answer.is_success, answer.text
    return dict(answer.json())


@pytest.mark.usefixtures("registered")
async def test_the_day_of_a_decision_is_put_right_in_both_its_places(service: Service) -> None:
    here = f"/investigations/{await service.opened(concluded())}"
    decided = await service.changed(f"{here}/decide", DECIDE, by=UNIT_HEAD)
    there = f"/decisions/{decided['id']}"
    (made,) = (await service.read(f"{there}/facts", by=UNIT_HEAD)).json()["facts"]
    asked = {"eventId": made["eventId"], "decidedOn": "2026-04-17", **WHY}
    waiting = await ask(service, f"{there}/correct-fact", asked, UNIT_HEAD)
    assert waiting["isWaiting"]
    (made,) = (await service.read(f"{there}/facts", by=UNIT_HEAD)).json()["facts"]
    approval = {"eventId": made["remarks"][0]["eventId"]}
    refused = await service.ask(f"{there}/approve-correction", approval)
    assert refused.json()["code"] == "approver-not-entitled"
    approved = await ask(service, f"{there}/approve-correction", approval, ANOTHER_HEAD)
    assert not approved["isWaiting"]
    decision = (await service.read(there, by=UNIT_HEAD)).json()["decision"]
    assert decision["decidedOn"] == "2026-04-17"
    stream = await service.store.read(UUID(here.rpartition("/")[2]))
    days = [getattr(event, "decided_on", None) for event in stream.events]
    assert date(2026, 4, 17) in days
    assert date(2026, 4, 20) not in days
