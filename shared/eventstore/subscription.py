"""Following the ledger as the library does: an iterator that blocks until there is more."""

from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING

import psycopg
from eventsourcing.persistence import Notification, OperationalError, Subscription

from shared.eventstore.connections import OPTIONS
from shared.eventstore.registrar import CHANNEL, POLL_SECONDS

if TYPE_CHECKING:
    from shared.eventstore.recorder import StoreRecorder

BATCH = 500


class LedgerSubscription(Subscription["StoreRecorder"]):
    """Looks again at every hint, and ten times a second when there is none."""

    def __init__(
        self, recorder: "StoreRecorder", gt: int | None = None, topics: Sequence[str] = ()
    ) -> None:
        super().__init__(recorder, gt, topics)
        self._coming: deque[Notification] = deque()
        self._listening: psycopg.Connection | None = None
        self._looking = Lock()

    def __exit__(self, *args: object, **kwargs: object) -> None:
        """Stop, and give up the connection."""
        super().__exit__(*args, **kwargs)
        with self._looking:
            self._give_up_listening()

    def __next__(self) -> Notification:
        """Return the next event's notification, however long it takes."""
        with self._looking:
            while not (self._coming or self._has_been_stopped):
                self._look()
            if self._has_been_stopped:
                self._give_up_listening()
                raise StopIteration
            return self._coming.popleft()

    def _look(self) -> None:
        with suppress(OperationalError):  # the recorder has waited already
            self._coming += self._recorder.select_notifications(
                start=self._last_notification_id,
                limit=BATCH,
                topics=self._topics,
                inclusive_of_start=False,
            )
        if self._coming:
            self._last_notification_id = self._coming[-1].id
        else:
            self._wait()

    def _wait(self) -> None:
        try:
            if self._listening is None:
                self._listening = psycopg.connect(
                    self._recorder.connections.url, autocommit=True, **OPTIONS
                )
                self._listening.execute(f"LISTEN {CHANNEL}")
            for _ in self._listening.notifies(timeout=POLL_SECONDS, stop_after=1):
                return
        except psycopg.Error:
            self._give_up_listening()  # the next look finds what there is, or says what is wrong

    def _give_up_listening(self) -> None:
        if self._listening is not None:
            self._listening.close()
            self._listening = None
