"""Namn, nummer och fritext vilar förseglade, var de än finns."""

from typing import Any

import psycopg
from psycopg.sql import SQL, Identifier

from shared.testing.database import Database
from shared.testing.tokens import ROBOT
from tests.intake.service import Service, child, concern, day

WORDS = ("Hemlig", "200001052380", "20000105", "000105-2380", "Vårdkvist", "Rektorsson")
SCHEMAS = ("store", "intake")


def everything(url: str) -> str:
    """Return every row of the store's and intake's tables, bytes as text where they are."""
    said = []
    with psycopg.connect(url) as connection:
        tables = connection.execute(
            "SELECT schemaname, tablename FROM pg_tables WHERE schemaname = ANY (%s)",
            (list(SCHEMAS),),
        ).fetchall()
        for schema, table in tables:
            rows = connection.execute(
                SQL("SELECT * FROM {}").format(Identifier(schema, table))
            ).fetchall()
            said += [
                value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
                for row in rows
                for value in row
            ]
    return "\n".join(said)


def told(value: Any) -> Any:
    """Return ``value`` without what is null in it."""
    match value:
        case dict():
            return {name: told(part) for name, part in value.items() if part is not None}
        case list():
            return [told(part) for part in value]
        case _:
            return value


async def test_no_table_holds_a_name_a_number_or_a_text_in_the_clear(
    service: Service, database: Database
) -> None:
    body = concern(
        text="Hemlig text om barnet.",
        children=[child(name="Hemlig Testsson", number="000105-2380", address="Hemligvägen 1")],
        guardians=[{"childPlaces": [0], "name": "Vera Vårdkvist", "number": "199107172380"}],
    )
    body["reporter"]["name"] = "Rut Rektorsson"
    body["form"]["sections"] = [
        {"heading": "Oro", "questions": [{"question": "Vad?", "answer": "Hemligt svar"}]}
    ]
    (matter,) = await service.reported(body)
    await service.done(
        matter["intakeId"],
        "assess-protection",
        {"outcome": "no-immediate-need", "assessedOn": day(), "reasons": "Hemlig bedömning"},
    )
    kept = everything(database.admin_url)
    assert matter["intakeId"] in kept
    assert [word for word in WORDS if word in kept] == []


async def test_an_official_reads_the_report_unchanged(service: Service) -> None:
    sections = [{"heading": "Oro", "questions": [{"question": "Vad?", "answer": " Allt. "}]}]
    body = concern(guardians=[{"childPlaces": [0], "name": "Vera Testsson", "language": "ar"}])
    body["form"]["sections"] = sections
    (matter,) = await service.reported(body)
    answer = await service.read(f"/intakes/{matter['intakeId']}/report")
    report = told(answer.json())
    assert report["text"] == body["text"]
    assert report["sections"] == sections
    assert report["sender"] == {"name": "Lära Lärarsson", "workplace": "Provskolan"}
    assert report["persons"] == [{"personId": matter["personId"], "name": "Test Testsson"}]
    assert report["guardians"] == [
        {"personIds": [matter["personId"]], "name": "Vera Testsson", "language": "ar"}
    ]
    assert answer.headers["cache-control"] == "no-store"


async def test_an_official_reads_what_was_written_in_the_matter_and_a_robot_does_not(
    service: Service,
) -> None:
    (matter,) = await service.reported(concern())
    protection = {"outcome": "no-immediate-need", "assessedOn": day(), "reasons": "Trygg."}
    conclusion = {"way": "no-action", "concludedOn": day(), "reasons": "Undanröjd."}
    await service.done(matter["intakeId"], "assess-protection", protection)
    await service.done(matter["intakeId"], "conclude-preliminary-assessment", conclusion)
    path = f"/intakes/{matter['intakeId']}/notes"
    notes = (await service.read(path)).json()["notes"]
    assert [(note["kind"], note["text"], note["recordedBy"]) for note in notes] == [
        ("protection", "Trygg.", "official-7"),
        ("conclusion", "Undanröjd.", "official-7"),
    ]
    assert (await service.read(path, by=ROBOT)).status_code == 403


async def test_a_robot_reads_codes_and_that_the_rest_is_sealed(service: Service) -> None:
    (matter,) = await service.reported(concern())
    path = f"/intakes/{matter['intakeId']}/report"
    assert (await service.read(path, by=ROBOT)).status_code == 404
    await service.claim_all()
    answer = await service.read(path, by=ROBOT)
    report = told(answer.json())
    assert report["isSealed"] is True
    assert not {"text", "sender"} & report.keys()
    assert report["sections"] == []
    assert report["persons"] == [{"personId": matter["personId"]}]
