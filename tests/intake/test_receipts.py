"""Läsa en kvittens."""

import hashlib
import json
from uuid import UUID

from shared.kernel.clock import new_id
from shared.proofs.checkpoint import Checkpoint, is_signed
from shared.proofs.checkpoints import make_checkpoint
from shared.proofs.note import read_notes
from shared.proofs.paths import is_included
from shared.testing.database import Database
from shared.testing.tokens import CASEWORKER, E_SERVICE, bearer, token_for
from tests.intake.service import Service, concern
from tests.intake.test_attachments import PDF, attachment
from tests.shared.proofs.keys import KEY
from tests.shared.proofs.ledger import registrar_of

OTHER_E_SERVICE = token_for("e-service-2", "e-service", "e-service", client_id="another-program")


async def test_the_holder_sees_where_the_ledger_has_it_and_nothing_else(service: Service) -> None:
    posted = await service.submit("/concern-reports", concern(), "a")
    await service.caught_up("intakes")
    answer = await service.read(
        posted.headers["location"].removeprefix("http://intake.example"), by=E_SERVICE
    )
    (entry,) = await service.store.rows(
        "SELECT position, leaf_hash, chain_hash FROM store.ledger WHERE event_id = %(id)s",
        {"id": UUID(posted.json()["eventId"])},
    )
    shown = answer.json()
    assert shown["isRegistered"] is True
    assert (shown["position"], shown["leafHash"]) == (entry["position"], entry["leaf_hash"].hex())
    assert shown.keys() == {
        "receiptId",
        "receivedAt",
        "eventId",
        "isRegistered",
        "position",
        "epoch",
        "leafHash",
        "chainHash",
        "registeredAt",
        "proof",
        "_links",
    }


async def test_the_holder_gets_a_proof_once_it_is_signed(
    service: Service, database: Database
) -> None:
    receipt = (await service.submit("/concern-reports", concern(), "a")).json()
    path = f"/receipts/{receipt['receiptId']}"
    await service.caught_up("intakes")
    assert (await service.read(path, by=E_SERVICE)).json()["proof"] is None
    async with registrar_of(database) as connection:
        await make_checkpoint(connection, KEY, None)
    shown = (await service.read(path, by=E_SERVICE)).json()
    (note,) = read_notes(shown["proof"]["checkpoint"])
    checkpoint = Checkpoint.parse(note.text)
    assert is_signed(note, KEY.public)
    assert is_included(
        bytes.fromhex(shown["leafHash"]),
        shown["position"] - 1,
        checkpoint.size,
        [*map(bytes.fromhex, shown["proof"]["hashes"])],
        checkpoint.root,
    )


async def test_the_registered_event_holds_the_digest_of_the_receipt(service: Service) -> None:
    receipt = (await service.submit("/concern-reports", concern(), "a")).json()
    (event,) = await service.store.rows(
        "SELECT convert_from(data, 'UTF8')::json ->> 'digest' AS digest FROM store.own_event"
        " WHERE event_id = %(id)s",
        {"id": UUID(receipt["eventId"])},
    )
    assert event["digest"] == receipt["digest"]


async def test_the_sender_can_compute_the_digest_from_what_was_sent(service: Service) -> None:
    body = concern(attachments=[attachment(PDF)], receivedOn="2026-11-20", guardians=[])
    receipt = (await service.submit("/concern-reports", body, "a")).json()
    body["attachments"][0]["content"] = hashlib.sha256(PDF).hexdigest()
    canonical = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    expected = hashlib.sha256(f"{receipt['salt']}{canonical}".encode()).hexdigest()
    assert receipt["digest"] == expected


async def test_nobody_else_has_the_receipt(service: Service) -> None:
    receipt = (await service.submit("/concern-reports", concern(), "a")).json()
    path = f"/receipts/{receipt['receiptId']}"
    for other in (OTHER_E_SERVICE, CASEWORKER):
        answer = await service.read(path, by=other)
        assert answer.status_code == 404


async def test_what_is_no_receipt_is_not_found(service: Service) -> None:
    (matter,) = await service.reported(concern())
    for id in (str(new_id()), matter["intakeId"], matter["personId"]):
        answer = await service.client.get(f"/receipts/{id}", headers=bearer(E_SERVICE))
        assert answer.status_code == 404
