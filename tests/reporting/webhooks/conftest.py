from collections.abc import AsyncIterator

import pytest

from services.reporting.application.storage import CODEC
from shared.testing.database import Database
from tests.reporting.webhooks.receiving import Hands, Receiver
from tests.services import store_of


@pytest.fixture
async def hands(database: Database) -> AsyncIterator[Hands]:
    async with store_of("reporting", CODEC, database) as store:
        yield Hands(store, Receiver())
