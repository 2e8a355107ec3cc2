"""Checking a packet from the command: its files against its manifest, and nothing else."""

import argparse
import hashlib
import zipfile
from collections.abc import Callable
from pathlib import Path

from deploy.output import Column, Output
from deploy.verbs import Here, Verb
from shared.packet.packing import MANIFEST, faults

Maker = Callable[[str, Verb, str, str], argparse.ArgumentParser]
COLUMNS = [
    Column(title="file", field="file"),
    Column(title="files", field="files"),
    Column(title="manifest", field="manifestSha256", style="bold"),
]


class PacketAtFault(Exception):  # noqa: N818
    """A packet is not what its manifest says; the message names the first file."""


def add_verbs(verb: Maker) -> None:
    """Add the verb to the command."""
    checked = verb(
        "check-packet",
        check_packet,
        "check a packet's files against its manifest: no database, only the file",
        "rodatraden check-packet packet.zip",
    )
    checked.add_argument("file", type=Path)


def check_packet(here: Here, asked: argparse.Namespace, output: Output) -> None:
    """Check a packet.

    Raises:
        PacketAtFault: a file is missing, changed or not in the manifest.
    """
    with zipfile.ZipFile(asked.file) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    found = faults(files) if MANIFEST in files else [f"{MANIFEST}: missing"]
    if found:
        raise PacketAtFault(found[0])
    digest = hashlib.sha256(files[MANIFEST]).hexdigest()
    result = {"file": str(asked.file), "files": len(files), "manifestSha256": digest}
    output.show(result, rows=[result], columns=COLUMNS)
