"""Keeping that somebody's file was exported, for what, and what its manifest hashes to."""

from uuid import UUID

from services.intake.domain.disposal.events import FileExported
from shared.kernel.context import Actor, Client, Context
from shared.kernel.store import Store


async def keep_export(store: Store, event: FileExported) -> UUID:
    """Append the event in a stream of its own, and return its id."""
    actor = Actor(
        subject=event.exported_by, role="operator", client=Client.SYSTEM, client_id="intake"
    )
    context = Context(
        actor=actor,
        thread_id=event.export_id,
        causation_id=event.export_id,
        person_id=event.person_id,
    )
    async with store.transaction() as tx:
        appended = await tx.append(event.export_id, [event], context, after=0)
    return appended.last_event_id
