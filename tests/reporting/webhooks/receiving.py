"""A receiver of webhooks, a ledger to deliver from, and a clock that is told the time."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

import psycopg

from services.reporting.api.webhook_messages import message_of, teller
from services.reporting.application.sending import Sent
from services.reporting.application.webhook_delivery import Deliverer
from services.reporting.application.webhook_secrets import WebhookSecrets
from shared.access.access_log import StoredAccessLog
from shared.eventstore.appending import NewEvent, append_call
from shared.eventstore.arrays import register as register_arrays
from shared.eventstore.store import PostgresStore
from shared.kernel.context import Actor, Client, Context
from shared.testing.database import Database
from shared.vault.cipher import SecretKey

SECRETS = WebhookSecrets(SecretKey(bytes(range(32))))
OPENED = "intake.opened.v1"
ASSIGNED = "intake.assigned.v1"
OFFICIAL = Actor(
    subject="official-7", role="caseworker", client=Client.OFFICIAL, client_id="case-system"
)
DATA = {OPENED: b'{"case_type":"child-concern"}', ASSIGNED: b'{"unit":"barn-norr"}'}


HEARD = """
    INSERT INTO reporting.tracking (name, position, chain_hash, epoch)
    SELECT name, position, chain_hash, epoch
    FROM (SELECT * FROM store.ledger ORDER BY position DESC LIMIT 1) last,
         unnest(ARRAY['access-guarded', 'access-matters']) AS guards (name)
    ON CONFLICT (name) DO UPDATE SET position = excluded.position,
        chain_hash = excluded.chain_hash, epoch = excluded.epoch"""
"""The policy's read models have come to the end: these stories are about nobody protected."""


def happen(
    database: Database, *names: str, stream: int = 1, after: int = 0, is_heard: bool = True
) -> None:
    """Let published events happen in one stream, and be registered, and heard by the policy."""
    context = Context(
        actor=OFFICIAL,
        thread_id=UUID(int=0x31),
        causation_id=UUID(int=0x41),
        person_id=UUID(int=0x61),
        file_id=UUID(int=0x51),
    )
    events = [
        NewEvent(
            UUID(int=(stream << 32) + version << 16),
            UUID(int=stream),
            version,
            name,
            DATA[name],
            context,
        )
        for version, name in enumerate(names, start=after + 1)
    ]
    with psycopg.connect(database.url_for("intake")) as intake:
        register_arrays(intake)
        intake.execute(*append_call(events))
    with psycopg.connect(database.url_for("registrar"), autocommit=True) as registrar:
        registrar.execute("SELECT store.register()")
    if is_heard:
        heard(database)


def heard(database: Database) -> None:
    """Let the policy have heard everything."""
    with psycopg.connect(database.url_for("reporting")) as reporting:
        reporting.execute(HEARD)


@dataclass
class Receiver:
    """The other side: acknowledges, unless it has been told to fail."""

    faults: list[Sent] = field(default_factory=list)
    got: list[tuple[str, Mapping[str, str], str]] = field(default_factory=list)

    async def send(self, url: str, headers: Mapping[str, str], body: str) -> Sent:
        """Take a message in, or fail as told."""
        self.got.append((url, headers, body))
        return self.faults.pop(0) if self.faults else Sent()

    async def close(self) -> None:
        """Have nothing to close."""

    @property
    def positions(self) -> list[int]:
        """The positions of the events that came, in the order they came."""
        return [int(json.loads(body)["position"]) for _, _, body in self.got]

    def fail(self, *faults: Sent | str) -> None:
        """Fail that often, before acknowledging again."""
        self.faults += [Sent(fault=each) if isinstance(each, str) else each for each in faults]


@dataclass
class Hands:
    """A clock to set, and deliverers that go by it."""

    store: PostgresStore
    receiver: Receiver
    at: datetime = datetime(2031, 3, 3, 12, tzinfo=UTC)

    def deliverer(self) -> Deliverer:
        """Return one more process' deliverer."""
        told = teller(self.store, StoredAccessLog())
        return Deliverer(
            self.store, SECRETS, self.receiver, message_of, told, clock=lambda: self.at
        )

    async def work(self) -> Sequence[int]:
        """Deliver what is due now; return the positions that came."""
        before = len(self.receiver.got)
        deliverer = self.deliverer()
        await deliverer.begin()
        await deliverer.settled()
        return self.receiver.positions[before:]

    def pass_time(self, **length: float) -> None:
        """Let time pass."""
        self.at += timedelta(**length)
