"""Unexecuted decisions: granted and not carried out, or interrupted; the oldest first.

What is given without needs assessment was never granted and is never here (``sol-34-1``).
"""

from sqlalchemy import Select, select

from services.interventions.projections.interventions import TABLE


def unexecuted() -> Select[tuple[object, ...]]:
    """Return the question; the answers are interventions' rows."""
    return (
        select(TABLE)
        .where(TABLE.c.unexecuted_since_on.is_not(None))
        .order_by(TABLE.c.unexecuted_since_on, TABLE.c.intervention_id)
    )
