"""What the rules keep back for others than a reporter, from whom, and with what left open."""

from uuid import UUID

from shared.packet.circle import Circle, Proposal, Related
from shared.packet.contents import Entry, Section
from shared.packet.proposing import propose
from tests.shared.packet.told import CHILD, GUARDIAN, SIBLING, entry, packed

DETAILS = "intake.person-details-kept.v1"
SELF = Circle(own=frozenset({CHILD}))


def section(*entries: Entry) -> Section:
    return Section(heading="Aktualisering", entries=entries)


def found(circle: Circle, *entries: Entry) -> dict[str, Proposal]:
    return {each.path: each for each in propose([section(*entries)], circle)}


def child(person_id: UUID, **facts: str | None) -> Entry:
    return entry(DETAILS, person_id=person_id, **facts)


def test_the_persons_own_details_are_hers() -> None:
    assert found(SELF, child(CHILD, name="Test Testsson", address="Provvägen 1")) == {}


def test_another_childs_details_are_kept_back_and_looked_for_in_every_note() -> None:
    sibling = child(SIBLING, name="Sture Testberg", address=None, school="Provskolan")
    note = entry("intake.reasons-kept.v1", reasons="Sture var också hungrig.")
    kept = found(SELF, sibling, note)
    assert set(kept) == {"name", "school", "person_id", "reasons"}
    assert kept["reasons"].passages == [(0, 5)]
    assert {each.ground for each in kept.values()} == {"third-person"}


def test_a_guardians_number_and_telephone_are_kept_back_but_not_who_it_is() -> None:
    details = entry(
        "intake.guardian-details-kept.v1",
        person_ids=[CHILD, SIBLING],
        name="Vera Testsson",
        number="199107172380",
        telephone="08-123456",
        relation="mamma",
    )
    assert set(found(SELF, details)) == {"number", "telephone", "person_ids.1"}
    given_to_her = Circle(
        own=frozenset({CHILD}),
        recipients=frozenset({GUARDIAN}),
        is_given_to_self=False,
        recipient_numbers=frozenset({"9107172380"}),
    )
    assert set(found(given_to_her, details)) == {"person_ids.1"}


def test_where_a_protected_sibling_is_can_be_let_go_by_nobody() -> None:
    circle = Circle(own=frozenset({CHILD}), protected=frozenset({SIBLING}))
    sibling = child(SIBLING, name="Sture Testberg", address="Hemliga gatan 3", school=None)
    note = entry("intake.reasons-kept.v1", reasons="De bor på Hemliga  gatan 3 nu.")
    kept = found(circle, sibling, note)
    assert (kept["address"].ground, kept["address"].is_fixed) == ("whereabouts", True)
    assert (kept["reasons"].ground, kept["reasons"].is_fixed) == ("whereabouts", True)
    assert not kept["name"].is_fixed


def test_her_own_address_is_kept_out_of_a_protected_persons_packet() -> None:
    identity = entry("intake.identity-kept.v1", name="Test Testsson", address="Hemliga gatan 3")
    own = found(Circle(own=frozenset({CHILD}), is_protected=True), identity)
    assert (set(own), own["address"].is_fixed) == ({"address"}, False)
    for_another = Circle(own=frozenset({CHILD}), is_protected=True, is_given_to_self=False)
    assert found(for_another, identity)["address"].is_fixed


def test_what_the_register_knows_of_the_related_is_looked_for() -> None:
    of_sibling = entry("intake.identity-kept.v1", name="Sture Testberg", number="200001052380")
    sibling = Related(
        person_id=SIBLING, is_guardian=False, is_protected=False, identity=[of_sibling]
    )
    of_mother = entry("intake.identity-kept.v1", name="Vera Testsson", number="199107172380")
    mother = Related(
        person_id=GUARDIAN, is_guardian=True, is_protected=False, identity=[of_mother]
    )
    circle = Circle(own=frozenset({CHILD}), related=[sibling, mother])
    note = entry("intake.reasons-kept.v1", reasons="Vera och Sture, 910717-2380 och 000105-2380.")
    words = [section(note)]
    shown = packed(words, propose(words, circle)).files["file.html"].decode()
    assert "Vera och [maskat], [maskat] och [maskat]." in shown


def test_a_guardian_is_not_given_what_the_child_said_alone() -> None:
    contact, other = UUID(int=7), UUID(int=8)
    held = "investigation.contact-held.v1"
    alone = entry(held, contact_id=contact, is_with_the_individual=True, is_with_guardian=False)
    together = entry(held, contact_id=other, is_with_the_individual=True, is_with_guardian=True)
    said = entry("investigation.contact-noted.v1", contact_id=contact, note="Jag är rädd.")
    heard = entry("investigation.contact-noted.v1", contact_id=other, note="De berättar.")
    view = entry("interventions.own-view-noted.v1", view="Jag vill bo kvar.")
    entries = (alone, together, said, heard, view)
    circle = Circle(own=frozenset({CHILD}), is_given_to_self=False)
    kept = propose([section(*entries)], circle)
    assert {each.event_id for each in kept} == {said.event_id, view.event_id}
    assert {each.ground for each in kept} == {"child"}
    assert propose([section(*entries)], SELF) == []
