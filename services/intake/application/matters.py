"""Changing a matter: what its rules must be told of law, delegation and other matters."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID

from services.intake.application.asking import Asking
from services.intake.domain.intake.commands import IntakeCommand
from services.intake.domain.intake.rules import INTAKE
from shared.catalogue import Catalogue
from shared.catalogue.matters import Step
from shared.contracts.intake import (
    ConcernReportReceived,
    IntakeOpened,
    ReporterKind,
    Way,
)
from shared.eventstore.merged_persons import same_person
from shared.kernel.calendar import Unit, nominal_end
from shared.kernel.handling import proceed
from shared.kernel.refusal import NotFound
from shared.kernel.store import Appended, Store, Stream, Transaction

TIME_LIMIT = "preliminary-assessment"
"""The catalogue's clock for the preliminary assessment of a report."""

_DECISIONS = {Way.INVESTIGATE: "open-investigation", Way.NO_ACTION: "not-open-investigation"}
_OPEN_INVESTIGATION = (
    f"WITH RECURSIVE {same_person('intake', 'SELECT CAST(%(person_id)s AS uuid)')}"
    " SELECT investigation_id FROM intake.open_investigation"
    " WHERE person_id IN (SELECT person_id FROM same) AND case_type = %(case_type)s"
    " ORDER BY opened_on, investigation_id LIMIT 1"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What holds for one matter on the day something is done in it.

    Every method raises ``UnknownCode`` or ``NotInForce`` when the catalogue does not know.
    """

    asking: Asking
    catalogue: Catalogue
    opened: IntakeOpened
    on: date  # the day it is said to have been done
    open_investigation_id: UUID | None
    reporter_kind: ReporterKind | None

    @property
    def is_protection_required(self) -> bool:
        """Say whether such a matter calls for the immediate protection assessment."""
        return self._requires(Step.IMMEDIATE_PROTECTION)

    @property
    def is_reporter_mandated(self) -> bool:
        """Say whether it came from somebody obliged to report."""
        return self.reporter_kind is ReporterKind.MANDATED

    def protection_basis_id(self) -> str | None:
        """Return what the immediate protection assessment rests on, where it is called for."""
        return self._basis(Step.IMMEDIATE_PROTECTION) if self.is_protection_required else None

    def assessment_basis_id(self) -> str:
        """Return what the choice of the way on rests on."""
        is_assessed = self._requires(Step.PRELIMINARY_ASSESSMENT)
        return self._basis(Step.PRELIMINARY_ASSESSMENT if is_assessed else Step.INVESTIGATION)

    def time_limit_on(self) -> date | None:
        """Return the last day of the assessment without extension; None when it has no limit."""
        if not self._requires(Step.PRELIMINARY_ASSESSMENT):
            return None
        clock = self.catalogue.clock(TIME_LIMIT, self.opened.received_on)
        return nominal_end(self.opened.received_on, clock.length or 0, Unit(clock.unit))

    def rule_for(self, decision_type: str) -> str | None:
        """Return the delegation rule by which the caller may decide it; None without one."""
        rule = self.catalogue.may_decide(decision_type, self.asking.actor.role, self.on)
        return rule.id if rule else None

    def rule_for_way(self, way: Way) -> str | None:
        """Return the delegation rule by which the caller may choose ``way``, if that needs one."""
        return self.rule_for(_DECISIONS[way]) if way in _DECISIONS else None

    def reason(self, kind: str, code: str) -> str:
        """Return ``code``, a reason of that kind that may be given on the day."""
        return self.catalogue.reason(kind, code, self.on).id

    def _requires(self, step: Step) -> bool:
        case_type = self.catalogue.case_type(self.opened.case_type, self.opened.received_on)
        return any(each.step is step for each in case_type.steps_for(self.opened.origin))

    def _basis(self, step: Step) -> str:
        case_type = self.catalogue.case_type(self.opened.case_type, self.opened.received_on)
        return self.catalogue.basis_for(case_type.purpose_of(step) or "", self.on).id


ToCommand: TypeAlias = Callable[[Facts], IntakeCommand]


class Matters:
    """Changes a matter: gathers the facts, then asks the rules."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    async def change(
        self, tx: Transaction, asking: Asking, intake_id: UUID, on: date, to_command: ToCommand
    ) -> Appended:
        """Ask the intake for what ``to_command`` makes of the facts of the day ``on``.

        Raises:
            NotFound: there is no such intake.
            Refusal: a rule or the catalogue refused; nothing was appended.
            StreamMoved: the intake is not at the version the caller has seen.
        """
        stream = await tx.read(intake_id)
        facts = await self._facts(tx, asking, _opened(stream), on)
        return await proceed(
            tx,
            INTAKE,
            stream,
            to_command(facts),
            actor=asking.actor,
            causation_id=asking.request_id,
            expected=asking.expected,
        )

    async def _facts(
        self, tx: Transaction, asking: Asking, opened: IntakeOpened, on: date
    ) -> Facts:
        wanted = {"person_id": opened.person_id, "case_type": opened.case_type}
        investigations = await tx.rows(_OPEN_INVESTIGATION, wanted)
        report = await tx.read(opened.report_id)
        reports = [each for each in report.events if isinstance(each, ConcernReportReceived)]
        return Facts(
            asking=asking,
            catalogue=self._catalogue,
            opened=opened,
            on=on,
            open_investigation_id=investigations[0]["investigation_id"]
            if investigations
            else None,
            reporter_kind=reports[0].reporter_kind if reports else None,
        )


async def opened_intake(source: Transaction | Store, intake_id: UUID) -> IntakeOpened:
    """Return how the intake began.

    Raises:
        NotFound: there is none; the id may be of something else.
    """
    return _opened(await source.read(intake_id))


def _opened(stream: Stream[object]) -> IntakeOpened:
    opened = next((each for each in stream.events if isinstance(each, IntakeOpened)), None)
    if opened is None:
        raise NotFound
    return opened
