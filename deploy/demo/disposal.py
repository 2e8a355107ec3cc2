"""An old matter that led to nothing: its file is destroyed, and the ledger verifies afterwards."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg

from deploy.checkpoint_keys import CheckpointFiles, anchor, signing_key
from deploy.demo.callers import DemoFailed, follow
from deploy.demo.cast import Cast
from deploy.demo.past import recorded_at
from deploy.destroyer import carrying_out
from deploy.exporting import export_ledger
from deploy.migrate import Deployment
from deploy.output import Output
from deploy.roles import REGISTRAR
from shared.kernel.clock import today
from shared.proofs.checkpointer import OPTIONS
from shared.proofs.checkpoints import make_checkpoint
from shared.proofs.trust import Trust
from shared.proofs.verification import verify

LONG_AGO = datetime(2020, 3, 2, 12, tzinfo=UTC)
ON = LONG_AGO.date().isoformat()
REPORT: Mapping[str, Any] = {
    "form": {"code": "orosanmalan", "version": "1", "locale": "sv"},
    "receivedOn": ON,
    "reporter": {"kind": "anonymous"},
    "children": [{"name": "Test Gallringsson", "birthYear": 2008}],
    "text": "En gammal anmälan som inte ledde till någon utredning.",
    "reasonCodes": ["other"],
}
STEPS: tuple[tuple[str, Mapping[str, str]], ...] = (
    (
        "assess-protection",
        {"outcome": "no-immediate-need", "assessedOn": ON, "reasons": "Ingen fara."},
    ),
    ("assign", {"official": "handlaggare-7", "unit": "barn-norr", "assignedOn": ON}),
    (
        "conclude-preliminary-assessment",
        {"way": "no-action", "concludedOn": ON, "reasons": "Oron är undanröjd."},
    ),
)


def dispose_of_an_old_matter(
    cast: Cast, target: Deployment, var: Path, output: Output
) -> Mapping[str, Any]:
    """Let a matter of 2020 go by its own rule; return what the demo shows of it.

    Raises:
        DemoFailed: the ledger does not verify afterwards.
    """
    intake_id = _old_matter(cast, target)
    list_id = _approved_list(cast, output)
    asyncio.run(_carry_out(target, var, list_id))
    follow(cast.analyst, intake_id, ["intake.file-disposed.v1"])
    found = cast.unit_head.get("intake", f"/disposal-lists/{list_id}")
    certificate = found["certificate"]
    files = sum(each["files"] for each in certificate["disposedByRules"])
    output.tell(f"a list of {today().year} was carried out: {files} files destroyed, certified")
    entries = _verified(target, var)
    output.tell(f"the ledger still verifies: {entries} events")
    return {"listId": list_id, "certificate": certificate, "verifiedEvents": entries}


def _old_matter(cast: Cast, target: Deployment) -> str:
    with recorded_at(target.admin_url, LONG_AGO):
        sent = cast.caseworker.post("intake", "/concern-reports", REPORT)
        lines = follow(cast.analyst, str(sent["receiptId"]), ["intake.opened.v1"])
        intake_id = next(str(x["matterId"]) for x in lines if x["type"] == "intake.opened.v1")
        for act, body in STEPS:
            cast.caseworker.change("intake", f"/intakes/{intake_id}", act, **body)
        follow(cast.analyst, intake_id, ["intake.preliminary-assessment-concluded.v1"])
    return intake_id


def _approved_list(cast: Cast, output: Output) -> str:
    """Have a list drawn up, its hold lifted and reviewed by one, approved by another."""
    made = cast.unit_head.post("intake", "/disposal-lists", {"year": today().year})
    thing = f"/disposal-lists/{made['id']}"
    for row in cast.unit_head.get("intake", f"{thing}/files")["items"]:
        if row["state"] == "held":
            cast.unit_head.change("intake", thing, "lift-hold", fileId=row["fileId"])
            output.tell("a file held for an unknown day of birth was looked into, and let go")
    cast.unit_head.change("intake", thing, "review")
    cast.subcommittee.change("intake", thing, "approve")
    return str(made["id"])


async def _carry_out(target: Deployment, var: Path, list_id: str) -> None:
    async with carrying_out(target, var, {}) as work:
        await work.run(UUID(list_id), today(), lambda done, all_: None)


def _verified(target: Deployment, var: Path) -> int:
    files = CheckpointFiles.of(var, target.database)
    asyncio.run(_signed(target, files))
    export = var / "demo.export"
    export_ledger(target, target.database, files.keyring(), export, lambda done, all_: None)
    trust = Trust(keyring=files.keyring(), checkpoints=files.anchor.path.read_text())
    found = verify(export, trust, lambda done, all_: None, processes=1)
    if found.faults or not found.signed:
        raise DemoFailed("the ledger does not verify after a file was destroyed")
    return found.signed


async def _signed(target: Deployment, files: CheckpointFiles) -> None:
    url = target.url_for(REGISTRAR)
    async with await psycopg.AsyncConnection.connect(url, **OPTIONS) as connection:
        await make_checkpoint(connection, signing_key(files, {}), anchor(files, {}))
