"""What was recorded wrongly, and is put right: reasons, days, facts of persons, two for one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from deploy.simulation.agenda import working_day
from deploy.simulation.offices import RECEPTION, unit_head
from deploy.simulation.town import TEXT, Case, Grant, Town
from deploy.simulation.truth import Correction, Matter, Person
from services.intake.application.correcting import BOOK as INTAKE_BOOK
from services.intake.application.correcting import PERSON_BOOK
from services.intake.domain.person.commands import MergePersons
from services.interventions.application.correcting import BOOK as INTERVENTION_BOOK
from services.investigation.application.correcting import BOOK as INVESTIGATION_BOOK
from shared.contracts.intake import IntakeOpened, PersonRegistered, Sex
from shared.contracts.interventions import InterventionExecuted
from shared.contracts.investigation import ContactHeld
from shared.corrections import rules
from shared.corrections.correcting import KIND_OF
from shared.corrections.rulebook import Circumstances, Rulebook
from shared.kernel.context import Actor
from shared.kernel.corrections import corrected_facts

LOOKS_AGAIN = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wrong:
    """Facts of one event, as they should be."""

    book: Rulebook
    stream_id: UUID
    kind: type
    facts: Mapping[str, object]


def later(town: Town, about: Any, share: str = "corrected") -> date | None:
    """Return the day a slip is found, for the share of steps that have one."""
    if not town.chance.happens(about.number(share)):
        return None
    after = timedelta(days=town.chance.within(about.spread("days_to_correction")))
    return working_day(town.today + after)


def correct_reasons(town: Town, matter: Matter, about: Any, by: Actor) -> None:
    """Put right what a matter was registered for, while it is assessed."""
    if matter.concluded_on is not None:
        return
    others = {
        key: each for key, each in about.weights("reason").items() if key not in matter.reasons
    }
    if not others:
        return
    matter.reasons = [town.chance.among(others)]
    wrong = _Wrong(
        book=INTAKE_BOOK,
        stream_id=matter.intake_id,
        kind=IntakeOpened,
        facts={"reason_codes": tuple(matter.reasons)},
    )
    _correct(town, wrong, by)


def correct_person(town: Town, person: Person, sex: Sex, born: int | None) -> None:
    """Let the register know what was not known of somebody."""
    if (person.sex, person.birth_year) == (sex, born):
        return
    wrong = _Wrong(
        book=PERSON_BOOK,
        stream_id=person.person_id,
        kind=PersonRegistered,
        facts={"sex": sex, "birth_year": born, "district_code": person.district_code},
    )
    _correct(town, wrong, unit_head(RECEPTION))
    person.sex, person.birth_year = sex, born


def correct_contact(town: Town, case: Case, on: date) -> None:
    """Put the day of the last contact right, while the investigation goes on."""
    held = case.truth.contacts_on
    right = on - timedelta(days=1)
    if case.truth.closed_on or not held or held[-1] != on or right < case.truth.opened_on:
        return
    wrong = _Wrong(
        book=INVESTIGATION_BOOK,
        stream_id=case.opened.investigation_id,
        kind=ContactHeld,
        facts={"held_on": right},
    )
    _correct(town, wrong, case.official)
    held[-1] = right


def correct_execution(town: Town, grant: Grant) -> None:
    """Put the day something began right; it has effect once somebody else has approved it."""
    truth = grant.truth
    earliest = max([truth.opened_on, *truth.offered_on, *truth.declined_on])
    if truth.executed_on is None or truth.ended_on or truth.executed_on <= earliest:
        return
    right = max(earliest, truth.executed_on - timedelta(days=town.chance.between(1, 9)))
    wrong = _Wrong(
        book=INTERVENTION_BOOK,
        stream_id=truth.intervention_id,
        kind=InterventionExecuted,
        facts={"executed_on": right},
    )
    waits = _correct(town, wrong, grant.official)
    after = timedelta(days=town.chance.within(grant.about.spread("days_to_approval")))
    on = working_day(town.today + after)
    told = Correction(
        event_id=waits,
        fact="executed_on",
        was=truth.executed_on,
        stands=right,
        corrected_on=town.today,
        approved_on=None,
    )
    town.truth.corrections.append(told)
    town.agenda.note(on, partial(_approve, town, grant, told))


def _approve(town: Town, grant: Grant, told: Correction) -> None:
    if grant.truth.ended_on:
        return
    head = unit_head(grant.about.word("carried_out_by"))
    town.desk.put(
        grant.truth.intervention_id,
        lambda known: rules.approve(
            INTERVENTION_BOOK, known, told.event_id, head.subject, town.today
        ),
        head,
    )
    grant.truth.executed_on, told.approved_on = told.stands, town.today


def _correct(town: Town, wrong: _Wrong, by: Actor) -> UUID:
    """Correct by the rules; return the correction."""
    event_id = town.desk.event_id_of(wrong.stream_id, wrong.kind)
    kind = next(each for each in wrong.book.kinds[wrong.kind] if _has(each, wrong.facts))
    rule = town.catalogue.correction(KIND_OF[kind], town.today)
    how = Circumstances(
        reason_code="typing-error",
        explanation=TEXT,
        is_approval_needed=rule.is_approval_needed,
        today=town.today,
    )
    happened = town.desk.put(
        wrong.stream_id,
        lambda known: rules.correct(wrong.book, known, event_id, wrong.facts, how),
        by,
    )
    return happened[-1].event_id


def _has(kind: type, facts: Mapping[str, object]) -> bool:
    return corrected_facts(kind) >= facts.keys()


def merge_later(town: Town, double: Person) -> None:
    """Note that somebody who was registered twice will be found out."""
    on = working_day(town.today + timedelta(days=town.chance.between(10, 90)))
    town.agenda.note(on, partial(_merge, town, double))


def _merge(town: Town, double: Person) -> None:
    """Let both be one, once nothing is under way about the second."""
    first = double.same_as
    assert first is not None, "only a double is merged"
    if double.registered_on is None or first.registered_on is None:
        return
    if _is_busy(town, double):
        town.agenda.note(working_day(town.today + LOOKS_AGAIN), partial(_merge, town, double))
        return
    command = MergePersons(
        into_person_id=first.person_id,
        is_into_registered=True,
        is_into_merged=False,
        merged_on=town.today,
        reason_code="registered-twice",
    )
    town.desk.ask(double.person_id, command, unit_head(RECEPTION))
    double.merged_on = town.today
    first.known_as.append(double.person_id)


def _is_busy(town: Town, double: Person) -> bool:
    return any(
        each.person is double
        and (
            each.concluded_on is None
            or (each.investigation is not None and each.investigation.closed_on is None)
        )
        for each in reversed(town.truth.matters)
    )
