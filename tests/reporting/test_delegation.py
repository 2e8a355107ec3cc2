"""Delegationssvepet: was each decision taken by somebody who could that day."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from httpx import AsyncClient

from services.reporting.application.delegation import DECIDED, Decided, Verdict, Why, try_decision
from shared.catalogue import catalogue
from shared.catalogue.ruling import LADDER
from shared.contracts import investigation
from shared.contracts.investigation_corrections import DecisionDateCorrected
from shared.contracts.names import PUBLISHED
from shared.testing.database import Database
from shared.testing.tokens import ANALYST, bearer
from tests.reporting.ledger import append
from tests.reporting.test_watch_list import an_investigation, read
from tests.shared.clocks.told import DECISION, INVESTIGATION, day

TYPES = sorted(catalogue().tables.decision_types)


def a_decision(kind: str, role: str, on: str = "2026-03-16", **told: Any) -> Decided:
    made = Decided(
        event_id=UUID(int=1),
        position=1,
        name="investigation.decision-made.v1",
        decision_type=kind,
        decided_on=date.fromisoformat(on),
        role=role,
        is_by_system=False,
        outcome="granted",
        intervention_type=None,
        days=None,
        recorded_rule=None,
        thread_id=UUID(int=2),
        matter_id=UUID(int=3),
        person_id=UUID(int=4),
    )
    return replace(made, **told)


def tried(*args: str, **told: Any) -> tuple[Verdict, Why]:
    found = try_decision(a_decision(*args, **told), catalogue())
    return found.verdict, found.why


def test_a_unit_head_may_extend_and_a_caseworker_may_not() -> None:
    assert tried("extend-investigation", "unit-head") == (Verdict.CONFORMS, Why.BY_RULE)
    found = try_decision(a_decision("extend-investigation", "caseworker"), catalogue())
    assert (found.verdict, found.why, found.lowest_role) == (
        Verdict.OUTSIDE,
        Why.ROLE_TOO_LOW,
        "unit-head",
    )


def test_what_the_law_keeps_for_the_subcommittee_no_official_decided_within_delegation() -> None:
    assert tried("foster-home-placement", "unit-head")[0] is Verdict.OUTSIDE
    assert tried("foster-home-placement", "subcommittee")[0] is Verdict.CONFORMS


def test_the_chair_may_in_a_hurry_what_an_act_says_and_nothing_else() -> None:
    assert tried("lvu-immediate-care", "chair") == (Verdict.CONFORMS, Why.BY_CHAIR)
    assert tried("extend-investigation", "chair")[0] is Verdict.OUTSIDE


@pytest.mark.parametrize(
    ("kind", "role", "told", "why"),
    [
        ("no-such-decision", "unit-head", {}, Why.TYPE_UNKNOWN),
        ("extend-investigation", "", {}, Why.ROLE_UNKNOWN),
        ("extend-investigation", "unit-head", {"is_by_system": True}, Why.ROLE_UNKNOWN),
        ("assistance-income-additional", "caseworker", {}, Why.CONDITION_NOT_TOLD),
        ("extend-investigation", "unit-head", {"on": "2001-01-01"}, Why.TYPE_UNKNOWN),
    ],
)
def test_what_cannot_be_told_is_not_called_right_or_wrong(
    kind: str, role: str, told: dict[str, Any], why: Why
) -> None:
    assert tried(kind, role, **told) == (Verdict.CANNOT_TELL, why)


@pytest.mark.parametrize("kind", TYPES)
def test_whoever_stands_higher_may_what_one_below_may(kind: str) -> None:
    verdicts = [tried(kind, role, on="2026-03-16")[0] for role in LADDER]
    allowed = [verdict is Verdict.CONFORMS for verdict in verdicts]
    assert allowed == sorted(allowed)


def test_every_event_in_which_somebody_decides_is_swept() -> None:
    told = {name for name, cls in PUBLISHED.items() if "delegation_rule_id" in cls.__annotations__}
    assert told == set(DECIDED)


async def sweep(client: AsyncClient, last: UUID, path: str, **query: str) -> Any:
    period = {"from": "2026-01-01", "to": "2026-12-31"}
    return await read(client, path, last, **period, **query)


async def test_all_decisions_of_a_period_are_listed_with_why(
    reporting: AsyncClient, database: Database
) -> None:
    story = an_investigation()
    story.decided("2026-06-01", decision_type="foster-home-placement")
    event = investigation.InvestigationExtended(
        until_on=day("2026-09-01"),
        decided_on=day("2026-06-20"),
        decided_by="chef-1",
        decider_role="unit-head",
        ground_code="special-reasons",
        legal_basis_id="sol-20-3",
        delegation_rule_id="d-3",
    )
    story.tell(event, INVESTIGATION)
    last = append(database, story.happenings)
    answer = await sweep(reporting, last, "/delegated-decisions")
    found = {each["decisionType"]: each for each in answer["items"]}
    assert found["open-investigation"]["verdict"] == "conforms"
    placed = found["foster-home-placement"]
    assert (placed["verdict"], placed["lowestRole"]) == ("outside", "subcommittee")
    assert (placed["matterId"], placed["recordedRuleId"]) == (str(DECISION), "d-1")
    assert found["extend-investigation"]["ruleId"] == "d-3"
    outside = await sweep(reporting, last, "/delegated-decisions", verdict="outside")
    assert [each["decisionType"] for each in outside["items"]] == ["foster-home-placement"]
    counted = await sweep(reporting, last, "/delegation-sweep")
    assert counted["decisions"] == len(answer["items"]) == 3
    assert sum(each["decisions"] for each in counted["counts"]) == 3


async def test_a_corrected_day_is_the_day_it_is_tried_by(
    reporting: AsyncClient, database: Database
) -> None:
    story = an_investigation()
    made = story.decided("2026-06-01")
    event = DecisionDateCorrected(
        corrects_event_id=made,
        corrected_on=day("2026-06-20"),
        correction_reason_code="wrong-date",
        is_approval_needed=False,
        decided_on=day("2026-05-20"),
    )
    story.tell(event, DECISION)
    last = append(database, story.happenings)

    async def decided(**query: str | int) -> list[str]:
        period = {"from": "2026-05-01", "to": "2026-05-31"}
        answer = await read(reporting, "/delegated-decisions", last, **period, **query)
        return [each["decidedOn"] for each in answer["items"]]

    assert await decided() == ["2026-05-20"]
    assert await decided(knownPosition=5) == []


async def test_a_period_that_cannot_be_is_refused(reporting: AsyncClient) -> None:
    for query in ("from=2026-03-01&to=2026-02-01", "from=2020-01-01&to=2026-02-01"):
        answer = await reporting.get(f"/delegation-sweep?{query}", headers=bearer(ANALYST))
        assert (answer.status_code, answer.json()["code"]) == (409, "period-impossible")
