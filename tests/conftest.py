"""What every test may ask for."""

import itertools
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from deploy.migrate import Deployment
from shared.testing.database import Database
from tests import postgres

_numbers = itertools.count(1)

# How long a machine takes to make an example says nothing about what is tested.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


@pytest.hookimpl(tryfirst=True)  # before the workers read which tests stay together
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is not quick by what it needs, so that nobody has to remember to.

    Tests that share processes stay together when the rest is spread over several workers.
    """
    for item in items:
        needed = getattr(item, "fixturenames", ())
        if "postgres_url" in needed:
            item.add_marker("database")
        room, *_ = where = item.path.relative_to(Path(__file__).parent).parts
        if room == "system":
            item.add_marker("processes")
        if room in ("system", "deploy"):
            together = "committee" if "committee" in needed else "/".join(where)
            item.add_marker(pytest.mark.xdist_group(together))


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
