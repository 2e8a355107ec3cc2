"""NUSO: the three field sets of SKR's national follow-up, and what this system has of each.

The fields are those that could be read of the survey; what no event tells is said to be missing,
and why. Nothing is guessed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

NOT_RECORDED = "Uppgiften registreras inte med kod i systemet."
NOT_SEEN_HERE = "Uppgiften finns i aktualiseringens register och lämnas inte till uppföljningen."


class Study(StrEnum):
    """Delstudie i NUSO."""

    INVESTIGATIONS = "investigations"
    WITHOUT_ASSESSMENT = "without-assessment"
    INTAKES = "intakes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of a study; ``missing`` says why no record can have it."""

    code: str
    name: str
    missing: str | None = None


FIELDS: Mapping[Study, Sequence[Field]] = {
    Study.INVESTIGATIONS: (
        Field(code="sex", name="Juridiskt kön"),
        Field(code="age", name="Ålder"),
        Field(code="country-of-birth", name="Födelseland", missing=NOT_RECORDED),
        Field(code="reasons", name="Anledning"),
        Field(code="known-before", name="Tidigare kännedom"),
        Field(code="talks", name="Antal samtal med barnet"),
        Field(code="other-professions", name="Andra professioner", missing=NOT_RECORDED),
        Field(code="instruments", name="Bedömningsinstrument"),
        Field(code="factors", name="Risk- och skyddsfaktorer", missing=NOT_RECORDED),
        Field(code="assessment", name="Bedömning"),
        Field(code="consent", name="Samtycke", missing=NOT_RECORDED),
        Field(code="result", name="Utfall"),
    ),
    Study.WITHOUT_ASSESSMENT: (
        Field(code="form", name="Form av stöd (metod)"),
        Field(code="unit", name="Verksamhet"),
        Field(code="cooperation", name="Samverkan", missing=NOT_RECORDED),
        Field(code="age", name="Ålder"),
        Field(code="sex", name="Kön"),
        Field(code="living", name="Boende", missing=NOT_RECORDED),
        Field(code="carers-sex", name="Omsorgspersoners kön", missing=NOT_SEEN_HERE),
        Field(code="start-month", name="Startmånad"),
        Field(code="interpreter", name="Tolk", missing=NOT_RECORDED),
        Field(code="result", name="Resultat"),
    ),
    Study.INTAKES: (
        Field(code="sex", name="Kön"),
        Field(code="age", name="Ålder"),
        Field(code="origin", name="Typ (anmälan eller ansökan)"),
        Field(code="reasons", name="Orsak"),
        Field(code="result", name="Beslut eller åtgärd"),
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Completeness:
    """How many records of a study have a field; None where the numbers are small."""

    field: Field
    given: int | None
    missing: int | None


def completeness(
    study: Study, records: Sequence[Mapping[str, object]], threshold: int
) -> Sequence[Completeness]:
    """Return how complete ``records`` are, field by field.

    How many records there are is told beside it, so where either number is small both are kept
    back; a field that nobody has, or everybody, tells of nobody.
    """
    found = []
    for field in FIELDS[study]:
        given = sum(record.get(field.code) is not None for record in records)
        numbers = (given, len(records) - given)
        is_small = any(0 < each < threshold for each in numbers)
        shown: tuple[int | None, int | None] = (None, None) if is_small else numbers
        found.append(Completeness(field=field, given=shown[0], missing=shown[1]))
    return found
