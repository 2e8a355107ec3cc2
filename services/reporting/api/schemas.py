"""What reporting answers: threads and open matters."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from pydantic import Field, JsonValue
from pydantic.alias_generators import to_camel

from services.reporting.projections.open_matters import OpenMatter, Stage
from services.reporting.projections.thread_entries import ThreadEntry
from shared.contracts.names import PUBLISHED
from shared.http.schemas import Answer, Day, Instant, Resource
from shared.kernel.shown import Shown

SAMPLE_ID = "01926f3e-8a10-7000-8000-000000000001"


def camel(value: object) -> JsonValue:
    """Return ``value`` (plain JSON) with the names of its fields as the interface writes them."""
    match value:
        case Mapping():
            return {to_camel(str(name)): camel(item) for name, item in value.items()}
        case list() | tuple():
            return [camel(item) for item in value]
        case None | bool() | int() | float() | str():
            return value
        case _:
            raise TypeError(type(value).__name__)


def status_in_swedish(name: str) -> str:
    """Return the glossary's term for a stored name: the opening of its class's docstring."""
    return (PUBLISHED[name].__doc__ or name).split(":")[0]


def persons_in(facts: Mapping[str, JsonValue]) -> frozenset[UUID]:
    """Return the persons that an event's published ``facts`` name."""
    several = facts.get("personIds")
    named = [facts.get("personId"), *(several if isinstance(several, list) else ())]
    return frozenset(UUID(each) for each in named if isinstance(each, str))


class ThreadLine(Answer):
    """En rad i den röda tråden: en statusändring."""

    event_id: UUID = Field(title="Händelsens identitet", examples=[SAMPLE_ID])
    position: int = Field(title="Position i liggaren", examples=[17])
    epoch: int = Field(title="Liggarens epok", examples=[1])
    thread_id: UUID = Field(title="Trådens identitet", examples=[SAMPLE_ID])
    matter_id: UUID = Field(title="Ärendets identitet", examples=[SAMPLE_ID])
    person_id: UUID | None = Field(title="Pseudonym", examples=[SAMPLE_ID])
    causation_id: UUID = Field(title="Vad som ledde hit", examples=[SAMPLE_ID])
    service: str = Field(title="Tjänst", max_length=32, examples=["intake"])
    type: str = Field(title="Händelsetyp", max_length=128, examples=["intake.opened.v1"])
    status: str = Field(title="Status", max_length=128, examples=["Aktualisering öppnad"])
    happened_on: Day = Field(title="Hände", examples=["2026-03-02"])
    recorded_at: Instant = Field(title="Registrerades", examples=["2026-03-02T09:30:00Z"])
    actor: str = Field(title="Vem", max_length=128, examples=["handlaggare-7"])
    role: str = Field(title="Roll", max_length=64, examples=["caseworker"])
    client: str = Field(title="Typ av klient", max_length=32, examples=["official"])
    client_id: str = Field(title="Klient", max_length=128, examples=["handlaggarstod"])
    legal_basis_id: str | None = Field(title="Lagrum", max_length=64, examples=["sol-20-2"])
    facts: dict[str, JsonValue] = Field(
        title="Händelsens uppgifter", examples=[{"caseType": "child-concern"}]
    )

    @classmethod
    def of(cls, entry: ThreadEntry) -> "ThreadLine":
        """Return the line that shows ``entry``."""
        return cls(
            event_id=entry.event_id,
            position=entry.position,
            epoch=entry.epoch,
            thread_id=entry.thread_id,
            matter_id=entry.stream_id,
            person_id=entry.person_id,
            causation_id=entry.causation_id,
            service=entry.name.partition(".")[0],
            type=entry.name,
            status=status_in_swedish(entry.name),
            happened_on=entry.happened_on,
            recorded_at=entry.recorded_at,
            actor=entry.actor_subject,
            role=entry.actor_role,
            client=entry.client_kind,
            client_id=entry.client_id,
            legal_basis_id=entry.legal_basis_id,
            facts={to_camel(name): camel(value) for name, value in entry.facts.items()},
        )

    def shown(self) -> Shown:
        """Return whom it shows."""
        named = Shown(persons=persons_in(self.facts), hits=frozenset())
        return Shown.of(self.person_id, self.matter_id) | named


class ThreadAnswer(Resource):
    """Den röda tråden: varje statusändring, i liggarens ordning."""

    id: UUID = Field(title="Det som efterfrågades", examples=[SAMPLE_ID])
    lines: tuple[ThreadLine, ...] = Field(title="Rader")

    @classmethod
    def of(cls, any_id: UUID, entries: Sequence[ThreadEntry]) -> "ThreadAnswer":
        """Return the thread that ``entries`` are."""
        return cls(id=any_id, lines=tuple(ThreadLine.of(entry) for entry in entries))

    def shown(self) -> Shown:
        """Return whom it shows."""
        return Shown.all_of(line.shown() for line in self.lines)


class OpenMatterRow(Answer):
    """Ett öppet ärende."""

    matter_id: UUID = Field(title="Ärendets identitet", examples=[SAMPLE_ID])
    kind: str = Field(title="Slag", max_length=32, examples=["intake"])
    thread_id: UUID = Field(title="Trådens identitet", examples=[SAMPLE_ID])
    person_id: UUID = Field(title="Pseudonym", examples=[SAMPLE_ID])
    type_code: str = Field(
        title="Ärendetyp eller insats", max_length=64, examples=["child-concern"]
    )
    stage: Stage = Field(title="Skede", examples=["assigned"])
    unit: str | None = Field(title="Enhet", max_length=64, examples=["barn-norr"])
    official: str | None = Field(title="Handläggare", max_length=128, examples=["handlaggare-7"])
    opened_on: Day = Field(title="Öppnat", examples=["2026-03-02"])
    stage_since_on: Day = Field(title="I skedet sedan", examples=["2026-03-03"])

    @classmethod
    def of(cls, matter: OpenMatter) -> "OpenMatterRow":
        """Return the row that shows ``matter``."""
        return cls(
            matter_id=matter.matter_id,
            kind=matter.kind,
            thread_id=matter.thread_id,
            person_id=matter.person_id,
            type_code=matter.type_code,
            stage=Stage(matter.stage),
            unit=matter.unit,
            official=matter.official,
            opened_on=matter.opened_on,
            stage_since_on=matter.stage_since_on,
        )

    def shown(self) -> Shown:
        """Return whom it shows."""
        return Shown.of(self.person_id, self.matter_id)


class OpenMatterCount(Answer):
    """Hur många ärenden som är öppna i ett skede, hos en enhet och en handläggare."""

    kind: str = Field(title="Slag", max_length=32, examples=["investigation"])
    stage: Stage = Field(title="Skede", examples=["opened"])
    unit: str | None = Field(title="Enhet", max_length=64, examples=["barn-norr"])
    official: str | None = Field(title="Handläggare", max_length=128, examples=["handlaggare-7"])
    matters: int = Field(title="Antal ärenden", examples=[3])


class OpenMatterCounts(Resource):
    """Öppna ärenden per skede, enhet och handläggare."""

    counts: tuple[OpenMatterCount, ...] = Field(title="Antal")
