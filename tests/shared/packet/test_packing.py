"""A packet says what is in it, the same each time, and shows what was changed."""

import hashlib
import io
import json
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from shared.packet.contents import Contents, Entry, Section, Text
from shared.packet.packing import MANIFEST, faults, pack

ENTRY = Entry(
    event_id=UUID(int=2),
    name="intake.reasons-kept.v1",
    title="Motivering bevarad",
    recorded_at=datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
    recorded_by="official-7",
    position=17,
    texts=[Text(path="reasons", heading="Motivering", words='Sa "nej" & <b>gick</b>.')],
    facts={"step": "protection"},
)
CONTENTS = Contents(
    title="Personakt",
    purpose="preserve",
    person_id=UUID(int=1),
    made_at=datetime(2026, 11, 22, 10, tzinfo=UTC),
    sections=[Section(heading="Aktualisering", entries=[ENTRY])],
    left_out=("Vem som anmälde.",),
    attachments={"1.pdf": b"%PDF-"},
)


def test_the_manifest_has_the_hash_of_every_file_and_is_itself_hashed() -> None:
    packet = pack(CONTENTS)
    manifest = json.loads(packet.files[MANIFEST])
    assert {each["name"] for each in manifest["files"]} == {
        "attachments/1.pdf",
        "file.html",
        "file.json",
        "proofs.json",
    }
    assert packet.manifest_sha256 == hashlib.sha256(packet.files[MANIFEST]).hexdigest()
    assert faults(packet.files) == []


def test_the_same_contents_make_the_same_archive() -> None:
    assert pack(CONTENTS).archive() == pack(replace(CONTENTS)).archive()
    with zipfile.ZipFile(io.BytesIO(pack(CONTENTS).archive())) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == pack(CONTENTS).files


def test_what_a_text_says_is_shown_as_text() -> None:
    page = pack(CONTENTS).files["file.html"].decode()
    assert "Sa &quot;nej&quot; &amp; &lt;b&gt;gick&lt;/b&gt;." in page
    assert "Vem som anmälde." in page
    assert "position 17" in page


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"file.html": b"x"}, "file.html: changed"),
        ({"more.txt": b"x"}, "more.txt: not in the manifest"),
    ],
)
def test_a_file_that_was_changed_or_added_is_named(change: dict[str, bytes], fault: str) -> None:
    assert faults({**pack(CONTENTS).files, **change}) == [fault]


def test_a_file_that_is_missing_is_named() -> None:
    files = {name: data for name, data in pack(CONTENTS).files.items() if name != "file.json"}
    assert faults(files) == ["file.json: missing"]
