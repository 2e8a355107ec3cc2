"""Byt nummer, för samman, häv: who is who, and everything exactly as before after a reversal."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from httpx import Response
from hypothesis import given
from hypothesis import strategies as st

from services.intake.domain.person.commands import MergePersons, RegisterPerson, ReverseMerge
from services.intake.domain.person.rules import PERSON
from shared.contracts.intake import Sex
from shared.eventstore.merged_persons import merged_persons
from shared.kernel.refusal import Refusal
from shared.testing.recorded import recorded
from shared.testing.tokens import CASEWORKER, bearer
from tests.intake.service import Service, child, concern

OLD, NEW = "199006022397", "200001052380"
ON = date(2026, 3, 2)
PEOPLE = [UUID(int=number) for number in range(1, 5)]


@dataclass
class Register:
    """A register in memory: streams by person, and the read model of merges."""

    streams: dict[UUID, list[Any]]
    rows: dict[Any, Any]

    def state(self, person_id: UUID) -> Any:
        return PERSON.fold(self.streams[person_id])

    def ask(self, person_id: UUID, command: Any) -> None:
        for event in PERSON.decide(self.state(person_id), command):
            self.streams[person_id].append(event)
            merged_persons("intake").fold(self.rows, [recorded(event, person_id)])

    def merge(self, person_id: UUID, into: UUID) -> None:
        is_away = self.state(into).merged_into is not None
        self.ask(
            person_id,
            MergePersons(
                into_person_id=into,
                is_into_registered=True,
                is_into_merged=is_away,
                merged_on=ON,
                reason_code="registered-twice",
            ),
        )


def registered() -> Register:
    register = Register({person_id: [] for person_id in PEOPLE}, {})
    for person_id in PEOPLE:
        command = RegisterPerson(
            person_id=person_id,
            number=None,
            number_as_written=None,
            name=None,
            address=None,
            birth_year=None,
            sex=Sex.UNKNOWN,
            district_code=None,
            registered_on=ON,
        )
        register.ask(person_id, command)
    return register


pairs = st.tuples(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE))


@given(st.lists(pairs, max_size=8), pairs)
def test_a_reversal_gives_back_exactly_what_was_before_the_merge(
    merges: list[tuple[UUID, UUID]], last: tuple[UUID, UUID]
) -> None:
    register = registered()
    for person_id, into in merges:
        try:
            register.merge(person_id, into)
        except Refusal:
            continue
    before = dict(register.rows), register.state(last[0])
    try:
        register.merge(*last)
    except Refusal:
        return
    assert register.rows[last[0]].into_person_id == last[1]
    register.ask(last[0], ReverseMerge(reversed_on=ON, reason_code="not-the-same"))
    assert (register.rows, register.state(last[0])) == before


@given(st.lists(pairs, max_size=12))
def test_merges_never_go_round_in_a_ring(merges: list[tuple[UUID, UUID]]) -> None:
    register = registered()
    for person_id, into in merges:
        try:
            register.merge(person_id, into)
        except Refusal:
            continue
    for person_id in PEOPLE:
        seen = set()
        while person_id in register.rows:
            assert person_id not in seen
            seen.add(person_id)
            person_id = register.rows[person_id].into_person_id


async def ask(service: Service, person_id: str, what: str, body: dict[str, Any]) -> Response:
    path = f"/persons/{person_id}"
    tag = (await service.read(f"{path}/facts")).headers["etag"]
    headers = {**bearer(CASEWORKER), "If-Match": tag}
    return await service.client.post(f"{path}/{what}", json=body, headers=headers)


async def found(service: Service, number: str) -> Any:
    answer = await service.client.post(
        "/person-searches",
        json={"number": number, "purpose": "concern-report"},
        headers=bearer(CASEWORKER),
    )
    return answer.json()["personId"]


async def test_the_old_number_still_finds_whoever_has_got_a_new_one(service: Service) -> None:
    (matter,) = await service.reported(concern(children=[child(number=OLD)]))
    person_id = matter["personId"]
    body = {"number": NEW, "changedOn": "2026-03-02", "reasonCode": "personal-number"}
    answer = await ask(service, person_id, "change-number", body)
    assert answer.status_code == 200, answer.text
    assert [await found(service, OLD), await found(service, NEW)] == [person_id] * 2
    identity = (await service.read(f"/persons/{person_id}")).json()
    assert NEW in str(identity)
    await service.caught_up("persons")
    rows = await service.store.rows("SELECT birth_year FROM intake.person")
    assert [row["birth_year"] for row in rows] == [2000]


async def test_a_number_of_somebody_else_is_refused_and_the_two_are_merged_and_parted(
    service: Service,
) -> None:
    (first,) = await service.reported(concern(children=[child(number=OLD)]))
    (second,) = await service.reported(concern(children=[child()]), "report-2")
    taken = {"number": OLD, "changedOn": "2026-03-02", "reasonCode": "identified"}
    refused = await ask(service, second["personId"], "change-number", taken)
    assert refused.json()["code"] == "number-of-another"
    history = f"/intakes/{second['intakeId']}/history"
    before = (await service.read(history)).json()
    merge = {"intoPersonId": second["personId"], "reasonCode": "registered-twice"}
    merged = await ask(service, first["personId"], "merge", merge)
    assert merged.status_code == 200, merged.text
    await service.caught_up("intake.merged-persons")
    assert await found(service, OLD) == second["personId"]
    known = (await service.read(history)).json()["items"]
    assert [(each["intakeId"], each["isSibling"]) for each in known] == [
        (first["intakeId"], False)
    ]
    parted = await ask(service, first["personId"], "reverse-merge", {"reasonCode": "not-the-same"})
    assert parted.status_code == 200, parted.text
    await service.caught_up("intake.merged-persons")
    assert await found(service, OLD) == first["personId"]
    assert (await service.read(history)).json() == before
