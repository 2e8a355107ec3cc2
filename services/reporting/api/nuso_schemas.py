"""What reporting answers about NUSO: each field with its value, or what is missing."""

from collections.abc import Sequence
from uuid import UUID

from pydantic import Field, JsonValue

from services.reporting.api.schemas import SAMPLE_ID
from services.reporting.application.nuso import NusoRecord
from services.reporting.domain.nuso import FIELDS, Completeness, Study
from shared.http.schemas import Answer, Resource

EMPTY = "Uppgiften är inte ifylld."


class NusoField(Answer):
    """Ett fält: sitt värde, eller vad som saknas."""

    code: str = Field(title="Fält", max_length=64, examples=["talks"])
    name: str = Field(title="Fältets namn", max_length=128, examples=["Antal samtal med barnet"])
    value: JsonValue = Field(title="Värde", examples=[3])
    missing: str | None = Field(title="Varför det saknas", max_length=256, examples=[EMPTY])


class NusoRecordItem(Answer):
    """Ett ärende så som delstudien frågar om det."""

    study: Study = Field(title="Delstudie", examples=["investigations"])
    matter_id: UUID = Field(title="Ärendet", examples=[SAMPLE_ID])
    person_id: UUID = Field(title="Pseudonym", examples=[SAMPLE_ID])
    fields: tuple[NusoField, ...] = Field(title="Fält")
    given: int = Field(title="Ifyllda fält", examples=[7])

    @classmethod
    def of(cls, record: NusoRecord) -> "NusoRecordItem":
        """Return what is shown of ``record``."""
        fields = tuple(
            NusoField(
                code=each.code,
                name=each.name,
                value=_value(record.values.get(each.code)),
                missing=each.missing or (EMPTY if record.values.get(each.code) is None else None),
            )
            for each in FIELDS[record.study]
        )
        return cls(
            study=record.study,
            matter_id=record.matter_id,
            person_id=record.person_id,
            fields=fields,
            given=sum(each.missing is None for each in fields),
        )


class NusoRecordsAnswer(Resource):
    """En persons, tråds eller ett ärendes uppgifter, så som delstudierna frågar om dem."""

    id: UUID = Field(title="Det som efterfrågades", examples=[SAMPLE_ID])
    records: tuple[NusoRecordItem, ...] = Field(title="Ärenden")

    @classmethod
    def of(cls, any_id: UUID, records: Sequence[NusoRecord]) -> "NusoRecordsAnswer":
        """Return the answer that shows ``records``."""
        return cls(id=any_id, records=tuple(NusoRecordItem.of(each) for each in records))


class NusoCount(Answer):
    """Hur många ärenden som har fältet. `null` är tal som hålls inne."""

    code: str = Field(title="Fält", max_length=64, examples=["talks"])
    name: str = Field(title="Fältets namn", max_length=128, examples=["Antal samtal med barnet"])
    given: int | None = Field(title="Ifyllt", examples=[312])
    missing: int | None = Field(title="Saknas", examples=[18])
    why: str | None = Field(title="Varför det saknas för alla", max_length=256, examples=[EMPTY])


class NusoCompletenessAnswer(Resource):
    """Hur kompletta en delstudies uppgifter är."""

    study: Study = Field(title="Delstudie", examples=["investigations"])
    period: str = Field(title="Period", max_length=16, examples=["2025"])
    known_position: int = Field(title="Känt till och med position", examples=[17])
    threshold: int = Field(title="Tal under detta hålls inne", examples=[5])
    records: int | None = Field(title="Ärenden", examples=[330])
    fields: tuple[NusoCount, ...] = Field(title="Fält")

    @classmethod
    def of(
        cls,
        study: Study,
        asked: tuple[str, int, int],
        records: int | None,
        counted: Sequence[Completeness],
    ) -> "NusoCompletenessAnswer":
        """Return the answer; ``asked`` is the period, the position and the threshold."""
        period, known, threshold = asked
        return cls(
            study=study,
            period=period,
            known_position=known,
            threshold=threshold,
            records=records,
            fields=tuple(
                NusoCount(
                    code=each.field.code,
                    name=each.field.name,
                    given=each.given,
                    missing=each.missing,
                    why=each.field.missing,
                )
                for each in counted
            ),
        )


def _value(value: object) -> JsonValue:
    match value:
        case list() | tuple():
            listed: list[JsonValue] = [*sorted(str(each) for each in value)]
            return listed
        case None | bool() | int() | str():
            return value
        case _:
            return str(value)
