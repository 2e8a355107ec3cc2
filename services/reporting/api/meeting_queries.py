"""What is asked of the read model of meetings."""

from collections.abc import Sequence

import sqlalchemy as sa

from services.reporting.domain.meetings.commands import MeetingBody
from services.reporting.projections.meetings import TABLE, MeetingRow
from shared.kernel.store import Store


async def meetings(
    store: Store, body: MeetingBody | None, *, limit: int, offset: int
) -> Sequence[MeetingRow]:
    """Return meetings, the latest first, of one body if given."""
    asked = sa.select(TABLE)
    if body is not None:
        asked = asked.where(TABLE.c.body == body.value)
    asked = asked.order_by(TABLE.c.meeting_on.desc(), TABLE.c.body).limit(limit).offset(offset)
    return [MeetingRow(**row) for row in await store.rows(asked)]
