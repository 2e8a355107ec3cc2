"""What reporting answers about figures: their definitions, and what they say."""

from typing import Self

from pydantic import Field

from services.reporting.application.figures.asking import fingerprint
from services.reporting.domain.figures.answering import Content
from services.reporting.domain.unexecuted_report import canonical, digest
from shared.catalogue.figures import (
    CountedUnit,
    Counting,
    FactKind,
    Figure,
    Measure,
    Moment,
    Span,
)
from shared.http.schemas import Answer, Day, Resource

BY = {"age": "13-18", "sex": "female"}
SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


class FigureCell(Answer):
    """En cell: ett antal och måttets värde, eller en markering att det hålls inne."""

    by: dict[str, str] = Field(
        title="Uppdelning",
        description="Värdet i varje uppdelning. Den som saknas är en summa.",
        examples=[BY],
    )
    count: int | None = Field(
        title="Antal", description="För en andel är det nämnaren.", examples=[42]
    )
    value: int | float | None = Field(title="Värde", examples=[42])
    numerator: int | None = Field(title="Täljare", description="För en andel.", examples=[None])
    is_suppressed: bool = Field(
        title="Hålls inne",
        description="Talet är för litet att visa, eller kunde avslöja ett som är det.",
        examples=[False],
    )


class FigureYear(Answer):
    """Ett år: celler, summor, och hur många som saknar det som måttet delas efter."""

    year: int = Field(title="År", examples=[2025])
    cells: tuple[FigureCell, ...] = Field(title="Celler")
    missing: dict[str, int | None] = Field(
        title="Bortfall",
        description="Hur många som saknar uppgiften. Utan värde: för få att visa.",
        examples=[{"age": 0}],
    )


class FigureContent(Answer):
    """Ett måtts innehåll: värden, nämnare, bortfall och vad som hålls inne."""

    figure: str = Field(title="Mått", max_length=64, examples=["children-intakes"])
    version: str = Field(title="Definitionens version", max_length=16, examples=["1"])
    definition_hash: str = Field(
        title="Definitionens kontrollsumma", max_length=64, examples=[SHA256]
    )
    unit: CountedUnit = Field(
        title="Räkneenhet", description="Ärenden eller unika personer.", examples=["matters"]
    )
    measure: Measure = Field(
        title="Slag av mått",
        description="`count` antal, `share` andel i procent, `mean` medelvärde i dagar, "
        "`median` median i dagar.",
        examples=["count"],
    )
    period: str = Field(title="Period", max_length=9, examples=["2025"])
    divisions: tuple[str, ...] = Field(title="Uppdelning", examples=[["sex", "age"]])
    audience: str = Field(title="Avsedd för", max_length=16, examples=["internal"])
    threshold: int = Field(title="Minsta antal som visas", examples=[5])
    known_position: int = Field(title="Känt till och med position", examples=[1017])
    years: tuple[FigureYear, ...] = Field(title="År för år")
    sums: tuple[FigureCell, ...] | None = Field(
        title="Åren tillsammans", description="Saknas för ett år, och för unika personer."
    )
    content_hash: str = Field(
        title="Svarets kontrollsumma",
        description="SHA-256 av svaret som kanonisk JSON, utan detta fält och länkarna.",
        max_length=64,
        examples=[SHA256],
    )

    @classmethod
    def of(cls, content: Content) -> Self:
        """Return ``content`` with its hash."""
        whole = {**content, "contentHash": digest(canonical(content))}
        return cls.model_validate_json(canonical(whole))


class FigureAnswer(FigureContent, Resource):
    """Ett mått: värden, nämnare, bortfall och vad som hålls inne, med position och kontrollsumma.

    Samma fråga ger samma svar, vem som än frågar och när.
    """


class FigureCounting(Answer):
    """Underlaget: vad som räknas och vilken dag som avgör perioden."""

    id: str = Field(title="Underlag", max_length=64, examples=["intakes"])
    title: str = Field(title="Namn", max_length=128, examples=["Aktualiseringar"])
    of: FactKind = Field(
        title="Vad som räknas",
        description="Ansökan, aktualisering, utredning, beslut eller insats.",
        examples=["intake"],
    )
    moment: Moment = Field(
        title="Händelse",
        description="Den dag som avgör perioden. `active`: någon dag i perioden.",
        examples=["began"],
    )
    ages: tuple[str, ...] = Field(
        title="Åldersband",
        description="Den ålder personen fyller under året.",
        examples=[["0-12", "13-18"]],
    )
    only: dict[str, tuple[str, ...]] = Field(
        title="Bara", description="Det som räknas har någon av koderna.", examples=[{}]
    )
    areas: dict[str, tuple[str, ...]] = Field(
        title="Områden", examples=[{"children": ["child-concern"]}]
    )
    groups: dict[str, tuple[str, ...]] = Field(
        title="Orsaker tillsammans", examples=[{"crime": ["crime"]}]
    )

    @classmethod
    def of_counting(cls, counting: Counting) -> "FigureCounting":
        """Return what is shown of ``counting``."""
        return cls(
            id=counting.id,
            title=counting.title,
            of=counting.of,
            moment=counting.moment,
            ages=counting.ages,
            only=dict(counting.only or {}),
            areas=dict(counting.areas),
            groups=dict(counting.groups or {}),
        )


class FigureDefinition(Resource):
    """Definitionen av ett mått: vad det räknar, av vad, och vad det får delas efter."""

    id: str = Field(title="Mått", max_length=64, examples=["children-intakes"])
    version: str = Field(title="Version", max_length=16, examples=["1"])
    hash: str = Field(title="Kontrollsumma", max_length=64, examples=[SHA256])
    valid_from: Day = Field(title="Gäller från", examples=["2020-01-01"])
    valid_to: Day | None = Field(title="Gäller till och med", examples=[None])
    number: str = Field(title="Nummer i socialtjänstrapporten", max_length=16, examples=["6.1"])
    chapter: str = Field(title="Kapitel", max_length=32, examples=["children"])
    title: str = Field(
        title="Rubrik", max_length=256, examples=["Aktualiseringar av barn och unga"]
    )
    description: str = Field(
        title="Beskrivning", max_length=2048, examples=["Antal aktualiseringar som kom in."]
    )
    exclusions: str = Field(title="Vad som inte räknas", max_length=1024, examples=["Inget."])
    source: str = Field(title="Källa", max_length=512, examples=["Aktualisering öppnad."])
    owner: str = Field(title="Ansvarig", max_length=128, examples=["Stöd och utveckling"])
    unit: CountedUnit = Field(
        title="Räkneenhet", description="Ärenden eller unika personer.", examples=["matters"]
    )
    measure: Measure = Field(
        title="Slag av mått",
        description="Antal, andel, medelvärde eller median.",
        examples=["count"],
    )
    counting: FigureCounting | None = Field(
        title="Underlag", description="Saknas när måttet väntar på uppgifter."
    )
    only: dict[str, str] = Field(title="Gäller bara", examples=[{"area": "children"}])
    share_of: dict[str, str] = Field(title="Täljare i en andel", examples=[{}])
    span: Span | None = Field(
        title="Tid",
        description="`whole` början till slut, `finishing` sista kontakt till slut, `waiting` "
        "beslut till verkställighet.",
        examples=[None],
    )
    usual_divisions: tuple[str, ...] = Field(title="Visas efter", examples=[["age"]])
    tables: tuple[tuple[str, ...], ...] = Field(
        title="Tillåtna uppdelningar", examples=[[["sex", "age"], ["month"]]]
    )
    waits_for: str | None = Field(title="Väntar på", max_length=512, examples=[None])

    @classmethod
    def of(cls, figure: Figure, counting: Counting | None) -> "FigureDefinition":
        """Return what is shown of ``figure``."""
        return cls(
            **{name: getattr(figure, name) for name in _SAME},
            hash=fingerprint(figure, counting),
            counting=FigureCounting.of_counting(counting) if counting else None,
            usual_divisions=figure.shown_by,
            only=dict(figure.only or {}),
            share_of=dict(figure.share_of or {}),
        )


_SAME = (
    "id",
    "version",
    "valid_from",
    "valid_to",
    "number",
    "chapter",
    "title",
    "description",
    "exclusions",
    "source",
    "owner",
    "unit",
    "measure",
    "span",
    "tables",
    "waits_for",
)
