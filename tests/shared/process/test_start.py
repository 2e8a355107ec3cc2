"""A process that cannot start lets go of what it had opened, and so can end."""

import asyncio
import base64

import pytest
from fastapi import FastAPI

from services.intake.application.storage import CODEC
from shared.kernel.settings import Settings
from shared.process.process import Process
from shared.testing.database import Database
from shared.vault.master import MasterKeyRefused


def process(database: Database, key: bytes) -> Process:
    settings = Settings(
        store_url=database.url_for("intake"),
        registrar_url=database.url_for("registrar"),
        keys_url=database.url_for("vault"),
        master_key=base64.b64encode(key).decode(),
        issuer="urn:rodatraden:development-issuer",
        audience="rodatraden",
        jwks="nowhere.json",
        public_url="http://127.0.0.1",
    )
    return Process(settings, service="intake", codec=CODEC, projections=())


async def test_nothing_is_left_running_when_the_master_key_is_another(database: Database) -> None:
    async with process(database, b"0123456789abcdef0123456789abcdef").lifespan(FastAPI()):
        pass
    with pytest.raises(MasterKeyRefused):
        async with process(database, b"fedcba9876543210fedcba9876543210").lifespan(FastAPI()):
            pass
    assert asyncio.all_tasks() == {asyncio.current_task()}
