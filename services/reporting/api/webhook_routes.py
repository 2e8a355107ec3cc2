"""Routes of webhooks: a consumer's own subscriptions."""

import json
from collections.abc import Awaitable, Callable
from uuid import UUID

from fastapi.responses import Response

from services.reporting.api.webhook_schemas import (
    ResumeBody,
    WebhookAnswer,
    WebhookBody,
    WebhookRow,
    WebhookSecretAnswer,
)
from services.reporting.application import webhooks
from services.reporting.application.webhook_secrets import WebhookSecrets
from services.reporting.domain.webhook_rules import WebhooksNotSetUp, require_target
from shared.http.edge import (
    Accepted,
    Change,
    ChangeOf,
    EdgeRouter,
    ListingOf,
    ReadingOf,
    changes,
    creates,
    lists,
    reads,
)
from shared.kernel.shown import NOBODY
from shared.kernel.store import Transaction

RIGHT = "reporting:feed"


def webhook_routes(secrets: WebhookSecrets | None, *, is_loopback_allowed: bool) -> EdgeRouter:
    """Return the routes of webhooks; addresses on this machine are for development only."""
    router = EdgeRouter(prefix="/webhooks", tags=["Webhookar"])

    @router.post("", **creates(RIGHT, answer=WebhookSecretAnswer))
    async def subscribe_webhook(body: WebhookBody, change: ChangeOf) -> Response:
        """Prenumerera på händelser.

        Varje händelse skickas som ett CloudEvent, signerat enligt Standard Webhooks, i liggarens
        ordning och minst en gång: `webhook-id` är händelsens identitet. Svara med 2xx inom tio
        sekunder. Annars görs nya försök allt glesare i tre dygn; sedan stannar leveransen tills
        den återupptas. Hemligheten visas bara i detta svar.
        """

        async def work(tx: Transaction) -> Accepted:
            require_target(body.url, is_loopback_allowed=is_loopback_allowed)
            made = await webhooks.make(
                tx,
                change.id_for("webhook"),
                change.actor,
                url=body.url,
                types=body.types,
                after=body.after,
            )
            location = f"/webhooks/{made.webhook_id}"
            answer = WebhookAnswer.of(made)
            return Accepted(
                shows=NOBODY, stream_id=made.webhook_id, body=answer, location=location
            )

        known = _required(secrets)
        return _with_secret(await change.run(work), known)

    @router.get("", **lists(RIGHT, item=WebhookRow))
    async def list_webhooks(reading: ListingOf) -> Response:
        """Lista klientens egna prenumerationer, äldst först."""
        page, mine = reading.page, reading.actor.client_id
        found = await webhooks.of_client(reading.store, mine, limit=page.fetch, offset=page.offset)
        rows = [WebhookRow.of(each) for each in found]
        return await reading.listing(rows, shows=NOBODY)

    @router.get("/{webhook_id}", **reads(RIGHT, answer=WebhookAnswer))
    async def read_webhook(webhook_id: UUID, reading: ReadingOf) -> Response:
        """Läs en prenumeration: hur långt den är levererad, och varför den inte är det."""
        found = await webhooks.one(reading.store, reading.actor.client_id, webhook_id)
        return await reading.one(WebhookAnswer.of(found), shows=NOBODY)

    _changing_routes(router, secrets)
    return router


def _changing_routes(router: EdgeRouter, secrets: WebhookSecrets | None) -> None:
    @router.post(
        "/{webhook_id}/replace-secret",
        **changes(RIGHT, answer=WebhookSecretAnswer, versioned=False),
    )
    async def replace_webhook_secret(webhook_id: UUID, change: ChangeOf) -> Response:
        """Byt hemlighet.

        Den nya visas bara i detta svar. Under ett dygn signeras varje meddelande med båda, så att
        mottagaren hinner byta.
        """

        async def work(tx: Transaction) -> webhooks.Webhook:
            return await webhooks.replace_secret(tx, change.actor.client_id, webhook_id)

        known = _required(secrets)
        return _with_secret(await _run(change, work), known)

    @router.post("/{webhook_id}/resume", **changes(RIGHT, answer=WebhookAnswer, versioned=False))
    async def resume_webhook(webhook_id: UUID, body: ResumeBody, change: ChangeOf) -> Response:
        """Återuppta leveransen, där den stannade eller efter en annan position."""

        async def work(tx: Transaction) -> webhooks.Webhook:
            mine = change.actor.client_id
            return await webhooks.resume(tx, mine, webhook_id, after=body.after)

        return await _run(change, work)

    @router.post("/{webhook_id}/remove", **changes(RIGHT, answer=WebhookAnswer, versioned=False))
    async def remove_webhook(webhook_id: UUID, change: ChangeOf) -> Response:
        """Ta bort en prenumeration. Svaret visar hur långt den blev levererad."""

        async def work(tx: Transaction) -> webhooks.Webhook:
            return await webhooks.remove(tx, change.actor.client_id, webhook_id)

        return await _run(change, work)


async def _run(
    change: Change, work: Callable[[Transaction], Awaitable[webhooks.Webhook]]
) -> Response:
    async def working(tx: Transaction) -> Accepted:
        done = await work(tx)
        return Accepted(shows=NOBODY, stream_id=done.webhook_id, body=WebhookAnswer.of(done))

    return await change.run(working)


def _required(secrets: WebhookSecrets | None) -> WebhookSecrets:
    if secrets is None:
        raise WebhooksNotSetUp
    return secrets


def _with_secret(answer: Response, secrets: WebhookSecrets) -> Response:
    """Return ``answer`` with the secret, which the answer kept for a repeated request has not."""
    told = json.loads(bytes(answer.body))
    told["secret"] = secrets.secret(UUID(told["webhookId"]), told["generation"])
    headers = {name: value for name, value in answer.headers.items() if name != "content-length"}
    return Response(json.dumps(told), answer.status_code, headers)
