"""From the command: sign, export, verify, countersign, rotate; and what is wrong ends with 1."""

import json
from pathlib import Path
from typing import Any

import pytest

from deploy.checkpoint_keys import CheckpointFiles
from deploy.cli import main
from deploy.urls import database_of
from shared.testing.database import Database
from tests.postgres import ROLES
from tests.shared.proofs.ledger import administer, grow


class Command:
    """The command, on a database of the test's own."""

    def __init__(self, capsys: pytest.CaptureFixture[str], files: CheckpointFiles) -> None:
        self._capsys = capsys
        self.files = files
        self.told = ""

    def __call__(self, *arguments: object) -> int:
        code = main(["--json", *map(str, arguments)])
        self.said, self.told = self._capsys.readouterr()
        return code

    def answer(self, *arguments: object) -> Any:
        assert self(*arguments) == 0, self.told
        return json.loads(self.said)


@pytest.fixture
def command(
    database: Database,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Command:
    monkeypatch.setenv("RODATRADEN_VAR", str(tmp_path))
    monkeypatch.setenv("RODATRADEN_OPERATOR", "official-7")
    monkeypatch.setenv("RODATRADEN_PURPOSE", "verification")
    monkeypatch.setenv("RODATRADEN_DATABASE_URL", database.admin_url)
    for name, value in ROLES.items():
        monkeypatch.setenv(name, value)
    files = CheckpointFiles.of(tmp_path, database_of(database.admin_url))
    files.made("rodatraden.example/socialnamnden")
    return Command(capsys, files)


def test_a_signed_and_exported_ledger_is_proven_without_the_database(
    command: Command, database: Database, tmp_path: Path
) -> None:
    grow(database, 1, 40)
    made = command.answer("checkpoint")
    grow(database, 41, 45)
    export = tmp_path / "ledger.export"
    assert command.answer("export-ledger", "--out", export)["entries"] == 45
    assert export.stat().st_mode & 0o077 == 0
    outside = ("--checkpoints", command.files.anchor.path)
    minutes = ("--minutes", f"40:{made['root']}")
    proof = command.answer("verify", export, "--key", made["key"], *outside, *minutes)
    assert (proof["holds"], proof["entries"], proof["provenTo"]) == (True, 45, 40)
    assert "last 5 events are chained, but not signed yet" in command.told


def test_an_event_that_was_changed_in_the_database_is_named(
    command: Command, database: Database, tmp_path: Path
) -> None:
    grow(database, 1, 40)
    command.answer("checkpoint")
    administer(
        database,
        "UPDATE store.event SET data = 'x' WHERE event_id ="
        " (SELECT event_id FROM store.ledger WHERE position = 17)",
    )
    export = tmp_path / "ledger.export"
    command.answer("export-ledger", "--out", export)
    assert command("verify", export, "--key", command.files.keyring_file) == 1
    (fault,) = json.loads(command.said)["faults"]
    assert (fault["position"], fault["kind"]) == (17, "leaf-differs")
    assert "position 17: leaf-differs" in command.told


@pytest.mark.parametrize(
    ("statement", "position", "kind"),
    [
        ("DELETE FROM store.event WHERE data LIKE '%:17\"%'::bytea", 17, "event-missing"),
        ("DELETE FROM store.ledger WHERE position = 17", 17, "gap"),
        ("DELETE FROM store.ledger WHERE position > 30", 31, "truncated"),
        ("UPDATE store.ledger SET leaf_hash = '' WHERE position = 17", 17, "unhashed"),
    ],
)
def test_what_is_gone_from_the_database_is_named(
    command: Command,
    database: Database,
    tmp_path: Path,
    statement: str,
    position: int,
    kind: str,
) -> None:
    grow(database, 1, 40)
    command.answer("checkpoint")
    administer(database, statement)
    export = tmp_path / "ledger.export"
    command.answer("export-ledger", "--out", export)
    assert command("verify", export, "--key", command.files.keyring_file) == 1
    first = json.loads(command.said)["faults"][0]
    assert (first["position"], first["kind"]) == (position, kind)


def test_an_empty_ledger_is_not_signed_and_not_proven(command: Command, tmp_path: Path) -> None:
    assert command("checkpoint") == 3
    export = tmp_path / "ledger.export"
    command.answer("export-ledger", "--out", export)
    assert command("verify", export, "--key", command.files.keyring_file) == 1
    assert "empty" in command.told


def test_a_rotated_key_signs_and_the_keyring_proves_both(
    command: Command, database: Database, tmp_path: Path
) -> None:
    grow(database, 1, 10)
    old = command.answer("checkpoint")["key"]
    new = command.answer("renew-key")["key"]
    grow(database, 11, 20)
    assert command.answer("checkpoint")["key"] == new != old
    export = tmp_path / "ledger.export"
    command.answer("export-ledger", "--out", export)
    proof = command.answer("verify", export, "--key", command.files.keyring_file)
    assert (proof["provenTo"], proof["checkpoints"]) == (20, 2)
    assert command("verify", export, "--key", new) == 1
    assert "position 10: key-unknown" in command.told


def test_another_party_countersigns_and_does_not_go_back(
    command: Command, database: Database, tmp_path: Path
) -> None:
    out = tmp_path / "countersigned.txt"
    ours = ("--log-key", command.files.keyring_file, "--key", tmp_path / "witness.key")
    seen = ("countersign", command.files.anchor.path, *ours, "--name", "witness.example/w")
    grow(database, 1, 10)
    command.answer("checkpoint")
    earlier = command.files.anchor.path.read_text()
    witness = command.answer(*seen, "--out", out)["key"]
    grow(database, 11, 20)
    command.answer("checkpoint")
    command.answer(*seen, "--out", out)
    export = tmp_path / "ledger.export"
    command.answer("export-ledger", "--out", export)
    proof = ("verify", export, "--key", command.files.keyring_file, "--checkpoints", out)
    assert command.answer(*proof, "--witness", witness)["countersigned"] == {
        "witness.example/w": 20
    }
    command.files.anchor.path.write_text(earlier)
    assert command(*seen, "--out", out) == 1
    assert "contradicts the checkpoint of 20" in command.told


def test_the_minutes_are_in_swedish_and_can_be_typed_off(
    command: Command, database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    grow(database, 1, 10)
    root = command.answer("checkpoint")["root"]
    assert main(["checkpoint", "--minutes"]) == 0
    said = capsys.readouterr().out
    assert "KONTROLLPUNKT FÖR HÄNDELSELOGGEN" in said
    assert f"--minutes 10:{root}" in said
    assert root[:8] + " " + root[8:16] in said


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["verify", "nowhere", "--key", "no key"], 2),
        (["verify", "nowhere", "--key", "KEYRING", "--minutes", "ten:ab"], 2),
        (["verify", "nowhere", "--key", "KEYRING"], 3),
    ],
)
def test_what_cannot_be_verified_is_told_apart(
    command: Command, arguments: list[str], code: int
) -> None:
    given = [str(command.files.keyring_file) if each == "KEYRING" else each for each in arguments]
    assert command(*given) == code
