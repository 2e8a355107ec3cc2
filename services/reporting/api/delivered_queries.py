"""What is asked of the delivered reports."""

from collections.abc import Sequence

import sqlalchemy as sa

from services.reporting.projections.delivered_reports import TABLE, DeliveredReport
from shared.kernel.store import Store


async def delivered_reports(
    store: Store, quarter: str | None, *, limit: int, offset: int
) -> Sequence[DeliveredReport]:
    """Return delivered reports, the latest first, about one quarter if given."""
    asked = sa.select(TABLE)
    if quarter is not None:
        asked = asked.where(TABLE.c.period_code == quarter)
    asked = asked.order_by(TABLE.c.position.desc()).limit(limit).offset(offset)
    return [DeliveredReport(**row) for row in await store.rows(asked)]
