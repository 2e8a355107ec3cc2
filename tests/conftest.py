"""What every test may ask for."""

import itertools
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.migrate import Deployment
from shared.testing.database import Database
from tests import postgres

_numbers = itertools.count(1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is not quick by what it needs, so that nobody has to remember to."""
    for item in items:
        if "postgres_url" in getattr(item, "fixturenames", ()):
            item.add_marker("database")
        if "system" in item.path.relative_to(Path(__file__).parent).parts:
            item.add_marker("processes")


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """Yield the administrator's URL of the test run's PostgreSQL."""
    with postgres.server() as url:
        yield url


@pytest.fixture(scope="session")
def migrated_template(postgres_url: str) -> Iterator[Deployment]:
    """Yield a migrated deployment to clone; nobody may stay connected to it."""
    with postgres.template(postgres_url, secrets.token_hex(4)) as target:
        yield target


@pytest.fixture
def database(migrated_template: Deployment) -> Iterator[Database]:
    """Yield a migrated database of the test's own."""
    with postgres.clone(migrated_template, next(_numbers)) as fresh:
        yield fresh
