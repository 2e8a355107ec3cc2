"""Two short matters as the ledger has them."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from services.reporting.application.ocel.shapes import event_shapes
from services.reporting.application.ocel.telling import Heard
from shared.contracts.intake import (
    IntakeAssigned,
    IntakeOpened,
    Origin,
    PersonRegistered,
    PreliminaryAssessmentConcluded,
    Sex,
    Way,
)
from shared.contracts.investigation import InvestigationOpened
from shared.contracts.names import PUBLISHED
from tests.contracts.samples import sample

NAMES = {cls: name for name, cls in PUBLISHED.items()}
RECEIVED_ON = date(2026, 3, 2)
RECORDED_AT = datetime(2026, 3, 2, 9, 30, 15, tzinfo=UTC)


def ident(number: int) -> UUID:
    """Return an id."""
    return UUID(int=number)


def heard(event: Any, position: int, stream_id: UUID, person_id: UUID, **also: Any) -> Heard:
    """Return ``event`` as it is heard at ``position``, done by an official."""
    return Heard(
        position=position,
        stream_id=stream_id,
        name=NAMES[type(event)],
        recorded_at=also.get("recorded_at", RECORDED_AT + timedelta(minutes=position)),
        actor_subject=also.get("subject", "handlaggare-7"),
        actor_role="caseworker",
        actor_client=also.get("client", "official"),
        person_id=person_id,
        event=event,
    )


def matter(number: int) -> Iterator[Heard]:
    """Yield a child's registration, intake, its assignment, its conclusion and investigation."""
    person, report, intake, investigation = (ident(1000 * number + each) for each in range(1, 5))
    position = 5 * (number - 1)
    for stream, event in (
        (person, registered(person)),
        (intake, opened(intake, person, report)),
        (intake, IntakeAssigned(official="h-7", unit="barn-norr", assigned_on=RECEIVED_ON)),
        (intake, concluded(intake, person)),
        (investigation, investigation_opened(investigation, intake, person)),
    ):
        position += 1
        yield heard(event, position, stream, person)


def registered(person: UUID) -> PersonRegistered:
    """Return a girl's registration."""
    return PersonRegistered(
        person_id=person,
        birth_year=2016,
        sex=Sex.FEMALE,
        district_code="norr",
        registered_on=RECEIVED_ON,
    )


def opened(intake: UUID, person: UUID, report: UUID) -> IntakeOpened:
    """Return an intake from a report of concern."""
    return IntakeOpened(
        intake_id=intake,
        person_id=person,
        report_id=report,
        origin=Origin.CONCERN_REPORT,
        case_type="child-concern",
        reason_codes=("violence", "neglect"),
        received_on=RECEIVED_ON,
        is_danger_reported=True,
        catalogue_version="2026-1",
    )


def concluded(intake: UUID, person: UUID) -> PreliminaryAssessmentConcluded:
    """Return a decision to investigate."""
    return PreliminaryAssessmentConcluded(
        way=Way.INVESTIGATE,
        concluded_on=date(2026, 3, 9),
        concluded_by="h-7",
        legal_basis_id="sol-20-2",
        investigation_id=None,
        intake_id=intake,
        person_id=person,
        case_type="child-concern",
        received_on=RECEIVED_ON,
    )


def investigation_opened(investigation: UUID, intake: UUID, person: UUID) -> InvestigationOpened:
    """Return what the intake led to."""
    return InvestigationOpened(
        investigation_id=investigation,
        intake_id=intake,
        person_id=person,
        case_type="child-concern",
        legal_basis_id="sol-14-2",
        opened_on=date(2026, 3, 9),
        catalogue_version="2026-1",
    )


def one_of_each() -> Sequence[Heard]:
    """Return an event of every class that is told, filled in to the last field."""
    events = [sample(PUBLISHED[name]) for name in event_shapes()]
    return [heard(each, n, ident(n), ident(1)) for n, each in enumerate(events, 1)]
