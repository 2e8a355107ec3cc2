"""What reporting asks and answers about meetings."""

from datetime import date
from uuid import UUID

from pydantic import Field

from services.reporting.api.schemas import SAMPLE_ID
from services.reporting.application.meetings import MeetingList
from services.reporting.domain.meetings.commands import MeetingBody, ScheduleMeeting
from services.reporting.projections.meetings import MeetingRow
from shared.http.schemas import Body, Day, Resource
from shared.kernel.shown import Shown

WHO_MEETS = "`committee`: nämnden. `subcommittee`: utskottet."


class ScheduleMeetingBody(Body):
    """Sätt ut ett sammanträde."""

    body: MeetingBody = Field(title="Organ", description=WHO_MEETS, examples=["committee"])
    meeting_on: Day = Field(title="Dag", examples=["2026-12-01"])

    def to_command(self, today: date) -> ScheduleMeeting:
        """Return the command."""
        return ScheduleMeeting(body=self.body, meeting_on=self.meeting_on, today=today)


class DeliverListBody(Body):
    """Lämna anmälningslistan till sammanträdet: frys den som den är känd nu."""

    delivered_on: Day = Field(title="Lämnad", examples=["2026-11-20"])


class MeetingItem(Resource):
    """Ett sammanträde."""

    meeting_id: UUID = Field(title="Sammanträdet", examples=[SAMPLE_ID])
    body: MeetingBody = Field(title="Organ", description=WHO_MEETS, examples=["committee"])
    meeting_on: Day = Field(title="Dag", examples=["2026-12-01"])
    is_cancelled: bool = Field(title="Inställt", examples=[False])
    delivered_on: Day | None = Field(title="Anmälningslistan lämnad", examples=["2026-11-20"])
    decisions: int | None = Field(title="Anmälda beslut", examples=[12])
    content_hash: str | None = Field(
        title="SHA-256 av listan", max_length=64, examples=["9f" * 32]
    )

    @classmethod
    def of(cls, row: MeetingRow) -> "MeetingItem":
        """Return the item that shows ``row``."""
        return cls(
            meeting_id=row.meeting_id,
            body=MeetingBody(row.body),
            meeting_on=row.meeting_on,
            is_cancelled=row.is_cancelled,
            delivered_on=row.delivered_on,
            decisions=row.decisions,
            content_hash=row.content_sha256,
        )

    @classmethod
    def of_list(cls, found: MeetingList) -> "MeetingItem":
        """Return the meeting that ``found`` is the list of."""
        told, meeting = found.delivered, found.meeting
        return cls(
            meeting_id=meeting.meeting_id,
            body=meeting.body,
            meeting_on=meeting.meeting_on,
            is_cancelled=meeting.is_cancelled,
            delivered_on=told.delivered_on if told else None,
            decisions=len(told.decision_event_ids) if told else None,
            content_hash=told.content_sha256 if told else None,
        )

    def shown(self) -> Shown:
        """Return what the item shows: the meeting, and nobody."""
        return Shown.of(None, self.meeting_id)
