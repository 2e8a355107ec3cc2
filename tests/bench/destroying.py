"""Destruction: carrying out an approved list of files, against destroying their keys alone."""

import asyncio
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from datetime import date
from uuid import UUID

import psycopg

from deploy.destroyer import carrying_out, master_key
from deploy.migrate import Deployment
from deploy.roles import DISPOSAL, VAULT
from services.intake.application.asking import Asking
from services.intake.application.disposal.births import Births
from services.intake.application.disposal.carrying_out import AT_ONCE
from services.intake.application.disposal.drawing_up import DrawingUp
from services.intake.application.disposal.standing import Standings
from services.intake.application.person_register import identity_file
from services.intake.application.storage import CODEC
from services.intake.domain.disposal.commands import ApproveDisposalList, ReviewDisposalList
from services.intake.domain.disposal.rules import DISPOSAL as LISTS
from services.intake.domain.disposal.state import RowState
from services.intake.domain.person.events import IdentityKept
from shared.catalogue import catalogue
from shared.contracts.intake import PersonRegistered, Sex
from shared.eventstore.store import PostgresStore
from shared.kernel.clock import new_id, now, today
from shared.kernel.context import Actor, Client, Context
from shared.kernel.handling import handle
from shared.kernel.identity_number import NumberKind
from shared.vault.destruction import Destroyer
from shared.vault.vault import Vault
from tests.bench.figures import Row, compared
from tests.bench.ground import Ground

NUMBER = "199006022397"  # of the official test numbers; born on none of research's days
LONG_AGO = date(2020, 3, 2)
ROUNDS = 3
ACTOR = Actor(subject="bench", role="unit-head", client=Client.OFFICIAL, client_id="bench")
_FILE = """
    INSERT INTO intake.filed_matter (matter_id, file_id, person_id, thread_id, case_type,
        is_investigated, opened_on, ended_on, is_disposed)
    VALUES (%(id)s, %(file_id)s, %(person_id)s, %(id)s, 'adult-outpatient', true, %(on)s, %(on)s,
        false)"""


class NotDestroyed(Exception):  # noqa: N818
    """A list was not carried out whole."""


def measure(ground: Ground) -> list[Row]:
    """Return how many files a second are destroyed, with all that is written down of it."""
    count, ours, theirs = ground.plan.disposed, list[float](), list[float]()
    with ground.database() as target:
        for _ in ground.telling.rounds("destroy", ROUNDS):
            alone, whole = asyncio.run(_round(target, ground, count))
            theirs.append(count / alone)
            ours.append(count / whole)
    mine, other, ratio = compared(ours, theirs)
    return [
        Row(
            key="disposal.destroy",
            part="disposal",
            what=f"carry out a list of {count:,} files",
            unit="files/s",
            ours=mine,
            against="the keys alone, as many at once",
            theirs=other,
            ratio=ratio,
            note=f"{count / mine.middle:,.1f} s for the list: looked at again, written down "
            "before and after, and every living key wrapped anew",
        )
    ]


async def _round(target: Deployment, ground: Ground, count: int) -> tuple[float, float]:
    """Return the seconds that the keys of a list take alone, and that another list takes."""
    manager = master_key(target, ground.own, {})
    async with AsyncExitStack() as stack:
        vault = Vault(target.url_for(VAULT), manager)
        destroyer = Destroyer(target.url_for(DISPOSAL), manager)
        store = PostgresStore(
            target.url_for("intake"), service="intake", codec=CODEC, sealer=vault
        )
        for each in (vault, destroyer, store):
            stack.push_async_callback(each.close)
            await each.open()
        keys = [new_id() for _ in range(count)]
        for key in keys:
            await vault.key(key, create=True)
        begun = time.perf_counter()
        for first in range(0, count, AT_ONCE):
            await destroyer.destroy(keys[first : first + AT_ONCE])
        alone = time.perf_counter() - begun
        await _fill(store, vault, count)
        list_id = await _approved(store, vault)
    begun = time.perf_counter()
    async with carrying_out(target, ground.own, {}) as work:
        sheet = await work.run(list_id, today(), lambda done, all_: None)
    whole = time.perf_counter() - begun
    with psycopg.connect(target.url_for("intake"), autocommit=True) as intake:
        intake.execute("DELETE FROM intake.filed_matter")
    states = [row.state for row in sheet.known.rows.values()]
    if states.count(RowState.DISPOSED) != count:
        raise NotDestroyed(str(states[:3]))
    return alone, whole


async def _fill(store: PostgresStore, vault: Vault, count: int) -> Sequence[UUID]:
    persons = [new_id() for _ in range(count)]
    for person_id in persons:
        file_id = new_id()
        await vault.key(file_id, create=True)
        context = Context(
            actor=ACTOR,
            thread_id=person_id,
            causation_id=person_id,
            person_id=person_id,
            file_id=identity_file(person_id),
        )
        registered = PersonRegistered(
            person_id=person_id,
            birth_year=1990,
            sex=Sex.UNKNOWN,
            district_code=None,
            registered_on=LONG_AGO,
        )
        identity = IdentityKept(
            number_kind=NumberKind.PERSONAL, name=None, number=NUMBER, address=None
        )
        async with store.transaction() as tx:
            await tx.append(person_id, [registered, identity], context, after=0)
            filed = {"id": new_id(), "file_id": file_id, "person_id": person_id, "on": LONG_AGO}
            await tx.rows(_FILE, filed)
    return persons


async def _approved(store: PostgresStore, vault: Vault) -> UUID:
    list_id, on = new_id(), today()
    asking = Asking(
        actor=ACTOR, request_id=list_id, at=now(), expected=None, id_for=lambda part: new_id()
    )
    standings = Standings(catalogue(), Births(vault))
    async with store.transaction() as tx:
        await DrawingUp(catalogue(), standings).draw_up(tx, asking, list_id, on.year)
        for command in (
            ReviewDisposalList(on=on, by="bench-1"),
            ApproveDisposalList(on=on, by="bench-2", role="unit-head", delegation_rule_id="d-20"),
        ):
            await handle(tx, LISTS, list_id, command, actor=ACTOR, causation_id=list_id)
    return list_id
