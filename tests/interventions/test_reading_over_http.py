"""Reading over HTTP: lists, one intervention, its goals, and its texts for those who may."""

from uuid import UUID

import psycopg

from services.interventions.application.notes import notes_of
from services.interventions.domain.rules import INTERVENTION
from shared.eventstore.store import PostgresStore
from shared.kernel.handling import handle
from shared.kernel.sealed import GONE
from shared.testing.database import Database
from shared.testing.keys import MemoryKeys
from shared.testing.tokens import CASEWORKER, ROBOT, bearer
from tests.interventions.service import CONTEXT, FILE_ID, OFFICIAL, Service, appealed, decided
from tests.interventions.stories import INTERVENTION_ID, PERSON_ID, opened, set_goal

FIRST, SECOND, THIRD = (UUID(int=number) for number in (1, 2, 3))
WORDS = "Vara i skolan fyra dagar i veckan."
GOAL = {"areaCode": "education", "words": WORDS, "setOn": "2026-05-06"}
ENDED = {"endedOn": "2026-05-30", "reasonCode": "individual-ended"}


async def three(service: Service) -> list[str]:
    """Open three: one waits at our own unit, one goes on at a provider, one has ended."""
    waiting, running, ended = [
        await service.opened(decided(decision_id=decision_id))
        for decision_id in (FIRST, SECOND, THIRD)
    ]
    own = {"unit": "oppenvard", "official": "official-9", "assignedOn": "2026-04-22"}
    await service.changed(f"{waiting}/assign", own)
    bought = {"unit": "familj", "provider": "utf-12", "assignedOn": "2026-04-22"}
    await service.changed(f"{running}/assign", bought)
    await service.changed(f"{running}/execute", {"executedOn": "2026-05-04"})
    last = await service.changed(f"{ended}/end", ENDED)
    await service.read("/interventions", atLeast=last["eventId"])
    return [waiting, running, ended]


async def shown(service: Service, path: str, **query: str) -> list[str]:
    answer = await service.read(path, **query)
    assert answer.status_code == 200, answer.text
    return [f"/interventions/{item['id']}" for item in answer.json()["items"]]


async def test_open_interventions_are_listed_by_who_answers_for_them(service: Service) -> None:
    waiting, running, ended = await three(service)
    assert set(await shown(service, "/interventions")) == {waiting, running}
    assert await shown(service, "/interventions", unit="oppenvard") == [waiting]
    assert await shown(service, "/interventions", official="official-9") == [waiting]
    assert await shown(service, "/interventions", provider="utf-12") == [running]
    assert await shown(service, "/interventions", stage="executed") == [running]
    assert await shown(service, "/interventions", stage="ended") == [ended]
    of_person = {"personId": str(PERSON_ID), "ended": "true"}
    assert len(await shown(service, "/interventions", **of_person)) == 3
    assert not await shown(service, "/interventions", personId=str(UUID(int=404)))


async def test_a_list_is_read_page_by_page(service: Service) -> None:
    await three(service)
    first = await service.read("/interventions", limit="1")
    assert first.json()["_meta"]["count"] == 1
    assert {link["rel"] for link in first.json()["_links"]} >= {"self", "first", "next"}
    pages = [await shown(service, "/interventions", limit="1", page=str(n)) for n in (1, 2, 3)]
    assert [len(page) for page in pages] == [1, 1, 0]
    assert pages[0] != pages[1]


async def test_unexecuted_decisions_are_those_that_wait_or_are_interrupted(
    service: Service,
) -> None:
    waiting, running, _ = await three(service)
    assert await shown(service, "/unexecuted-decisions") == [waiting]
    off = {"interruptedOn": "2026-06-22", "reasonCode": "no-staff"}
    done = await service.changed(f"{running}/interrupt", off)
    now = {"atLeast": done["eventId"]}
    assert await shown(service, "/unexecuted-decisions", **now) == [waiting, running]
    assert await shown(service, "/unexecuted-decisions", provider="utf-12") == [running]
    done = await service.changed(f"{running}/resume", {"resumedOn": "2026-06-29"})
    now = {"atLeast": done["eventId"]}
    assert await shown(service, "/unexecuted-decisions", **now) == [waiting]


async def test_an_intervention_says_when_its_decision_was_appealed(service: Service) -> None:
    here = await service.opened(decided())
    before = await service.read(here)
    await service.told(appealed())
    after = await service.read(here)
    assert (before.json()["intervention"]["appealedOn"]) is None
    assert (after.json()["intervention"]["appealedOn"]) == "2026-05-08"
    assert (before.headers["etag"], after.headers["etag"]) == ('"1"', '"2"')


async def test_what_the_reader_has_already_is_not_sent_again(service: Service) -> None:
    here = await service.opened(decided())
    seen = {**bearer(CASEWORKER), "If-None-Match": '"1"'}
    assert (await service.client.get(here, headers=seen)).status_code == 304


async def test_goals_are_listed_without_their_words(service: Service) -> None:
    here = await service.opened(decided())
    receipt = await service.changed(f"{here}/set-goal", GOAL)
    answer = await service.read(f"{here}/goals", atLeast=receipt["eventId"])
    (goal,) = answer.json()["items"]
    assert (goal["id"], goal["areaCode"]) == (receipt["goalId"], "education")
    assert WORDS not in answer.text
    assert WORDS not in (await service.read(here)).text


async def test_texts_are_read_in_the_clear_by_officials_only(service: Service) -> None:
    here = await service.opened(decided())
    receipt = await service.changed(f"{here}/set-goal", GOAL)
    await service.changed(
        f"{here}/end",
        ENDED
        | {
            "goals": [{"goalId": receipt["goalId"], "attainment": "not-assessed"}],
            "reasons": "Familjen flyttar.",
            "ownView": "Vi klarar oss.",
        },
    )
    notes = (await service.read(f"{here}/notes")).json()["notes"]
    assert [(each["kind"], each["step"], each["text"]) for each in notes] == [
        ("goal", None, WORDS),
        ("reasons", "ending", "Familjen flyttar."),
        ("own-view", "ending", "Vi klarar oss."),
    ]
    assert notes[0]["goalId"] == receipt["goalId"]
    assert {each["recordedBy"] for each in notes} == {"official-7"}
    assert (await service.read(f"{here}/notes", by=ROBOT)).status_code == 403


async def test_no_text_rests_in_the_clear(service: Service, database: Database) -> None:
    here = await service.opened(decided())
    await service.changed(f"{here}/set-goal", GOAL)
    with psycopg.connect(database.admin_url) as admin:
        stored = b"".join(bytes(row[0]) for row in admin.execute("SELECT data FROM store.event"))
    assert b"sealed:" in stored
    assert b"fyra dagar" not in stored


async def test_texts_of_a_destroyed_file_are_gone(store: PostgresStore, keys: MemoryKeys) -> None:
    async with store.transaction() as tx:
        await tx.append(INTERVENTION_ID, [opened], CONTEXT, after=0)
        await handle(
            tx, INTERVENTION, INTERVENTION_ID, set_goal(), actor=OFFICIAL, causation_id=FIRST
        )
    stream = await store.read(INTERVENTION_ID)
    assert [note.text for note in await notes_of(stream, keys)] == [WORDS]
    await keys.destroy([FILE_ID])
    assert [note.text for note in await notes_of(stream, keys)] == [GONE]
