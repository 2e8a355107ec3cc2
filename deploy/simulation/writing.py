"""Storing what was simulated, by the only way in that the store has, under each day's own time."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any, TypeAlias
from uuid import UUID

import psycopg

from deploy.roles import REGISTRAR
from deploy.simulation.desk import CODECS
from deploy.simulation.ground import Ground
from shared.eventstore.appending import NewEvent, append_call
from shared.eventstore.arrays import register as send_arrays
from shared.kernel.context import Recorded
from shared.kernel.sealed import FileKey
from shared.vault.vault import Vault

Day: TypeAlias = Mapping[str, Sequence[Recorded[Any]]]
Shares: TypeAlias = Mapping[UUID, Sequence[UUID]]

_THEN = "SELECT set_config('rodatraden.simulated_at', %s, false)"
_AT = "WITH clock AS MATERIALIZED (SELECT set_config('rodatraden.simulated_at', %s, true)) "
MOST_KEYS = 20_000


class Writer:
    """The simulated officials' way to the store: each service's own login, one after the other.

    One connection for each, so that the ledger's order is the same every time.
    """

    def __init__(self, ground: Ground, vault: Vault) -> None:
        self._target = ground.target
        self._vault = vault
        self._keys: dict[UUID, FileKey] = {}
        self._lines: dict[str, psycopg.AsyncConnection[Any]] = {}

    async def open(self) -> None:
        """Log in as each service, and as the registrar."""
        for name in (*CODECS, REGISTRAR):
            line = await psycopg.AsyncConnection.connect(self._target.url_for(name))
            send_arrays(line)
            self._lines[name] = line
        await self._lines[REGISTRAR].set_autocommit(True)

    async def close(self) -> None:
        """Log out."""
        for line in self._lines.values():
            await line.close()

    async def write(self, day: Day, shares: Shares, until: datetime) -> int:
        """Store a day and have it registered as of ``until``; return how many events it had."""
        for file_id, holders in shares.items():
            await self._vault.share(file_id, holders)
        count = 0
        for service, codec in CODECS.items():
            new = [(each, await self._key(each, codec)) for each in day[service]]
            if new:
                await self._append(service, new)
            count += len(new)
        if count:
            await self._lines[REGISTRAR].execute(_THEN, [until.isoformat()])
            await self._lines[REGISTRAR].execute("SELECT store.register()")
        return count

    async def _append(
        self, service: str, new: Sequence[tuple[Recorded[Any], FileKey | None]]
    ) -> None:
        line, codec = self._lines[service], CODECS[service]
        async with line.pipeline(), line.cursor() as cursor:
            for group in _together(new):
                events = [
                    NewEvent(
                        each.event_id,
                        each.stream_id,
                        each.version,
                        *codec.encode(each.event, each.event_id, key),
                        each.context,
                    )
                    for each, key in group
                ]
                query, arguments = append_call(events)
                at = group[0][0].recorded_at.isoformat()
                await cursor.execute(f"{_AT}{query} FROM clock", (at, *arguments), prepare=True)
            await line.commit()

    async def _key(self, each: Recorded[Any], codec: Any) -> FileKey | None:
        file_id = each.context.file_id
        if file_id is None or not codec.has_sealed_fields(each.event):
            return None
        key = self._keys.get(file_id)
        if key is None:
            if len(self._keys) > MOST_KEYS:
                self._keys.clear()
            key = self._keys[file_id] = await self._vault.key(file_id, create=True)
        return key


def _together(
    new: Sequence[tuple[Recorded[Any], FileKey | None]],
) -> Iterator[Sequence[tuple[Recorded[Any], FileKey | None]]]:
    """Yield what one command led to, each by itself: one actor, one moment."""
    for _, group in groupby(new, lambda pair: (pair[0].recorded_at, pair[0].context.actor)):
        yield list(group)
