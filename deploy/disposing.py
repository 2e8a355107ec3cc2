"""Carrying out a disposal list from the command: the one who may destroy is no service."""

import argparse
import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from uuid import UUID

from deploy.development import epoch_secrets, master_key_file
from deploy.migrate import Deployment
from deploy.output import Column, Output
from deploy.roles import DISPOSAL, VAULT
from deploy.running import reached
from deploy.verbs import Here, Verb
from services.intake.application.disposal.births import Births
from services.intake.application.disposal.carrying_out import CarryingOut
from services.intake.application.disposal.leftovers import Leftovers
from services.intake.application.disposal.sheet import Sheet
from services.intake.application.disposal.standing import Standings
from services.intake.application.storage import CODEC
from shared.catalogue import catalogue
from shared.eventstore.store import PostgresStore
from shared.kernel.clock import today
from shared.kernel.refusal import NotFound, Refusal
from shared.vault.destruction import Destroyer
from shared.vault.master import MasterKey, read_master_key
from shared.vault.vault import Vault

Maker = Callable[[str, Verb, str, str], argparse.ArgumentParser]
COLUMNS = [
    Column(title="list", field="list", style="bold"),
    Column(title="year", field="year"),
    Column(title="disposed", field="disposed"),
    Column(title="held", field="held"),
    Column(title="spared", field="spared"),
    Column(title="waiting", field="waiting"),
    Column(title="certified", field="certifiedOn"),
    Column(title="ledger position", field="ledgerPosition", style="dim"),
]


class DisposalRefused(Exception):  # noqa: N818
    """A rule said no; the message is the rule's, in Swedish."""


class NoSuchDisposalList(Exception):  # noqa: N818
    """No disposal list has that id."""


def add_verbs(verb: Maker) -> None:
    """Add the verb to the command."""
    asked = verb(
        "dispose",
        dispose,
        "carry out an approved disposal list: destroy the keys of what is due, and certify it",
        "rodatraden dispose 01926f3e-8a10-7000-8000-000000000001",
    )
    asked.add_argument("list", type=UUID, help="the list; broken off, ask again for the same")


def dispose(here: Here, asked: argparse.Namespace, output: Output) -> None:
    """Carry out a list, or show the certificate of one that was carried out.

    Raises:
        DisposalRefused: it may not be carried out; nothing was destroyed.
    """

    def progress(done: int, all_: int) -> None:
        output.tell(f"{done} of {all_} files")

    async def work(target: Deployment) -> Sheet:
        async with carrying_out(target, here.var, here.env) as carried:
            return await carried.run(asked.list, today(), progress)

    try:
        with reached(here.var, here.env, output.tell) as target:
            told = _told(asyncio.run(work(target)))
    except NotFound as refused:
        raise NoSuchDisposalList(refused.detail) from None
    except Refusal as refused:
        raise DisposalRefused(refused.detail) from None
    output.show(told, rows=[told], columns=COLUMNS)


@asynccontextmanager
async def carrying_out(
    target: Deployment, var: Path, env: Mapping[str, str]
) -> AsyncIterator[CarryingOut]:
    """Yield what carries lists out, under intake's login to the store and disposal's to keys."""
    manager = master_key(target, var, env)
    async with AsyncExitStack() as stack:
        store = PostgresStore(target.url_for("intake"), service="intake", codec=CODEC)
        vault = Vault(target.url_for(VAULT), manager)
        destroyer = Destroyer(target.url_for(DISPOSAL), manager)
        for each in (store, vault, destroyer):
            stack.push_async_callback(each.close)
            await each.open()
        standings = Standings(catalogue(), Births(vault))
        yield CarryingOut(store, standings, destroyer, Leftovers(store, vault))


def master_key(target: Deployment, var: Path, env: Mapping[str, str]) -> MasterKey:
    """Return the master key that the environment names, else this machine's own."""
    given, file = env.get("RODATRADEN_MASTER_KEY"), env.get("RODATRADEN_MASTER_KEY_FILE")
    secrets = env.get("RODATRADEN_EPOCH_SECRETS")
    path = Path(file) if file else None if given else master_key_file(var)
    folder = Path(secrets) if secrets else epoch_secrets(var, target.database)
    return read_master_key(given, path, folder)


def _told(sheet: Sheet) -> dict[str, object]:
    known, certificate = sheet.known, sheet.known.certificate
    states = [row.state.value for row in known.rows.values()]
    return {
        "list": str(known.list_id),
        "year": known.year,
        "disposed": states.count("disposed"),
        "held": states.count("held"),
        "spared": states.count("spared"),
        "waiting": states.count("listed"),
        "certifiedOn": certificate.certified_on.isoformat() if certificate else None,
        "ledgerPosition": certificate.ledger_position if certificate else None,
    }
