"""Exportera personakten: logged as a look before the packet is there, or there is none."""

import asyncio
import os
from argparse import Namespace
from base64 import b64encode
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from psycopg import sql

from deploy.file_export import export_file
from deploy.operating import OperatorUnknown
from deploy.output import Output
from deploy.verbs import Here
from shared.kernel.access_log import NotLogged
from shared.testing.database import Database
from tests.intake.service import Service, child, concern
from tests.postgres import ROLES

LOOKS = """
    SELECT actor_subject, purpose, route, person_ids FROM access.look
    WHERE actor_role = 'operator'"""
KEEP = "EXECUTE ON ALL FUNCTIONS IN SCHEMA access"


@pytest.fixture(autouse=True)
def here(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = {
        **ROLES,
        "RODATRADEN_VAR": str(tmp_path),
        "RODATRADEN_DATABASE_URL": database.admin_url,
        "RODATRADEN_MASTER_KEY": b64encode(bytes(32)).decode(),
        "RODATRADEN_EPOCH_SECRETS": str(tmp_path / "epoch-secrets"),
    }
    for name, value in told.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("RODATRADEN_OPERATOR", raising=False)


def looks(database: Database) -> list[tuple[object, ...]]:
    with psycopg.connect(database.admin_url) as admin:
        return admin.execute(LOOKS).fetchall()


async def export(person_id: str, out: Path, by: str | None) -> None:
    asked = Namespace(
        person=UUID(person_id), out=out, purpose="hand-over", by=by, without_reporter=False
    )
    here = Here(var=out.parent, env=os.environ)
    await asyncio.to_thread(export_file, here, asked, Output(as_json=True))


async def test_a_personal_file_is_exported_once_it_is_logged_who_asked(
    service: Service, database: Database, tmp_path: Path
) -> None:
    (matter,) = await service.reported(concern(children=[child(number="200001052380")]))
    person_id, out = matter["personId"], tmp_path / "akt.zip"
    with pytest.raises(OperatorUnknown):
        await export(person_id, out, None)
    role = sql.Identifier(database.role_name("intake"))
    with psycopg.connect(database.admin_url, autocommit=True) as admin:
        admin.execute(sql.SQL("REVOKE {} FROM {}").format(sql.SQL(KEEP), role))
        with pytest.raises(NotLogged):
            await export(person_id, out, "official-7")
        admin.execute(sql.SQL("GRANT {} TO {}").format(sql.SQL(KEEP), role))
    assert (out.exists(), looks(database)) == (False, [])
    await export(person_id, out, "official-7")
    assert out.exists()
    expected = ("official-7", "hand-over", "rodatraden export-file", [UUID(person_id)])
    assert looks(database) == [expected]
