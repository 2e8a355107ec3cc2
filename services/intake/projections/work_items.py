"""Work items: what robots have to do, from a new report to a closed investigation.

An intake and the investigation it led to run in one thread, so the thread and the list's name
say which piece of work it is, whichever service tells of it.
"""

from dataclasses import replace
from typing import Any, TypeAlias, assert_never
from uuid import UUID, uuid5

from shared.contracts.intake import IntakeOpened, IntakeWorkDone
from shared.contracts.investigation import InvestigationClosed, InvestigationOpened
from shared.eventstore.projections import Projection
from shared.kernel.context import Recorded
from shared.worklists.items import PROJECTION, WAITING, WorkItem, work_item_table

SIBLING_CHECK = "sibling-check"
HANDOVER = "handover"
CLOSING_SUMMARY = "closing-summary"
EXPECTED = "expected"
"""The state of a piece of work whose time has not come."""

WORK_ITEMS = work_item_table("intake")

Heard: TypeAlias = IntakeOpened | IntakeWorkDone | InvestigationOpened | InvestigationClosed
HEARS: tuple[type, ...] = Heard.__args__


def item_id(thread_id: UUID, worklist: str) -> UUID:
    """Return the id of the thread's one piece of work on a list."""
    return uuid5(thread_id, worklist)


def keys(recorded: Recorded[Any]) -> list[UUID]:
    """Return which pieces of work an event begins or ends."""
    thread_id = recorded.context.thread_id
    return [item_id(thread_id, worklist) for worklist in _worklists(recorded.event)]


def _worklists(event: Heard) -> tuple[str, ...]:
    match event:
        case IntakeOpened():
            return (SIBLING_CHECK,)
        case InvestigationOpened():
            return (HANDOVER, CLOSING_SUMMARY)
        case InvestigationClosed():
            return (CLOSING_SUMMARY,)
        case IntakeWorkDone():
            return (event.worklist,)
        case _:
            assert_never(event)


def project(key: UUID, row: WorkItem | None, recorded: Recorded[Any]) -> WorkItem | None:
    """Return the piece of work after an event; None when it is done."""
    event: Heard = recorded.event
    match event:
        case IntakeOpened():
            return WorkItem(
                item_id=key,
                worklist=SIBLING_CHECK,
                stream_id=event.intake_id,
                person_id=event.person_id,
                created_on=event.received_on,
            )
        case InvestigationOpened():
            return _after_opening(key, event, recorded.context.thread_id)
        case InvestigationClosed():
            return replace(row, created_on=event.closed_on, state=WAITING) if row else None
        case IntakeWorkDone():
            return None
        case _:
            assert_never(event)


def _after_opening(key: UUID, event: InvestigationOpened, thread_id: UUID) -> WorkItem:
    is_handover = key == item_id(thread_id, HANDOVER)
    return WorkItem(
        item_id=key,
        worklist=HANDOVER if is_handover else CLOSING_SUMMARY,
        stream_id=event.intake_id,
        person_id=event.person_id,
        created_on=event.opened_on,
        state=WAITING if is_handover else EXPECTED,
    )


WORK_ITEMS_PROJECTION = Projection(
    name=PROJECTION,
    table=WORK_ITEMS,
    row=WorkItem,
    hears=HEARS,
    keys=keys,
    project=project,
)
