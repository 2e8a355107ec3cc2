"""Files that come with a report: known by their content, sealed, kept beside the streams."""

import hashlib
from collections.abc import Mapping, Sequence
from uuid import UUID

from services.intake.application.handed_in import HandedFile
from services.intake.domain.report.submission import Attachment
from shared.kernel.sealed import FileKey
from shared.kernel.store import Store, Transaction

MOST_BYTES = 10 * 1024 * 1024

_MAGIC: Mapping[bytes, str] = {
    b"%PDF-": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
}
_FIELD = "content"
_KEEP = (
    "INSERT INTO intake.attachment (attachment_id, report_id, sealed)"
    " VALUES (%(attachment_id)s, %(report_id)s, %(sealed)s)"
)
_READ = (
    "SELECT sealed FROM intake.attachment"
    " WHERE attachment_id = %(attachment_id)s AND report_id = %(report_id)s"
)


def media_type_of(content: bytes) -> str | None:
    """Return what the content is: PDF, JPEG or PNG; None for all else."""
    return next((kind for magic, kind in _MAGIC.items() if content.startswith(magic)), None)


def seal(
    key: FileKey, files: Sequence[tuple[UUID, HandedFile]]
) -> Sequence[tuple[Attachment, bytes]]:
    """Return each file as it is told of in an event, and its content as it rests."""
    sealed = []
    for attachment_id, file in files:
        resting = key.seal_bytes(attachment_id, _FIELD, file.content)
        attachment = Attachment(
            attachment_id=attachment_id,
            file_name=file.file_name,
            media_type=file.media_type,
            size=len(file.content),
            sealed_digest=hashlib.sha256(resting).hexdigest(),
        )
        sealed.append((attachment, resting))
    return sealed


async def keep(
    tx: Transaction, report_id: UUID, sealed: Sequence[tuple[Attachment, bytes]]
) -> None:
    """Keep the contents in the same transaction as the events that tell of them."""
    for attachment, resting in sealed:
        values = {
            "attachment_id": attachment.attachment_id,
            "report_id": report_id,
            "sealed": resting,
        }
        await tx.rows(_KEEP, values)


async def content_of(
    store: Store, key: FileKey, report_id: UUID, attachment_id: UUID
) -> bytes | None:
    """Return a file's content in the clear; None when the report has no such file."""
    values = {"attachment_id": attachment_id, "report_id": report_id}
    rows = await store.rows(_READ, values)
    return key.unseal_bytes(attachment_id, _FIELD, bytes(rows[0]["sealed"])) if rows else None
