"""The queue: open investigations without an official, the one that has waited longest first."""

from sqlalchemy import Select, select

from services.investigation.projections.investigations import TABLE


def in_queue() -> Select[tuple[object, ...]]:
    """Return the question; the answers are investigations' rows."""
    return (
        select(TABLE)
        .where(TABLE.c.closed_on.is_(None), TABLE.c.official.is_(None))
        .order_by(TABLE.c.opened_on, TABLE.c.investigation_id)
    )
