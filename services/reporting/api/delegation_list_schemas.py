"""What reporting answers about what each meeting is told: decisions taken in the body's place."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from pydantic import Field

from services.reporting.api.delegation_schemas import SAID, VERDICT
from services.reporting.api.meeting_schemas import MeetingItem
from services.reporting.api.schemas import SAMPLE_ID, status_in_swedish
from services.reporting.application.delegation import Verdict, Why
from services.reporting.application.delegation_lists import line_of, mask, masked
from services.reporting.application.meetings import MeetingList
from services.reporting.application.urgent_decisions import UrgentDecision
from services.reporting.domain.meetings.urgent import TaskState
from services.reporting.domain.unexecuted_report import canonical, digest
from shared.catalogue import Catalogue
from shared.http.schemas import Answer, Day, Resource
from shared.kernel.shown import Shown

DUTY = (
    "`no-meeting`: inget sammanträde är utsatt. `awaits`: väntar på nästa. `overdue`: nästa "
    "sammanträde har passerat utan att det anmäldes. `reported`: anmält. `reported-late`: anmält "
    "vid ett senare sammanträde än nästa."
)


class ListedDecision(Answer):
    """Ett beslut på anmälningslistan. Om någon skyddad visas inte vem, och inte ärendet."""

    event_id: UUID | None = Field(title="Händelsens identitet", examples=[SAMPLE_ID])
    status: str = Field(title="Händelse", max_length=128, examples=["Beslut fattat"])
    decision_type: str = Field(
        title="Beslutstyp", max_length=64, examples=["extend-investigation"]
    )
    name: str = Field(title="Beslutstypens namn", max_length=256, examples=["Förlänga utredning"])
    decided_on: Day = Field(title="Beslutsdag", examples=["2026-03-16"])
    decided_by: str = Field(title="Vem", max_length=128, examples=["chef-1"])
    role: str = Field(title="Roll", max_length=64, examples=["unit-head"])
    outcome: str | None = Field(title="Beslutets utfall", max_length=64, examples=["granted"])
    intervention_type: str | None = Field(
        title="Insats", max_length=64, examples=["outpatient-family"]
    )
    verdict: Verdict = Field(title="Prövning", description=VERDICT, examples=["conforms"])
    why: Why = Field(title="Skäl", examples=["by-rule"])
    explanation: str = Field(title="Förklaring", max_length=256, examples=[SAID[Why.BY_RULE]])
    rule_id: str | None = Field(title="Delegationspunkt", max_length=64, examples=["d-3"])
    is_urgent: bool = Field(title="Ordförandens brådskande beslut", examples=[False])
    is_late: bool = Field(
        title="Efterregistrerat",
        description="Beslutat före den dag då organets förra lista lämnades.",
        examples=[False],
    )
    is_masked: bool = Field(title="Gäller någon skyddad", examples=[False])
    thread_id: UUID | None = Field(title="Trådens identitet", examples=[SAMPLE_ID])
    matter_id: UUID | None = Field(title="Ärendets identitet", examples=[SAMPLE_ID])
    person_id: UUID | None = Field(title="Pseudonym", examples=[SAMPLE_ID])

    @classmethod
    def of(cls, line: Mapping[str, Any], law: Catalogue) -> "ListedDecision":
        """Return ``line`` as it is answered."""
        kind = line["decisionType"]
        wordings = law.tables.decision_types.get(kind)
        told = {name: value for name, value in line.items() if name not in ("position", "event")}
        words = {
            "status": status_in_swedish(line["event"]),
            "name": wordings[-1].name if wordings else kind,
            "explanation": SAID[Why(line["why"])],
        }
        return cls.model_validate_json(canonical({**told, **words}))

    def shown(self) -> Shown:
        """Return whom it shows."""
        return Shown.of(self.person_id, self.matter_id)


class DelegationListAnswer(Resource):
    """Anmälningslistan till ett sammanträde: som den lämnades, eller som den skulle bli nu."""

    meeting: MeetingItem = Field(title="Sammanträdet")
    since_position: int = Field(title="Efter position", examples=[120])
    known_position: int = Field(title="Till och med position", examples=[170])
    is_delivered: bool = Field(title="Lämnad", examples=[True])
    content_hash: str = Field(title="SHA-256 av innehållet", max_length=64, examples=["9f" * 32])
    is_intact: bool | None = Field(
        title="Innehållet har den kontrollsumma som antecknades", examples=[True]
    )
    is_reproduced: bool | None = Field(
        title="Samma lista blir till på nytt ur liggaren, byte för byte", examples=[True]
    )
    decisions: tuple[ListedDecision, ...] = Field(title="Besluten")

    @classmethod
    def of(
        cls, found: MeetingList, again: bytes | None, closed: Collection[UUID], law: Catalogue
    ) -> "DelegationListAnswer":
        """Return the list as it may be shown, beside whether it could be made ``again``."""
        told, own = found.delivered, digest(found.content)
        return cls(
            meeting=MeetingItem.of_list(found),
            since_position=found.plain["sincePosition"],
            known_position=found.plain["untilPosition"],
            is_delivered=told is not None,
            content_hash=told.content_sha256 if told else own,
            is_intact=told.content_sha256 == own if told else None,
            is_reproduced=None if again is None else again == found.content,
            decisions=tuple(ListedDecision.of(each, law) for each in masked(found.plain, closed)),
        )

    def shown(self) -> Shown:
        """Return whom it shows."""
        own = Shown.of(None, self.meeting.meeting_id)
        return own | Shown.all_of(each.shown() for each in self.decisions)


class ListedDifference(Answer):
    """Ett anmält beslut som inte längre är vad listan sade."""

    was: ListedDecision = Field(title="Som det anmäldes")
    now: ListedDecision | None = Field(
        title="Som det är känt nu", description="Saknas när beslutet är annullerat."
    )
    fields: tuple[str, ...] = Field(title="Uppgifter som skiljer", examples=[["decidedOn"]])


class ListDifferenceAnswer(Resource):
    """Vad som har blivit känt sedan anmälningslistan lämnades."""

    meeting_id: UUID = Field(title="Sammanträdet", examples=[SAMPLE_ID])
    differences: tuple[ListedDifference, ...] = Field(title="Skillnader")

    @classmethod
    def of(
        cls,
        meeting_id: UUID,
        learned: Sequence[Mapping[str, Any]],
        closed: Collection[UUID],
        law: Catalogue,
    ) -> "ListDifferenceAnswer":
        """Return what was ``learned``, as it may be shown."""

        def told(line: Mapping[str, Any] | None) -> ListedDecision | None:
            return None if line is None else ListedDecision.of(mask(line, closed), law)

        return cls(
            meeting_id=meeting_id,
            differences=tuple(
                ListedDifference(was=was, now=told(each["now"]), fields=tuple(each["fields"]))
                for each in learned
                if (was := told(each["was"])) is not None
            ),
        )

    def shown(self) -> Shown:
        """Return whom it shows."""
        own = Shown.of(None, self.meeting_id)
        return own | Shown.all_of(each.was.shown() for each in self.differences)


class UrgentDecisionItem(Answer):
    """Ett beslut som ordföranden fattade när det brådskade, och om det har anmälts."""

    decision: ListedDecision = Field(title="Beslutet")
    state: TaskState = Field(title="Anmälans läge", description=DUTY, examples=["awaits"])
    due_on: Day | None = Field(title="Nästa sammanträde efter beslutet", examples=["2026-12-01"])
    told_on: Day | None = Field(title="Anmält vid sammanträdet", examples=["2026-12-01"])

    @classmethod
    def of(
        cls, each: UrgentDecision, closed: Collection[UUID], law: Catalogue
    ) -> "UrgentDecisionItem":
        """Return what may be shown of ``each``."""
        line = mask(line_of(each.tried, None), closed)
        return cls(
            decision=ListedDecision.of(line, law),
            state=each.duty.state,
            due_on=each.duty.due_on,
            told_on=each.duty.told_on,
        )

    def shown(self) -> Shown:
        """Return whom it shows."""
        return self.decision.shown()
