"""What a verifier trusts, and which checkpoints it therefore believes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from shared.proofs.checkpoint import Checkpoint, countersigned_at
from shared.proofs.faults import Fault, Kind
from shared.proofs.keyring import KeyNotInForce, Keyring, KeyUnknown
from shared.proofs.keys import NoteMalformed, PublicKey
from shared.proofs.note import Note, read_notes


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """What the verifier was given by others than whoever made the export."""

    keyring: Keyring
    checkpoints: str | None = None  # signed notes from outside the database
    witnesses: Sequence[PublicKey] = ()
    minuted: Sequence[tuple[int, bytes]] = ()  # size and root, as written in minutes
    until: datetime | None = None  # leave out what was stated later outside the database


@dataclass(slots=True)
class Stated:
    """The checkpoints that are believed, and what was wrong with the others."""

    checkpoints: dict[str, Checkpoint] = field(default_factory=dict)  # by signed text
    countersigned: dict[str, int] = field(default_factory=dict)  # by witness: the largest size
    faults: list[Fault] = field(default_factory=list)


def believed(trust: Trust, exported: Sequence[str]) -> Stated:
    """Return what the export's own checkpoints and those from outside state."""
    stated = Stated()
    own = _signed(stated, trust, "".join(exported), "in the export")
    if trust.checkpoints is not None:
        outside = [
            each
            for each in _signed(stated, trust, trust.checkpoints, "outside the database")
            if trust.until is None or each.made_at <= trust.until
        ]
        for each in outside:
            if each not in own:
                what = f"the checkpoint of size {each.size}, known outside, is missing"
                stated.faults.append(Fault(each.size, Kind.CHECKPOINT_MISSING, what))
        own += outside
    stated.checkpoints = {each.text: each for each in own}
    for witness in trust.witnesses:
        if witness.name not in stated.countersigned:
            what = f"{witness.name} has countersigned none of the checkpoints"
            stated.faults.append(Fault(0, Kind.NOT_COUNTERSIGNED, what))
    return stated


def _signed(stated: Stated, trust: Trust, text: str, where: str) -> list[Checkpoint]:
    """Return the checkpoints in ``text`` that are signed and in order."""
    try:
        notes = [(note, Checkpoint.parse(note.text)) for note in read_notes(text)]
    except NoteMalformed as error:
        stated.faults.append(Fault(0, Kind.MALFORMED, f"{where}: {error}"))
        return []
    found = list[Checkpoint]()
    for note, checkpoint in notes:
        faults = [*_unsigned(trust, note, checkpoint), *_disordered(found, checkpoint)]
        stated.faults += [
            Fault(each.position, each.kind, f"{where}: {each.detail}") for each in faults
        ]
        if not faults:
            found.append(checkpoint)
            stated.faults += _witnessed(stated, trust, note, checkpoint.size)
    return found


def _unsigned(trust: Trust, note: Note, checkpoint: Checkpoint) -> Iterator[Fault]:
    size = checkpoint.size
    try:
        key = trust.keyring.check(note, checkpoint.made_at)
    except KeyUnknown:
        yield Fault(size, Kind.KEY_UNKNOWN, f"no trusted key has signed the checkpoint of {size}")
    except KeyNotInForce:
        what = f"the checkpoint of {size} is signed with a key that was not in force"
        yield Fault(size, Kind.KEY_NOT_IN_FORCE, what)
    else:
        if key.name != checkpoint.origin:
            what = f"{key.name} has signed a checkpoint of {checkpoint.origin}"
            yield Fault(size, Kind.ORIGIN, what)


def _disordered(before: Sequence[Checkpoint], checkpoint: Checkpoint) -> Iterator[Fault]:
    if before and (checkpoint.size < before[-1].size or checkpoint.made_at < before[-1].made_at):
        what = f"the checkpoint of {checkpoint.size} stands after a later one"
        yield Fault(checkpoint.size, Kind.CHECKPOINT_ORDER, what)


def _witnessed(stated: Stated, trust: Trust, note: Note, size: int) -> Iterator[Fault]:
    for witness in trust.witnesses:
        try:
            if countersigned_at(note, witness) is not None:
                known = stated.countersigned.get(witness.name, 0)
                stated.countersigned[witness.name] = max(known, size)
        except NoteMalformed as error:
            yield Fault(size, Kind.COUNTERSIGNATURE, str(error))
