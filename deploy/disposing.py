"""Carrying out a disposal list from the command: the one who may destroy is no service."""

import argparse
import asyncio
from collections.abc import Callable
from uuid import UUID

from deploy.destroyer import carrying_out
from deploy.migrate import Deployment
from deploy.output import Column, Output
from deploy.running import reached
from deploy.verbs import Here, Verb
from services.intake.application.disposal.sheet import Sheet
from shared.kernel.clock import today
from shared.kernel.refusal import NotFound, Refusal

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
