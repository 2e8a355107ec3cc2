"""The log over HTTP: a person's extract, what is selected for review, and what was reviewed."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest
from httpx import AsyncClient

from services.reporting.application.reviews import fact_hash
from services.reporting.main import create_app
from shared.access.access_log import StoredAccessLog
from shared.kernel.access_log import Look
from shared.kernel.context import Actor, Client
from shared.kernel.shown import Shown
from shared.testing.database import Database
from shared.testing.tokens import ANALYST, UNIT_HEAD, bearer, token_for
from tests.services import client_of, settings_of, store_of
from tests.shared.access.test_access_log import NOBODYS, look

BASE = "http://reporting.example"
ANNA, BO, CILLA = (UUID(int=number) for number in (11, 12, 13))
REPORT = UUID(int=99)
KEY = b"of this committee"
OTHER_HEAD = token_for("official-4", "official", "unit-head", unit="barn-norr")
EVER = {"fromOn": "2020-01-01", "untilOn": "2026-01-01", "seed": "a"}


@pytest.fixture
async def client(database: Database, tmp_path: Path) -> AsyncIterator[AsyncClient]:
    """Yield reporting at work, with a log of what officials and a robot looked at in 2025."""
    settings = settings_of("reporting", BASE, database, tmp_path)
    settings = replace(settings, keys_url=None, master_key=None, review_key=KEY.decode())
    await logged(database, seen_by("official-7", ANNA, REPORT), seen_by("official-7", BO))
    await logged(database, seen_by("official-9", ANNA), seen_by("official-3", CILLA))
    await logged(database, seen_by("robot-1", ANNA, client=Client.ROBOT))
    in_2025(database)
    async with client_of(create_app(settings), BASE) as client:
        yield client


def seen_by(subject: str, person_id: UUID, *hits: UUID, client: Client = Client.OFFICIAL) -> Look:
    actor = Actor(
        subject=subject, role="caseworker", client=client, client_id="c", unit="barn-norr"
    )
    return replace(look(), actor=actor, shown=Shown.of(person_id, *hits))


async def logged(database: Database, *looks: Look) -> None:
    async with store_of("intake", NOBODYS, database) as store:
        for each in looks:
            await StoredAccessLog().keep(store, each)


def in_2025(database: Database) -> None:
    with psycopg.connect(database.admin_url) as admin:
        admin.execute("ALTER TABLE access.look DISABLE TRIGGER ALL")
        admin.execute("UPDATE access.look SET at = '2025-05-05 10:00+02'")
        admin.execute("ALTER TABLE access.look ENABLE TRIGGER ALL")


def told(database: Database, kind: str, person_id: UUID, subject: str = "") -> None:
    with psycopg.connect(database.admin_url) as admin:
        admin.execute(
            "INSERT INTO access.fact VALUES (%s, %s, %s)",
            (kind, subject, fact_hash(KEY, person_id)),
        )


async def selected(client: AsyncClient, by: str = UNIT_HEAD, **query: Any) -> dict[int, Any]:
    answer = await client.get(
        "/access-review-selection", params={**EVER, "sample": 0, **query}, headers=bearer(by)
    )
    assert answer.status_code == 200, answer.text
    return {item["look"]: item for item in answer.json()["items"]}


async def test_a_person_is_told_who_looked_by_role_and_unit_and_never_by_name(
    client: AsyncClient,
) -> None:
    answer = await client.get(f"/persons/{ANNA}/access-log", headers=bearer(UNIT_HEAD))
    items = answer.json()["items"]
    assert [(each["client"], each.get("unit")) for each in items] == [
        ("robot", None),
        ("official", "barn-norr"),
        ("official", "barn-norr"),
    ]
    assert items[0]["purpose"] == "Läsning i handläggningen"
    assert all(word not in answer.text for word in ("official-7", "official-9", str(REPORT)))
    assert str(BO) not in answer.text


async def test_the_extract_is_itself_a_look(client: AsyncClient, database: Database) -> None:
    await client.get(f"/persons/{ANNA}/access-log", headers=bearer(UNIT_HEAD))
    with psycopg.connect(database.admin_url) as admin:
        rows = admin.execute(
            "SELECT actor_subject, purpose, person_ids FROM access.look ORDER BY seq DESC LIMIT 1"
        ).fetchall()
    assert rows == [("official-3", "reporting:review", [ANNA])]


async def test_only_who_may_review_sees_the_log(client: AsyncClient) -> None:
    for path in (f"/persons/{ANNA}/access-log", "/access-reviews"):
        assert (await client.get(path, headers=bearer(ANALYST))).status_code == 403


async def test_who_has_nothing_to_do_with_the_person_is_selected(client: AsyncClient) -> None:
    assert {tuple(item["rules"]) for item in (await selected(client)).values()} == {
        ("no-relation",)
    }


async def test_told_rules_point_out_what_they_are_told_of(
    client: AsyncClient, database: Database
) -> None:
    told(database, "own-record", ANNA, "official-9")
    told(database, "relative", BO, "official-7")
    told(database, "colleague", CILLA)
    rules = {
        (item["subject"], item["personIds"][0]): set(item["rules"]) - {"no-relation"}
        for item in (await selected(client)).values()
    }
    assert rules == {
        ("official-7", str(ANNA)): set(),
        ("official-9", str(ANNA)): {"own-record"},
        ("official-7", str(BO)): {"relative"},
        ("official-3", str(CILLA)): {"colleague"},
    }


async def test_the_same_seed_draws_the_same_sample(client: AsyncClient) -> None:
    async def sample(seed: str) -> set[int]:
        found = await selected(client, sample=2, seed=seed)
        return {number for number, item in found.items() if "sample" in item["rules"]}

    assert len(await sample("a")) == 2
    assert await sample("a") == await sample("a")
    assert len({frozenset(await sample(f"seed-{number}")) for number in range(8)}) > 1


async def sign(client: AsyncClient, looks: list[int], by: str = UNIT_HEAD) -> Any:
    findings = [{"look": number, "judgement": "justified"} for number in looks]
    body = {**EVER, "fromOn": "2025-05-01", "untilOn": "2025-05-31", "sample": 0}
    return await client.post(
        "/access-reviews", json={**body, "findings": findings}, headers=bearer(by)
    )


async def test_nobody_reviews_their_own_looks(client: AsyncClient) -> None:
    chosen = await selected(client)
    own = [number for number, item in chosen.items() if item["isOwn"]]
    assert [chosen[number]["subject"] for number in own] == ["official-3"]
    refused = await sign(client, list(chosen))
    assert (refused.status_code, refused.json()["code"]) == (409, "own-looks")
    answer = await sign(client, [number for number in chosen if number not in own])
    assert answer.status_code == 201, answer.text


async def test_a_month_is_unreviewed_until_a_review_of_all_its_days_is_signed(
    client: AsyncClient,
) -> None:
    async def months() -> list[tuple[str, bool]]:
        answer = await client.get("/access-reviews", headers=bearer(UNIT_HEAD))
        found = [(each["firstOn"], each["isReviewed"]) for each in answer.json()["months"]]
        return [each for each in found if each[0] < "2026"]

    assert await months() == [("2025-05-01", False)]
    chosen = await selected(client, by=OTHER_HEAD)
    assert (await sign(client, list(chosen), by=OTHER_HEAD)).status_code == 201
    assert await months() == [("2025-05-01", True)]
    answer = await client.get("/access-reviews", headers=bearer(UNIT_HEAD))
    (review,) = answer.json()["reviews"]
    assert (review["reviewed"], review["leftToOthers"], review["signedBy"]) == (4, 0, "official-4")
    assert "relative" in review["unaskedRules"]
