"""What is imported is required, what is required is pinned, and pins say nothing of a machine."""

import ast
import re
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OURS = {"services", "shared", "deploy"}
BROUGHT = {"psycopg_pool": "psycopg", "pydantic_core": "pydantic"}  # by another, by design
LOCKS = ["requirements.lock", "requirements-dev.lock"]


def imported() -> Iterator[str]:
    """Yield the top-level name of everything that production code imports."""
    for file in (each for folder in OURS for each in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Import):
                yield from (alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.module.partition(".")[0]


def named(file: str) -> set[str]:
    """Return the distributions that a requirements file names."""
    lines = (ROOT / file).read_text().splitlines()
    names = (re.match(r"[A-Za-z0-9._-]+", line) for line in lines if not line.startswith("-"))
    return {normal(found[0]) for found in names if found}


def normal(name: str) -> str:
    """Return the normal form of a distribution's name."""
    return re.sub(r"[-_.]+", "-", name).lower()


def test_what_production_imports_is_required_by_name() -> None:
    distributions = packages_distributions()
    foreign = set(imported()) - set(sys.stdlib_module_names) - OURS
    needed = {distributions[BROUGHT.get(name, name)][0] for name in foreign}
    assert {normal(name) for name in needed} <= named("requirements.in")


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_pinned_with_hashes(lock: str) -> None:
    assert named(lock.replace(".lock", ".in")) <= named(lock)
    text = (ROOT / lock).read_text()
    pins = re.findall(r"^[a-z0-9.-]+==\S+ \\\n    --hash=sha256:[0-9a-f]{64}", text, re.MULTILINE)
    assert len(pins) == len(named(lock))


def test_both_locks_pin_the_same_versions() -> None:
    runtime, development = (
        set(re.findall(r"^([a-z0-9.-]+==\S+)", (ROOT / lock).read_text(), re.MULTILINE))
        for lock in LOCKS
    )
    assert runtime <= development


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_registry_and_no_machine(lock: str) -> None:
    text = (ROOT / lock).read_text()
    assert not re.search(r"://|index-url|trusted-host|find-links|(^|\s)/", text)
