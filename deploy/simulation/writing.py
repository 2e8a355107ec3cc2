"""Storing what was simulated, by the only way in that the store has, under each day's own time."""

from asyncio import gather
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
        await gather(*(self._vault.share(id_, holders) for id_, holders in shares.items()))
        count = 0
        for service in CODECS:
            keys = await self._keys_for(service, day[service])
            new = [(each, keys.get(each.context.file_id)) for each in day[service]]
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

    async def _keys_for(
        self, service: str, events: Sequence[Recorded[Any]]
    ) -> Mapping[UUID | None, FileKey]:
        """Return the key of every file that something of a day is sealed in."""
        seals = CODECS[service].has_sealed_fields
        wanted = dict.fromkeys(e.context.file_id for e in events if seals(e.event))
        new = [each for each in wanted if each is not None and each not in self._keys]
        if len(self._keys) > MOST_KEYS:
            self._keys.clear()
            new = [each for each in wanted if each is not None]
        opened = await gather(*(self._vault.key(each, create=True) for each in new))
        self._keys.update(zip(new, opened, strict=True))
        return {each: self._keys[each] for each in wanted if each is not None}


def _together(
    new: Sequence[tuple[Recorded[Any], FileKey | None]],
) -> Iterator[Sequence[tuple[Recorded[Any], FileKey | None]]]:
    """Yield what one command led to, each by itself: one actor, one moment."""
    for _, group in groupby(new, lambda pair: (pair[0].recorded_at, pair[0].context.actor)):
        yield list(group)
