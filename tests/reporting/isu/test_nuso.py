"""NUSO: each field has its value or says what is missing, and nothing is guessed."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import pytest
from httpx import AsyncClient
from hypothesis import given
from hypothesis import strategies as st

from services.reporting.domain.nuso import FIELDS, Study, completeness
from shared.contracts import intake, investigation
from shared.contracts.intake import Sex
from shared.contracts.investigation import InstrumentScore
from shared.testing.database import Database
from shared.testing.tokens import ANALYST, bearer
from tests.reporting.isu.told import Followed, a_whole_chain
from tests.reporting.ledger import append
from tests.reporting.test_watch_list import read
from tests.shared.clocks.told import CHILD, INTAKE, INTERVENTION, INVESTIGATION, REPORT, day


def a_child() -> Followed:
    """Return a child known by year of birth and sex, with an intake and an investigation."""
    story = Followed()
    story.say(
        intake.PersonRegistered(
            person_id=CHILD,
            birth_year=2015,
            sex=Sex.FEMALE,
            district_code="norr",
            registered_on=day("2026-03-01"),
        ),
        matter=CHILD,
    )
    opened = intake.IntakeOpened(
        intake_id=INTAKE,
        person_id=CHILD,
        report_id=REPORT,
        origin=intake.Origin.CONCERN_REPORT,
        case_type="child-concern",
        reason_codes=("neglect",),
        received_on=day("2026-03-01"),
        is_danger_reported=False,
        catalogue_version="1",
    )
    story.say(opened, matter=INTAKE)
    began = investigation.InvestigationOpened(
        investigation_id=INVESTIGATION,
        intake_id=INTAKE,
        person_id=CHILD,
        case_type="child-concern",
        legal_basis_id="sol-14-2",
        opened_on=day("2026-03-10"),
        catalogue_version="1",
    )
    story.say(began, matter=INVESTIGATION)
    for number, is_with in enumerate((True, True, False)):
        held = investigation.ContactHeld(
            contact_id=UUID(int=700 + number),
            held_on=day("2026-03-20"),
            kind=investigation.ContactKind.MEETING,
            is_with_the_individual=is_with,
            is_with_guardian=not is_with,
        )
        story.say(held, matter=INVESTIGATION)
    applied = investigation.InstrumentApplied(
        instrument_code="sdq",
        instrument_version="1",
        applied_on=day("2026-04-01"),
        scores=(InstrumentScore(scale_code="total", score=20),),
    )
    story.say(applied, matter=INVESTIGATION)
    return story


async def record(reporting: AsyncClient, last: UUID, matter: UUID) -> Mapping[str, Any]:
    answer: Any = await read(reporting, f"/nuso-records/{matter}", last)
    (one,) = [each for each in answer["records"] if each["matterId"] == str(matter)]
    return {each["code"]: each for each in one["fields"]} | {"": one}


async def test_an_investigation_is_answered_field_by_field(
    reporting: AsyncClient, database: Database
) -> None:
    last = append(database, a_child().happenings)
    found = await record(reporting, last, INVESTIGATION)
    told = {code: each["value"] for code, each in found.items() if code}
    assert (told["sex"], told["age"], told["talks"]) == ("female", 11, 2)
    assert (told["reasons"], told["instruments"]) == (["neglect"], ["sdq"])
    assert told["known-before"] is False
    assert told["result"] is None
    assert found["result"]["missing"] == "Uppgiften är inte ifylld."
    assert "registreras inte" in found["consent"]["missing"]
    assert found[""]["given"] == 6


async def test_an_intake_is_answered_too_and_what_is_not_asked_of_is_not(
    reporting: AsyncClient, database: Database
) -> None:
    last = append(database, [*a_child().happenings, *a_whole_chain().happenings])
    found = await record(reporting, last, INTAKE)
    assert (found["origin"]["value"], found["result"]["value"]) == ("concern-report", None)
    asked = {"atLeast": str(last)}
    other = await reporting.get(
        f"/nuso-records/{INTERVENTION}", params=asked, headers=bearer(ANALYST)
    )
    assert other.status_code == 404  # it was granted after assessment
    all_of_it: Any = await read(reporting, f"/nuso-records/{CHILD}", last)
    assert [each["study"] for each in all_of_it["records"]] == ["investigations", "intakes"]


async def test_how_complete_a_study_is_keeps_small_numbers_back(
    reporting: AsyncClient, database: Database
) -> None:
    last = append(database, a_child().happenings)
    asked: dict[str, Any] = {"study": "investigations", "period": "2026"}
    answer: Any = await read(reporting, "/nuso-completeness", last, **asked)
    assert (answer["records"], answer["threshold"]) == (None, 5)
    assert {(each["given"], each["missing"]) for each in answer["fields"]} == {(None, None)}
    empty: Any = await read(reporting, "/nuso-completeness", last, **{**asked, "period": "2020"})
    assert empty["records"] == 0
    assert {(each["given"], each["missing"]) for each in empty["fields"]} == {(0, 0)}


records = st.lists(
    st.fixed_dictionaries({"sex": st.none() | st.just("male"), "age": st.none() | st.just(7)}),
    max_size=30,
)


@given(records)
def test_given_and_missing_are_all_there_are_or_both_kept_back(
    told: Sequence[Mapping[str, object]],
) -> None:
    for each in completeness(Study.INTAKES, told, 5):
        if each.given is None or each.missing is None:
            assert (each.given, each.missing) == (None, None)
        else:
            assert each.given + each.missing == len(told)
            assert all(number == 0 or number >= 5 for number in (each.given, each.missing))


@pytest.mark.parametrize("study", Study)
def test_every_study_has_its_fields_once(study: Study) -> None:
    codes = [each.code for each in FIELDS[study]]
    assert len(codes) == len(set(codes))
    assert [len(FIELDS[each]) for each in Study] == [12, 10, 5]
