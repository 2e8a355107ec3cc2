"""Registerutdrag och partsinsyn över HTTP: från begäran till vem som fick vad."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from httpx import Response

from services.intake.application.disclosed import WantedMask, mask_id
from services.intake.application.packets import keep
from services.intake.domain.disclosure.commands import KeepPacketMade, ProposeMasks
from services.intake.domain.disclosure.events import ProposedMask
from shared.kernel.clock import new_id, today
from shared.testing.tokens import CASEWORKER, ROBOT, UNIT_HEAD, bearer
from tests.intake.service import Service, child, concern, day

pytestmark = pytest.mark.database

CHILD, GUARDIAN = "200001052380", "199107172380"
EVENT_ID, HASH = new_id(), "ab" * 32
EXTRACT = {"kind": "register-extract", "recipient": "self"}


@dataclass(frozen=True, slots=True)
class Desk:
    """An official who gives out what is kept about one child."""

    service: Service
    matter: dict[str, Any]
    guardian_id: str

    @property
    def path(self) -> str:
        return f"/persons/{self.matter['personId']}/disclosures"

    async def open(self, by: str = CASEWORKER, **body: Any) -> Response:
        headers = {**bearer(by), "Idempotency-Key": str(new_id())}
        asked = {**EXTRACT, **body}
        return await self.service.client.post(self.path, json=asked, headers=headers)

    async def opened(self, **body: Any) -> str:
        answer = await self.open(**body)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    async def ask(
        self, id_: str, act: str, body: dict[str, Any], by: str = CASEWORKER
    ) -> Response:
        seen = await self.service.read(f"{self.path}/{id_}", by=by)
        headers = {**bearer(by), "If-Match": seen.headers["etag"]}
        url = f"{self.path}/{id_}/{act}"
        return await self.service.client.post(url, json=body, headers=headers)

    async def done(self, id_: str, act: str, body: dict[str, Any], by: str = CASEWORKER) -> None:
        answer = await self.ask(id_, act, body, by)
        assert answer.is_success, answer.text

    async def propose(self, id_: str, *, is_fixed: bool = False) -> str:
        """Propose one mask, as the operator's command does."""
        part = WantedMask(event_id=EVENT_ID, path="name", passages=(), ground_code="reporter")
        mask = ProposedMask(
            mask_id=mask_id(UUID(id_), "protected-reporter", part),
            event_id=EVENT_ID,
            path="name",
            passages=(),
            rule_code="protected-reporter",
            ground_code="reporter",
            is_fixed=is_fixed,
        )
        command = ProposeMasks(
            known_position=1,
            person_ids=(UUID(self.matter["personId"]),),
            recipient_ids=(),
            masks=(mask,),
            retention=(),
            catalogue_version="2026-5",
            on=today(),
            by="operator-1",
        )
        async with self.service.store.transaction() as tx:
            await keep(tx, UUID(id_), command)
        return str(mask.mask_id)

    async def make(self, id_: str) -> None:
        command = KeepPacketMade(manifest_sha256=HASH, file_count=4, on=today(), by="operator-1")
        async with self.service.store.transaction() as tx:
            await keep(tx, UUID(id_), command)

    async def given(self) -> list[dict[str, Any]]:
        await self.service.caught_up("disclosures")
        answer = await self.service.read(self.path)
        assert answer.is_success, answer.text
        return list(answer.json()["items"])


@pytest.fixture
async def desk(service: Service) -> Desk:
    guardian = {"childPlaces": [0], "name": "Vera Testsson", "number": GUARDIAN}
    body = concern(children=[child(number=CHILD)], guardians=[guardian])
    (matter,) = await service.reported(body)
    for read_model in ("relations", "access-matters", "opposed_pairs"):
        await service.caught_up(read_model)
    relation = await service.store.rows("SELECT other_person_id FROM intake.relation")
    return Desk(service, matter, str(relation[0]["other_person_id"]))


def delivery(channel: str = "in-person", manifest: str = HASH) -> dict[str, Any]:
    return {"manifestHash": manifest, "channel": channel, "deliveredOn": day()}


async def test_an_extract_is_asked_for_decided_made_and_given_and_that_is_remembered(
    desk: Desk,
) -> None:
    asked_in = str(new_id())
    id_ = await desk.opened(administrativeMatterId=asked_in)
    mask = await desk.propose(id_)
    (listed,) = (await desk.service.read(f"{desk.path}/{id_}/masks")).json()["items"]
    assert (listed["maskId"], listed["legalBasisId"]) == (mask, "osl-26-5")
    assert (listed["state"], listed["heading"]) == ("proposed", "Namn")
    await desk.done(id_, "lift-mask", {"maskId": mask, "reasonCode": "consent"})
    await desk.done(id_, "decide", {})
    await desk.make(id_)
    await desk.done(id_, "deliver", delivery())
    (given,) = await desk.given()
    assert given["stage"] == "delivered"
    assert (given["recipient"], given["recipientPersonId"]) == ("self", desk.matter["personId"])
    assert (given["administrativeMatterId"], given["manifestHash"]) == (asked_in, HASH)
    assert (given["channel"], given["deliveredOn"]) == ("in-person", day())
    assert given["withheldCount"] == 0


async def test_to_keep_something_back_takes_somebody_whom_the_delegation_order_allows(
    desk: Desk,
) -> None:
    id_ = await desk.opened()
    await desk.propose(id_)
    refused = await desk.ask(id_, "decide", {"reasons": "Risk för våld."})
    assert (refused.status_code, refused.json()["code"]) == (409, "may-not-withhold")
    unreasoned = await desk.ask(id_, "decide", {}, by=UNIT_HEAD)
    assert unreasoned.json()["code"] == "reasons-needed"
    await desk.done(id_, "decide", {"reasons": "Risk för våld."}, by=UNIT_HEAD)
    shown = (await desk.service.read(f"{desk.path}/{id_}")).json()
    assert (shown["decisionType"], shown["delegationRuleId"]) == ("withhold-from-extract", "d-22")
    assert (shown["disclosure"]["withheldCount"], shown["masks"]) == (1, 1)
    assert "våld" not in str(shown)


async def test_an_official_keeps_back_a_passage_that_no_rule_saw(desk: Desk) -> None:
    id_ = await desk.opened()
    await desk.propose(id_)
    part = {"eventId": str(EVENT_ID), "path": "reasons", "groundCode": "third-person"}
    await desk.done(id_, "add-mask", {**part, "passages": [{"first": 0, "end": 6}]})
    twice = await desk.ask(id_, "add-mask", {**part, "passages": [{"first": 0, "end": 6}]})
    assert twice.json()["code"] == "mask-already-there"
    backwards = await desk.ask(id_, "add-mask", {**part, "passages": [{"first": 6, "end": 6}]})
    assert (backwards.status_code, backwards.json()["code"]) == (409, "empty-passage")
    unknown = await desk.ask(id_, "add-mask", {**part, "groundCode": "whim"})
    assert unknown.json()["code"] == "unknown-code"
    masks = (await desk.service.read(f"{desk.path}/{id_}/masks")).json()["items"]
    assert [(each["state"], each["ruleCode"]) for each in masks] == [
        ("proposed", "protected-reporter"),
        ("added", None),
    ]


async def test_where_a_protected_person_is_cannot_be_let_go(desk: Desk) -> None:
    id_ = await desk.opened()
    mask = await desk.propose(id_, is_fixed=True)
    refused = await desk.ask(id_, "lift-mask", {"maskId": mask, "reasonCode": "no-harm"})
    assert (refused.status_code, refused.json()["code"]) == (409, "mask-fixed")


async def test_a_guardian_asks_for_the_child_unless_on_another_side(desk: Desk) -> None:
    as_guardian = {"recipient": "guardian", "recipientPersonId": desk.guardian_id}
    await desk.opened(**as_guardian)
    nobody = await desk.open(recipient="guardian", recipientPersonId=str(new_id()))
    assert nobody.json()["code"] == "not-a-guardian"
    person = f"/persons/{desk.matter['personId']}"
    opposed = {"otherPersonId": desk.guardian_id, "areOpposed": True}
    headers = {**bearer(CASEWORKER)}
    marked = await desk.service.client.post(f"{person}/mark-sides", json=opposed, headers=headers)
    assert marked.is_success, marked.text
    await desk.service.caught_up("opposed_pairs")
    assert (await desk.open(**as_guardian)).json()["code"] == "recipient-opposed"
    insight = {"kind": "party-insight", "matterId": desk.matter["intakeId"], **as_guardian}
    await desk.opened(**insight)


async def test_a_party_has_insight_into_a_matter_of_the_person_alone(desk: Desk) -> None:
    await desk.opened(kind="party-insight", matterId=desk.matter["intakeId"])
    for other in (str(new_id()), None):
        answer = await desk.open(kind="party-insight", matterId=other)
        assert answer.json()["code"] == "matter-needed"


async def test_a_protected_persons_packet_goes_through_the_mediated_address(desk: Desk) -> None:
    id_ = await desk.opened()
    mask = await desk.propose(id_)
    await desk.done(id_, "lift-mask", {"maskId": mask, "reasonCode": "consent"})
    await desk.done(id_, "decide", {})
    await desk.make(id_)
    person = f"/persons/{desk.matter['personId']}"
    protected = {"kind": "confidentiality-mark", "markedOn": day()}
    mediated = {**protected, "kind": "protected-registration", "mediatedAddress": "Box 1"}
    for body, code in (
        (protected, "no-mediated-address"),
        (mediated, None),
    ):
        headers = bearer(CASEWORKER)
        url = f"{person}/mark-protection"
        assert (await desk.service.client.post(url, json=body, headers=headers)).is_success
        await desk.service.caught_up("access-guarded")
        by_post = await desk.ask(id_, "deliver", delivery("post"))
        assert by_post.json()["code"] == "only-to-mediated-address"
        answer = await desk.ask(id_, "deliver", delivery("mediated-address"))
        assert answer.json().get("code") == code
    hidden = await desk.service.read(desk.path, by=UNIT_HEAD)
    assert hidden.status_code == 404, "who is not let in does not even learn that there is one"


async def test_another_persons_disclosure_is_not_found_in_this_ones_path(desk: Desk) -> None:
    id_ = await desk.opened()
    other = f"/persons/{desk.guardian_id}/disclosures/{id_}"
    answer = await desk.service.read(other)
    assert (answer.status_code, answer.json()["code"]) == (404, "not-found")
    assert (await desk.service.read(desk.path, by=ROBOT)).status_code == 403


async def test_only_the_packet_that_was_made_is_given(desk: Desk) -> None:
    id_ = await desk.opened()
    mask = await desk.propose(id_)
    await desk.done(id_, "lift-mask", {"maskId": mask, "reasonCode": "consent"})
    early = await desk.ask(id_, "deliver", delivery())
    assert early.json()["code"] == "disclosure-not-decided"
    await desk.done(id_, "decide", {})
    assert (await desk.ask(id_, "deliver", delivery())).json()["code"] == "packet-not-made"
    await desk.make(id_)
    other = await desk.ask(id_, "deliver", delivery(manifest="cd" * 32))
    assert other.json()["code"] == "another-packet"
