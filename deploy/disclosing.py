"""Register extracts and parties' packets from the command: proposed, and made as decided."""

import argparse
import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from deploy.checkpoint_keys import CheckpointFiles, anchor, signing_key
from deploy.destroyer import master_key
from deploy.disclosure_material import Keeper
from deploy.disclosure_packet import Packets
from deploy.migrate import Deployment
from deploy.operating import OperatorUnknown
from deploy.output import Column, Output
from deploy.personal_file import personal_files
from deploy.running import reached
from deploy.secret_files import write_private_bytes
from deploy.signing import signed_now
from deploy.verbs import Here, Verb
from services.intake.application.packets import keep, operator
from services.intake.domain.disclosure.commands import KeepPacketMade, ProposeMasks
from services.reporting.application.storage import CODEC as REPORTING_CODEC
from shared.access.access_log import StoredAccessLog
from shared.access.tokens import is_opaque
from shared.catalogue import catalogue
from shared.eventstore.store import PostgresStore
from shared.kernel.access_log import Look, Outcome
from shared.kernel.clock import new_id, today
from shared.kernel.refusal import NotFound, Refusal
from shared.kernel.shown import Shown
from shared.packet.masking import MaskHitsNothing
from shared.packet.packing import Packet, pack

Maker = Callable[[str, Verb, str, str], argparse.ArgumentParser]
Found = TypeVar("Found")
RIGHT = "intake:disclose"
COLUMNS = [
    Column(title="file", field="file"),
    Column(title="files", field="files"),
    Column(title="position", field="position"),
    Column(title="masks", field="masks"),
    Column(title="manifest", field="manifestSha256", style="bold"),
]


class DisclosureRefused(Exception):  # noqa: N818
    """A rule said no; the message is the rule's, in Swedish. Nothing was written."""


class NoSuchDisclosureKnown(Exception):  # noqa: N818
    """No disclosure has that id."""


def add_verbs(verb: Maker) -> None:
    """Add the verbs to the command."""
    for name, does, summary in (
        (
            "propose-masks",
            propose_masks,
            "say what the rules keep back of a disclosure, and write the official's working copy",
        ),
        (
            "make-packet",
            make_packet,
            "write the packet of a decided disclosure: HTML, JSON, attachments, proofs, manifest",
        ),
    ):
        example = f"rodatraden {name} 01926f3e-... --out packet.zip --by official-7"
        asked = verb(name, does, summary, example)
        asked.add_argument("disclosure", type=UUID)
        asked.add_argument("--out", required=True, type=Path, metavar="FILE", help="a zip archive")
        asked.add_argument(
            "--by", required=True, help="on whose errand: an official's opaque id, never a name"
        )


def propose_masks(here: Here, asked: argparse.Namespace, output: Output) -> None:
    """Propose, and write the working copy.

    Raises:
        DisclosureRefused, NoSuchDisclosureKnown: nothing was proposed.
    """

    async def work(target: Deployment) -> tuple[Packet, ProposeMasks]:
        await _sign(target, here)
        async with packets(target, here) as making:
            found = await making.proposal(asked.disclosure, asked.by)
            packet = pack(found.draft)
            about = Shown(persons=found.persons, hits=_hits(asked.disclosure))
            await _log_and_keep(making, asked, about, found.command)
            return packet, found.command

    packet, command = _reached(here, output, asked.by, work)
    _write(asked, output, packet, command.known_position, len(command.masks))


def make_packet(here: Here, asked: argparse.Namespace, output: Output) -> None:
    """Make the packet, keep what its manifest hashes to, and write it.

    Raises:
        DisclosureRefused, NoSuchDisclosureKnown: nothing was made.
    """

    async def work(target: Deployment) -> tuple[Packet, int, int]:
        async with packets(target, here) as making:
            contents = await making.contents(asked.disclosure, asked.by)
            packet = pack(contents)
            command = KeepPacketMade(
                manifest_sha256=packet.manifest_sha256,
                file_count=len(packet.files),
                on=today(),
                by=asked.by,
            )
            about = Shown.of(contents.person_id, *_hits(asked.disclosure))
            await _log_and_keep(making, asked, about, command)
            return packet, contents.known_position or 0, len(contents.withheld)

    packet, position, withheld = _reached(here, output, asked.by, work)
    _write(asked, output, packet, position, withheld)


@asynccontextmanager
async def packets(target: Deployment, here: Here) -> AsyncIterator[Packets]:
    """Yield what makes packets in a deployment, under the services' own logins."""
    async with AsyncExitStack() as stack:
        manager = master_key(target, here.var, here.env)
        files = await stack.enter_async_context(personal_files(target, manager))
        reporting = PostgresStore(
            target.url_for("reporting"), service="reporting", codec=REPORTING_CODEC
        )
        stack.push_async_callback(reporting.close)
        await reporting.open()
        stores = {**files.stores, "reporting": reporting}
        yield Packets(Keeper(stores, files.vault), catalogue())


async def _log_and_keep(
    making: Packets,
    asked: argparse.Namespace,
    about: Shown,
    command: ProposeMasks | KeepPacketMade,
) -> None:
    """Log the look and keep what was done, together, before a byte leaves."""
    look = Look(
        actor=operator(asked.by),
        purpose=RIGHT,
        method="CLI",
        route=f"rodatraden {asked.verb.__name__.replace('_', '-')}",
        shown=about,
        outcome=Outcome.SHOWN,
        request_id=new_id(),
        trace_id=new_id().hex,
    )
    async with making.keeper.intake.transaction() as tx:
        await StoredAccessLog().keep(tx, look)
        await keep(tx, asked.disclosure, command)


async def _sign(target: Deployment, here: Here) -> None:
    """Sign the ledger as it is now, so that everything in the packet can be proved."""
    files = CheckpointFiles.of(here.var, target.database)
    await signed_now(target, signing_key(files, here.env), anchor(files, here.env))


def _reached(
    here: Here, output: Output, by: str, work: Callable[[Deployment], Coroutine[Any, Any, Found]]
) -> Found:
    if not is_opaque(by):
        raise OperatorUnknown("say on whose errand, as an opaque id: --by")
    try:
        with reached(here.var, here.env, output.tell) as target:
            return asyncio.run(work(target))
    except NotFound as refused:
        raise NoSuchDisclosureKnown(refused.detail) from None
    except Refusal as refused:
        raise DisclosureRefused(refused.detail) from None
    except MaskHitsNothing as missed:
        raise DisclosureRefused(str(missed)) from None


def _write(
    asked: argparse.Namespace, output: Output, packet: Packet, position: int, masks: int
) -> None:
    write_private_bytes(asked.out, packet.archive())
    told: Mapping[str, object] = {
        "file": str(asked.out),
        "files": len(packet.files),
        "position": position,
        "masks": masks,
        "manifestSha256": packet.manifest_sha256,
    }
    output.show(told, rows=[told], columns=COLUMNS)


def _hits(disclosure_id: UUID) -> frozenset[UUID]:
    return frozenset({disclosure_id})
