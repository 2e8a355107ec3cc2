"""Exporting a personal file from the command: a packet with its proofs, and a trace of it."""

import argparse
import asyncio
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from deploy.destroyer import master_key
from deploy.migrate import Deployment
from deploy.operating import logged, operator_of
from deploy.output import Column, Output
from deploy.personal_file import Wanted, personal_files
from deploy.running import reached
from deploy.secret_files import write_private_bytes
from deploy.verbs import Here, Verb
from services.intake.application.disposal.exports import keep_export
from services.intake.domain.disposal.events import FileExported
from shared.kernel.clock import civil_date, new_id, now
from shared.packet.packing import Packet, pack

Maker = Callable[[str, Verb, str, str], argparse.ArgumentParser]
PURPOSES = ("preserve", "hand-over")
COLUMNS = [
    Column(title="file", field="file"),
    Column(title="files", field="files"),
    Column(title="manifest", field="manifestSha256", style="bold"),
    Column(title="export", field="export", style="dim"),
]


def add_verbs(verb: Maker) -> None:
    """Add the verb to the command."""
    asked = verb(
        "export-file",
        export_file,
        "write somebody's personal file as a packet: HTML, JSON, attachments, proofs, manifest",
        "rodatraden export-file 01926f3e-... --out akt.zip --purpose preserve --by official-7",
    )
    asked.add_argument("person", type=UUID, help="a pseudonym")
    asked.add_argument("--out", required=True, type=Path, metavar="FILE", help="a zip archive")
    asked.add_argument("--purpose", required=True, choices=PURPOSES)
    asked.add_argument(
        "--by", help="who asks: an opaque id, never a name (else RODATRADEN_OPERATOR)"
    )
    asked.add_argument(
        "--without-reporter",
        action="store_true",
        help="leave out who reported, and the report's own words",
    )


def export_file(here: Here, asked: argparse.Namespace, output: Output) -> None:
    """Write the packet, once it is logged as a look and kept that it was made.

    Raises:
        NothingKept: nobody has that pseudonym.
        OperatorUnknown: it is not said who asks.
    """
    operator = operator_of(here, asked)

    async def work(target: Deployment) -> tuple[Packet, UUID]:
        made_at = now()
        wanted = Wanted(
            person_id=asked.person,
            purpose=asked.purpose,
            is_with_reporter=not asked.without_reporter,
            made_at=made_at,
        )
        manager = master_key(target, here.var, here.env)
        async with personal_files(target, manager) as files:
            packet = pack(await files.contents(wanted))
            await logged(files.stores["intake"], operator, "export-file", [wanted.person_id])
            event = FileExported(
                export_id=new_id(),
                person_id=wanted.person_id,
                purpose_code=wanted.purpose,
                is_with_reporter=wanted.is_with_reporter,
                manifest_sha256=packet.manifest_sha256,
                exported_on=civil_date(made_at),
                exported_by=operator.subject,
            )
            return packet, await keep_export(files.stores["intake"], event)

    with reached(here.var, here.env, output.tell) as target:
        packet, event_id = asyncio.run(work(target))
    write_private_bytes(asked.out, packet.archive())
    told = {
        "file": str(asked.out),
        "files": len(packet.files),
        "manifestSha256": packet.manifest_sha256,
        "export": str(event_id),
    }
    output.show(told, rows=[told], columns=COLUMNS)
