"""The shipped catalogue, and a copy of its files to plant faults in."""

import shutil
from pathlib import Path

import pytest

from shared.catalogue import Catalogue
from shared.catalogue.load import SHIPPED, load


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """Load the shipped catalogue once."""
    return load(SHIPPED)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Copy the shipped files, free to change."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "data"))
