"""Those who stand in a submission: whom it is about, their guardians, and who sent it."""

from enum import StrEnum

from pydantic import Field

from services.intake.api.fields import ClaimedNumber, Line, Locale
from services.intake.application.handed_in import HandedGuardian, HandedPerson
from services.intake.domain.report.submission import Reporter, Sender
from shared.contracts.intake import ReporterKind, Sex
from shared.http.fields import Code
from shared.http.schemas import Body


class PersonBody(Body):
    """Den som inlämningen gäller, så långt det är känt."""

    name: Line | None = Field(default=None, title="Namn", examples=["Test Testsson"])
    number: Line | None = Field(
        default=None,
        title="Personnummer",
        description="Som det är känt. Det som inte är ett giltigt nummer sparas som det står.",
        examples=["200001052380"],
    )
    birth_year: int | None = Field(
        default=None, title="Födelseår", ge=1900, le=2100, examples=[2015]
    )
    sex: Sex = Field(default=Sex.UNKNOWN, title="Juridiskt kön", examples=["unknown"])
    district_code: Code | None = Field(default=None, title="Distrikt", examples=["norr"])
    address: Line | None = Field(default=None, title="Adress", examples=["Provvägen 1, Provby"])
    telephone: Line | None = Field(default=None, title="Telefon", examples=["08-000 00 00"])
    school: Line | None = Field(default=None, title="Skola", examples=["Provskolan, 3 B"])

    def to_person(self) -> HandedPerson:
        """Return the person as written."""
        return HandedPerson(
            name=self.name,
            number=self.number,
            birth_year=self.birth_year,
            sex=self.sex,
            district_code=self.district_code,
            address=self.address,
            telephone=self.telephone,
            school=self.school,
        )


class ApplicantBody(PersonBody):
    """Den som ansöker."""

    name: Line = Field(title="Namn", examples=["Test Testsson"])
    number: ClaimedNumber | None = Field(
        default=None, title="Personnummer", examples=["199006022397"]
    )


class GuardianBody(Body):
    """En vårdnadshavare, så långt den är känd."""

    child_places: tuple[int, ...] = Field(
        title="Vårdnadshavare för",
        description="Barnens platser i `children`, räknat från 0.",
        min_length=1,
        max_length=20,
        examples=[[0]],
        json_schema_extra={"items": {"type": "integer", "minimum": 0, "maximum": 19}},
    )
    name: Line | None = Field(default=None, title="Namn", examples=["Vera Testsson"])
    number: Line | None = Field(default=None, title="Personnummer", examples=["199107172380"])
    telephone: Line | None = Field(default=None, title="Telefon", examples=["08-000 00 00"])
    relation: Line | None = Field(default=None, title="Relation", examples=["mamma"])
    language: Locale | None = Field(
        default=None, title="Tolkspråk", description="BCP 47.", examples=["ar"]
    )

    def to_guardian(self) -> HandedGuardian:
        """Return the guardian as written."""
        return HandedGuardian(
            child_places=self.child_places,
            name=self.name,
            number=self.number,
            telephone=self.telephone,
            relation=self.relation,
            language=self.language,
        )


class SenderBody(Body):
    """Avsändaren."""

    name: Line | None = Field(default=None, title="Namn", examples=["Lära Lärarsson"])
    occupation: Line | None = Field(default=None, title="Befattning", examples=["rektor"])
    workplace: Line | None = Field(default=None, title="Arbetsplats", examples=["Provskolan"])
    telephone: Line | None = Field(default=None, title="Telefon", examples=["08-000 00 00"])
    email: Line | None = Field(default=None, title="E-post", examples=["rektor@skola.example"])
    relation: Line | None = Field(default=None, title="Relation", examples=["barnets rektor"])

    def to_sender(self) -> Sender:
        """Return the sender as written."""
        return Sender(
            name=self.name,
            occupation=self.occupation,
            workplace=self.workplace,
            telephone=self.telephone,
            email=self.email,
            relation=self.relation,
        )


class ReporterBody(SenderBody):
    """Anmälaren."""

    kind: ReporterKind = Field(title="Anmälartyp", examples=["mandated"])
    mandate_code: Code | None = Field(
        default=None,
        title="Anmälningsskyldighet",
        description="Punkten i 19 kap. 1 § socialtjänstlagen. Anges av anmälningsskyldiga.",
        examples=["19-1-4"],
    )
    is_feedback_requested: bool = Field(
        default=False,
        title="Återkoppling begärs",
        description="Bara anmälningsskyldiga har rätt till återkoppling.",
        examples=[True],
    )

    def to_reporter(self) -> Reporter:
        """Return the reporter as written."""
        return Reporter(
            kind=self.kind,
            mandate_code=self.mandate_code,
            sender=self.to_sender(),
            is_feedback_requested=self.is_feedback_requested,
        )


class SearchPurpose(StrEnum):
    """Ändamål med en sökning på person."""

    CASE_HANDLING = "case-handling"
    CONCERN_REPORT = "concern-report"


class SearchBody(Body):
    """Den som söks."""

    number: ClaimedNumber = Field(
        title="Person- eller samordningsnummer", examples=["200001052380"]
    )
    purpose: SearchPurpose = Field(
        title="Ändamål",
        description="Vad sökningen är till för (12 § förordning 2001:637); loggas.",
        examples=["concern-report"],
    )
