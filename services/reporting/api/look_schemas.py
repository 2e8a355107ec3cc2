"""What reporting answers of the access log: to the person looked at, and to those who review."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from pydantic import Field

from services.reporting.api.schemas import SAMPLE_ID
from services.reporting.application.looks import Draw, LookAtPerson
from services.reporting.application.reviews import Month, Rule, Selected
from services.reporting.domain.commands import Finding
from services.reporting.domain.events import Judgement, ReviewSigned
from shared.http.schemas import NOT_BLANK, Answer, Body, Day, Instant, Resource
from shared.kernel.access_log import Outcome
from shared.kernel.shown import Shown

PURPOSES: Mapping[str, str] = {
    "read": "Läsning i handläggningen",
    "handle": "Handläggning av ärendet",
    "decide": "Beslut i ärendet",
    "work": "Utförande av ett arbete för handläggningen",
    "feed": "Överföring till uppföljningen",
    "review": "Granskning av loggen, eller utdrag ur den",
    "dispose": "Gallring",
    "disclose": "Utlämnande till den enskilde eller en part",
}
"""Why somebody looked, by what their right lets them do."""


class PersonLook(Answer):
    """En åtkomst till uppgifter om personen."""

    at: Instant = Field(title="När", examples=["2026-03-02T09:30:00Z"])
    service: str = Field(title="Tjänst", max_length=32, examples=["intake"])
    role: str = Field(title="Roll", max_length=64, examples=["caseworker"])
    client: str = Field(title="Typ av klient", max_length=32, examples=["official"])
    unit: str | None = Field(title="Enhet", max_length=64, examples=["barn-norr"])
    purpose_code: str = Field(title="Ändamålskod", max_length=64, examples=["intake:read"])
    purpose: str = Field(title="Varför", max_length=64, examples=["Läsning i handläggningen"])
    what: str = Field(title="Vad", max_length=256, examples=["GET /intakes/{intake_id}"])
    outcome: Outcome = Field(title="Utfall", examples=["shown"])

    @classmethod
    def of(cls, look: LookAtPerson) -> "PersonLook":
        """Return ``look`` as the person may know it."""
        return cls(
            at=look.at,
            service=look.service,
            role=look.role,
            client=look.client,
            unit=look.unit,
            purpose_code=look.purpose,
            purpose=PURPOSES.get(look.purpose.partition(":")[2], "Annat ändamål"),
            what=f"{look.method} {look.route}",
            outcome=Outcome(look.outcome),
        )


class SelectedLook(Answer):
    """En åtkomst att bedöma."""

    look: int = Field(title="Nummer i loggen", examples=[17])
    at: Instant = Field(title="När", examples=["2026-03-02T09:30:00Z"])
    subject: str = Field(title="Vem", max_length=128, examples=["official-7"])
    role: str = Field(title="Roll", max_length=64, examples=["caseworker"])
    unit: str | None = Field(title="Enhet", max_length=64, examples=["barn-norr"])
    service: str = Field(title="Tjänst", max_length=32, examples=["intake"])
    what: str = Field(title="Vad", max_length=256, examples=["GET /intakes/{intake_id}"])
    purpose_code: str = Field(title="Ändamålskod", max_length=64, examples=["intake:read"])
    outcome: Outcome = Field(title="Utfall", examples=["shown"])
    person_ids: tuple[UUID, ...] = Field(title="Personer", examples=[[SAMPLE_ID]])
    hit_ids: tuple[UUID, ...] = Field(title="Ärenden", examples=[[SAMPLE_ID]])
    rules: tuple[Rule, ...] = Field(title="Utvald för att", examples=[["no-relation"]])
    is_own: bool = Field(
        title="Den egna", description="Granskas av någon annan.", examples=[False]
    )

    @classmethod
    def of(cls, selected: Selected, reviewer: str) -> "SelectedLook":
        """Return ``selected`` as ``reviewer`` sees it."""
        look = selected.look
        return cls(
            look=look.look,
            at=look.at,
            subject=look.subject,
            role=look.role,
            unit=look.unit,
            service=look.service,
            what=f"{look.method} {look.route}",
            purpose_code=look.purpose,
            outcome=Outcome(look.outcome),
            person_ids=tuple(look.person_ids),
            hit_ids=tuple(look.hit_ids),
            rules=selected.rules,
            is_own=look.subject == reviewer,
        )

    def shown(self) -> Shown:
        """Return whom it shows."""
        return Shown(persons=frozenset(self.person_ids), hits=frozenset(self.hit_ids))


class FindingBody(Body):
    """Bedömningen av en åtkomst."""

    look: int = Field(title="Nummer i loggen", ge=1, le=2**53 - 1, examples=[17])
    judgement: Judgement = Field(title="Bedömning", examples=["justified"])


class ReviewBody(Body):
    """En granskad period, med en bedömning av varje utvald åtkomst."""

    from_on: Day = Field(title="Från och med", examples=["2026-02-01"])
    until_on: Day = Field(title="Till och med", examples=["2026-02-28"])
    seed: str = Field(
        title="Frö", pattern=NOT_BLANK, min_length=1, max_length=64, examples=["feb-2026"]
    )
    sample: int = Field(title="Stickprovets storlek", ge=0, le=1000, examples=[20])
    findings: tuple[FindingBody, ...] = Field(title="Bedömningar", max_length=10_000)

    def draw(self) -> Draw:
        """Return what was to be reviewed."""
        return Draw(
            from_on=self.from_on, until_on=self.until_on, seed=self.seed, sample=self.sample
        )

    def to_findings(self) -> Sequence[Finding]:
        """Return what was found."""
        return [Finding(look=each.look, judgement=each.judgement) for each in self.findings]


class ReviewItem(Answer):
    """En undertecknad loggranskning."""

    review_id: UUID = Field(title="Identitet", examples=[SAMPLE_ID])
    from_on: Day = Field(title="Från och med", examples=["2026-02-01"])
    until_on: Day = Field(title="Till och med", examples=["2026-02-28"])
    seed: str = Field(title="Frö", max_length=64, examples=["feb-2026"])
    sample: int = Field(title="Stickprovets storlek", examples=[20])
    looks: int = Field(title="Åtkomster i perioden", examples=[3120])
    reviewed: int = Field(title="Bedömda", examples=[23])
    left_to_others: int = Field(title="Lämnade till någon annan", examples=[1])
    unasked_rules: tuple[str, ...] = Field(
        title="Regler som inte kunnat prövas",
        description="Det som de behöver veta är inte inläst.",
        examples=[["relative"]],
    )
    signed_by: str = Field(title="Av", max_length=128, examples=["official-3"])
    signed_on: Day = Field(title="Undertecknad", examples=["2026-03-05"])

    @classmethod
    def of(cls, signed: ReviewSigned) -> "ReviewItem":
        """Return the item that shows ``signed``."""
        return cls(**{name: getattr(signed, name) for name in cls.model_fields})


class MonthItem(Answer):
    """En månad i åtkomstloggen."""

    first_on: Day = Field(title="Månadens första dag", examples=["2026-02-01"])
    looks: int = Field(title="Tjänstemäns åtkomster till personer", examples=[3120])
    is_reviewed: bool = Field(title="Granskad", examples=[False])

    @classmethod
    def of(cls, month: Month, reviewed: frozenset[date]) -> "MonthItem":
        """Return the item that shows ``month``; ``reviewed`` are the months under a review."""
        return cls(
            first_on=month.first_on,
            looks=month.looks,
            is_reviewed=month.first_on in reviewed,
        )


class ReviewsAnswer(Resource):
    """Loggranskningar, och de månader som ingen har granskat."""

    reviews: tuple[ReviewItem, ...] = Field(title="Undertecknade granskningar")
    months: tuple[MonthItem, ...] = Field(title="Månader i loggen")
