"""A unit's half year, put into the ledger as it would have come: enough for every page."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import psycopg

from shared.catalogue import catalogue
from shared.contracts import intake, interventions, investigation
from shared.contracts.names import HAPPENED_ON, PUBLISHED
from shared.eventstore.codec import Codec
from tests.browser.following import followed

CODEC = Codec(own=PUBLISHED, heard=PUBLISHED)
CHILDREN = 40
INSERT = """
    INSERT INTO store.event (event_id, stream_id, version, name, schema_version, recorded_at,
        actor_subject, actor_role, actor_client, actor_client_id, actor_unit, thread_id,
        causation_id, person_id, data)
    VALUES (%s, %s, %s, %s, %s, %s, %s, 'caseworker', 'official', 'stod', 'barn-norr', %s, %s,
        %s, %s)"""
Row = tuple[object, ...]


@dataclass
class Child:
    """One child's matters, the first of them reported on ``first_on``."""

    number: int
    first_on: date
    today: date
    rows: list[Row] = field(default_factory=list)
    versions: Counter[UUID] = field(default_factory=Counter)

    def id(self, kind: int) -> UUID:
        """Return the id of one of the child's things."""
        return UUID(int=(kind << 64) + self.number)

    @property
    def official(self) -> str:
        """Who has the child's matters."""
        return ("handlaggare-7", "handlaggare-3", "handlaggare-5")[self.number % 3]

    def tell(self, stream: UUID, event: object) -> None:
        """Let ``event`` have happened, if its day has come; recorded a day late now and then."""
        on = getattr(event, HAPPENED_ON[type(event)])
        if on > self.today:
            return
        self.versions[stream] += 1
        count = len(self.rows)
        at = datetime.combine(on, time(9 + count % 7), UTC) + timedelta(self.number % 9 == 4)
        name, data = CODEC.encode(event, self.id(100 + count), None)
        row = (self.id(100 + count), stream, self.versions[stream], name, int(name[-1]), at)
        self.rows.append((*row, self.official, self.id(1), self.id(3), self.id(2), data))

    def day(self, after: int) -> date:
        """Return the day so long after the first report."""
        return self.first_on + timedelta(after)

    def live(self) -> None:
        """Let the child's matters go as far as they have come."""
        self._report()
        if self.number % 4 == 0:
            return
        self._assess("investigate" if self.number % 5 else "no-action")
        if self.number % 5:
            self._investigate()
            if self.number % 3 == 0:
                self._carry_out()
            if self.number % 11 == 0:
                self._care()

    def _report(self) -> None:
        opened = intake.IntakeOpened(
            intake_id=self.id(4),
            person_id=self.id(2),
            report_id=self.id(3),
            origin=intake.Origin.CONCERN_REPORT,
            case_type="child-concern",
            reason_codes=(),
            received_on=self.first_on,
            is_danger_reported=False,
            catalogue_version=catalogue().version,
        )
        self.tell(self.id(4), opened)

    def _assess(self, way: str) -> None:
        assigned = intake.IntakeAssigned(
            official=self.official, unit="barn-norr", assigned_on=self.day(1 + self.number % 6)
        )
        concluded = intake.PreliminaryAssessmentConcluded(
            way=intake.Way(way),
            concluded_on=self.day(9 + self.number % 9),
            concluded_by=self.official,
            legal_basis_id="sol-20-2",
            investigation_id=None,
            intake_id=self.id(4),
            person_id=self.id(2),
            case_type="child-concern",
            received_on=self.first_on,
        )
        self.tell(self.id(4), assigned)
        self.tell(self.id(4), concluded)

    def _investigate(self) -> None:
        began = 9 + self.number % 9
        opened = investigation.InvestigationOpened(
            investigation_id=self.id(5),
            intake_id=self.id(4),
            person_id=self.id(2),
            case_type="child-concern",
            legal_basis_id="sol-14-2",
            opened_on=self.day(began),
            catalogue_version=catalogue().version,
        )
        assigned = investigation.InvestigationAssigned(
            official=self.official,
            unit="barn-norr",
            assigned_on=self.day(began + 3 + self.number % 20),
        )
        decided = investigation.DecisionMade(
            decision_id=self.id(6),
            investigation_id=self.id(5),
            person_id=self.id(2),
            case_type="child-concern",
            decision_type="assistance-personal",
            outcome=investigation.Outcome.GRANTED,
            intervention_type="outpatient-child",
            legal_basis_id="sol-11-1",
            decided_on=self.day(began + 70),
            decided_by="enhetschef-2",
            decider_role="unit-head",
            delegation_rule_id="d-1",
            reason_codes=(),
            catalogue_version=catalogue().version,
        )
        self.tell(self.id(5), opened)
        self.tell(self.id(5), assigned)
        if self.number % 3 == 0:
            self.tell(self.id(6), decided)

    def _care(self) -> None:
        """Let the chair decide on immediate care, as an act lets the chair when it is urgent."""
        decided = investigation.DecisionMade(
            decision_id=self.id(8),
            investigation_id=self.id(5),
            person_id=self.id(2),
            case_type="child-concern",
            decision_type="lvu-immediate-care",
            outcome=investigation.Outcome.GRANTED,
            intervention_type=None,
            legal_basis_id="lvu-6",
            decided_on=self.day(40),
            decided_by="ordforande-1",
            decider_role="chair",
            delegation_rule_id="d-1",
            reason_codes=(),
            catalogue_version=catalogue().version,
        )
        self.tell(self.id(8), decided)

    def _carry_out(self) -> None:
        granted = self.day(9 + self.number % 9 + 70)
        opened = interventions.InterventionOpened(
            intervention_id=self.id(7),
            person_id=self.id(2),
            decision_id=self.id(6),
            investigation_id=self.id(5),
            intervention_type="outpatient-child",
            legal_basis_id="sol-11-1",
            is_needs_assessed=True,
            prevention_level="indicated",
            granted_on=granted,
            opened_on=granted,
            catalogue_version=catalogue().version,
            case_type="child-concern",
        )
        executed = interventions.InterventionExecuted(
            executed_on=granted + timedelta(40),
            method_code=None,
            intervention_id=self.id(7),
            decision_id=self.id(6),
        )
        self.tell(self.id(7), opened)
        if self.number % 2:
            self.tell(self.id(7), executed)
            for event in followed(executed.executed_on, self.id(8), self.id(9)):
                self.tell(self.id(7), event)


def settle(admin_url: str, today: date) -> Child:
    """Put every child's events into the store; return one with a long thread."""
    children = [Child(n, today - timedelta(5 * n), today) for n in range(1, CHILDREN + 1)]
    for child in children:
        child.live()
    rows = sorted((row for child in children for row in child.rows), key=lambda row: str(row[5]))
    with psycopg.connect(admin_url) as admin:
        for row in rows:
            admin.execute(INSERT, row)
    return max(children, key=lambda child: len(child.rows))
