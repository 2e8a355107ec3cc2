"""Bilagor: kända på sitt innehåll, förseglade, hämtade av handläggaren."""

import hashlib
from base64 import b64encode
from typing import Any

from services.intake.application.attachments import MOST_BYTES
from shared.testing.tokens import ROBOT
from tests.intake.service import Service, concern

PDF = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3 en liten fil\n%%EOF\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF bild"
PNG = b"\x89PNG\r\n\x1a\n bild"


def attachment(content: bytes, name: str = "bilaga") -> dict[str, Any]:
    return {"fileName": name, "content": b64encode(content).decode()}


KINDS = {PDF: "application/pdf", JPEG: "image/jpeg", PNG: "image/png"}


async def test_an_official_gets_each_file_as_it_was_sent(service: Service) -> None:
    files = [attachment(content, f"hemlig {kind}") for content, kind in KINDS.items()]
    (matter,) = await service.reported(concern(attachments=files))
    path = f"/intakes/{matter['intakeId']}"
    listed = (await service.read(f"{path}/report")).json()["attachments"]
    assert [(each["fileName"], each["mediaType"], each["size"]) for each in listed] == [
        (f"hemlig {kind}", kind, len(content)) for content, kind in KINDS.items()
    ]
    for each, content in zip(listed, KINDS, strict=True):
        fetched = await service.read(f"{path}/attachments/{each['attachmentId']}")
        assert (fetched.status_code, fetched.content) == (200, content)
        assert fetched.headers["content-disposition"] == "attachment"


async def test_the_content_rests_sealed_and_the_ledger_knows_its_digest(service: Service) -> None:
    await service.reported(concern(attachments=[attachment(PDF)]))
    (row,) = await service.store.rows("SELECT sealed FROM intake.attachment")
    (event,) = await service.store.rows(
        "SELECT convert_from(data, 'UTF8')::json ->> 'sealed_digest' AS digest"
        " FROM store.own_event WHERE name = 'intake.attachment-kept.v1'"
    )
    assert PDF not in row["sealed"]
    assert event["digest"] == hashlib.sha256(row["sealed"]).hexdigest()


async def test_a_file_belongs_to_its_own_report_only(service: Service) -> None:
    (first,) = await service.reported(concern(attachments=[attachment(PDF)]), "a")
    (second,) = await service.reported(concern(), "b")
    report = (await service.read(f"/intakes/{first['intakeId']}/report")).json()
    file_id = report["attachments"][0]["attachmentId"]
    answer = await service.read(f"/intakes/{second['intakeId']}/attachments/{file_id}")
    assert answer.status_code == 404


async def test_a_robot_opens_no_files(service: Service) -> None:
    (matter,) = await service.reported(concern(attachments=[attachment(PDF)]))
    path = f"/intakes/{matter['intakeId']}"
    await service.claim_all()
    report = (await service.read(f"{path}/report", by=ROBOT)).json()
    (listed,) = report["attachments"]
    assert listed.get("fileName") is None
    answer = await service.read(f"{path}/attachments/{listed['attachmentId']}", by=ROBOT)
    assert answer.status_code == 403


NOT_ACCEPTED = [
    (b64encode(b"MZ\x90 inte en bild").decode(), "file-type"),
    (b64encode(b"<script>%PDF-</script>").decode(), "file-type"),
    ("inte base64!", "not-base64"),
    ("", "file-type"),
]


async def test_what_is_not_what_it_should_be_is_refused_with_its_place(service: Service) -> None:
    for content, code in NOT_ACCEPTED:
        files = [attachment(PDF), {"fileName": "bilaga.pdf", "content": content}]
        answer = await service.submit("/concern-reports", concern(attachments=files), "x")
        (fault,) = answer.json()["errors"]
        assert answer.status_code == 400
        assert (fault["pointer"], fault["code"]) == ("/attachments/1/content", code)


async def test_a_file_may_be_ten_mebibytes_and_no_more(service: Service) -> None:
    largest = PDF.ljust(MOST_BYTES, b" ")
    fits = await service.submit(
        "/concern-reports", concern(attachments=[attachment(largest)]), "a"
    )
    too_large = concern(attachments=[attachment(largest + b" ")])
    answer = await service.submit("/concern-reports", too_large, "b")
    assert fits.status_code == 201
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "file-too-large")


async def test_a_submission_beyond_the_limit_of_the_document_is_too_large(
    service: Service,
) -> None:
    files = [attachment(PDF.ljust(7_000_000, b" "))] * 2
    answer = await service.submit("/concern-reports", concern(attachments=files), "x")
    assert (answer.status_code, answer.json()["code"]) == (413, "content-too-large")
