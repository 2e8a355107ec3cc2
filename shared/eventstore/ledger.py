"""Reading long stretches of the ledger, the next batch on its way while one is worked on."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import Any

from shared.eventstore.store import PostgresStore
from shared.kernel.context import Recorded

SPAN = 5000


async def batches(
    store: PostgresStore, names: Sequence[str], *, after: int, upto: int
) -> AsyncIterator[Sequence[Recorded[Any]]]:
    """Yield the registered events in (after, upto] that have one of the names, in order."""

    async def fetch(start: int) -> Sequence[Recorded[Any]]:
        async with store.statements() as statements:
            end = min(start + SPAN, upto)
            return await statements.registered(start, names, upto=end, most=SPAN)

    starts = range(after, upto, SPAN)
    coming = [asyncio.create_task(fetch(start)) for start in starts[:1]]
    try:
        for following in [*starts[1:], None]:
            if not coming:
                return
            batch = await coming.pop()
            if following is not None:
                coming.append(asyncio.create_task(fetch(following)))
                await asyncio.sleep(0)  # so that it is asked for now
            yield batch
    finally:
        for task in coming:
            task.cancel()
