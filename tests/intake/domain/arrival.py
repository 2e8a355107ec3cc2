"""What arrives in the stories: a form, a text, a child, and those who send it."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from services.intake.domain.report.events import PersonDetailsKept, SenderKept, SubmissionKept
from services.intake.domain.report.rules import REPORT
from services.intake.domain.report.submission import (
    Form,
    PersonDetails,
    Reporter,
    Sender,
    Submission,
)
from shared.contracts.intake import ReporterKind
from shared.testing.scenario import Scenario

REPORT_ID, CHILD_ID, ATTACHMENT_ID = UUID(int=1), UUID(int=2), UUID(int=3)
SATURDAY, MONDAY = date(2026, 2, 28), date(2026, 3, 2)

report = Scenario(REPORT)

teacher = Sender(name="Lära Lärarsson", occupation="lärare", workplace="Provskolan")
obliged = Reporter(
    kind=ReporterKind.MANDATED,
    mandate_code="19-1-4",
    sender=teacher,
    is_feedback_requested=True,
)
neighbour = Reporter(
    kind=ReporterKind.PRIVATE,
    mandate_code=None,
    sender=Sender(telephone="070-000 00 00"),
    is_feedback_requested=False,
)
nobody = replace(neighbour, kind=ReporterKind.ANONYMOUS, sender=Sender())

submission = Submission(
    form=Form(code="concern-report", version="3", locale="sv", sections="[]"),
    text="Hon kommer  inte till skolan.\n",
    persons=(PersonDetails(person_id=CHILD_ID, name="Test", number="okänt"),),
    digest="0" * 64,
    salt="salt",
)
submission_kept = SubmissionKept(
    locale="sv",
    text="Hon kommer  inte till skolan.\n",
    sections="[]",
    digest="0" * 64,
    salt="salt",
)
teacher_kept = SenderKept(
    name="Lära Lärarsson",
    occupation="lärare",
    workplace="Provskolan",
    telephone=None,
    email=None,
    relation=None,
)
child_kept = PersonDetailsKept(
    person_id=CHILD_ID, name="Test", number="okänt", address=None, telephone=None, school=None
)
