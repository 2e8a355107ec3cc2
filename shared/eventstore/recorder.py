"""The ``eventsourcing`` library's recorders, on our tables: notification ids are positions."""

from collections.abc import Callable, Sequence
from threading import Event as Flag
from time import monotonic, sleep
from typing import Any
from uuid import UUID

import psycopg
from eventsourcing.persistence import (
    ApplicationRecorder,
    IntegrityError,
    Notification,
    ProcessRecorder,
    ProgrammingError,
    StoredEvent,
    Tracking,
    WaitInterruptedError,
)

from shared.eventstore.appending import NewEvent, append_call
from shared.eventstore.blocking import BlockingConnections
from shared.eventstore.subscription import LedgerSubscription
from shared.kernel.clock import new_id
from shared.kernel.context import Actor, Client, Context

WAIT_SECONDS = 0.01
EVENT = "stream_id, version, name, data"


class StoreRecorder(ApplicationRecorder):
    """Records the events of a library application among one service's own."""

    def __init__(
        self, connections: BlockingConnections, *, service: str, names: Sequence[str]
    ) -> None:
        self.connections = connections
        self._service = service
        self._names = list(names)
        self._actor = Actor(
            subject=service, role="system", client=Client.SYSTEM, client_id="eventsourcing"
        )

    def insert_events(
        self, stored_events: Sequence[StoredEvent], **kwargs: Any
    ) -> Sequence[int] | None:
        """Append the events; their positions are given later, by the registrar.

        A lost connection is tried again with the same event ids, which the store recognises.

        Raises:
            IntegrityError: a stream is not at the version before.
        """
        if stored_events:
            call = append_call([self._new(stored) for stored in stored_events])
            self.connections.repeatedly(lambda connection: connection.execute(*call, prepare=True))
        return None

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredEvent]:
        """Return a stream's events."""
        order = "DESC" if desc else "ASC"
        rows = self.connections.fetch(
            f"SELECT {EVENT} FROM store.own_event WHERE stream_id = %(stream)s"
            " AND version > %(gt)s AND version <= %(lte)s"
            f" ORDER BY version {order} LIMIT %(limit)s",
            {"stream": originator_id, "gt": gt or 0, "lte": lte or 2**31 - 1, "limit": limit},
        )
        return [StoredEvent(*row) for row in rows]

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        """Return registered events of the given names, or of all that the application has."""
        first = (start or 0) + (not inclusive_of_start)
        rows = self.connections.fetch(
            f"SELECT {EVENT}, position FROM store.readable WHERE position >= %(first)s"
            " AND position <= %(stop)s AND name = ANY (%(names)s)"
            " ORDER BY position LIMIT %(limit)s",
            {
                "first": first,
                "stop": 2**63 - 1 if stop is None else stop,
                "names": list(topics) or self._names,
                "limit": limit,
            },
        )
        return [Notification(*row) for row in rows]

    def max_notification_id(self) -> int | None:
        """Return the last position that one of the application's events has."""
        rows = self.connections.fetch(
            "SELECT position FROM store.readable WHERE name = ANY (%(names)s)"
            " ORDER BY position DESC LIMIT 1",
            {"names": self._names},
        )
        return rows[0][0] if rows else None

    def subscribe(self, gt: int | None = None, topics: Sequence[str] = ()) -> LedgerSubscription:
        """Follow the ledger; a lost connection or wake-up costs time and nothing else."""
        return LedgerSubscription(self, gt, topics)

    def _new(self, stored: StoredEvent) -> NewEvent:
        if not isinstance(stored.originator_id, UUID):
            raise ProgrammingError("the store's streams are known by UUID")
        event_id = new_id()
        return NewEvent(
            event_id,
            stored.originator_id,
            stored.originator_version,
            stored.topic,
            stored.state,
            Context(actor=self._actor, thread_id=stored.originator_id, causation_id=event_id),
        )


class StoreProcessRecorder(StoreRecorder, ProcessRecorder):
    """Also records how far the application has come in others, in the same transaction."""

    def insert_events(
        self, stored_events: Sequence[StoredEvent], **kwargs: Any
    ) -> Sequence[int] | None:
        """Append the events, and track what they follow from."""
        tracking: Tracking | None = kwargs.get("tracking")
        if tracking is None:
            return super().insert_events(stored_events, **kwargs)
        new = [self._new(stored) for stored in stored_events]
        self._track(tracking, lambda connection: new and connection.execute(*append_call(new)))
        return None

    def insert_tracking(self, tracking: Tracking) -> None:
        """Record a position; one that was reached before is refused."""
        self._track(tracking, lambda connection: None)

    def max_tracking_id(self, application_name: str) -> int | None:
        """Return the last position recorded for the application."""
        rows = self.connections.fetch(
            f"SELECT position FROM {self._service}.tracking WHERE name = %(name)s",
            {"name": application_name},
        )
        return rows[0][0] if rows else None

    def wait(
        self,
        application_name: str,
        notification_id: int | None,
        timeout: float = 1.0,
        interrupt: Flag | None = None,
    ) -> None:
        """Wait until the position is recorded, looking every ten milliseconds."""
        deadline = monotonic() + timeout
        while not self.has_tracking_id(application_name, notification_id):
            if interrupt is not None and interrupt.is_set():
                raise WaitInterruptedError
            if monotonic() > deadline:
                raise TimeoutError(f"{application_name} has not reached {notification_id}")
            sleep(WAIT_SECONDS)

    def _track(self, tracking: Tracking, work: Callable[[psycopg.Connection], object]) -> None:
        def track(connection: psycopg.Connection) -> str:
            row = connection.execute(
                f"INSERT INTO {self._service}.tracking AS t (name, position, chain_hash, epoch)"
                " SELECT %(name)s, position, chain_hash, epoch FROM store.ledger"
                " WHERE position = %(position)s"
                " ON CONFLICT (name) DO UPDATE SET position = excluded.position,"
                " chain_hash = excluded.chain_hash, epoch = excluded.epoch"
                " WHERE t.position < excluded.position RETURNING pg_current_xact_id()::text",
                {"name": tracking.application_name, "position": tracking.notification_id},
            ).fetchone()
            if row is None:
                raise IntegrityError(f"{tracking} is recorded already, or there is no such event")
            work(connection)
            return str(row[0])

        self.connections.once(track)
