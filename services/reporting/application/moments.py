"""Which position of the ledger was the last one known at a moment."""

from datetime import date, datetime, time, timedelta

from shared.kernel.clock import CIVIL_ZONE
from shared.kernel.store import Store

AT = """
    WITH RECURSIVE halved (low, high) AS (
        SELECT 0::bigint, coalesce((SELECT max(position) FROM store.ledger), 0)
        UNION ALL
        SELECT CASE WHEN l.registered_at <= %(at)s THEN l.position ELSE h.low END,
               CASE WHEN l.registered_at <= %(at)s THEN h.high ELSE l.position - 1 END
        FROM halved h JOIN store.ledger l ON l.position = (h.low + h.high + 1) / 2
        WHERE h.low < h.high
    )
    SELECT low AS position FROM halved WHERE low >= high"""
"""The ledger's times never go backwards, so the moment is found by halving."""


async def position_at(store: Store, at: datetime) -> int:
    """Return the last position that was registered by then; 0 when nothing was."""
    (row,) = await store.rows(AT, {"at": at})
    return int(row["position"])


def end_of_day(day: date) -> datetime:
    """Return the moment the civil day ends in Sweden."""
    return datetime.combine(day + timedelta(days=1), time(), CIVIL_ZONE)


async def position_known(store: Store, asked: int | None) -> int:
    """Return the position asked for, or where the ledger ends now, whichever is first."""
    (row,) = await store.rows("SELECT position FROM store.ledger_head")
    return int(row["position"]) if asked is None else min(asked, int(row["position"]))
