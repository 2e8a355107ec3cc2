"""What the fields of bodies have in common, beside what every service shares."""

import base64
import binascii
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from services.intake.application.attachments import MOST_BYTES, media_type_of
from shared.http.schemas import Fault
from shared.kernel.clock import today
from shared.kernel.identity_number import InvalidIdentityNumber, parse_identity_number

MOST_ENCODED = (MOST_BYTES + 2) // 3 * 4
MOST_FILES = 5
MOST_PEOPLE = 20

Line = Annotated[str, Field(min_length=1, max_length=300)]
"""A short text as somebody wrote it: sealed wherever it rests."""

Words = Annotated[str, Field(min_length=1, max_length=50_000)]
"""Free text: sealed wherever it rests."""

Locale = Annotated[str, Field(max_length=35, pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
"""A language tag (BCP 47)."""


def _number(written: str) -> str:
    try:
        parse_identity_number(written, on=today())
    except InvalidIdentityNumber as invalid:
        raise Fault("invalid-identity-number", str(invalid)) from None
    return written


ClaimedNumber = Annotated[
    str,
    AfterValidator(_number),
    Field(max_length=20, json_schema_extra={"format": "swedish-identity-number"}),
]
"""A personal or coordination number that somebody gives as their own: its check digit holds."""


def _content(sent: Any) -> Any:
    if not isinstance(sent, str):
        return sent
    try:
        content = base64.b64decode(sent, validate=True)
    except (binascii.Error, ValueError):
        raise Fault("not-base64", "Filens innehåll ska vara base64.") from None
    if len(content) > MOST_BYTES:
        raise Fault("file-too-large", f"Filen får vara högst {MOST_BYTES} byte.")
    if media_type_of(content) is None:
        raise Fault("file-type", "Filen ska vara PDF, JPEG eller PNG; innehållet är inget av dem.")
    return content


_ENCODED = (
    "^(/9j/|(JVBERi[0-3]|iVBORw0KGg[o-r])[A-Za-z0-9+/])"  # how JPEG, PDF and PNG begin
    "([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$"
)
Content = Annotated[
    bytes,
    BeforeValidator(_content),
    WithJsonSchema(
        {
            "type": "string",
            "contentEncoding": "base64",
            "pattern": _ENCODED,
            "maxLength": MOST_ENCODED,
            "example": "JVBERi0xLjcK",
        }
    ),
]
"""A file in base64; what it is is found in its content."""
