"""Kvartalsrapporten: läsa, lämna, läsa igen, och se vad som har blivit känt sedan."""

import csv
import io
from typing import Any
from uuid import UUID

import pytest
from httpx import AsyncClient

from shared.contracts import interventions, investigation
from shared.contracts.interventions import intervention_id_of
from shared.contracts.interventions_corrections import ExecutionCorrected
from shared.testing.database import Database
from shared.testing.tokens import ANALYST, CASEWORKER, UNIT_HEAD, bearer
from tests.reporting.ledger import append
from tests.shared.clocks.told import CHILD, INVESTIGATION, Told, day


def number(n: int) -> UUID:
    return UUID(int=9000 + n)


class Grants(Told):
    """What is told of many granted decisions."""

    def granted(self, n: int, on: str, kind: str = "outpatient-child") -> None:
        event = investigation.DecisionMade(
            decision_id=number(n),
            investigation_id=INVESTIGATION,
            person_id=CHILD,
            case_type="child-concern",
            decision_type="assistance-personal",
            outcome=investigation.Outcome.GRANTED,
            intervention_type=kind,
            legal_basis_id="sol-11-1",
            decided_on=day(on),
            decided_by="chef-1",
            decider_role="unit-head",
            delegation_rule_id="d-1",
            reason_codes=(),
            catalogue_version="1",
        )
        self.tell(event, number(n))

    def assigned(self, n: int, on: str, unit: str) -> None:
        event = interventions.InterventionAssigned(
            unit=unit, provider=None, official=None, assigned_on=day(on)
        )
        self.tell(event, intervention_id_of(number(n)))

    def executed(self, n: int, on: str) -> None:
        event = interventions.InterventionExecuted(
            executed_on=day(on),
            method_code=None,
            intervention_id=intervention_id_of(number(n)),
            decision_id=number(n),
        )
        self.tell(event, intervention_id_of(number(n)))

    def explained(self, n: int, on: str) -> None:
        event = interventions.NonExecutionExplained(
            explained_on=day(on),
            reason_code="no-suitable",
            measure_codes=("recruiting",),
            intervention_id=intervention_id_of(number(n)),
            decision_id=number(n),
        )
        self.tell(event, intervention_id_of(number(n)))


class Office:
    """Somebody who reports, and the services whose events are reported on."""

    def __init__(self, client: AsyncClient, database: Database) -> None:
        self.client = client
        self.database = database
        self.seen = ""

    def tell(self, told: Grants) -> None:
        """Let the services have written what is told, and let it be waited for."""
        self.seen = str(append(self.database, told.happenings))

    async def read(self, path: str, *, by: str = ANALYST, **query: str) -> Any:
        answer = await self.ask(path, by=by, **query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def ask(self, path: str, *, by: str = ANALYST, **query: str) -> Any:
        wanted = {**query, **({"atLeast": self.seen} if self.seen else {})}
        return await self.client.get(path, params=wanted, headers=bearer(by))

    async def deliver(self, **changes: Any) -> Any:
        body = {
            "kind": "unexecuted-decisions",
            "quarter": "2026Q2",
            "deliveredOn": "2026-07-06",
            **changes,
        }
        answer = await self.client.post("/delivered-reports", json=body, headers=bearer(UNIT_HEAD))
        if answer.status_code == 201:
            self.seen = answer.json()["eventId"]
        return answer


@pytest.fixture
def office(reporting: AsyncClient, database: Database) -> Office:
    return Office(reporting, database)


def two_granted() -> Grants:
    told = Grants()
    told.granted(1, "2026-01-15")
    told.granted(2, "2026-03-20")
    told.assigned(1, "2026-01-20", "oppenvard")
    told.explained(1, "2026-05-04")
    return told


async def test_what_waits_is_listed_by_unit_and_from_the_day_of_the_decision(
    office: Office,
) -> None:
    office.tell(two_granted())
    everybody = await office.read("/unexecuted-decisions")
    assert [each["decisionId"] for each in everybody["items"]] == [str(number(1)), str(number(2))]
    mine = (await office.read("/unexecuted-decisions", unit="oppenvard"))["items"]
    assert [each["decidedOn"] for each in mine] == ["2026-01-15"]
    assert mine[0]["spells"][0]["dueOn"] == "2026-04-15"


async def test_the_report_tells_each_decision_by_pseudonym_with_reason_and_measures(
    office: Office,
) -> None:
    office.tell(two_granted())
    report = await office.read("/unexecuted-reports/2026Q2")
    first, second = report["unexecutedSpells"]
    assert (first["decidedOn"], first["state"]) == ("2026-01-15", "due")
    assert (first["reasonCode"], first["measureCodes"]) == ("no-suitable", ["recruiting"])
    assert (second["dueOn"], second["reasonCode"]) == ("2026-06-20", None)
    assert report["window"] == {
        "opensOn": "2026-07-01",
        "closesOn": "2026-08-31",
        "certainty": "uncertain",
    }
    assert (await office.read("/unexecuted-reports/2026Q1"))["unexecutedSpells"] == []


async def test_a_delivered_report_is_frozen_and_made_again_byte_for_byte(office: Office) -> None:
    office.tell(two_granted())
    await office.read("/unexecuted-reports/2026Q2")
    delivered = await office.deliver()
    assert delivered.status_code == 201, delivered.text
    place = f"/delivered-reports/{delivered.json()['id']}"
    before = await office.read(place)
    assert (before["isIntact"], before["isReproduced"]) == (True, True)
    assert len(before["content"]["unexecuted"]) == 2
    later = Grants()
    later.executed(1, "2026-06-01")
    office.tell(later)
    after = await office.read(place)
    assert (after["isReproduced"], after["content"]) == (True, before["content"])
    (listed,) = (await office.read("/delivered-reports", quarter="2026Q2"))["items"]
    assert (listed["recipients"], listed["items"]) == (["ivo", "auditors"], 2)


async def test_corrections_and_new_units_change_nothing_of_what_was_delivered(
    office: Office,
) -> None:
    first = two_granted()
    first.executed(2, "2026-07-02")
    office.tell(first)
    await office.read("/unexecuted-reports/2026Q2")
    place = f"/delivered-reports/{(await office.deliver()).json()['id']}"
    lines = (await office.read(f"/threads/{number(2)}"))["lines"]
    wrong = next(e["eventId"] for e in lines if e["type"] == "interventions.executed.v1")
    right = Grants()
    right.assigned(1, "2026-07-10", "oppenvard-norr")
    right.tell(
        ExecutionCorrected(
            corrects_event_id=UUID(wrong),
            corrected_on=day("2026-07-20"),
            correction_reason_code="wrong-date",
            is_approval_needed=False,
            executed_on=day("2026-05-02"),
            method_code=None,
        ),
        intervention_id_of(number(2)),
    )
    office.tell(right)
    assert (await office.read(place))["isReproduced"]
    found = (await office.read(f"{place}/differences"))["differences"]
    told = {each["line"]["decisionId"]: each for each in found}
    assert told[str(number(2))]["change"] == "removed"
    assert [each["field"] for each in told[str(number(1))]["fields"]] == ["unit"]


async def test_what_was_learned_later_shows_and_says_who_must_be_told(office: Office) -> None:
    office.tell(two_granted())
    await office.read("/unexecuted-reports/2026Q2")
    place = f"/delivered-reports/{(await office.deliver()).json()['id']}/differences"
    nothing = await office.read(place)
    assert (nothing["differences"], nothing["affectedRecipients"]) == ([], [])
    late = Grants()
    late.executed(1, "2026-06-01")
    late.granted(3, "2026-02-02")
    office.tell(late)
    found = await office.read(place)
    told = [(each["change"], each["line"]["decidedOn"]) for each in found["differences"]]
    assert told == [("removed", "2026-01-15"), ("added", "2026-02-02")]
    assert found["affectedRecipients"] == ["ivo", "auditors", "council"]


async def test_what_was_reported_is_reported_again_until_its_execution_has_been_told(
    office: Office,
) -> None:
    office.tell(two_granted())
    await office.read("/unexecuted-reports/2026Q2")
    await office.deliver()
    later = Grants()
    later.executed(1, "2026-08-03")
    office.tell(later)
    report = await office.read("/unexecuted-reports/2026Q3")
    assert [line["timesReported"] for line in report["unexecutedSpells"]] == [1]
    (concluded,) = report["concludedSpells"]
    assert (concluded["state"], concluded["closedOn"]) == ("executed", "2026-08-03")
    await office.deliver(quarter="2026Q3", deliveredOn="2026-10-05")
    after = await office.read("/unexecuted-reports/2026Q4")
    assert (len(after["unexecutedSpells"]), after["concludedSpells"]) == (1, [])


async def test_a_quarter_that_should_have_told_of_a_decision_is_named(office: Office) -> None:
    office.tell(two_granted())
    (first, *_) = (await office.read("/unexecuted-reports/2026Q3"))["unexecutedSpells"]
    assert first["missedQuarters"] == ["2026Q2"]


async def test_the_table_opens_in_swedish_excel_and_the_page_can_be_printed(
    office: Office,
) -> None:
    office.tell(two_granted())
    table = await office.ask("/unexecuted-reports/2026Q2/table")
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    assert table.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(table.content.decode("utf-8-sig")), delimiter=";"))
    assert (rows[0][3], rows[1][3]) == ("Tidpunkt för beslutet", "2026-01-15")
    assert rows[1][8] == "Lämplig uppdragstagare eller utförare saknas"
    page = await office.ask("/unexecuted-reports/2026Q2/page")
    assert '<html lang="sv">' in page.text
    assert "<caption>Inte verkställda: 2</caption>" in page.text


async def test_statistics_for_the_council_show_no_small_number(office: Office) -> None:
    told = Grants()
    for n in range(1, 8):
        told.granted(n, "2026-01-15")
    told.granted(8, "2026-03-20", "contact-family")
    office.tell(told)
    found = await office.read("/unexecuted-reports/2026Q2/statistics")
    assert (found["total"], found["smallestShown"]) == (8, 5)
    assert found["interventionTypes"] == [
        {"code": "contact-family", "count": None},
        {"code": "outpatient-child", "count": None},
    ]
    assert found["kinds"] == [{"code": "decision", "count": 8}]
    assert (await office.deliver(kind="unexecuted-statistics")).status_code == 201


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"deliveredOn": "2026-06-30"}, 409, "quarter-not-ended"),
        ({"deliveredOn": "2126-06-30"}, 409, "date-in-the-future"),
        ({"kind": "unexecuted-municipality"}, 409, "decisions-missing"),
        ({"decisionIds": [str(number(1))]}, 409, "decisions-missing"),
        ({"quarter": "2026-2"}, 400, "invalid-request"),
    ],
)
async def test_a_delivery_that_cannot_be_is_refused(
    office: Office, changes: dict[str, Any], status: int, code: str
) -> None:
    answer = await office.deliver(**changes)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_another_municipality_is_told_only_of_its_decisions(office: Office) -> None:
    office.tell(two_granted())
    await office.read("/unexecuted-reports/2026Q2")
    answer = await office.deliver(kind="unexecuted-municipality", decisionIds=[str(number(2))])
    report = await office.read(f"/delivered-reports/{answer.json()['id']}")
    assert [line["decisionId"] for line in report["content"]["unexecuted"]] == [str(number(2))]
    assert report["isReproduced"]
    still = await office.read("/unexecuted-reports/2026Q2")
    assert [line["timesReported"] for line in still["unexecutedSpells"]] == [0, 0]


async def test_only_those_who_may_deliver_and_read_do(office: Office) -> None:
    answer = await office.client.post(
        "/delivered-reports",
        json={"kind": "unexecuted-decisions", "quarter": "2026Q2", "deliveredOn": "2026-07-06"},
        headers=bearer(CASEWORKER),
    )
    assert answer.status_code == 403
    assert (await office.ask("/unexecuted-reports/2026Q2", by=CASEWORKER)).status_code == 403
