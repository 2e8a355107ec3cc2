"""What of the ledger a log is made of: published events, up to a position."""

from collections.abc import Iterator
from typing import Any

import psycopg

from services.reporting.application.feed import CLOSING
from services.reporting.application.ocel.shapes import event_shapes
from services.reporting.application.ocel.telling import Heard
from services.reporting.application.storage import CODEC
from shared.access.guarded import NAME as GUARDED
from shared.access.guards import guards
from shared.kernel.corrections import Effects

HEAD = "SELECT position FROM store.ledger_head"
EVENTS = f"""
    SELECT position, stream_id, name, recorded_at, actor_subject, actor_role,
           actor_client, person_id, event_id, data
    FROM store.readable r
    WHERE position <= %s AND name = ANY (%s)
      AND NOT EXISTS (
        SELECT FROM {guards("reporting")} g
        WHERE g.is_protected AND g.person_id = r.person_id)
      AND NOT EXISTS (
        SELECT FROM reporting.access_matter m JOIN {guards("reporting")} g USING (person_id)
        WHERE g.is_protected AND r.stream_id IN (m.report_id, m.matter_id))
    ORDER BY position"""
UNHEARD = """
    SELECT EXISTS (
        SELECT FROM store.readable u
        WHERE u.name = ANY (%s) AND u.position > coalesce(
            (SELECT position FROM reporting.tracking WHERE name = %s), 0))"""
AT_ONCE = 5_000


class PositionNotReached(LookupError):  # noqa: N818
    """The ledger does not reach the position asked for."""


class GuardBehind(RuntimeError):  # noqa: N818
    """It is not known yet who is protected: nothing is exported until it is."""


def position_asked(store: psycopg.Connection[Any], asked: int | None) -> int:
    """Return the position a log is as of: the one asked for, or the ledger's end.

    Raises:
        PositionNotReached: the ledger is shorter than that.
        GuardBehind: somebody was marked or merged, and reporting has not heard of it.
    """
    ((is_behind,),) = store.execute(UNHEARD, (CLOSING, GUARDED)).fetchall()
    if is_behind:
        raise GuardBehind("reporting has not heard who is protected: let the services catch up")
    ((head,),) = store.execute(HEAD).fetchall()
    if asked is not None and not 0 < asked <= head:
        raise PositionNotReached(
            f"the ledger reaches from position 1 to {head}: there is no {asked}"
        )
    return int(head if asked is None else asked)


def heard(store: psycopg.Connection[Any], position: int) -> Iterator[Heard]:
    """Yield what was published up to ``position``, as corrected by then, in the ledger's order."""
    effects = _effects(store, position)
    with store.cursor("ocel", binary=True) as cursor:
        cursor.itersize = AT_ONCE
        for row in cursor.execute(EVENTS, (position, list(event_shapes()))):
            event = effects.on(row[8], CODEC.decode(row[2], row[9]))
            if event is not None:
                yield Heard(
                    position=row[0],
                    stream_id=row[1],
                    name=row[2],
                    recorded_at=row[3],
                    actor_subject=row[4],
                    actor_role=row[5],
                    actor_client=row[6],
                    person_id=row[7],
                    event=event,
                )


def _effects(store: psycopg.Connection[Any], position: int) -> Effects:
    rows = store.execute(EVENTS, (position, CODEC.corrections()))
    return Effects.of([(row[8], CODEC.decode(row[2], row[9])) for row in rows])
