"""Gallringen: nycklarna förstörs, det som återstår förklaras, och ett avbrott gör ingen skada."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest

from services.intake.application.disposal.carrying_out import ClocksDisagree
from services.intake.domain.disposal.refusals import ListNotApproved
from services.intake.domain.disposal.state import RowState
from services.intake.main import create_app
from shared.contracts.intake import DisposalCertified, FileDisposed
from shared.kernel.clock import today
from shared.testing.tokens import UNIT_HEAD
from shared.vault.destruction import Destroyer
from tests.intake.disposing import Killed, Office
from tests.intake.service import BASE, Service, child, concern
from tests.intake.test_attachments import PDF, attachment
from tests.services import client_of

NUMBER = "199006022397"


async def old(office: Office, **changes: Any) -> dict[str, Any]:
    return await office.old_report(children=[child(number=NUMBER)], **changes)


async def events(office: Office, list_id: str, kind: type) -> Sequence[Any]:
    stream = await office.service.store.read(UUID(list_id))
    return [each.event for each in stream.recorded if isinstance(each.event, kind)]


async def test_a_carried_out_list_leaves_a_certificate_and_no_key(office: Office) -> None:
    matter = await old(office, attachments=[attachment(PDF)])
    list_id = await office.approved(await office.drawn_up())
    sheet = await office.carry_out(list_id)
    assert {row.state for row in sheet.known.rows.values()} == {RowState.DISPOSED}
    (certified,) = await events(office, list_id, DisposalCertified)
    assert [(each.rule_id, each.files) for each in certified.disposed] == [
        ("child-protection.report-without-investigation", 2)
    ]
    assert (certified.reviewed_by, certified.approved_by) == ("official-3", "official-2")
    assert certified.ledger_position > 0
    with psycopg.connect(office.database.keys_admin_url) as keys:
        (living,) = keys.execute(
            "SELECT count(*) FROM vault.file_key WHERE destroyed_at IS NULL"
        ).fetchone() or (None,)
    assert living == 0, "the file, the report's and the person's"
    assert await office.service.store.rows("SELECT * FROM intake.attachment") == []
    assert await office.service.store.rows("SELECT * FROM intake.person_lookup") == []
    await office.service.caught_up("persons")
    assert await office.service.store.rows("SELECT * FROM intake.person") == []
    (thread,) = await office.service.store.rows(
        "SELECT thread_id FROM store.own_event WHERE name = 'intake.file-disposed.v1'"
        " AND convert_from(data, 'UTF8') NOT LIKE '%%person-register%%'"
    )
    assert str(thread["thread_id"]) == matter["threadId"]


async def test_who_comes_back_after_everything_was_destroyed_is_a_new_person(
    office: Office,
) -> None:
    matter = await old(office)
    await office.carry_out(await office.approved(await office.drawn_up()))
    async with client_of(create_app(office.settings), BASE) as client:
        after = Service(client, office.service.store, office.service.investigation)
        (new,) = await after.reported(concern(children=[child(number=NUMBER)]), "again")
    assert new["personId"] != matter["personId"]


async def test_nothing_goes_before_two_have_answered_for_it(office: Office) -> None:
    await old(office)
    list_id = await office.drawn_up()
    with pytest.raises(ListNotApproved):
        await office.carry_out(list_id)
    assert await events(office, list_id, FileDisposed) == []


async def test_what_is_held_stays_and_the_certificate_says_so(office: Office) -> None:
    await old(office)
    list_id = await office.drawn_up()
    held, identity = await office.files(list_id)
    body = {"fileId": held["fileId"], "reasonCode": "file-requested"}
    assert (await office.ask(list_id, "hold", body)).is_success
    sheet = await office.carry_out(await office.approved(list_id))
    states = {str(id_): row.state for id_, row in sheet.known.rows.items()}
    assert states == {held["fileId"]: RowState.HELD, identity["fileId"]: RowState.SPARED}
    (certified,) = await events(office, list_id, DisposalCertified)
    assert (certified.files_held, certified.files_spared, certified.disposed) == (1, 1, ())


async def test_a_file_somebody_has_written_in_since_the_approval_is_spared(
    office: Office,
) -> None:
    matter = await old(office)
    list_id = await office.approved(await office.drawn_up())
    await office.service.reported(concern(children=[child(number=NUMBER)]), "again")
    await office.service.caught_up("filed_matters")
    sheet = await office.carry_out(list_id)
    assert {row.state for row in sheet.known.rows.values()} == {RowState.SPARED}
    codes = {row.code for row in sheet.known.rows.values()}
    assert codes == {"no-longer-due", "still-needed"}
    report = await office.service.read(f"/intakes/{matter['intakeId']}/report")
    assert not report.json()["isDestroyed"]


@pytest.mark.parametrize("before_or_after", ["before", "after"])
async def test_a_crash_in_the_middle_is_made_good_by_running_again(
    office: Office, monkeypatch: pytest.MonkeyPatch, before_or_after: str
) -> None:
    await old(office)
    list_id = await office.approved(await office.drawn_up())
    real = Destroyer.destroy

    async def killed(self: Destroyer, file_ids: Sequence[UUID]) -> frozenset[UUID]:
        if before_or_after == "after":
            await real(self, file_ids)
        raise Killed

    with monkeypatch.context() as crash:
        crash.setattr(Destroyer, "destroy", killed)
        with pytest.raises(Killed):
            await office.carry_out(list_id)
    begun, waiting = await office.files(list_id)
    assert (begun["state"], waiting["state"]) == ("begun", "listed")
    hold = {"fileId": begun["fileId"], "reasonCode": "appeal"}
    refused = await office.ask(list_id, "hold", hold)
    assert refused.json()["code"] == "disposal-has-begun"
    await office.carry_out(list_id)
    disposed = await events(office, list_id, FileDisposed)
    assert len(disposed) == len({each.file_id for each in disposed}) == 2
    assert len(await events(office, list_id, DisposalCertified)) == 1


async def test_a_crash_before_the_certificate_leaves_it_to_the_next_run(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    await old(office)
    list_id = await office.approved(await office.drawn_up())

    async def killed(self: Destroyer) -> int:
        raise Killed

    with monkeypatch.context() as crash:
        crash.setattr(Destroyer, "retire", killed)
        with pytest.raises(Killed):
            await office.carry_out(list_id)
    assert (await office.shown(list_id))["certificate"] is None
    await office.carry_out(list_id)
    again = await office.carry_out(list_id)
    assert again.known.certificate is not None
    assert len(await events(office, list_id, DisposalCertified)) == 1


async def test_a_clock_that_is_wrong_destroys_nothing(office: Office) -> None:
    await old(office)
    list_id = await office.approved(await office.drawn_up())
    for wrong in (today() - timedelta(days=1), today() + timedelta(days=400)):
        with pytest.raises(ClocksDisagree):
            await office.carry_out(list_id, wrong)
    assert await events(office, list_id, FileDisposed) == []


async def test_a_certified_list_is_closed(office: Office) -> None:
    await old(office)
    list_id = await office.approved(await office.drawn_up())
    row = (await office.files(list_id))[0]
    await office.carry_out(list_id)
    hold = {"fileId": row["fileId"], "reasonCode": "appeal"}
    assert (await office.ask(list_id, "hold", hold)).json()["code"] == (
        "disposal-already-certified"
    )
    shown = await office.shown(list_id)
    assert shown["certificate"]["disposedByRules"][0]["files"] == 2
    retention = await office.service.read(f"/persons/{row['personId']}/retention", by=UNIT_HEAD)
    assert retention.json()["files"] == []
