"""Verifying an exported ledger from the command: no database, no network, only files."""

import argparse
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from deploy.output import Column, Output
from deploy.verbs import SECONDS_BETWEEN_LINES, Here, Verb
from shared.proofs.keyring import Held, Keyring
from shared.proofs.keys import NoteMalformed, PublicKey
from shared.proofs.trust import Trust
from shared.proofs.verification import verify
from shared.proofs.walk import Verdict

Maker = Callable[[str, Verb, str, str], argparse.ArgumentParser]

COLUMNS = [
    Column(title="entries", field="entries"),
    Column(title="proven to", field="provenTo", style="bold"),
    Column(title="checkpoints", field="checkpoints"),
    Column(title="countersigned to", field="countersignedTo"),
    Column(title="events/s", field="eventsPerSecond", style="dim"),
    Column(title="root", field="root"),
]


class LogAtFault(Exception):  # noqa: N818
    """The log is not what was signed, or cannot be shown to be. The message names each fault."""


class TrustUnreadable(Exception):  # noqa: N818
    """A key, a keyring or a root to verify with is none."""


def add_verbs(verb: Maker) -> None:
    """Add the verb to the command."""
    asked = verb(
        "verify",
        verify_verb,
        "prove an exported ledger, or name the first position that is not what was signed",
        "rodatraden verify ledger.export --key keyring.txt --checkpoints checkpoints.txt",
    )
    asked.add_argument("file", type=Path, help="what `rodatraden export-ledger` wrote")
    asked.add_argument(
        "--key",
        required=True,
        action="append",
        help="a public key, or a file with a keyring; may be given several times",
    )
    asked.add_argument("--checkpoints", type=Path, help="the checkpoints kept elsewhere")
    asked.add_argument("--witness", action="append", default=[], help="a countersigner's key")
    asked.add_argument(
        "--minutes", action="append", default=[], metavar="SIZE:ROOT", help="as in the minutes"
    )
    asked.add_argument(
        "--until",
        type=datetime.fromisoformat,
        metavar="TIME",
        help="leave out checkpoints kept elsewhere that are later, with offset",
    )
    asked.add_argument("--processes", type=int, help="how many to work with (one per processor)")


def verify_verb(here: Here, asked: argparse.Namespace, output: Output) -> None:
    """Verify an export.

    Raises:
        LogAtFault: it does not hold.
        TrustUnreadable: there is nothing to hold it against.
    """
    trust = _trust(asked)
    began_at = told_at = time.monotonic()

    def progress(checked: int, entries: int) -> None:
        nonlocal told_at
        if time.monotonic() - told_at > SECONDS_BETWEEN_LINES:
            told_at = time.monotonic()
            rate = checked / (told_at - began_at)
            output.tell(f"position {checked} of {entries}, {rate:.0f} events/s")

    found = verify(asked.file, trust, progress, processes=asked.processes)
    seconds = time.monotonic() - began_at
    result = _result(found, seconds)
    output.show(result, rows=[result], columns=COLUMNS)
    if found.faults:
        raise LogAtFault("\n".join(str(fault) for fault in found.faults))
    if found.signed < found.entries:
        left = found.entries - found.signed
        output.tell(f"the last {left} events are chained, but not signed yet")


def _result(found: Verdict, seconds: float) -> dict[str, object]:
    faults = [
        {"position": each.position, "kind": each.kind.value, "detail": each.detail}
        for each in found.faults
    ]
    return {
        "holds": not faults,
        "entries": found.entries,
        "checked": found.checked,
        "provenTo": found.signed,
        "checkpoints": found.checkpoints,
        "root": found.root.hex(),
        "countersigned": dict(found.countersigned),
        "countersignedTo": max(found.countersigned.values(), default=None),
        "seconds": round(seconds, 2),
        "eventsPerSecond": round(found.checked / seconds),
        "faults": faults,
    }


def _trust(asked: argparse.Namespace) -> Trust:
    try:
        held = [each for given in asked.key for each in _held(given)]
        return Trust(
            keyring=Keyring(held),
            checkpoints=asked.checkpoints.read_text() if asked.checkpoints else None,
            witnesses=[each.key for given in asked.witness for each in _held(given)],
            minuted=[_minuted(given) for given in asked.minutes],
            until=asked.until,
        )
    except (NoteMalformed, ValueError) as error:
        raise TrustUnreadable(str(error)) from None


def _held(given: str) -> Sequence[Held]:
    """Return the keys in a file, or the one that was written out."""
    if Path(given).is_file():
        return Keyring.parse(Path(given).read_text()).held
    return [Held(PublicKey.parse(given))]


def _minuted(given: str) -> tuple[int, bytes]:
    size, _, root = given.partition(":")
    return int(size), bytes.fromhex(root)
