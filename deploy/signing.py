"""Signing the ledger from the command: a checkpoint, a new key, a countersignature, an export."""

import argparse
import asyncio
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import psycopg

from deploy.checkpoint_keys import CheckpointFiles, anchor, signing_key
from deploy.exporting import export_ledger, persons_in
from deploy.migrate import Deployment
from deploy.operating import add_arguments, keep_looks, operator_of
from deploy.output import Column, Output
from deploy.roles import REGISTRAR
from deploy.running import reached
from deploy.secret_files import kept
from deploy.verbs import Here, Verb
from shared.kernel.clock import now
from shared.proofs.anchor import Anchor
from shared.proofs.checkpoint import Checkpoint, countersignature
from shared.proofs.checkpointer import OPTIONS
from shared.proofs.checkpoints import make_checkpoint
from shared.proofs.keyring import KeyNotInForce, Keyring, KeyUnknown
from shared.proofs.keys import Kind, SigningKey, read_signing_key
from shared.proofs.minutes import as_minuted
from shared.proofs.note import read_notes

Maker = Callable[[str, Verb, str, str], argparse.ArgumentParser]


class NothingToSign(Exception):  # noqa: N818
    """The ledger is empty, or there is no checkpoint in the file."""


class WillNotCountersign(Exception):  # noqa: N818
    """The checkpoint is not the log's, or goes back behind one that was countersigned."""


def add_verbs(verb: Maker) -> None:
    """Add the verbs of signing to the command."""
    made = verb(
        "checkpoint",
        checkpoint,
        "sign what the ledger is now, and show it",
        "rodatraden checkpoint --minutes > protokoll.txt",
    )
    made.add_argument("--minutes", action="store_true", help="as text for the minutes (Swedish)")
    rotated = verb(
        "renew-key",
        rotate,
        "sign the ledger with a new key from now on, and keep the old one's public half",
        "rodatraden renew-key",
    )
    rotated.add_argument(
        "--at-once", action="store_true", help="believe the old key no longer (default: an hour)"
    )
    _add_countersign(verb)
    export = verb(
        "export-ledger",
        export_verb,
        "write the whole ledger to a file that can be verified without the database",
        "rodatraden export-ledger --by official-7 --purpose verification --out ledger.export",
    )
    export.add_argument("--out", required=True, type=Path, metavar="FILE")
    add_arguments(export)


def _add_countersign(verb: Maker) -> None:
    seen = verb(
        "countersign",
        countersign,
        "say, as another party, to have seen the last checkpoint in a file",
        "rodatraden countersign checkpoints.txt --log-key keyring.txt --key our.key"
        " --name witness.example/w --out countersigned.txt",
    )
    seen.add_argument("file", type=Path, help="signed checkpoints")
    seen.add_argument("--log-key", required=True, type=Path, help="the log's keyring")
    seen.add_argument("--key", required=True, type=Path, help="our own key; made when missing")
    seen.add_argument("--name", required=True, help="who we are, without spaces")
    seen.add_argument("--out", required=True, type=Path, help="the file to add it to")


def checkpoint(here: Here, asked: argparse.Namespace, output: Output) -> None:
    """Make a checkpoint and show it."""
    with reached(here.var, here.env, output.tell) as target:
        files = CheckpointFiles.of(here.var, target.database)
        key = signing_key(files, here.env)
        text = asyncio.run(signed_now(target, key, anchor(files, here.env)))
    note = read_notes(text)[0]
    stated = Checkpoint.parse(note.text)
    result = {
        "origin": stated.origin,
        "size": stated.size,
        "root": stated.root.hex(),
        "madeAt": stated.made_at.isoformat(),
        "key": str(key.public),
        "note": text,
    }
    shown = as_minuted(stated, str(key.public)) if asked.minutes else text
    output.show_text(shown.rstrip(), result)


def rotate(here: Here, asked: argparse.Namespace, output: Output) -> None:
    """Put a new key in the place of the old one."""
    with reached(here.var, here.env, output.tell) as target:
        files = CheckpointFiles.of(here.var, target.database)
    grace = timedelta(0) if asked.at_once else timedelta(hours=1)
    key = files.rotate(now(), grace=grace)
    output.tell(f"hand out {files.keyring_file} to those who verify")
    output.show_text(str(key.public), {"key": str(key.public), "keyring": str(files.keyring_file)})


def countersign(here: Here, asked: argparse.Namespace, output: Output) -> None:
    """Countersign the last checkpoint in a file.

    Raises:
        NothingToSign: there is none.
        WillNotCountersign: it is not the log's, or goes back behind one in the file written to.
    """
    notes = read_notes(asked.file.read_text())
    if not notes:
        raise NothingToSign(f"there is no checkpoint in {asked.file}")
    stated = Checkpoint.parse(notes[-1].text)
    try:
        Keyring.parse(asked.log_key.read_text()).check(notes[-1], stated.made_at)
    except (KeyUnknown, KeyNotInForce):
        raise WillNotCountersign("no key of the log has signed the last checkpoint") from None
    _refuse_going_back(stated, asked.out)
    kept(asked.key, lambda: SigningKey.new(asked.name, Kind.WITNESS).exported + "\n")
    witness = read_signing_key(None, asked.key)
    with asked.out.open("a") as file:
        file.write(f"{notes[-1]}{countersignature(notes[-1], witness, now())}\n")
    result = {"size": stated.size, "root": stated.root.hex(), "key": str(witness.public)}
    output.show_text(str(witness.public), result)


def _refuse_going_back(stated: Checkpoint, out: Path) -> None:
    for note in read_notes(out.read_text()) if out.exists() else ():
        earlier = Checkpoint.parse(note.text)
        same = (stated.size, stated.origin) == (earlier.size, earlier.origin)
        if stated.size < earlier.size or (same and stated.root != earlier.root):
            raise WillNotCountersign(f"it contradicts the checkpoint of {earlier.size} in {out}")


def export_verb(here: Here, asked: argparse.Namespace, output: Output) -> None:
    """Export the ledger: everybody in it is shown, by pseudonym, and that is logged first."""
    operator = operator_of(here, asked)
    with reached(here.var, here.env, output.tell) as target:
        keep_looks(target, "reporting", operator, "export-ledger", persons_in(target))
        files = CheckpointFiles.of(here.var, target.database)
        made = export_ledger(
            target,
            target.database,
            files.keyring(),
            asked.out,
            lambda written, entries: output.tell(f"{written} of {entries} events"),
        )
    result = {
        "file": str(asked.out),
        "entries": made.entries,
        "checkpoints": len(made.checkpoints),
        "bytes": asked.out.stat().st_size,
    }
    output.show(result, rows=[result], columns=[Column(title=name, field=name) for name in result])


async def signed_now(target: Deployment, key: SigningKey, outside: Anchor) -> str:
    """Sign what the ledger is now, and return the note.

    Raises:
        NothingToSign: there is nothing in it.
    """
    url = target.url_for(REGISTRAR)
    async with await psycopg.AsyncConnection.connect(url, **OPTIONS) as connection:
        note = await make_checkpoint(connection, key, outside)
    if note is None:
        raise NothingToSign("there is nothing in the ledger yet")
    return note
