"""Skyddade personer i rapporten om ej verkställda beslut: raden står kvar, personen syns inte."""

import csv
import io
from dataclasses import replace
from uuid import UUID

import pytest
from httpx import AsyncClient

from shared.contracts.intake import OfficialAdmitted, ProtectionKind, ProtectionMarked
from shared.contracts.interventions import intervention_id_of
from shared.testing.database import Database
from shared.testing.tokens import ANALYST, UNIT_HEAD, token_for
from tests.reporting.test_unexecuted_reports import Grants, Office, number
from tests.shared.clocks.told import CHILD, day

SECRET, THREAD = UUID(int=71), UUID(int=72)
HEAD = token_for("chef-9", "official", "unit-head", unit="oppenvard")
ELSEWHERE = token_for("chef-8", "official", "unit-head", unit="vuxen")
REPORT = "/unexecuted-reports/2026Q2"
IDENTIFYING = ("spellId", "decisionId", "interventionId", "personId", "unit", "explainedBy")


@pytest.fixture
def office(reporting: AsyncClient, database: Database) -> Office:
    return Office(reporting, database)


def granted(n: int, on: str, unit: str) -> Grants:
    told = Grants()
    told.granted(n, on)
    told.assigned(n, on, unit)
    told.explained(n, "2026-05-04")
    return told


def of_another(told: Grants) -> Grants:
    """Return what is told, of another child in another thread."""
    told.happenings = [
        replace(
            each,
            person_id=SECRET,
            thread_id=THREAD,
            fields={
                name: str(SECRET) if name == "person_id" else value
                for name, value in each.fields.items()
            },
        )
        for each in told.happenings
    ]
    return told


def marked(*admitted: str) -> Grants:
    told = Grants()
    kind = ProtectionKind.CONFIDENTIALITY_MARK
    on, by = day("2026-06-01"), "official-7"
    told.tell(
        ProtectionMarked(person_id=SECRET, kind=kind, marked_on=on, marked_by=by, until_on=None),
        SECRET,
    )
    for official in admitted:
        event = OfficialAdmitted(
            person_id=SECRET, thread_id=THREAD, official=official, admitted_on=on, admitted_by=by
        )
        told.tell(event, SECRET)
    return told


def told_of_two(office: Office) -> None:
    """Tell of two granted decisions, the second about a child with protected data."""
    office.tell(granted(1, "2026-01-15", "oppenvard"))
    office.tell(of_another(granted(2, "2026-01-20", "familjehem")))


async def test_the_report_keeps_the_line_of_a_protected_person_and_masks_who_it_is(
    office: Office,
) -> None:
    told_of_two(office)
    before = await office.read(REPORT)
    office.tell(of_another(marked()))
    for reader in (ANALYST, UNIT_HEAD):
        report = await office.read(REPORT, by=reader)
        known, secret = report["unexecutedSpells"]
        assert (known["personId"], known["isMasked"]) == (str(CHILD), False)
        assert secret["isMasked"]
        assert [secret[name] for name in IDENTIFYING] == [None] * len(IDENTIFYING)
        kept = ("decidedOn", "interventionType", "reasonCode", "dueOn", "state", "legalBasisId")
        was = before["unexecutedSpells"][1]
        assert [secret[name] for name in kept] == [was[name] for name in kept]
        assert report["contentHash"] == before["contentHash"]


async def test_whoever_was_let_in_sees_the_line_as_it_is(office: Office) -> None:
    told_of_two(office)
    office.tell(of_another(marked("chef-9")))
    lines = (await office.read(REPORT, by=HEAD))["unexecutedSpells"]
    assert [line["personId"] for line in lines] == [str(CHILD), str(SECRET)]


async def test_table_and_page_say_that_the_data_are_protected_and_nothing_more(
    office: Office,
) -> None:
    told_of_two(office)
    office.tell(of_another(marked()))
    table = (await office.ask(f"{REPORT}/table")).content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table), delimiter=";"))
    assert [row["Identitet"] for row in rows] == ["", "skyddade personuppgifter"]
    assert [row["Pseudonym"] for row in rows] == [str(CHILD), ""]
    page = (await office.ask(f"{REPORT}/page")).text
    hidden = (str(SECRET), str(number(2)), str(intervention_id_of(number(2))), "familjehem")
    assert not [each for each in hidden if each in page + table]
    assert (await office.ask(f"{REPORT}/statistics")).json()["total"] == 2


async def test_a_delivered_report_is_shown_with_the_line_masked_and_still_whole(
    office: Office,
) -> None:
    told_of_two(office)
    await office.read(REPORT)
    delivered = await office.deliver()
    office.tell(of_another(marked()))
    place = f"/delivered-reports/{delivered.json()['id']}"
    report = await office.read(place)
    assert (report["isIntact"], report["isReproduced"]) == (True, True)
    known, secret = report["content"]["unexecuted"]
    assert (known["personId"], "isMasked" in known) == (str(CHILD), False)
    assert (secret["personId"], secret["isMasked"], secret["decidedOn"]) == (
        None,
        True,
        "2026-01-20",
    )


async def test_what_was_learned_of_a_protected_person_is_told_without_whose_it_is(
    office: Office,
) -> None:
    told_of_two(office)
    await office.read(REPORT)
    delivered = await office.deliver()
    later = Grants()
    later.executed(2, "2026-06-02")
    office.tell(of_another(later))
    office.tell(of_another(marked()))
    found = await office.read(f"/delivered-reports/{delivered.json()['id']}/differences")
    (only,) = found["differences"]
    assert (only["change"], only["line"]["isMasked"]) == ("removed", True)
    assert (only["line"]["personId"], only["line"]["unit"]) == (None, None)
    assert found["affectedRecipients"] == ["ivo", "auditors", "council"]


async def test_what_waits_is_listed_for_the_unit_of_the_head_and_without_the_protected(
    office: Office,
) -> None:
    told_of_two(office)

    async def listed(by: str) -> list[str]:
        items = (await office.read("/unexecuted-decisions", by=by, limit="1"))["items"]
        return [each["decisionId"] for each in items]

    assert await listed(HEAD) == [str(number(1))]
    assert await listed(ELSEWHERE) == []
    office.tell(of_another(marked()))
    assert await listed(ANALYST) == [str(number(1))]
