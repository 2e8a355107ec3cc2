"""Somebody always signs, one at a time, and it shows when nobody can."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import psycopg
import pytest

from shared.proofs.anchor import Anchor
from shared.proofs.checkpointer import Checkpointer
from shared.proofs.keys import read_signing_key
from shared.testing.database import Database
from tests.shared.proofs.keys import KEY
from tests.shared.proofs.ledger import administer, grow

SECONDS = 20
SIZES = "SELECT tree_size FROM store.checkpoint ORDER BY number"
ON_DUTY = (
    "SELECT a.pid FROM pg_locks l JOIN pg_stat_activity a USING (pid)"
    " WHERE l.locktype = 'advisory' AND l.granted AND a.datname = current_database()"
    " AND a.application_name = 'rodatraden-checkpoints'"
)


@asynccontextmanager
async def at_work(checkpointer: Checkpointer) -> AsyncIterator[None]:
    task = asyncio.create_task(checkpointer.run())
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def until(holds: Callable[[], Awaitable[bool]]) -> None:
    """Wait, bounded, until ``holds``."""
    async with asyncio.timeout(SECONDS):
        while not await holds():
            await asyncio.sleep(0.02)


def asked(database: Database, query: str) -> list[int]:
    with psycopg.connect(database.admin_url) as admin:
        return [number for (number,) in admin.execute(query)]


async def until_signed(database: Database, *sizes: int) -> None:
    async def is_signed() -> bool:
        return asked(database, SIZES) == list(sizes)

    await until(is_signed)


def checkpointer(database: Database, anchor: Anchor | None = None) -> Checkpointer:
    url = database.url_for("registrar")
    return Checkpointer(url, lambda: KEY, anchor, every_events=10, every_seconds=3600)


async def test_so_many_events_are_signed_at_once_and_fewer_after_a_while(
    database: Database,
) -> None:
    grow(database, 1, 2)
    async with at_work(checkpointer(database)):
        await until_signed(database, 2)
        grow(database, 3, 12)
        await until_signed(database, 2, 12)
        grow(database, 13, 14)
        grow(database, 15, 22)
        await until_signed(database, 2, 12, 22)
    patient = Checkpointer(database.url_for("registrar"), lambda: KEY, None, every_seconds=0.1)
    async with at_work(patient):
        grow(database, 23, 24)
        await until_signed(database, 2, 12, 22, 24)


async def test_one_is_on_duty_and_another_takes_over_when_it_is_gone(database: Database) -> None:
    grow(database, 1, 2)
    async with at_work(checkpointer(database)), at_work(checkpointer(database)):
        await until_signed(database, 2)
        (on_duty,) = asked(database, ON_DUTY)
        asked(database, f"SELECT pg_terminate_backend({on_duty})::int")

        async def is_taken_over() -> bool:
            return asked(database, ON_DUTY) not in ([], [on_duty])

        await until(is_taken_over)
        grow(database, 3, 12)
        await until_signed(database, 2, 12)


@pytest.mark.parametrize("is_anchored", [True, False])
async def test_a_contradiction_shows_until_somebody_has_seen_to_it(
    database: Database, tmp_path: Path, is_anchored: bool
) -> None:
    anchor = Anchor(tmp_path / "checkpoints.txt") if is_anchored else None
    grow(database, 1, 12)
    signing = checkpointer(database, anchor)

    async def is_troubled() -> bool:
        return await signing.troubled() == {"": 1.0}

    async def is_well() -> bool:
        return not await is_troubled()

    async with at_work(signing):
        await until_signed(database, 12)
        administer(database, "UPDATE store.ledger SET chain_hash = sha256(chain_hash)")
        grow(database, 13, 24)
        await until(is_troubled)
        assert signing.trouble == "position 12 is not what was signed"
        assert asked(database, SIZES) == [12]
        administer(database, "UPDATE store.checkpoint SET chain_hash = sha256(chain_hash)")
        await until(is_well)
        await until_signed(database, 12, 24)


async def test_a_key_that_is_put_right_is_taken_up(database: Database, tmp_path: Path) -> None:
    grow(database, 1, 12)
    file = tmp_path / "signing.key"
    url = database.url_for("registrar")
    signing = Checkpointer(url, partial(read_signing_key, None, file), None, every_events=10)

    async def is_troubled() -> bool:
        return await signing.troubled() == {"": 1.0}

    async with at_work(signing):
        await until(is_troubled)
        assert asked(database, SIZES) == []
        file.touch(mode=0o600)
        file.write_text(KEY.exported)
        await until_signed(database, 12)


async def test_a_file_outside_that_is_put_right_is_caught_up(
    database: Database, tmp_path: Path
) -> None:
    grow(database, 1, 12)
    anchor = Anchor(tmp_path / "elsewhere" / "checkpoints.txt")
    signing = checkpointer(database, anchor)

    async def is_troubled() -> bool:
        return await signing.troubled() == {"": 1.0}

    async def is_caught_up() -> bool:
        return anchor.last() is not None

    async with at_work(signing):
        await until(is_troubled)
        anchor.path.parent.mkdir()
        await until(is_caught_up)
    assert asked(database, SIZES) == [12]
