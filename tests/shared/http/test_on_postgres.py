"""The edge on the real store: what is promised of races, retries and a store out of reach."""

import asyncio
from collections.abc import AsyncIterator

import psycopg
import pytest

from shared.eventstore.codec import Codec
from shared.eventstore.store import PostgresStore
from shared.testing.database import Database
from tests.shared.http.conftest import A_MATTER, Asking, asking, problem
from tests.shared.http.matter_rules import Closed, Opened
from tests.shared.http.matters import build

OWN: dict[str, type] = {"intake.matter-opened.v1": Opened, "intake.matter-closed.v1": Closed}
CLOSE = {"closedOn": "2026-03-09"}


def opened_on(url: str) -> PostgresStore:
    return PostgresStore(url, service="intake", codec=Codec(own=OWN, heard={}))


@pytest.fixture
async def real(database: Database) -> AsyncIterator[PostgresStore]:
    with psycopg.connect(database.admin_url) as admin:
        for name in OWN:
            admin.execute("SELECT store.name_event(%s, 'intake', false)", (name,))
    store = opened_on(database.url_for("intake"))
    await store.open()
    yield store
    await store.close()


@pytest.fixture
def ask(real: PostgresStore) -> Asking:
    return asking(build(real))


async def stored(store: PostgresStore) -> int:
    [row] = await store.rows("SELECT count(*) AS events FROM store.own_event")
    return int(row["events"])


async def test_a_change_is_stored_and_read_back(ask: Asking) -> None:
    matter = await ask.opened()
    answer = await ask.post(f"{matter}/close", CLOSE, if_match='"1"')
    assert (answer.status_code, answer.headers["etag"]) == (200, '"2"')
    assert (await ask.get(matter)).json()["isClosed"] is True


async def test_a_retry_at_another_process_gets_the_first_answer(
    ask: Asking, real: PostgresStore
) -> None:
    first = await ask.post("/matters", A_MATTER, idempotency_key="k-1")
    again = await asking(build(real)).post("/matters", A_MATTER, idempotency_key="k-1")
    assert again.headers["idempotency-replayed"] == "true"
    assert (again.status_code, again.content) == (first.status_code, first.content)
    assert again.headers["location"] == first.headers["location"]
    assert await stored(real) == 1


async def test_the_same_request_many_times_at_once_is_done_once(
    ask: Asking, real: PostgresStore
) -> None:
    asked = [ask.post("/matters", A_MATTER, idempotency_key="k-1") for _ in range(6)]
    answers = await asyncio.gather(*asked)
    assert {answer.status_code for answer in answers} <= {201, 409}
    accepted = {answer.content for answer in answers if answer.status_code == 201}
    assert len(accepted) == 1
    for answer in answers:
        if answer.status_code == 409:
            problem(answer, 409, "answer-in-flight")
    assert await stored(real) == 1


async def test_of_changes_from_the_same_version_one_is_accepted(
    ask: Asking, real: PostgresStore
) -> None:
    matter = await ask.opened()
    asked = [ask.post(f"{matter}/close", CLOSE, if_match='"1"') for _ in range(4)]
    statuses = sorted(answer.status_code for answer in await asyncio.gather(*asked))
    assert statuses == [200, 412, 412, 412]
    assert await stored(real) == 2


async def test_a_refusal_leaves_nothing_behind(ask: Asking, real: PostgresStore) -> None:
    matter = await ask.opened()
    await ask.post(f"{matter}/close", CLOSE, if_match='"1"')
    refused = await ask.post(f"{matter}/close", CLOSE, if_match='"2"', idempotency_key="k-9")
    problem(refused, 409, "matter-closed-already")
    [row] = await real.rows("SELECT count(*) AS answers FROM intake.answer")
    assert (await stored(real), row["answers"]) == (2, 0)


async def test_a_store_out_of_reach_asks_to_be_tried_again() -> None:
    away = opened_on("postgresql://nobody@127.0.0.1:1/nowhere?connect_timeout=1")
    await away.open()
    try:
        answer = await asking(build(away)).post("/matters", A_MATTER)
    finally:
        await away.close()
    problem(answer, 503, "store-unavailable")
    assert answer.headers["retry-after"] == "5"
