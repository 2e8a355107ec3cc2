"""What every test may ask for."""

import itertools
import secrets
from collections.abc import Iterator

import pytest

from deploy.migrate import Deployment
from shared.testing.database import Database
from tests import postgres

_numbers = itertools.count(1)


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
