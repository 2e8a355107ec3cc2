"""Prenumerera på händelser, byta hemlighet, återuppta, ta bort: over HTTP."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest
from httpx import AsyncClient, Response

from services.reporting.main import create_app
from shared.testing.database import Database
from shared.testing.tokens import ANALYST, CASEWORKER, bearer, token_for
from tests.reporting.webhooks.receiving import OPENED, SECRETS, happen
from tests.services import client_of, settings_of

BASE = "http://reporting.example"
OTHER_CONSUMER = token_for("uppfoljning-2", "reporting", "analyst", client_id="annan")
KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
URL = "https://uppfoljning.example/hook"


@pytest.fixture
async def client(database: Database, tmp_path: Path) -> AsyncIterator[AsyncClient]:
    settings = settings_of("reporting", BASE, database, tmp_path)
    app = create_app(replace(settings, keys_url=None, master_key=None, webhook_key=KEY))
    async with client_of(app, BASE) as client:
        yield client


async def post(
    client: AsyncClient, path: str, body: object = None, *, by: str = ANALYST, key: str = "key-1"
) -> Response:
    headers = {**bearer(by), "Idempotency-Key": key}
    return await client.post(f"/webhooks{path}", json=body, headers=headers)


async def subscribed(client: AsyncClient, **told: Any) -> dict[str, Any]:
    answer = await post(client, "", {"url": URL, **told})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def read(client: AsyncClient, path: str, by: str = ANALYST) -> Response:
    return await client.get(f"/webhooks{path}", headers=bearer(by))


async def test_the_secret_is_told_when_it_is_made_and_never_shown_again(
    client: AsyncClient,
) -> None:
    made = await subscribed(client, types=[OPENED])
    webhook_id = made["webhookId"]
    assert made["secret"] == SECRETS.secret(UUID(webhook_id), 1)
    for path in ("", f"/{webhook_id}"):
        shown = await read(client, path)
        assert (shown.status_code, "whsec" in shown.text) == (200, False)
    row = (await read(client, f"/{webhook_id}")).json()
    assert (row["url"], row["types"], row["state"]) == (URL, [OPENED], "active")


async def test_the_secret_rests_nowhere_in_the_database(
    client: AsyncClient, database: Database
) -> None:
    made = await subscribed(client)
    again = await post(client, "", {"url": URL})
    assert again.json() == made
    with psycopg.connect(database.admin_url) as admin:
        kept = admin.execute("SELECT (a.*)::text FROM reporting.answer a").fetchall()
        rows = admin.execute("SELECT (w.*)::text FROM reporting.webhook w").fetchall()
    assert made["webhookId"] in str(rows)
    assert kept
    for secret in (made["secret"].removeprefix("whsec_"), KEY):
        assert secret not in str(rows) + str(kept)
        assert secret.encode().hex() not in str(rows) + str(kept)


async def test_a_new_secret_is_another_and_is_told_once(client: AsyncClient) -> None:
    made = await subscribed(client)
    answer = await post(client, f"/{made['webhookId']}/replace-secret", key="key-2")
    assert (answer.status_code, answer.json()["generation"]) == (200, 2)
    assert answer.json()["secret"] == SECRETS.secret(UUID(made["webhookId"]), 2) != made["secret"]


@pytest.mark.parametrize("act", ["replace-secret", "resume", "remove"])
async def test_a_subscription_is_its_own_clients_only(client: AsyncClient, act: str) -> None:
    path = f"/{(await subscribed(client))['webhookId']}"
    body: object = {} if act == "resume" else None
    assert (await read(client, path, OTHER_CONSUMER)).status_code == 404
    assert (await read(client, "", OTHER_CONSUMER)).json()["items"] == []
    refused = await post(client, f"{path}/{act}", body, by=OTHER_CONSUMER, key="key-2")
    assert refused.status_code == 404
    assert (await read(client, path)).json()["generation"] == 1


async def test_a_removed_subscription_is_gone(client: AsyncClient) -> None:
    path = f"/{(await subscribed(client))['webhookId']}"
    assert (await post(client, f"{path}/remove", key="key-2")).status_code == 200
    assert (await read(client, path)).status_code == 404


async def test_delivery_is_resumed_after_a_position_that_there_is(
    client: AsyncClient, database: Database
) -> None:
    happen(database, OPENED, OPENED)
    path = f"/{(await subscribed(client))['webhookId']}"
    resumed = await post(client, f"{path}/resume", {"after": 1}, key="key-2")
    assert (resumed.status_code, resumed.json()["position"]) == (200, 1)
    ahead = await post(client, f"{path}/resume", {"after": 99}, key="key-3")
    assert (ahead.status_code, ahead.json()["code"]) == (409, "position-ahead")
    assert (await read(client, path)).json()["position"] >= 1


@pytest.mark.parametrize(
    ("url", "status", "code"),
    [
        ("http://uppfoljning.example/hook", 409, "webhook-target-refused"),
        ("https://169.254.169.254/latest", 409, "webhook-target-refused"),
        ("https://10.0.0.1/internal", 409, "webhook-target-refused"),
    ],
)
async def test_an_address_that_leads_inwards_is_refused_and_not_repeated(
    client: AsyncClient, url: str, status: int, code: str
) -> None:
    answer = await post(client, "", {"url": url})
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert url not in answer.text


async def test_an_unknown_type_is_a_fault(client: AsyncClient) -> None:
    answer = await post(client, "", {"url": URL, "types": ["intake.never.v1"]})
    assert answer.status_code == 400
    assert [fault["pointer"] for fault in answer.json()["errors"]] == ["/types/0"]


async def test_officials_do_not_subscribe(client: AsyncClient) -> None:
    assert (await post(client, "", {"url": URL}, by=CASEWORKER)).status_code == 403


async def test_a_client_has_a_bounded_number_of_subscriptions(client: AsyncClient) -> None:
    for number in range(20):
        await post(client, "", {"url": URL}, key=f"many-{number}")
    answer = await post(client, "", {"url": URL}, key="one-more")
    assert (answer.status_code, answer.json()["code"]) == (409, "too-many-webhooks")


async def test_without_a_key_to_sign_with_there_are_no_webhooks(
    database: Database, tmp_path: Path
) -> None:
    settings = settings_of("reporting", BASE, database, tmp_path)
    async with client_of(
        create_app(replace(settings, keys_url=None, master_key=None)), BASE
    ) as client:
        answer = await post(client, "", {"url": URL})
    assert (answer.status_code, json.loads(answer.text)["code"]) == (409, "webhooks-not-set-up")
