"""Protected persons: marked, and seen from then on by the officials on each case's list."""

from uuid import UUID

from deploy.simulation.offices import RECEPTION, unit_head
from deploy.simulation.town import Town
from deploy.simulation.truth import Matter
from services.intake.domain.guarding.commands import AdmitOfficial, MarkProtection
from shared.contracts.intake import ProtectionKind


def protect(town: Town, matter: Matter) -> None:
    """Mark that the matter's person is protected."""
    person, head = matter.person, unit_head(RECEPTION)
    if person.protected_on is not None:
        return
    command = MarkProtection(
        kind=ProtectionKind.CONFIDENTIALITY_MARK,
        marked_on=town.today,
        marked_by=head.subject,
        until_on=None,
        mediated_address=None,
        admitted=((matter.thread_id, head.subject),),
        today=town.today,
    )
    town.desk.ask(person.person_id, command, head)
    person.protected_on = town.today


def let_in(town: Town, matter: Matter, thread_id: UUID, official: str) -> None:
    """Let whoever is given a matter about a protected person see it."""
    key = (thread_id, official)
    if matter.person.protected_on is None or key in town.let_in:
        return
    town.let_in.add(key)
    head = unit_head(RECEPTION)
    command = AdmitOfficial(
        thread_id=thread_id, official=official, admitted_by=head.subject, today=town.today
    )
    town.desk.ask(matter.person.person_id, command, head)
