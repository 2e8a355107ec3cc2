"""Gallring: what was written is found nowhere afterwards, and no backup brings it back.

Clear text is planted through the interfaces; everything that the committee has written anywhere
is searched for it, before (it rests sealed) and after (it is gone), and last week's backup of
both databases is restored beside with the master key.
"""

import asyncio
import base64
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest
from psycopg import sql

from deploy.checkpoint_keys import CheckpointFiles
from deploy.cli import main
from deploy.development import epoch_secrets, master_key_file
from deploy.disposing import carrying_out
from deploy.migrate import Deployment
from deploy.roles import VAULT
from deploy.urls import with_database
from services.intake.application.storage import CODEC
from shared.eventstore.opening import opened
from shared.eventstore.store import PostgresStore
from shared.kernel.clock import today
from shared.kernel.sealed import GONE
from shared.testing.tokens import CASEWORKER, SUBCOMMITTEE, UNIT_HEAD
from shared.vault.master import MasterKeyRefused, read_master_key
from shared.vault.vault import Vault
from tests.past import recorded_at
from tests.postgres import ROLES
from tests.system.committee import Committee, accepted, running, until

MARK = "Klockljungstav"
"""It stands nowhere else, in no other test's database either."""
CHILD, GUARDIAN = "191212121212", "199107172380"
LONG_AGO = "2020-03-02"
PDF = f"%PDF-1.7\n{MARK}\n".encode()
NEEDLES = [
    MARK.encode(),
    *(base64.b64encode(b"\0" * n + MARK.encode())[4 : 4 + 14] for n in range(3)),
]
NUMBERS = [each.encode() for n in (CHILD, GUARDIAN) for each in (n, n[2:], f"{n[2:8]}-{n[8:]}")]
TABLES = """
    SELECT schemaname, tablename FROM pg_tables
    WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"""


def said(text: str) -> str:
    return f"{text} {MARK}"


@dataclass(frozen=True, slots=True)
class Story:
    """What was planted, and what stood before and after."""

    store: Deployment
    folder: Path
    intake_id: str
    person_id: str
    list_id: str
    before: Mapping[str, int]
    backup: Deployment


CONCERN: Mapping[str, Any] = {
    "form": {
        "code": "orosanmalan",
        "version": "3.1",
        "locale": "sv",
        "sections": [
            {
                "heading": said("Om barnet"),
                "questions": [{"question": said("Vad har hänt?"), "answer": said("Svar")}],
            }
        ],
    },
    "receivedOn": LONG_AGO,
    "reporter": {"kind": "private", "name": said("Granne"), "telephone": said("08")},
    "children": [
        {
            "name": said("Test"),
            "number": CHILD,
            "address": said("Provvägen"),
            "school": said("3 B"),
        }
    ],
    "guardians": [{"childPlaces": [0], "name": said("Vera"), "number": GUARDIAN}],
    "attachments": [
        {"fileName": f"{MARK}.pdf", "content": base64.b64encode(PDF).decode()},
    ],
    "text": said("Han är ofta ensam hemma."),
    "reasonCodes": ["neglect"],
}


@pytest.fixture(scope="module")
def story(fresh_store: Deployment, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """Plant, have the list approved, take the backup, and destroy."""
    folder = tmp_path_factory.mktemp("disposal")
    with running(fresh_store, folder, Committee) as committee:
        intake_id = _plant(committee)
        person_id = str(_matter(committee, intake_id)["personId"])
        assert _found(fresh_store, folder, NEEDLES + NUMBERS) == [], "it rests sealed"
        list_id = _approve(committee)
        until(lambda: _is_registered(committee), "everything registered")
    with _backup(fresh_store) as backup:
        before = _figures(fresh_store)
        asyncio.run(_destroy(fresh_store, folder, list_id))
        yield Story(fresh_store, folder, intake_id, person_id, list_id, before, backup)


def _plant(committee: Committee) -> str:
    with recorded_at(committee.store.admin_url, datetime(2020, 3, 2, 12, tzinfo=UTC)):
        handed_in = committee.post(CASEWORKER, "intake", "/concern-reports", CONCERN)
        (intake_id,) = committee.matters_of(accepted(handed_in).json()["receiptId"])
        thing = f"/intakes/{intake_id}"
        reasons = {"reasons": said("Trygg hos mormor.")}
        acts: Sequence[tuple[str, Mapping[str, Any]]] = [
            ("assess-protection", {"assessedOn": LONG_AGO, "outcome": "no-immediate-need"}),
            ("assign", {"official": "official-7", "unit": "barn-norr", "assignedOn": LONG_AGO}),
            ("conclude-preliminary-assessment", {"way": "no-action", "concludedOn": LONG_AGO}),
        ]
        for act, body in acts:
            told = body if act == "assign" else {**body, **reasons}
            committee.act(CASEWORKER, "intake", thing, act, told)
    read = accepted(committee.get(CASEWORKER, "intake", f"{thing}/report"))
    assert MARK.encode() in read.content, "planted"
    committee.get(CASEWORKER, "intake", f"{thing}/notes")
    return str(intake_id)


def _matter(committee: Committee, intake_id: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = accepted(
        committee.get(CASEWORKER, "intake", f"/intakes/{intake_id}")
    ).json()
    return found


def _approve(committee: Committee) -> str:
    made = committee.post(UNIT_HEAD, "intake", "/disposal-lists", {"year": today().year})
    list_id = str(accepted(made).json()["id"])
    for who, act in ((UNIT_HEAD, "review"), (SUBCOMMITTEE, "approve")):
        committee.act(who, "intake", f"/disposal-lists/{list_id}", act, {})
    return list_id


def _is_registered(committee: Committee) -> bool:
    query = "SELECT (SELECT count(*) FROM store.event) - (SELECT count(*) FROM store.ledger)"
    return committee.rows(query) == [(0,)]


def _figures(store: Deployment) -> Mapping[str, int]:
    """Return how many events of each kind and code there are: what statistics are made of."""
    with psycopg.connect(store.admin_url) as connection:
        rows = connection.execute(
            "SELECT name, count(*) FROM store.event GROUP BY name"
            " UNION ALL SELECT concat(case_type, ' ', way), count(*) FROM intake.intake"
            " GROUP BY case_type, way"
        ).fetchall()
    return {str(row[0]): int(row[1]) for row in rows}


class _Copies:
    """Copies of both databases as files, dropped when no longer needed."""

    def __init__(self, store: Deployment) -> None:
        self._store = store
        self._copy = Deployment(
            admin_url=with_database(store.admin_url, f"{store.database}_week"),
            prefix=store.prefix,
            passwords=store.passwords,
        )

    def __enter__(self) -> Deployment:
        for old, new in self._pairs():
            statement = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY")
            self._execute(statement.format(sql.Identifier(new), sql.Identifier(old)))
        return self._copy

    def __exit__(self, *failed: object) -> None:
        for _, new in self._pairs():
            statement = sql.SQL("DROP DATABASE {} WITH (FORCE)")
            self._execute(statement.format(sql.Identifier(new)))

    def _pairs(self) -> Sequence[tuple[str, str]]:
        store, copy = self._store, self._copy
        return [(store.database, copy.database), (store.keys_database, copy.keys_database)]

    def _execute(self, statement: sql.Composed) -> None:
        url = with_database(self._store.admin_url, "postgres")
        with psycopg.connect(url, autocommit=True) as server:
            server.execute(statement)


def _backup(store: Deployment) -> _Copies:
    return _Copies(store)


async def _destroy(store: Deployment, folder: Path, list_id: str) -> None:
    async with carrying_out(store, folder, {}) as work:
        sheet = await work.run(UUID(list_id), today(), lambda done, all_: None)
    assert sheet.known.certificate is not None
    assert sheet.known.certificate.files_held == 0


def _found(store: Deployment, folder: Path, needles: Sequence[bytes]) -> list[str]:
    """Return where any of ``needles`` is found in what the committee has written."""
    found = [
        f"{table}: {needle!r}"
        for table, contents in _dump(store)
        for needle in needles
        if needle.lower() in contents.lower()
    ]
    marks = [needle for needle in needles if needle not in NUMBERS]
    return found + [
        f"{path}: {needle!r}"
        for path in (*_files(folder), *_cluster_files(store))
        for needle in marks
        if needle in _contents(path)
    ]


def _dump(store: Deployment) -> Iterator[tuple[str, bytes]]:
    """Yield every table of both databases: read models, kept answers, attachments, the log."""
    for name in (store.database, store.keys_database):
        with psycopg.connect(with_database(store.admin_url, name)) as connection:
            for schema, table in connection.execute(TABLES).fetchall():
                query = sql.SQL("COPY {} TO STDOUT (FORMAT binary)")
                named = query.format(sql.Identifier(schema, table))
                with connection.cursor().copy(named) as copied:
                    yield f"{schema}.{table}", b"".join(bytes(part) for part in copied)


def _cluster_files(store: Deployment) -> Sequence[Path]:
    """Return the server's own files: tables, indexes, dead rows and the write-ahead log."""
    with psycopg.connect(store.admin_url, autocommit=True) as server:
        server.execute("CHECKPOINT")
        server.execute("SELECT pg_switch_wal()")
        rows = server.execute(
            "SELECT setting, (SELECT array_agg(oid::text) FROM pg_database"
            " WHERE datname = ANY (%s)) FROM pg_settings WHERE name = 'data_directory'",
            ([store.database, store.keys_database],),
        ).fetchall()
    ((folder, oids),) = rows
    data = Path(folder)
    if not data.exists():
        return []  # another machine's server: its tables were read through it
    logs = [each for each in (data.parent / "server.log",) if each.exists()]
    return [*_files(data / "pg_wal"), *(f for o in oids for f in _files(data / "base" / o)), *logs]


def _files(folder: Path) -> Sequence[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def _contents(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:  # a segment that was recycled meanwhile
        return b""


@pytest.fixture(scope="module")
def again(story: Story) -> Iterator[Committee]:
    """Yield the services, started anew after the destruction."""
    with running(story.store, story.folder, Committee) as committee:
        until(lambda: _is_registered(committee), "everything registered")
        yield committee


@pytest.mark.usefixtures("again")
def test_the_chain_still_verifies_and_nothing_of_what_was_written_is_found_anywhere(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = CheckpointFiles.of(story.folder, story.store.database)
    told = {**ROLES, "RODATRADEN_VAR": str(story.folder)}
    for name, value in {**told, "RODATRADEN_DATABASE_URL": story.store.admin_url}.items():
        monkeypatch.setenv(name, value)
    export = str(story.folder / "ledger.export")
    outside = ("--checkpoints", str(files.anchor.path), "--key", str(files.keyring_file))
    assert main(["checkpoint"]) == 0
    assert main(["export-ledger", "--out", export]) == 0
    assert main(["verify", export, *outside]) == 0
    assert _found(story.store, story.folder, NEEDLES + NUMBERS) == []


def test_readers_are_shown_what_remains_and_why(story: Story, again: Committee) -> None:
    thing = f"/intakes/{story.intake_id}"
    report = accepted(again.get(CASEWORKER, "intake", f"{thing}/report")).json()
    assert (report["isDestroyed"], report["text"], report["sender"]) == (True, None, None)
    notes = accepted(again.get(CASEWORKER, "intake", f"{thing}/notes")).json()["notes"]
    assert {note["text"] for note in notes} == {GONE}
    attached = f"{thing}/attachments/{report['attachments'][0]['attachmentId']}"
    assert again.get(CASEWORKER, "intake", attached).json()["code"] == "file-destroyed"
    disposed = [
        line
        for line in again.told(story.intake_id, "intake.file-disposed.v1")
        if line["type"] == "intake.file-disposed.v1"
    ]
    assert [line["facts"]["legalBasisId"] for line in disposed] == ["sol-16-1"]


def test_figures_by_code_are_what_they_were(story: Story, again: Committee) -> None:
    after = _figures(story.store)
    assert {name: after[name] for name in story.before if "dispos" not in name} == {
        name: count for name, count in story.before.items() if "dispos" not in name
    }


def test_the_certificate_says_what_was_destroyed_and_about_nobody(
    story: Story, again: Committee
) -> None:
    shown = accepted(again.get(UNIT_HEAD, "intake", f"/disposal-lists/{story.list_id}")).json()
    certificate = shown["certificate"]
    assert [each["files"] for each in certificate["disposedByRules"]] == [3]
    assert story.person_id not in str(certificate)


def test_the_child_is_not_found_by_its_number_any_more(story: Story, again: Committee) -> None:
    asked = again.post(CASEWORKER, "intake", "/person-searches", {"number": CHILD})
    assert accepted(asked).json()["personId"] is None


async def test_last_weeks_backup_with_the_master_key_does_not_bring_the_text_back(
    story: Story,
) -> None:
    secrets = epoch_secrets(story.folder, story.store.database)
    for folder in (secrets, story.folder / "empty"):
        manager = read_master_key(None, master_key_file(story.folder), folder)
        vault = Vault(story.backup.url_for(VAULT), manager)
        with pytest.raises(MasterKeyRefused, match="does not open epoch:1"):
            await vault.open()
        await vault.close()


async def test_the_restored_store_with_todays_keys_shows_it_as_destroyed(story: Story) -> None:
    secrets = epoch_secrets(story.folder, story.store.database)
    vault = Vault(
        story.store.url_for(VAULT),
        read_master_key(None, master_key_file(story.folder), secrets),
    )
    store = PostgresStore(story.backup.url_for("intake"), service="intake", codec=CODEC)
    await vault.open()
    await store.open()
    stream = await store.read(UUID(story.intake_id))
    shown = str(await opened(stream, CODEC, vault))
    await store.close()
    await vault.close()
    assert MARK not in shown
    assert GONE in shown
