"""Work items: what robots may take; an investigation is handed over once, when it opens."""

from collections.abc import Sequence
from typing import TypeAlias, assert_never, get_args
from uuid import UUID, uuid5

from shared.contracts.investigation import (
    InvestigationClosed,
    InvestigationOpened,
    InvestigationWorkDone,
)
from shared.eventstore.projections import Projection
from shared.kernel.context import Recorded
from shared.worklists.items import WorkItem, work_item_table
from shared.worklists.worklists import Worklist

HANDOVER = Worklist(name="handover", service="investigation")
TABLE = work_item_table("investigation")

Heard: TypeAlias = InvestigationOpened | InvestigationWorkDone | InvestigationClosed


def handover_id(investigation_id: UUID) -> UUID:
    """Return the piece of work that handing over this investigation is."""
    return uuid5(investigation_id, HANDOVER.name)


def keys(recorded: Recorded[Heard]) -> Sequence[UUID]:
    """Return the investigation's one piece of work."""
    return [handover_id(recorded.stream_id)]


def project(key: UUID, row: WorkItem | None, recorded: Recorded[Heard]) -> WorkItem | None:
    """Return the piece of work: waiting from the opening until done, or of no use any more."""
    event = recorded.event
    match event:
        case InvestigationOpened():
            return WorkItem(
                item_id=key,
                worklist=HANDOVER.name,
                stream_id=recorded.stream_id,
                person_id=event.person_id,
                created_on=event.opened_on,
                state="waiting",
            )
        case InvestigationWorkDone() | InvestigationClosed():
            return None
        case _:
            assert_never(event)


WORK_ITEMS = Projection(
    name="work_items",
    table=TABLE,
    row=WorkItem,
    hears=get_args(Heard),
    keys=keys,
    project=project,
)
