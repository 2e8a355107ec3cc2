"""Gallring följer sammanföringar: vad som finns om personen, under vilken pseudonym som helst."""

from datetime import date, timedelta
from typing import Any

import pytest

from services.intake.application.disposal import carrying_out
from services.intake.application.disposal.carrying_out import ReadModelsBehind
from services.intake.domain.disposal.state import RowState
from shared.testing.tokens import UNIT_HEAD
from tests.intake.disposing import OLD, Office
from tests.intake.service import child, concern
from tests.intake.test_merge_persons import ask

FIRST, SECOND = "199006022397", "199107172380"
RESEARCHED = "200001052380"


async def old(office: Office, number: str, on: date = OLD) -> dict[str, Any]:
    return await office.old_report(f"old-{number}", on, children=[child(number=number)])


async def merged(office: Office, one: dict[str, Any], other: dict[str, Any]) -> None:
    body = {"intoPersonId": other["personId"], "reasonCode": "registered-twice"}
    answer = await ask(office.service, one["personId"], "merge", body)
    assert answer.is_success, answer.text
    await office.service.caught_up("intake.merged-persons")


async def parted(office: Office, one: dict[str, Any]) -> None:
    body = {"reasonCode": "not-the-same"}
    answer = await ask(office.service, one["personId"], "reverse-merge", body)
    assert answer.is_success, answer.text
    await office.service.caught_up("intake.merged-persons")


async def retention(office: Office, matter: dict[str, Any]) -> list[tuple[str, str | None]]:
    """Return the state and the first day of each file of the matter's person, by day."""
    path = f"/persons/{matter['personId']}/retention"
    files = (await office.service.read(path, by=UNIT_HEAD)).json()["files"]
    return sorted((each["state"], each["dueOn"]) for each in files)


async def test_what_stands_under_another_pseudonym_keeps_the_file_until_the_merge_is_reversed(
    office: Office,
) -> None:
    matter = await old(office, FIRST)
    (going_on,) = await office.service.reported(concern(children=[child(number=SECOND)]), "new")
    await office.service.caught_up("filed_matters")
    assert await retention(office, matter) == [("due", "2025-03-03")]
    await merged(office, matter, going_on)
    assert await retention(office, matter) == [("blocked", None)] * 2
    assert await retention(office, going_on) == [("blocked", None)] * 2
    assert (await office.draw_up()).json()["code"] == "nothing-to-dispose"
    await parted(office, matter)
    assert await retention(office, matter) == [("due", "2025-03-03")]


async def test_the_five_years_are_counted_from_the_last_note_about_the_merged_person(
    office: Office,
) -> None:
    first, later = await old(office, FIRST), await old(office, SECOND, OLD + timedelta(days=700))
    await merged(office, later, first)
    assert await retention(office, first) == [("not-yet", "2027-02-01")] * 2


async def test_research_keeps_all_of_a_person_whose_other_number_is_of_its_days(
    office: Office,
) -> None:
    matter, researched = await old(office, FIRST), await old(office, RESEARCHED)
    await merged(office, researched, matter)
    assert [state for state, _ in await retention(office, matter)] == ["kept", "kept"]


async def test_a_list_approved_before_a_merge_is_looked_at_again_when_it_is_carried_out(
    office: Office,
) -> None:
    matter = await old(office, FIRST)
    list_id = await office.approved(await office.drawn_up())
    (going_on,) = await office.service.reported(concern(children=[child(number=SECOND)]), "new")
    await office.service.caught_up("filed_matters")
    await merged(office, matter, going_on)
    sheet = await office.carry_out(list_id)
    rows = [(row.state, row.code) for row in sheet.known.rows.values()]
    assert rows == [(RowState.SPARED, "no-longer-due"), (RowState.SPARED, "still-needed")]


async def test_the_files_of_a_merged_person_go_together_and_so_do_the_identities(
    office: Office,
) -> None:
    first, second = await old(office, FIRST), await old(office, SECOND)
    await merged(office, second, first)
    list_id = await office.drawn_up()
    listed = [(row["personId"], row["retentionGroup"]) for row in await office.files(list_id)]
    both = {first["personId"], second["personId"]}
    assert len(listed) == 4
    assert set(listed) == {
        (each, group) for each in both for group in ("child-protection", "person-register")
    }
    sheet = await office.carry_out(await office.approved(list_id))
    assert {row.state for row in sheet.known.rows.values()} == {RowState.DISPOSED}
    assert await office.service.store.rows("SELECT * FROM intake.person_lookup") == []


async def test_an_identity_is_kept_for_the_sake_of_the_persons_other_pseudonym(
    office: Office,
) -> None:
    first, second = await old(office, FIRST), await old(office, SECOND)
    await merged(office, second, first)
    list_id = await office.drawn_up()
    held = next(
        row["fileId"]
        for row in await office.files(list_id)
        if row["personId"] == first["personId"] and row["retentionGroup"] != "person-register"
    )
    body = {"fileId": held, "reasonCode": "file-requested"}
    assert (await office.ask(list_id, "hold", body)).is_success
    sheet = await office.carry_out(await office.approved(list_id))
    identities = [
        row.code
        for row in sheet.known.rows.values()
        if row.listed.retention_group == "person-register"
    ]
    assert identities == ["still-needed"] * 2


async def test_nothing_is_destroyed_while_intake_has_not_taken_in_all_that_happened(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    await old(office, FIRST)
    list_id = await office.approved(await office.drawn_up())
    monkeypatch.setattr(carrying_out, "_READ_MODELS", ("one-that-has-not-begun",))
    monkeypatch.setattr(carrying_out, "_WAIT_SECONDS", 0.05)
    with pytest.raises(ReadModelsBehind):
        await office.carry_out(list_id)
    assert {row["state"] for row in await office.files(list_id)} == {"listed"}
