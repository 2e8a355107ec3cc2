"""What the small service is sent, and answers."""

from datetime import date
from uuid import UUID

from pydantic import Field

from shared.http.schemas import Answer, Body, Day, Fault, Instant, Resource
from tests.shared.http.matter_rules import Sort


class ChildBody(Body):
    """Ett barn."""

    birth_year: int | None = Field(default=None, title="Födelseår", ge=1900, le=2100)
    note: str = Field(title="Notering", max_length=100, examples=["Går i förskola."])

    def model_post_init(self, _context: object) -> None:
        if self.note == "otillåten":
            raise Fault("note-not-allowed", "Den noteringen är inte tillåten.")


class OpenBody(Body):
    """Öppna ett ärende."""

    sort: Sort = Field(title="Sort")
    received_on: Day = Field(title="Inkom", examples=["2026-03-02"])
    seen_at: Instant | None = Field(default=None, title="Sågs")
    children: tuple[ChildBody, ...] = Field(title="Barn", min_length=1, max_length=5)


class CloseBody(Body):
    """Avsluta ärendet."""

    closed_on: Day = Field(title="Avslutat", examples=["2026-03-09"])


class MatterRow(Answer):
    """Ärende i en lista."""

    id: UUID = Field(title="Identitet")
    received_on: date = Field(title="Inkom", examples=["2026-03-02"])


class MatterAnswer(Resource):
    """Ett ärende."""

    id: UUID = Field(title="Identitet")
    received_on: date = Field(title="Inkom", examples=["2026-03-02"])
    is_closed: bool = Field(title="Avslutat")


class SearchBody(Body):
    """Sök ärenden."""

    text: str = Field(title="Text", min_length=1, max_length=100, examples=["förskola"])


class Found(Resource):
    """Det som hittades."""

    matters: tuple[MatterRow, ...] = Field(title="Ärenden")
