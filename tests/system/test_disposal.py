"""Gallring: what was written is found nowhere afterwards, and no backup brings it back.

Clear text is planted through the interfaces; everything that the committee has written anywhere
is searched for it, before (it rests sealed) and after (it is gone), and last week's backup of
both databases is restored beside with the master key.
"""

import asyncio
import base64
import json
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import psycopg
import pytest

from deploy.checkpoint_keys import CheckpointFiles
from deploy.cli import main
from deploy.development import epoch_secrets, master_key_file
from deploy.migrate import Deployment
from deploy.roles import VAULT
from services.intake.application.storage import CODEC
from shared.eventstore.opening import opened
from shared.eventstore.store import PostgresStore
from shared.kernel.sealed import GONE
from shared.packet.packing import faults
from shared.proofs.paths import is_included
from shared.testing.tokens import CASEWORKER, UNIT_HEAD
from shared.vault.master import MasterKeyRefused, read_master_key
from shared.vault.vault import Vault
from tests.postgres import ROLES
from tests.system.committee import Committee, accepted, running, until
from tests.system.destroying import Story, destroy, exported, figures, is_registered
from tests.system.planted import CHILD, MARK, PDF, approve, matter, plant, said
from tests.system.searched import NEEDLES, NUMBERS, Copies, found_in


@pytest.fixture(scope="module")
def story(fresh_store: Deployment, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """Plant, have the list approved, take the backup, and destroy."""
    folder = tmp_path_factory.mktemp("disposal")
    with running(fresh_store, folder, Committee) as committee:
        intake_id = plant(committee)
        person_id = str(matter(committee, intake_id)["personId"])
        assert found_in(fresh_store, folder, NEEDLES + NUMBERS) == [], "it rests sealed"
        list_id = approve(committee)
        until(lambda: is_registered(committee), "everything registered")
    with Copies(fresh_store) as backup:
        before = figures(fresh_store)
        packets = asyncio.run(exported(fresh_store, folder, person_id))
        asyncio.run(destroy(fresh_store, folder, list_id))
        yield Story(fresh_store, folder, intake_id, person_id, list_id, before, backup, packets)


@pytest.fixture(scope="module")
def again(story: Story) -> Iterator[Committee]:
    """Yield the services, started anew after the destruction."""
    with running(story.store, story.folder, Committee) as committee:
        until(lambda: is_registered(committee), "everything registered")
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
    asking = ("--by", "official-7", "--purpose", "verification")
    assert main(["export-ledger", "--out", export, *asking]) == 0
    assert main(["verify", export, *outside]) == 0
    assert found_in(story.store, story.folder, NEEDLES + NUMBERS) == []


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
    after = figures(story.store)
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


LOOKED_FOR = {"number": CHILD, "purpose": "concern-report"}


def test_the_child_is_not_found_by_its_number_any_more(story: Story, again: Committee) -> None:
    asked = again.post(CASEWORKER, "intake", "/person-searches", LOOKED_FOR)
    assert accepted(asked).json()["personId"] is None


def test_the_file_was_exported_first_and_its_proofs_hold(story: Story) -> None:
    files = story.packets[True].files
    assert faults(files) == []
    page = files["file.html"].decode()
    assert said("Han är ofta ensam hemma.") in page
    assert said("Trygg hos mormor.") in page
    assert said("Granne") in page
    assert PDF in files.values()
    told = json.loads(files["proofs.json"])
    size, root = told["checkpoint"].splitlines()[1:3]
    assert told["proofs"]
    for each in told["proofs"]:
        leaf, *path = [bytes.fromhex(h) for h in (each["leaf_hash"], *each["hashes"])]
        place = each["position"] - 1
        assert is_included(leaf, place, int(size), path, base64.b64decode(root))


def test_a_packet_without_the_reporter_says_that_it_is(story: Story) -> None:
    files = story.packets[False].files
    page = files["file.html"].decode()
    assert "OSL 26:5" in page
    assert said("Trygg hos mormor.") in page
    for hidden in (said("Granne"), said("Han är ofta ensam hemma.")):
        assert hidden not in page
        assert hidden not in files["file.json"].decode()
    assert PDF not in files.values()


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


def test_the_search_would_find_a_word_in_a_table_or_a_file(story: Story, tmp_path: Path) -> None:
    (tmp_path / "some.log").write_text("Ugglemosse")
    with psycopg.connect(story.backup.admin_url) as backup:
        backup.execute("CREATE TABLE public.clear AS SELECT 'Ugglemosse' AS word")
    found = found_in(story.backup, tmp_path, [b"Ugglemosse"])
    assert any(each.startswith("public.clear") for each in found)
    assert any("some.log" in each for each in found)
