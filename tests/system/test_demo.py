"""`make demo`: it ends by itself with exit code 0, and the thread of one child is whole."""

import json
import os
import subprocess
import sys
from pathlib import Path

from deploy.launcher import ROOT

STATUSES = [
    "Orosanmälan inkommen",
    "Aktualisering öppnad",
    "Omedelbar skyddsbedömning gjord",
    "Aktualisering tilldelad",
    "Förhandsbedömning avslutad",
    "Utredning inledd",
    "Utredning tilldelad",
    "Beslut fattat",
    "Insats öppnad",
    "Insats tilldelad",
    "Insats verkställd",
    "Insats uppföljd",
    "Insats avslutad",
]


def test_the_demo_prints_the_whole_thread_of_one_child(tmp_path: Path, postgres_url: str) -> None:
    environment = {
        **os.environ,
        "RODATRADEN_DATABASE_URL": postgres_url,
        "RODATRADEN_VAR": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "-m", "deploy.cli", "demo", "--json"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    lines = told["lines"]
    shown = [line["status"] for line in lines]
    assert [shown.index(status) for status in STATUSES] == sorted(map(shown.index, STATUSES))
    assert all(line["happenedOn"] and line["recordedAt"] and line["actor"] for line in lines)
    executed = next(line for line in lines if line["status"] == "Insats verkställd")
    assert executed["legalBasisId"] == "sol-11-1"
    assert executed["happenedOn"] < executed["recordedAt"][:10]
    granted = {line["interventionType"] for line in told["unexecutedReport"]["unexecutedSpells"]}
    assert granted == {"outpatient-adult"}
    assert "granted and not carried out: 1" in done.stderr
    looks = {(look["role"], look["outcome"]) for look in told["looks"]}
    assert {("caseworker", "shown"), ("robot", "shown"), ("analyst", "shown")} <= looks
    assert ("caseworker", "refused") in looks, "who had no relation was refused, and it is logged"
    assert told["refused"] == {
        "handlaggare-11": "no-relation",
        "robot-mottagning": "not-found",
        "enhetschef-2": "not-found",
        "analytiker-1": "not-found",
    }
    assert told["accessLog"]["flaws"] == 0
    assert told["accessLog"]["looks"] >= sum(look["times"] for look in told["looks"])
    disposal = told["disposal"]
    assert [each["files"] for each in disposal["certificate"]["disposedByRules"]] == [2]
    assert disposal["verifiedEvents"] > len(lines)
    year = told["year"]
    assert [page["path"] for page in year["pages"]] == [
        "/pages",
        "/pages/watch",
        "/pages/unexecuted",
        "/pages/flow",
    ]
    assert year["report"].keys() >= {"quarter", "unexecutedSpells", "concludedSpells"}
    assert year["watchList"]["items"]
