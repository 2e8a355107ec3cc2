"""What a webhook is sent, and the look that is logged before it is."""

from collections.abc import Mapping
from typing import Any

from services.reporting.api.cloud_events import cloud_event, shown_by
from services.reporting.application.webhook_delivery import Tell
from services.reporting.application.webhooks import Webhook
from shared.kernel.access_log import AccessLog, Look, Outcome
from shared.kernel.clock import new_id
from shared.kernel.context import Actor, Client
from shared.kernel.store import Store

RIGHT = "reporting:feed"


def message_of(row: Mapping[str, Any]) -> str:
    """Return the CloudEvent of a row of the ledger, in structured mode."""
    return cloud_event(row).model_dump_json()


def teller(store: Store, access_log: AccessLog) -> Tell:
    """Return what logs that an event is about to be shown to whoever subscribed to it."""

    async def tell(webhook: Webhook, row: Mapping[str, Any]) -> None:
        request_id = new_id()
        actor = Actor(
            subject=webhook.subject,
            role=webhook.role,
            client=Client.REPORTING,
            client_id=webhook.client_id,
        )
        look = Look(
            actor=actor,
            purpose=RIGHT,
            method="POST",
            route="/webhooks/{webhook_id}",
            shown=shown_by(cloud_event(row)),
            outcome=Outcome.SHOWN,
            request_id=request_id,
            trace_id=request_id.hex,
        )
        await access_log.keep(store, look)

    return tell
