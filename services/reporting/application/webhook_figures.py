"""How it goes for the webhooks, for those who watch over operations."""

from collections.abc import Mapping

from shared.http.metrics import Gauge
from shared.kernel.store import Store

BEHIND = """
    SELECT w.webhook_id::text AS webhook, h.position - w.position AS positions
    FROM reporting.webhook w, store.ledger_head h"""
COUNTS = """
    SELECT count(*) FILTER (WHERE state = 'stopped') AS stopped,
           count(*) FILTER (WHERE state = 'active' AND attempts > 0) AS failing
    FROM reporting.webhook"""


def webhook_gauges(store: Store) -> list[Gauge]:
    """Return the figures; ``rodatraden_webhooks_stopped`` above 0 is an alarm."""

    async def behind() -> Mapping[str, float]:
        rows = await store.rows(BEHIND)
        return {row["webhook"]: float(row["positions"]) for row in rows}

    async def stopped() -> Mapping[str, float]:
        return {"": float((await store.rows(COUNTS))[0]["stopped"])}

    async def failing() -> Mapping[str, float]:
        return {"": float((await store.rows(COUNTS))[0]["failing"])}

    name = "rodatraden_webhook_lag_positions"
    return [
        Gauge(name, "Positioner kvar att leverera", behind, label="webhook"),
        Gauge("rodatraden_webhooks_stopped", "Prenumerationer som givits upp", stopped),
        Gauge("rodatraden_webhooks_failing", "Prenumerationer som inte tas emot nu", failing),
    ]
