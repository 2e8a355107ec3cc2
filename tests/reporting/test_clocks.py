"""Läsa fristerna i en röd tråd: explained, and seen from any moment."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest
from httpx import ASGITransport, AsyncClient
from psycopg.types.json import Jsonb

from services.reporting.main import create_app
from shared.access.issuer import DEVELOPMENT_ISSUER
from shared.kernel.settings import Settings
from shared.testing.database import Database
from shared.testing.tokens import ANALYST, AUDIENCE, ISSUER, ROBOT, bearer
from tests.shared.clocks.telling import Story
from tests.shared.clocks.told import CHILD, DECISION, INTAKE, INTERVENTION, REPORT, THREAD, Told

BASE = "http://reporting.example"
ENTRY = """
    INSERT INTO reporting.thread_entry (event_id, position, epoch, thread_id, stream_id, person_id,
        causation_id, name, happened_on, recorded_at, actor_subject, actor_role, client_kind,
        client_id, facts)
    VALUES (%s, %s, 1, %s, %s, %s, %s, %s, %s, %s, 'h-7', 'caseworker', 'official', 'stod', %s)"""

MATTER = """
    INSERT INTO reporting.access_matter (matter_id, thread_id, person_id, report_id, unit,
        asked_roles, is_ended)
    VALUES (%s, %s, %s, %s, 'barn-norr', '[]', false)
    ON CONFLICT DO NOTHING"""


@pytest.fixture
async def client(database: Database, tmp_path: Path) -> AsyncIterator[AsyncClient]:
    jwks = tmp_path / "jwks.json"
    jwks.write_text(json.dumps(ISSUER.jwks()))
    settings = Settings(
        store_url=database.url_for("reporting"),
        registrar_url=database.url_for("registrar"),
        issuer=DEVELOPMENT_ISSUER,
        audience=AUDIENCE,
        jwks=str(jwks),
        public_url=BASE,
    )
    app = create_app(settings)
    async with (
        app.router.lifespan_context(app),
        AsyncClient(transport=ASGITransport(app), base_url=BASE) as client,
    ):
        yield client


def tell(database: Database, told: Told, *, thread: UUID = THREAD) -> None:
    """Let the thread's entries be what the story tells, and the policy know of its matters."""
    with psycopg.connect(database.url_for("reporting")) as connection:
        for each in told.happenings:
            connection.execute(
                MATTER,
                (each.matter_id, thread, each.person_id, each.fields.get("report_id")),
            )
            connection.execute(
                ENTRY,
                (
                    UUID(int=each.event_id.int + thread.int * 1000),
                    each.position,
                    thread,
                    each.matter_id,
                    each.person_id,
                    each.event_id,
                    each.name,
                    each.happened_on,
                    each.recorded_at,
                    Jsonb(each.fields),
                ),
            )


async def read(client: AsyncClient, any_id: UUID, **query: str | int) -> Any:
    path = f"/threads/{any_id}/clocks"
    answer = await client.get(path, params=query, headers=bearer(ANALYST))
    assert answer.status_code == 200, answer.text
    return answer.json()


def numbered(answer: Any, number: str) -> Any:
    (only,) = (each for each in answer["clocks"] if each["number"] == number)
    return only


async def test_a_limit_is_answered_with_its_rule_its_cause_and_both_ends(
    client: AsyncClient, database: Database
) -> None:
    story = Story()
    story.reported("2026-12-11")
    tell(database, story)
    answer = await read(client, THREAD, validAt="2026-12-15")
    clock = numbered(answer, "B2")
    assert clock["legalBasis"] == "20 kap. 2 § socialtjänstlagen (2025:400)"
    assert clock["startedBy"]["status"] == "Aktualisering öppnad"
    assert (clock["nominalOn"], clock["effectiveOn"]) == ("2026-12-25", "2026-12-28")
    assert (clock["daysLeft"], clock["state"], clock["breachedOn"]) == (10, "running", None)
    assert not any(each["awaitedFacts"] for each in answer["clocks"])
    assert answer["catalogueVersion"].startswith("2026-")


async def test_it_is_seen_as_it_looked_then_and_as_it_is_known_now(
    client: AsyncClient, database: Database
) -> None:
    story = Story()
    story.reported("2026-03-02")
    story.concluded("2026-03-10", known="2026-03-25T09:00:00+01:00")
    tell(database, story)
    for known in ({"knownAt": "2026-03-20T12:00:00+01:00"}, {"knownPosition": 1}):
        clock = numbered(await read(client, INTAKE, validAt="2026-03-20", **known), "B2")
        assert (clock["state"], clock["breachedOn"]) == ("overdue", "2026-03-17")
        assert (clock["knownNow"]["state"], clock["knownNow"]["breachedOn"]) == ("met", None)
    answer = await read(client, INTAKE, knownAt="2026-03-20T12:00:00+01:00")
    assert answer["validOn"] == "2026-03-20"


async def test_what_was_learned_later_is_marked_and_not_left_out(
    client: AsyncClient, database: Database
) -> None:
    story = Story()
    story.reported("2026-03-02", known="2026-03-25T09:00:00+01:00")
    tell(database, story)
    answer = await read(client, THREAD, validAt="2026-03-20", knownAt="2026-03-20T12:00:00Z")
    clock = numbered(answer, "B2")
    assert (clock["isKnownThen"], clock["startedBy"]["isLate"]) == (False, True)


async def test_the_rules_of_another_day_may_be_asked_for(
    client: AsyncClient, database: Database
) -> None:
    story = Story()
    story.reported("2025-06-20")
    tell(database, story)
    asked = {"validAt": "2025-07-02"}
    assert numbered(await read(client, THREAD, **asked), "B2")["legalBasisIds"] == [
        "sol-2001-11-1a",
        "sol-20-2",
    ]
    old = await read(client, THREAD, **asked, rulesAsOf="2025-06-30")
    assert numbered(old, "B2")["legalBasisIds"] == ["sol-2001-11-1a"]


async def test_whatever_is_in_the_thread_finds_it(client: AsyncClient, database: Database) -> None:
    story = Story()
    story.reported("2026-01-20")
    story.concluded("2026-01-25", "investigate")
    story.investigated("2026-01-25")
    story.decided("2026-03-31")
    story.granted("2026-03-31")
    tell(database, story)
    ids = (THREAD, CHILD, REPORT, INTAKE, DECISION, INTERVENTION)
    answers = [await read(client, each, validAt="2026-07-01") for each in ids]
    assert all(each["clocks"] == answers[0]["clocks"] for each in answers)
    assert numbered(answers[0], "E1")["breachedOn"] == "2026-07-01"


async def test_another_thread_of_the_child_counts_and_is_not_shown(
    client: AsyncClient, database: Database
) -> None:
    first, second = Story(), Story()
    first.reported("2026-02-01")
    first.investigated("2026-02-05")
    first.decided("2026-05-29", decision_type="follow-up-after-investigation", basis="sol-23-1")
    first.closed("2026-06-01")
    second.happenings = list(first.happenings)
    second.reported("2026-08-01", UUID(int=44))
    second.investigated("2026-08-10", UUID(int=55), UUID(int=44))
    second.happenings = second.happenings[4:]
    tell(database, first)
    tell(database, second, thread=UUID(int=22))
    answer = await read(client, THREAD, validAt="2026-09-01")
    assert numbered(answer, "B6")["state"] == "absorbed"
    assert {each["threadId"] for each in answer["clocks"]} == {str(THREAD)}


async def test_what_cannot_be_asked_is_refused(client: AsyncClient, database: Database) -> None:
    story = Story()
    story.reported("2026-03-02")
    tell(database, story)
    assert (await read(client, THREAD))["clocks"]
    wrong = ["validAt=20260320", "knownAt=2026-03-20", "knownPosition=-1", "rulesAsOf=2026-02-30"]
    for query in [*wrong, "asOf=2026-02-28"]:
        path = f"/threads/{THREAD}/clocks?{query}"
        assert (await client.get(path, headers=bearer(ANALYST))).status_code == 400, query
    unknown = await client.get(f"/threads/{UUID(int=9)}/clocks", headers=bearer(ANALYST))
    assert unknown.status_code == 404
    robot = await client.get(f"/threads/{THREAD}/clocks", headers=bearer(ROBOT))
    assert robot.status_code == 403


async def test_the_ends_of_time_may_be_asked_about(
    client: AsyncClient, database: Database
) -> None:
    story = Story()
    story.reported("2026-03-02")
    story.concluded("2026-03-10")
    tell(database, story)
    for day in ("0001-01-01", "9999-12-31"):
        asked: list[dict[str, str]] = [{"validAt": day}, {"rulesAsOf": day}]
        asked.append({"knownAt": f"{day}T12:00:00Z"})
        for query in asked:
            assert (await read(client, THREAD, **query))["id"] == str(THREAD)
