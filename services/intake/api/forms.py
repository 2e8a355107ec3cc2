"""The form as it was shown, and the files that came with it."""

import json

from pydantic import Field

from services.intake.api.fields import Content, Line, Locale, Words
from services.intake.application.attachments import media_type_of
from services.intake.application.handed_in import HandedFile
from services.intake.domain.report.submission import Form
from shared.http.fields import Code
from shared.http.schemas import Body


class QuestionBody(Body):
    """En fråga i formuläret och dess svar."""

    question: Line = Field(title="Fråga", examples=["Vad är du orolig för?"])
    answer: Words = Field(title="Svar", examples=["Barnet kommer ofta hungrigt till skolan."])


class SectionBody(Body):
    """Ett avsnitt i formuläret."""

    heading: Line = Field(title="Rubrik", examples=["Din oro"])
    questions: tuple[QuestionBody, ...] = Field(title="Frågor", max_length=100)


class FormBody(Body):
    """Formuläret som det visades."""

    code: Code = Field(title="Formulär", examples=["orosanmalan"])
    version: str = Field(title="Version", min_length=1, max_length=32, examples=["3.1"])
    locale: Locale = Field(title="Språk", description="BCP 47.", examples=["sv"])
    sections: tuple[SectionBody, ...] = Field(default=(), title="Avsnitt", max_length=50)

    def to_form(self) -> Form:
        """Return the form, its sections as JSON."""
        sections = [section.model_dump(mode="json", by_alias=True) for section in self.sections]
        return Form(
            code=self.code,
            version=self.version,
            locale=self.locale,
            sections=json.dumps(sections, ensure_ascii=False),
        )


class FileBody(Body):
    """En bilaga."""

    file_name: Line = Field(title="Filnamn", examples=["teckning.pdf"])
    content: Content = Field(
        title="Innehåll", description="PDF, JPEG eller PNG, högst 10 MiB, i base64."
    )

    def to_file(self) -> HandedFile:
        """Return the file, its type found in its content."""
        return HandedFile(
            file_name=self.file_name,
            media_type=media_type_of(self.content) or "",
            content=self.content,
        )
