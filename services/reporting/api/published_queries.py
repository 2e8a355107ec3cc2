"""Reading the list of published figures."""

from collections.abc import Sequence

from services.reporting.projections.published_figures import TABLE, PublishedFigure
from shared.kernel.store import Store


async def published_figures(
    store: Store, figure: str | None, *, limit: int, offset: int
) -> Sequence[PublishedFigure]:
    """Return published figures, the latest first; those of one figure where it is named."""
    asked = TABLE.select().order_by(TABLE.c.position.desc()).limit(limit).offset(offset)
    if figure is not None:
        asked = asked.where(TABLE.c.figure_code == figure)
    return [PublishedFigure(**row) for row in await store.rows(asked)]
