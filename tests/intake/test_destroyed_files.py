"""Ett gallrat ärende visar vad som finns kvar, och den som kommer tillbaka börjar på nytt."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

from services.intake.main import create_app
from shared.kernel.files import file_of_matter
from shared.kernel.sealed import GONE
from shared.kernel.settings import Settings
from shared.testing.database import Database
from shared.testing.tokens import CASEWORKER, bearer
from shared.vault.destruction import Destroyer
from shared.vault.master import read_master_key
from tests.intake.service import BASE, Service, child, concern, day
from tests.intake.test_attachments import PDF, attachment
from tests.services import client_of

ANNA = "200001052380"


async def destroy(settings: Settings, database: Database, *file_ids: UUID) -> None:
    master_key = read_master_key(settings.master_key, None, settings.epoch_secrets)
    destroyer = Destroyer(database.url_for("disposal"), master_key)
    await destroyer.open()
    await destroyer.destroy(file_ids)
    await destroyer.retire()
    await destroyer.close()


@asynccontextmanager
async def later(settings: Settings, service: Service) -> AsyncIterator[Service]:
    """Yield the service as another process answers, that has opened nothing yet."""
    async with client_of(create_app(settings), BASE) as client:
        yield Service(client=client, store=service.store, investigation=service.investigation)


async def assessed(service: Service, **changes: Any) -> dict[str, Any]:
    """Return a matter that somebody has written in."""
    body = concern(children=[child(number=ANNA)], attachments=[attachment(PDF)], **changes)
    (matter,) = await service.reported(body)
    told = {"outcome": "no-immediate-need", "assessedOn": day(), "reasons": "Hemliga skäl."}
    await service.done(matter["intakeId"], "assess-protection", told)
    return matter


def file_of(matter: dict[str, Any]) -> UUID:
    return file_of_matter(UUID(matter["intakeId"]))


async def test_a_report_of_a_destroyed_file_shows_its_codes_and_says_so(
    service: Service, settings: Settings, database: Database
) -> None:
    matter = await assessed(service)
    await destroy(settings, database, file_of(matter))
    async with later(settings, service) as after:
        read = await after.read(f"/intakes/{matter['intakeId']}/report")
    assert read.status_code == 200
    shown = read.json()
    assert (shown["isDestroyed"], shown["reporterKind"]) == (True, "mandated")
    assert (shown["text"], shown["sender"], shown["persons"][0]["name"]) == (None, None, None)


async def test_the_notes_and_the_file_of_a_destroyed_matter_are_said_to_be_gone(
    service: Service, settings: Settings, database: Database
) -> None:
    matter = await assessed(service)
    path = f"/intakes/{matter['intakeId']}"
    listed = (await service.read(f"{path}/report")).json()["attachments"]
    await destroy(settings, database, file_of(matter))
    async with later(settings, service) as after:
        notes = (await after.read(f"{path}/notes")).json()["notes"]
        fetched = await after.read(f"{path}/attachments/{listed[0]['attachmentId']}")
    assert [note["text"] for note in notes] == [GONE]
    assert (fetched.status_code, fetched.json()["code"]) == (404, "file-destroyed")


async def test_nothing_is_written_in_a_destroyed_matter(
    service: Service, settings: Settings, database: Database
) -> None:
    matter = await assessed(service)
    await destroy(settings, database, file_of(matter))
    told = {"outcome": "no-immediate-need", "assessedOn": day(), "reasons": "Mer."}
    async with later(settings, service) as after:
        answer = await after.ask(matter["intakeId"], "assess-protection", told)
    assert (answer.status_code, answer.json()["code"]) == (404, "file-destroyed")


async def test_a_child_whose_file_is_destroyed_is_reported_anew_and_the_old_stays_destroyed(
    service: Service, settings: Settings, database: Database
) -> None:
    matter = await assessed(service)
    await destroy(settings, database, file_of(matter))
    async with later(settings, service) as after:
        (new,) = await after.reported(concern(children=[child(number=ANNA)]), "again")
        read = (await after.read(f"/intakes/{new['intakeId']}/report")).json()
        old = (await after.read(f"/intakes/{matter['intakeId']}/report")).json()
    assert new["personId"] == matter["personId"]
    assert (read["isDestroyed"], read["persons"][0]["number"]) == (False, ANNA)
    assert old["isDestroyed"]


async def test_a_report_about_two_children_is_read_while_one_of_their_files_is_left(
    service: Service, settings: Settings, database: Database
) -> None:
    body = concern(children=[child(name="Anna"), child(name="Bela")])
    first, second = await service.reported(body)
    await destroy(settings, database, file_of(first))
    async with later(settings, service) as after:
        read = (await after.read(f"/intakes/{first['intakeId']}/report")).json()
        assert not read["isDestroyed"]
    await destroy(settings, database, file_of(second))
    async with later(settings, service) as after:
        assert (await after.read(f"/intakes/{first['intakeId']}/report")).json()["isDestroyed"]


async def test_a_destroyed_identity_is_shown_as_destroyed(
    service: Service, settings: Settings, database: Database
) -> None:
    matter = await assessed(service)
    person = await service.client.get(f"/persons/{matter['personId']}", headers=bearer(CASEWORKER))
    assert person.json()["number"] == ANNA
    events = await service.store.read(UUID(matter["personId"]))
    assert events.context.file_id is not None
    await destroy(settings, database, events.context.file_id)
    async with later(settings, service) as after:
        shown = (await after.read(f"/persons/{matter['personId']}")).json()
    assert (shown["name"], shown["number"]) == (GONE, GONE)
