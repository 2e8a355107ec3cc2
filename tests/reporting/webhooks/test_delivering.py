"""What happens is delivered in order, at least once, or an alarm is raised."""

import asyncio
import logging
from datetime import timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest
from standardwebhooks import Webhook as Standard
from standardwebhooks.webhooks import WebhookVerificationError

from services.reporting.application import webhooks
from services.reporting.application.sending import Sent
from services.reporting.application.webhook_figures import webhook_gauges
from services.reporting.application.webhooks import Webhook
from services.reporting.domain.webhook_rules import PATIENCE
from shared.kernel.clock import now
from shared.kernel.context import Actor, Client
from shared.testing.database import Database
from tests.reporting.webhooks.receiving import ASSIGNED, OPENED, SECRETS, Hands, happen, heard

URL = "https://uppfoljning.example/hook"
CONSUMER = Actor(
    subject="uppfoljning", role="analyst", client=Client.REPORTING, client_id="uppfoljning"
)
MINE, OTHER = UUID(int=1), UUID(int=2)


async def subscribed(hands: Hands, *types: str, after: int | None = 0) -> Webhook:
    async with hands.store.transaction() as tx:
        return await webhooks.make(tx, MINE, CONSUMER, url=URL, types=types, after=after)


async def found(hands: Hands) -> Webhook:
    return await webhooks.one(hands.store, CONSUMER.client_id, MINE)


async def resumed(hands: Hands, after: int | None = None) -> None:
    async with hands.store.transaction() as tx:
        await webhooks.resume(tx, CONSUMER.client_id, MINE, after=after)


async def figures(hands: Hands) -> dict[str, Any]:
    return {gauge.name: dict(await gauge.read()) for gauge in webhook_gauges(hands.store)}


async def test_nothing_is_delivered_that_the_policy_has_not_heard_of(
    hands: Hands, database: Database
) -> None:
    happen(database, OPENED)
    await subscribed(hands)
    happen(database, ASSIGNED, after=1, is_heard=False)
    assert await hands.work() == [1]
    hands.pass_time(minutes=5)
    assert await hands.work() == []
    heard(database)
    assert await hands.work() == [2]


async def test_each_event_comes_once_in_order_and_what_happens_later_comes_later(
    hands: Hands, database: Database
) -> None:
    happen(database, OPENED, ASSIGNED)
    await subscribed(hands)
    assert await hands.work() == [1, 2]
    assert await hands.work() == []
    happen(database, OPENED, stream=2)
    assert await hands.work() == [3]
    assert (await found(hands)).position == 3


async def test_more_than_is_read_at_once_comes_in_order(hands: Hands, database: Database) -> None:
    happen(database, *[OPENED] * 45)
    await subscribed(hands)
    assert await hands.work() == list(range(1, 46))


async def test_who_names_no_position_is_told_of_what_happens_from_then_on(
    hands: Hands, database: Database
) -> None:
    happen(database, OPENED)
    await subscribed(hands, after=None)
    happen(database, ASSIGNED, after=1)
    assert await hands.work() == [2]


async def test_only_the_types_asked_for_come_and_the_others_are_passed(
    hands: Hands, database: Database
) -> None:
    happen(database, OPENED, ASSIGNED, OPENED, ASSIGNED)
    await subscribed(hands, ASSIGNED)
    assert await hands.work() == [2, 4]
    happen(database, OPENED, stream=2)
    assert await hands.work() == []
    assert (await found(hands)).position == 5


async def test_a_message_is_signed_as_standard_webhooks_and_named_by_its_event(
    hands: Hands, database: Database
) -> None:
    happen(database, OPENED)
    made = await subscribed(hands)
    hands.at = now()
    await hands.work()
    ((url, headers, body),) = hands.receiver.got
    event = Standard(SECRETS.secret(made.webhook_id, 1)).verify(body, dict(headers))
    assert (url, headers["webhook-id"]) == (URL, event["id"])
    assert (event["specversion"], event["type"]) == ("1.0", OPENED)
    with pytest.raises(WebhookVerificationError):
        Standard(SECRETS.secret(OTHER, 1)).verify(body, dict(headers))
    with pytest.raises(WebhookVerificationError):
        Standard(SECRETS.secret(made.webhook_id, 1)).verify(body + " ", dict(headers))


async def test_for_a_day_after_a_new_secret_both_verify_and_then_only_the_new(
    hands: Hands, database: Database
) -> None:
    made = await subscribed(hands, after=None)
    async with hands.store.transaction() as tx:
        replaced = await webhooks.replace_secret(tx, CONSUMER.client_id, made.webhook_id)
    at = replaced.previous_until
    assert at is not None
    assert replaced.signing(at - timedelta(seconds=1)) == [2, 1]
    assert replaced.signing(at) == [2]
    hands.at = now()
    happen(database, OPENED)
    await hands.work()
    ((_, headers, body),) = hands.receiver.got
    for generation in (1, 2):
        secret = SECRETS.secret(made.webhook_id, generation)
        assert Standard(secret).verify(body, dict(headers))["type"] == OPENED


async def test_what_was_not_received_comes_again_and_nothing_passes_it(
    hands: Hands, database: Database
) -> None:
    happen(database, OPENED, ASSIGNED, OPENED)
    await subscribed(hands)
    hands.receiver.fail("http-500", "timeout")
    assert await hands.work() == [1]
    assert await hands.work() == []
    assert (await figures(hands))["rodatraden_webhooks_failing"] == {"": 1.0}
    hands.pass_time(seconds=5)
    assert await hands.work() == [1]
    hands.pass_time(seconds=10)
    assert await hands.work() == [1, 2, 3]
    after = await found(hands)
    assert (after.attempts, after.fault, after.failing_since) == (0, None, None)
    sent = [headers["webhook-id"] for _, headers, _ in hands.receiver.got]
    assert len(set(sent)) == 3
    assert sent[0] == sent[1] == sent[2]


async def test_after_three_days_delivery_is_given_up_with_an_alarm_until_it_is_resumed(
    hands: Hands, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    happen(database, OPENED, ASSIGNED)
    await subscribed(hands)
    hands.receiver.fail("http-503", "http-503")
    await hands.work()
    hands.pass_time(seconds=PATIENCE.total_seconds())
    with caplog.at_level(logging.CRITICAL):
        assert await hands.work() == [1]
    assert "a webhook was given up" in caplog.text
    assert (await found(hands)).state == "stopped"
    told = await figures(hands)
    assert told["rodatraden_webhooks_stopped"] == {"": 1.0}
    assert told["rodatraden_webhook_lag_positions"] == {str(MINE): 2.0}
    hands.pass_time(days=1)
    assert await hands.work() == []
    await resumed(hands)
    assert await hands.work() == [1, 2]


async def test_a_receiver_that_is_gone_is_given_up_at_once(
    hands: Hands, database: Database
) -> None:
    happen(database, OPENED)
    await subscribed(hands)
    hands.receiver.fail(Sent(fault="http-410", is_final=True))
    await hands.work()
    stopped = await found(hands)
    assert (stopped.state, stopped.fault) == ("stopped", "http-410")


async def test_a_consumer_may_resume_after_another_position(
    hands: Hands, database: Database
) -> None:
    happen(database, OPENED, ASSIGNED, OPENED)
    await subscribed(hands)
    assert await hands.work() == [1, 2, 3]
    await resumed(hands, after=1)
    assert await hands.work() == [2, 3]


async def test_several_processes_together_send_nothing_twice_nor_out_of_order(
    hands: Hands, database: Database
) -> None:
    happen(database, *[OPENED] * 30)
    await subscribed(hands)
    several = [hands.deliverer() for _ in range(4)]
    await asyncio.gather(*(each.begin() for each in several))
    await asyncio.gather(*(each.settled() for each in several))
    assert hands.receiver.positions == list(range(1, 31))


async def test_what_a_killed_process_had_begun_another_takes_over_when_its_lease_lapses(
    hands: Hands, database: Database
) -> None:
    happen(database, OPENED)
    await subscribed(hands)
    with psycopg.connect(database.url_for("reporting")) as connection:
        until = hands.at + timedelta(seconds=60)
        connection.execute("UPDATE reporting.webhook SET leased_until = %s", [until])
    assert await hands.work() == []
    hands.pass_time(seconds=61)
    assert await hands.work() == [1]


async def test_one_that_is_removed_is_sent_nothing_more(hands: Hands, database: Database) -> None:
    happen(database, OPENED)
    await subscribed(hands)
    async with hands.store.transaction() as tx:
        await webhooks.remove(tx, CONSUMER.client_id, MINE)
    assert await hands.work() == []


async def test_a_ledger_that_was_restored_stops_delivery_rather_than_going_on_wrongly(
    hands: Hands, database: Database
) -> None:
    happen(database, OPENED, ASSIGNED)
    await subscribed(hands, after=1)
    with psycopg.connect(database.url_for("reporting")) as connection:
        connection.execute("UPDATE reporting.webhook SET chain_hash = %s", [bytes(32)])
    assert await hands.work() == []
    stopped = await found(hands)
    assert (stopped.state, stopped.fault) == ("stopped", "cursor-of-another-ledger")


async def test_every_message_is_in_the_access_log_before_it_is_sent(
    hands: Hands, database: Database
) -> None:
    happen(database, OPENED)
    await subscribed(hands)
    await hands.work()
    with psycopg.connect(database.admin_url) as admin:
        looks = admin.execute(
            "SELECT actor_client_id, route, person_ids FROM access.look"
        ).fetchall()
    assert looks == [("uppfoljning", "/webhooks/{webhook_id}", [UUID(int=0x61)])]


async def test_without_an_access_log_nothing_is_sent(hands: Hands, database: Database) -> None:
    happen(database, OPENED)
    await subscribed(hands)
    with psycopg.connect(database.admin_url, autocommit=True) as admin:
        role = database.role_name("reporting")
        admin.execute(f'REVOKE USAGE ON SCHEMA access FROM "{role}"'.encode())
    assert await hands.work() == []
    assert hands.receiver.got == []


def test_a_secret_is_another_for_each_subscription_and_generation() -> None:
    places = [(UUID(int=number), generation) for number in (1, 2) for generation in (1, 2)]
    assert len({SECRETS.secret(*place) for place in places}) == 4
