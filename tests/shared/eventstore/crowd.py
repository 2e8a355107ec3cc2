"""Processes to be killed: writers on few hot streams, registrars, and followers.

Each is started as ``python -m tests.shared.eventstore.crowd <what> <url> [...]``.
"""

import asyncio
import dataclasses
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

import psycopg

from shared.eventstore.registrar import Registrar
from shared.eventstore.runner import Runner
from shared.eventstore.store import PostgresStore
from shared.kernel.clock import new_id
from shared.kernel.context import Recorded
from shared.kernel.store import Transaction
from tests.shared.eventstore.events import INTAKE_CODEC, INVESTIGATION_CODEC
from tests.shared.eventstore.reading import OPEN_INTAKES, OPEN_INVESTIGATION

STREAMS = [UUID(int=0xF00 + number) for number in range(4)]
APPEND = (
    "SELECT store.append(%s, %s, %s, 'intake.assigned.v1', %s, %s, %s, NULL, NULL,"
    " 'crowd', 'robot', 'robot', 'crowd', NULL)"
)
KEEP = (
    "INSERT INTO intake.answer (client_id, key, digest, status, headers, body)"
    " VALUES ('crowd', %s, '', 200, '{}', '')"
)
VERSION = "SELECT coalesce(max(version), 0) FROM store.own_event WHERE stream_id = %s"


def start(what: str, *arguments: str) -> subprocess.Popen[bytes]:
    """Start one of the processes."""
    command = [sys.executable, "-m", "tests.shared.eventstore.crowd", what, *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE)


def acknowledged(writer: subprocess.Popen[bytes]) -> list[UUID]:
    """Return the ids of the events whose commit the writer was told of, once it has ended."""
    told, _ = writer.communicate(timeout=30)
    assert writer.returncode == 0
    return [UUID(line) for line in told.decode().split()]


def write(url: str, seed: str, seconds: str) -> None:
    """Append to hot streams for a while; print what was committed."""
    dice = random.Random(seed)
    until = time.monotonic() + float(seconds)
    with psycopg.connect(url) as connection:
        while time.monotonic() < until:
            try:
                told = _append_some(connection, dice)
            except psycopg.DatabaseError:
                connection.rollback()  # somebody else was first
                continue
            for event_id in told:
                sys.stdout.write(f"{event_id}\n")


def _append_some(connection: psycopg.Connection, dice: random.Random) -> Sequence[UUID]:
    """Write the idempotency row first, so that the transaction has its id before it reads."""
    connection.execute(KEEP, (str(new_id()),))
    if dice.random() < 0.2:
        time.sleep(dice.random() * 0.01)
    ids = []
    for stream_id in dice.sample(STREAMS, dice.choice([1, 1, 2])):
        ((version,),) = connection.execute(VERSION, (stream_id,)).fetchall()
        for following in range(version + 1, version + dice.choice([2, 2, 3])):
            ids.append(event_id := new_id())
            arguments = (event_id, stream_id, following, b"{}", stream_id, event_id)
            connection.execute(APPEND, arguments)
    if dice.random() < 0.15:
        connection.rollback()
        return []
    connection.commit()
    return ids


def register(url: str) -> None:
    """Run a registrar until killed."""
    registrar = Registrar(url)
    asyncio.run(registrar.run())


def follow(intake_url: str, investigation_url: str, dies: str) -> None:
    """Run a projection of intake and a reaction of investigation until killed.

    With ``dies`` the process kills itself in its first reaction, when all is done but committed.
    """
    asyncio.run(_follow(intake_url, investigation_url, dies == "dies"))


async def _follow(intake_url: str, investigation_url: str, dies: bool) -> None:
    async def react(tx: Transaction, recorded: Recorded[Any]) -> None:
        await OPEN_INVESTIGATION.react(tx, recorded)
        if dies:
            os.kill(os.getpid(), signal.SIGKILL)

    intake = PostgresStore(intake_url, service="intake", codec=INTAKE_CODEC)
    investigation = PostgresStore(
        investigation_url, service="investigation", codec=INVESTIGATION_CODEC
    )
    reaction = dataclasses.replace(OPEN_INVESTIGATION, react=react)
    async with asyncio.TaskGroup() as tasks:
        for store in (intake, investigation):
            await store.open()
        tasks.create_task(Runner(intake, projections=[OPEN_INTAKES]).run())
        tasks.create_task(Runner(investigation, reactions=[reaction]).run())


DOINGS: Mapping[str, Callable[..., None]] = {
    "write": write,
    "register": register,
    "follow": follow,
}

if __name__ == "__main__":
    DOINGS[sys.argv[1]](*sys.argv[2:])
