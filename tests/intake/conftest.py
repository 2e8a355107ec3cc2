"""Intake on a real store and a real vault, with investigation's voice beside it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from services.intake.application.storage import CODEC
from services.intake.main import create_app
from shared.contracts.names import INVESTIGATION
from shared.eventstore.codec import Codec
from shared.kernel.settings import Settings
from shared.testing.database import Database
from tests.intake.disposing import Office
from tests.intake.service import BASE, Service
from tests.services import client_of, settings_of, store_of


@pytest.fixture
def settings(database: Database, tmp_path: Path) -> Settings:
    return settings_of("intake", BASE, database, tmp_path)


@pytest.fixture
async def service(settings: Settings, database: Database) -> AsyncIterator[Service]:
    """Yield the service at work, with its own store and investigation's beside it."""
    heard = Codec(own=INVESTIGATION, heard={})
    async with (
        client_of(create_app(settings), BASE) as client,
        store_of("intake", CODEC, database) as own,
        store_of("investigation", heard, database) as voice,
    ):
        yield Service(client=client, store=own, investigation=voice)


@pytest.fixture
def office(service: Service, database: Database, settings: Settings) -> Office:
    """Return the service with an operator beside it, who carries out disposal lists."""
    return Office(service, database, settings)
