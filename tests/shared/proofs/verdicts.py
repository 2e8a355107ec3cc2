"""Verifying a made log, and what was found."""

from collections.abc import Sequence
from pathlib import Path

from shared.proofs.keyring import Held, Keyring
from shared.proofs.trust import Trust
from shared.proofs.verification import verify
from shared.proofs.walk import Verdict
from tests.shared.proofs import logs
from tests.shared.proofs.keys import KEY
from tests.shared.proofs.logs import Entry

TRUST = Trust(keyring=Keyring([Held(KEY.public)]))


def ignore(checked: int, entries: int) -> None:
    """Take no interest in how the work goes."""


def verdict(
    folder: Path,
    entries: Sequence[Entry],
    notes: Sequence[str] | None = None,
    trust: Trust = TRUST,
) -> Verdict:
    notes = logs.true_notes() if notes is None else notes
    return verify(logs.exported(folder / "ledger", entries, notes), trust, ignore, processes=1)


def found(verdict: Verdict) -> list[tuple[int, str]]:
    return [(fault.position, fault.kind.value) for fault in verdict.faults]
