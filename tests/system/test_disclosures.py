"""Registerutdrag and a party's packet, from the request to the bytes, over the whole system.

Whoever reported the first child bears the word that every name and text of the story has in it, so
that wherever it stands in a packet the reporter would be known.
"""

import base64
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest

from deploy.cli import main
from deploy.migrate import Deployment
from shared.kernel.clock import new_id, today
from shared.packet.packing import faults
from shared.proofs.paths import is_included
from shared.testing.tokens import CASEWORKER, UNIT_HEAD
from tests.postgres import ROLES
from tests.system import story
from tests.system.committee import Committee, accepted, running, until
from tests.system.destroying import is_registered
from tests.system.looked_at import SHUT
from tests.system.words import MARK

Files = Mapping[str, bytes]
CHILD, SIBLING, GUARDIAN = "200001052380", "199312172381", "199107172380"
NEIGHBOUR = {
    "kind": "private",
    "name": f"Grannhild {MARK}",
    "telephone": "070-111 22 33",
    "relation": "bor i huset bredvid",
}
HIDDEN = (MARK.casefold(), "grannhild", "1112233", "huset bredvid")
PDF = f"%PDF-1.7\n{MARK}\n".encode()


@dataclass(frozen=True, slots=True)
class Desk:
    """The committee, and an official's errands to the operator."""

    committee: Committee
    folder: Path

    def opened(self, person_id: str, **body: str) -> str:
        """Begin to give somebody what is kept, and return its path."""
        asked = {"kind": "register-extract", "recipient": "self", **body}
        path = f"/persons/{person_id}/disclosures"
        made = accepted(self.committee.post(CASEWORKER, "intake", path, asked)).json()
        return f"{path}/{made['id']}"

    def run(self, verb: str, path: str, *, by: str = "official-7") -> tuple[int, Path]:
        """Run the operator's command."""
        out = self.folder / f"{verb}-{new_id()}.zip"
        id_ = path.rpartition("/")[2]
        return main([verb, id_, "--out", str(out), "--by", by]), out

    def written(self, verb: str, path: str) -> bytes:
        """Run the operator's command, which must succeed; return the archive."""
        code, out = self.run(verb, path)
        assert code == 0
        return out.read_bytes()

    def decided(self, path: str) -> None:
        body = {"reasons": "Det kan antas att anmälaren utsätts för våld."}
        self.committee.act(UNIT_HEAD, "intake", path, "decide", body)

    def packet(self, path: str) -> bytes:
        """Propose, decide and make."""
        self.written("propose-masks", path)
        self.decided(path)
        return self.written("make-packet", path)


@dataclass(frozen=True, slots=True)
class Told:
    """Whom the story is about."""

    desk: Desk
    protected: str  # the child whom a neighbour reported
    intake_id: str
    obliged: str  # the child whom a school reported


@pytest.fixture(scope="module")
def told(fresh_store: Deployment, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    folder = tmp_path_factory.mktemp("disclosures")
    with running(fresh_store, folder, Committee) as committee:
        attached = {"fileName": "foto.pdf", "content": base64.b64encode(PDF).decode()}
        guardian = {"childPlaces": [0], "name": "Vera Testsson", "number": GUARDIAN}
        reported = story.concern(
            story.child(number=CHILD),
            story.child(number=SIBLING, name="Sture Testberg"),
            reporter=NEIGHBOUR,
            guardians=[guardian],
            attachments=[attached],
        )
        first, _ = committee.matters_of(story.report(committee, reported), 2)
        story.receive(committee, first)
        story.investigate(committee, first)
        story.support(committee, first)
        (other,) = committee.matters_of(story.report(committee))
        story.receive(committee, other, "no-action")
        until(lambda: is_registered(committee), "everything registered")
        desk = Desk(committee, folder)
        with pytest.MonkeyPatch.context() as patch:
            told = {**ROLES, "RODATRADEN_VAR": str(folder)}
            for name, value in {**told, "RODATRADEN_DATABASE_URL": fresh_store.admin_url}.items():
                patch.setenv(name, value)
            yield Told(desk, _person(committee, first), first, _person(committee, other))


def _person(committee: Committee, intake_id: str) -> str:
    read = accepted(committee.get(CASEWORKER, "intake", f"/intakes/{intake_id}")).json()
    return str(read["personId"])


def files_of(archive: bytes, folder: Path) -> Files:
    path = folder / f"{new_id()}.zip"
    path.write_bytes(archive)
    with zipfile.ZipFile(path) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def texts(files: Files) -> str:
    return "\n".join(content.decode("utf-8", "replace") for content in files.values())


def test_the_extract_has_everything_but_the_reporter_and_can_be_made_again(
    told: Told, tmp_path: Path
) -> None:
    desk = told.desk
    path = desk.opened(told.protected, administrativeMatterId=str(new_id()))
    archive = desk.packet(path)
    files = files_of(archive, tmp_path)
    text = texts(files).casefold()
    assert [each for each in HIDDEN if each in text] == []
    assert PDF not in files.values()
    assert desk.written("make-packet", path) == archive, "the same bytes, whoever asks and when"
    page = files["file.html"].decode()
    said = ("Barnet visade sitt rum.", "Behovet är utrett.", "Det går bättre.")
    for shown in ("Vera Testsson", *said):
        assert shown in page
    for heading in ("Personregistret", "Det som kom in", "Utredning", "Beslut", "Insats"):
        assert f"<h2>{heading}</h2>" in page
    assert "26 kap. 5 § offentlighets- och sekretesslagen (2009:400)" in page
    assert "förvaltningsrätten" in page
    assert "sture" not in text
    assert GUARDIAN not in text
    told_json = json.loads(files["file.json"])
    tables = {each["heading"]: each["rows"] for each in told_json["tables"]}
    assert [row[1] for row in tables["Varifrån uppgifterna kommer"]] == [
        "Orosanmälan från en privatperson"
    ]
    assert tables["Rättslig grund"]
    assert tables["Hur länge uppgifterna bevaras"]
    assert len(told_json["withheld"]) == len({*map(str, told_json["withheld"])}) > 10


def test_every_entry_is_proved_and_a_changed_byte_is_found(told: Told, tmp_path: Path) -> None:
    archive = told.desk.packet(told.desk.opened(told.protected))
    files = dict(files_of(archive, tmp_path))
    assert faults(files) == []
    proofs = json.loads(files["proofs.json"])
    size, root = proofs["checkpoint"].splitlines()[1:3]
    entries = [e for s in json.loads(files["file.json"])["sections"] for e in s["entries"]]
    assert len(proofs["proofs"]) == len(entries) > 20
    for each in proofs["proofs"]:
        leaf, *path = [bytes.fromhex(h) for h in (each["leaf_hash"], *each["hashes"])]
        place = each["position"] - 1
        assert is_included(leaf, place, int(size), path, base64.b64decode(root))
    good = tmp_path / "good.zip"
    good.write_bytes(archive)
    assert main(["check-packet", str(good)]) == 0
    bad = tmp_path / "bad.zip"
    files["file.html"] = files["file.html"].replace(b"Registerutdrag", b"Registerutdras", 1)
    with zipfile.ZipFile(bad, "w") as written:
        for name, content in files.items():
            written.writestr(name, content)
    assert main(["check-packet", str(bad)]) == 1


def test_an_obliged_reporter_is_told(told: Told, tmp_path: Path) -> None:
    path = told.desk.opened(told.obliged)
    told.desk.written("propose-masks", path)
    masks = accepted(told.desk.committee.get(CASEWORKER, "intake", f"{path}/masks")).json()
    assert not [each for each in masks["items"] if each["groundCode"] == "reporter"]
    if masks["items"]:
        told.desk.decided(path)
    else:
        told.desk.committee.act(CASEWORKER, "intake", path, "decide", {})
    files = files_of(told.desk.written("make-packet", path), tmp_path)
    assert f"Lära {MARK}" in files["file.html"].decode()
    assert f"Lära {MARK}" in files["file.json"].decode()


def test_a_party_gets_the_matter_and_not_the_register(told: Told, tmp_path: Path) -> None:
    path = told.desk.opened(told.protected, kind="party-insight", matterId=told.intake_id)
    files = files_of(told.desk.packet(path), tmp_path)
    text = texts(files).casefold()
    assert [each for each in HIDDEN if each in text] == []
    page = files["file.html"].decode()
    assert "<h2>Insats</h2>" in page
    assert "Personregistret" not in page
    assert "kammarrätten" in page


def test_what_was_given_to_whom_is_asked_later_and_stands_in_the_next_extract(
    told: Told, tmp_path: Path
) -> None:
    desk = told.desk
    path = desk.opened(told.protected, recipient="representative")
    files = files_of(desk.packet(path), tmp_path)
    read = accepted(desk.committee.get(CASEWORKER, "intake", path)).json()["disclosure"]
    given = {
        "manifestHash": read["manifestHash"],
        "channel": "in-person",
        "deliveredOn": today().isoformat(),
    }
    desk.committee.act(CASEWORKER, "intake", path, "deliver", given)
    assert faults(files) == []
    until(lambda: is_registered(desk.committee), "the delivery registered")
    (row,) = _looks(desk.committee, "rodatraden make-packet", path)
    assert row == ("official-7", "operator", "intake:disclose", "shown")
    later = files_of(desk.packet(desk.opened(told.protected)), tmp_path)
    tables = {each["heading"]: each["rows"] for each in json.loads(later["file.json"])["tables"]}
    assert [today().isoformat(), "Ombud eller ställföreträdare", "Registerutdrag"] in tables[
        "Vilka som har fått uppgifter"
    ]


def test_with_the_access_log_shut_no_byte_leaves(told: Told) -> None:
    desk = told.desk
    path = desk.opened(told.protected)
    with psycopg.connect(desk.committee.store.admin_url, autocommit=True) as admin:
        admin.execute(SHUT)
        try:
            code, out = desk.run("propose-masks", path)
        finally:
            admin.execute("DROP TRIGGER shut ON access.look")
    assert (code, out.exists()) == (4, False)
    read = accepted(desk.committee.get(CASEWORKER, "intake", path)).json()
    assert read["disclosure"]["stage"] == "opened", "nor was anything kept"


def test_whoever_is_not_let_in_to_a_protected_person_gets_no_packet(told: Told) -> None:
    desk = told.desk
    (other,) = desk.committee.matters_of(story.report(desk.committee))
    story.receive(desk.committee, other)
    person_id = _person(desk.committee, other)
    path = desk.opened(person_id)
    marked = {"kind": "confidentiality-mark", "markedOn": today().isoformat()}
    by = f"/persons/{person_id}/mark-protection"
    accepted(desk.committee.post(CASEWORKER, "intake", by, marked))

    def is_closed() -> bool:
        return desk.run("propose-masks", path, by="official-8")[0] == 1

    until(is_closed, "the protection known")
    assert desk.run("propose-masks", path)[0] == 0, "who answers for the case is on its list"


def test_nothing_is_made_of_what_is_not_decided_or_not_there(told: Told) -> None:
    path = told.desk.opened(told.protected)
    assert told.desk.run("make-packet", path)[0] == 1
    assert told.desk.run("make-packet", f"{path[:-36]}{new_id()}")[0] == 3


def _looks(committee: Committee, route: str, path: str) -> Sequence[tuple[Any, ...]]:
    statement = (
        "SELECT actor_subject, actor_role, purpose, outcome FROM access.look"
        " WHERE route = %s AND hit_ids @> ARRAY[%s::uuid]"
    )
    return committee.rows(statement, route, path.rpartition("/")[2])
