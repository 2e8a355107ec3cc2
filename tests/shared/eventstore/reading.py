"""A read model, a reaction and the table they need: the smallest of each."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid5

import psycopg
from sqlalchemy import Column, Date, Integer, MetaData, Table, Text, Uuid

from shared.contracts.intake import (
    IntakeAssigned,
    IntakeOpened,
    PreliminaryAssessmentConcluded,
)
from shared.eventstore.projections import Projection
from shared.eventstore.reactions import Reaction
from shared.kernel.context import Context, Recorded
from shared.kernel.refusal import Refusal
from shared.kernel.store import Transaction
from shared.testing.database import Database
from tests.shared.eventstore.events import OFFICIAL, investigation

TABLE = Table(
    "open_intakes",
    MetaData(schema="intake"),
    Column("intake_id", Uuid, primary_key=True),
    Column("official", Text),
    Column("received_on", Date, nullable=False),
    Column("event_count", Integer, nullable=False),
)


@dataclass(frozen=True, slots=True)
class OpenIntake:
    intake_id: UUID
    official: str | None
    received_on: date
    event_count: int


def project(key: UUID, row: OpenIntake | None, recorded: Recorded[object]) -> OpenIntake | None:
    match recorded.event:
        case IntakeOpened(received_on=received_on):
            return OpenIntake(key, None, received_on, 1)
        case IntakeAssigned(official=official) if row is not None:
            return replace(row, official=official, event_count=row.event_count + 1)
        case _:
            return None


OPEN_INTAKES = Projection(
    name="open_intakes",
    table=TABLE,
    row=OpenIntake,
    hears=(IntakeOpened, IntakeAssigned, PreliminaryAssessmentConcluded),
    keys=lambda recorded: [recorded.stream_id],
    project=project,
)


class FoundWanting(Refusal):
    """The rule of these tests said no."""

    code = "found-wanting"


async def open_investigation(tx: Transaction, recorded: Recorded[IntakeOpened]) -> None:
    """Open an investigation for every intake whose case type is not economic assistance."""
    if recorded.event.case_type == "economic-assistance":
        raise FoundWanting
    stream_id = uuid5(recorded.stream_id, "investigation")
    context = Context(
        actor=OFFICIAL, thread_id=recorded.context.thread_id, causation_id=recorded.event_id
    )
    event = investigation(stream_id, recorded.stream_id)
    stream = await tx.read(stream_id)
    await tx.append(stream_id, [event], context, after=stream.version)


OPEN_INVESTIGATION = Reaction("open_investigation", (IntakeOpened,), open_investigation)


def create_table(database: Database) -> None:
    with psycopg.connect(database.admin_url) as admin:
        admin.execute(f"SET ROLE {database.role_name('owner')}")
        admin.execute(
            "CREATE TABLE intake.open_intakes (intake_id uuid PRIMARY KEY, official text,"
            " received_on date NOT NULL, event_count integer NOT NULL)"
        )
