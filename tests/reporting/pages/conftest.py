"""Reporting's pages, with a log-in of the development issuer beside them."""

import socket
import threading
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import uvicorn
from httpx import AsyncClient

from deploy.login.app import DevelopmentLogin, create_app
from deploy.login.codes import CLIENT_ID
from services.reporting import main
from shared.kernel.settings import Settings
from shared.testing.database import Database
from shared.testing.tokens import ISSUER
from tests.reporting.pages.browsing import BASE
from tests.services import client_of, settings_of


@pytest.fixture(scope="session")
def login_url() -> Iterator[str]:
    """Yield where the development log-in answers, on loopback."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        app = create_app(DevelopmentLogin(ISSUER, url, f"{BASE}/pages/callback"))
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, ws="none"))
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        yield url
        server.should_exit = True
        thread.join()


@pytest.fixture
def settings(database: Database, tmp_path: Path, login_url: str) -> Settings:
    found = settings_of("reporting", BASE, database, tmp_path)
    return replace(
        found,
        keys_url=None,
        master_key=None,
        login_discovery=f"{login_url}/.well-known/openid-configuration",
        login_client_id=CLIENT_ID,
    )


@pytest.fixture
async def browser(settings: Settings) -> AsyncIterator[AsyncClient]:
    """Yield a browser without a script, that nobody has logged in from."""
    async with client_of(main.create_app(settings), BASE) as client:
        yield client
