"""The committee of whole journeys: four processes on a database of their own."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from deploy.migrate import Deployment
from tests import postgres
from tests.system.committee import Committee, running

_numbers = itertools.count(9001)


@contextmanager
def _fresh(template: Deployment) -> Iterator[Deployment]:
    with postgres.clone(template, next(_numbers)) as database:
        database.url_for("vault")  # has the file keys' database made as well
        yield replace(template, admin_url=database.admin_url)


@pytest.fixture(scope="module")
def fresh_store(migrated_template: Deployment) -> Iterator[Deployment]:
    """Yield databases that nothing but this module uses."""
    with _fresh(migrated_template) as store:
        yield store


@pytest.fixture(scope="session")
def committee(
    migrated_template: Deployment, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Committee]:
    """Yield the committee that all journeys share: what one leaves behind, the next one meets."""
    folder = tmp_path_factory.mktemp("log")
    with _fresh(migrated_template) as store, running(store, folder, Committee) as committee:
        yield committee
